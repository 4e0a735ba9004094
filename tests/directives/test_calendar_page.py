"""The calendar of deadlines: what stands on a day, whose it is, that each number opens its rows."""

from datetime import date, timedelta

import pytest

from agencies.models import WorkingDayException
from directives.models import Assignment, Directive
from directives.models.directive import Field
from tests.plugins.province import DAY, figures_of

pytestmark = pytest.mark.django_db
URL = "/calendar/"


@pytest.fixture(autouse=True)
def _today(day):
    day(DAY)


def days_of(response):
    """The days of the page which have work, by date."""
    found = response.context["calendar"].weeks
    return {day.day: day for week in found for day in week if day.tally}


@pytest.mark.parametrize("who", ["chi", "mai"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?day=2025-10-15",
        "?view=week&day=06/11/2025",
        "?field={field}&leader={chi}",
        "?agency={finance}",
        "?role=coordinator",
        "?monitor={lan}",
    ],
)
def test_every_number_opens_exactly_its_rows(who, query, province, cast, chi, lan, finance, ask):
    Directive.objects.filter(number__lt=80).update(monitor=lan)
    address = URL + query.format(field=Field.values[0], chi=chi.pk, finance=finance.pk, lan=lan.pk)
    figures = set(figures_of(ask(cast[who], address).text))
    assert figures
    for link, count in figures:
        found = ask(cast[who], link)
        assert not found.context["filter"].mistakes, link
        assert found.context["page"].paginator.count == count, link


@pytest.mark.parametrize("who", ["chi", "mai"])
def test_a_month_holds_every_deadline_in_it(who, province, cast, ask, finance):
    rows = Assignment.objects.in_force().filter(due_on__range=("2025-11-01", "2025-11-30"))
    rows = rows.leads() if who == "chi" else rows.filter(agency=finance)
    expected = {}
    for row in rows:
        expected[row.due_on] = expected.get(row.due_on, 0) + 1
    found = days_of(ask(cast[who], URL))
    assert {day: each.tally["given"].count for day, each in found.items()} == expected


def test_a_week_lists_each_directive_once_with_its_state(make_directive, communes, finance, lan, ask):
    late = make_directive(lead=communes, due_on=DAY - timedelta(days=1), title="Việc của nhiều xã")
    open_one = make_directive(lead=finance, due_on=DAY - timedelta(days=1), title="Việc của Sở Tài chính")
    Assignment.objects.filter(directive=open_one).update(
        work_state="in_progress",
        confirmation="pending",
        filed_on=DAY - timedelta(days=1),
        accepted_at="2025-11-05T08:00+07:00",
    )
    response = ask(lan, f"{URL}?view=week")
    lines = days_of(response)[DAY - timedelta(days=1)].lines
    assert [(line.directive, line.count, line.state) for line in lines] == [
        (late.pk, 3, "overdue"),
        (open_one.pk, 1, "pending"),
    ]
    assert "Quá hạn 1 ngày" in response.text
    assert "Chờ xác nhận" in response.text
    assert "3 cơ quan" in response.text


def test_each_share_of_a_day_stands_in_one_number_with_its_words(province, chi, mai, ask):
    for user in (chi, mai):
        for day in days_of(ask(user, URL)).values():
            parts = {name: figure.count for name, figure in day.tally.items() if name != "given"}
            assert sum(parts.values()) == day.tally["given"].count


def test_what_is_near_waits_or_rests_is_called_so(make_directive, finance, health, lan, ask):
    def give(days, title, **fields):
        made = make_directive(lead=finance, due_on=DAY + timedelta(days=days), title=title)
        Assignment.objects.filter(directive=made).update(accepted_at="2025-11-05T08:00+07:00", **fields)

    waits = {"work_state": "in_progress", "confirmation": "pending", "filed_on": DAY}
    give(0, "Hôm nay", work_state="accepted")
    give(0, "Hôm nay, đã nộp", **waits)
    give(2, "Hai ngày nữa", work_state="accepted")
    give(3, "Bị trả lại", work_state="in_progress", confirmation="returned")
    give(3, "Tạm dừng", work_state="paused")
    give(4, "Còn xa", work_state="accepted")
    response = ask(lan, URL)
    found = days_of(response)
    assert [day.near_text for day in found.values()] == [
        "đến hạn hôm nay", "sắp đến hạn", "sắp đến hạn", "trong hạn",
    ]  # fmt: skip
    assert [found[DAY].tally[name].count for name in ("with_agency_in_time", "pending_in_time")] == [1, 1]
    for words in ("đến hạn hôm nay", "chờ xác nhận", "sắp đến hạn", "tạm dừng", "trong hạn"):
        assert words in response.text
    lines = [
        line
        for week in ("", "&day=2025-11-10")
        for day in days_of(ask(lan, f"{URL}?view=week{week}")).values()
        for line in day.lines
    ]
    assert {line.title: (line.state, line.text) for line in lines} == {
        "Hôm nay": ("due_today", "Đến hạn hôm nay"),
        "Hôm nay, đã nộp": ("pending", "Chờ xác nhận"),
        "Hai ngày nữa": ("due_soon", "Còn 2 ngày"),
        "Bị trả lại": ("returned", "Bị trả lại"),
        "Tạm dừng": ("paused", "Tạm dừng"),
        "Còn xa": ("on_track", "Trong hạn"),
    }


