"""Notices and mail, stored with the change they tell of; sent once that change is certain (delivery.py)."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agencies.vietnamese import fold_words

from . import addresses, devices, webhooks
from .kinds import PERSONAL, Channel, Kind
from .letters import Letter, notice_letter
from .models import Notification, OutgoingMessage, search_words
from .preferences import Wishes

Status = OutgoingMessage.Status
_silent: ContextVar[bool] = ContextVar("silent", default=False)


@dataclass(frozen=True)
class Notice:
    """What one person is told. The key makes it happen once, however often it is posted."""

    key: str
    recipient: User
    title: str
    text: str
    url: str  # path within the site
    kind: Kind
    letter: Callable[[], Letter] | None = None  # writes the mail, where it says more than the notice
    thread: str = ""  # what it belongs to ("directive:12"): mail programs keep its mails together
    about: Sequence[str] = ()  # where it names several: each as its own thread would be called


class NotFailed(Exception):
    """Only a message that could not be delivered is sent again. The text is for people."""


@contextmanager
def silent() -> Iterator[None]:
    """Within the block people are told in the app only: a past that is made up must not be mailed."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@transaction.atomic(savepoint=False)
def post(notices: Iterable[Notice]) -> dict[str, int]:
    """Put notices into people's inboxes and queue their mail, as part of the current transaction.

    Five statements however many notices there are, a few more where a webhook or push is in use. Nobody is
    told who can no longer sign in, nor by a way which they do not want for this kind; people without an
    address are not mailed. Returns the ids of the mails that now wait to be sent, by the notices' keys.
    """
    rows = [notice for notice in notices if notice.recipient.is_active]
    wishes = Wishes.of(notice.recipient.pk for notice in rows)
    Notification.objects.bulk_create(
        [
            Notification(
                key=n.key,
                recipient=n.recipient,
                kind=n.kind,
                title=n.title[:200],
                text=n.text,
                url=n.url,
                search_text=search_words(n.title[:200], n.recipient),
            )
            for n in rows
            if wishes.want(n.recipient.pk, n.kind, Channel.APP)
        ],
        ignore_conflicts=True,
    )
    if _silent.get():
        return {}
    mailed = [n for n in rows if wishes.want(n.recipient.pk, n.kind, Channel.EMAIL)]
    queue(webhooks.messages_for(mailed))
    queue(devices.messages_for([n for n in rows if wishes.want(n.recipient.pk, n.kind, Channel.PUSH)]))
    return queue([_message(notice) for notice in mailed if notice.recipient.email])


def ways_to(person: User, kind: str, wishes: Wishes, with_device: Container[int]) -> list[Channel]:
    """By which ways `post` tells this person of this kind."""
    there = {
        Channel.APP: True,
        Channel.EMAIL: bool(person.email),
        Channel.PUSH: person.pk in with_device,
    }
    return [way for way in PERSONAL if there[way] and wishes.want(person.pk, kind, way)]


def already_told(keys: Iterable[str]) -> set[str]:
    """Those of the notices with these keys which were posted before, by whichever way."""
    wanted = set(keys)
    told: set[str] = set()
    for kept in (Notification, OutgoingMessage):  # some want the one alone, some the other
        told.update(kept.objects.filter(key__in=wanted).values_list("key", flat=True))
    return told | devices.pushed(wanted - told)


def _message(notice: Notice) -> OutgoingMessage:
    recipient = notice.recipient
    if notice.letter:
        letter = notice.letter()
    else:
        letter = notice_letter(notice.title, notice.text, notice.url, kind=notice.kind, to=recipient)
    words = fold_words(f"{letter.subject} {recipient.full_name} {recipient.username} {recipient.email}")
    return OutgoingMessage(
        key=notice.key,
        recipient=recipient,
        kind=notice.kind,
        thread=notice.thread,
        about=list(notice.about),
        address=recipient.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        search_text=words[:500],
    )


def queue(messages: list[OutgoingMessage]) -> dict[str, int]:
    """Store messages once each, hand them over once that is certain; the ids of those that wait, by key."""
    if not messages:
        return {}
    OutgoingMessage.objects.bulk_create(messages, ignore_conflicts=True)
    keys = [message.key for message in messages]
    stored = OutgoingMessage.objects.filter(key__in=keys, status=Status.QUEUED).values_list("key", "pk")
    ids = dict(stored)
    _send_soon(list(ids.values()))
    return ids


def blank(key: str, text: str) -> None:
    """Replace the words of the notices whose keys begin so: what they said was taken back."""
    Notification.objects.filter(key__startswith=key).update(text=text)


@transaction.atomic
def resend(message_id: int, *, by: User) -> OutgoingMessage:
    """Try a failed message again from the start, to the address its recipient has now."""
    message = (
        OutgoingMessage.objects.select_for_update(of=("self",))
        .select_related("recipient", "webhook", "device")
        .get(pk=message_id)
    )
    if message.status != Status.FAILED:
        raise NotFailed(f"Tin này đang ở tình trạng “{message.get_status_display()}”, không cần gửi lại.")
    if not message.can_be_resent:
        raise NotFailed("Thiết bị này không còn nhận thông báo đẩy, gửi lại cũng không đến.")
    message.status, message.attempts, message.error = Status.QUEUED, 0, ""
    message.address = _address_now(message)
    if message.channel == Channel.EMAIL:
        addresses.try_again(message.recipient_id)
    message.not_before = message.resent_at = timezone.now()
    message.resent_by = by
    message.save(
        update_fields=["status", "attempts", "error", "address", "not_before", "resent_at", "resent_by"]
    )
    _send_soon([message.pk])
    return message


def _address_now(message: OutgoingMessage) -> str:
    target = message.webhook or message.device
    return target.place if target else message.recipient.email or message.address


def _send_soon(ids: list[int]) -> None:
    from .tasks import deliver_message  # tasks imports this module

    def hand_over() -> None:
        for pk in ids:
            deliver_message.delay(pk)

    if ids:
        # robust: a dead broker must not turn a saved change into an error page; the next sweep catches up
        transaction.on_commit(hand_over, robust=True)
