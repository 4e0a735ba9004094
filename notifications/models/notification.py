"""Notices in the app: a person's inbox."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Q

from accounts.models import User
from agencies import calendar
from agencies.vietnamese import fold_words

from ..kinds import Kind


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, user_id: int) -> "NotificationQuerySet":
        return self.filter(recipient_id=user_id)

    def of_kind(self, kind: str) -> "NotificationQuerySet":
        return self.filter(kind=kind)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def read(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=False)

    def of_the_office(self) -> "NotificationQuerySet":
        """Those which the office may have to prove: what one follows is nobody else's business."""
        return self.exclude(kind=Kind.FOLLOWED)

    def search(self, words: str) -> "NotificationQuerySet":
        """Those whose title or recipient has each word, or one that begins so, accents aside."""
        found = self.annotate(vector=SearchVector("search_text", config="simple"))
        for word in fold_words(words).split():
            found = found.filter(vector=SearchQuery(f"{word}:*", search_type="raw", config="simple"))
        return found


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
    search_text = models.CharField(max_length=500, default="", editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(name="notification_inbox", fields=["recipient", "-created_at"]),
            # the bell: how many are unread
            models.Index(name="notification_unread", fields=["recipient"], condition=Q(read_at__isnull=True)),
            # the deliveries screen: counted and paged from the index alone, also when filtered
            models.Index(
                name="notification_by_time",
                fields=["-created_at", "-id"],
                include=["kind", "read_at"],
                condition=~Q(kind="followed"),
            ),
            GinIndex(SearchVector("search_text", config="simple"), name="notification_search"),
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


def search_words(title: str, recipient: User) -> str:
    """What a notice is found by: its title and whom it told, never its words."""
    person = f"{recipient.full_name} {recipient.username} {recipient.email}"
    return fold_words(f"{title} {person}")[:500]
