"""What every page knows about the day."""

from typing import Any

from django.http import HttpRequest

from . import calendar


def today(request: HttpRequest) -> dict[str, Any]:
    """`today`, and whether it was set by hand (then an amber band says so)."""
    return {"today": calendar.today(), "day_is_set": calendar.set_day() is not None}
