"""The channel of webhooks: a signed JSON body to a gateway of the office (docs/webhook.md).

Whoever sets an address must not reach through it what only this machine reaches (`reaching`); those of a
private network are the usual case.
"""

import hashlib
import hmac
import json
from http.client import HTTPException

from django.conf import settings
from django.utils import timezone

from .models import OutgoingMessage, Webhook
from .reaching import PASSING, OutOfReach, is_elsewhere, post
from .undelivered import Undelivered

UNUSABLE = "Địa chỉ webhook không dùng được: tên máy hoặc số cổng không đúng."


def body_of(message: OutgoingMessage) -> str:
    """What a gateway needs to tell one person: title and link, no more. The rest is read after signing in."""
    person = message.recipient
    data = {
        "id": hashlib.sha256(message.key.encode()).hexdigest()[:32],
        "kind": message.kind,
        "title": message.subject,
        "url": message.text,
        "recipient": {"username": person.username, "name": person.get_full_name(), "email": person.email},
        "created_at": message.created_at.isoformat(timespec="seconds"),
    }
    return json.dumps(data, ensure_ascii=False)


def signature(secret: str, timestamp: str, body: str) -> str:
    """HMAC-SHA256 of time and body: neither can be changed, and an old message is known by its time."""
    return hmac.new(secret.encode(), f"{timestamp}.{body}".encode(), hashlib.sha256).hexdigest()


def send(message: OutgoingMessage) -> None:
    """Hand the message to the gateway, or raise Undelivered. An error that stays stops the address."""
    webhook = message.webhook
    assert webhook is not None  # message_webhook_iff_channel
    if webhook.problem or not webhook.is_active:
        raise Undelivered("Địa chỉ webhook đã dừng.", permanent=True)
    body, timestamp = body_of(message), str(int(timezone.now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "DonDoc",
        "X-Dondoc-Timestamp": timestamp,
        "X-Dondoc-Signature": f"sha256={signature(webhook.secret, timestamp, body)}",
    }
    try:
        status = post(webhook.url, body.encode(), headers, may=_may_be_reached).status
    except OutOfReach as exc:
        why = f"Không được gửi tới {exc}: đó là địa chỉ nội bộ của máy chủ."
        _stop(webhook, why)
        raise Undelivered(why, permanent=True) from exc
    except (OSError, HTTPException) as exc:
        raise Undelivered(f"Không kết nối được webhook: {exc}", permanent=False) from exc
    except ValueError as exc:  # a port or a name that cannot be
        _stop(webhook, UNUSABLE)
        raise Undelivered(UNUSABLE, permanent=True) from exc
    if 200 <= status < 300:
        return
    permanent = status < 500 and status not in PASSING
    if permanent:
        _stop(webhook, f"Máy nhận trả lời {status}")
    raise Undelivered(f"Máy nhận trả lời {status}", permanent=permanent)


def _stop(webhook: Webhook, why: str) -> None:
    # Only as it was tried: who has set another address meanwhile must not find that one stopped.
    Webhook.objects.filter(pk=webhook.pk, url=webhook.url).update(problem=why[:300])


def _may_be_reached(address: str) -> bool:
    return settings.WEBHOOK_ALLOW_LOOPBACK or is_elsewhere(address)
