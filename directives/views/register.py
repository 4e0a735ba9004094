"""Sổ theo dõi: every share of work the person may see, filtered by the address, in chosen columns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, part

from ..columns import ALWAYS
from ..filters import ALL, AssignmentFilter
from ..forms.register import ColumnsForm
from ..register_page import RegisterPage
from ..saving import keep_columns, setup_of


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register: the full page, or through htmx its list alone."""
    user: User = request.user  # type: ignore[assignment]
    if not request.GET and not request.htmx and (view := setup_of(user).opens_with):  # type: ignore[attr-defined]
        return redirect(f"{request.path}?{view.query}" if view.query else f"{request.path}{ALL}")
    shown = RegisterPage(request.GET, user=user, on=calendar.today())
    context = {"shown": shown, "filter": shown.filter, "page": shown.page}
    context["may_give"] = may(user, Act.PUBLISH)
    response = render(request, part(request, "directives/register.html", "rows"), context)
    if by_htmx(request):
        response["HX-Push-Url"] = shown.address
    return response


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns the person sees, and go back to the rows; their address names none any more."""
    user: User = request.user  # type: ignore[assignment]
    form = ColumnsForm(request.POST)
    if form.is_valid():
        wanted = [] if "usual" in request.POST else [*form.cleaned_data["columns"], ALWAYS]
        keep_columns(wanted, by=user)
    shown = AssignmentFilter(request.GET, user=user, on=calendar.today())
    return redirect(reverse("directives:register") + shown.changed(columns=""))
