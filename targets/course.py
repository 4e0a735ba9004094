"""The course of a target: what is reached, what should be by then, what is needed from here. No database.

Months are counted from 1 to the last of the period. "Reached" is always said of the whole period up to a
month, however its figures are entered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import TextChoices


class Adding(TextChoices):
    """What the figure of a month says."""

    CUMULATIVE = "cumulative", "Lũy kế từ đầu kỳ"
    MONTHLY = "monthly", "Số riêng của mỗi lần nhập, cộng dồn"
    LATEST = "latest", "Mức của cả kỳ, lấy số mới nhất"


class Cadence(TextChoices):
    """At the end of which months of the calendar year a figure is asked for."""

    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEARLY = "half", "6 tháng một lần"
    YEARLY = "yearly", "Hằng năm"

    @property
    def months(self) -> int:
        """How many months a figure covers."""
        return {"monthly": 1, "quarterly": 3, "half": 6, "yearly": 12}[self.value]


class Direction(TextChoices):
    """On which side of the target one should be."""

    AT_LEAST = "at_least", "Đạt ít nhất"
    AT_MOST = "at_most", "Không vượt quá"


class State(TextChoices):
    """Where a target stands, what presses most first."""

    MISSED = "missed", "Không đạt"
    BEHIND = "behind", "Chậm"
    NO_DATA = "no_data", "Chưa có số liệu"
    ON_PATH = "on_path", "Theo kịp tiến độ"
    MET = "met", "Đạt"


@dataclass(frozen=True)
class Course:
    """A target with the figures entered for it (`entered`) and those planned (`planned`), by month."""

    target: Decimal
    months: int
    adding: Adding = Adding.CUMULATIVE
    direction: Direction = Direction.AT_LEAST
    start: Decimal | None = None  # where a level stood before the first month
    cadence: Cadence = Cadence.MONTHLY
    begins: int = 1  # which month of the calendar year the first one is
    planned: Mapping[int, Decimal] = field(default_factory=dict)
    entered: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def last(self) -> int | None:
        """The last month of which there is a figure."""
        return max(self.entered, default=None)

    def is_due(self, month: int) -> bool:
        """Whether a figure of this month is asked for; of the last one always, wherever the period ends."""
        if not 1 <= month <= self.months:
            return False
        return month == self.months or (self.begins - 1 + month) % self.cadence.months == 0

    @property
    def numbers(self) -> list[int]:
        """The months there is something to show of: asked for, entered all the same, or planned."""
        known = self.entered.keys() | self.planned.keys()
        return [month for month in range(1, self.months + 1) if self.is_due(month) or month in known]

    def reached_by(self, month: int) -> Decimal | None:
        """How far it was at the end of the month, as far as is known; None before the first figure."""
        known = [one for one in self.entered if one <= month]
        if not known:
            return None
        if self.adding == Adding.MONTHLY:
            return sum((self.entered[one] for one in known), Decimal())
        return self.entered[max(known)]

    @property
    def reached(self) -> Decimal | None:
        """How far it is, by the last figure."""
        return self.reached_by(self.last) if self.last else None

    def expected_by(self, month: int) -> Decimal:
        """How far it should be at the end of the month: a straight line between what is planned."""
        known = self._anchors
        if month in known:
            return known[month]
        before = max(one for one in known if one < month)
        after = min(one for one in known if one > month)
        return _between(before, known[before], after, known[after], month)

    @property
    def expected(self) -> Decimal | None:
        """How far it should be in the month of the last figure: both are of the same day."""
        return self.expected_by(self.last) if self.last else None

    @property
    def _anchors(self) -> dict[int, Decimal]:
        """What is planned for certain: the beginning, the months named, the target at the end."""
        named = {month: value for month, value in self.planned.items() if 0 < month < self.months}
        if self.adding != Adding.LATEST:
            begin = Decimal()
        elif self.start is not None:
            begin = self.start
        else:  # nobody said where the level stood: it should be where it is wanted all along
            begin = named[min(named)] if named else self.target
        return {0: begin, **named, self.months: self.target}

    @property
    def to_go(self) -> Decimal | None:
        """From what is reached to the target; below zero when that lies beyond it. None without a figure."""
        return None if self.reached is None else self.target - self.reached

    @property
    def months_left(self) -> int:
        """How many months have no figure yet, behind the last that has."""
        return self.months - (self.last or 0)

    def needed_by(self, month: int) -> Decimal | None:
        """How far it has to be at the end of the month to end at the target, from here on in equal steps.

        None of a month before the last figure, and where nothing more is needed.
        """
        if self.last is None or self.reached is None or month < self.last or not self.is_running:
            return None
        if not self._leads_on:
            return None
        return _between(self.last, self.reached, self.months, self.target, month)

    @property
    def needed_each_month(self) -> Decimal | None:
        """The step of a month on that path; None where there is none, or where levels do not add up."""
        if self.adding == Adding.LATEST or self.to_go is None or not self._leads_on or not self.months_left:
            return None
        return self.to_go / self.months_left

    @property
    def _leads_on(self) -> bool:
        """Whether there is still a way to go from what is reached to the target."""
        if self.to_go is None:
            return False
        if self.adding == Adding.LATEST:  # to where it should be, when it is not there
            return not self._in_bounds(self.to_go)
        return self.to_go > 0

    @property
    def is_running(self) -> bool:
        """Whether figures are still to come."""
        return self.last is None or self.last < self.months

    @property
    def state(self) -> State:
        """Where it stands, by the last figure."""
        if self.last is None or self.to_go is None:
            return State.NO_DATA
        in_bounds = self._in_bounds(self.to_go)
        if not self.is_running:
            return State.MET if in_bounds else State.MISSED
        if (
            self.adding != Adding.LATEST
        ):  # what has been added up is not taken away again; a level may still turn
            if self.direction == Direction.AT_LEAST and in_bounds:
                return State.MET
            if self.direction == Direction.AT_MOST and not in_bounds:
                return State.MISSED
        return State.BEHIND if self.is_behind_at(self.last) else State.ON_PATH

    def is_behind_at(self, month: int) -> bool:
        """Whether what was reached by the end of the month is on the wrong side of what was planned."""
        reached = self.reached_by(month)
        return reached is not None and not self._in_bounds(self.expected_by(month) - reached)

    def _in_bounds(self, to_go: Decimal) -> bool:
        return to_go <= 0 if self.direction == Direction.AT_LEAST else to_go >= 0

    def missing_by(self, month: int) -> list[int]:
        """The months up to this one whose figure is waited for, of those that are asked for at all.

        Where figures say all up to their month, those before the last one are not needed any more.
        """
        until = min(month, self.months)
        since = 1 if self.adding == Adding.MONTHLY else (self.last or 0) + 1
        return [one for one in range(since, until + 1) if self.is_due(one) and one not in self.entered]


def _between(first: int, first_value: Decimal, last: int, last_value: Decimal, month: int) -> Decimal:
    """Of the straight line from one month to a later one the value at a month between; exact at both ends."""
    if month == last:
        return last_value
    return first_value + (last_value - first_value) * (month - first) / (last - first)
