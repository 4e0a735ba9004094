"""What was published of a month, and which agencies were told their results of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar
from agencies.models import Agency


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> "PublicationQuerySet":
        """Those which everybody may read: published, and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_month(self, month: str, periods: str) -> "PublicationQuerySet":
        return self.filter(month=month, periods=periods)


class Publication(models.Model):
    """The numbers of a month as they were when the head of the Office published them: numbers and names of
    agencies, no texts and no persons. They never change; a publication can only be withdrawn.
    """

    periods = models.CharField(max_length=8)  # as reports.periods.Periods
    month = models.CharField(max_length=7)  # "2025-11"
    title = models.CharField(max_length=60)  # "tháng 11/2025"
    first = models.DateField()
    last = models.DateField()
    on = models.DateField()  # the day whose numbers they are
    numbers = models.JSONField()
    published_at = models.DateTimeField(default=calendar.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_by_name = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-last", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="publication_one_standing",
                fields=["month", "periods"],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="publication_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Số liệu {self.title}"


class ResultNotice(models.Model):
    """That an agency was told its results of a month: once, by whom, with the numbers of which day."""

    periods = models.CharField(max_length=8)
    month = models.CharField(max_length=7)
    on = models.DateField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=calendar.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="result_notice_once", fields=["month", "periods", "agency"]),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.month}"
