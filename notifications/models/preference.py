"""How a person wants to be told, where that is theirs to choose."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..kinds import ALWAYS, Channel, Kind

HALF_PAST_SEVEN = time(7, 30)
DIGEST_HOURS = [time(hour, minute) for hour in range(6, 9) for minute in (0, 30)] + [time(9)]


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def of(self, user_id: int) -> "PreferenceQuerySet":
        return self.filter(user_id=user_id)


class Preference(models.Model):
    """That a person wants, or does not want, one kind of notice by one channel, other than by default."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=8, choices=Channel)
    wanted = models.BooleanField()

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="preference_once", fields=["user", "kind", "channel"]),
            models.CheckConstraint(
                name="preference_not_of_what_is_always_told",
                condition=Q(wanted=True) | ~Q(channel="app", kind__in=sorted(ALWAYS[Channel.APP])),
                violation_error_message="Loại thông báo này luôn được báo trong hệ thống.",
            ),
            models.CheckConstraint(
                name="preference_not_of_what_is_always_mailed",
                condition=Q(wanted=True) | ~Q(channel="email", kind__in=sorted(ALWAYS[Channel.EMAIL])),
                violation_error_message="Loại thông báo này luôn được gửi thư.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.channel} {self.wanted}"


class DigestHour(models.Model):
    """When the morning's digest reaches a person who does not want it at half past seven."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="digest_hour"
    )
    at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="digest_hour_offered",
                condition=Q(at__in=DIGEST_HOURS),
                violation_error_message="Chọn một giờ trong danh sách.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.at:%H:%M}"