def test_a_full_day_says_how_many_more(make_directive, finance, communes, lan, ask):
    for n in range(4):
        make_directive(lead=[finance, communes[0]], due_on=DAY, title=f"Việc {n}")
    response = ask(lan, URL)
    assert len(days_of(response)[DAY].lines) == 3
    assert "và 2 việc nữa" in response.text


def test_an_agency_sees_its_own_deadlines_alone(make_directive, finance, health, mai, ask):
    make_directive(lead=health, due_on=DAY, title="Việc của Sở Y tế")
    make_directive(lead=finance, due_on=DAY, title="Việc của Sở Tài chính")
    for query in ("", f"?agency={health.pk}", "?role=lead", "?view=week"):
        text = ask(mai, URL + query).text
        assert "Việc của Sở Y tế" not in text
        assert "Việc của Sở Tài chính" in text


@pytest.mark.parametrize(("who", "parameter"), [("lan", "monitor"), ("dung", "monitor"), ("chi", "leader")])
def test_the_office_and_leaders_may_choose_their_own(who, parameter, make_directive, finance, cast, ask):
    column = {"monitor": "monitor", "leader": "directing_leader"}[parameter]
    made = [make_directive(lead=finance, due_on=DAY, title=title) for title in ("Việc của tôi", "Việc khác")]
    Directive.objects.update(monitor=None, directing_leader=None)
    Directive.objects.filter(pk=made[0].pk).update(**{column: cast[who]})
    everything, mine = ask(cast[who], URL).context["calendar"].mine
    assert everything.active and not mine.active
    assert f"{parameter}={cast[who].pk}" in mine.url
    response = ask(cast[who], URL + mine.url)
    assert [line.title for line in days_of(response)[DAY].lines] == ["Việc của tôi"]
    assert [jump.active for jump in response.context["calendar"].mine] == [False, True]


@pytest.mark.parametrize("who", ["binh", "an"])
def test_others_have_no_such_choice(who, cast, ask):
    assert ask(cast[who], URL).context["calendar"].mine == []


def test_what_was_chosen_stays_on_the_way(make_directive, finance, lan, ask):
    make_directive(lead=finance, due_on=DAY)
    calendar = ask(lan, f"{URL}?agency={finance.pk}&monitor={lan.pk}&view=week").context["calendar"]
    for jump in (calendar.before, calendar.after, calendar.now, *calendar.views, *calendar.mine):
        assert f"agency={finance.pk}" in jump.url
    assert "day=2025-11-02" in calendar.before.url
    assert "day=2025-11-10" in calendar.after.url
    assert days_of(ask(lan, f"{URL}?agency={finance.pk}"))[DAY].url == (
        f"/directives/?agency={finance.pk}&due_from=2025-11-06&due_to=2025-11-06"
    )


def test_today_days_off_and_swapped_days_are_marked(lan, ask):
    WorkingDayException.objects.create(day=date(2025, 11, 8), is_worked=True, note="Làm bù")
    WorkingDayException.objects.create(day=date(2025, 11, 10), is_worked=False)
    weeks = ask(lan, URL).context["calendar"].weeks
    days = {day.day: day for week in weeks for day in week}
    assert [day for day, each in days.items() if each.is_today] == [DAY]
    assert (days[date(2025, 11, 8)].is_worked, days[date(2025, 11, 8)].note) == (True, "Làm bù")
    assert (days[date(2025, 11, 10)].is_worked, days[date(2025, 11, 10)].note) == (False, "Nghỉ bù")
    assert not days[date(2025, 11, 9)].is_worked
    assert days[date(2025, 10, 31)].is_outside
    assert "Quốc khánh" in ask(lan, f"{URL}?day=2025-09-15").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?day=hôm qua", "Ngày không đúng"),
        ("?day=01/01/1900", "Năm phải từ 2000 đến 2099."),
        ("?view=year", "Tháng 11/2025"),
        ("?agency=0&field=x&leader=y", "Tháng 11/2025"),
        ("?day=2099-12-31", "Tháng 12/2099"),
        ("?day=2000-01-01&view=week", "27/12/1999"),
    ],
)
def test_an_address_that_makes_no_sense_shows_today(query, said, lan, ask):
    response = ask(lan, URL + query)
    assert response.status_code == 200
    assert said in response.text


def test_a_month_without_deadlines_says_so(lan, ask):
    assert "Không có nhiệm vụ nào đến hạn trong tháng này." in ask(lan, URL).text
    assert "trong tuần này" in ask(lan, f"{URL}?view=week").text


@pytest.mark.parametrize("query", ["", "?view=week"])
def test_more_work_takes_no_more_queries(
    query, make_directive, finance, health, lan, ask, django_assert_num_queries
):
    make_directive(lead=finance, due_on=DAY)
    ask(lan, URL + query)
    with django_assert_num_queries(14, exact=False) as few:
        ask(lan, URL + query)
    for n in range(5):
        make_directive(lead=[finance, health], due_on=DAY + timedelta(days=n % 2))
    with django_assert_num_queries(len(few)):
        ask(lan, URL + query)
