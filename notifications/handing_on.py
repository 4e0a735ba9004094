"""The channel of webhooks: a signed JSON body to a gateway of the office (docs/webhook.md).

Whoever sets an address must not reach through it what only this machine reaches: names are resolved here, and
the connection goes to the very address that was looked at. Redirects are not followed.
"""

import hashlib
import hmac
import json
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from .models import OutgoingMessage, Webhook
from .undelivered import Undelivered

PATIENCE = 10  # seconds
PASSING = {408, 425, 429}  # of the 4xx: what gets better by itself
LONGEST_ANSWER = 4096
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
        status = _post(webhook.url, body.encode(), headers)
    except Undelivered as problem:
        if problem.permanent:
            _stop(webhook, str(problem))
        raise
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


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    # Connected by hand, to what was looked at: a name that is resolved twice may mean another machine.
    connection.sock = socket.create_connection((_address(host, port), port), timeout=PATIENCE)
    try:
        if secure:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = iri_to_uri(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        connection.request("POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(LONGEST_ANSWER)
        return answer.status
    finally:
        connection.close()


def _address(host: str, port: int) -> str:
    """An address of the host to which messages may go; those of a private network are the usual case."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for text in found:
        if not settings.WEBHOOK_ALLOW_LOOPBACK and not may_be_reached(text):
            raise Undelivered(f"Không được gửi tới {text}: đó là địa chỉ nội bộ của máy chủ.", permanent=True)
    return found[0]


def may_be_reached(text: str) -> bool:
    """Not this machine, nor its link (where clouds keep their secrets), nor what is no machine at all."""
    address = ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    return not (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address.is_reserved
    )
