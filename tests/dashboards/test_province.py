"""The province's dashboard: who may, every number opened, the scope, both ways of asking, no surprises."""

from datetime import date, timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from dashboards.scope import Period, days_of
from directives.filters import AssignmentFilter
from directives.models import Assignment
from tests.plugins.province import DAY, figures_of

URL = "/dashboards/province/"


@pytest.fixture
def as_leader(client, chi, day):
    day(DAY)
    client.force_login(chi)
    return client


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
def test_who_may_see_the_province(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(URL).status_code == status


def test_every_number_opens_exactly_its_rows(as_leader, province):
    """Each link of the page is followed, and the register says how many rows it found."""
    figures = set(figures_of(as_leader.get(URL).text))

    assert len(figures) > 60
    for address, count in figures:
        assert as_leader.get(address).context["page"].paginator.count == count, address


@pytest.mark.parametrize(
    "scope",
    [
        "?period=month",
        "?period=quarter",
        "?period=year",
        "?period=custom&from=01/09/2025&to=15/10/2025",
        "?period=custom&to=2025-10-01",
        "?leader={chi}",
        "?field=general",
        "?period=year&leader={chi}&field=finance",
    ],
)
def test_in_every_scope_a_number_is_that_of_its_rows(as_leader, province, chi, scope):
    figures = set(figures_of(as_leader.get(URL + scope.format(chi=chi.pk)).text))

    assert len(figures) > 20
    for address, count in figures:
        rows = AssignmentFilter(QueryDict(urlsplit(address).query), user=chi, on=DAY).rows()
        assert rows.count() == count, address


def test_a_line_of_many_agencies_opens_their_rows(as_leader, make_directive, finance, health, communes):
    directive = make_directive(lead=[finance, health, *communes], due_on=DAY - timedelta(days=2))
    make_directive(lead=finance, due_on=DAY - timedelta(days=2))

    page = as_leader.get(URL)

    address = f"/directives/?directive={directive.pk}&time=overdue"
    assert (address, 5) in figures_of(page.text)
    assert as_leader.get(address).context["page"].paginator.count == 5


def test_no_number_stands_without_its_link(as_leader, province):
    """Each measure of the whole is on the page, and each number in a table is a link."""
    page = as_leader.get(URL)

    shown = {address for address, _ in figures_of(page.text)}
    assert {figure.url for figure in page.context["total"].values()} <= shown


def test_both_rates_name_their_denominator(as_leader, make_directive, finance, health, education):
    done = make_directive(lead=[finance, health, education], due_on=None)
    Assignment.objects.filter(directive=done).update(
        work_state="done",
        confirmation="confirmed",
        accepted_at="2025-11-05T08:00+07:00",
        filed_on=DAY,
        finished_on=DAY,
        confirmed_on=DAY,
    )
    make_directive(lead=finance, due_on=DAY - timedelta(days=1))
    make_directive(lead=finance, due_on=DAY)

    text = " ".join(_words(as_leader.get(URL).text))

    assert "60,0 % hoàn thành trên số đã giao 3 / 5 nhiệm vụ" in text
    assert "75,0 % hoàn thành trên số đã đến hạn 3 / 4 nhiệm vụ" in text


def test_a_rate_of_nothing_is_a_dash(as_leader, make_directive, finance):
    make_directive(lead=finance, due_on=DAY + timedelta(days=30))

    text = " ".join(_words(as_leader.get(URL).text))

    assert "0,0 % hoàn thành trên số đã giao 0 / 1 nhiệm vụ" in text
    assert "– hoàn thành trên số đã đến hạn 0 / 0 nhiệm vụ" in text


def test_the_scope_stands_in_the_form_and_in_every_link(as_leader, province, chi):
    page = as_leader.get(URL, {"period": "month", "leader": chi.pk})

    assert page.context["form"]["period"].value() == "month"
    assert page.context["form"]["leader"].value() == str(chi.pk)
    links = [address for address, _ in figures_of(page.text)]
    assert all(f"leader={chi.pk}" in address and "from=2025-11-01" in address for address in links)
    assert 'value="month" selected' in page.text


def test_periods_are_named_by_the_day_that_counts(as_leader, province):
    text = as_leader.get(URL).text

    for name in ("Tháng 11/2025", "Quý IV/2025", "Năm 2025", "Toàn bộ thời gian"):
        assert name in text


@pytest.mark.parametrize(
    ("on", "period", "days"),
    [
        (date(2025, 11, 6), Period.MONTH, (date(2025, 11, 1), date(2025, 11, 30))),
        (date(2024, 2, 29), Period.MONTH, (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2025, 12, 31), Period.MONTH, (date(2025, 12, 1), date(2025, 12, 31))),
        (date(2025, 1, 1), Period.QUARTER, (date(2025, 1, 1), date(2025, 3, 31))),
        (date(2025, 6, 30), Period.QUARTER, (date(2025, 4, 1), date(2025, 6, 30))),
        (date(2025, 11, 6), Period.YEAR, (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2025, 11, 6), Period.ALL, (None, None)),
    ],
)
def test_days_of_a_period(on, period, days):
    assert days_of(period, on) == days


def test_through_htmx_the_board_alone_comes(as_leader, province):
    response = as_leader.get(URL, headers={"HX-Request": "true"})

    assert "<html" not in response.text
    assert response.text.strip().startswith('<div id="board">')
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?period=custom&from=hôm%20qua", "Ngày không đúng"),
        ("?period=custom&from=09/11/2025&to=01/11/2025", "Ngày kết thúc phải sau ngày bắt đầu."),
        ("?leader=0", "Hãy chọn"),
        ("?period=century", "century"),
    ],
)
def test_a_scope_that_makes_no_sense_is_said_at_its_field(as_leader, province, query, message):
    response = as_leader.get(URL + query)

    assert response.status_code == 422
    assert message in response.text
    assert "data-count" not in response.text


def test_an_empty_province_says_what_comes_next(as_leader):
    assert "Chưa có nhiệm vụ nào được giao." in as_leader.get(URL).text


def test_an_empty_scope_offers_the_whole(as_leader, directive):
    text = as_leader.get(URL, {"period": "custom", "to": "01/01/2020"}).text

    assert "Không có nhiệm vụ nào trong phạm vi này." in text
    assert f'href="{reverse("dashboards:province")}"' in text


def test_more_work_takes_no_more_queries(
    as_leader, make_directive, finance, health, django_assert_num_queries
):
    make_directive(lead=finance)
    as_leader.get(URL)
    with django_assert_num_queries(9) as few:
        as_leader.get(URL)
    for _ in range(3):
        make_directive(lead=[finance, health], due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        as_leader.get(URL)


def _words(page: str) -> list[str]:
    """The words of a page as they are read."""

    class Reader(HTMLParser):
        words: list[str] = []

        def handle_data(self, data: str) -> None:
            self.words.extend(data.split())

    reader = Reader()
    reader.feed(page)
    return reader.words
