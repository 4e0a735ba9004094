"""Delivery to a real mail server: claimed once, tried with patience, given up when it is pointless."""

from datetime import timedelta
from socket import create_server

import pytest
from django.utils import timezone

from agencies import calendar
from notifications import delivery
from notifications.addresses import LEFT_ALONE
from notifications.delivery import BACKOFF, STUCK_AFTER, claim, deliver, due_ids, release_stuck
from notifications.mailing import message_id
from notifications.models import Notification, OutgoingMessage, RefusedAddress
from notifications.outbox import Notice, post, resend
from notifications.tasks import deliver_message, sweep_outbox
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
Status = OutgoingMessage.Status


@pytest.fixture
def message(binh):
    """A message to Bình which waits to be sent."""
    post(
        [
            Notice(
                key="news:1",
                recipient=binh,
                title="Việc mới giao",
                text="Hạn 09/11/2025",
                url="/my-work/",
                kind="assigned",
            )
        ]
    )
    return OutgoingMessage.objects.get()


def now_due():
    """As if the time to wait had passed."""
    OutgoingMessage.objects.update(not_before=timezone.now())


def test_a_message_arrives_as_text_and_html_and_says_who_it_is(message, binh, smtp_server):
    assert deliver(message.pk)
    [mail] = smtp_server.messages
    assert mail["To"] == "binh@dondoc.example"
    assert mail["Subject"] == "Việc mới giao"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == message_id("news:1")
    assert mail["Date"]
    plain = mail.get_body(["plain"]).get_content()
    html = mail.get_body(["html"]).get_content()
    assert "Hạn 09/11/2025" in plain
    assert "http://localhost:8000/my-work/" in plain
    assert 'href="http://localhost:8000/my-work/"' in html
    message.refresh_from_db()
    assert (message.status, message.attempts, message.error) == (Status.SENT, 1, "")
    assert message.sent_at is not None


def test_it_is_sent_once_however_often_it_is_delivered(message, smtp_server):
    assert [deliver(message.pk), deliver(message.pk), deliver(message.pk)] == [True, False, False]
    assert len(smtp_server.messages) == 1


def test_the_message_id_is_of_the_key():
    assert message_id("a") == message_id("a") != message_id("b")
    assert message_id("a").endswith("@localhost>")


def test_greylisting_is_tried_again_after_a_while(message, smtp_server):
    smtp_server.refuse[message.address] = "451 4.7.1 Greylisted, try again later"
    before = timezone.now()
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.RETRY, 1)
    assert message.error == "451 4.7.1 Greylisted, try again later"
    assert before + BACKOFF[0] <= message.not_before <= timezone.now() + BACKOFF[0]

    assert not deliver(message.pk), "its time has not come"
    smtp_server.refuse.clear()
    now_due()
    assert deliver(message.pk)
    assert len(smtp_server.messages) == 1


def test_a_permanent_refusal_is_given_up_at_once(message, smtp_server):
    smtp_server.refuse[message.address] = "550 5.1.1 No such user"
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts, message.error) == (Status.FAILED, 1, "550 5.1.1 No such user")
    assert due_ids() == []


NO_SUCH_USER = "550 5.1.1 No such user"


def another(person, n):
    """A further message to the same person."""
    post([Notice(f"news:{n}", person, "Việc mới giao", "Hạn 09/11/2025", "/my-work/", "assigned")])
    return OutgoingMessage.objects.get(key=f"news:{n}")


def tried(message):
    deliver(message.pk)
    message.refresh_from_db()
    return message.status


def test_an_address_that_does_not_exist_is_left_alone_and_its_owner_told_once(message, binh, smtp_server):
    smtp_server.refuse[message.address] = NO_SUCH_USER
    tried(message)
    smtp_server.refuse.clear()
    second, third = another(binh, 2), another(binh, 3)
    assert (tried(second), tried(third)) == (Status.FAILED, Status.FAILED)
    assert smtp_server.messages == [], "the server is not asked again"
    assert "đã ngừng gửi: 550 5.1.1 No such user" in second.error
    [told] = Notification.objects.filter(recipient=binh, key__startswith="mail:stopped:")
    assert "Máy chủ thư từ chối binh@dondoc.example" in told.text


def test_another_address_is_written_to_at_once(message, binh, smtp_server):
    smtp_server.refuse[message.address] = NO_SUCH_USER
    tried(message)
    binh.email = "hothanhbinh@dondoc.example"
    binh.save(update_fields=["email"])
    assert tried(another(binh, 2)) == Status.SENT
    assert not RefusedAddress.objects.in_use().exists()


def test_an_address_that_was_refused_is_written_to_again_when_somebody_says_so(
    message, binh, lan, smtp_server
):
    smtp_server.refuse[message.address] = NO_SUCH_USER
    tried(message)
    resend(message.pk, by=lan)
    assert tried(message) == Status.FAILED, "it was no better"
    assert RefusedAddress.objects.get().user == binh
    smtp_server.refuse.clear()
    resend(message.pk, by=lan)
    assert tried(message) == Status.SENT
    assert tried(another(binh, 2)) == Status.SENT


