"""Today, now, and working days. Nothing else asks the system for the date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.conf import settings
from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("day", default=None)
_time: ContextVar[time | None] = ContextVar("time", default=None)


def today() -> date:
    """The day in Asia/Ho_Chi_Minh, or the day that was set (DONDOC_TODAY, or `day_set`)."""
    return set_day() or timezone.localdate()


def now() -> datetime:
    """The moment: the real time of day on `today()`, unless `day_set` says which."""
    moment = timezone.now()
    chosen = set_day()
    if chosen is None:
        return moment
    local = timezone.localtime(moment)
    return datetime.combine(chosen, _time.get() or local.time(), local.tzinfo)


def set_day() -> date | None:
    """The day that was set by hand, or None when the real day counts."""
    return _day.get() or settings.DONDOC_TODAY


@contextmanager
def day_set(day: date, at: time | None = None) -> Iterator[None]:
    """Within the block, `today()` is this day and, if given, `now()` this time of it.

    For tests and for the sample province.
    """
    day_token, time_token = _day.set(day), _time.set(at)
    try:
        yield
    finally:
        _day.reset(day_token)
        _time.reset(time_token)


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without Vietnamese public holidays, but for the exceptions an administrator entered.

    Source: DOMAIN decisions, "working days"; public holidays from the package `holidays`, lunar ones too.
    """

    exceptions: Mapping[date, bool]

    def __contains__(self, day: date) -> bool:
        exception = self.exceptions.get(day)
        if exception is not None:
            return exception
        return day.weekday() < 5 and day not in _public_holidays(day.year)

    def on_or_before(self, day: date) -> date:
        """The day itself when it is a working day, else the nearest one before it."""
        while day not in self:
            day -= timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`; before it when `count` is negative."""
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while day not in self:
                day += step
        return day

    def passed_since(self, on: date, count: int) -> date:
        """The latest day from which `count` working days were over before the day `on`."""
        day = on - timedelta(days=1)
        while self.after(day, count) >= on:
            day -= timedelta(days=1)
        return day


def working_days() -> WorkingDays:
    """The calendar with the exceptions as they stand; one query. Load it once, not per row."""
    from .models import WorkingDayException

    return WorkingDays(dict(WorkingDayException.objects.values_list("day", "is_worked")))


@dataclass(frozen=True)
class SpecialDays:
    """Some days as a calendar shows them: which are worked, and what is special about them."""

    working: WorkingDays
    notes: Mapping[date, str]


def special_days(first: date, last: date) -> SpecialDays:
    """Public holidays and swapped days from `first` to `last`, by name; one query."""
    from .models import WorkingDayException

    notes = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _public_holidays(year).items()
        if first <= day <= last
    }
    swapped = {row.day: row for row in WorkingDayException.objects.filter(day__range=(first, last))}
    for day, row in swapped.items():
        notes[day] = row.note or ("Làm bù" if row.is_worked else "Nghỉ bù")
    return SpecialDays(WorkingDays({day: row.is_worked for day, row in swapped.items()}), notes)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("VN", years=year, language="vi"))
