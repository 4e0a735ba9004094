"""Requests for a later deadline, and the Office's own changes of it: both deadlines are kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies import calendar

from .assignment import Assignment


class ExtensionRequestQuerySet(models.QuerySet["ExtensionRequest"]):
    def waiting(self) -> "ExtensionRequestQuerySet":
        """Those on which nobody has decided; at most one per share."""
        return self.filter(decision=ExtensionRequest.Decision.NONE)

    def granted(self) -> "ExtensionRequestQuerySet":
        """Those which moved a deadline."""
        return self.filter(decision=ExtensionRequest.Decision.GRANTED)


class ExtensionRequest(models.Model):
    """An agency asks for a later day; whoever decides may grant that day or another one."""

    class Decision(models.TextChoices):
        NONE = "", "Chờ quyết định"
        GRANTED = "granted", "Đồng ý"
        REFUSED = "refused", "Không đồng ý"
        LAPSED = "lapsed", "Không còn hiệu lực"  # the work was stopped or done before anybody decided

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extension_requests")
    due_on = models.DateField()  # the deadline when it was asked
    asked_due_on = models.DateField("đề nghị gia hạn đến")
    reason = models.TextField("lý do")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=calendar.now)
    decision = models.CharField(max_length=7, choices=Decision, default=Decision.NONE, blank=True)
    granted_due_on = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="extension_later_day", condition=Q(asked_due_on__gt=F("due_on"))),
            models.CheckConstraint(
                name="extension_decided_by_someone",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    decision__in=["granted", "refused", "lapsed"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="extension_day_iff_granted",
                condition=Q(decision="granted", granted_due_on__isnull=False, granted_due_on__gt=F("due_on"))
                | (~Q(decision="granted") & Q(granted_due_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="extension_refusal_has_reason", condition=~Q(decision="refused") | ~Q(note="")
            ),
            models.UniqueConstraint(
                name="extension_one_waiting", fields=["assignment"], condition=Q(decision="")
            ),
        ]
        indexes = [models.Index(name="extension_of_assignment", fields=["assignment", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y} → {self.asked_due_on:%d/%m/%Y}"
