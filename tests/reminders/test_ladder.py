"""Which rung a deadline has reached: days, weekends, Tết, repetitions, outages."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.calendar import WorkingDays
from reminders.ladder import fires_on, last_deadline, latest_rung, reached_rung
from reminders.models import ReminderRule

WORKING = WorkingDays({})
BEFORE_7, BEFORE_3, BEFORE_1 = (ReminderRule(pk=n, days_from_due=d) for n, d in ((1, -7), (2, -3), (3, -1)))
ON_THE_DAY = ReminderRule(pk=4, days_from_due=0)
OVERDUE = ReminderRule(pk=5, days_from_due=1, repeat_every=3)
TEN_LATE = ReminderRule(pk=6, days_from_due=10, to_leader=True)
LADDER = [BEFORE_7, BEFORE_3, BEFORE_1, ON_THE_DAY, OVERDUE]

THURSDAY = date(2025, 11, 13)
DAY = timedelta(days=1)


def rung(due_on, on, rules=LADDER):
    """(days from due, repetition) of the latest rung, or None."""
    found = latest_rung(rules, due_on, on, WORKING)
    return found and (found.rule.days_from_due, found.repetition)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-8, None),
        (-7, (-7, 0)),
        (-4, (-7, 0)),  # a Sunday: the rung of Monday has not come
        (-3, (-3, 0)),
        (-2, (-3, 0)),
        (-1, (-1, 0)),
        (0, (0, 0)),
        (1, (1, 0)),
        (3, (1, 0)),
        (4, (1, 1)),
        (5, (1, 1)),
        (7, (1, 2)),
        (8, (1, 3)),  # a Friday: the rung of Sunday has been moved here
        (12, (1, 3)),
        (13, (1, 4)),
    ],
)
def test_the_latest_rung_reached_or_passed_counts(days, expected):
    assert rung(THURSDAY, THURSDAY + days * DAY) == expected


@pytest.mark.parametrize(
    ("due_on", "rule", "fired_on"),
    [
        (date(2025, 11, 9), ON_THE_DAY, date(2025, 11, 7)),  # Sunday → Friday
        (date(2025, 11, 9), BEFORE_1, date(2025, 11, 7)),  # Saturday → Friday
        (date(2025, 11, 9), BEFORE_3, date(2025, 11, 6)),  # a Thursday stays
        (date(2025, 11, 10), BEFORE_1, date(2025, 11, 7)),  # Sunday → Friday
        (date(2026, 2, 18), ON_THE_DAY, date(2026, 2, 13)),  # within Tết Bính Ngọ → the Friday before
        (date(2025, 9, 2), ON_THE_DAY, date(2025, 8, 29)),  # National Day and the weekend before it
        (date(2025, 11, 7), OVERDUE, date(2025, 11, 10)),  # Saturday, but Friday is in time → Monday
        (date(2025, 11, 6), OVERDUE, date(2025, 11, 7)),  # a Friday stays
        (date(2025, 11, 8), OVERDUE, date(2025, 11, 10)),  # due on Saturday: Sunday → Monday
        (THURSDAY, TEN_LATE, date(2025, 11, 24)),  # an escalation on a Sunday → Monday, never early
        (date(2025, 11, 14), TEN_LATE, date(2025, 11, 24)),  # on a Monday it stays
    ],
)
def test_a_rung_on_a_day_off_is_moved(due_on, rule, fired_on):
    assert fires_on(rule, due_on, 0, WORKING) == fired_on


def test_a_repetition_on_a_day_off_is_moved_to_the_working_day_before():
    # due Tuesday: overdue Wednesday 05/11, then 08/11 (Saturday) is told on Friday
    assert fires_on(OVERDUE, date(2025, 11, 4), 1, WORKING) == date(2025, 11, 7)
    assert rung(date(2025, 11, 4), date(2025, 11, 7)) == (1, 1)


def test_an_exception_of_the_administrator_counts():
    swapped = WorkingDays({date(2025, 11, 8): True, date(2025, 11, 7): False})
    assert fires_on(ON_THE_DAY, date(2025, 11, 9), 0, swapped) == date(2025, 11, 8)
    assert fires_on(ON_THE_DAY, date(2025, 11, 7), 0, swapped) == date(2025, 11, 6)


def test_of_rungs_moved_to_one_day_the_later_one_is_told():
    # due Sunday 09/11: one day before and on the day both fire on Friday 07/11
    assert rung(date(2025, 11, 9), date(2025, 11, 7)) == (0, 0)


def test_work_entered_late_reaches_only_the_latest_rung():
    assert rung(THURSDAY, THURSDAY - 2 * DAY) == (-3, 0)


def test_a_week_of_outage_is_caught_up_with_the_latest_rung_only():
    assert rung(THURSDAY, THURSDAY - 7 * DAY) == (-7, 0)
    assert rung(THURSDAY, THURSDAY) == (0, 0)  # 3 days and 1 day before were never run: they stay unsaid


def test_a_rule_that_repeats_goes_on_for_years():
    found = reached_rung(OVERDUE, date(2020, 1, 2), date(2025, 11, 13), WORKING)
    assert found is not None
    assert (
        found.fired_on
        <= date(2025, 11, 13)
        < fires_on(OVERDUE, date(2020, 1, 2), found.repetition + 1, WORKING)
    )


def test_each_sees_the_ladder_of_the_rules_that_include_them():
    """An agency does not lose its repetitions because a rung of somebody else is later."""
    on = THURSDAY + 12 * DAY
    assert rung(THURSDAY, on, [*LADDER, TEN_LATE]) == (10, 0)
    assert rung(THURSDAY, on, LADDER) == (1, 3)
    assert rung(THURSDAY, on, [TEN_LATE]) == (10, 0)


def test_no_rules_no_rung():
    assert latest_rung([], THURSDAY, THURSDAY, WORKING) is None
    assert last_deadline([], THURSDAY, WORKING) is None


@settings(max_examples=200)
@given(
    due=st.integers(-40, 40), on=st.integers(-40, 400), start=st.dates(date(2024, 1, 1), date(2027, 12, 31))
)
def test_the_last_deadline_is_the_furthest_with_a_rung(due, on, start):
    """The scan leaves out no deadline of which there is something to say, and takes no other."""
    due_on, day = start + due * DAY, start + on * DAY
    until = last_deadline(LADDER, day, WORKING)
    assert until is not None
    assert (due_on <= until) == (latest_rung(LADDER, due_on, day, WORKING) is not None)


@settings(max_examples=200)
@given(start=st.dates(date(2024, 1, 1), date(2027, 12, 31)), later=st.integers(0, 60))
def test_repetitions_never_go_back_and_never_skip_ahead(start, later):
    """Against the definition: the last repetition whose day is reached, counted one by one."""
    on = start + later * DAY
    by_one = [n for n in range(40) if fires_on(OVERDUE, start, n, WORKING) <= on]
    found = reached_rung(OVERDUE, start, on, WORKING)
    assert (found.repetition if found else None) == (by_one[-1] if by_one else None)


@settings(max_examples=200)
@given(due_on=st.dates(date(2024, 1, 1), date(2027, 12, 31)), after=st.integers(-15, 40))
def test_nothing_is_called_overdue_before_it_is(due_on, after):
    on = due_on + after * DAY
    found = latest_rung(LADDER, due_on, on, WORKING)
    if found and found.rule.days_from_due > 0:
        assert on > due_on
        assert found.fired_on in WORKING
