"""The pieces into which an agency divides its share among its own people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from agencies import calendar

from .assignment import Assignment


class SubTaskQuerySet(models.QuerySet["SubTask"]):
    def open(self) -> "SubTaskQuerySet":
        """Not ticked off yet."""
        return self.filter(done_on__isnull=True)

    def with_directive(self) -> "SubTaskQuerySet":
        """With what a line of a list shows of its share."""
        return self.select_related("person", "assignment__directive", "assignment__agency")

    def by_day(self) -> "SubTaskQuerySet":
        """The nearest day first; those without one last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def waiting_for(self, user: User) -> "SubTaskQuerySet":
        """What this person still has to do: of shares of the own agencies that are at work themselves."""
        shares = Assignment.objects.visible_to(user).open()
        return self.open().filter(person=user, assignment__in=shares)


class SubTask(models.Model):
    """A piece of a share, done by one person of the agency. No official number knows of it."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="subtasks")
    title = models.CharField("nội dung", max_length=300)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="subtasks")
    due_on = models.DateField("hạn", null=True, blank=True)
    done_on = models.DateField(null=True, editable=False)
    done_note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)  # rises with each change: who edits an old one is told
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=calendar.now)

    objects = SubTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "việc con"
        verbose_name_plural = "việc con"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="subtask_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="subtask_note_only_when_done", condition=Q(done_note="") | Q(done_on__isnull=False)
            ),
        ]
        indexes = [
            # what waits for a person, and what a departed one held
            models.Index(name="subtask_open_of", fields=["person"], condition=Q(done_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title
