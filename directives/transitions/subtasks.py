"""How an agency divides its share: pieces given to its people, changed, ticked off. Nothing official follows.

The share is locked before its pieces, so two changes of one list wait for each other.
"""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.models import Membership

from .. import telling_within as telling
from ..models import Assignment, Event, SubTask
from .moves import Changed, NotAllowed, lock, lock_for, move, plain, record, refusal

_GONE = "Việc con này vừa được người khác bỏ."
_WORDS = {"title": "subtask", "person": "subtask_person", "due_on": "subtask_due_on"}  # as history names them


@transaction.atomic
def add_subtask(
    assignment_id: int, *, by: User, title: str, person: User, due_on: date | None = None
) -> SubTask:
    """One more piece, at the end of the list."""
    share = lock_for(assignment_id, Act.PLAN_SUBTASKS, by=by)
    _need_member(share, person)
    last = share.subtasks.last()
    made = SubTask.objects.create(
        assignment=share,
        title=title,
        person=person,
        due_on=due_on,
        position=last.position + 1 if last else 1,
        created_by=by,
    )
    said = {word: [None, plain(getattr(made, name))] for name, word in _WORDS.items()}
    share = move(assignment_id, Act.PLAN_SUBTASKS, by=by, said=said)
    telling.subtask_given(share, made, None, by=by)
    return made


@transaction.atomic
def change_subtask(
    subtask_id: int,
    *,
    by: User,
    version: int,
    title: str,
    person: User,
    due_on: date | None,
    told: bool = True,
) -> SubTask:
    """Another title, person or day. Raises Changed when somebody else changed it since it was read.

    `told` False: the caller tells of many at once.
    """
    piece = _take(subtask_id, by=by)
    _need_open(piece)
    if piece.version != version:
        raise Changed("Người khác vừa sửa việc con này. Xem các thay đổi rồi lưu lại.")
    values: dict[str, Any] = {"title": title, "person": person, "due_on": due_on}
    changes = {
        _WORDS[name]: [plain(getattr(piece, name)), plain(value)]
        for name, value in values.items()
        if getattr(piece, name) != value
    }
    if not changes:
        return piece
    before = piece.person
    if person != before:
        _need_member(piece.assignment, person)
    for name, value in values.items():
        setattr(piece, name, value)
    piece.version += 1
    piece.save(update_fields=[*values, "version"])
    about = {"subtask": changes.pop("subtask", [None, piece.title])}
    record(Event.Kind.SUBTASK_CHANGED, by=by, assignment=piece.assignment, data=about | changes)
    if told and person != before:
        telling.subtask_given(piece.assignment, piece, before, by=by)
    return piece


@transaction.atomic
def remove_subtask(subtask_id: int, *, by: User) -> None:
    """A piece that is not needed; what was done stays."""
    piece = _take(subtask_id, by=by)
    _need_open(piece)
    share = piece.assignment
    record(Event.Kind.SUBTASK_REMOVED, by=by, assignment=share, data={"subtask": [piece.title, None]})
    telling.subtask_removed(share, piece, by=by)
    piece.delete()


@transaction.atomic
def shift_subtask(subtask_id: int, *, by: User, up: bool) -> None:
    """One place up or down. Their order says nothing, so history does not tell of it."""
    piece = _take(subtask_id, by=by)
    pieces = list(piece.assignment.subtasks.all())
    at = pieces.index(piece)
    to = at - 1 if up else at + 1
    if 0 <= to < len(pieces):
        pieces[at], pieces[to] = pieces[to], pieces[at]
    for position, each in enumerate(pieces, start=1):
        each.position = position
    SubTask.objects.bulk_update(pieces, ["position"])


@transaction.atomic
def tick_subtask(subtask_id: int, *, by: User, note: str = "") -> SubTask:
    """The person whose piece it is has done it."""
    piece = _take(subtask_id, by=by, own=True)
    _need_open(piece)
    piece.done_on, piece.done_note = calendar.today(), note.strip()
    piece.version += 1
    piece.save(update_fields=["done_on", "done_note", "version"])
    data = {"subtask": [None, piece.title]}
    record(Event.Kind.SUBTASK_DONE, by=by, assignment=piece.assignment, note=piece.done_note, data=data)
    telling.subtask_done(piece.assignment, piece, by=by)
    return piece


@transaction.atomic
def untick_subtask(subtask_id: int, *, by: User, note: str = "") -> SubTask:
    """It is not done after all."""
    piece = _take(subtask_id, by=by, own=True)
    if piece.done_on is None:
        raise NotAllowed("Việc con này chưa được đánh dấu xong.")
    piece.done_on, piece.done_note = None, ""
    piece.version += 1
    piece.save(update_fields=["done_on", "done_note", "version"])
    data = {"subtask": [None, piece.title]}
    record(Event.Kind.SUBTASK_REOPENED, by=by, assignment=piece.assignment, note=note.strip(), data=data)
    return piece


def _take(subtask_id: int, *, by: User, own: bool = False) -> SubTask:
    """The piece with its share locked, for who may plan it; with `own`, for whose it is."""
    share_id = SubTask.objects.values_list("assignment", flat=True).filter(pk=subtask_id).first()
    if share_id is None:
        raise NotAllowed(_GONE)
    share = lock(share_id) if own else lock_for(share_id, Act.PLAN_SUBTASKS, by=by)
    piece = SubTask.objects.select_related("person", "created_by").filter(pk=subtask_id).first()
    if piece is None:
        raise NotAllowed(_GONE)
    if own and not (may(by, Act.TICK_SUBTASK) and piece.person_id == by.pk and _belongs(share, by)):
        raise NotAllowed("Chỉ người được giao việc con mới đánh dấu được.")
    if problem := refusal(share, Act.PLAN_SUBTASKS):
        raise NotAllowed(problem)
    piece.assignment = share
    return piece


def _need_open(piece: SubTask) -> None:
    if piece.done_on is not None:
        raise NotAllowed("Việc con này đã được đánh dấu xong.")


def _need_member(share: Assignment, person: User) -> None:
    if not _belongs(share, person):
        raise NotAllowed(f"{person} không thuộc {share.agency}.")


def _belongs(share: Assignment, person: User) -> bool:
    return Membership.objects.current().filter(agency=share.agency_id, user=person).exists()
