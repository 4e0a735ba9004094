"""What follows for the coordinators of a directive from what happens to its leads."""

from datetime import date

from django.db.models import Q

from accounts.models import User
from agencies import calendar

from .. import past
from ..models import Assignment, Event
from ..models.assignment import AssignmentQuerySet
from ..models.conditions import DECLINED, NO_DEADLINE, NOT_DONE
from .moves import NotAllowed, lock_directive_row, plain, record

# A lead which has work left, or one that declined it: the Office has not said yet who does it instead.
_LEFT_TO_DO = Q(role=Assignment.Role.LEAD) & (NOT_DONE | DECLINED)


def release_coordinators(changed: Assignment, *, by: User) -> None:
    """Once no lead has anything left to do, its coordinators have not either; they are late for nothing."""
    if changed.role != Assignment.Role.LEAD:  # which changes nothing for the others
        return
    shares = Assignment.objects.filter(directive=changed.directive_id)
    # two leads confirmed at once: the second waits here for the first
    lock_directive_row(changed.directive_id)
    if shares.filter(_LEFT_TO_DO).exists():
        return
    released = list(shares.coordinators().not_done().select_for_update(no_key=True).order_by("pk"))
    today = calendar.today()
    for share in released:
        share.released_on = today
        record(Event.Kind.RELEASED, by=by, assignment=share, data={"released_on": [None, str(today)]})
    Assignment.objects.bulk_update(released, ["released_on"])
    past.keep(released)


def recall_coordinators(reopened: Assignment, *, by: User) -> None:
    """A lead works again: its coordinators are needed again."""
    shares = Assignment.objects.filter(directive=reopened.directive_id)
    released = shares.coordinators().exclude(released_on=None).select_for_update(no_key=True)
    recalled = list(released.order_by("pk"))
    for share in recalled:
        until = str(share.released_on)
        share.released_on = None
        record(Event.Kind.REOPENED, by=by, assignment=share, data={"released_on": [until, None]})
    Assignment.objects.bulk_update(recalled, ["released_on"])
    past.keep(recalled)


def need_a_working_lead(assignment_id: int) -> None:
    """A coordinator gets work back only while a lead of its directive has some left. Ask before locking it.

    The directive is locked first, as whoever releases the coordinators does.
    """
    share = Assignment.objects.get(pk=assignment_id)
    if share.role == Assignment.Role.LEAD:
        return
    lock_directive_row(share.directive_id)
    if not Assignment.objects.filter(_LEFT_TO_DO, directive=share.directive_id).exists():
        raise NotAllowed("Các cơ quan chủ trì đã hoàn thành; không còn việc phối hợp.")


def followers_of(lead: Assignment, day: date | None) -> AssignmentQuerySet:
    """The coordinators whose deadline is that day of their lead; None: it was taken away from both."""
    shares = Assignment.objects.filter(directive=lead.directive_id, original_due_on__isnull=False)
    return shares.filter(Q(due_on=day) if day else NO_DEADLINE).coordinators().not_done()


def move_with_lead(extended: Assignment, before: date | None, *, by: User) -> None:
    """Coordinators who had the lead's old day get its new one: they help for as long as it works."""
    moved = list(followers_of(extended, before).select_for_update(no_key=True).order_by("pk"))
    data = {"due_on": [plain(before), plain(extended.due_on)]}
    for share in moved:
        share.due_on = extended.due_on
        record(Event.Kind.DEADLINE_SET, by=by, assignment=share, data=data)
    Assignment.objects.bulk_update(moved, ["due_on"])
    past.keep(moved)
