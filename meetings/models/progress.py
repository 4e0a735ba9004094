"""How far work in the background has got, so that a page can show it and a dead worker's work is taken up."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class ProgressQuerySet(models.QuerySet[Any]):
    def under_way(self) -> "ProgressQuerySet":
        """Those which wait for a worker or are being read."""
        return self.filter(state__in=UNDER_WAY)


class Progress(models.Model):
    """The part of a row that a worker reads something into. Changed by `meetings.progress` alone.

    Its times are the worker's own clock, never the day that was set.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đọc"
        READING = "reading", "Đang đọc"
        READY = "ready", "Đã đọc xong"
        FAILED = "failed", "Không đọc được"

    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    problem = models.TextField(blank=True)  # Vietnamese, for the clerk
    attempts = models.PositiveSmallIntegerField(default=0)  # also tells a late worker that it was replaced
    asked_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_done_of_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="%(class)s_finished_iff_time",
                condition=Q(state__in=["ready", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "reading"], finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(class)s_failed_says_why",
                condition=(Q(state="failed") & ~Q(problem="")) | (~Q(state="failed") & Q(problem="")),
            ),
        ]

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_ready(self) -> bool:
        return self.state == Progress.State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == Progress.State.FAILED

    @property
    def waited(self) -> timedelta:
        """How long somebody waited for it: the queue and attempts that died count; nothing until its end."""
        return self.finished_at - self.asked_at if self.finished_at else timedelta()


UNDER_WAY = (Progress.State.WAITING, Progress.State.READING)
