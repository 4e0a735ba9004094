"""Đôn đốc: numbered, typed reminders which the Office sends by hand."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar

from .assignment import Assignment


class SignedLetter(models.Model):
    """The letter of one or more urgings of an agency as it was signed: number, day, and its scan."""

    number = models.CharField("số, ký hiệu", max_length=60)
    signed_on = models.DateField("ngày ký")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=calendar.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="letter_has_number", condition=~Q(number=""))]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"


class Urging(models.Model):
    """One urging of one share. The numbers of a share count up from 1."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", "Nhắc nhở"
        CRITICISM = "criticism", "Phê bình"
        REVIEW = "review", "Kiểm điểm"  # the agency is to examine why, and who answers for it

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="urgings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("hình thức", max_length=9, choices=Kind)
    text = models.TextField("nội dung")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=calendar.now)
    letter = models.ForeignKey(SignedLetter, models.PROTECT, null=True, related_name="urgings")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            # two at once cannot both be the third
            models.UniqueConstraint(name="urging_number_once", fields=["assignment", "number"]),
            models.CheckConstraint(name="urging_numbers_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="urging_kind_known", condition=Q(kind__in=["reminder", "criticism", "review"])
            ),
            models.CheckConstraint(name="urging_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Đôn đốc lần {self.number} ({self.get_kind_display().lower()})"
