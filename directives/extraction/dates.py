"""Days of the calendar: which day is meant when the year, or the month, is missing."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

DAY = (
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>1[0-2]|0?[1-9])(?:\s?[/.-]\s?(?P<y>(?:19|20)\d{2}"
    r"|\d{2}))?(?![\d/%])(?!-\d)(?!\.\d)"
    r"|\s(?:tháng|thang)\s(?P<m2>1[0-2]|0?[1-9])(?:(?:\s?[/-]\s?|\s?,?\snăm\s)(?P<y2>(?:19"
    r"|20)\d{2}))?(?!\d))"
)
_NUMBERS = dict(
    zip(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], range(1, 11), strict=True)
) | {
    "mươi": 10,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
}

WORD_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))


def number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def day_of(match: re.Match[str]) -> tuple[int, int, int | None]:
    """Day, month and year (None when not written) of a match of DAY."""
    year = match["y"] or match["y2"]
    full = None if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    return int(match["d"]), int(match["m"] or match["m2"]), full


def make(year: int, month: int, day: int) -> date | None:
    """None for a day that does not exist, as 31/11 typed by mistake."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def nearest(day: int, month: int, on: date | None) -> date | None:
    """The first such day that is not before `on`; unknown without a reference."""
    if on is None:
        return None
    for year in range(on.year, on.year + 5):
        found = make(year, month, day)
        if found and found >= on:
            return found
    return None


def next_day_of_month(day: int, on: date | None) -> date | None:
    if on is None:
        return None
    year, month = on.year, on.month
    for _ in range(3):
        found = make(year, month, day)
        if found and found >= on:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def month_before(year: int, month: int) -> date:
    return date(year, month, 1) - timedelta(days=1)


def add_months(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def weekday_work(day: date) -> bool:
    return day.weekday() < 5


def add_working_days(on: date, days: int, is_working_day: Callable[[date], bool]) -> date:
    """The working day that is `days` working days after `on`."""
    while days > 0:
        on += timedelta(days=1)
        days -= is_working_day(on)
    return on