def test_an_address_that_was_refused_is_tried_again_after_a_month(message, binh, smtp_server):
    smtp_server.refuse[message.address] = NO_SUCH_USER
    tried(message)
    smtp_server.refuse.clear()
    RefusedAddress.objects.update(at=calendar.now() - LEFT_ALONE - timedelta(hours=1))
    assert tried(another(binh, 2)) == Status.SENT


@pytest.mark.parametrize(
    ("answer", "stops"),
    [
        ("550 5.1.1 No such user", True),
        ("550 5.1.10 Null MX", True),
        ("553 5.1.3 Bad syntax", True),
        ("550 5.2.1 Mailbox disabled", True),
        ("550 5.1.8 Bad sender", False),
        ("550 5.7.1 Relaying denied", False),
        ("554 5.2.2 Mailbox full", False),
        ("550 not here", False),
        ("451 4.1.1 not now", False),
    ],
)
def test_only_what_is_said_of_the_mailbox_itself_stops_it(message, smtp_server, answer, stops):
    """A server that was set up wrongly refuses everybody."""
    smtp_server.refuse[message.address] = answer
    tried(message)
    assert RefusedAddress.objects.exists() == stops


def test_the_waiting_grows_and_ends(message, smtp_server):
    smtp_server.refuse[message.address] = "451 busy"
    waits = []
    for _ in range(len(BACKOFF)):
        deliver(message.pk)
        message.refresh_from_db()
        assert message.status == Status.RETRY
        waits.append(message.not_before - timezone.now())
        now_due()
    assert waits == sorted(waits)
    assert waits[-1] > timedelta(hours=23)
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.FAILED, len(BACKOFF) + 1)


def test_a_mail_server_that_is_away_is_tried_again(message, settings):
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert message.status == Status.RETRY
    assert message.error.startswith("Không kết nối được máy chủ thư")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"subject": "Việc mới\nBcc: tat-ca@dondoc.example"}, "BadHeaderError"),
        ({"address": "binh\n@dondoc.example"}, "ValueError"),
    ],
)
def test_a_message_that_cannot_be_written_down_is_given_up(message, smtp_server, broken, said):
    OutgoingMessage.objects.update(**broken)
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert message.status == Status.FAILED
    assert said in message.error
    assert smtp_server.messages == []


def test_who_left_is_not_written_to(message, binh, smtp_server):
    binh.is_active = False
    binh.save(update_fields=["is_active"])
    assert not deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.error) == (Status.FAILED, "Tài khoản của người nhận đã ngừng hoạt động")
    assert smtp_server.messages == []


def stuck_since(ago):
    OutgoingMessage.objects.update(status=Status.INFLIGHT, claimed_at=timezone.now() - ago)


def test_what_a_dead_worker_left_is_given_back(message, smtp_server):
    assert claim(message.pk)
    stuck_since(STUCK_AFTER - timedelta(minutes=1))
    release_stuck()
    message.refresh_from_db()
    assert message.status == Status.INFLIGHT, "its worker may be alive"

    stuck_since(STUCK_AFTER + timedelta(minutes=1))
    release_stuck()
    assert due_ids() == [message.pk]
    assert deliver(message.pk)
    assert len(smtp_server.messages) == 1


def test_a_message_that_kills_every_worker_is_given_up(message):
    for attempt in range(1, len(BACKOFF) + 1):
        assert claim(message.pk).attempts == attempt
        stuck_since(STUCK_AFTER * 2)
        release_stuck()
        message.refresh_from_db()
        assert message.status == Status.RETRY
    assert claim(message.pk)
    stuck_since(STUCK_AFTER * 2)
    release_stuck()
    message.refresh_from_db()
    assert (message.status, message.error) == (Status.FAILED, "Không gửi xong sau nhiều lần")


def test_the_sweep_hands_over_what_is_due_and_frees_what_is_stuck(message, binh, monkeypatch):
    post(
        [
            Notice(key=f"news:{n}", recipient=binh, title="Việc", text="", url="/my-work/", kind="assigned")
            for n in (2, 3)
        ]
    )
    _, waiting, stuck = OutgoingMessage.objects.order_by("pk")
    OutgoingMessage.objects.filter(pk=waiting.pk).update(not_before=timezone.now() + timedelta(hours=1))
    claim(stuck.pk)
    OutgoingMessage.objects.filter(pk=stuck.pk).update(claimed_at=timezone.now() - STUCK_AFTER * 2)
    handed = []
    monkeypatch.setattr(
        deliver_message, "apply_async", lambda args, **options: handed.append((*args, options))
    )
    sweep_outbox()
    assert handed == [(message.pk, {"expires": 60}), (stuck.pk, {"expires": 60})]


def test_the_sweep_takes_no_more_than_it_can_hand_over(message, binh, monkeypatch):
    monkeypatch.setattr(delivery, "AT_ONCE", 1)
    post([Notice(key="news:2", recipient=binh, title="Việc", text="", url="/my-work/", kind="assigned")])
    assert due_ids() == [message.pk], "the one that has waited longest"
    assert delivery.waiting_count() == 2


class TestTogether:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_of_two_workers_one_gets_the_message(self, message):
        with while_uncommitted(lambda: claim(message.pk)) as rival:
            assert claim(message.pk)
        assert rival.result() is None
        message.refresh_from_db()
        assert message.attempts == 1
