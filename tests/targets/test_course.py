"""The course of a target: what is reached, what should be by then, what is needed from here."""

from dataclasses import replace
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.course import Adding, Cadence, Course, Direction, State

figures = st.decimals(min_value=0, max_value=10**9, places=4)
ANY = st.sampled_from(sorted(Adding))


@st.composite
def courses(draw, adding=ANY):
    """A course of any shape, its figures and its plan in any months."""
    months = draw(st.integers(1, 36))
    some = st.dictionaries(st.integers(1, months), figures, max_size=months)
    kind = draw(adding)
    return Course(
        target=draw(figures),
        months=months,
        adding=kind,
        direction=draw(st.sampled_from(sorted(Direction))),
        start=draw(st.none() | figures) if kind == Adding.LATEST else None,
        cadence=draw(st.sampled_from(sorted(Cadence))),
        begins=draw(st.integers(1, 12)),
        planned=draw(some),
        entered=draw(some),
    )


def year(target, *entered, **fields):
    """A course of twelve months with the figures of the first ones."""
    numbered = {n: D(str(value)) for n, value in enumerate(entered, 1) if value is not None}
    return Course(target=D(str(target)), months=12, entered=numbered, **fields)


@given(courses())
def test_what_is_reached_and_what_is_needed_make_the_target(course):
    if course.reached is None:
        assert course.to_go is None
        return
    assert course.reached + course.to_go == course.target
    if course.needed_each_month is not None:
        steps = course.needed_each_month * course.months_left
        assert abs(course.reached + steps - course.target) < D("0.000001")


@given(courses())
def test_the_path_from_here_begins_with_what_is_reached_and_ends_at_the_target(course):
    if course.last is None or course.needed_by(course.months) is None:
        return
    assert course.needed_by(course.last) == course.reached
    assert course.needed_by(course.months) == course.target
    steps = [course.needed_by(n) for n in range(course.last, course.months + 1)]
    rises = [b - a for a, b in pairwise(steps)]
    assert all(abs(rise - rises[0]) < D("0.000001") for rise in rises)


@given(courses())
def test_the_planned_path_goes_through_what_is_planned_and_ends_at_the_target(course):
    assert course.expected_by(course.months) == course.target
    for month, value in course.planned.items():
        if month < course.months:
            assert course.expected_by(month) == value


@given(courses())
def test_between_two_planned_months_the_path_stays_between_them(course):
    known = {**course.planned, course.months: course.target}
    ends = sorted(known)
    for a, b in pairwise(ends):
        low, high = sorted((course.expected_by(a), course.expected_by(b)))
        for month in range(a, b + 1):
            assert low <= course.expected_by(month) <= high


@given(courses(adding=st.just(Adding.MONTHLY)))
def test_what_months_add_up_to_is_the_same_as_their_running_total_entered(course):
    totals = {month: course.reached_by(month) for month in course.entered}
    cumulative = Course(
        target=course.target,
        months=course.months,
        direction=course.direction,
        planned=course.planned,
        entered=totals,
    )
    assert cumulative.reached == course.reached
    assert cumulative.state == course.state
    assert [cumulative.needed_by(n) for n in range(1, course.months + 1)] == [
        course.needed_by(n) for n in range(1, course.months + 1)
    ]


@given(courses())
def test_there_is_a_way_to_go_exactly_while_the_target_is_neither_met_nor_missed_by_sums(course):
    if course.adding == Adding.LATEST or course.last is None or not course.is_running:
        return
    assert (course.needed_by(course.months) is not None) == (course.to_go > 0)
    if course.state == State.MET:
        assert course.needed_by(course.months) is None


@given(courses())
def test_every_course_has_one_state_and_none_without_a_figure(course):
    assert (course.state == State.NO_DATA) == (not course.entered)
    if course.last == course.months:
        assert course.state in (State.MET, State.MISSED)


def test_half_a_year_of_a_sum_is_half_of_the_target():
    course = year(26_000, 2_000, 4_500, 7_000, 9_000, 11_500, 13_500)

    assert course.expected == 13_000
    assert course.reached == 13_500
    assert course.to_go == 12_500
    assert course.needed_each_month == D(12_500) / 6
    assert course.state == State.ON_PATH


