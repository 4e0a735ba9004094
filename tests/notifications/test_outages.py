"""Real workers and a real mail server in trouble: whatever dies, everybody gets each message, and once.

The one exception is the gap that no sender can close: the server has taken a message, and the yes never came.
Then a second copy goes out, with the same Message-ID, so that it can be told from a second message.
"""

import asyncio
from contextlib import suppress
from socket import create_server
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.utils import timezone

from config.celery import heartbeat
from config.health import background_is_alive
from notifications import outbox
from notifications.delivery import STUCK_AFTER
from notifications.mailing import message_id
from notifications.models import OutgoingMessage
from notifications.outbox import Notice, post
from notifications.tasks import sweep_outbox
from tests.standstill import standstill
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
Status = OutgoingMessage.Status
TABLE = OutgoingMessage._meta.db_table
ADDRESS = "binh@dondoc.example"


def tell(*people, key="news"):
    """Queue a message to each, and hand them to the worker."""
    post(
        [
            Notice(
                key=f"{key}:{person.pk}",
                recipient=person,
                title=f"Việc mới giao {key}",
                text="Hạn 09/11/2025",
                url="/my-work/",
                kind="assigned",
            )
            for person in people
        ]
    )


def of(person):
    return OutgoingMessage.objects.get(recipient=person)


def time_passes():
    """All pauses are over, and what a dead worker holds has been held for long."""
    cache.delete("paused:email")
    OutgoingMessage.objects.filter(status=Status.RETRY).update(not_before=timezone.now())
    long_ago = timezone.now() - 2 * STUCK_AFTER
    OutgoingMessage.objects.filter(status=Status.INFLIGHT).update(claimed_at=long_ago)


def swept_until_sent(count):
    """As each minute: sweep, until so many are sent."""
    sweep_outbox.delay()
    sent = OutgoingMessage.objects.filter(status=Status.SENT)
    wait_for(lambda: sent.count() == count, what=f"{count} sent")


class Held:
    """The mail server has the message and does not answer until it is let go."""

    def __init__(self, *, taken):
        self.taken, self.came, self.let_go = taken, Event(), Event()

    def at(self, server):
        async def trouble(connection, message):
            if self.taken:
                server.messages.append(message)
            self.came.set()
            while not self.let_go.is_set():
                await asyncio.sleep(0.01)
            return "250 OK"

        return trouble


class TestKilledWorker:
    """SIGKILL, as by a power cut or for want of memory."""

    def test_before_the_message_was_claimed(self, binh, smtp_server, run_worker):
        tell(binh)
        with standstill(TABLE) as still:
            worker = run_worker()
            backends = still.wait_for_one()
            worker.kill()
            still.forget(backends)
        assert (of(binh).status, of(binh).attempts) == (Status.QUEUED, 0)

        worker.start()
        swept_until_sent(1)
        assert len(smtp_server.messages) == 1

    def test_after_the_claim_before_the_server_had_it(self, binh, smtp_server, run_worker):
        held = Held(taken=False)
        smtp_server.trouble[ADDRESS] = held.at(smtp_server)
        worker = run_worker()
        tell(binh)
        wait_for(held.came.is_set, what="the message at the server")
        worker.kill()
        held.let_go.set()
        smtp_server.trouble.clear()
        assert (of(binh).status, of(binh).attempts) == (Status.INFLIGHT, 1)

        time_passes()
        worker.start()
        swept_until_sent(1)
        assert [mail["Message-ID"] for mail in smtp_server.messages] == [message_id(of(binh).key)]

    def test_after_the_server_took_it_before_our_record(self, binh, smtp_server, run_worker):
        """The documented gap: a second copy, recognisable as one."""
        held = Held(taken=True)
        smtp_server.trouble[ADDRESS] = held.at(smtp_server)
        worker = run_worker()
        tell(binh)
        wait_for(held.came.is_set, what="the message at the server")
        with standstill(TABLE) as still:
            held.let_go.set()
            backends = still.wait_for_one()
            worker.kill()
            still.forget(backends)
        smtp_server.trouble.clear()
        assert (of(binh).status, of(binh).attempts) == (Status.INFLIGHT, 1)

        time_passes()
        worker.start()
        swept_until_sent(1)
        assert [mail["Message-ID"] for mail in smtp_server.messages] == 2 * [message_id(of(binh).key)]


