"""What can be waited for: of which shares it is true, and until which day each is in time.

The conditions are those of Việc của tôi and of the register; the ladders count from the day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from agencies.calendar import WorkingDays, working_days
from directives.models import Assignment, Comment, Event, Explanation, ExtensionRequest
from directives.models import conditions as is_
from directives.models.assignment import AssignmentQuerySet
from directives.models.rules import FollowUpRules, follow_up_rules

from .models import About

HEARD_WITHIN = timedelta(days=14)  # an instruction is news for so long, holidays and an outage included


class Day:
    """The day which is planned, with what the days of the shares are counted by; two queries."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.working: WorkingDays = working_days()
        self.rules: FollowUpRules = follow_up_rules(on)


@dataclass(frozen=True)
class Subject:
    """One thing to wait for."""

    rows: Callable[[date], AssignmentQuerySet]  # the shares for which somebody waits on a day
    until: Callable[[Assignment, Day], date]  # the last day on which one of them is in time


def _deadlines(on: date) -> AssignmentQuerySet:
    """Whoever holds the ball is chased: lead agencies with nothing filed, or whose result was returned."""
    return Assignment.objects.leads().waiting_on_agency().filter(due_on__isnull=False)


def _unaccepted(on: date) -> AssignmentQuerySet:
    """What is overdue as well is chased for that."""
    return Assignment.objects.leads().late_to_accept(on).filter(~is_.overdue(on))


def _silent(on: date) -> AssignmentQuerySet:
    """What is overdue or not accepted yet is chased for that."""
    return Assignment.objects.leads().not_updated(on).filter(~is_.overdue(on), ~is_.NEW)


def _to_contribute(on: date) -> AssignmentQuerySet:
    return Assignment.objects.coordinators().filter(is_.TO_CONTRIBUTE).still_needed()


def _to_explain(on: date) -> AssignmentQuerySet:
    return _with_asker(Assignment.objects.counted().filter(is_.TO_EXPLAIN), Explanation.objects.open())


def _explained(on: date) -> AssignmentQuerySet:
    unread = Explanation.objects.unread()
    return _with_asker(Assignment.objects.counted().filter(pk__in=unread.values("assignment")), unread)


def _with_asker(rows: AssignmentQuerySet, explanations: QuerySet[Explanation]) -> AssignmentQuerySet:
    newest = explanations.filter(assignment=OuterRef("pk")).order_by("-pk")
    asker, day = newest.values("asked_by")[:1], newest.values("answered_on")[:1]
    return rows.annotate(asker=Subquery(asker), answered_on=Subquery(day))


def _to_confirm(on: date) -> AssignmentQuerySet:
    return Assignment.objects.counted().pending()


def _to_extend(on: date) -> AssignmentQuerySet:
    asked = ExtensionRequest.objects.waiting().filter(assignment=OuterRef("pk")).values("asked_at")
    return Assignment.objects.counted().asking_extension().annotate(came_on=TruncDate(Subquery(asked[:1])))


def _declined(on: date) -> AssignmentQuerySet:
    said = Event.objects.filter(assignment=OuterRef("pk"), kind=Event.Kind.DECLINED).order_by("-pk")
    at = Subquery(said.values("at")[:1])
    return Assignment.objects.leads().declined().annotate(came_on=TruncDate(at)).filter(came_on__isnull=False)


def _instructed(on: date) -> AssignmentQuerySet:
    """Open work on which a leader gave a further instruction these days; what is older was heard of."""
    said = Comment.objects.filter(
        Q(directive=OuterRef("directive")) | Q(directive=OuterRef("directive__parent")),
        kind=Comment.Kind.INSTRUCTION,
        withdrawn_at__isnull=True,
        at__date__range=(on - HEARD_WITHIN, on),
    )
    newest = Subquery(said.order_by("-at").values("at")[:1])
    return (
        Assignment.objects.open()
        .annotate(instructed_on=TruncDate(newest))
        .filter(instructed_on__isnull=False)
    )


def _accept_until(share: Assignment, day: Day) -> date:
    return share.assigned_on + timedelta(days=day.rules.accept_within_days)


def _update_until(share: Assignment, day: Day) -> date:
    return (share.last_report_on or share.assigned_on) + timedelta(days=day.rules.update_every_days)


def _confirm_until(share: Assignment, day: Day) -> date:
    return day.working.after(_day(share, "filed_on"), day.rules.confirm_within_days)


def _its(column: str) -> Callable[[Assignment, Day], date]:
    return lambda share, day: _day(share, column)


def _day(share: Assignment, column: str) -> date:
    found = getattr(share, column)
    assert isinstance(found, date)  # the condition of the rows says so
    return found


SUBJECTS: dict[About, Subject] = {
    About.DEADLINE: Subject(_deadlines, _its("due_on")),
    About.ACCEPTANCE: Subject(_unaccepted, _accept_until),
    About.UPDATE: Subject(_silent, _update_until),
    About.CONTRIBUTION: Subject(_to_contribute, _its("contribute_by")),
    About.EXPLANATION: Subject(_to_explain, _its("explain_on")),
    About.ANSWER: Subject(_explained, _its("answered_on")),
    About.CONFIRMATION: Subject(_to_confirm, _confirm_until),
    About.EXTENSION: Subject(_to_extend, _its("came_on")),
    About.DECLINED: Subject(_declined, _its("came_on")),
    About.INSTRUCTION: Subject(_instructed, _its("instructed_on")),
}
# What only the Office may do, and never for an agency to which the person belongs.
OF_THE_OFFICE = {About.CONFIRMATION, About.EXTENSION, About.DECLINED}
