"""The channel of push: an encrypted message to the push service of a browser (RFC 8030, 8188, 8291).

The service is whatever a browser, or anybody who says to be one, has named: only over https, and only a
machine of the internet (`reaching`). It can read nothing of the message; the person sees a title and a line.
"""

import hashlib
import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import NoReturn

from django.conf import settings
from django.utils import timezone
from pywebpush import WebPusher

from . import vapid
from .devices import end
from .kinds import OBLIGATORY
from .models import OutgoingMessage, PushDevice
from .reaching import PASSING, Answer, OutOfReach, is_public, post
from .undelivered import Undelivered

KEPT_FOR = timedelta(days=2)  # by the push service, while the device is off
LONGEST_PAUSE = timedelta(days=1)
GONE = {404, 410}
TOO_LARGE = 413
UNREACHABLE = "Không kết nối được máy chủ đẩy. Hệ thống tự thử lại."
Ending = PushDevice.Ending


def payload_of(message: OutgoingMessage) -> str:
    """What the browser shows, and the page within the site which a click opens."""
    *line, address = message.text.splitlines()
    data = {
        "id": _id(message),
        "title": message.subject,
        "body": " ".join(line),
        "url": address.removeprefix(settings.SITE_URL) or "/",
    }
    return json.dumps(data, ensure_ascii=False)


def send(message: OutgoingMessage) -> None:
    """Hand the message to the push service, or raise Undelivered. An error that stays ends the device."""
    device = message.device
    assert device is not None  # message_device_iff_channel
    if not device.is_active:
        raise Undelivered(
            f"Thiết bị không còn nhận thông báo đẩy: {device.get_ending_display()}.", permanent=True
        )
    if not vapid.is_on():
        raise Undelivered("Cơ quan chưa bật thông báo đẩy.", permanent=True)
    try:
        answer = post(device.endpoint, _encrypted(device, message), _headers(device, message), may=_may)
    except OutOfReach as exc:
        _end(device, Ending.REFUSED, f"Không được gửi tới {exc}: đó là địa chỉ nội bộ.")
    except (OSError, HTTPException) as exc:
        _note(device, UNREACHABLE)
        raise Undelivered(f"Không kết nối được máy chủ đẩy: {exc}", permanent=False) from exc
    except ValueError:  # a port or a name that cannot be
        _end(device, Ending.REFUSED, "Địa chỉ của máy chủ đẩy không dùng được.")
    _judge(device, answer)


def _judge(device: PushDevice, answer: Answer) -> None:
    status = answer.status
    if 200 <= status < 300:
        PushDevice.objects.filter(pk=device.pk).update(last_used_at=timezone.now(), problem="")
        return
    said = f"Máy chủ đẩy trả lời {status}"
    if status in GONE:
        _end(device, Ending.GONE, f"{Ending.GONE.label} (máy chủ đẩy trả lời {status})")
    if status >= 500 or status in PASSING:
        _note(device, f"{said}. Hệ thống tự thử lại.")
        raise Undelivered(said, permanent=False, pause=_pause(answer.headers["Retry-After"]))
    if status == TOO_LARGE:  # of this message, not of the device
        raise Undelivered(f"{said}: tin quá dài", permanent=True)
    _end(device, Ending.REFUSED, said)


def _end(device: PushDevice, ending: PushDevice.Ending, why: str) -> NoReturn:
    end(device, ending)
    raise Undelivered(why, permanent=True)


def _note(device: PushDevice, problem: str) -> None:
    """For its owner, who sees no deliveries; without what only this machine should know of its network."""
    PushDevice.objects.filter(pk=device.pk).update(problem=problem)


def _pause(asked: str | None) -> timedelta:
    """How long the service wants to be left alone, in seconds or until a time; nonsense is no time at all."""
    try:
        if not asked:
            pause = timedelta()
        elif asked.isdigit():
            pause = timedelta(seconds=int(asked))
        else:
            pause = parsedate_to_datetime(asked) - timezone.now()
    except (ValueError, TypeError, OverflowError):
        return timedelta()
    return max(timedelta(), min(pause, LONGEST_PAUSE))


def _encrypted(device: PushDevice, message: OutgoingMessage) -> bytes:
    keys = {"p256dh": device.p256dh, "auth": device.auth}
    pusher = WebPusher({"endpoint": device.endpoint, "keys": keys})
    return bytes(pusher.encode(payload_of(message).encode())["body"])


def _headers(device: PushDevice, message: OutgoingMessage) -> dict[str, str]:
    return {
        "Authorization": vapid.authorization(device.endpoint, timezone.now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(KEPT_FOR.total_seconds())),
        "Topic": _id(message),  # a second copy replaces the first while it waits there
        "Urgency": "high" if message.kind in OBLIGATORY else "normal",
        "User-Agent": "DonDoc",
    }


def _id(message: OutgoingMessage) -> str:
    """The same for every copy of one message: the browser shows one in the place of the other."""
    return hashlib.sha256(message.key.encode()).hexdigest()[:32]


def _may(address: str) -> bool:
    return settings.WEB_PUSH_ALLOW_PRIVATE or is_public(address)
