"""The province's dashboard: who may, every number opened, the scope, both ways of asking, no surprises."""

from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from dashboards import tallies
from dashboards.ranking import ORDERS
from dashboards.scope import Period, days_of, months_before
from directives import past
from directives.filters import AssignmentFilter
from directives.measures import Figure
from directives.models import Assignment, AssignmentVersion, Urging
from tests.plugins.province import DAY, NOON, figures_of

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


@pytest.mark.parametrize("query", ["", "?as_of=2025-10-07&period=year"])
def test_every_number_opens_exactly_its_rows(as_leader, past_province, query):
    """Each link of the page is followed, and the register says how many rows it found."""
    figures = set(figures_of(as_leader.get(URL + query).text))

    assert len(figures) > 150
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
        "?as_of=31/10/2025",
        "?as_of=2025-09-15&period=month&leader={chi}",
        "?as_of=2025-10-20&period=custom&from=01/09/2025&to=15/10/2025&field=general",
        "?sort=on_time",
    ],
)
def test_in_every_scope_a_number_is_that_of_its_rows(as_leader, past_province, chi, scope):
    figures = set(figures_of(as_leader.get(URL + scope.format(chi=chi.pk)).text))

    assert len(figures) > 20
    for address, count in figures:
        shown = AssignmentFilter(QueryDict(urlsplit(address).query), user=chi, on=DAY)
        assert not shown.errors, address
        assert shown.shares().count() == count, address


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


def test_beside_what_was_in_time_stands_what_was_by_the_original_deadline(as_leader, make_directive, finance):
    """Extended and done: by the new day, not by the first. Taken away and done: by the first alone."""
    done = {"work_state": "done", "confirmation": "confirmed", "confirmed_on": DAY, "accepted_at": NOON}
    first = DAY - timedelta(days=10)
    for due_on, finished_on in (
        (first, first),
        (DAY, DAY),  # extended by ten days
        (None, first),  # taken away
        (first, DAY),
    ):
        share = make_directive(lead=finance, due_on=first).assignments.get()
        days = {"due_on": due_on, "filed_on": finished_on, "finished_on": finished_on}
        Assignment.objects.filter(pk=share.pk).update(**done, **days)

    words = " ".join(_words(as_leader.get(URL).text))

    assert "66,7 % đúng hạn trên số hoàn thành có thời hạn 2 / 3 nhiệm vụ" in words
    assert "theo hạn ban đầu: 2 / 4 (50,0 %)" in words


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
    assert all(f"leader={chi.pk}" in address for address in links)
    assert {figure.url for figure in page.context["total"].values()} <= set(links)
    assert all("from=2025-11-01" in figure.url for figure in page.context["total"].values())
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
        ("?as_of=07/11/2025", "Chưa có số liệu của ngày này"),
        ("?as_of=32/10/2025", "Ngày không đúng"),
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


def test_a_past_day_shows_the_numbers_of_that_day_and_says_so(as_leader, past_province, chi):
    then = DAY - timedelta(days=20)
    page = as_leader.get(URL, {"as_of": f"{then:%d/%m/%Y}"})

    shares = AssignmentVersion.objects.as_of(then).counted()
    total = page.context["total"]
    assert total["overdue"].count == shares.overdue(then).count() > 0
    assert total["done"].count == shares.done().count() != Assignment.objects.counted().done().count()
    assert f"Đang xem số liệu tính đến {then:%d/%m/%Y}" in page.text
    assert page.context["form"]["as_of"].value() == f"{then:%d/%m/%Y}"
    assert as_leader.get(URL).context["form"]["as_of"].value() is None  # today, which moves on
    assert f"Toàn tỉnh, tính đến {then:%d/%m/%Y}" in page.text


def test_urgings_and_reports_of_what_is_overdue_are_told_as_of_the_day(
    as_leader, make_directive, finance, lan
):
    long_ago = DAY - timedelta(days=25)
    share = make_directive(lead=finance, on=long_ago, due_on=DAY - timedelta(days=12)).assignments.get()
    Assignment.objects.filter(pk=share.pk).update(last_report_on=DAY - timedelta(days=9))
    for number, days in ((1, 8), (2, 3)):
        at = datetime(2025, 11, 6, 9, tzinfo=NOON.tzinfo) - timedelta(days=days)
        Urging.objects.create(
            assignment=share, number=number, kind="reminder", text="Báo cáo.", by=lan, at=at
        )
    past.rebuild(Assignment.objects.filter(pk=share.pk))

    now = " ".join(_words(as_leader.get(URL).text))
    then = " ".join(_words(as_leader.get(URL, {"as_of": "2025-11-02"}).text))

    assert "Quá hạn 12 ngày" in now
    assert "Đôn đốc 2 lần · báo cáo gần nhất 28/10/2025" in now
    assert "Quá hạn 8 ngày" in then
    assert "Đôn đốc 1 lần" in then


