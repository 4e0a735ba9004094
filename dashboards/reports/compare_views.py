"""Two days compared: the page, and the same as an Excel file."""

from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, demand, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part
from directives.exporting import file_name
from directives.spreadsheet import TYPE

from . import compare as comparing
from .compare_sheet import write_comparison
from .rooms import rooms_of


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.COMPARE_DAYS)
def compare(request: HttpRequest) -> HttpResponse:
    """The balance between two days, of all and of each agency; to an agency, of its own work."""
    return _page(request, comparing.CompareForm(request.GET, today=calendar.today()))


def _page(request: HttpRequest, form: comparing.CompareForm) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    context: dict[str, Any] = {"form": form, "rooms": rooms_of(user, request.path)}
    template = part(request, "reports/compare.html", "report")
    if not form.is_valid():
        return render(request, template, context, status=422)
    context["comparison"] = comparing.compare(form, user)
    return render(request, template, context)


@require_safe
def compare_excel(request: HttpRequest) -> HttpResponseBase:
    """Both balances, and the numbers of each agency."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.COMPARE_DAYS)
    form = comparing.CompareForm(request.GET, today=calendar.today())
    if not form.is_valid():
        return _page(request, form)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_comparison(file, comparing.compare(form, user))
    file.seek(0)
    name = file_name(f"So sanh tu {form.days[0]:%d-%m-%Y} den", form.days[1])
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)
