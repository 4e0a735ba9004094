"""The secret address under which a person's calendar program reads their deadlines."""

import hashlib

from django.conf import settings
from django.db import models

from agencies import calendar


def digest_of(secret: str) -> str:
    """What is stored of a secret address. It is random and long: a plain digest gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def living(self) -> "CalendarFeedQuerySet":
        """Those of people who can sign in: who has left reads no more."""
        return self.filter(user__is_active=True)


class CalendarFeed(models.Model):
    """One person's feed; of its address only the digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=calendar.now)
    read_at = models.DateTimeField(null=True)  # by a calendar program, give or take

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user_id)
