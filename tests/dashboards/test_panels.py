"""The panels of the dashboard counted again in plain Python: months, next days, fields, leaders, starred."""

from datetime import date, timedelta

import pytest

from dashboards import charts, tallies
from dashboards.fortnight import fortnight
from dashboards.months import last_months
from directives.measures import Scope
from directives.models import Assignment, AssignmentVersion
from directives.models.rules import rules_held
from tests.plugins.province import DAY


@pytest.fixture(autouse=True)
def _today(day):
    day(DAY)


def rows_on(day: date) -> list[AssignmentVersion]:
    return list(AssignmentVersion.objects.as_of(day).counted().select_related("directive"))


@pytest.mark.parametrize("on", [DAY, date(2025, 8, 31)])
def test_a_month_counts_what_was_given_done_and_late_in_it(past_province, chi, on):
    scope = Scope({"as_of": on.isoformat()} if on < DAY else {})
    months = last_months(scope, chi, on=on, today=DAY)

    assert len(months) == 12
    assert (months[-1].first, months[0].first) == (on.replace(day=1), date(on.year - 1, on.month + 1, 1))
    rows = rows_on(on)
    for month in months:
        done = [
            row for row in rows if row.work_state == "done" and month.first <= row.finished_on <= month.last
        ]
        assert month.given.count == sum(month.first <= row.assigned_on <= month.last for row in rows)
        assert month.done.count == len(done)
        assert month.late.count == sum(bool(row.due_on and row.finished_on > row.due_on) for row in done)
        evening = min(month.last, on)
        assert (
            month.overdue.count == AssignmentVersion.objects.as_of(evening).counted().overdue(evening).count()
        )
    if on == DAY:  # before October nothing of it was done or overdue
        assert sum(month.late.count for month in months) > 0
        assert sum(month.overdue.count > 0 for month in months) >= 3


def test_months_follow_leader_and_field(past_province, chi):
    of_one = last_months(Scope({"leader": str(chi.pk)}), chi, on=DAY, today=DAY)
    of_all = last_months(Scope({}), chi, on=DAY, today=DAY)

    assert 0 < of_one[-1].overdue.count < of_all[-1].overdue.count
    assert all(f"leader={chi.pk}" in month.overdue.url for month in of_one)


def test_the_months_of_the_chart_are_those_of_the_table(past_province, chi):
    months = last_months(Scope({}), chi, on=DAY, today=DAY)
    chart = charts.of_months(months)

    assert chart["labels"][-1] == "11/2025"
    given, done, overdue = chart["series"]
    assert given["values"] == [month.given.count for month in months]
    assert done["values"] == [month.done.count for month in months]
    assert overdue["urls"] == [month.overdue.url for month in months]


def test_the_next_days_are_counted_each_and_off_days_marked(past_province, chi):
    days = fortnight(Assignment.objects.counted(), Scope({}).link, on=DAY)

    assert [day.day for day in days] == [DAY + timedelta(days=n) for n in range(14)]
    rows = Assignment.objects.counted().waiting_on_agency()
    assert [day.figure.count for day in days] == [rows.filter(due_on=day.day).count() for day in days]
    assert sum(day.figure.count for day in days) > 0
    fullest = max(day.figure.count for day in days)
    for day in days:
        assert (day.degree == 0) == (day.figure.count == 0)
        assert (day.degree == 4) == (day.figure.count > 0.75 * fullest)
    assert [day.day.weekday() for day in days if day.is_off] == [5, 6, 5, 6]


def test_a_holiday_among_the_next_days_is_named(db):
    days = fortnight(Assignment.objects.counted(), Scope({}).link, on=date(2025, 8, 25))

    assert [day.note for day in days if day.day == date(2025, 9, 2)] != [""]
    assert all(day.degree == 0 for day in days)


def test_fields_hold_all_the_work(past_province):
    rows = tallies.by_field(tallies.portfolios(Assignment.objects.counted(), on=DAY), Scope({}).link)

    assert sum(row.tally["given"].count for row in rows) == Assignment.objects.counted().count()
    assert [row.tally["given"].count for row in rows] == sorted(
        (row.tally["given"].count for row in rows), reverse=True
    )


def test_leaders_hold_all_the_work_and_that_of_none_stands_last(past_province, chi):
    rows = tallies.by_leader(tallies.portfolios(Assignment.objects.counted(), on=DAY), Scope({}).link)

    assert sum(row.tally["given"].count for row in rows) == Assignment.objects.counted().count()
    assert chi.full_name in [row.of["name"] for row in rows]
    assert rows[-1].of["name"] == "Chưa gắn lãnh đạo"
    assert "undirected=1" in rows[-1].tally["given"].url


def test_starred_directives_press_most_first(past_province):
    work = Assignment.objects.counted()
    parts = tallies.portfolios(work, on=DAY)
    shown = tallies.starred(work, parts, Scope({}).link, on=DAY, most=5)

    marked = Assignment.objects.counted().filter(directive__starred=True)
    assert shown.total["given"].count == marked.count()
    assert shown.total["overdue"].count == marked.overdue(DAY).count()
    late = [row.tally["overdue"].count for row in shown.rows]
    assert len(late) == 5
    assert late == sorted(late, reverse=True)


def test_each_panel_is_a_fixed_number_of_queries(past_province, chi, django_assert_num_queries):
    work, link = Assignment.objects.counted(), Scope({}).link
    with rules_held():
        tallies.of_all(work, link, on=DAY)  # which reads the rules
        parts = tallies.portfolios(work, on=DAY)
        for number, ask in (
            (4, lambda: last_months(Scope({}), chi, on=DAY, today=DAY)),
            (2, lambda: fortnight(work, link, on=DAY)),
            (1, lambda: tallies.portfolios(work, on=DAY)),
            (0, lambda: tallies.by_field(parts, link)),
            (1, lambda: tallies.by_leader(parts, link)),
            (1, lambda: tallies.starred(work, parts, link, on=DAY, most=5)),
        ):
            with django_assert_num_queries(number):
                ask()
