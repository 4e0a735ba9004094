"""The month's report: its periods, its numbers beside those of the dashboard, who may, the empty month."""

from datetime import date, timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from agencies.calendar import day_set
from dashboards.reports.month import SCHEME
from dashboards.reports.periods import Month, MonthForm, Periods
from directives import transitions
from directives.filters import AssignmentFilter
from directives.models import Assignment, AssignmentVersion
from tests.plugins.province import DAY, figures_of

pytestmark = pytest.mark.django_db
URL = "/reports/month/"
BOARD = "/dashboards/province/"


@pytest.fixture
def as_clerk(client, lan, day):
    day(DAY)
    client.force_login(lan)
    return client


def form_of(query, today=DAY):
    form = MonthForm(QueryDict(query), today=today)
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize("path", ["", "word/", "excel/"])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("chi", 200),
        ("dung", 200),
        ("lan", 200),
        ("an", 200),
        ("quan", 200),
        ("ha", 403),
        ("binh", 403),
        ("mai", 403),
        ("nam", 403),
    ],
)
def test_who_sees_everything_reads_it(client, cast, directive, day, name, status, path):
    day(DAY)
    client.force_login(cast[name])

    assert client.get(f"{URL}{path}").status_code == status


@pytest.mark.parametrize("name", ["chi", "lan", "binh"])
def test_it_stands_in_the_navigation_of_who_may_read_it(client, cast, name):
    client.force_login(cast[name])

    assert (f'href="{URL}"' in client.get("/my-work/").text) == (name != "binh")
    if name == "binh":  # whose room of reports is the comparison
        assert 'href="/reports/compare/"' in client.get("/my-work/").text


