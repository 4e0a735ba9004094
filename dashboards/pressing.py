"""What presses, a line for each directive: an order to 130 communes is one thing to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min
from django.db.models.functions import Coalesce

from directives.deadlines import Timing, distance
from directives.measures import MEASURES, Figure, Link, Measure, Tally
from directives.models import Urging
from directives.standing import timing_of

from .tallies import Work

_DUE_ON = F("due_on")
# measure → the day of a share by which its list is in order, the earliest first
_FIRST: dict[str, Any] = {
    "overdue": F("due_on"),
    "due_week": F("due_on"),
    "due_fortnight": F("due_on"),
    "returned": F("due_on"),
    "pending": F("filed_on"),
    "asks_extension": F("due_on"),
    "not_updated": Coalesce("last_report_on", "assigned_on"),
}


@dataclass(frozen=True)
class Line:
    """A directive in a list of what presses: the lead agencies it presses, and the first of their days."""

    directive: int
    title: str
    agencies: list[str]
    figure: Figure
    first_on: date | None  # the day by which the list is in order
    due_on: date | None
    timing: Timing
    distance: str
    urged: int  # the most often of its shares; only of what is overdue
    reported_on: date | None
    waited: int | None  # days since `first_on`
    asked_on: date | None  # the latest day to which a share asks to be extended
    monitor: str | None


@dataclass(frozen=True)
class Pressing:
    """What presses, the first lines of it and all of it."""

    lines: list[Line]
    total: Figure

    @property
    def is_cut(self) -> bool:
        """Whether there is more than the lines show."""
        return self.total.count > sum(line.figure.count for line in self.lines)


def longest_overdue(work: Work, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What is overdue, the oldest first, and how often it was urged until the day; two queries."""
    measure = MEASURES["overdue"]
    rows = _rows(measure, _FIRST["overdue"], work, on, most)
    urged = _urged(work, [row["directive"] for row in rows], on)
    return Pressing([_line(row, measure, link, on, urged) for row in rows], total["overdue"])


def pressing(name: str, work: Work, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What the measure of this name counts, the earliest first; one query."""
    return pressing_of(MEASURES[name], work, link, total[name], on=on, most=most, first=_FIRST[name])


def pressing_of(
    measure: Measure, work: Work, link: Link, total: Figure, *, on: date, most: int, first: Any = _DUE_ON
) -> Pressing:
    """What any measure counts (`total`), by the day `first` of its shares; one query."""
    rows = _rows(measure, first, work, on, most)
    return Pressing([_line(row, measure, link, on, {}) for row in rows], total)


def _rows(measure: Measure, first: Any, work: Work, on: date, most: int) -> list[Any]:
    """The first directives, then what is said of each: only of these the texts are read."""
    found = work.filter(measure.condition(on)).order_by().annotate(first_on=first)
    of_first = found.values("directive").annotate(first=Min("first_on"))
    firsts = of_first.order_by(F("first").asc(nulls_last=True), "directive").values("directive")[:most]
    return list(
        found.filter(directive__in=firsts)
        .values("directive", title=F("directive__title"), monitor=F("directive__monitor__full_name"))
        .annotate(
            first=Min("first_on"),
            first_due_on=Min("due_on"),
            reported_on=Max("last_report_on"),
            asked_on=Max("asked_due_on"),
            count=Count("pk"),
            agencies=ArrayAgg("agency__short_name", order_by=["agency__kind_order", "agency__sort_key"]),
        )
        .order_by(F("first").asc(nulls_last=True), "directive")
    )


def _urged(work: Work, directives: list[int], on: date) -> dict[int, int]:
    """How often the overdue shares of these directives were urged until the day, by directive."""
    shares = work.filter(MEASURES["overdue"].condition(on), directive__in=directives)
    urgings = Urging.objects.filter(assignment__in=shares.values(shares.SHARE), at__date__lte=on).order_by()
    return dict(urgings.values_list("assignment__directive").annotate(Max("number")))


def _line(row: Mapping[str, Any], measure: Measure, link: Link, on: date, urged: Mapping[int, int]) -> Line:
    due_on, pk = row["first_due_on"], row["directive"]
    return Line(
        directive=pk,
        title=row["title"],
        agencies=row["agencies"],
        figure=Figure(row["count"], measure.address(link(directive=pk))),
        first_on=row["first"],
        due_on=due_on,
        timing=timing_of(due_on, on),
        distance=distance(due_on, on) if due_on else "",
        urged=urged.get(pk, 0),
        reported_on=row["reported_on"],
        waited=(on - row["first"]).days if row["first"] else None,
        asked_on=row["asked_on"],
        monitor=row["monitor"],
    )