async def hang(connection, message):
    await asyncio.sleep(3)  # longer than EMAIL_TIMEOUT
    return "250 too late"


async def drop(connection, message):
    """Half-way: the message is there, but not taken."""
    connection.transport.abort()
    return "451 never sent"


def test_a_server_that_hangs_refuses_and_drops_delays_some_and_loses_none(
    binh, mai, ha, nam, lan, dung, smtp_server, run_worker
):
    async def keep_and_drop(connection, message):
        smtp_server.messages.append(message)
        connection.transport.abort()
        return "250 never sent"

    async def put_off(connection, message):
        return "452 4.3.1 Insufficient system storage"

    hanging, dropped, kept, full, refused, _ = people = [binh, mai, ha, nam, lan, dung]
    for person, trouble in ((hanging, hang), (dropped, drop), (kept, keep_and_drop), (full, put_off)):
        smtp_server.trouble[person.email] = trouble
    smtp_server.refuse[refused.email] = "550 5.1.1 No such user"
    run_worker(EMAIL_TIMEOUT="1", MAIL_PAUSE_SECONDS="1")
    tell(*people)

    def all_tried():
        sweep_outbox.delay()
        with suppress(AssertionError):
            return wait_for(lambda: not OutgoingMessage.objects.filter(attempts=0).exists(), seconds=1)

    wait_for(all_tried, what="each tried once")
    wait_for(
        lambda: not OutgoingMessage.objects.filter(status=Status.INFLIGHT).exists(), what="each answered"
    )
    assert {person.username: (of(person).status, of(person).attempts) for person in people} == {
        **dict.fromkeys(["binh", "mai", "ha", "nam"], (Status.RETRY, 1)),
        "lan": (Status.FAILED, 1),
        "dung": (Status.SENT, 1),
    }
    assert of(full).error == "452 4.3.1 Insufficient system storage"
    assert of(refused).error == "550 5.1.1 No such user"
    assert all(of(person).error for person in (hanging, dropped, kept))

    smtp_server.trouble.clear()
    smtp_server.refuse.clear()
    time_passes()
    swept_until_sent(5)
    outbox.resend(of(refused).pk, by=dung)
    wait_for(lambda: of(refused).status == Status.SENT, what="the refused sent again")
    assert {person.username: len(smtp_server.to(person.email)) for person in people} == {
        **dict.fromkeys(["binh", "mai", "nam", "lan", "dung"], 1),
        "ha": 2,  # it was taken, and the yes was lost
    }
    assert {mail["Message-ID"] for mail in smtp_server.to(kept.email)} == {message_id(of(kept).key)}


def test_a_server_that_is_away_takes_neither_the_worker_s_time_nor_the_tries_of_what_waits(
    binh, smtp_server, run_worker
):
    """It accepts connections and is silent, then refuses them, then is back."""
    count = 20
    with create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        run_worker(EMAIL_PORT=str(port), EMAIL_TIMEOUT="1", MAIL_PAUSE_SECONDS="600")
        for n in range(count):
            tell(binh, key=f"news-{n}")
        wait_for(lambda: OutgoingMessage.objects.filter(status=Status.RETRY).exists(), what="one tried")
        heartbeat.delay()
        wait_for(background_is_alive, what="the worker at other work")
        assert 1 <= tried() <= 2, "one by each of the worker's two children"

    time_passes()
    sweep_outbox.delay()
    refused = OutgoingMessage.objects.filter(error__contains="Connection refused")
    wait_for(refused.exists, what="one refused")
    wait_for(
        lambda: not OutgoingMessage.objects.filter(status=Status.INFLIGHT).exists(), what="none under way"
    )

    back = Controller(smtp_server, hostname="127.0.0.1", port=port)
    back.start()
    try:
        time_passes()
        swept_until_sent(count)
    finally:
        back.stop()
    assert OutgoingMessage.objects.filter(attempts=1).count() >= count - 4, "they lost no try"
    keys = OutgoingMessage.objects.values_list("key", flat=True)
    assert sorted(mail["Message-ID"] for mail in smtp_server.messages) == sorted(map(message_id, keys))


def tried():
    return OutgoingMessage.objects.filter(attempts__gt=0).count()
