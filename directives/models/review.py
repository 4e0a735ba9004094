"""The last acts of a review, kept while it lasts so that they can be taken back."""

from datetime import date
from json import JSONEncoder
from typing import Any

from django.conf import settings
from django.db import models

from meetings.models import Document


class Exact(JSONEncoder):
    """Days and moments to the microsecond: a version is a moment, and Django's own encoder shortens it."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else super().default(value)


class ReviewStep(models.Model):
    """An act of a clerk on a review, with what it changed. Publishing, or reading the text anew, drops it."""

    class Kind(models.TextChoices):
        EDIT = "edit", "Sửa nhiệm vụ"
        ACCEPT = "accept", "Xác nhận nhiệm vụ"
        DISMISS = "dismiss", "Bỏ qua nhiệm vụ"
        RESTORE = "restore", "Lấy lại nhiệm vụ"
        SPLIT = "split", "Tách nhiệm vụ"
        MERGE = "merge", "Gộp nhiệm vụ"
        SPAN = "span", "Đổi phạm vi nhiệm vụ"
        ADD = "add", "Tạo nhiệm vụ"
        NAME = "name", "Chọn cơ quan cho nhiệm vụ"
        REPEAT = "repeat", "Liên kết nhiệm vụ"
        REPLACE = "replace", "Chọn nhiệm vụ được thay"
        ANEW = "anew", "Chọn giao mới nhiệm vụ"
        NO_TASK = "no_task", "Đánh dấu câu không phát sinh"
        REOPEN = "reopen", "Xét lại câu"

    document = models.ForeignKey(Document, models.CASCADE, related_name="review_steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    number = models.PositiveIntegerField(null=True)  # of the card, as it stood on the screen
    changes = models.JSONField(encoder=Exact)  # of undoing.Changes

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(name="step_of_clerk", fields=["document", "by"])]

    def __str__(self) -> str:
        return f"Đã {self.words}"

    @property
    def words(self) -> str:
        """What was done: "bỏ qua nhiệm vụ 4"."""
        label = self.get_kind_display()
        words = f"{label[:1].lower()}{label[1:]}"
        return f"{words} {self.number}" if self.number else words
