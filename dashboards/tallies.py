"""The panels of the dashboards, one query each; what a number counts is said by `directives.measures`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Min

from agencies.models import Agency
from directives.deadlines import Timing, distance
from directives.measures import MEASURES, PARTS, WHOLE, Figure, Link, Measure, Tally, counted, counts, tally
from directives.models.assignment import AssignmentQuerySet
from directives.standing import timing_of

OF_ALL = (*PARTS, *WHOLE)


@dataclass(frozen=True)
class Row:
    """A line of a scoreboard: whose work, and its numbers."""

    of: Any
    tally: Tally


@dataclass(frozen=True)
class Line:
    """A directive in a list of what presses: the lead agencies it presses, and the first of their days."""

    directive: int
    title: str
    agencies: list[str]
    figure: Figure
    due_on: date
    timing: Timing
    distance: str


@dataclass(frozen=True)
class Pressing:
    """What presses, a line for each directive: an order to 130 communes is one thing to know."""

    lines: list[Line]
    total: Figure

    @property
    def is_cut(self) -> bool:
        """Whether there is more than the lines show."""
        return self.total.count > sum(line.figure.count for line in self.lines)


@dataclass(frozen=True)
class Scoreboard:
    """Agencies that are compared with one another, the most overdue first."""

    title: str
    rows: list[Row]


def of_all(work: AssignmentQuerySet, link: Link, *, on: date) -> Tally:
    """All of the work together; one query."""
    return tally(work, OF_ALL, link, on=on)


def by_agency(work: AssignmentQuerySet, link: Link, *, on: date) -> list[Scoreboard]:
    """The work of each agency that has some; one query.

    Departments and communes are compared among themselves; bodies outside the Committee are tracked, not
    ranked.
    """
    columns = {name: F(f"agency__{name}") for name in ("name", "short_name", "kind", "is_ranked", "sort_key")}
    names = [*PARTS, "given", "done", "fallen_due", "pending", "not_updated"]
    rows: Iterable[Any] = work.values("agency", **columns).annotate(**counts(names, on))
    boards: dict[str, list[Row]] = {"Sở, ngành, đơn vị": [], "Xã, phường": [], "Không xếp hạng": []}
    for row in sorted(rows, key=lambda row: (-row["n_overdue"], row["sort_key"])):
        tally = Tally(counted(row), link(agency=row["agency"]))
        boards[_board(row)].append(Row(row, tally))
    return [Scoreboard(title, lines) for title, lines in boards.items() if lines]


def _board(agency: Mapping[str, Any]) -> str:
    if not agency["is_ranked"]:
        return "Không xếp hạng"
    return "Xã, phường" if agency["kind"] == Agency.Kind.COMMUNE else "Sở, ngành, đơn vị"


def by_meeting(work: AssignmentQuerySet, link: Link, *, on: date, most: int) -> list[Row]:
    """The latest meetings which gave work, with done of given; one query."""
    columns = {name: F(f"directive__document__meeting__{name}") for name in ("title", "held_on")}
    rows = (
        work.filter(directive__document__meeting__isnull=False)
        .values(meeting=F("directive__document__meeting"), **columns)
        .annotate(**counts([*PARTS, "given", "done"], on))
        .order_by("-directive__document__meeting__held_on", "-directive__document__meeting")[:most]
    )
    return [Row(row, Tally(counted(row), link(meeting=row["meeting"]))) for row in rows]


def longest_overdue(work: AssignmentQuerySet, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What is overdue, the oldest first; one query."""
    return _pressing("overdue", work, link, total, on, most)


def due_this_week(work: AssignmentQuerySet, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What the agencies have to do from today to six days later, the next first; one query."""
    return _pressing("due_week", work, link, total, on, most)


def _pressing(name: str, work: AssignmentQuerySet, link: Link, total: Tally, on: date, most: int) -> Pressing:
    measure = MEASURES[name]
    rows: Iterable[Any] = (
        work.filter(measure.condition(on))
        .values("directive", title=F("directive__title"))
        .annotate(
            first_due_on=Min("due_on"),
            count=Count("pk"),
            agencies=ArrayAgg("agency__short_name", order_by=["agency__kind_order", "agency__sort_key"]),
        )
        .order_by("first_due_on", "directive")[:most]
    )
    return Pressing([_line(row, measure, link, on) for row in rows], total[name])


def _line(row: Mapping[str, Any], measure: Measure, link: Link, on: date) -> Line:
    due_on, pk = row["first_due_on"], row["directive"]
    figure = Figure(row["count"], measure.address(link(directive=pk)))
    how = timing_of(due_on, on)
    return Line(pk, row["title"], row["agencies"], figure, due_on, how, distance(due_on, on))
