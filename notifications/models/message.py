"""The outbox: messages which leave the system."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies import calendar
from agencies.vietnamese import fold_words

from ..kinds import Channel, Kind
from .push_device import PushDevice
from .webhook import Webhook


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def due(self, now: datetime) -> "OutgoingMessageQuerySet":
        """Those which wait to be sent and whose time has come."""
        return self.filter(status__in=WAITING, not_before__lte=now)

    def stuck(self, since: datetime) -> "OutgoingMessageQuerySet":
        """Those which a worker took before `since` and never finished: it died."""
        return self.filter(status=OutgoingMessage.Status.INFLIGHT, claimed_at__lt=since)

    def search(self, words: str) -> "OutgoingMessageQuerySet":
        """Those whose subject or recipient has each word, or one that begins so, accents aside."""
        found = self.annotate(vector=SearchVector("search_text", config="simple"))
        for word in fold_words(words).split():
            found = found.filter(vector=SearchQuery(f"{word}:*", search_type="raw", config="simple"))
        return found


class OutgoingMessage(models.Model):
    """A message that leaves the system: written in the transaction of the change it tells of, sent later."""

    class Status(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        INFLIGHT = "inflight", "Đang gửi"
        RETRY = "retry", "Sẽ gửi lại"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        REFUSED = "refused", "Người nhận từ chối"  # such messages, after this one was written
        WITHHELD = "withheld", "Không gửi nữa"  # the recipient may not see any more what it is about

    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind, blank=True)  # empty: older than the kinds
    thread = models.CharField(
        max_length=60, blank=True
    )  # what it belongs to: a mail program keeps it together
    about = ArrayField(models.CharField(max_length=60), default=list)  # the threads of the several it names
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    webhook = models.ForeignKey(Webhook, models.PROTECT, null=True, related_name="messages")
    # Goes with its person, and so do the messages.
    device = models.ForeignKey(PushDevice, models.RESTRICT, null=True, related_name="messages")
    address = models.CharField(max_length=300)  # of a person, or where the webhook or device is
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=calendar.now)
    # The worker's own clock, never the day that was set: back-off is about real time.
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    resent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    resent_at = models.DateTimeField(null=True)
    search_text = models.CharField(max_length=500, default="", editable=False)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_channel_known", condition=Q(channel__in=["email", "webhook", "push"])
            ),
            models.CheckConstraint(
                name="message_webhook_iff_channel",
                condition=Q(channel="webhook", webhook__isnull=False)
                | ~Q(channel="webhook") & Q(webhook__isnull=True),
            ),
            models.CheckConstraint(
                name="message_device_iff_channel",
                condition=Q(channel="push", device__isnull=False)
                | ~Q(channel="push") & Q(device__isnull=True),
            ),
            models.CheckConstraint(
                name="message_status_known",
                condition=Q(
                    status__in=["queued", "inflight", "retry", "sent", "failed", "refused", "withheld"]
                ),
            ),
            models.CheckConstraint(
                name="message_sent_iff_time",
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [
            # the sweep each minute: what is due
            models.Index(
                name="message_due", fields=["not_before"], condition=Q(status__in=["queued", "retry"])
            ),
            # release_stuck
            models.Index(name="message_inflight", fields=["claimed_at"], condition=Q(status="inflight")),
            models.Index(name="message_of_person", fields=["recipient", "-created_at"]),
            # the deliveries screen: newest first, and by state
            models.Index(name="message_by_time", fields=["-created_at", "-id"]),
            models.Index(name="message_by_status", fields=["status", "-created_at"]),
            GinIndex(SearchVector("search_text", config="simple"), name="message_search"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def can_be_resent(self) -> bool:
        """Whether sending again can help: not to a device which takes nothing any more."""
        return self.status == self.Status.FAILED and (self.device is None or self.device.is_active)


WAITING = (OutgoingMessage.Status.QUEUED, OutgoingMessage.Status.RETRY)
