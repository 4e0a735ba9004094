"""From the outbox to its channel: claimed under a lock, sent outside any transaction, tried patiently.

Delivery is at least once: a worker killed between the other side's yes and our note of it sends the message
again. Its id is made from its key, so the second copy can be told from a second message.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import handing_on, mailing, pausing, pushing, sight
from .kinds import Channel
from .models import WAITING, OutgoingMessage
from .preferences import Wishes
from .undelivered import Undelivered

logger = logging.getLogger(__name__)

Status = OutgoingMessage.Status
# After the first try and each further one: greylisting takes minutes, a broken mail server a day or two.
BACKOFF = [
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
]
STUCK_AFTER = timedelta(minutes=15)  # longer than a task may run (CELERY_TASK_TIME_LIMIT)
REFUSED = "Người nhận đã chọn không nhận loại tin này trước khi tin được gửi."
WITHHELD = "Người nhận không còn được xem nhiệm vụ này khi đến lượt gửi."
AT_ONCE = 500  # messages which one sweep hands to the workers
# Each channel takes a message or raises Undelivered; claims, pauses and sweeps are the same for all.
SEND: dict[str, Callable[[OutgoingMessage], None]] = {
    Channel.EMAIL: mailing.send,
    Channel.WEBHOOK: handing_on.send,
    Channel.PUSH: pushing.send,
}


def deliver(message_id: int) -> bool:
    """Send one message; True when this call sent it. Safe to call any number of times for one message."""
    message = claim(message_id)
    if message is None:
        return False
    if not message.recipient.is_active:
        _give_up(message, "Tài khoản của người nhận đã ngừng hoạt động")
        return False
    try:
        SEND[message.channel](message)
    except Undelivered as problem:
        if problem.away:
            pausing.pause(message.channel)
        _note_failure(message, problem)
        return False
    message.status, message.sent_at, message.error = Status.SENT, timezone.now(), ""
    message.save(update_fields=["status", "sent_at", "error"])
    return True


def claim(message_id: int) -> OutgoingMessage | None:
    """Take the message for sending; None if it is not ours to send, not wanted or not theirs to see."""
    with transaction.atomic():
        message = (
            OutgoingMessage.objects.due(timezone.now())
            .exclude(channel__in=pausing.paused())
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient__refused_address", "webhook", "device")
            .filter(pk=message_id)
            .first()
        )
        if message is None:
            return None
        if _is_refused(message):
            message.status, message.error = Status.REFUSED, REFUSED
            message.save(update_fields=["status", "error"])
            return None
        if sight.out_of_sight([message]):  # who has left since must not read on, however late it is sent
            message.status, message.error = Status.WITHHELD, WITHHELD
            message.save(update_fields=["status", "error"])
            return None
        message.status = Status.INFLIGHT
        message.claimed_at = timezone.now()
        message.attempts += 1
        message.save(update_fields=["status", "claimed_at", "attempts"])
        return message


def _is_refused(message: OutgoingMessage) -> bool:
    """Whether the recipient has refused such messages since this one was written.

    A webhook hands on what is mailed; what is tried out by hand is of no kind, and nobody refuses it.
    """
    kind, person = message.kind, message.recipient_id
    way = Channel.EMAIL if message.channel == Channel.WEBHOOK else message.channel
    return bool(kind) and not Wishes.of([person]).want(person, kind, way)


def release_stuck() -> None:
    """Give back messages whose worker died while sending, but not one that keeps killing workers."""
    now = timezone.now()
    stuck = OutgoingMessage.objects.stuck(now - STUCK_AFTER)
    given_up = stuck.filter(attempts__gt=len(BACKOFF))
    lost = given_up.update(status=Status.FAILED, error="Không gửi xong sau nhiều lần")
    freed = stuck.update(status=Status.RETRY, not_before=now)
    if lost or freed:
        logger.warning("messages left by a dead worker: %s to be sent again, %s given up", freed, lost)


def due_ids() -> list[int]:
    """The messages to be sent now, those that have waited longest first."""
    due = OutgoingMessage.objects.due(timezone.now()).exclude(channel__in=pausing.paused())
    return list(due.order_by("not_before").values_list("pk", flat=True)[:AT_ONCE])


def waiting_count() -> int:
    """How many messages have not been sent yet and still will be."""
    return OutgoingMessage.objects.filter(status__in=[*WAITING, Status.INFLIGHT]).count()


def _note_failure(message: OutgoingMessage, problem: Undelivered) -> None:
    said = str(problem)
    if problem.permanent or message.attempts > len(BACKOFF):
        _give_up(message, said)
        return
    logger.warning("message %s to %s not sent: %s", message.pk, message.address, said)
    message.status, message.error = Status.RETRY, said[:300]
    message.not_before = timezone.now() + max(BACKOFF[message.attempts - 1], problem.pause)
    message.save(update_fields=["status", "not_before", "error"])


def _give_up(message: OutgoingMessage, why: str) -> None:
    logger.error("message %s to %s given up: %s", message.pk, message.address, why)
    message.status, message.error = Status.FAILED, why[:300]
    message.save(update_fields=["status", "error"])