@pytest.mark.parametrize(
    ("course", "state"),
    [
        (year(120), State.NO_DATA),
        (year(120, 10), State.ON_PATH),  # exactly as planned
        (year(120, 9), State.BEHIND),
        (year(120, 130), State.MET),  # a sum does not shrink again
        (year(120, *[10] * 11, adding=Adding.MONTHLY), State.ON_PATH),
        (year(120, *[10] * 12, adding=Adding.MONTHLY), State.MET),
        (year(120, *[9] * 12, adding=Adding.MONTHLY), State.MISSED),
        (year(9, 9, 9.5, adding=Adding.LATEST), State.ON_PATH),  # a rate may fall again: met only at the end
        (year(9, 9, 8.5, adding=Adding.LATEST), State.BEHIND),
        (year(9, *[8] * 11, 9, adding=Adding.LATEST), State.MET),
        (year(9, *[9] * 11, 8.99, adding=Adding.LATEST), State.MISSED),
        (year(120, 10, direction=Direction.AT_MOST), State.ON_PATH),
        (year(120, 11, direction=Direction.AT_MOST), State.BEHIND),
        (year(120, 121, direction=Direction.AT_MOST), State.MISSED),
        (year(120, *[120] * 12, direction=Direction.AT_MOST), State.MET),
        (year(2, 3, adding=Adding.LATEST, direction=Direction.AT_MOST, start=D("3.2")), State.ON_PATH),
        (year(2, 3.15, adding=Adding.LATEST, direction=Direction.AT_MOST, start=D("3.2")), State.BEHIND),
        (year(2, *[3] * 11, 2, adding=Adding.LATEST, direction=Direction.AT_MOST), State.MET),
    ],
)
def test_where_it_stands(course, state):
    assert course.state == state


def test_a_planned_month_bends_the_path():
    course = year(120, planned={6: D(30)})

    assert [course.expected_by(n) for n in (3, 6, 9, 12)] == [15, 30, 75, 120]


def test_a_level_without_a_beginning_is_wanted_all_the_time():
    course = year(9, adding=Adding.LATEST)

    assert {course.expected_by(n) for n in range(1, 13)} == {D(9)}


def test_a_level_with_a_beginning_goes_from_there():
    course = year(2, adding=Adding.LATEST, start=D("3.2"))

    assert course.expected_by(6) == D("2.6")


def test_of_figures_that_say_all_only_the_last_months_are_missing():
    told = {2: D(20), 5: D(50)}
    cumulative = Course(target=D(120), months=12, entered=told)
    monthly = Course(target=D(120), months=12, entered=told, adding=Adding.MONTHLY)

    assert cumulative.missing_by(8) == [6, 7, 8]
    assert monthly.missing_by(8) == [1, 3, 4, 6, 7, 8]
    assert cumulative.missing_by(40) == [*range(6, 13)]
    assert cumulative.missing_by(0) == []


# How often figures are asked for


@given(courses())
def test_a_figure_is_asked_for_once_in_each_quarter_half_or_year_and_at_the_end(course):
    due = [month for month in range(1, course.months + 1) if course.is_due(month)]
    in_year = [(course.begins - 2 + month) % 12 + 1 for month in due]
    steps = [b - a for a, b in pairwise(due)]

    assert due[-1] == course.months
    assert all(month % course.cadence.months == 0 for month in in_year[:-1])
    assert all(step == course.cadence.months for step in steps[:-1])
    assert not steps or steps[-1] <= course.cadence.months
    assert due[0] <= course.cadence.months
    assert not course.is_due(0)
    assert not course.is_due(course.months + 1)


@given(courses(), st.integers(-3, 50))
def test_only_what_is_asked_for_is_missing_and_never_what_is_there(course, month):
    missing = course.missing_by(month)
    assert missing == sorted(set(missing))
    for one in missing:
        assert one <= month
        assert course.is_due(one)
        assert one not in course.entered


@given(courses(), st.integers(0, 40))
def test_whoever_enters_what_is_missing_misses_nothing(course, month):
    filled = {**course.entered, **dict.fromkeys(course.missing_by(month), D(1))}
    assert replace(course, entered=filled).missing_by(month) == []


@given(courses(), st.integers(0, 40))
def test_asked_less_often_fewer_figures_are_missing(course, month):
    by_cadence = [set(replace(course, cadence=each).missing_by(month)) for each in Cadence]
    for often, seldom in pairwise(by_cadence):
        assert seldom <= often


@given(courses())
def test_every_figure_and_every_planned_one_is_shown(course):
    assert {*course.entered, *course.planned} <= set(course.numbers)
    assert {month for month in range(1, course.months + 1) if course.is_due(month)} <= set(course.numbers)


def test_a_quarter_is_that_of_the_calendar_wherever_the_period_begins():
    from_february = Course(target=D(100), months=9, cadence=Cadence.QUARTERLY, begins=2)
    assert [month for month in range(1, 10) if from_february.is_due(month)] == [2, 5, 8, 9]
    assert from_february.missing_by(5) == [2, 5]
