"""The address in each mail by which one kind of mail is switched off, without signing in (RFC 8058).

It is signed and good for one kind of one person. It does not end: a mail may be read after years.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User

from .kinds import Channel, Kind, can_be_refused

HIDDEN = "…(chỉ người nhận thấy)"
_PLACE = "TOKEN"
_signer = signing.Signer(salt="notifications.unsubscribe")


@dataclass(frozen=True)
class Subscription:
    """One kind of mail to one person."""

    user: User
    kind: Kind


def address(user_id: int, kind: str) -> str:
    """Where this kind of mail is switched off for this person; empty for what is obligatory."""
    if not kind or not can_be_refused(kind, Channel.EMAIL):
        return ""
    token = _signer.sign_object([user_id, str(kind)])
    return settings.SITE_URL + reverse("notifications:unsubscribe", args=[token])


def masked(text: str) -> str:
    """The words of a mail for others than its recipient: whoever has such an address can use it."""
    before = reverse("notifications:unsubscribe", args=[_PLACE]).partition(_PLACE)[0]
    return re.sub(rf"{re.escape(before)}[^\s\"'<>]+", f"{before}{HIDDEN}", text)


def subscription_of(token: str) -> Subscription | None:
    """Whose mail of which kind a signed address is about; None when it is not one of ours, or nobody's."""
    try:
        user_id, value = _signer.unsign_object(token)
        kind = Kind(value)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.active().filter(pk=user_id).first()
    return Subscription(user, kind) if user and can_be_refused(kind, Channel.EMAIL) else None
