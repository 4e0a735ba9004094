"""The results of a month told to each agency: who may, who hears what, once and never twice."""

from datetime import date, timedelta
from html import unescape

import pytest

from agencies.models import Membership
from dashboards.models import ResultNotice
from dashboards.reports.scores import Card
from dashboards.reports.telling import words_of
from directives.measures import Figure
from directives.models import Assignment
from notifications import delivery
from notifications.models import Notification, OutgoingMessage, Preference
from tests.plugins.province import DAY, NOON

pytestmark = pytest.mark.django_db
URL = "/reports/results/"
MONTH = {"month": "2025-10", "periods": "calendar"}  # which is over on DAY


@pytest.fixture
def work(make_directive, finance, health, education, binh, mai, nam, ha, day):
    """Of October: finance has done one in time and is late with another, education has nobody."""
    day(DAY)
    done = make_directive(lead=finance, on=date(2025, 10, 2), due_on=date(2025, 10, 30))
    Assignment.objects.filter(directive=done).update(
        work_state="done",
        confirmation="confirmed",
        accepted_at=NOON,
        filed_on=date(2025, 10, 20),
        finished_on=date(2025, 10, 20),
        confirmed_on=date(2025, 10, 21),
    )
    for agency in (finance, education):
        make_directive(lead=agency, on=date(2025, 10, 2), due_on=DAY - timedelta(days=9))
    Notification.objects.all().delete()
    OutgoingMessage.objects.all().delete()


@pytest.fixture
def as_clerk(client, lan):
    client.force_login(lan)
    return client


def send(client, **query):
    return client.post(URL, MONTH | {"as_of": "06/11/2025"} | query, follow=True)


@pytest.mark.parametrize("name", ["chi", "binh", "mai", "an", "quan"])
def test_only_the_office_tells(client, cast, work, name):
    client.force_login(cast[name])

    assert client.get(URL).status_code == client.post(URL, MONTH).status_code == 403
    assert not Notification.objects.exists()


def test_first_it_shows_who_would_hear_what(as_clerk, work):
    text = " ".join(unescape(as_clerk.get(URL, MONTH | {"as_of": "06/11/2025"}).text).split())

    assert "Gửi thông báo cho 1 cơ quan, 2 người" in text
    assert "Hoàn thành đúng hạn: 1; quá hạn: 0; không thời hạn: 0" in text
    assert "Chưa có thủ trưởng, cán bộ đầu mối: không gửi được." in text
    assert not Notification.objects.exists()


def test_head_and_focal_officer_hear_their_own_numbers_in_the_app_and_by_mail(
    as_clerk, work, binh, mai, finance
):
    response = send(as_clerk)

    assert "Đã gửi thông báo cho 1 cơ quan." in response.text
    notices = Notification.objects.all()
    assert {notice.recipient for notice in notices} == {binh, mai}
    assert set(OutgoingMessage.objects.values_list("address", flat=True)) == {binh.email, mai.email}
    for notice in notices:
        assert notice.title == "Kết quả thực hiện nhiệm vụ tháng 10/2025: Sở Tài chính"
        assert "Được giao trong kỳ: 2" in notice.text
        assert "Chưa hoàn thành: 1, trong đó quá hạn: 1" in notice.text
        assert "Tỷ lệ hoàn thành trên số đã đến hạn: 50,00 % (1/2)" in notice.text
        assert "Thứ hạng chấm điểm: 1/2" in notice.text
    as_clerk.force_login(binh)
    page = as_clerk.get(notices[0].url)
    assert page.status_code == 200
    assert page.context["card"].agency == finance.pk
    assert page.context["form"].on == DAY


def test_the_page_says_who_has_heard(as_clerk, work):
    send(as_clerk)
    text = " ".join(unescape(as_clerk.get(URL, MONTH).text).split())

    assert "Đã gửi 06/11/2025" in text
    assert "(trong hệ thống, thư: chờ gửi)" in text
    assert "Gửi thông báo cho" not in text


def test_the_same_month_is_never_told_twice(as_clerk, work):
    send(as_clerk)
    again = send(as_clerk)

    assert "Các cơ quan đều đã được thông báo, không gửi lại." in again.text
    assert Notification.objects.count() == OutgoingMessage.objects.count() == 2
    assert ResultNotice.objects.count() == 1


def test_who_chose_no_mail_of_it_hears_in_the_app(as_clerk, work, binh):
    Preference.objects.create(user=binh, kind="results", channel="email", wanted=False)
    send(as_clerk)

    assert Notification.objects.filter(recipient=binh).exists()
    assert not OutgoingMessage.objects.filter(recipient=binh).exists()


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ({"month": "2025-11"}, 409, "Chỉ thông báo kết quả của kỳ đã kết thúc"),
        ({"as_of": "20/10/2025"}, 409, "Chỉ thông báo kết quả của kỳ đã kết thúc"),
        ({"month": "2025-12"}, 422, "Kỳ báo cáo này chưa bắt đầu"),
    ],
)
def test_a_month_that_is_not_over_is_not_told(as_clerk, work, query, status, message):
    response = send(as_clerk, **query)

    assert response.status_code == status
    assert message in unescape(response.text)
    assert not Notification.objects.exists()


def test_a_month_without_work_has_nobody_to_tell(as_clerk, day):
    day(DAY)
    assert "Không có cơ quan nào để thông báo." in as_clerk.get(URL, MONTH).text


def test_more_agencies_take_no_more_queries(
    as_clerk, work, make_directive, health, communes, django_assert_num_queries
):
    as_clerk.get(URL, MONTH)
    with django_assert_num_queries(9) as few:
        as_clerk.get(URL, MONTH)
    for agency in (health, *communes):
        make_directive(lead=agency, on=date(2025, 10, 2))

    with django_assert_num_queries(len(few)):
        as_clerk.get(URL, MONTH)


def test_a_mail_that_waited_is_not_sent_to_who_left_the_agency(as_clerk, work, binh, mai):
    send(as_clerk)
    Membership.objects.filter(user=binh).delete()

    claimed = {
        message.recipient.username: delivery.claim(message.pk) is not None
        for message in OutgoingMessage.objects.filter(kind="results")
    }
    assert claimed == {"binh": False, "mai": True}
    assert OutgoingMessage.objects.get(recipient=binh).status == "withheld"


def test_its_numbers_are_written_as_official_reports_write_them():
    counts = {
        "given": 26_000,
        "done": 9_862,
        "fallen_due": 10_000,
        "on_time": 9_000,
        "late": 862,
        "done_without_deadline": 0,
        "not_done": 16_138,
        "overdue": 1_138,
    }
    tally = {name: Figure(count, "") for name, count in counts.items()}
    text = words_of(Card("Sở Tài chính", 1, "department", "", tally, []))

    assert text.splitlines() == [
        "Được giao trong kỳ: 26.000",
        "Hoàn thành đúng hạn: 9.000; quá hạn: 862; không thời hạn: 0",
        "Chưa hoàn thành: 16.138, trong đó quá hạn: 1.138",
        "Tỷ lệ hoàn thành trên số đã đến hạn: 98,62 % (9.862/10.000)",
    ]
