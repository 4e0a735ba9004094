"""The rungs of the reminder ladder: when, and who is told. A rung is switched off, never deleted."""

from django.contrib import admin

from accounts.administration import ByRole

from .models import ReminderRule

AUDIENCE = ("to_delegate", "to_focal", "to_head", "to_monitor", "to_office_head", "to_leader")


@admin.register(ReminderRule)
class ReminderRuleAdmin(ByRole):
    list_display = ("name", "days_from_due", "repeat_every", *AUDIENCE, "is_active")
    fields = (("name", "is_active"), ("days_from_due", "repeat_every"), AUDIENCE)
