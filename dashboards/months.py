"""The last twelve months: what was assigned, done and late in each, and what was overdue at its end."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import TruncMonth

from accounts.models import User
from directives.measures import MEASURES, Figure, Scope, counts, how_many
from directives.models import conditions
from directives.models.between import ends_after, stood_on
from directives.models.share import ShareQuerySet

from .scope import months_before

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """A month, or as much of it as has passed."""

    first: date
    last: date
    given: Figure
    done: Figure
    late: Figure
    overdue: Figure  # at the end of the month

    @property
    def name(self) -> str:
        return f"{self.first.month}/{self.first.year}"


def last_months(scope: Scope, user: User, *, on: date, today: date) -> list[Month]:
    """The months up to that of the day `on`, whose work `scope` holds whenever it was assigned; 4 queries."""
    starts = [months_before(on.replace(day=1), back) for back in reversed(range(MONTHS))]
    ends = [first.replace(day=monthrange(first.year, first.month)[1]) for first in starts]
    work = scope.shares(user, today)
    given = _by_month(work, "assigned_on", starts[0], ends[-1], on, ["given"])
    done = _by_month(work.filter(conditions.DONE), "finished_on", starts[0], ends[-1], on, ["done", "late"])
    overdue = _overdue(scope, user, ends[:-1], today)
    overdue[on] = work.filter(conditions.overdue(on)).count()
    months = []
    for first, last in zip(starts, ends, strict=True):
        evening = min(last, on)
        of_day = {"as_of": evening.isoformat() if evening < today else None}
        in_month = scope.link(done_from=first, done_to=last)
        months.append(
            Month(
                first,
                last,
                Figure(given.get(first, {}).get("n_given", 0), scope.link(from_=first, to=last)),
                Figure(done.get(first, {}).get("n_done", 0), MEASURES["done"].address(in_month)),
                Figure(done.get(first, {}).get("n_late", 0), MEASURES["late"].address(in_month)),
                Figure(overdue[evening], MEASURES["overdue"].address(scope.link(**of_day))),
            )
        )
    return months


def _by_month(
    work: ShareQuerySet[Any], column: str, first: date, last: date, on: date, names: list[str]
) -> Mapping[date, Mapping[str, int]]:
    rows = (
        work.filter(**{f"{column}__range": (first, last)})
        .values(month=TruncMonth(column))
        .annotate(**counts(names, on))
    )
    return {row["month"]: row for row in rows}


def _overdue(scope: Scope, user: User, evenings: list[date], today: date) -> dict[date, int]:
    """What was overdue at the end of each of these days; one query over the record of past days."""
    kept = scope.on_any_day(user, today)
    stood = {
        f"n_{n}": how_many(stood_on(evening) & conditions.overdue(evening))
        for n, evening in enumerate(evenings)
    }
    # said of all that is not done, as the index of these holds it
    rest = kept.filter(ends_after(evenings[0]), ~conditions.DONE)
    found = rest.filter(conditions.IS_OPEN, due_on__lt=evenings[-1]).aggregate(**stood)
    return {evening: found[f"n_{n}"] for n, evening in enumerate(evenings)}
