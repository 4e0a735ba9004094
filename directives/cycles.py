"""When recurring work is due: a rule as data, the days it gives, and the words which say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise

from django.db import models

from agencies.calendar import WorkingDays


class Every(models.TextChoices):
    """The period of recurring work."""

    WEEK = "week", "Hằng tuần"
    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF_YEAR = "half_year", "Sáu tháng một lần"
    YEAR = "year", "Hằng năm"


class DayRule(models.TextChoices):
    """Which day of the period it is."""

    DAY = "day", "Ngày trong tháng"
    LAST_DAY = "last_day", "Ngày cuối cùng"
    WORKING_DAY = "working_day", "Ngày làm việc thứ mấy"
    LAST_WORKING_DAY = "last_working_day", "Ngày làm việc cuối cùng"
    WEEKDAY = "weekday", "Ngày trong tuần"


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
# How long before its day an occurrence is given out: long enough to prepare it, not so long that an agency
# is asked every week how far it has got with work of the next season.
AHEAD = {
    Every.WEEK: timedelta(days=7),
    Every.MONTH: timedelta(days=14),
    Every.QUARTER: timedelta(days=30),
    Every.HALF_YEAR: timedelta(days=30),
    Every.YEAR: timedelta(days=30),
}
START_WITHIN = timedelta(days=730)  # a mistyped year must not go out as work: the first goes out at once
QUARTER_MONTHS = ("tháng đầu quý", "tháng giữa quý", "tháng cuối quý")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Occurrence:
    """A day by the rule, and the day on which it is due: the working day before, when that day is off."""

    nominal: date
    due_on: date


@dataclass(frozen=True)
class Rule:
    """`number`: the day of the month, which working day, or the weekday (Monday is 1); None for the last.

    `month`: which month of the period, from 1; None for weeks. Raises ValueError for what no period has.
    """

    every: Every
    on: DayRule
    number: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        if self.every == Every.WEEK:
            fits = self.month is None and self.on == DayRule.WEEKDAY and 1 <= (self.number or 0) <= 7
        else:
            fits = 1 <= (self.month or 0) <= MONTHS[self.every] and self._number_fits()
        if not fits:
            raise ValueError(self)

    def _number_fits(self) -> bool:
        most = {DayRule.DAY: 31, DayRule.WORKING_DAY: 15}.get(self.on)
        if most is None:
            return self.number is None and self.on != DayRule.WEEKDAY
        return 1 <= (self.number or 0) <= most

    def days(self, since: date, working: WorkingDays) -> Iterator[Occurrence]:
        """The occurrences which are due on `since` or later, the next first; without end.

        A period whose day would be that of the one before has none: a week of holidays alone.
        """
        found = pairwise(self._all(since, working))
        return (one for before, one in found if since <= one.due_on > before.due_on)

    def _all(self, since: date, working: WorkingDays) -> Iterator[Occurrence]:
        """One for each period, beginning with the period before that of `since`."""
        if self.every == Every.WEEK:
            first = since + timedelta(days=self._count - 1 - since.weekday())
            return (self._occurrence(first + timedelta(weeks=n), working) for n in count(-1))
        length = MONTHS[self.every]
        first_month = since.year * 12 + (since.month - 1) // length * length + (self.month or 1) - 1
        months = (first_month + n * length for n in count(-1))
        return (self._in_month(*divmod(month, 12), working) for month in months)

    def _in_month(self, year: int, month: int, working: WorkingDays) -> Occurrence:
        """`month` counts from 0. Nominal days do not depend on the calendar of days off."""
        first = date(year, month + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if self.on == DayRule.DAY:
            return self._occurrence(date(year, month + 1, min(self._count, last.day)), working)
        if self.on == DayRule.WORKING_DAY:
            due_on = working.after(first - timedelta(days=1), self._count)
            return Occurrence(date(year, month + 1, self._count), min(due_on, working.on_or_before(last)))
        return self._occurrence(last, working)

    @staticmethod
    def _occurrence(day: date, working: WorkingDays) -> Occurrence:
        return Occurrence(day, working.on_or_before(day))

    def next_period(self, after: date) -> date:
        """The first day of the period which follows that of the day."""
        if self.every == Every.WEEK:
            return after + timedelta(days=7 - after.weekday())
        length = MONTHS[self.every]
        year, month = divmod(after.year * 12 + (after.month - 1) // length * length + length, 12)
        return date(year, month + 1, 1)

    @property
    def _count(self) -> int:
        return self.number or 1

    @property
    def words(self) -> str:
        """ "ngày 25 hằng tháng"; `cycle_reading.read_rule` understands it."""
        if self.every == Every.WEEK:
            return f"{WEEKDAYS[self._count - 1]} hằng tuần"
        return f"{self._day_words}{self._period_words}"

    @property
    def _day_words(self) -> str:
        if self.on == DayRule.DAY:
            return f"ngày {self.number:02d}"
        if self.on == DayRule.LAST_DAY:
            return "ngày cuối cùng"
        if self.on == DayRule.LAST_WORKING_DAY:
            return "ngày làm việc cuối cùng"
        return "ngày làm việc đầu tiên" if self.number == 1 else f"ngày làm việc thứ {self.number}"

    @property
    def _period_words(self) -> str:
        if self.every == Every.MONTH:
            return " hằng tháng"
        if self.every == Every.QUARTER:
            return f" {QUARTER_MONTHS[(self.month or 1) - 1]}"
        if self.every == Every.HALF_YEAR:
            return f" tháng {self.month} và tháng {(self.month or 1) + 6} hằng năm"
        return f" tháng {self.month} hằng năm"


@dataclass(frozen=True)
class CyclePlan:
    """When recurring work is due: the rule, from which day on, until which."""

    rule: Rule
    starts_on: date
    ends_on: date | None = None

    def has_a_day(self, working: WorkingDays) -> bool:
        """Whether at least one occurrence lies between its first and its last day."""
        first = next(self.rule.days(self.starts_on, working))
        return self.ends_on is None or first.due_on <= self.ends_on
