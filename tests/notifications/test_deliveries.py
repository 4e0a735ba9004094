"""The deliveries: who may see them, how they are found, and sending again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notifications.delivery import REFUSED, WITHHELD
from notifications.models import OutgoingMessage, RefusedAddress
from notifications.outbox import Notice, post

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
URL = "/notifications/deliveries/"
Status = OutgoingMessage.Status


def mail(person, title, **state):
    key = f"{title}:{person.pk}"
    post([Notice(key=key, recipient=person, title=title, text="Nội dung", url="/my-work/", kind="assigned")])
    OutgoingMessage.objects.filter(key=key).update(**state)
    return OutgoingMessage.objects.get(key=key)


@pytest.fixture
def messages(binh, ha):
    """One of each state."""
    now = timezone.now()
    return {
        "queued": mail(binh, "Đang chờ"),
        "inflight": mail(binh, "Đang đi", status=Status.INFLIGHT, claimed_at=now, attempts=1),
        "sent": mail(ha, "Đã tới nơi", status=Status.SENT, sent_at=now, attempts=1),
        "retry": mail(
            ha,
            "Bị hoãn",
            status=Status.RETRY,
            attempts=2,
            error="451 Greylisted",
            not_before=now + timedelta(hours=1),
        ),
        "failed": mail(binh, "Không tới", status=Status.FAILED, attempts=1, error="550 No such user"),
        "refused": mail(binh, "Không còn nhận", kind="upcoming", status=Status.REFUSED, error=REFUSED),
        "withheld": mail(ha, "Không còn là việc", status=Status.WITHHELD, error=WITHHELD),
    }


SEES = {
    **dict.fromkeys(["lan", "dung", "an", "quan"], 200),
    **dict.fromkeys(["chi", "binh", "ha", "mai", "nam"], 403),
}
RESENDS = {name: 302 if name in ("lan", "dung") else 403 for name in SEES}


@pytest.mark.parametrize("name", SEES)
def test_who_may_see_and_who_may_send_again(client, cast, messages, name):
    client.force_login(cast[name])
    failed = messages["failed"]
    one, again = (reverse(f"notifications:{act}", args=[failed.pk]) for act in ("delivery", "resend"))
    assert (client.get(URL).status_code, client.get(one).status_code) == (SEES[name], SEES[name])
    assert client.post(again).status_code == RESENDS[name]
    failed.refresh_from_db()
    assert (failed.status == Status.QUEUED) == (RESENDS[name] == 302)


@pytest.mark.parametrize(("name", "offered"), [("lan", True), ("an", False), ("quan", False)])
def test_the_button_is_offered_to_those_who_may(client, cast, messages, name, offered):
    client.force_login(cast[name])
    one = reverse("notifications:delivery", args=[messages["failed"].pk])
    for page in (client.get(URL).text, client.get(one).text):
        assert (f"/notifications/deliveries/{messages['failed'].pk}/resend/" in page) == offered


def test_each_state_has_its_word_and_what_went_wrong(client, lan, messages):
    client.force_login(lan)
    page = client.get(URL).text
    for word in Status.labels:
        assert f'<span class="word">{word}</span>' in page
    assert "451 Greylisted" in page
    assert "550 No such user" in page
    assert "thử 2 lần" in page
    assert REFUSED in page
    assert WITHHELD in page
    assert page.count("Gửi lại<") == 1, "only what failed is sent again"


def test_one_message_shows_its_words_and_what_became_of_it(client, lan, messages):
    client.force_login(lan)
    page = client.get(reverse("notifications:delivery", args=[messages["retry"].pk])).text
    for words in ("Bị hoãn", "Nội dung", "Lê Thu Hà", "ha@dondoc.example", "451 Greylisted", "Sẽ gửi lại"):
        assert words in page


@pytest.mark.parametrize(("name", "reads"), [("lan", True), ("dung", True), ("an", False), ("quan", False)])
def test_a_remark_is_read_by_those_alone_who_read_remarks(client, cast, binh, name, reads):
    remark = mail(binh, "Ý kiến về nhiệm vụ", kind="comment", text="Nói nhỏ với nhau")
    client.force_login(cast[name])
    page = client.get(reverse("notifications:delivery", args=[remark.pk])).text
    assert ("Nói nhỏ với nhau" in page) == reads
    assert ("chỉ lãnh đạo, Văn phòng và người nhận được đọc" in page) != reads
    assert remark.subject in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "failed"}, {"failed"}),
        ({"status": "sent"}, {"sent"}),
        ({"status": "nonsense"}, set(Status.values)),
        ({"q": "khong toi"}, {"failed"}),
        ({"q": "Lê Thu"}, {"sent", "retry", "withheld"}),
        ({"q": "ha@dondoc"}, {"sent", "retry", "withheld"}),
        ({"status": "refused"}, {"refused"}),
        ({"q": "tha"}, {"queued", "inflight", "failed", "refused"}),  # Hồ Thanh Bình; the beginning of a word
        ({"q": "khong & co | gi:* '"}, set()),
        ({"q": "  "}, set(Status.values)),
        ({"person": "ha"}, {"sent", "retry", "withheld"}),
        ({"person": "ha", "status": "sent"}, {"sent"}),
        ({"person": "999999"}, set(Status.values)),
    ],
)
def test_filters(client, lan, cast, messages, query, found):
    if query.get("person") in cast:
        query = {**query, "person": cast[query["person"]].pk}
    client.force_login(lan)
    rows = client.get(URL, query).context["page"].object_list
    assert {row.pk for row in rows} == {messages[name].pk for name in found}


def test_a_filter_that_is_on_can_be_taken_off(client, lan, ha, messages):
    client.force_login(lan)
    page = client.get(URL, {"status": "sent", "person": ha.pk}).text
    assert 'href="?status=sent" title="Bỏ lọc"' in page
    assert f'href="?person={ha.pk}" title="Bỏ lọc"' in page
    assert "Không có thư nào khớp bộ lọc." in client.get(URL, {"q": "zzz"}).text


def test_an_empty_outbox_says_what_will_stand_there(client, lan):
    client.force_login(lan)
    assert "Chưa có thư nào được gửi." in client.get(URL).text


def test_htmx_gets_the_rows_alone(client, lan, messages):
    client.force_login(lan)
    rows = client.get(URL, headers=HTMX).text
    assert "Không tới" in rows
    assert "<main" not in rows


def test_sending_again_by_htmx_and_on_a_stale_page(client, lan, messages):
    client.force_login(lan)
    url = reverse("notifications:resend", args=[messages["failed"].pk])
    first = client.post(url, headers=HTMX)
    assert first.status_code == 204
    assert "delivery:changed" in first["HX-Trigger"]
    stale = client.post(url, headers=HTMX)
    assert stale.status_code == 409
    assert "app:problem" in stale["HX-Trigger"]
    plain = client.post(url, follow=True)
    assert "không cần gửi lại" in plain.text
    assert "Yêu cầu gửi lại" in plain.text
    assert "Trần Thị Lan" in plain.text


def test_what_was_refused_is_not_sent_again(client, lan, messages):
    refused = messages["refused"]
    client.force_login(lan)
    answer = client.post(reverse("notifications:resend", args=[refused.pk]), follow=True)
    assert "“Người nhận từ chối”, không cần gửi lại" in answer.text
    refused.refresh_from_db()
    assert refused.status == Status.REFUSED


def test_sending_again_takes_a_post_and_a_message(client, lan, messages):
    client.force_login(lan)
    assert client.get(reverse("notifications:resend", args=[messages["failed"].pk])).status_code == 405
    assert client.post(reverse("notifications:resend", args=[999999])).status_code == 404


def test_whose_address_was_refused_stands_above_and_costs_one_question(client, lan, binh, ha, quan):
    client.force_login(lan)
    assert "bị máy chủ thư từ chối" not in client.get(URL).text
    found = []
    for person in (binh, ha):
        said = "550 5.1.1 No such user"
        RefusedAddress.objects.create(user=person, address=person.email, problem=said)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(URL).text
        found.append(len(captured))
    assert found[0] == found[1]
    assert "2 địa chỉ thư bị máy chủ thư từ chối" in page
    assert "binh@dondoc.example" in page
    assert "550 5.1.1 No such user" in page
    RefusedAddress.objects.filter(user=ha).update(address="ha.cu@dondoc.example")  # mended since
    assert "1 địa chỉ thư bị máy chủ thư từ chối" in client.get(URL).text


def test_who_is_not_reached_by_mail_reads_so(client, binh):
    RefusedAddress.objects.create(user=binh, address=binh.email, problem="550 5.1.1 No such user")
    client.force_login(binh)
    assert "Máy chủ thư từ chối địa chỉ binh@dondoc.example" in client.get("/notifications/preferences/").text


def test_many_messages_are_paged_at_the_same_cost(client, lan, binh, ha):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = client.get(URL).text
        return len(captured), page

    client.force_login(lan)
    mail(binh, "Thư 0")
    few, _ = queries()
    for n in range(1, 55):
        mail(ha if n % 2 else binh, f"Thư {n}")
    many, page = queries()
    assert few == many
    assert "1–50 trong 55 thư" in page
