"""What the rules page shows of the reminders that go out by themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, requires
from agencies.htmx import part

from .models import ReminderRule


@require_safe
@requires(Act.SET_RULES)
def ladder(request: HttpRequest) -> HttpResponse:
    """The rungs in use, from the earliest on: when each speaks, and to whom."""
    rules = ReminderRule.objects.active()
    return render(request, part(request, "reminders/ladder.html", "rungs"), {"rules": rules})
