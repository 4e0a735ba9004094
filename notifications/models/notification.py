"""Notices in the app: a person's inbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar

from ..kinds import Kind


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, user_id: int) -> "NotificationQuerySet":
        return self.filter(recipient_id=user_id)

    def of_kind(self, kind: str) -> "NotificationQuerySet":
        return self.filter(kind=kind)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A line in a person's inbox. The key makes it happen once."""

    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12, choices=Kind, blank=True)  # empty: older than the kinds
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=calendar.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(name="notification_inbox", fields=["recipient", "-created_at"]),
            # the bell: how many are unread
            models.Index(name="notification_unread", fields=["recipient"], condition=Q(read_at__isnull=True)),
        ]
        constraints = [
            # a notice leads into the site and nowhere else
            models.CheckConstraint(
                name="notification_url_internal",
                condition=Q(url__startswith="/") & ~Q(url__startswith="//") & ~Q(url__contains="\\"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
