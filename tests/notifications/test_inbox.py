"""The inbox and the bell: my own notices, and nobody else's."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.calendar import day_set
from notifications.models import Notification
from notifications.outbox import Notice, post

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
INBOX = "/notifications/"


def tell(person, title, *, on=date(2025, 11, 6), url="/my-work/", text="", kind="assigned"):
    with day_set(on):
        key = f"{title}:{person.pk}"
        post([Notice(key=key, recipient=person, title=title, text=text, url=url, kind=kind)])
    return Notification.objects.get(key=key)


def test_the_inbox_shows_my_own_by_day_newest_first(client, binh, ha, day):
    tell(binh, "Việc hôm qua", on=date(2025, 11, 5))
    tell(binh, "Việc hôm nay", text="Dòng thứ hai")
    tell(ha, "Việc của người khác")
    day(date(2025, 11, 6))
    client.force_login(binh)
    page = client.get(INBOX).text
    order = ("Hôm nay, 06/11/2025", "Việc hôm nay", "Dòng thứ hai", "Thứ Tư, 05/11/2025", "Việc hôm qua")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "2 thông báo chưa đọc" in page
    assert "Việc của người khác" not in page


def test_nothing_yet_says_what_will_come(client, binh):
    client.force_login(binh)
    assert "Chưa có thông báo nào." in client.get(INBOX).text
    assert "Không có thông báo chưa đọc." in client.get(INBOX, {"only": "unread"}).text


def test_only_the_unread_can_be_asked_for(client, binh):
    read = tell(binh, "Đã đọc rồi")
    tell(binh, "Chưa đọc đâu")
    client.force_login(binh)
    client.get(reverse("notifications:open", args=[read.pk]))
    page = client.get(INBOX, {"only": "unread"}).text
    assert "Chưa đọc đâu" in page
    assert "Đã đọc rồi" not in page


def test_one_kind_can_be_asked_for_and_marked_as_read(client, binh):
    tell(binh, "Bị trả lại", kind="returned")
    tell(binh, "Được giao")
    client.force_login(binh)
    page = client.get(INBOX, {"kind": "returned"}).text
    assert "Bị trả lại" in page
    assert "Được giao<" not in page
    assert "1 thông báo chưa đọc" in page
    assert 'href="/notifications/?kind=returned&amp;only=unread"' in page
    assert '<option value="returned" selected>' in page
    said = client.post(reverse("notifications:read_all"), {"kind": "returned"}, follow=True).text
    assert "Đã đánh dấu 1 thông báo là đã đọc." in said
    assert list(Notification.objects.unread().values_list("title", flat=True)) == ["Được giao"]
    assert "Không có thông báo loại này." in client.get(INBOX, {"kind": "urged"}).text
    assert "Được giao" in client.get(INBOX, {"kind": "nonsense", "only": "nonsense"}).text


def test_opening_marks_it_read_and_leads_on(client, binh):
    notice = tell(binh, "Việc mới", url="/directives/12/")
    client.force_login(binh)
    response = client.get(reverse("notifications:open", args=[notice.pk]))
    assert (response.status_code, response["Location"]) == (302, "/directives/12/")
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    client.get(reverse("notifications:open", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at == first, "read is when it was read first"


@pytest.mark.parametrize("name", ["notifications:open", "notifications:read"])
def test_another_persons_notice_does_not_exist(client, binh, ha, name):
    notice = tell(binh, "Việc mới")
    client.force_login(ha)
    url = reverse(name, args=[notice.pk])
    response = client.get(url) if name.endswith("open") else client.post(url)
    assert response.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_one_is_marked_read_as_a_page_and_by_htmx(client, binh):
    one, other = tell(binh, "Một"), tell(binh, "Hai")
    client.force_login(binh)
    response = client.post(reverse("notifications:read", args=[one.pk]))
    assert (response.status_code, response["Location"]) == (302, INBOX)
    response = client.post(reverse("notifications:read", args=[other.pk]), headers=HTMX)
    assert response.status_code == 204
    assert "notification:changed" in response["HX-Trigger"]
    assert not Notification.objects.unread().exists()


def test_all_of_mine_are_marked_read(client, binh, ha):
    tell(binh, "Một"), tell(binh, "Hai"), tell(ha, "Của Hà")
    client.force_login(binh)
    response = client.post(reverse("notifications:read_all"), follow=True)
    assert "Đã đánh dấu 2 thông báo là đã đọc." in response.text
    assert list(Notification.objects.unread().values_list("title", flat=True)) == ["Của Hà"]
    again = client.post(reverse("notifications:read_all"), follow=True)
    assert "Không có thông báo chưa đọc." in again.text


@pytest.mark.parametrize("name", ["notifications:read_all", "notifications:read"])
def test_marking_takes_a_post(client, binh, name):
    notice = tell(binh, "Việc mới")
    client.force_login(binh)
    url = reverse(name, args=[notice.pk] if name.endswith("read") else [])
    assert client.get(url).status_code == 405


def test_the_bell_counts_my_unread(client, binh, ha):
    tell(binh, "Một"), tell(binh, "Hai"), tell(ha, "Của Hà")
    client.force_login(binh)
    bell = client.get(reverse("notifications:bell"), headers=HTMX)
    assert "<main" not in bell.text
    assert "2 chưa đọc" in bell.text
    assert "no-store" in bell["Cache-Control"]
    client.post(reverse("notifications:read_all"))
    assert "chưa đọc" not in client.get(reverse("notifications:bell"), headers=HTMX).text


def test_the_bell_sends_nothing_when_it_is_as_shown(client, binh):
    tell(binh, "Một")
    client.force_login(binh)
    ask = reverse("notifications:bell")
    first = client.get(ask, headers=HTMX)
    assert f'hx-get="{ask}?shown=1"' in first.text
    assert client.get(ask, {"shown": "1"}, headers=HTMX).status_code == 204
    tell(binh, "Hai")
    again = client.get(ask, {"shown": "1"}, headers=HTMX)
    assert (again.status_code, "2 chưa đọc" in again.text) == (200, True)


def test_the_bell_without_a_script_is_the_inbox(client, binh):
    client.force_login(binh)
    assert client.get(reverse("notifications:bell"))["Location"] == INBOX


def test_htmx_gets_the_rows_alone(client, binh):
    tell(binh, "Việc mới")
    client.force_login(binh)
    rows = client.get(INBOX, headers=HTMX).text
    assert "Việc mới" in rows
    assert "<main" not in rows
    assert "<main" in client.get(INBOX).text


def test_a_title_with_markup_is_shown_as_text(client, binh):
    tell(binh, "<script>alert(1)</script>", text="<b>x</b>")
    client.force_login(binh)
    page = client.get(INBOX).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;x" in page


def test_many_notices_are_paged_at_the_same_cost(client, binh):
    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        return len(captured), response.text

    client.force_login(binh)
    tell(binh, "Việc 0")
    few, _ = queries(INBOX)
    for n in range(1, 35):
        tell(binh, f"Việc {n}")
    many, page = queries(INBOX)
    assert few == many
    assert "1–30 trong 35 thông báo" in page
    assert "Việc 34" in page
    assert "Việc 4<" not in page
    assert "Việc 4<" in queries(f"{INBOX}?page=2")[1]
