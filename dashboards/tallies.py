"""The numbers of the dashboards: one query a panel, counted by the conditions the register filters by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Min, Q

from agencies.models import Agency
from directives.deadlines import Timing, distance
from directives.models import conditions
from directives.models.assignment import AssignmentQuerySet
from directives.standing import timing_of

Link = Callable[..., str]  # parameters of the register → its address


@dataclass(frozen=True)
class Measure:
    """One number: what it counts, and the register's query which lists the same rows."""

    condition: Callable[[date], Q]
    query: str

    def address(self, register: str) -> str:
        """The register at `register`, narrowed to the rows of this number."""
        if not self.query:
            return register
        return f"{register}{'&' if '?' in register else '?'}{self.query}"


def _always(condition: Q) -> Callable[[date], Q]:
    return lambda on: condition


MEASURES: dict[str, Measure] = {
    "given": Measure(_always(Q()), ""),
    "done": Measure(_always(conditions.DONE), "state=done"),
    "on_time": Measure(_always(conditions.finished(Timing.FINISHED_ON_TIME)), "time=finished_on_time"),
    "late": Measure(_always(conditions.finished(Timing.FINISHED_LATE)), "time=finished_late"),
    "done_without_deadline": Measure(
        _always(conditions.DONE & conditions.NO_DEADLINE), "state=done&time=no_deadline"
    ),
    "not_done": Measure(_always(conditions.NOT_DONE), "state=not_done"),
    "in_time": Measure(conditions.open_in_time, "time=open_in_time"),
    "overdue": Measure(conditions.overdue, "time=overdue"),
    "open_without_deadline": Measure(
        _always(conditions.NOT_DONE & conditions.NO_DEADLINE), "state=not_done&time=no_deadline"
    ),
    "fallen_due": Measure(conditions.fallen_due, "fallen_due=1"),
    "new": Measure(_always(conditions.NEW), "state=new"),
    "pending": Measure(_always(conditions.PENDING), "state=pending"),
    "returned": Measure(_always(conditions.RETURNED), "state=returned"),
    "not_updated": Measure(conditions.not_updated, "not_updated=1"),
    "due_week": Measure(partial(conditions.due_within, 6), "time=due_week"),
}

# The official four-way scheme, and no deadline beside it: name → words. Together they are all that was given.
PARTS = {
    "on_time": "hoàn thành đúng hạn",
    "late": "hoàn thành quá hạn",
    "done_without_deadline": "hoàn thành, không thời hạn",
    "in_time": "chưa hoàn thành, trong hạn",
    "overdue": "chưa hoàn thành, quá hạn",
    "open_without_deadline": "chưa hoàn thành, không thời hạn",
}


@dataclass(frozen=True)
class Figure:
    """A number and the address of its rows."""

    count: int
    url: str


@dataclass(frozen=True)
class Segment:
    """A piece of a stacked bar that is 100 wide. Text, because a decimal comma would break the drawing."""

    name: str
    x: str
    width: str


class Tally(dict[str, Figure]):
    """How much work there is, by every measure that was asked: `tally["overdue"].count`, `.url`."""

    def __init__(self, counted: Mapping[str, int], register: str) -> None:
        """`register` lists all the rows that were counted."""
        super().__init__(
            (name, Figure(count, MEASURES[name].address(register))) for name, count in counted.items()
        )

    def bar(self) -> list[Segment]:
        """The parts of the whole, in the order of PARTS, without those that are empty."""
        whole, x, segments = self["given"].count, 0.0, []
        for name in PARTS:
            width = 100 * self[name].count / whole if whole else 0
            if width:
                segments.append(Segment(name, f"{x:.2f}", f"{width:.2f}"))
            x += width
        return segments

    def bar_text(self) -> str:
        """The bar in words, for those who do not see it."""
        parts = [(self[name].count, words) for name, words in PARTS.items()]
        return ", ".join(f"{count} {words}" for count, words in parts if count)


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


def _counts(names: list[str], on: date) -> dict[str, Count]:
    # Counted under names of their own: `new`, `late` and others could meet a column.
    return {f"n_{name}": Count("pk", filter=MEASURES[name].condition(on)) for name in names}


def _counted(row: Mapping[str, Any]) -> dict[str, int]:
    return {name.removeprefix("n_"): value for name, value in row.items() if name.startswith("n_")}


def of_all(work: AssignmentQuerySet, link: Link, *, on: date) -> Tally:
    """All of the work together; one query."""
    return Tally(_counted(work.aggregate(**_counts(list(MEASURES), on))), link())


def by_agency(work: AssignmentQuerySet, link: Link, *, on: date) -> list[Scoreboard]:
    """The work of each agency that has some; one query.

    Departments and communes are compared among themselves; bodies outside the Committee are tracked, not
    ranked.
    """
    columns = {name: F(f"agency__{name}") for name in ("name", "short_name", "kind", "is_ranked", "sort_key")}
    names = [*PARTS, "given", "done", "fallen_due", "pending", "not_updated"]
    rows: Iterable[Any] = work.values("agency", **columns).annotate(**_counts(names, on))
    boards: dict[str, list[Row]] = {"Sở, ngành, đơn vị": [], "Xã, phường": [], "Không xếp hạng": []}
    for row in sorted(rows, key=lambda row: (-row["n_overdue"], row["sort_key"])):
        tally = Tally(_counted(row), link(agency=row["agency"]))
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
        .annotate(**_counts([*PARTS, "given", "done"], on))
        .order_by("-directive__document__meeting__held_on", "-directive__document__meeting")[:most]
    )
    return [Row(row, Tally(_counted(row), link(meeting=row["meeting"]))) for row in rows]


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
