"""Some of the work as a page shows it: its number, which opens all of it, and the first lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from django.db.models import F

from accounts.models import User

from .gathering import First, Order, Together, firsts, together, wholes
from .lines import Line, lines
from .measures import MEASURES, Figure, Scope, Tally
from .models import Assignment
from .models.assignment import AssignmentQuerySet

SHOWN = 8
_BY_DEADLINE = (F("due_on").asc(nulls_last=True), "pk")
# measure → heading, state that colours it, order
_HEADED: dict[str, tuple[str, str, Order]] = {
    "overdue": ("Quá hạn", "overdue", _BY_DEADLINE),
    "due_fortnight": ("Đến hạn trong 14 ngày", "due_soon", _BY_DEADLINE),
    "returned": ("Bị trả lại", "returned", _BY_DEADLINE),
    "pending": ("Chờ xác nhận", "pending", ("filed_on", "pk")),
    "given": ("Mới giao gần đây", "new", ("-assigned_on", "-pk")),
}


@dataclass(frozen=True)
class Entry:
    """A line, and how many shares of its directive stand in it; None when it is the one."""

    line: Line
    together: Together | None


@dataclass(frozen=True)
class Shares:
    """One measure of some work: how much there is, and the first lines of it."""

    key: str
    title: str
    state: str
    figure: Figure
    entries: list[Entry]

    @property
    def lines(self) -> list[Line]:
        return [entry.line for entry in self.entries]

    @property
    def is_cut(self) -> bool:
        return self.figure.count > sum(
            entry.together.count if entry.together else 1 for entry in self.entries
        )


def groups(scope: Scope, names: Iterable[str], numbers: Tally, user: User, on: date) -> list[Shares]:
    """The measures of which there is some, a line for each directive; a query each, three for all lines."""
    work = scope.work(user, on)
    found = {
        name: _firsts(work.filter(MEASURES[name].condition(on)), _HEADED[name][2])
        for name in names
        if numbers[name].count
    }
    keys = {first.share for rows in found.values() for first in rows}
    shares = Assignment.objects.filter(pk__in=keys).with_directive().in_bulk()
    shown = {line.share.pk: line for line in lines(list(shares.values()), on)}
    many = {shares[first.share].directive_id for rows in found.values() for first in rows if first.shares > 1}
    whole = wholes(many, user, on)

    def entry(name: str, first: First) -> Entry:
        share = shares[first.share]
        url = MEASURES[name].address(scope.link(directive=share.directive_id))
        return Entry(shown[share.pk], together(share, first, url, whole))

    return [
        Shares(name, *_HEADED[name][:2], numbers[name], [entry(name, first) for first in rows])
        for name, rows in found.items()
    ]


def _firsts(rows: AssignmentQuerySet, order: Order) -> list[First]:
    return list(starmap(First, firsts(rows, order)[:SHOWN]))
