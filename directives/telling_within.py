"""Who is told of what agencies do among themselves: coordinators for their lead, a head for the staff."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import User
from notifications.kinds import Kind
from notifications.outbox import Notice, post

from .audience import delegates_of, members_of, once, people_of, still_there, tell, threads_of
from .models import Assignment, Contribution, Event, SubTask

if TYPE_CHECKING:
    from .departed import Held


def contributed(share: Assignment, made: Contribution, *, by: User) -> None:
    """Tell the leads that a coordinator has given its opinion or its part."""
    tell(
        _leads_of(share),
        share,
        kind=Kind.TEAMWORK,
        key=f"contributed:{made.pk}",
        title=f"{share.agency.short_name} gửi ý kiến phối hợp: {share.directive.title}",
        text=made.text,
        by=by,
    )


def contribution_retracted(share: Assignment, taken: Contribution, *, by: User) -> None:
    """Tell the leads not to rest on it any more."""
    tell(
        _leads_of(share),
        share,
        kind=Kind.TEAMWORK,
        key=f"retracted:{taken.pk}",
        title=f"{share.agency.short_name} rút ý kiến phối hợp: {share.directive.title}",
        text="",
        by=by,
    )


def contribution_asked(share: Assignment, lead: Assignment, until: date, note: str, *, by: User) -> None:
    """Tell a coordinator that the lead waits for its contribution, and until when."""
    tell(
        people_of(share),
        share,
        kind=Kind.TEAMWORK,
        key=once("contribution_asked", share),
        title=f"{lead.agency.short_name} đề nghị gửi ý kiến chậm nhất ngày {until:%d/%m/%Y}: "
        f"{share.directive.title}",
        text=note,
        by=by,
    )


def _leads_of(share: Assignment) -> list[User]:
    counted = Assignment.objects.counted().filter(directive=share.directive_id)
    leads = list(counted.select_related("delegate"))
    people = {
        person for members in members_of(lead.agency_id for lead in leads).values() for person in members
    }
    people |= set[User]().union(*delegates_of(leads).values())
    return sorted(people, key=lambda person: person.pk)


def subtask_given(share: Assignment, piece: SubTask, before: User | None, *, by: User) -> None:
    """Tell who got a piece of the agency's share, and from whom it was taken, unless they have left."""
    until = f" (hạn {piece.due_on:%d/%m/%Y})" if piece.due_on else ""
    for person, kind, said in (
        (piece.person, Kind.ASSIGNED, "Bạn được giao việc con"),
        (before, Kind.TEAMWORK, "Không còn giao cho bạn việc con"),
    ):
        tell(
            still_there(person, share),
            share,
            kind=kind,
            key=once("subtask_given", share),
            title=f"{said}: {piece.title}{until}",
            text=share.directive.title,
            by=by,
        )


def subtask_removed(share: Assignment, piece: SubTask, *, by: User) -> None:
    """Tell the person who had it that it is not needed any more."""
    tell(
        still_there(piece.person, share),
        share,
        kind=Kind.TEAMWORK,
        key=once("subtask_removed", share),
        title=f"Không cần làm nữa: {piece.title}",
        text=share.directive.title,
        by=by,
    )


def subtask_done(share: Assignment, piece: SubTask, *, by: User) -> None:
    """Tell the one who gave it."""
    tell(
        [piece.created_by] if piece.created_by.is_active else [],
        share,
        kind=Kind.TEAMWORK,
        key=once("subtask_done", share),
        title=f"{piece.person} đã xong: {piece.title}",
        text=piece.done_note or share.directive.title,
        by=by,
    )


def taken_over(rows: Sequence["Held"], to: User | None, *, by: User) -> None:
    """Tell the person who got the work of those who have left: once, however much it is."""
    if to is None or to == by or not rows:
        return
    newest = Event.objects.filter(actor=by).latest("pk")
    post(
        [
            Notice(
                key=f"taken_over:{newest.pk}",
                recipient=to,
                title=f"Bạn được giao {len(rows)} việc của người đã rời đi",
                text="\n".join(held.title for held in rows),
                url=reverse("directives:my_work"),
                kind=Kind.ASSIGNED,
                about=threads_of(held.directive.pk for held in rows),
            )
        ]
    )
