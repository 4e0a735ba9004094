"""What a coordinating agency gives to the lead: its opinion, or its part of the work."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from agencies import calendar

from .assignment import Assignment


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def standing(self) -> "ContributionQuerySet":
        """Those which still count: not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def readable_by(self, user: User) -> "ContributionQuerySet":
        """All for those who see the province; for others their own agency's, and those of what it leads.

        Coordinators do not read each other's. What was withdrawn is read where it was written.
        """
        if user.sees_all:
            return self
        own = Assignment.objects.visible_to(user)
        led = own.counted().values("directive")
        return self.filter(
            Q(assignment__in=own) | Q(assignment__directive__in=led, withdrawn_at__isnull=True)
        )


class Contribution(models.Model):
    """One contribution; further ones may follow it."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="contributions")
    text = models.TextField("ý kiến, phần việc phối hợp")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=calendar.now)
    filed_on = models.DateField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="contribution_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="contribution_withdrawn_by_someone",
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="contribution_of_assignment", fields=["assignment", "-filed_at"])]

    def __str__(self) -> str:
        return f"Ý kiến phối hợp ngày {self.filed_on:%d/%m/%Y}"
