"""Where a person has switched on push messages: one browser on one machine or phone."""

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    def active(self) -> "PushDeviceQuerySet":
        """Those to which messages are sent."""
        return self.filter(ended_at__isnull=True)

    def shown_to(self, user_id: int, since: datetime) -> "PushDeviceQuerySet":
        """A person's devices in use, and those which an error has ended since then."""
        ended = Q(ending__in=[PushDevice.Ending.GONE, PushDevice.Ending.REFUSED], ended_at__gt=since)
        return self.filter(Q(ended_at__isnull=True) | ended, user_id=user_id).order_by("-created_at", "-pk")


class PushDevice(models.Model):
    """The subscription of one browser of one person. One that has ended is kept: messages point to it."""

    class Ending(models.TextChoices):
        REMOVED = "removed", "Người dùng đã gỡ"
        MOVED = "moved", "Trình duyệt đã chuyển sang người khác"
        GONE = "gone", "Trình duyệt đã hủy đăng ký nhận tin"
        REFUSED = "refused", "Máy chủ đẩy không nhận tin cho thiết bị này"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_devices")
    label = models.CharField(max_length=100)
    endpoint = models.CharField(max_length=2000)  # whoever knows it can send there: never shown
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=calendar.now)
    last_used_at = models.DateTimeField(null=True)  # when a message was last taken
    problem = models.CharField(max_length=300, blank=True)  # of the last attempt, in words for its owner
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # a browser has one subscription: it tells one person
            models.UniqueConstraint(
                name="push_endpoint_once", fields=["endpoint"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="push_endpoint_https", condition=Q(endpoint__startswith="https://")),
            models.CheckConstraint(
                name="push_ended_says_why",
                condition=Q(ended_at__isnull=True, ending="")
                | Q(
                    ended_at__isnull=False,
                    ending__in=["removed", "moved", "gone", "refused"],
                ),
            ),
        ]
        indexes = [
            # whom a notice reaches by push
            models.Index(name="push_device_active", fields=["user"], condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_active(self) -> bool:
        """Whether messages are sent there."""
        return self.ended_at is None

    @property
    def is_renewable(self) -> bool:
        """Whether its browser may still say where to send: not once a person has ended it."""
        return self.is_active or self.ending == self.Ending.GONE

    @property
    def place(self) -> str:
        """The browser and the push service, without the path that lets anybody send there."""
        return f"{self.label} ({urlsplit(self.endpoint).hostname})"

    @property
    def digest(self) -> str:
        """By which a browser knows its own line in the list."""
        return hashlib.sha256(self.endpoint.encode()).hexdigest()
