"""Today, now, and working days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from agencies import calendar
from agencies.models import WorkingDayException

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = calendar.WorkingDays({})


def test_today_is_the_day_in_hanoi_not_in_greenwich(monkeypatch, settings):
    settings.DONDOC_TODAY = None
    late_evening = datetime(2025, 11, 8, 17, 30, tzinfo=ZoneInfo("UTC"))  # 00:30 on the 9th in Hanoi
    monkeypatch.setattr(timezone, "now", lambda: late_evening)
    assert calendar.today() == date(2025, 11, 9)
    assert calendar.now() == late_evening
    assert calendar.set_day() is None


def test_a_day_set_for_the_whole_system_counts(settings):
    settings.DONDOC_TODAY = date(2025, 11, 6)
    assert calendar.today() == date(2025, 11, 6)
    moment = calendar.now().astimezone(HANOI)
    assert moment.date() == date(2025, 11, 6)
    real = timezone.localtime()
    assert abs(timedelta(hours=moment.hour - real.hour, minutes=moment.minute - real.minute)) < timedelta(
        minutes=2
    )


def test_a_day_set_in_code_counts_within_its_block_only(settings):
    settings.DONDOC_TODAY = date(2025, 11, 6)
    with calendar.day_set(date(2025, 11, 9)):
        with calendar.day_set(date(2026, 1, 1)):
            assert calendar.today() == date(2026, 1, 1)
        assert calendar.today() == date(2025, 11, 9)
    assert calendar.today() == date(2025, 11, 6)


def test_the_day_fixture_moves_on(day):
    day(date(2025, 11, 6))
    day(date(2025, 11, 10))
    assert calendar.today() == date(2025, 11, 10)


@pytest.mark.parametrize(
    ("off", "why"),
    [
        (date(2025, 11, 8), "Saturday"),
        (date(2025, 11, 9), "Sunday"),
        (date(2025, 1, 1), "New Year"),
        (date(2025, 1, 28), "last day of the lunar year 2024"),
        (date(2025, 1, 29), "first day of the lunar year 2025"),
        (date(2025, 1, 31), "third day"),
        (date(2026, 2, 16), "last day of the lunar year 2025"),
        (date(2026, 2, 17), "first day of the lunar year 2026"),
        (date(2026, 2, 20), "fourth day"),
        (date(2025, 4, 7), "the Hung Kings, 10th of the third lunar month"),
        (date(2025, 4, 30), "Reunification"),
        (date(2025, 5, 1), "Labour"),
        (date(2025, 9, 2), "Independence"),
    ],
)
def test_days_off(off, why):
    assert off not in PLAIN, why


@pytest.mark.parametrize(
    "worked", [date(2025, 11, 7), date(2026, 2, 13), date(2025, 12, 25), date(2025, 3, 3)]
)
def test_working_days(worked):
    assert worked in PLAIN


def test_the_nearest_working_day_before_tet_is_the_last_one_of_the_old_year():
    assert PLAIN.on_or_before(date(2026, 2, 19)) == date(2026, 2, 13)
    assert PLAIN.on_or_before(date(2025, 11, 9)) == date(2025, 11, 7)
    assert PLAIN.on_or_before(date(2025, 11, 7)) == date(2025, 11, 7)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2025, 11, 6), 1, date(2025, 11, 7)),
        (date(2025, 11, 6), 2, date(2025, 11, 10)),
        (date(2025, 11, 10), -1, date(2025, 11, 7)),
        (date(2025, 11, 9), -1, date(2025, 11, 7)),
        (date(2025, 11, 6), 0, date(2025, 11, 6)),
    ],
)
def test_counting_in_working_days(day, count, then):
    assert PLAIN.after(day, count) == then


@pytest.mark.django_db
def test_a_swapped_day_is_what_the_administrator_says(django_assert_num_queries):
    """Friday 02/01/2026 off, Saturday 10/01/2026 worked instead."""
    WorkingDayException.objects.create(day=date(2026, 1, 2), is_worked=False, note="Hoán đổi")
    WorkingDayException.objects.create(day=date(2026, 1, 10), is_worked=True, note="Làm bù")
    with django_assert_num_queries(1):
        days = calendar.working_days()
        assert date(2026, 1, 2) not in days
        assert date(2026, 1, 10) in days
        assert days.on_or_before(date(2026, 1, 2)) == date(2025, 12, 31)
        assert days.after(date(2026, 1, 9), 1) == date(2026, 1, 10)
