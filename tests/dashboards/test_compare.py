"""Two days compared: who may, a balance that comes out on random lives, every number opened, Excel."""

from datetime import date, timedelta
from html import unescape
from io import BytesIO
from random import Random
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from agencies.calendar import day_set
from dashboards.reports.compare import CompareForm, compare
from dashboards.reports.compare_sheet import COLUMNS
from directives import transitions
from directives.between import CHANGES
from directives.filters import AssignmentFilter
from directives.models import Assignment, AssignmentVersion
from tests.plugins.province import DAY, figures_of

pytestmark = pytest.mark.django_db
URL = "/reports/compare/"
DAYS = [("2025-10-31", ""), ("2025-09-15", "2025-10-20"), ("2024-12-31", ""), ("2024-01-01", "2025-11-05")]


@pytest.fixture
def as_clerk(client, lan, day):
    day(DAY)
    client.force_login(lan)
    return client


@pytest.fixture
def lived_province(past_province):
    """The province with a past in which shares changed their role as well, and more of them were overdue."""
    chance = Random(20251020)
    for version in AssignmentVersion.objects.filter(until_on__isnull=False).order_by("pk"):
        if chance.random() < 0.15:
            version.role = "coordinator" if version.role == "lead" else "lead"
        if chance.random() < 0.4 and version.work_state in ("new", "in_progress"):
            version.original_due_on = version.due_on = version.from_on + timedelta(days=3)
            version.filed_on = None
        version.save()
    return past_province


def query(first, last):
    return f"?first={first}&last={last}"


def comparison(user, first, last=""):
    form = CompareForm(QueryDict(query(first, last)[1:]), today=DAY)
    assert form.is_valid(), form.errors
    return compare(form, user)


@pytest.mark.parametrize("path", ["", "excel/"])
@pytest.mark.parametrize("name", ["chi", "dung", "lan", "an", "quan", "binh", "mai", "nam", "ha"])
def test_everybody_compares_what_they_may_see(client, cast, directive, day, name, path):
    day(DAY)
    client.force_login(cast[name])

    assert client.get(f"{URL}{path}").status_code == 200


def test_an_agency_sees_its_own_work_alone(client, lived_province, binh, finance, day):
    day(DAY)
    client.force_login(binh)
    shown = client.get(URL + query("2025-09-15", "")).context["comparison"]

    assert [row.agency for board in shown.boards for row in board.rows] == [finance.pk]
    assert (
        shown.total["last_not_done"].count
        == Assignment.objects.counted().not_done().filter(agency=finance).count()
    )


def test_without_days_it_is_the_last_month_s_end_and_today(as_clerk, directive):
    shown = as_clerk.get(URL).context["comparison"]

    assert (shown.first, shown.last) == (date(2025, 10, 31), DAY)


@pytest.mark.parametrize(("first", "last"), DAYS)
def test_the_balance_comes_out_exactly_for_all_and_for_each_agency(lived_province, lan, first, last, day):
    day(DAY)
    found = comparison(lan, first, last)

    rows = [row.numbers for board in found.boards for row in board.rows]
    assert len(rows) == 7
    for numbers in (found.total, *rows):
        assert numbers.comes_out()
        assert numbers.explains_everything()
    for name, figure in found.total.items():
        assert figure.count == sum(numbers[name].count for numbers in rows), name


def test_the_random_lives_hold_every_change(lived_province, lan, day):
    day(DAY)
    found = [comparison(lan, first, last).total for first, last in DAYS]

    for name in CHANGES:
        assert sum(total[name].count for total in found) > 0, name


@pytest.mark.parametrize(("first", "last"), DAYS)
def test_each_change_is_what_plain_python_counts(lived_province, lan, first, last, day):
    """Each share as it stood on both days, looked at without the conditions."""
    day(DAY)
    found = comparison(lan, first, last)
    days = (found.first, found.last)
    then, now = ({row.assignment_id: row for row in AssignmentVersion.objects.as_of(each)} for each in days)

    def stood(row):
        if row is None:
            return "absent"
        if row.role == "coordinator":
            return "other"
        if row.work_state in ("revoked", "declined", "split"):
            return "left"
        return "done" if row.work_state == "done" else "open"

    pairs = [(stood(then.get(key)), stood(row)) for key, row in now.items()]

    def count(*wanted):
        return sum(1 for was, stands in pairs if (was, stands) in wanted)

    total = {name: figure.count for name, figure in found.total.items()}
    assert total["first_not_done"] == sum(1 for was, _ in pairs if was == "open")
    assert total["last_not_done"] == sum(1 for _, stands in pairs if stands == "open")
    assert total["given"] == count(("absent", "open"), ("absent", "done"), ("absent", "left"))
    assert total["reopened"] == count(("done", "open"))
    assert total["restored"] == count(("left", "open"), ("left", "done"))
    assert total["made_lead"] == count(("other", "open"), ("other", "done"))
    assert total["finished"] == count(*((was, "done") for was in ("absent", "open", "left", "other")))
    assert total["revoked"] + total["declined"] + total["split"] == count(
        ("open", "left"), ("absent", "left")
    )
    assert total["unmade_lead"] == count(("open", "other"))
    assert total["extended"] == sum(
        1
        for key, row in now.items()
        if stood(row) in ("open", "done")
        and row.due_on
        and (before := (key in then and then[key].due_on) or row.original_due_on)
        and row.due_on > before
    )


