"""The panels of the dashboards, one query each; what a number counts is said by `directives.measures`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, F, Min

from accounts.models import User
from accounts.templatetags.look import number
from agencies.models import Agency
from directives.measures import IN_TIME, PARTS, WHOLE, Figure, Link, Tally, counted, counts, tally
from directives.models import conditions
from directives.models.directive import Field
from directives.models.share import ShareQuerySet

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


_OF_AGENCY = ("fallen_due", "pending", "not_updated", *(name for name in IN_TIME if name not in PARTS))


def by_agency(
    work: Work, link: Link, *, on: date, sort: str = DEFAULT, more: Iterable[str] = ()
) -> list[Scoreboard]:
    """The work of each agency that has some, by these measures and `more`; one query.

    Departments and communes are compared among themselves; bodies outside the Committee are tracked, not
    ranked.
    """
    columns = {name: F(f"agency__{name}") for name in ("name", "short_name", "kind", "is_ranked", "sort_key")}
    names = [*PARTS, "given", "done", *_OF_AGENCY, *more]
    # an urging is about a share, not about the version of it that stood on a past day
    urged = Count("pk", filter=conditions.urged(share=work.SHARE, until=on))
    rows: Iterable[Any] = work.values("agency", **columns).annotate(**counts(names, on), n_urged=urged)
    boards: dict[str, list[Row]] = {title: [] for title in BOARDS}
    for row in rows:
        boards[board_of(row)].append(Row(row, Tally(counted(row), link(agency=row["agency"]))))
    return [Scoreboard(title, in_order(lines, sort)) for title, lines in boards.items() if lines]


def board_of(agency: Mapping[str, Any]) -> str:
    """Among which agencies one is compared: title of its board."""
    if not agency["is_ranked"]:
        return NOT_RANKED
    return COMMUNES if agency["kind"] == Agency.Kind.COMMUNE else DEPARTMENTS


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
    return marked(work.filter(directive__starred=True), partial(link, starred=True), on=on, most=most)


def marked(work: Work, link: Link, *, on: date, most: int) -> Starred:
    """As `starred`, where all of the work is of directives which somebody marked."""
    names = [*PARTS, "given", "done"]
    rows = (
        work.values("directive", title=F("directive__title"))
        .annotate(**counts(names, on), next_due_on=Min("due_on", filter=conditions.NOT_DONE))
        .order_by(F("n_overdue").desc(), F("next_due_on").asc(nulls_last=True), "directive")[:most]
    )
    return Starred(
        tally(work, names, link, on=on),
        [Row(row, Tally(counted(row), link(directive=row["directive"]))) for row in rows],
    )
