"""What people were told in the app, as the Office can prove it: who may see it, how it is found."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Notification, search_words
from notifications.outbox import Notice, post

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
URL = "/notifications/deliveries/in-app/"
READ = datetime(2025, 11, 7, 1, 30, tzinfo=UTC)


def told(person, title, *, kind="assigned", read_at=None):
    key = f"{title}:{person.pk}"
    post([Notice(key=key, recipient=person, title=title, text="Lời riêng", url="/my-work/", kind=kind)])
    Notification.objects.filter(key=key).update(read_at=read_at)
    return Notification.objects.get(key=key)


@pytest.fixture
def notices(binh, ha):
    return {
        "given": told(binh, "Sở Tài chính được giao 2 nhiệm vụ", read_at=READ),
        "urged": told(ha, "Đôn đốc lần 1: Rà soát giá đất", kind="urged"),
        "remark": told(binh, "Chi ghi ý kiến: Rà soát giá đất", kind="comment"),
        "followed": told(ha, "Hoàn thành: Đề án chuyển đổi số", kind="followed"),
    }


SEES = {
    **dict.fromkeys(["lan", "dung", "an", "quan"], 200),
    **dict.fromkeys(["chi", "binh", "ha", "mai", "nam"], 403),
}


@pytest.mark.parametrize("name", SEES)
def test_who_may_see(client, cast, notices, name):
    client.force_login(cast[name])
    assert client.get(URL).status_code == SEES[name]


def test_it_says_who_was_told_what_and_when_it_was_read(client, lan, notices):
    client.force_login(lan)
    page = client.get(URL).text
    for words in ("Hồ Thanh Bình", "Sở Tài chính được giao 2 nhiệm vụ", "07/11/2025 08:30", "Chưa đọc"):
        assert words in page
    assert "Lời riêng" not in page, "the title proves it; the words are the person's own"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("lan", {"given", "urged", "remark"}),
        ("dung", {"given", "urged", "remark"}),
        ("an", {"given", "urged"}),
        ("quan", {"given", "urged"}),
    ],
)
def test_nobody_reads_what_others_follow_and_the_office_alone_that_there_were_remarks(
    client, cast, notices, name, seen
):
    client.force_login(cast[name])
    for query in ({}, {"kind": "comment"}, {"q": "ra soat"}, {"kind": "followed"}):
        rows = {row.pk for row in client.get(URL, query).context["page"].object_list}
        assert rows <= {notices[each].pk for each in seen}
    assert {row.pk for row in client.get(URL).context["page"]} == {notices[each].pk for each in seen}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "gia dat"}, {"urged", "remark"}),
        ({"q": "Lê Thu"}, {"urged"}),
        ({"q": "binh@dondoc"}, {"given", "remark"}),
        ({"q": "rieng"}, set()),
        ({"q": "khong & co | gi:* '"}, set()),
        ({"q": "  "}, {"given", "urged", "remark"}),
        ({"kind": "urged"}, {"urged"}),
        ({"kind": "nonsense"}, {"given", "urged", "remark"}),
        ({"read": "no"}, {"urged", "remark"}),
        ({"read": "yes"}, {"given"}),
        ({"read": "nonsense"}, {"given", "urged", "remark"}),
        ({"person": "ha"}, {"urged"}),
        ({"person": "binh", "read": "no"}, {"remark"}),
        ({"person": "999999"}, {"given", "urged", "remark"}),
    ],
)
def test_filters(client, lan, cast, notices, query, found):
    if query.get("person") in cast:
        query = {**query, "person": cast[query["person"]].pk}
    client.force_login(lan)
    rows = client.get(URL, query).context["page"].object_list
    assert {row.pk for row in rows} == {notices[name].pk for name in found}


def test_a_filter_that_is_on_can_be_taken_off(client, lan, ha, notices):
    client.force_login(lan)
    page = client.get(URL, {"read": "no", "person": ha.pk}).text
    assert 'href="?read=no" title="Bỏ lọc"' in page
    assert f'href="?person={ha.pk}" title="Bỏ lọc"' in page
    assert "Không có thông báo nào khớp bộ lọc." in client.get(URL, {"q": "zzz"}).text


def test_both_lists_lead_to_each_other_about_the_same_person(client, lan, ha, notices):
    client.force_login(lan)
    outgoing = "/notifications/deliveries/"
    assert f'href="{URL}?person={ha.pk}"' in client.get(outgoing, {"person": ha.pk}).text
    assert f'href="{outgoing}?person={ha.pk}"' in client.get(URL, {"person": ha.pk}).text
    assert f'href="{URL}"' in client.get(outgoing).text


def test_an_empty_list_says_what_will_stand_there(client, lan):
    client.force_login(lan)
    assert "Chưa có thông báo nào." in client.get(URL).text


def test_htmx_gets_the_rows_alone(client, lan, notices):
    client.force_login(lan)
    rows = client.get(URL, headers=HTMX).text
    assert "Rà soát giá đất" in rows
    assert "<main" not in rows


def test_many_notices_are_paged_newest_first_at_the_same_cost(client, lan, binh, ha):
    client.force_login(lan)
    told(binh, "Tin 0")
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for n in range(1, 55):
        told(ha if n % 2 else binh, f"Tin {n}")
    with CaptureQueriesContext(connection) as many:
        page = client.get(URL)
    assert len(few) == len(many)
    assert "1–50 trong 55 thông báo" in page.text
    assert [row.title for row in page.context["page"]] == [f"Tin {n}" for n in range(54, 4, -1)]
    assert [row.title for row in client.get(URL, {"page": 2}).context["page"]] == [
        f"Tin {n}" for n in range(4, -1, -1)
    ]


def test_notices_of_before_are_found_by_the_same_words(lan, binh):
    titles = ["ĐÔN ĐỐC lần 2: Đề án 06/CP", "Hạn 09/11/2025 – “Ốc Ươm”, ẤẬẪỸ", "x" * 100]
    notices = [told(binh, title) for title in titles]
    Notification.objects.update(search_text="")
    fill = import_module("notifications.migrations.0011_notices_of_before_are_found").FILL
    with connection.cursor() as cursor:
        cursor.execute(fill)
    for notice in notices:
        notice.refresh_from_db()
        assert notice.search_text == search_words(notice.title, binh)
