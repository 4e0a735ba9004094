"""What an agency says it did, and the files that prove it."""

import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar

from .assignment import Assignment
from .contribution import Contribution
from .explanation import Explanation
from .urging import SignedLetter


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    def waiting(self) -> "ProgressReportQuerySet":
        """Results on which the Office has not decided; at most one per share."""
        return self.filter(kind=ProgressReport.Kind.COMPLETION, decision=ProgressReport.Decision.NONE)

    def standing(self) -> "ProgressReportQuerySet":
        """Those which still count: not withdrawn."""
        return self.exclude(decision=ProgressReport.Decision.WITHDRAWN)

    def latest_of(self, shares: Iterable[Assignment], until: date | None = None) -> "ProgressReportQuerySet":
        """The newest report of each of these shares which was not withdrawn; of those filed until a day."""
        of_shares = self.standing().filter(assignment__in=[share.pk for share in shares])
        if until is not None:
            of_shares = of_shares.filter(filed_at__date__lte=until)
        return of_shares.order_by("assignment_id", "-filed_at", "-pk").distinct("assignment_id")

    def last_percent(self) -> int:
        """How far the work had got by the last report of progress; 0 before the first."""
        told = self.standing().filter(kind=ProgressReport.Kind.PROGRESS).first()
        return told.percent if told else 0


class ProgressReport(models.Model):
    """A report of progress, or of completion which then waits for the Office's word."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Báo cáo tiến độ"
        COMPLETION = "completion", "Báo cáo hoàn thành"

    class Decision(models.TextChoices):
        NONE = "", "Chưa quyết định"
        CONFIRMED = "confirmed", "Đã xác nhận"
        RETURNED = "returned", "Trả lại"
        WITHDRAWN = "withdrawn", "Đã rút"  # by the agency itself, before anybody had acted on it

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    percent = models.PositiveSmallIntegerField("tiến độ (%)")
    done = models.TextField("kết quả đã thực hiện")
    difficulties = models.TextField("khó khăn, vướng mắc", blank=True)
    proposals = models.TextField("đề xuất, kiến nghị", blank=True)
    product_number = models.CharField("số văn bản kết quả", max_length=60, blank=True)
    product_on = models.DateField("ngày văn bản kết quả", null=True, blank=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=calendar.now)
    filed_on = models.DateField()
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.NONE, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)  # rises with each amendment
    amended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    amended_at = models.DateTimeField(null=True)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="report_percent_range", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="report_decided_by_someone",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    decision__in=["confirmed", "returned", "withdrawn"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_only_completion_decided",
                condition=Q(decision__in=["", "withdrawn"]) | Q(kind="completion"),
            ),
            models.CheckConstraint(
                name="report_return_has_reason", condition=~Q(decision="returned") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="report_amended_by_someone",
                condition=Q(version=1, amended_by__isnull=True, amended_at__isnull=True)
                | Q(version__gt=1, amended_by__isnull=False, amended_at__isnull=False),
            ),
            # two filings at once cannot both wait for the Office
            models.UniqueConstraint(
                name="report_one_waiting", fields=["assignment"], condition=Q(kind="completion", decision="")
            ),
        ]
        indexes = [models.Index(name="report_of_assignment", fields=["assignment", "-filed_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent} %"

    @property
    def files(self) -> "list[Attachment]":
        """Those which belong to it as it stands; what an amendment dropped stays on record only."""
        return [file for file in self.attachments.all() if file.dropped_at is None]


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Where a file is kept: a random name; nothing of what the sender called it reaches the disk."""
    return f"attachments/{calendar.now():%Y/%m}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:10]}"


_OWNERS = ("report", "contribution", "explanation", "letter")


def _of_one() -> Q:
    """It belongs to one of these and no other."""
    condition = Q()
    for owner in _OWNERS:
        condition |= Q(**{f"{each}__isnull": each != owner for each in _OWNERS})
    return condition


class Attachment(models.Model):
    """A file of a report, a contribution, an explanation or a letter. Kept as it came, with its digest."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="attachments")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="attachments")
    explanation = models.ForeignKey(Explanation, models.PROTECT, null=True, related_name="attachments")
    letter = models.ForeignKey(SignedLetter, models.PROTECT, null=True, related_name="attachments")
    file = models.FileField(upload_to=attachment_path, max_length=200)
    original_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=calendar.now)
    dropped_at = models.DateTimeField(null=True)  # by an amendment of its report, by a newer letter

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="attachment_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="attachment_of_one",
                condition=_of_one(),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
