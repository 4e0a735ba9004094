"""Files of the register and of the reports which a worker makes, because their making takes long."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from agencies import calendar
from meetings.models import Progress, ProgressQuerySet

KEPT_FOR = timedelta(days=7)  # what it says ages, and whoever needs it later asks anew


class ExportQuerySet(ProgressQuerySet):
    def of(self, user: User) -> "ExportQuerySet":
        """Those which the person asked for: nobody reads another's."""
        return self.filter(owner=user)

    def outlived(self, now: datetime) -> "ExportQuerySet":
        """Those which were kept long enough, however they ended."""
        return self.filter(requested_at__lt=now - KEPT_FOR).exclude(pk__in=self.under_way().values("pk"))


class Export(Progress):
    """An Excel file that somebody asked for: what it lists, how far its writing is, where it lies.

    What it lists is said as the address of the page says it, and read anew when it is written: the file holds
    what its owner may see by then. Each attempt has a file of its own, so that two never write one.
    """

    class What(models.TextChoices):
        LIST = "list", "Sổ theo dõi, các cột đang hiện"
        BOOK = "book", "Sổ theo dõi, theo mẫu"
        MONTH = "month", "Phụ lục báo cáo tháng"

    WORDS = {
        Progress.State.WAITING: "Đang chờ",
        Progress.State.READING: "Đang tạo",
        Progress.State.READY: "Đã xong",
        Progress.State.FAILED: "Không tạo được",
    }

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=calendar.now)
    what = models.CharField(max_length=5, choices=What)
    query = models.TextField(blank=True)  # the filter and the columns, as in the address
    digest = models.CharField(max_length=64)  # of what and query: the same is not made twice at once
    said = models.TextField()  # what it lists, in words
    on = models.DateField()  # the day of its data
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    file = models.FileField(max_length=200, blank=True)
    name = models.CharField(max_length=255, blank=True)  # under which it is taken home
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta(Progress.Meta):
        verbose_name = "tệp đã xuất"
        verbose_name_plural = "tệp đã xuất"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            *Progress.Meta.constraints,
            models.CheckConstraint(
                name="export_ready_iff_file",
                condition=Q(state="ready", size__gt=0) & ~Q(file="") & ~Q(sha256="")
                | ~Q(state="ready") & Q(file="", size=0, sha256=""),
            ),
            models.UniqueConstraint(
                name="export_once_at_a_time",
                fields=["owner", "digest"],
                condition=Q(state__in=["waiting", "reading"]),
            ),
        ]
        indexes = [
            # the sweep each minute
            models.Index(
                name="export_under_way", fields=["beat_at"], condition=Q(state__in=["waiting", "reading"])
            ),
            # "Tệp đã xuất"
            models.Index(name="export_of_owner", fields=["owner", "-requested_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, số liệu ngày {self.on:%d/%m/%Y}"

    @property
    def state_words(self) -> str:
        return self.WORDS[Progress.State(self.state)]

    @property
    def kept_until(self) -> datetime:
        """When it is deleted, by the clock of the people who read it."""
        return timezone.localtime(self.requested_at) + KEPT_FOR

    def path(self, attempt: int) -> str:
        """Where an attempt puts its file."""
        return f"exports/{self.token.hex}-{attempt}.xlsx"

    @property
    def paths(self) -> list[str]:
        """Where files of it may lie: its own, and what attempts that died left."""
        return [self.path(attempt) for attempt in range(1, self.attempts + 1)]
