"""Deadlines that move: asked for by the agency and decided by the Office, or changed by the Office itself.

The original deadline never changes; each move is on record with its reason.
"""

from datetime import date

from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import telling
from ..models import Assignment, Event, ExtensionRequest
from ..models.conditions import STILL_GIVEN
from ..models.directive import DeadlineKind
from ..models.rules import follow_up_rules
from .coordinators import followers_of, move_with_lead
from .moves import (
    NotAllowed,
    change_deadline_kind,
    lock_for,
    lock_with_directive,
    move,
    reason_given,
    unless_changed,
)

MOVES_DEADLINE = (Event.Kind.DEADLINE_SET, Event.Kind.EXTENSION_GRANTED)


def last_day_to_ask(due_on: date) -> date:
    """The last day on which an extension of this deadline can be asked for (DOMAIN decisions)."""
    return calendar.working_days().after(due_on, -follow_up_rules().extension_notice_days)


@transaction.atomic
def ask_extension(assignment_id: int, *, by: User, to: date, reason: str) -> ExtensionRequest:
    """The agency asks for a later day, early enough and not too often."""
    reason = reason_given(reason, "Phải nêu lý do đề nghị gia hạn.")
    share = lock_for(assignment_id, Act.ASK_EXTENSION, by=by)
    rules, today = follow_up_rules(), calendar.today()
    due_on: date = share.due_on  # type: ignore[assignment]  # what has no deadline was refused
    if to <= due_on:
        raise NotAllowed(f"Hạn mới phải sau hạn hiện tại {due_on:%d/%m/%Y}.")
    if today > (last := last_day_to_ask(due_on)):
        raise NotAllowed(
            f"Đề nghị gia hạn phải gửi trước hạn ít nhất {rules.extension_notice_days} ngày làm việc, "
            f"chậm nhất ngày {last:%d/%m/%Y}."
        )
    granted = share.extension_requests.granted().count()
    if granted >= rules.extensions_at_most:
        raise NotAllowed(f"Việc này đã được gia hạn {granted} lần, không thể gia hạn thêm.")
    share = move(assignment_id, Act.ASK_EXTENSION, by=by, note=reason, asked_due_on=to)
    request = ExtensionRequest.objects.create(
        assignment=share, due_on=due_on, asked_due_on=to, reason=reason, asked_by=by
    )
    telling.extension_asked(share, request, by=by)
    return request


@transaction.atomic
def grant_extension(
    assignment_id: int, *, by: User, to: date, note: str = "", seen: int | None = None
) -> Assignment:
    """The head of the Office moves the deadline to the day asked for, or to another one."""
    share = lock_for(assignment_id, Act.DECIDE_EXTENSION, by=by)
    request = _waiting(share, seen)
    before = share.due_on
    if before is not None and to <= before:
        raise NotAllowed(f"Hạn mới phải sau hạn hiện tại {before:%d/%m/%Y}.")
    share = move(
        assignment_id,
        Act.DECIDE_EXTENSION,
        by=by,
        note=note,
        due_on=to,
        asked_due_on=None,
    )
    _decide(request, ExtensionRequest.Decision.GRANTED, by=by, note=note, to=to)
    move_with_lead(share, before, by=by)
    telling.extension_decided(share, request, by=by)
    return share


@transaction.atomic
def refuse_extension(assignment_id: int, *, by: User, reason: str, seen: int | None = None) -> Assignment:
    """The deadline stays, and why."""
    reason = reason_given(reason, "Phải nêu lý do không đồng ý gia hạn.")
    request = _waiting(lock_for(assignment_id, Act.DECIDE_EXTENSION, by=by), seen)
    kind = Event.Kind.EXTENSION_REFUSED
    share = move(assignment_id, Act.DECIDE_EXTENSION, by=by, note=reason, kind=kind, asked_due_on=None)
    _decide(request, ExtensionRequest.Decision.REFUSED, by=by, note=reason)
    telling.extension_decided(share, request, by=by)
    return share


@transaction.atomic
def set_deadline(
    assignment_id: int, *, by: User, to: date | None, reason: str, tell: bool = True, seen: int | None = None
) -> Assignment:
    """The head of the Office changes a deadline, takes it away (`to` None), or gives one to work without.

    A first deadline is the original one from then on, taken away or not. `tell` False: the caller tells the
    agency. `seen` is the last of MOVES_DEADLINE which the person saw. Raises Changed when there is another
    one by now.
    """
    reason = reason_given(reason, "Phải nêu lý do đổi thời hạn.")
    share = lock_with_directive(assignment_id, Act.SET_DEADLINE, by=by)
    unless_changed(share, MOVES_DEADLINE, seen)
    before = share.due_on
    if problem := deadline_refusal(share, to):
        raise NotAllowed(problem)
    is_first, original = share.original_due_on is None, share.original_due_on or to
    has_one = to is not None or _others_have_one(share)
    kind = change_deadline_kind(share.directive, DeadlineKind.FIXED if has_one else DeadlineKind.NONE)
    share = move(
        assignment_id,
        Act.SET_DEADLINE,
        by=by,
        note=reason,
        said=kind,
        due_on=to,
        original_due_on=original,
    )
    # a first deadline is the lead's alone: nobody has followed it yet
    if not is_first and share.role == Assignment.Role.LEAD:
        move_with_lead(share, before, by=by)
    if tell:
        telling.deadline_set(share, before, reason, by=by)
    return share


def deadline_refusal(share: Assignment, to: date | None) -> str | None:
    """Why this cannot be the new deadline of the share, for people; None when it can."""
    if to is None:
        return "Việc này hiện không có thời hạn." if share.due_on is None else None
    if to == share.due_on:
        return "Hạn mới trùng với hạn hiện tại."
    return "Hạn mới không được ở trong quá khứ." if to < calendar.today() else None


def _others_have_one(share: Assignment) -> bool:
    """Whether the directive keeps a deadline when this share loses its own: one which does not go with it."""
    others = share.directive.assignments.filter(STILL_GIVEN).exclude(pk=share.pk).exclude(due_on=None)
    if share.role == Assignment.Role.LEAD:
        others = others.exclude(pk__in=followers_of(share, share.due_on))
    return others.exists()


def let_lapse(share: Assignment, *, by: User, note: str) -> None:
    """A request that has nothing left to extend waits for nobody; the note says what happened."""
    for request in share.extension_requests.waiting():
        _decide(request, ExtensionRequest.Decision.LAPSED, by=by, note=note)


def _waiting(share: Assignment, seen: int | None) -> ExtensionRequest:
    request = share.extension_requests.waiting().first()
    if request is None:
        raise NotAllowed("Không có đề nghị gia hạn nào chờ quyết định.")
    if seen is not None and seen != request.pk:
        raise NotAllowed("Cơ quan đã gửi đề nghị khác từ khi bạn mở trang. Xem lại rồi quyết định.")
    return request


def _decide(
    request: ExtensionRequest,
    decision: ExtensionRequest.Decision,
    *,
    by: User,
    note: str,
    to: date | None = None,
) -> None:
    request.decision, request.decided_by, request.decided_at = decision, by, calendar.now()
    request.note, request.granted_due_on = note, to
    request.save(update_fields=["decision", "decided_by", "decided_at", "note", "granted_due_on"])
