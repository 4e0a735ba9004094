"""What leaders ask of the whole province."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, requires
from agencies import calendar
from directives.models import Assignment

from . import tallies


@require_safe
@requires(Act.SEE_PROVINCE)
def province(request: HttpRequest) -> HttpResponse:
    """The province at a glance; every number opens its rows."""
    day = calendar.today()
    work = Assignment.objects.counted()
    return render(
        request, "dashboards/province.html", {"total": tallies.of_province(work, on=day), "day": day}
    )
