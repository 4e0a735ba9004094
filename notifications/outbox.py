"""Messages which leave the system: queued with the change they tell of, sent once that change is certain."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User

from .models import Notification, OutgoingMessage

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """What one person is told. The key makes it happen once, however often it is posted."""

    key: str
    recipient: User
    title: str
    text: str
    url: str  # path within the site


def post(notices: Iterable[Notice]) -> None:
    """Put notices into people's inboxes and queue their mail, as part of the current transaction.

    Two statements however many notices there are. People without an address are told in the app only.
    """
    rows = list(notices)
    Notification.objects.bulk_create(
        [
            Notification(key=n.key, recipient=n.recipient, title=n.title[:200], text=n.text, url=n.url)
            for n in rows
        ],
        ignore_conflicts=True,
    )
    queue([message_of(notice) for notice in rows if notice.recipient.email])


def message_of(notice: Notice) -> OutgoingMessage:
    """The mail that tells one notice."""
    from .letters import notice_letter

    subject, text, html = notice_letter(notice)
    return OutgoingMessage(
        key=notice.key,
        recipient=notice.recipient,
        address=notice.recipient.email,
        subject=subject,
        text=text,
        html=html,
    )


def queue(messages: Iterable[OutgoingMessage]) -> None:
    """Store messages and ask the worker to send once this transaction is committed."""
    from .tasks import sweep_outbox  # tasks imports this module

    rows = list(messages)
    if not rows:
        return
    OutgoingMessage.objects.bulk_create(rows, ignore_conflicts=True)
    # robust: a dead broker must not turn a saved change into an error page; the sweep each minute catches up
    transaction.on_commit(sweep_outbox.delay, robust=True)
