"""The office's own layout of a paper: the newest of its kind counts, an empty one is the delivered."""

from django.conf import settings
from django.db import models

from agencies import calendar

from .report import attachment_path


class WordTemplate(models.Model):
    """A .docx with places to be filled in, or the return to the delivered one. Written once."""

    class Kind(models.TextChoices):
        URGING = "urging", "Công văn đôn đốc"
        MONTH = "month", "Báo cáo tháng"

    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(upload_to=attachment_path, max_length=200, blank=True)
    original_name = models.CharField(max_length=255, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=calendar.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.original_name or "Mẫu ban đầu"
