"""The page of one target: its months, what is drawn of them, and the directives beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from directives.history import Entry
from directives.models import Directive
from directives.outline import Outline, outline

from .access import may_act
from .course import Adding, Cadence
from .history import history_of
from .models import MonthValue, Target, first_of, month_after, month_words
from .numbers import in_words
from .standing import Standing, standings_of

EVENTS_SHOWN = 40


@dataclass(frozen=True)
class MonthRow:
    """A month of the period: what was entered, what is reached by it, what was planned, what is needed."""

    month: date
    name: str  # as its column has it: 9/2025, Quý III/2025
    row: MonthValue | None
    reached: str  # empty without a figure of this month
    expected: str
    needed: str
    behind: bool  # on the wrong side of what was planned
    is_missing: bool
    may_enter: bool

    @property
    def entered(self) -> str:
        return in_words(self.row.value) if self.row else ""


@dataclass(frozen=True)
class TargetPage:
    """Everything its template needs."""

    target: Target
    standing: Standing
    months: list[MonthRow]
    chart: dict[str, Any]
    outline: Outline
    history: list[Entry]
    history_left: int
    may_set: bool
    may_enter: bool

    @property
    def adds_up(self) -> bool:
        """Whether what is entered and what is reached are two figures."""
        return self.target.adding == Adding.MONTHLY

    @property
    def is_planned(self) -> bool:
        """Whether somebody has set the path."""
        return bool(self.standing.course.planned)

    @property
    def start(self) -> str:
        """The level before the period."""
        return in_words(self.target.start)

    @property
    def needs(self) -> bool:
        """Whether there is a path from here."""
        return any(row.needed for row in self.months)

    @property
    def can_remove(self) -> bool:
        return not self.standing.course.entered

    @property
    def next_month(self) -> date | None:
        """Whose figure the person would enter next."""
        return self.standing.next_month if self.may_enter else None


def target_page(target: Target, user: User, *, whole: bool = False) -> TargetPage:
    """Collect the page; the number of queries does not grow with months or directives."""
    today = calendar.today()
    (standing,) = standings_of(Target.objects.filter(pk=target.pk), today)
    may_enter = may_act(user, Act.ENTER_TARGET_VALUES) and not target.is_closed
    rows = {row.month: row for row in standing.target.values.all()}
    missing = set(standing.missing)
    history = history_of(target, user)
    shown = history if whole else history[:EVENTS_SHOWN]
    return TargetPage(
        target=target,
        standing=standing,
        months=[_month_row(standing, number, rows, missing, may_enter) for number in standing.course.numbers],
        chart=chart_of(standing),
        outline=outline(Directive.objects.visible_to(user).filter(targets=target), today),
        history=shown,
        history_left=len(history) - len(shown),
        may_set=may_act(user, Act.SET_TARGETS),
        may_enter=may_enter,
    )


def _month_row(
    standing: Standing, number: int, rows: dict[date, MonthValue], missing: set[date], may_enter: bool
) -> MonthRow:
    course, target = standing.course, standing.target
    month = month_after(target.first_month, number - 1)
    row = rows.get(month)
    needed = course.needed_by(number) if number != course.last else None
    return MonthRow(
        month=month,
        name=_short(target, month),
        row=row,
        reached=in_words(course.reached_by(number), standing.places) if row else "",
        expected=in_words(course.expected_by(number), standing.places),
        needed=in_words(needed, standing.places) if needed is not None else "",
        behind=row is not None and course.is_behind_at(number),
        is_missing=month in missing,
        may_enter=may_enter and month <= first_of(standing.on) and (row is not None or course.is_due(number)),
    )


def _short(target: Target, month: date) -> str:
    """The name of a month in a column that says "Tháng"; elsewhere what its figure covers."""
    if target.cadence == Cadence.MONTHLY:
        return month_words(month)
    words = target.span(month)
    return words[0].upper() + words[1:]


def chart_of(standing: Standing) -> dict[str, Any]:
    """What is reached month by month, beside what was planned and what is needed from here."""
    course, numbers = standing.course, standing.course.numbers
    months = [month_after(standing.target.first_month, number - 1) for number in numbers]
    reached = [course.reached_by(n) if n in course.entered else None for n in numbers]
    series: list[tuple[str, str, str, list[Decimal | None]]] = [
        ("Đã đạt", "bar", "chart-done", reached),
        ("Kế hoạch", "line", "chart-given", [*map(course.expected_by, numbers)]),
        ("Cần đạt từ nay", "line", "ink", [*map(course.needed_by, numbers)]),
    ]
    return {
        "labels": [_short(standing.target, month) for month in months],
        "unit": standing.target.unit,
        "series": [
            {
                "name": name,
                "kind": kind,
                "colour": colour,
                "values": [
                    None if value is None else round(float(value), standing.places) for value in values
                ],
            }
            for name, kind, colour, values in series
            if any(value is not None for value in values)
        ],
    }
