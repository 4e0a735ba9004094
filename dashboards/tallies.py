"""The panels of the dashboards, a few queries each; what a number counts is said by `directives.measures`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef

from accounts.models import User
from accounts.templatetags.look import number
from agencies.models import Agency
from directives.measures import (
    IN_TIME,
    PARTS,
    WHOLE,
    Figure,
    Link,
    Tally,
    counted,
    counted_by,
    counts,
    tally,
)
from directives.models import conditions
from directives.models.directive import Field
from directives.models.share import ShareQuerySet
from meetings.models import Meeting

from .ranking import DEFAULT, Row, in_order
from .scope import Before

Work = ShareQuerySet[Any]  # Assignments, or the AssignmentVersions of a past day

OF_ALL = (*PARTS, *WHOLE, *IN_TIME)
OF_PORTFOLIO = (*PARTS, "given", "done", "fallen_due")
BOARDS = DEPARTMENTS, COMMUNES, NOT_RANKED = "Sở, ngành, đơn vị", "Xã, phường", "Không xếp hạng"
COMPARED = ("given", "done", "overdue", "due_week", "pending", "returned", "new", "not_updated")


@dataclass(frozen=True)
class Scoreboard:
    """Agencies that are compared with one another."""

    title: str
    rows: list[Row]


def of_all(work: Work, link: Link, *, on: date, also: Iterable[str] = ()) -> Tally:
    """All of the work together, and by these measures `also`; one query."""
    return tally(work, (*OF_ALL, *also), link, on=on)


def all_of(boards: Iterable[Scoreboard], link: Link) -> Tally:
    """As `of_all`, from all agencies that were counted."""
    rows = [row.tally for board in boards for row in board.rows]
    return Tally({name: sum(tally[name].count for tally in rows) for name in OF_ALL}, link())


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
    """The work of each agency that has some, by the measures of `of_all`; three queries.

    Departments and communes are compared among themselves; bodies outside the Committee are tracked, not
    ranked.
    """
    found = counted_by(work, ["agency"], OF_ALL, on)
    # an urging is about a share, not about the version of it that stood on a past day
    urged = work.filter(conditions.urged(share=work.SHARE, until=on)).order_by()
    times = dict(urged.values_list("agency").annotate(n=Count("*")))
    columns = ("pk", "name", "short_name", "kind", "is_ranked", "sort_key")
    agencies = {agency["pk"]: agency for agency in Agency.objects.values(*columns)}
    boards: dict[str, list[Row]] = {title: [] for title in BOARDS}
    for (pk,), numbers in found.items():
        row = agencies[pk] | {"agency": pk}
        tally = Tally(numbers | {"urged": times.get(pk, 0)}, link(agency=pk))
        boards[board_of(row)].append(Row(row, tally))
    return [Scoreboard(title, in_order(lines, sort)) for title, lines in boards.items() if lines]


def board_of(agency: Mapping[str, Any]) -> str:
    """Among which agencies one is compared: title of its board."""
    if not agency["is_ranked"]:
        return NOT_RANKED
    return COMMUNES if agency["kind"] == Agency.Kind.COMMUNE else DEPARTMENTS


def by_meeting(work: Work, link: Link, *, on: date, most: int) -> list[Row]:
    """The latest meetings which gave work, with done of given; two queries."""
    of_meeting = "directive__document__meeting"
    gave = work.order_by().filter(**{of_meeting: OuterRef("pk")})
    latest = Meeting.objects.filter(Exists(gave)).order_by("-held_on", "-pk")
    meetings = list(latest.values("pk", "title", "held_on")[:most])
    of_these = work.filter(**{f"{of_meeting}__in": [meeting["pk"] for meeting in meetings]})
    found = counted_by(of_these, [of_meeting], [*PARTS, "given", "done"], on)
    return [
        Row(row | {"meeting": row["pk"]}, Tally(found[row["pk"],], link(meeting=row["pk"])))
        for row in meetings
        if (row["pk"],) in found  # its work may have been revoked since
    ]


Portfolios = dict[tuple[str, int | None, bool], dict[str, int]]


def portfolios(work: Work, *, on: date) -> Portfolios:
    """The work by field, leader and star, which `by_field`, `by_leader` and `starred` add up; one query."""
    by = [f"directive__{name}" for name in ("field", "directing_leader", "starred")]
    return counted_by(work, by, OF_PORTFOLIO, on)


def by_field(parts: Portfolios, link: Link) -> list[Row]:
    """The work of each field, the largest first."""
    names = dict(Field.choices)
    found = _added(parts, lambda field, leader, is_starred: field)
    rows = sorted(found.items(), key=lambda row: (-row[1]["given"], row[0]))
    return [
        Row({"field": field, "name": names[field]}, Tally(numbers, link(field=field)))
        for field, numbers in rows
    ]


def by_leader(parts: Portfolios, link: Link) -> list[Row]:
    """The work which each leader directed, the most first, then what is directed by none; one query."""
    found = _added(parts, lambda field, leader, is_starred: leader)
    names = dict(User.objects.filter(pk__in=[pk for pk in found if pk]).values_list("pk", "full_name"))
    rows = sorted(found.items(), key=lambda row: (row[0] is None, -row[1]["given"], row[0]))
    return [
        Row(
            {"leader": pk, "name": names[pk] if pk else "Chưa gắn lãnh đạo"},
            Tally(numbers, link(leader=pk) if pk else link(undirected=True)),
        )
        for pk, numbers in rows
    ]


def _added(parts: Portfolios, of: Callable[[str, int | None, bool], Any]) -> dict[Any, dict[str, int]]:
    """The numbers of all parts that are the same by `of`, together."""
    found: dict[Any, dict[str, int]] = {}
    for part, numbers in parts.items():
        total = found.setdefault(of(*part), dict.fromkeys(numbers, 0))
        for name, count in numbers.items():
            total[name] += count
    return found


@dataclass(frozen=True)
class Starred:
    """What leaders marked as most important: all of it, and the directives that press most."""

    total: Tally
    rows: list[Row]


_OF_STARRED = (*PARTS, "given", "done")


def starred(work: Work, parts: Portfolios, link: Link, *, on: date, most: int) -> Starred:
    """The starred directives, the most overdue first, then the next due; one query."""
    of_stars = _added(parts, lambda field, leader, is_starred: is_starred)
    numbers = of_stars.get(True, {})
    own = partial(link, starred=True)
    total = Tally({name: numbers.get(name, 0) for name in _OF_STARRED}, own())
    return Starred(total, _pressing_most(work.filter(directive__starred=True), own, on, most))


def marked(work: Work, link: Link, *, on: date, most: int) -> Starred:
    """As `starred`, where all of the work is of directives which somebody marked; two queries."""
    return Starred(tally(work, _OF_STARRED, link, on=on), _pressing_most(work, link, on, most))


def _pressing_most(work: Work, link: Link, on: date, most: int) -> list[Row]:
    rows = (
        work.values("directive", title=F("directive__title"))
        .annotate(**counts(_OF_STARRED, on), next_due_on=Min("due_on", filter=conditions.NOT_DONE))
        .order_by(F("n_overdue").desc(), F("next_due_on").asc(nulls_last=True), "directive")[:most]
    )
    return [Row(row, Tally(counted(row), link(directive=row["directive"]))) for row in rows]
