"""How each share stood on each past day: what was true of a day can be asked again and is the same."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from agencies.models import Agency, Membership

from . import conditions
from .assignment import Assignment
from .between import ENDS_ON, ends_after
from .directive import Directive
from .share import Share, ShareQuerySet


class AssignmentVersionQuerySet(ShareQuerySet["AssignmentVersion"]):
    SHARE = "assignment"

    def visible_to(self, user: User) -> "AssignmentVersionQuerySet":
        """Of the shares the person may see today; an agency's past is that of its own shares."""
        if user.sees_all:
            return self
        own = Membership.objects.filter(user=user).values("agency")
        return self.filter(agency__in=own, assignment__agency__in=own)

    def as_of(self, day: date) -> "AssignmentVersionQuerySet":
        """Each share as it stood at the end of the day; those which did not exist yet are left out."""
        return self.filter(ends_after(day), from_on__lte=day)


class AssignmentVersion(Share):
    """A share as it stood from the end of one day until the end of another (`until_on`, not included)."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="versions")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    passed_to = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = AssignmentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "from_on"]
        constraints = [
            models.UniqueConstraint(name="version_once_a_day", fields=["assignment", "from_on"]),
            models.UniqueConstraint(
                name="version_one_current", fields=["assignment"], condition=Q(until_on__isnull=True)
            ),
            models.CheckConstraint(
                name="version_days_in_order",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
            ),
        ]
        indexes = [
            models.Index(name="version_of_day", fields=["from_on", "until_on"]),
            # as assignment_done and assignment_not_done: what stood on a day. Work that is not done ends some
            # day, so that few rows go on after it
            models.Index(
                name="version_done",
                fields=["from_on"],
                include=[
                    *("until_on", "due_on", "finished_on", "original_due_on", "assigned_on", "directive"),
                    *("agency", "work_state", "role"),
                ],
                condition=Q(role="lead") & conditions.DONE,
            ),
            models.Index(
                ENDS_ON,
                name="version_not_done",
                include=[
                    *("from_on", "until_on", "due_on", "filed_on", "contributed_on", "released_on"),
                    *("work_state", "role", "agency", "directive"),
                ],
                condition=Q(role="lead") & conditions.STILL_GIVEN & ~conditions.DONE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} từ {self.from_on:%d/%m/%Y}"
