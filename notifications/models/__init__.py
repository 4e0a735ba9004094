"""How a person is told: notices in the app, messages which leave it, and what each person wants."""

from .message import WAITING, OutgoingMessage, OutgoingMessageQuerySet
from .notification import Notification, NotificationQuerySet, search_words
from .preference import DIGEST_HOURS, HALF_PAST_SEVEN, DigestHour, Preference, PreferenceQuerySet
from .push_device import PushDevice, PushDeviceQuerySet
from .refused_address import RefusedAddress, RefusedAddressQuerySet
from .webhook import Webhook

__all__ = [
    "DIGEST_HOURS",
    "HALF_PAST_SEVEN",
    "WAITING",
    "DigestHour",
    "Notification",
    "NotificationQuerySet",
    "OutgoingMessage",
    "OutgoingMessageQuerySet",
    "Preference",
    "PreferenceQuerySet",
    "PushDevice",
    "PushDeviceQuerySet",
    "RefusedAddress",
    "RefusedAddressQuerySet",
    "Webhook",
    "search_words",
]