@pytest.mark.parametrize(
    ("periods", "year", "month", "first", "last"),
    [
        (Periods.MIDDLE, 2025, 11, date(2025, 10, 15), date(2025, 11, 14)),
        (Periods.MIDDLE, 2026, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (Periods.MIDDLE, 2025, 3, date(2025, 2, 15), date(2025, 3, 14)),
        (Periods.CALENDAR, 2024, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (Periods.CALENDAR, 2025, 12, date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_month_runs_from_the_15th_to_the_14th_or_with_the_calendar(periods, year, month, first, last):
    found = Month(periods, year, month)

    assert (found.first, found.last) == (first, last)
    for day in (first, last):
        assert Month.of(day, periods) == found
    assert found.before.last == first - timedelta(days=1)
    assert found.after.first == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "query", "first", "on"),
    [
        (date(2025, 11, 6), "", date(2025, 9, 15), date(2025, 10, 14)),  # the latest that is over
        (date(2025, 11, 14), "", date(2025, 10, 15), date(2025, 11, 14)),
        (date(2025, 11, 15), "", date(2025, 10, 15), date(2025, 11, 14)),
        (date(2025, 11, 6), "month=2025-11", date(2025, 10, 15), date(2025, 11, 6)),
        (date(2025, 11, 20), "month=2025-12", date(2025, 11, 15), date(2025, 11, 20)),
        (date(2025, 11, 6), "periods=calendar", date(2025, 10, 1), date(2025, 10, 31)),
        (date(2025, 11, 30), "periods=calendar", date(2025, 11, 1), date(2025, 11, 30)),
        (date(2025, 11, 6), "month=2019-02", date(2019, 1, 15), date(2019, 2, 14)),
        (date(2025, 11, 6), "month=2025-10&as_of=20/10/2025", date(2025, 9, 15), date(2025, 10, 20)),
    ],
)
def test_it_begins_with_the_latest_month_that_is_over(today, query, first, on):
    form = form_of(query, today)

    assert (form.chosen.first, form.on) == (first, on)


@pytest.mark.parametrize(
    ("query", "before", "coming"),
    [
        ("month=2025-10", date(2025, 9, 14), (date(2025, 10, 15), date(2025, 11, 14))),
        ("month=2025-11", date(2025, 10, 6), (date(2025, 11, 7), date(2025, 12, 14))),
        ("periods=calendar&month=2025-02", date(2025, 1, 31), (date(2025, 3, 1), date(2025, 3, 31))),
        (
            "month=2025-10&as_of=20/10/2025",
            date(2025, 9, 20),
            (date(2025, 10, 21), date(2025, 12, 14)),
        ),
    ],
)
def test_it_is_held_against_the_month_before_at_the_same_point(query, before, coming):
    form = form_of(query)

    assert form.before().on == before
    assert form.before().scope.chosen["from"] == form.chosen.before.first.isoformat()
    assert form.coming == coming


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("month=2025-12", "Kỳ báo cáo này chưa bắt đầu (từ ngày 15/11/2025 đến ngày 14/12/2025)"),
        ("month=9998-11", "Kỳ báo cáo này chưa bắt đầu"),
        ("periods=calendar&month=2025-12", "Kỳ báo cáo này chưa bắt đầu"),
        ("month=2025-11&as_of=07/11/2025", "Chưa có số liệu của ngày này"),
        ("month=2025-11&as_of=14/10/2025", "Kỳ báo cáo bắt đầu ngày 15/10/2025."),
        ("as_of=32/10/2025", "Ngày không đúng"),
        ("month=2025-13", "2025-13"),
        ("month=mai", "mai"),
        ("month=0-1", "0-1"),
        ("periods=week", "week"),
    ],
)
@pytest.mark.parametrize("path", ["", "word/", "excel/"])
def test_a_month_that_cannot_be_is_said_at_its_field_and_stays_chosen(as_clerk, query, message, path):
    response = as_clerk.get(f"{URL}{path}?{query}")

    assert response.status_code == 422
    assert message in unescape(response.text)
    assert "Tải Word" not in response.text
    if query == "month=2025-12":
        assert '<option value="2025-12" selected>' in response.text


@pytest.mark.parametrize(
    "query",
    [
        "month=2025-10",
        "month=2025-11",
        "periods=calendar&month=2025-10",
        "periods=calendar&month=2025-09&as_of=20/10/2025",
        "month=2025-06",
    ],
)
def test_its_numbers_are_those_of_the_dashboard_for_the_same_days(as_clerk, past_province, query):
    """On random work: the month, the month before, all the work, and each agency."""
    report = as_clerk.get(f"{URL}?{query}").context["report"]
    form = form_of(query)

    def board(chosen, on):
        asked = {"period": "custom" if chosen else "all", "as_of": on.isoformat()}
        return as_clerk.get(BOARD, asked | {k: v for k, v in chosen.items() if k != "as_of"}).context

    now = board(form.scope().chosen, form.on)
    then = board(form.before().scope.chosen, form.before().on)
    whole = board({}, form.on)
    assert [line.name for line in report.scheme] == list(SCHEME)
    for line in report.scheme:
        assert line.now.count == now["total"][line.name].count, line.name
        assert line.then.count == then["total"][line.name].count, line.name
        assert line.whole.count == whole["total"][line.name].count, line.name
    for rate in report.rates:
        assert rate.now[1].count == now["total"]["fallen_due" if "đến hạn" in rate.words else "given"].count
    shown = {row.agency: row.tally for board in report.boards for row in board.rows}
    rows = {row.of["agency"]: row.tally for board in now["boards"] for row in board.rows}
    assert shown.keys() == rows.keys()
    for agency, tally in shown.items():
        for name in rows[agency].keys() & tally.keys():
            assert tally[name].count == rows[agency][name].count, name
    assert report.overdue.total.count == whole["overdue"].total.count
    assert [line.title for line in report.overdue.lines] == [line.title for line in whole["overdue"].lines]
    assert sum(line.now.count for line in report.scheme) > 0


@pytest.mark.parametrize("query", ["month=2025-10", "month=2025-11", "periods=calendar&month=2025-10"])
def test_every_number_opens_exactly_its_rows(as_clerk, past_province, lan, query):
    figures = set(figures_of(as_clerk.get(f"{URL}?{query}").text))

    assert len(figures) > 70
    for address, count in figures:
        shown = AssignmentFilter(QueryDict(urlsplit(address).query), user=lan, on=DAY)
        assert not shown.errors, address
        assert shown.shares().count() == count, address


def test_what_falls_due_next_is_what_the_agencies_have_to_do_until_the_end_of_the_next_month(
    as_clerk, past_province
):
    report = as_clerk.get(f"{URL}?month=2025-11").context["report"]
    days = (DAY + timedelta(days=1), date(2025, 12, 14))

    due = Assignment.objects.counted().waiting_on_agency().filter(due_on__range=days)
    assert report.coming.total.count == due.count() > 0
    assert report.coming.lines[0].due_on == min(due.values_list("due_on", flat=True))


def test_urgings_of_the_month_s_work_are_counted_until_the_day(
    as_clerk, make_directive, finance, health, lan
):
    for agency, days in ((finance, (1, 2)), (health, (2, 30))):
        share = make_directive(lead=agency, on=date(2025, 10, 2)).assignments.get()
        for day in days:
            with day_set(date(2025, 10, 2) + timedelta(days=day)):
                transitions.urge(share.pk, kind="reminder", text="Khẩn trương báo cáo.", by=lan)
    found = as_clerk.get(f"{URL}?periods=calendar&month=2025-10").context["report"]
    [board] = found.boards

    assert {row.name: row.urged for row in board.rows} == {"Sở Tài chính": 2, "Sở Y tế": 1}
    assert found.urged == 3


def test_a_month_without_work_reads_well(as_clerk, make_directive, finance):
    make_directive(lead=finance, on=date(2025, 9, 16), due_on=None)

    text = as_clerk.get(f"{URL}?periods=calendar&month=2025-10").text

    assert "Trong kỳ không có nhiệm vụ nào được giao." in text
    assert "Không có nhiệm vụ nào quá hạn." in text
    assert "Tải Word" in text


def test_before_any_work_was_given_there_is_no_report(as_clerk):
    text = as_clerk.get(URL).text

    assert "Chưa có nhiệm vụ nào được giao đến ngày này." in text
    assert "Tải Word" not in text


def test_through_htmx_the_report_alone_comes(as_clerk, directive):
    response = as_clerk.get(URL, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<div id="report">')
    assert "HX-Request" in response.headers["Vary"]


def test_the_files_are_those_of_the_month_on_the_page(as_clerk, directive):
    text = unescape(as_clerk.get(f"{URL}?periods=calendar&month=2025-11").text)

    for kind in ("word", "excel"):
        assert f'href="{URL}{kind}/?periods=calendar&month=2025-11"' in text


def test_only_the_head_of_the_office_is_led_to_the_template(client, directive, dung, lan, day):
    day(DAY)
    for person, shown in ((dung, True), (lan, False)):
        client.force_login(person)
        assert (f'href="{URL}template/"' in client.get(f"{URL}?month=2025-11").text) == shown


@pytest.mark.parametrize("query", ["month=2025-11", "periods=calendar&month=2025-10"])
def test_more_work_takes_no_more_queries(
    as_clerk, make_directive, finance, health, django_assert_num_queries, query
):
    for due in (-10, 1):
        make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY + timedelta(days=due))
    as_clerk.get(f"{URL}?{query}")
    with django_assert_num_queries(14) as few:
        as_clerk.get(f"{URL}?{query}")
    for _ in range(3):
        make_directive(lead=[finance, health], on=date(2025, 10, 20), due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        as_clerk.get(f"{URL}?{query}")
    assert AssignmentVersion.objects.exists()
