"""When recurring work is due: the days which a rule gives, and its words."""

from datetime import date, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.calendar import WorkingDays
from directives.cycle_reading import read_rule
from directives.cycles import MONTHS, DayRule, Every, Rule

USUAL = WorkingDays({})
D, L, W, LW = DayRule.DAY, DayRule.LAST_DAY, DayRule.WORKING_DAY, DayRule.LAST_WORKING_DAY


def due(rule, since, count=4, working=USUAL):
    return [one.due_on for one in islice(rule.days(since, working), count)]


def monthly(on, number=None):
    return Rule(Every.MONTH, on, number, 1)


def weekly(number):
    return Rule(Every.WEEK, DayRule.WEEKDAY, number)


@pytest.mark.parametrize(
    ("rule", "since", "days"),
    [
        # a Saturday gives way to the Friday before it
        (monthly(D, 25), date(2025, 9, 1), [date(2025, 9, 25), date(2025, 10, 24), date(2025, 11, 25)]),
        (monthly(D, 25), date(2025, 10, 25), [date(2025, 11, 25)]),
        (monthly(D, 25), date(2025, 10, 24), [date(2025, 10, 24)]),
        # the 31st of months that have none, February of a leap year
        (monthly(D, 31), date(2028, 1, 1), [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]),
        (monthly(D, 31), date(2025, 2, 1), [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 29)]),
        # 30/4 and 1/5 are holidays; so is New Year, which is due in the year before
        (monthly(D, 1), date(2025, 12, 2), [date(2025, 12, 31), date(2026, 1, 30)]),
        (monthly(L), date(2025, 4, 1), [date(2025, 4, 29), date(2025, 5, 30), date(2025, 6, 30)]),
        # Tết at the end of January: from the 25th to the 2nd nobody works
        (monthly(LW), date(2025, 1, 1), [date(2025, 1, 24), date(2025, 2, 28)]),
        (monthly(D, 28), date(2025, 1, 1), [date(2025, 1, 24), date(2025, 2, 28)]),
        (monthly(W, 1), date(2025, 1, 1), [date(2025, 1, 2), date(2025, 2, 3)]),
        (monthly(W, 5), date(2025, 9, 1), [date(2025, 9, 9), date(2025, 10, 7)]),
        (Rule(Every.QUARTER, LW, None, 3), date(2025, 9, 1), [date(2025, 9, 30), date(2025, 12, 31)]),
        (Rule(Every.QUARTER, D, 10, 1), date(2025, 9, 1), [date(2025, 10, 10), date(2026, 1, 9)]),
        (Rule(Every.HALF_YEAR, D, 15, 6), date(2025, 9, 1), [date(2025, 12, 15), date(2026, 6, 15)]),
        (Rule(Every.YEAR, D, 29, 2), date(2027, 1, 1), [date(2027, 2, 26), date(2028, 2, 29)]),
        (weekly(5), date(2025, 11, 4), [date(2025, 11, 7), date(2025, 11, 14)]),
        (weekly(1), date(2025, 11, 4), [date(2025, 11, 10), date(2025, 11, 17)]),
        # 01/5/2025 is a Thursday and a holiday, as is the day before it
        (weekly(4), date(2025, 4, 24), [date(2025, 4, 24), date(2025, 4, 29), date(2025, 5, 8)]),
        # the week of Tết has no working day: no Friday, and no second report on the Friday before
        (weekly(5), date(2025, 1, 20), [date(2025, 1, 24), date(2025, 2, 7)]),
    ],
)
def test_the_days_of_a_rule(rule, since, days):
    assert due(rule, since, len(days)) == days


def test_days_that_were_swapped_count_as_the_office_says():
    working = WorkingDays({date(2025, 11, 25): False, date(2025, 11, 29): True})
    assert due(monthly(D, 25), date(2025, 11, 1), 1, working) == [date(2025, 11, 24)]
    assert due(monthly(LW), date(2025, 11, 1), 1, working) == [date(2025, 11, 29)]
    assert due(monthly(D, 30), date(2025, 11, 1), 1, working) == [date(2025, 11, 29)]


def test_a_month_with_too_few_working_days_takes_its_last():
    off = {date(2025, 11, 1) + timedelta(days=n): False for n in range(20)}
    assert due(monthly(W, 10), date(2025, 11, 1), 1, WorkingDays(off)) == [date(2025, 11, 28)]


@pytest.mark.parametrize(
    "values",
    [
        (Every.WEEK, D, 3, None),
        (Every.WEEK, DayRule.WEEKDAY, 8, None),
        (Every.WEEK, DayRule.WEEKDAY, None, None),
        (Every.WEEK, DayRule.WEEKDAY, 1, 1),
        (Every.MONTH, DayRule.WEEKDAY, 1, 1),
        (Every.MONTH, D, 32, 1),
        (Every.MONTH, D, 0, 1),
        (Every.MONTH, D, 5, 2),
        (Every.MONTH, D, 5, None),
        (Every.MONTH, L, 5, 1),
        (Every.MONTH, W, 16, 1),
        (Every.QUARTER, D, 5, 4),
        (Every.YEAR, LW, None, 13),
    ],
)
def test_what_no_period_has_is_no_rule(values):
    with pytest.raises(ValueError, match="Rule"):
        Rule(*values)


