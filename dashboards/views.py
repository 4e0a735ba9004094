"""What leaders ask of the whole province."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part

from .panels import panels_of_province
from .ranking import sort_links
from .scope import ScopeForm


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_PROVINCE)
def province(request: HttpRequest) -> HttpResponse:
    """The province at a glance; every number opens its rows."""
    user: User = request.user  # type: ignore[assignment]
    form = ScopeForm(request.GET, today=calendar.today())
    template = part(request, "dashboards/province.html", "board")
    if not form.is_valid():
        return render(request, template, {"form": form}, status=422)
    context = {"sorts": sort_links(request.GET, form.chosen_sort)} | panels_of_province(form, user)
    return render(request, template, context)
