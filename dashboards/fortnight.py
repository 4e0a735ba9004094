"""What falls due in the next fourteen days, as a strip of days: the darker, the more."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from agencies.calendar import special_days
from directives.measures import MEASURES, Figure, Link
from directives.models.share import ShareQuerySet

DAYS = 14
DEGREES = 4


@dataclass(frozen=True)
class Day:
    """A day of the strip. `degree`: 0 without work, then 1 to 4 by its part of the fullest day."""

    day: date
    figure: Figure
    degree: int
    is_off: bool
    note: str


def fortnight(work: ShareQuerySet[Any], link: Link, *, on: date) -> list[Day]:
    """From the day `on` to 13 days later; two queries."""
    due = work.filter(MEASURES["due_fortnight"].condition(on)).values("due_on").annotate(n=Count("pk"))
    numbers = {row["due_on"]: row["n"] for row in due}
    fullest = max(numbers.values(), default=0)
    days = [on + timedelta(days=n) for n in range(DAYS)]
    special = special_days(days[0], days[-1])
    return [
        Day(
            day=day,
            figure=Figure(numbers.get(day, 0), link(state="with_agency", due_from=day, due_to=day)),
            degree=-(-DEGREES * numbers.get(day, 0) // fullest) if fullest else 0,
            is_off=day not in special.working,
            note=special.notes.get(day, ""),
        )
        for day in days
    ]
