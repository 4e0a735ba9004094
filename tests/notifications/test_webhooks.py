"""Webhooks: what is handed on, signed how, stopped when; what is out of reach; and the pages."""

import json
import os
import subprocess
import sys
import threading
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications import handing_on, webhooks
from notifications.delivery import BACKOFF, deliver
from notifications.kinds import Channel, Kind
from notifications.models import OutgoingMessage, Webhook
from notifications.outbox import Notice, post, resend
from notifications.preferences import switch_mail
from notifications.reaching import is_elsewhere
from notifications.undelivered import Undelivered
from scripts.webhook_receiver import is_genuine
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db
Status = OutgoingMessage.Status
URL = "/notifications/webhooks/"


@pytest.fixture
def gateway(settings):
    """A receiver which keeps what comes, and answers as it is told."""
    settings.WEBHOOK_ALLOW_LOOPBACK = True

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.received.append((self.path, dict(self.headers), body))
            self.send_response(server.answer)
            self.send_header("Location", "/elsewhere/")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.received, server.answer = [], 204
    server.url = f"http://127.0.0.1:{server.server_port}/zalo?office=vp"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(gateway):
    """Of the whole province."""
    return webhooks.save(Webhook(name="Cổng Zalo", url=gateway.url))


def tell(person, kind=Kind.URGED, key="k"):
    post([Notice(f"{key}:{person.pk}", person, "Đôn đốc: Rà soát", "Nội dung mật", "/directives/7/", kind)])


def handed():
    return OutgoingMessage.objects.filter(channel=Channel.WEBHOOK)


def hand_on(person, **fields):
    tell(person, **fields)
    message = handed().latest("pk")
    deliver(message.pk)
    message.refresh_from_db()
    return message


def test_what_is_mailed_is_handed_on_signed_with_title_and_link_alone(hook, gateway, binh):
    message = hand_on(binh)
    assert (message.status, message.address) == (Status.SENT, hook.place)
    [(path, headers, body)] = gateway.received
    assert path == "/zalo?office=vp"
    told = json.loads(body)
    assert told.pop("id") != told.pop("created_at")
    assert told == {
        "kind": "urged",
        "title": "Đôn đốc: Rà soát",
        "url": "http://localhost:8000/directives/7/",
        "recipient": {"username": "binh", "name": "Hồ Thanh Bình", "email": "binh@dondoc.example"},
    }
    sent = headers["X-Dondoc-Timestamp"], body, headers["X-Dondoc-Signature"]
    now = timezone.now().timestamp()
    assert is_genuine(hook.secret, *sent, now)
    assert not is_genuine("another", *sent, now)
    assert not is_genuine(hook.secret, sent[0], body + b" ", sent[2], now)
    assert not is_genuine(hook.secret, *sent, now + 301)
    assert OutgoingMessage.objects.filter(channel=Channel.EMAIL).count() == 1, (
        "beside the mail, not in its place"
    )


def test_once_each_and_the_same_id_again(hook, gateway, binh):
    message = hand_on(binh)
    tell(binh)
    assert handed().count() == 1
    OutgoingMessage.objects.filter(pk=message.pk).update(status=Status.RETRY, sent_at=None)
    deliver(message.pk)
    assert len({json.loads(body)["id"] for _, _, body in gateway.received}) == 1


def test_an_agency_hears_of_its_own_people_and_nobody_of_what_they_refuse(gateway, finance, binh, ha):
    webhooks.save(Webhook(name="Sở Tài chính", url=gateway.url, agency=finance))
    tell(ha)
    assert not handed().exists()
    tell(binh)
    assert handed().get().recipient == binh
    switch_mail(binh.pk, Kind.FILED, on=False)
    tell(binh, kind=Kind.FILED, key="f")
    assert handed().count() == 1
    Webhook.objects.update(is_active=False)
    tell(binh, key="off")
    assert handed().count() == 1


