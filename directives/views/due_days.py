"""Lịch: deadlines by month and by week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies import calendar

from ..due_days import DueCalendar


@require_safe
def due_days(request: HttpRequest) -> HttpResponse:
    """The month or the week in which a day lies; every number opens its rows in the register."""
    user: User = request.user  # type: ignore[assignment]
    days = DueCalendar(request.GET, user, calendar.today())
    return render(request, "directives/calendar.html", {"calendar": days, "filter": days.filter})
