"""The file a document came from: kept as it was sent, read in the background."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar

from .document import Document
from .meeting import Meeting
from .progress import Progress, ProgressQuerySet


class SourceFileQuerySet(ProgressQuerySet):
    def visible_to(self, user: User) -> "SourceFileQuerySet":
        """With its document for those who see documents; before that only for those who enter them."""
        if may(user, Act.LOG_MEETING):
            return self
        return self.filter(document__isnull=False) if user.sees_all else self.none()

    def without_document(self) -> "SourceFileQuerySet":
        """Those which still wait for the clerk to make a document of them."""
        return self.filter(document__isnull=True)


def source_path(source: "SourceFile", filename: str) -> str:
    """Where a file is kept: a random name; nothing of what the sender called it reaches the disk."""
    return f"sources/{calendar.now():%Y/%m}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:10]}"


class SourceFile(Progress):
    """A file that a clerk sent in, with what was read from it until a document is made of that.

    Of a file that bore a secrecy mark nothing stays but who sent it, when, and that it was refused.
    """

    file = models.FileField(upload_to=source_path, max_length=200, blank=True)
    original_name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=calendar.now)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="source")
    typed = models.JSONField(default=dict)  # what the clerk had typed in the form before choosing the file
    text = models.TextField(blank=True)  # until the document has it
    notes = models.JSONField(default=list)  # warnings of the reading, Vietnamese
    head = models.JSONField(default=dict)  # what was read of the letter head, by field of the form
    secret = models.BooleanField(default=False)

    objects = SourceFileQuerySet.as_manager()

    class Meta(Progress.Meta):
        verbose_name = "tệp gốc"
        verbose_name_plural = "tệp gốc"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            *Progress.Meta.constraints,
            models.CheckConstraint(name="source_not_empty", condition=Q(secret=True) | Q(size__gt=0)),
            models.CheckConstraint(
                name="source_secret_keeps_nothing",
                condition=Q(secret=False)
                | Q(
                    state="failed",
                    file="",
                    original_name="",
                    content_type="",
                    size=0,
                    sha256="",
                    text="",
                    typed={},
                    notes=[],
                    head={},
                    meeting__isnull=True,
                    document__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="source_of_document_was_read", condition=Q(document__isnull=True) | Q(state="ready")
            ),
        ]
        indexes = [
            # the sweep each minute: what nobody has been heard of
            models.Index(
                name="source_under_way", fields=["beat_at"], condition=Q(state__in=["waiting", "reading"])
            ),
            # "Tệp chờ nhập", and what was abandoned
            models.Index(name="source_waiting", fields=["uploaded_at"], condition=Q(document__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.original_name or "tệp đã bị từ chối"

    @property
    def form_url(self) -> str:
        """The form in which a document is made of it; of one that could not be read, with what was typed."""
        if self.meeting_id is not None:
            address = reverse("directives:meeting_document_add", args=[self.meeting_id])
        else:
            address = reverse("directives:document_add")
        return f"{address}?source={self.pk}"

    @property
    def page(self) -> int:
        """The page which is being read."""
        return min(self.done + 1, self.total)

    @property
    def in_pages(self) -> bool:
        """Whether `done` and `total` count pages."""
        return self.content_type == "application/pdf" or self.content_type.startswith("image/")
