"""The panels of the dashboards, one query each; what a number counts is said by `directives.measures`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min

from accounts.models import User
from accounts.templatetags.look import number
from agencies.models import Agency
from directives.deadlines import Timing, distance
from directives.measures import MEASURES, PARTS, WHOLE, Figure, Link, Measure, Tally, counted, counts, tally
from directives.models import Urging, conditions
from directives.models.directive import Field
from directives.models.share import ShareQuerySet
from directives.standing import timing_of

from .ranking import DEFAULT, Row, in_order
from .scope import Before

Work = ShareQuerySet[Any]  # Assignments, or the AssignmentVersions of a past day

OF_ALL = (*PARTS, *WHOLE)
OF_PORTFOLIO = (*PARTS, "given", "done", "fallen_due")
COMPARED = ("given", "done", "overdue", "due_week", "pending", "returned", "new", "not_updated")


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
    urged: int  # the most often of its shares
    reported_on: date | None


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
    """Agencies that are compared with one another."""

    title: str
    rows: list[Row]


def of_all(work: Work, link: Link, *, on: date) -> Tally:
    """All of the work together; one query."""
    return tally(work, OF_ALL, link, on=on)


@dataclass(frozen=True)
class Change:
    """A number beside that of a day before."""

    now: Figure
    then: Figure

    @property
    def words(self) -> str:
        """The difference in words."""
        more = self.now.count - self.then.count
        if not more:
            return "không đổi"
        return f"{'tăng' if more > 0 else 'giảm'} {number(abs(more))}"

    @property
    def way(self) -> str:
        """up, down, or same."""
        return (
            "same"
            if self.now.count == self.then.count
            else "up"
            if self.now.count > self.then.count
            else "down"
        )


def changes(total: Tally, before: Before, user: User, *, today: date) -> dict[str, Change]:
    """The main numbers beside those of the time before; one query."""
    then = tally(before.scope.shares(user, today), COMPARED, before.scope.link, on=before.on)
    return {name: Change(total[name], then[name]) for name in COMPARED}


def by_agency(work: Work, link: Link, *, on: date, sort: str = DEFAULT) -> list[Scoreboard]:
    """The work of each agency that has some; one query.

    Departments and communes are compared among themselves; bodies outside the Committee are tracked, not
    ranked.
    """
    columns = {name: F(f"agency__{name}") for name in ("name", "short_name", "kind", "is_ranked", "sort_key")}
    names = [*PARTS, "given", "done", "done_with_deadline", "fallen_due", "pending", "not_updated"]
    # an urging is about a share, not about the version of it that stood on a past day
    urged = Count("pk", filter=conditions.urged(share=work.SHARE, until=on))
    rows: Iterable[Any] = work.values("agency", **columns).annotate(**counts(names, on), n_urged=urged)
    boards: dict[str, list[Row]] = {"Sở, ngành, đơn vị": [], "Xã, phường": [], "Không xếp hạng": []}
    for row in rows:
        boards[_board(row)].append(Row(row, Tally(counted(row), link(agency=row["agency"]))))
    return [Scoreboard(title, in_order(lines, sort)) for title, lines in boards.items() if lines]


def _board(agency: Mapping[str, Any]) -> str:
    if not agency["is_ranked"]:
        return "Không xếp hạng"
    return "Xã, phường" if agency["kind"] == Agency.Kind.COMMUNE else "Sở, ngành, đơn vị"


def by_meeting(work: Work, link: Link, *, on: date, most: int) -> list[Row]:
    """The latest meetings which gave work, with done of given; one query."""
    columns = {name: F(f"directive__document__meeting__{name}") for name in ("title", "held_on")}
    rows = (
        work.filter(directive__document__meeting__isnull=False)
        .values(meeting=F("directive__document__meeting"), **columns)
        .annotate(**counts([*PARTS, "given", "done"], on))
        .order_by("-directive__document__meeting__held_on", "-directive__document__meeting")[:most]
    )
    return [Row(row, Tally(counted(row), link(meeting=row["meeting"]))) for row in rows]


def by_field(work: Work, link: Link, *, on: date) -> list[Row]:
    """The work of each field, the largest first; one query."""
    rows = (
        work.values(field=F("directive__field"))
        .annotate(**counts(OF_PORTFOLIO, on))
        .order_by("-n_given", "field")
    )
    names = dict(Field.choices)
    return [
        Row(row | {"name": names[row["field"]]}, Tally(counted(row), link(field=row["field"])))
        for row in rows
    ]


def by_leader(work: Work, link: Link, *, on: date) -> list[Row]:
    """The work which each leader directed, then what is directed by none; one query."""
    columns = {"name": F("directive__directing_leader__full_name")}
    rows = (
        work.values(leader=F("directive__directing_leader"), **columns)
        .annotate(**counts(OF_PORTFOLIO, on))
        .order_by(F("leader").asc(nulls_last=True))
    )
    return [
        Row(
            row | {"name": row["name"] or "Chưa gắn lãnh đạo"},
            Tally(counted(row), link(leader=row["leader"]) if row["leader"] else link(undirected=True)),
        )
        for row in sorted(rows, key=lambda row: (row["leader"] is None, -row["n_given"]))
    ]


@dataclass(frozen=True)
class Starred:
    """What leaders marked as most important: all of it, and the directives that press most."""

    total: Tally
    rows: list[Row]


def starred(work: Work, link: Link, *, on: date, most: int) -> Starred:
    """The starred directives, the most overdue first, then the next due; two queries."""
    marked = work.filter(directive__starred=True)
    names = [*PARTS, "given", "done"]
    rows = (
        marked.values("directive", title=F("directive__title"))
        .annotate(**counts(names, on), next_due_on=Min("due_on", filter=conditions.NOT_DONE))
        .order_by(F("n_overdue").desc(), F("next_due_on").asc(nulls_last=True), "directive")[:most]
    )
    return Starred(
        tally(marked, names, lambda: link(starred=True), on=on),
        [Row(row, Tally(counted(row), link(directive=row["directive"]))) for row in rows],
    )


def longest_overdue(work: Work, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What is overdue, the oldest first; two queries."""
    return _pressing("overdue", work, link, total, on, most)


