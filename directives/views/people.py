"""People: the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies import calendar

from ..access import person_for
from ..person_page import person_page


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: who they are, what they hold, follow or direct, overdue first."""
    user: User = request.user  # type: ignore[assignment]
    page = person_page(person_for(user, pk), user, calendar.today())
    return render(request, "directives/person.html", {"page": page, "person": page.person})
