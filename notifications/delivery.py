"""From the outbox to the mail server: claimed under a lock, sent outside any transaction, tried patiently.

Delivery is at least once: a worker killed between the mail server's yes and our note of it sends the message
again. Its Message-ID is made from its key, so the second copy can be told from a second message.
"""

import hashlib
import logging
from collections.abc import Mapping
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from . import unsubscribing
from .models import WAITING, OutgoingMessage

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
AT_ONCE = 500  # messages which one sweep hands to the workers


def deliver(message_id: int) -> bool:
    """Send one message; True when this call sent it. Safe to call any number of times for one message."""
    message = claim(message_id)
    if message is None:
        return False
    if not message.recipient.is_active:
        _give_up(message, "Tài khoản của người nhận đã ngừng hoạt động")
        return False
    try:
        as_mail(message).send()
    except (
        OSError,
        ValueError,
    ) as exc:  # smtplib and sockets; a bad header
        _note_failure(message, exc)
        return False
    message.status, message.sent_at, message.error = Status.SENT, timezone.now(), ""
    message.save(update_fields=["status", "sent_at", "error"])
    return True


def claim(message_id: int) -> OutgoingMessage | None:
    """Take the message for sending, or return None if it is not ours to send."""
    with transaction.atomic():
        message = (
            OutgoingMessage.objects.due(timezone.now())
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .filter(pk=message_id)
            .first()
        )
        if message is None:
            return None
        message.status = Status.INFLIGHT
        message.claimed_at = timezone.now()
        message.attempts += 1
        message.save(update_fields=["status", "claimed_at", "attempts"])
        return message


def as_mail(message: OutgoingMessage) -> EmailMultiAlternatives:
    """The message as it goes over the wire, plain text with an HTML alternative."""
    headers = {"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"}
    if message.thread:
        # No mail has this id. All that belong together name it, so that none has to arrive first.
        headers["In-Reply-To"] = headers["References"] = message_id(f"thread:{message.thread}")
    if stop := unsubscribing.address(message.recipient_id, message.kind):
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.address], headers=headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def message_id(key: str) -> str:
    """The same for every copy of one message, and for no other message."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


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
    due = OutgoingMessage.objects.due(timezone.now())
    return list(due.order_by("not_before").values_list("pk", flat=True)[:AT_ONCE])


def waiting_count() -> int:
    """How many messages have not been sent yet and still will be."""
    return OutgoingMessage.objects.filter(status__in=[*WAITING, Status.INFLIGHT]).count()


def is_permanent(exc: Exception) -> bool:
    """A 5xx for the address or the message will not get better, nor a message that cannot be written down.

    A 4xx will (greylisting), and so may a server that is away or does not let us in: somebody repairs it.
    """
    if isinstance(exc, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in _answers(exc).values())
    if isinstance(exc, SMTPDataError):
        return exc.smtp_code >= 500
    return isinstance(exc, ValueError)


def _note_failure(message: OutgoingMessage, exc: Exception) -> None:
    said = _words(exc)
    if is_permanent(exc) or message.attempts > len(BACKOFF):
        _give_up(message, said)
        return
    logger.warning("message %s to %s not sent: %s", message.pk, message.address, said)
    message.status, message.error = Status.RETRY, said[:300]
    message.not_before = timezone.now() + BACKOFF[message.attempts - 1]
    message.save(update_fields=["status", "not_before", "error"])


def _give_up(message: OutgoingMessage, why: str) -> None:
    logger.error("message %s to %s given up: %s", message.pk, message.address, why)
    message.status, message.error = Status.FAILED, why[:300]
    message.save(update_fields=["status", "error"])


def _answers(exc: SMTPRecipientsRefused) -> Mapping[str, tuple[int, bytes]]:
    return exc.recipients


def _words(exc: Exception) -> str:
    """What went wrong, as the deliveries screen shows it."""
    if isinstance(exc, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(answer)}" for code, answer in _answers(exc).values())
    if isinstance(exc, SMTPResponseException):
        return f"{exc.smtp_code} {_text(exc.smtp_error)}"
    if isinstance(exc, ConnectionError | TimeoutError):
        return f"Không kết nối được máy chủ thư: {exc}"
    return f"{type(exc).__name__}: {exc}"


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
