"""Were the reminders of the day planned in time? What the health check and the screens say, in words."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from directives.models import Assignment
from notifications.models import DIGEST_HOURS

from .models import PlannedDay


def problems(moment: datetime) -> list[str]:
    """What was missed of the day by this moment of it; two queries at most."""
    local = timezone.localtime(moment)
    hour = _hour_to_be_reached(local)
    if hour is None:
        return []
    planned = PlannedDay.objects.filter(on=local.date()).first()
    if planned is None or planned.reached < hour:
        # On the day of an installation nobody was to hear of anything yet.
        if not Assignment.objects.filter(assigned_on__lt=local.date()).exists():
            return []
        return [
            f"Chưa lập lời nhắc ngày {local:%d/%m/%Y} cho người nhận lúc {hour:%H:%M} "
            f"(đã quá {settings.REMINDERS_LATE_MINUTES} phút)."
        ]
    if planned.skipped:
        at = timezone.localtime(planned.finished_at)
        return [
            f"Lần lập lời nhắc lúc {at:%H:%M} bỏ qua {planned.skipped} việc hoặc người vì lỗi. "
            "Xem nhật ký của hệ thống."
        ]
    return []


def _hour_to_be_reached(local: datetime) -> time | None:
    """The last hour people can choose for which it is too late by now."""
    grace = timedelta(minutes=settings.REMINDERS_LATE_MINUTES)
    past = [
        hour for hour in DIGEST_HOURS if datetime.combine(local.date(), hour, local.tzinfo) + grace <= local
    ]
    return past[-1] if past else None