def due_this_week(work: Work, link: Link, total: Tally, *, on: date, most: int) -> Pressing:
    """What the agencies have to do from today to six days later, the next first; two queries."""
    return _pressing("due_week", work, link, total, on, most)


def _pressing(name: str, work: Work, link: Link, total: Tally, on: date, most: int) -> Pressing:
    measure = MEASURES[name]
    pressing = work.filter(measure.condition(on))
    rows: list[Any] = list(
        pressing.values("directive", title=F("directive__title"))
        .annotate(
            first_due_on=Min("due_on"),
            reported_on=Max("last_report_on"),
            count=Count("pk"),
            agencies=ArrayAgg("agency__short_name", order_by=["agency__kind_order", "agency__sort_key"]),
        )
        .order_by("first_due_on", "directive")[:most]
    )
    urged = _urged(pressing, [row["directive"] for row in rows], on)
    return Pressing([_line(row, urged, measure, link, on) for row in rows], total[name])


def _urged(shares: Work, directives: list[int], on: date) -> dict[int, int]:
    """How often the shares of these directives were urged until the day, by directive."""
    of = shares.filter(directive__in=directives).values(shares.SHARE)
    urgings = Urging.objects.filter(assignment__in=of, at__date__lte=on).order_by()
    return dict(urgings.values_list("assignment__directive").annotate(Max("number")))


def _line(row: Mapping[str, Any], urged: dict[int, int], measure: Measure, link: Link, on: date) -> Line:
    due_on, pk = row["first_due_on"], row["directive"]
    return Line(
        directive=pk,
        title=row["title"],
        agencies=row["agencies"],
        figure=Figure(row["count"], measure.address(link(directive=pk))),
        due_on=due_on,
        timing=timing_of(due_on, on),
        distance=distance(due_on, on),
        urged=urged.get(pk, 0),
        reported_on=row["reported_on"],
    )