@pytest.mark.parametrize(("first", "last"), DAYS)
def test_every_number_opens_exactly_its_rows(as_clerk, lived_province, lan, first, last):
    figures = set(figures_of(as_clerk.get(URL + query(first, last)).text))

    assert len(figures) > 90
    for address, count in figures:
        shown = AssignmentFilter(QueryDict(urlsplit(address).query), user=lan, on=DAY)
        assert not shown.errors, address
        assert shown.shares().count() == count, address


def test_the_register_shows_these_rows_and_says_what_they_are(as_clerk, lived_province):
    shown = comparison(as_clerk.get(URL).wsgi_request.user, "2025-09-15", "2025-10-20").total
    for name in ("given", "taken_out", "cleared_otherwise", "extended"):
        page = as_clerk.get(shown[name].url)
        assert page.context["page"].paginator.count == shown[name].count > 0
        assert CHANGES[name].words in page.text
        assert "15/09/2025" in page.text


def test_an_agency_s_numbers_open_its_rows(client, lived_province, binh, day):
    day(DAY)
    client.force_login(binh)
    for address, count in set(figures_of(client.get(URL + query("2025-09-15", "")).text)):
        shown = AssignmentFilter(QueryDict(urlsplit(address).query), user=binh, on=DAY)
        assert shown.shares().count() == count, address


def test_what_really_happened_stands_in_its_line(as_clerk, make_directive, finance, health, lan, dung):
    """Through the transitions: given before and extended, given and revoked within, never touched."""
    old = make_directive(lead=finance, on=date(2025, 10, 2), due_on=date(2025, 11, 3)).assignments.get()
    with day_set(date(2025, 11, 2)):
        transitions.set_deadline(old.pk, by=dung, to=date(2025, 11, 20), reason="Chờ Bộ hướng dẫn.")
    gone = make_directive(lead=health, on=date(2025, 11, 3)).assignments.get()
    with day_set(date(2025, 11, 5)):
        transitions.revoke(gone.pk, by=dung, reason="Giao nhầm.")
    make_directive(lead=health, on=date(2025, 10, 2), due_on=date(2025, 11, 2))

    total = {name: figure.count for name, figure in comparison(lan, "2025-10-31").total.items()}

    assert (total["first_not_done"], total["last_not_done"]) == (2, 2)
    assert (total["given"], total["taken_out"], total["revoked"]) == (1, 1, 1)
    assert (total["extended"], total["fell_overdue"], total["last_overdue"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("first=06/11/2025", "Ngày đầu phải trước ngày sau."),
        ("first=01/11/2025&last=31/10/2025", "Ngày đầu phải trước ngày sau."),
        ("first=07/11/2025", "Chưa có số liệu của ngày này"),
        ("last=07/11/2025", "Chưa có số liệu của ngày này"),
        ("first=32/10/2025", "Ngày không đúng"),
        ("last=mai", "Ngày không đúng"),
    ],
)
@pytest.mark.parametrize("path", ["", "excel/"])
def test_days_that_cannot_be_are_said_at_their_field_and_stay(as_clerk, directive, asked, message, path):
    response = as_clerk.get(f"{URL}{path}?{asked}")

    assert response.status_code == 422
    assert message in unescape(response.text)
    assert asked.partition("=")[2].partition("&")[0] in response.text
    assert "Tải Excel" not in response.text


@pytest.mark.parametrize(
    "asked",
    ["change=given", "change=given&since=2025-11-06", "since=2025-10-20&as_of=2025-10-20", "change=x"],
)
def test_the_register_refuses_a_change_without_an_earlier_day(lan, directive, day, asked):
    day(DAY)

    assert AssignmentFilter(QueryDict(asked), user=lan, on=DAY).mistakes


def test_before_any_work_there_is_nothing_to_compare(as_clerk):
    text = as_clerk.get(URL).text

    assert "Đến ngày sau chưa có nhiệm vụ nào được giao." in text
    assert "Tải Excel" not in text


def test_through_htmx_the_comparison_alone_comes(as_clerk, directive):
    response = as_clerk.get(URL, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<div id="report">')


def test_the_file_has_the_numbers_of_the_page(as_clerk, lived_province, lan):
    found = comparison(lan, "2025-09-15", "2025-10-20")
    response = as_clerk.get(f"{URL}excel/{query('2025-09-15', '2025-10-20')}")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))

    assert "so-sanh-tu-15-09-2025-den-2025-10-20.xlsx" in response["Content-Disposition"]
    lines = [*found.open_balance, *found.overdue_balance, *found.beside]
    rows = list(book["Tổng hợp"].iter_rows(min_row=5, values_only=True))
    assert [(row[0].strip(), row[1] or "", row[2]) for row in rows] == [
        (line.words, line.sign, line.figure.count) for line in lines
    ]
    of_agencies = list(book["Theo cơ quan"].iter_rows(min_row=5, values_only=True))
    assert of_agencies[-1][1:] == ("Tổng cộng", *(found.total[name].count for name in COLUMNS.values()))
    assert len(of_agencies) == 8


def test_more_work_takes_no_more_queries(
    as_clerk, make_directive, finance, health, django_assert_num_queries
):
    make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY - timedelta(days=1))
    as_clerk.get(URL)
    with django_assert_num_queries(7) as few:
        as_clerk.get(URL)
    for _ in range(3):
        make_directive(lead=[finance, health], on=date(2025, 10, 20), due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        as_clerk.get(URL)
