"""Which messages are handed on to which webhook, and what their keepers do with them."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.models import User
from agencies.models import Membership
from agencies.vietnamese import fold_words

from .kinds import Channel
from .letters import one_line
from .models import OutgoingMessage, Webhook

if TYPE_CHECKING:
    from .outbox import Notice


def messages_for(notices: "Sequence[Notice]") -> list[OutgoingMessage]:
    """What is handed on of these notices; one query where no webhook is in use, two where one is."""
    webhooks = list(Webhook.objects.active()) if notices else []
    if not webhooks:
        return []
    agencies: dict[int, set[int | None]] = defaultdict(lambda: {None})  # None: the whole province
    members = Membership.objects.filter(user__in={notice.recipient.pk for notice in notices})
    for user, agency in members.values_list("user", "agency"):
        agencies[user].add(agency)
    return [
        _message(webhook, notice)
        for notice in notices
        for webhook in webhooks
        if webhook.agency_id in agencies[notice.recipient.pk]
    ]


def _message(webhook: Webhook, notice: "Notice") -> OutgoingMessage:
    person = notice.recipient
    title = one_line(notice.title)
    return OutgoingMessage(
        key=key_of(webhook, notice.key),
        recipient=person,
        kind=notice.kind,
        thread=notice.thread,
        about=list(notice.about),
        channel=Channel.WEBHOOK,
        webhook=webhook,
        address=webhook.place,
        subject=title,
        text=f"{settings.SITE_URL}{notice.url}",
        search_text=fold_words(f"{title} {person.full_name} {person.username} {webhook.name}")[:500],
    )


def key_of(webhook: Webhook, key: str) -> str:
    """The key of a message that is handed on: one for each webhook, as short as a key must be."""
    return f"webhook:{webhook.pk}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def save(webhook: Webhook) -> Webhook:
    """Keep a webhook as its form left it: a new one gets its secret, a stopped one starts afresh."""
    webhook.secret = webhook.secret or secrets.token_urlsafe(32)
    webhook.problem = ""
    webhook.save()
    return webhook


@transaction.atomic
def try_out(webhook_id: int, *, by: User) -> OutgoingMessage:
    """Send a message to a webhook through the outbox, as all others go; a stopped one is tried again."""
    from .outbox import queue  # which builds on this module

    webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook_id)
    Webhook.objects.filter(pk=webhook.pk).update(problem="")
    message = OutgoingMessage(
        key=f"webhook:{webhook.pk}:try:{secrets.token_hex(8)}",
        recipient=by,
        channel=Channel.WEBHOOK,
        webhook=webhook,
        address=webhook.place,
        subject="Thử webhook của Đôn Đốc",
        text=settings.SITE_URL,
        search_text=fold_words(f"Thử webhook {webhook.name} {by.full_name}"),
    )
    queue([message])
    return OutgoingMessage.objects.get(key=message.key)