@pytest.mark.parametrize("answer", [500, 503, 429, 408])
def test_what_passes_is_tried_again(hook, gateway, binh, answer):
    gateway.answer = answer
    message = hand_on(binh)
    assert (message.status, message.error) == (Status.RETRY, f"Máy nhận trả lời {answer}")
    assert message.not_before > timezone.now() + BACKOFF[0] / 2
    hook.refresh_from_db()
    assert not hook.problem


@pytest.mark.parametrize("answer", [301, 401, 404, 410])
def test_what_stays_stops_the_address_and_shows_why(hook, gateway, binh, dung, answer):
    tell(binh, key="waiting")
    waiting = handed().get()
    gateway.answer = answer
    message = hand_on(binh)
    assert message.status == Status.FAILED
    hook.refresh_from_db()
    assert hook.problem == f"Máy nhận trả lời {answer}"
    deliver(waiting.pk)
    tell(binh, key="later")
    assert handed().count() == 2, "nothing more is queued for it"
    assert len(gateway.received) == 1, "nor sent; a redirect is not followed"
    gateway.answer = 204
    webhooks.try_out(hook.pk, by=dung)
    hook.refresh_from_db()
    assert not hook.problem
    resend(message.pk, by=dung)
    assert deliver(message.pk)


def test_a_gateway_that_is_away_is_tried_again(hook, binh):
    with create_server(("127.0.0.1", 0)) as free:
        Webhook.objects.update(url=f"http://127.0.0.1:{free.getsockname()[1]}/")
    message = hand_on(binh)
    assert message.status == Status.RETRY
    assert message.error.startswith("Không kết nối được webhook")


@pytest.mark.parametrize("url", ["http://may-nhan.example:99999/", f"http://{'a.' * 2}.example/"])
def test_an_address_that_cannot_be_stops_at_once(hook, binh, url):
    Webhook.objects.update(url=url)
    message = hand_on(binh)
    assert message.status == Status.FAILED
    assert "không dùng được" in message.error
    hook.refresh_from_db()
    assert hook.problem == message.error


def test_a_path_with_accents_is_sent_as_a_browser_would(hook, gateway, binh):
    Webhook.objects.update(url=gateway.url.replace("/zalo", "/cổng zalo".replace(" ", "-")))
    assert hand_on(binh).status == Status.SENT
    assert gateway.received[0][0] == "/c%E1%BB%95ng-zalo?office=vp"


def test_a_key_in_the_address_is_neither_logged_nor_shown_among_the_deliveries(
    hook, gateway, binh, dung, client, caplog
):
    Webhook.objects.update(url=f"{gateway.url}&key=bi-mat")
    gateway.answer = 500
    message = hand_on(binh)
    client.force_login(dung)
    page = client.get(reverse("notifications:delivery", args=[message.pk])).text
    assert "not sent" in caplog.text
    assert "bi-mat" not in caplog.text + page + message.address


def test_an_address_that_was_changed_meanwhile_is_not_stopped_for_the_old_one(hook, gateway, binh):
    tell(binh)
    message = handed().get()
    message.webhook.url = f"{gateway.url}-old"
    gateway.answer = 410
    with pytest.raises(Undelivered):
        handing_on.send(message)
    hook.refresh_from_db()
    assert not hook.problem


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("10.1.2.3", True),
        ("192.168.1.20", True),
        ("203.162.4.191", True),
        ("fd00::7", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
    ],
)
def test_what_only_the_machine_itself_reaches_is_out_of_reach(address, reached):
    assert is_elsewhere(address) == reached


def test_a_name_that_means_this_machine_is_refused_and_nothing_is_sent(hook, gateway, binh, settings):
    settings.WEBHOOK_ALLOW_LOOPBACK = False
    Webhook.objects.update(url=gateway.url.replace("127.0.0.1", "localhost"))
    message = hand_on(binh)
    assert message.status == Status.FAILED
    assert "địa chỉ nội bộ của máy chủ" in message.error
    assert gateway.received == []


