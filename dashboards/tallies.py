"""The numbers of the dashboards: a query for each panel, counted by the conditions the register filters by."""

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q

from directives.deadlines import Timing
from directives.models import conditions
from directives.models.assignment import AssignmentQuerySet


@dataclass(frozen=True)
class Tally:
    """How much work, by the official four-way scheme, and what needs a look beside it.

    `on_time`, `late`, `in_time`, `overdue` and the two of no deadline add up to `given`.
    """

    given: int
    done: int
    on_time: int
    late: int
    done_without_deadline: int
    in_time: int
    overdue: int
    open_without_deadline: int
    fallen_due: int
    new: int
    pending: int
    returned: int
    not_updated: int
    due_this_week: int

    @property
    def not_done(self) -> int:
        return self.given - self.done


WEEK = 6  # days after today: with today, seven


def counts(on: date) -> dict[str, Count]:
    """The aggregates of a Tally, by its field names."""
    meaning = {
        "given": Q(),
        "done": conditions.DONE,
        "on_time": conditions.finished(Timing.FINISHED_ON_TIME),
        "late": conditions.finished(Timing.FINISHED_LATE),
        "done_without_deadline": conditions.DONE & conditions.NO_DEADLINE,
        "in_time": conditions.open_in_time(on),
        "overdue": conditions.overdue(on),
        "open_without_deadline": conditions.NOT_DONE & conditions.NO_DEADLINE,
        "fallen_due": conditions.fallen_due(on),
        "new": conditions.NEW,
        "pending": conditions.PENDING,
        "returned": conditions.RETURNED,
        "not_updated": conditions.not_updated(on),
        "due_this_week": conditions.due_within(WEEK, on),
    }
    return {field.name: Count("pk", filter=meaning[field.name]) for field in fields(Tally)}


def of_province(work: AssignmentQuerySet, *, on: date) -> Tally:
    """All of this work together; one query."""
    return Tally(**work.aggregate(**counts(on)))