@st.composite
def rules(draw):
    every = draw(st.sampled_from(Every))
    if every == Every.WEEK:
        return weekly(draw(st.integers(1, 7)))
    on = draw(st.sampled_from([D, L, W, LW]))
    most = {D: 31, W: 15}.get(on)
    return Rule(every, on, draw(st.integers(1, most)) if most else None, draw(st.integers(1, MONTHS[every])))


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
# Swapped days: up to 14 days in a row which are off, and single ones which are worked.
EXCEPTIONS = st.tuples(DAYS, st.integers(0, 14), st.lists(DAYS, max_size=3)).map(
    lambda drawn: WorkingDays(
        {drawn[0] + timedelta(days=n): False for n in range(drawn[1])} | dict.fromkeys(drawn[2], True)
    )
)


@given(rules(), DAYS, EXCEPTIONS)
def test_days_ascend_are_worked_and_lie_in_their_own_period(rule, since, working):
    found = list(islice(rule.days(since, working), 12))
    assert found[0].due_on >= since
    for one in found:
        assert one.due_on in working
        assert rule.on == W or one.due_on == working.on_or_before(one.nominal)
    for one, after in pairwise(found):
        assert one.due_on < after.due_on
        assert one.nominal < rule.next_period(one.nominal) <= after.nominal


@given(rules(), DAYS, st.integers(0, 400), EXCEPTIONS)
def test_asked_from_a_later_day_the_days_are_the_same(rule, since, later, working):
    again = since + timedelta(days=later)
    until = again + timedelta(days=400)
    whole, rest = (
        [*takewhile(lambda one: one.due_on <= until, rule.days(day, working))] for day in (since, again)
    )
    assert rest == [one for one in whole if one.due_on >= again]


@given(rules())
def test_the_words_of_a_rule_are_read_as_that_rule(rule):
    assert read_rule(rule.words) == rule
    assert read_rule(f"Trước 16 giờ 00 {rule.words.upper()}, báo cáo UBND tỉnh.") == rule


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Chậm nhất trong ngày làm việc đầu tiên của tháng", "ngày làm việc đầu tiên hằng tháng"),
        ("Trước 16 giờ 00 ngày 25 hàng tháng", "ngày 25 hằng tháng"),
        ("Trước 16 giờ 00 ngày làm việc cuối cùng của tháng", "ngày làm việc cuối cùng hằng tháng"),
        ("Trước ngày 15 tháng 11 hàng năm", "ngày 15 tháng 11 hằng năm"),
        ("Trước ngày 15/12 hằng năm", "ngày 15 tháng 12 hằng năm"),
        ("định kỳ trước ngày 20", "ngày 20 hằng tháng"),
        ("từ ngày 05 đến ngày 10 hằng tháng", "ngày 10 hằng tháng"),
        ("trước ngày 25 hằngtháng", "ngày 25 hằng tháng"),
        ("Hằng tháng, tổng hợp kết quả gửi Sở Tài chính trước ngày 5", "ngày 05 hằng tháng"),
        ("trước 3 giờ chiều thứ Ba hằng tuần, báo cáo Thủ tướng thứ Tư", "thứ Ba hằng tuần"),
        ("trước ngày 20 của tháng cuối quý", "ngày 20 tháng cuối quý"),
        ("ngày làm việc cuối cùng của quý", "ngày làm việc cuối cùng tháng cuối quý"),
        ("ngày 10 tháng 6 và tháng 12 hằng năm", "ngày 10 tháng 6 và tháng 12 hằng năm"),
        ("ngày cuối cùng của tháng cuối quý", "ngày cuối cùng tháng cuối quý"),
    ],
)
def test_what_documents_say_is_read(words, said):
    assert read_rule(words).words == said


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo định kỳ trước ngày 24/09/2026",
        "báo cáo hằng tháng, lần đầu trước ngày 15/12/2025",
        "Định kỳ hằng quý",
        "định kỳ 06 tháng/lần",
        "ít nhất 01 lần/tuần",
        "cập nhật tiến độ hằng ngày",
        "đánh giá hàng tháng, hàng quý",
        "Thường xuyên",
        "trước ngày 20 tháng 11",
        "Báo cáo hằng tháng. Hoàn thành trước ngày 20",
        "ngày 10 tháng 3 và tháng 12 hằng năm",
        "trước ngày 10 tháng 6 và ngày 10 tháng 12 hằng năm",
        "",
    ],
)
def test_words_without_a_period_or_a_day_give_no_rule(words):
    assert read_rule(words) is None
