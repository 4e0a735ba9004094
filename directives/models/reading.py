"""The reading of a long text, which a worker does while the clerk may go away."""

from django.conf import settings
from django.db import models

from meetings.models import Document, Progress, ProgressQuerySet


class DocumentReadingQuerySet(ProgressQuerySet):
    def of(self, document: Document) -> "DocumentReading | None":
        """The last reading of a document in the background, if there was one."""
        return self.filter(document=document).first()


class DocumentReading(Progress):
    """That a long text is searched for directives in the background. A further reading is a new row."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="reading")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DocumentReadingQuerySet.as_manager()

    class Meta(Progress.Meta):
        ordering = ["pk"]
        indexes = [
            # the sweep each minute
            models.Index(
                name="reading_under_way",
                fields=["beat_at"],
                condition=models.Q(state__in=["waiting", "reading"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.document_id}"
