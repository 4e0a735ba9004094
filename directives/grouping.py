"""Some of the work as a page shows it: its number, which opens all of it, and the first lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.expressions import OrderBy

from .lines import Line, lines
from .measures import MEASURES, Figure, Tally
from .models.assignment import AssignmentQuerySet

SHOWN = 8
_BY_DEADLINE = (F("due_on").asc(nulls_last=True), "pk")
# measure → heading, state that colours it, order
_HEADED: dict[str, tuple[str, str, tuple[str | OrderBy, ...]]] = {
    "overdue": ("Quá hạn", "overdue", _BY_DEADLINE),
    "due_fortnight": ("Đến hạn trong 14 ngày", "due_soon", _BY_DEADLINE),
    "returned": ("Bị trả lại", "returned", _BY_DEADLINE),
    "pending": ("Chờ xác nhận", "pending", ("filed_on", "pk")),
    "given": ("Mới giao gần đây", "new", ("-assigned_on", "-pk")),
}


@dataclass(frozen=True)
class Shares:
    """One measure of some work: how much there is, and the first lines of it."""

    key: str
    title: str
    state: str
    figure: Figure
    lines: list[Line]

    @property
    def is_cut(self) -> bool:
        return self.figure.count > len(self.lines)


def groups(work: AssignmentQuerySet, names: Iterable[str], numbers: Tally, on: date) -> list[Shares]:
    """The measures of which there is some; a query each, and one for the agencies of all the lines."""
    filled = []
    for name in names:
        if numbers[name].count:
            title, state, order = _HEADED[name]
            rows = work.filter(MEASURES[name].condition(on)).with_directive().order_by(*order)[:SHOWN]
            filled.append((name, title, state, list(rows)))
    found = iter(lines([row for *_, rows in filled for row in rows], on))
    return [
        Shares(name, title, state, numbers[name], [next(found) for _ in rows])
        for name, title, state, rows in filled
    ]
