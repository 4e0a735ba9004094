"""What each question about a share of work means, as a condition.

The methods of AssignmentQuerySet filter by these and the tallies count by them, so that a number and the list
behind it cannot differ.
"""

from datetime import date, timedelta

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from agencies.calendar import working_days
from directives.deadlines import Timing

from .rules import follow_up_rules
from .states import LEFT, OPEN, Confirmation, Quality, WorkState

STILL_GIVEN = ~Q(work_state__in=LEFT)
IS_OPEN = Q(work_state__in=OPEN, released_on__isnull=True)
DONE = Q(work_state=WorkState.DONE)
IS_DONE = ExpressionWrapper(DONE, output_field=BooleanField())  # to sort by; an index holds it
NOT_DONE = ~DONE & STILL_GIVEN & Q(released_on__isnull=True)
NEW = Q(work_state=WorkState.NEW, released_on__isnull=True)
PENDING = Q(confirmation=Confirmation.PENDING)
RETURNED = Q(confirmation=Confirmation.RETURNED)
ASKS_EXTENSION = Q(asked_due_on__isnull=False)
TO_EXPLAIN = Q(explain_on__isnull=False) & STILL_GIVEN
UNFINISHED = NOT_DONE | TO_EXPLAIN  # all that can wait for an agency
DECLINED = Q(work_state=WorkState.DECLINED, passed_to__isnull=True)
PAUSED = Q(work_state=WorkState.PAUSED)
AWAITS_CYCLE = (
    IS_OPEN
    & Q(directive__deadline_kind="recurring", directive__parent__isnull=True, due_on__isnull=True)
    & ~Q(confirmation=Confirmation.PENDING)
)
CONTRIBUTED = Q(contributed_on__isnull=False)  # coordinators alone contribute
CONTRIBUTION_STANDS = IS_OPEN & CONTRIBUTED
WAITING_ON_AGENCY = IS_OPEN & ~PENDING & ~CONTRIBUTED
TO_CONTRIBUTE = WAITING_ON_AGENCY & Q(contribute_by__isnull=False)  # a lead asked for it, until a day
NO_DEADLINE = Q(due_on__isnull=True)
ENTERED_LATE = Q(directive__published_at__date__gt=F("directive__enter_by"))  # a fault of the Office


def overdue(on: date) -> Q:
    """Not done and past the deadline; what was given in time, a result or a contribution, is not overdue."""
    given_late = Q(filed_on__gt=F("due_on")) | Q(contributed_on__gt=F("due_on"))
    return IS_OPEN & Q(due_on__lt=on) & (Q(filed_on__isnull=True, contributed_on__isnull=True) | given_late)


def open_in_time(on: date) -> Q:
    """Not done, with a deadline, and not overdue."""
    return NOT_DONE & ~NO_DEADLINE & ~overdue(on)


def fallen_due(on: date) -> Q:
    """Done, or overdue: what the rate "số đã đến hạn" divides by (DOMAIN R2)."""
    return DONE | overdue(on)


def urged(times: int = 1, *, share: str = "pk", until: date | None = None) -> Q:
    """Urged by hand so often or more: the numbers of a share count up from 1, without a gap.

    `share`: the column that names the share (ShareQuerySet.SHARE). `until`: at the end of that day.
    """
    from .urging import Urging  # which builds on the models that ask here

    found = Urging.objects.filter(number=times).order_by()
    if until is not None:
        found = found.filter(at__date__lte=until)
    return Q(**{f"{share}__in": found.values("assignment")})


def due_within(days: int, on: date) -> Q:
    """The agency's to do, and due from `on` to `days` days later."""
    return WAITING_ON_AGENCY & due_between(on, on + timedelta(days=days))


def due_between(first: date, last: date) -> Q:
    """With a deadline on one of these days."""
    return Q(due_on__range=(first, last))


def due_soon(on: date) -> Q:
    """Due today or within the days which the rules of the office call soon."""
    return due_within(follow_up_rules(on).soon_days, on)


def on_track(on: date) -> Q:
    """Not done, and further from the deadline than what counts as soon."""
    return open_in_time(on) & Q(due_on__gt=on + follow_up_rules(on).soon)


def late_to_accept(on: date) -> Q:
    """Not accepted in the days which the rules of the office give for it (DOMAIN decisions: 24 hours)."""
    return NEW & Q(assigned_on__lt=on - timedelta(days=follow_up_rules(on).accept_within_days))


def not_updated(on: date) -> Q:
    """Waiting on the agency, and nothing heard for longer than the rules of the office allow."""
    since = on - timedelta(days=follow_up_rules(on).update_every_days)
    unheard = Q(last_report_on__lt=since) | Q(last_report_on__isnull=True, assigned_on__lt=since)
    return WAITING_ON_AGENCY & unheard


def late_to_confirm(on: date) -> Q:
    """A result waits for the Office longer than its rules allow (DOMAIN decisions: 2 working days)."""
    allowed = follow_up_rules(on).confirm_within_days
    return PENDING & Q(filed_on__lte=working_days().passed_since(on, allowed))


# Against the deadline as first given: an extension makes nothing of it, nor that it was taken away later.
DONE_WITH_ORIGINAL = DONE & Q(original_due_on__isnull=False)
ON_TIME_ORIGINAL = DONE & Q(finished_on__lte=F("original_due_on"))


def finished(timing: Timing) -> Q:
    """Done in time (FINISHED_ON_TIME) or done late (FINISHED_LATE); work without a deadline is neither."""
    late = Q(finished_on__gt=F("due_on"))
    in_time = Q(finished_on__lte=F("due_on"))
    return DONE & (late if timing == Timing.FINISHED_LATE else in_time)


def marked(quality: Quality) -> Q:
    """Done, with a result of which the Office thinks so."""
    return DONE & Q(quality=quality)