def test_the_receiver_of_the_docs_takes_a_trial(hook, dung, settings):
    settings.WEBHOOK_ALLOW_LOOPBACK = True
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    Webhook.objects.update(url=f"http://127.0.0.1:{port}/")
    script = Path(__file__).parents[2] / "scripts" / "webhook_receiver.py"
    receiver = subprocess.Popen(
        [sys.executable, script, str(port)],
        env={**os.environ, "WEBHOOK_SECRET": hook.secret, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        message = webhooks.try_out(hook.pk, by=dung)

        def taken():
            OutgoingMessage.objects.filter(pk=message.pk).update(not_before=timezone.now())
            return deliver(message.pk)

        wait_for(taken, seconds=20, what="the receiver's answer")
        said = receiver.stdout.readline()
    finally:
        receiver.kill()
        receiver.wait()
    assert said == "Nguyễn Tiến Dũng: Thử webhook của Đôn Đốc http://localhost:8000\n"


# Its pages


def test_the_head_of_the_office_adds_one_and_tries_it(client, dung, gateway):
    client.force_login(dung)
    assert "Chưa có webhook nào." in client.get(URL).text
    answer = client.post(
        f"{URL}add/", {"name": "Cổng Zalo", "url": gateway.url, "is_active": "on"}, follow=True
    )
    hook = Webhook.objects.get()
    assert hook.secret in answer.text
    assert "Toàn tỉnh" in client.get(URL).text
    sent = client.post(reverse("notifications:webhook_try", args=[hook.pk]), follow=True)
    assert "Thử webhook của Đôn Đốc" in sent.text
    assert "Webhook Cổng Zalo" in sent.text
    rows = client.get("/notifications/deliveries/", {"channel": "webhook"}).context["page"].object_list
    assert [row.channel for row in rows] == ["webhook"]
    again = client.post(
        reverse("notifications:webhook", args=[hook.pk]),
        {"name": "Cổng SMS", "url": gateway.url},
        follow=True,
    )
    assert "Đang tắt" in again.text
    assert Webhook.objects.get().secret == hook.secret


def test_a_stopped_one_says_why_and_starts_afresh_when_saved(client, dung, hook):
    client.force_login(dung)
    Webhook.objects.update(problem="Máy nhận trả lời 410")
    page = client.get(URL).text
    assert "Đã dừng do lỗi" in page
    assert "Máy nhận trả lời 410" in page
    client.post(
        reverse("notifications:webhook", args=[hook.pk]), {"name": "x", "url": hook.url, "is_active": "on"}
    )
    assert not Webhook.objects.get().problem


@pytest.mark.parametrize("url", ["ftp://may-nhan.example/", "javascript:alert(1)", "may-nhan", ""])
def test_what_is_no_address_is_told_at_its_field(client, dung, url):
    client.force_login(dung)
    answer = client.post(f"{URL}add/", {"name": "Cổng", "url": url})
    assert answer.status_code == 422
    assert "Nhập địa chỉ" in unescape(answer.text)
    assert 'value="Cổng"' in answer.text, "what was typed is kept"
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://may-nhan.example:99999/", "số cổng không đúng"),
        ("http://ten:mat-khau@may-nhan.example/", "tên đăng nhập và mật khẩu"),
    ],
)
def test_what_could_never_be_sent_to_is_told_at_its_field(client, dung, url, problem):
    client.force_login(dung)
    answer = client.post(f"{URL}add/", {"name": "Cổng", "url": url})
    assert answer.status_code == 422
    assert problem in unescape(answer.text)


def test_the_secret_goes_nowhere_but_to_its_page(client, dung, hook, binh, gateway):
    hand_on(binh)
    client.force_login(dung)
    pages = [client.get(URL), client.get("/notifications/deliveries/")]
    pages.append(client.get(reverse("notifications:delivery", args=[handed().get().pk])))
    assert not any(hook.secret in page.text for page in pages)
    assert hook.secret.encode() not in gateway.received[0][2]
    assert handing_on.signature("a", "1", "x") != handing_on.signature("a", "2", "x")
