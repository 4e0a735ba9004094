"""Giải trình: what a leader asks an agency to explain, until which day, and what it answers."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from agencies import calendar

from .assignment import Assignment
from .states import LEFT


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def open(self) -> "ExplanationQuerySet":
        """Neither answered nor taken back; at most one per share."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> "ExplanationQuerySet":
        """Open ones whose share is still the agency's: those to chase."""
        return self.open().exclude(assignment__work_state__in=LEFT)

    def late(self, on: date) -> "ExplanationQuerySet":
        """Waiting beyond the day that was given; that day itself is in time."""
        return self.waiting().filter(due_on__lt=on)

    def unread(self) -> "ExplanationQuerySet":
        """Answered, and not opened yet by the leader who asked."""
        return self.filter(answered_at__isnull=False, read_at__isnull=True)

    def unread_by(self, user: User) -> "ExplanationQuerySet":
        """Those unread which this leader asked for."""
        return self.unread().filter(asked_by=user)


class Explanation(models.Model):
    """A question of a leader to a lead agency about its share, and the answer."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="explanations")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=calendar.now)
    question = models.TextField("nội dung cần giải trình")
    due_on = models.DateField("giải trình trước ngày")
    answer = models.TextField("nội dung giải trình", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    read_at = models.DateTimeField(null=True)  # by the leader who asked
    withdrawn_at = models.DateTimeField(null=True)  # by the leader who asked

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="explanation_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="explanation_answered_by_someone",
                condition=Q(
                    answer="", answered_by__isnull=True, answered_at__isnull=True, answered_on__isnull=True
                )
                | (
                    ~Q(answer="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False, answered_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="explanation_answered_or_withdrawn",
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="explanation_read_when_answered",
                condition=Q(read_at__isnull=True) | Q(answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="explanation_one_open",
                fields=["assignment"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="explanation_of_assignment", fields=["assignment", "-asked_at"]),
            # what a leader has not read yet
            models.Index(
                name="explanation_unread",
                fields=["asked_by"],
                condition=Q(answered_at__isnull=False, read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} · {self.due_on:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.answered_at is None and self.withdrawn_at is None
