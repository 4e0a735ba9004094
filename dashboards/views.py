"""What leaders ask of the whole province."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part
from directives.models.rules import follow_up_rules

from . import tallies
from .scope import ScopeForm

MOST_LINES = 10


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_PROVINCE)
def province(request: HttpRequest) -> HttpResponse:
    """The province at a glance; every number opens its rows."""
    user: User = request.user  # type: ignore[assignment]
    day = calendar.today()
    form = ScopeForm(request.GET, on=day)
    template = part(request, "dashboards/province.html", "board")
    if not form.is_valid():
        return render(request, template, {"form": form}, status=422)
    scope = form.scope()
    work = scope.work(user, day)
    total = tallies.of_all(work, scope.link, on=day)
    context = {
        "form": form,
        "total": total,
        "boards": tallies.by_agency(work, scope.link, on=day),
        "overdue": tallies.longest_overdue(work, scope.link, total, on=day, most=MOST_LINES),
        "due_week": tallies.due_this_week(work, scope.link, total, on=day, most=MOST_LINES),
        "rules": follow_up_rules(day),
        "meetings": tallies.by_meeting(work, scope.link, on=day, most=MOST_LINES),
    }
    return render(request, template, context)
