"""The key by which push services know this office (VAPID, RFC 8292). Without one nothing is pushed."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

GOOD_FOR = timedelta(hours=12)  # a day at most, says the standard


def is_on() -> bool:
    """Whether the office has switched push on."""
    return bool(settings.WEB_PUSH_PRIVATE_KEY)


def public_key() -> str:
    """What a browser is given when it subscribes; empty where push is not switched on."""
    if not is_on():
        return ""
    key = _signer(settings.WEB_PUSH_PRIVATE_KEY).public_key
    return _text(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(endpoint: str, now: datetime) -> str:
    """The header which tells this push service, and no other, that it is us."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + GOOD_FOR).timestamp()),
        "sub": settings.WEB_PUSH_CONTACT,
    }
    return str(_signer(settings.WEB_PUSH_PRIVATE_KEY).sign(claims)["Authorization"])


def new_key() -> str:
    """A key for WEB_PUSH_PRIVATE_KEY."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(32, "big"))


@lru_cache(maxsize=2)
def _signer(key: str) -> Vapid02:
    return Vapid02.from_raw(key.encode())


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
