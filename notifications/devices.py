"""Where people are told by push: switching it on and off there, and which messages go to which device."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from agencies import calendar
from agencies.vietnamese import fold_words

from . import vapid
from .kinds import Channel
from .letters import one_line
from .models import WAITING, Notification, OutgoingMessage, PushDevice, search_words

if TYPE_CHECKING:
    from .outbox import Notice

AT_MOST = 10  # devices of one person
LONGEST_LINE = 150
TRIAL = "push:try:"
Ending = PushDevice.Ending


class NotPossible(Exception):
    """A device cannot be switched on or tried now. The text is for people."""


@transaction.atomic
def switch_on(user: User, *, endpoint: str, p256dh: str, auth: str, label: str) -> PushDevice:
    """Tell this person by push in this browser from now on, and nobody else there any more."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    held = PushDevice.objects.active().select_for_update(of=("self",)).filter(endpoint=endpoint).first()
    if held and held.user_id == user.pk:
        held.p256dh, held.auth, held.label, held.problem = p256dh, auth, label, ""
        held.save(update_fields=["p256dh", "auth", "label", "problem"])
        return held
    if held:
        end(held, Ending.MOVED)
    if PushDevice.objects.active().filter(user=user).count() >= AT_MOST:
        raise NotPossible(f"Bạn đã bật trên {AT_MOST} thiết bị. Gỡ bớt thiết bị không dùng rồi bật lại.")
    try:
        with transaction.atomic():
            return PushDevice.objects.create(
                user=user, endpoint=endpoint, p256dh=p256dh, auth=auth, label=label
            )
    except IntegrityError as exc:  # somebody else at this browser at the same moment
        raise NotPossible("Trình duyệt này vừa được bật cho tài khoản khác. Tải lại trang.") from exc


@transaction.atomic
def renew(device_id: int, *, endpoint: str, p256dh: str, auth: str) -> None:
    """The browser has another subscription; perhaps we have heard already that the old one is gone."""
    device = PushDevice.objects.select_for_update(of=("self",)).get(pk=device_id)
    if not device.is_renewable:
        raise NotPossible("Thiết bị đó không còn nhận thông báo đẩy.")
    device.endpoint, device.p256dh, device.auth = endpoint, p256dh, auth
    device.problem, device.ending, device.ended_at = "", "", None
    try:
        with transaction.atomic():
            device.save(update_fields=["endpoint", "p256dh", "auth", "problem", "ending", "ended_at"])
    except IntegrityError as exc:  # it was switched on anew meanwhile, by hand
        raise NotPossible("Trình duyệt này đã được bật lại.") from exc


@transaction.atomic
def remove(device_id: int) -> None:
    """Its owner wants nothing there any more, or does not want to see that it has ended."""
    device = PushDevice.objects.select_for_update(of=("self",)).get(pk=device_id)
    device.ending, device.ended_at = Ending.REMOVED, device.ended_at or calendar.now()
    device.save(update_fields=["ending", "ended_at"])


@transaction.atomic
def end(device: PushDevice, ending: PushDevice.Ending) -> None:
    """Send nothing there any more, and say so in the app where its owner could not know."""
    # Only as it was tried: what the browser has renewed meanwhile is not ended for what it was.
    tried = PushDevice.objects.active().filter(
        pk=device.pk, user=device.user_id, p256dh=device.p256dh, auth=device.auth
    )
    if not tried.update(ending=ending, ended_at=calendar.now()) or ending == Ending.MOVED:
        return
    title = f"{device.label} không còn nhận được thông báo đẩy"
    Notification.objects.create(
        key=f"push:ended:{device.pk}",
        recipient_id=device.user_id,
        title=title,
        search_text=search_words(title, device.user),
        text=f"{ending.label}. Mở Cách nhận thông báo trên thiết bị đó để bật lại.",
        url=reverse("notifications:preferences"),
    )


def with_device(user_ids: Iterable[int]) -> set[int]:
    """Those of these people whom a push would reach."""
    if not vapid.is_on():
        return set()
    return set(PushDevice.objects.active().filter(user__in=set(user_ids)).values_list("user_id", flat=True))


def messages_for(notices: "Sequence[Notice]") -> list[OutgoingMessage]:
    """What is pushed of these notices, one message for each device; one query, none where push is off."""
    if not notices or not vapid.is_on():
        return []
    devices: dict[int, list[PushDevice]] = defaultdict(list)
    for device in PushDevice.objects.active().filter(user__in={notice.recipient.pk for notice in notices}):
        devices[device.user_id].append(device)
    return [_message(device, notice) for notice in notices for device in devices.get(notice.recipient.pk, [])]


def _message(device: PushDevice, notice: "Notice") -> OutgoingMessage:
    return _to(
        device,
        notice.recipient,
        key=f"{key_of(notice.key)}:{device.pk}",
        kind=notice.kind,
        thread=notice.thread,
        about=list(notice.about),
        subject=one_line(notice.title),
        text=f"{_first_line(notice.text)}\n{settings.SITE_URL}{notice.url}".strip(),
    )


def _to(device: PushDevice, person: User, *, subject: str, **fields: Any) -> OutgoingMessage:
    words = fold_words(f"{subject} {person.full_name} {person.username} {device.label}")
    return OutgoingMessage(
        recipient=person,
        channel=Channel.PUSH,
        device=device,
        address=device.place[:300],
        subject=subject,
        search_text=words[:500],
        **fields,
    )


def key_of(key: str) -> str:
    """How the keys of all messages begin by which this notice is pushed, as short as a key must be."""
    return f"push:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def pushed(keys: Iterable[str]) -> set[str]:
    """Those of the notices with these keys which went to a device; one query, none without keys."""
    by_start = {key_of(key): key for key in keys}
    if not by_start:
        return set()
    any_of_them = reduce(or_, (Q(key__startswith=f"{start}:") for start in by_start))
    sent = OutgoingMessage.objects.filter(any_of_them).order_by().values_list("key", flat=True)
    return {by_start[key.rpartition(":")[0]] for key in sent}


def _first_line(text: str) -> str:
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"


@transaction.atomic
def try_out(device_id: int, *, by: User) -> OutgoingMessage:
    """Send a message to a device through the outbox, as all others go; one at a time."""
    from .outbox import queue  # which builds on this module

    device = PushDevice.objects.select_for_update(of=("self",)).get(pk=device_id)
    if not device.is_active:
        raise NotPossible("Thiết bị đó không còn nhận thông báo đẩy. Mở trang này trên đó để bật lại.")
    here = reverse("notifications:preferences")
    busy = [*WAITING, OutgoingMessage.Status.INFLIGHT]
    if device.messages.filter(key__startswith=TRIAL, status__in=busy).exists():
        raise NotPossible(f"Tin thử trước đó tới {device.label} còn đang gửi. Chờ kết quả rồi thử lại.")
    message = _to(
        device,
        by,
        key=f"{TRIAL}{device.pk}:{secrets.token_hex(8)}",
        subject="Tin thử của Đôn Đốc",
        text=f"Thiết bị này nhận được thông báo đẩy.\n{settings.SITE_URL}{here}",
    )
    queue([message])
    return OutgoingMessage.objects.get(key=message.key)
