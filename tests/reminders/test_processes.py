"""The real beat and worker, a real mail server: each person gets each reminder once, whatever dies."""

import re
from datetime import date

import pytest
from django.utils import timezone

from directives.models import Event
from notifications.delivery import STUCK_AFTER
from notifications.mailing import message_id
from notifications.models import Notification, OutgoingMessage
from reminders.models import Reminder
from tests.waiting import wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ladder")]
Status = OutgoingMessage.Status
TODAY = "2025-11-06"  # three days before the deadline of 09/11/2025
DUE_ON = date(2025, 11, 9)


@pytest.fixture
def work(make_directive, finance, health, binh, mai, ha):
    """Two pieces of work, three people; the notices of the publication are gone."""
    make_directive(lead=finance, title="Rà soát nhu cầu vốn", due_on=DUE_ON)
    make_directive(lead=[finance, health], title="Báo cáo giải ngân", due_on=DUE_ON)
    OutgoingMessage.objects.all().delete()
    Notification.objects.all().delete()
    return [binh, mai, ha]


def sent():
    return OutgoingMessage.objects.filter(status=Status.SENT).count()


def runs(worker):
    """How often this worker has finished the task."""
    return len(re.findall(r"send_reminders\[\S+\] succeeded", worker.output()))


def test_beat_and_worker_remind_each_once_though_the_worker_is_killed(
    work, smtp_server, run_worker, run_beat
):
    env = {"DONDOC_TODAY": TODAY, "REMINDERS_EVERY_SECONDS": "2", "SWEEP_EVERY_SECONDS": "2"}
    first = run_worker("first", **env)
    run_beat(**env)
    wait_for(lambda: sent() == 3, seconds=40, what="three digests sent")
    wait_for(lambda: runs(first) >= 2, seconds=20, what="the task run twice")

    first.kill()
    second = run_worker("second", **env)
    wait_for(lambda: runs(second) >= 2, seconds=40, what="the task run again by another worker")

    for person in work:
        [mail] = smtp_server.to(person.email)
        assert mail["Message-ID"] == message_id(OutgoingMessage.objects.get(recipient=person).key)
    assert "Còn 3 ngày" in smtp_server.to("ha@dondoc.example")[0]["Subject"]
    subject = smtp_server.to("binh@dondoc.example")[0]["Subject"].strip()  # it comes folded
    assert subject == "Nhắc việc ngày 06/11/2025: 2 sắp đến hạn"
    assert len(smtp_server.messages) == OutgoingMessage.objects.count() == Notification.objects.count() == 3
    assert Reminder.objects.count() == 10  # of the deadlines, and of what nobody has accepted
    assert Event.objects.filter(kind=Event.Kind.REMINDED).count() == 3


def test_what_a_killed_worker_held_is_sent_by_the_next(work, smtp_server, run_worker, run_beat):
    """It dies with the message in its hands: taken from the queue, not yet with the mail server."""
    env = {"DONDOC_TODAY": TODAY, "REMINDERS_EVERY_SECONDS": "2", "SWEEP_EVERY_SECONDS": "2"}
    smtp_server.refuse["binh@dondoc.example"] = "451 not now"
    worker = run_worker("first", **env)
    run_beat(**env)
    wait_for(lambda: sent() == 2, seconds=40, what="the others' digests sent")
    wait_for(lambda: OutgoingMessage.objects.filter(status=Status.RETRY).exists(), what="his put off")
    worker.kill()

    smtp_server.refuse.clear()
    held = OutgoingMessage.objects.filter(recipient__username="binh")
    held.update(status=Status.INFLIGHT, claimed_at=timezone.now() - 2 * STUCK_AFTER)
    run_worker("second", **env)
    wait_for(lambda: sent() == 3, seconds=40, what="his digest sent")
    assert [len(smtp_server.to(person.email)) for person in work] == [1, 1, 1]