def test_what_was_urged_is_counted_for_each_agency_as_of_the_day(
    as_leader, make_directive, finance, health, lan
):
    shares = [
        make_directive(lead=agency, on=DAY - timedelta(days=25)).assignments.get()
        for agency in (finance, finance, health)
    ]
    for share, number, days in ((0, 1, 8), (0, 2, 3), (1, 1, 0)):
        at = datetime(2025, 11, 6, 9, tzinfo=NOON.tzinfo) - timedelta(days=days)
        Urging.objects.create(
            assignment=shares[share], number=number, kind="reminder", text="Báo cáo.", by=lan, at=at
        )
    past.rebuild(Assignment.objects.filter(pk__in=[share.pk for share in shares]))

    def urged(**query):
        page = as_leader.get(URL, query)
        assert "Đã đôn đốc" in page.text
        rows = [row for board in page.context["boards"] for row in board.rows]
        return {row.of["short_name"]: row.tally["urged"] for row in rows}

    for query, count in (({}, 2), ({"as_of": "2025-11-02"}, 1), ({"as_of": "2025-10-20"}, 0)):
        figures = urged(**query)
        assert (figures["Sở Tài chính"].count, figures["Sở Y tế"].count) == (count, 0)
        assert as_leader.get(figures["Sở Tài chính"].url).context["page"].paginator.count == count


@pytest.mark.parametrize(
    ("query", "words", "days"),
    [
        ("", "So với một tháng trước, tính đến 06/10/2025.", {"as_of": "2025-10-06"}),
        (
            "period=month",
            "So với cùng kỳ tháng trước, tính đến 06/10/2025.",
            {"from": "2025-10-01", "to": "2025-10-31", "as_of": "2025-10-06"},
        ),
        (
            "period=quarter&as_of=2025-08-31",
            "So với cùng kỳ quý trước, tính đến 31/05/2025.",
            {"from": "2025-04-01", "to": "2025-06-30", "as_of": "2025-05-31"},
        ),
        (
            "period=year",
            "So với cùng kỳ năm trước, tính đến 06/11/2024.",
            {"from": "2024-01-01", "to": "2024-12-31", "as_of": "2024-11-06"},
        ),
        (
            "period=custom&from=2025-10-01&to=2025-10-10",
            "So với 10 ngày liền trước, tính đến 27/10/2025.",
            {"from": "2025-09-21", "to": "2025-09-30", "as_of": "2025-10-27"},
        ),
        (
            "period=custom&from=2025-10-01",
            "So với 37 ngày liền trước, tính đến 30/09/2025.",
            {"from": "2025-08-25", "to": "2025-09-30", "as_of": "2025-09-30"},
        ),
        (
            "period=custom&to=2025-10-31",
            "So với một tháng trước, tính đến 06/10/2025.",
            {"to": "2025-10-31", "as_of": "2025-10-06"},
        ),
    ],
)
def test_numbers_stand_beside_those_of_the_time_before(as_leader, past_province, query, words, days):
    page = as_leader.get(f"{URL}?{query}")

    assert words in page.text
    assert page.context["before"].scope.chosen == days
    then = AssignmentVersion.objects.as_of(date.fromisoformat(days["as_of"])).counted()
    first, last = days.get("from", "1900-01-01"), days.get("to", "2100-01-01")
    then = then.filter(assigned_on__range=(first, last))
    assert page.context["changes"]["given"].then.count == then.count()
    assert page.context["changes"]["done"].then.count == then.done().count()


@pytest.mark.parametrize(
    ("now", "then", "words"), [(5, 3, "tăng 2"), (3, 1240, "giảm 1.237"), (4, 4, "không đổi")]
)
def test_a_difference_is_said_in_words(now, then, words):
    assert tallies.Change(Figure(now, ""), Figure(then, "")).words == words


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 15), 1, date(2024, 12, 15)),
        (date(2025, 2, 28), 12, date(2024, 2, 28)),
        (date(2025, 11, 1), 11, date(2024, 12, 1)),
        (date(2025, 12, 5), 0, date(2025, 12, 5)),
    ],
)
def test_months_before_a_day(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.parametrize("sort", sorted(f"{way}{name}" for name in ORDERS for way in ("", "-")))
def test_agencies_stand_in_the_order_that_was_asked_for(as_leader, past_province, sort):
    page = as_leader.get(URL, {"sort": sort, "period": "year"})

    for board in page.context["boards"]:
        if sort.endswith("name"):
            values = [row.of["sort_key"] for row in board.rows]
        else:
            values = [ORDERS[sort.removeprefix("-")][1](row.tally) for row in board.rows]
            known = [value for value in values if value is not None]
            assert values[: len(known)] == known
            values = known
        assert values == sorted(values, reverse=sort.startswith("-"))
    assert f'name="sort" value="{sort}"' in page.text
    assert all("period=year" in link.url for link in page.context["sorts"].values())


def test_a_column_says_how_it_is_sorted_and_turns_round(as_leader, past_province):
    page = as_leader.get(URL, {"sort": "-on_time"})

    assert 'aria-sort="descending"' in page.text
    assert page.context["sorts"]["on_time"].url == "?sort=on_time"
    assert page.context["sorts"]["given"].url == "?sort=-given"


def test_an_order_that_is_none_is_refused(as_leader, past_province):
    assert as_leader.get(URL, {"sort": "colour"}).status_code == 422


def test_more_work_takes_no_more_queries(
    as_leader, make_directive, finance, health, django_assert_num_queries
):
    make_directive(lead=finance, due_on=DAY - timedelta(days=1))
    make_directive(lead=finance, due_on=DAY + timedelta(days=1))
    as_leader.get(URL)
    with django_assert_num_queries(24) as few:
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
