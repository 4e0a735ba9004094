"""Sổ theo dõi: every share of work the person may see, filtered by the address."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, part

from ..filters import AssignmentFilter
from ..lines import lines
from ..models import Assignment
from ..models.assignment import AssignmentQuerySet

PER_PAGE = 50


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register: the full page, or through htmx its list alone."""
    user: User = request.user  # type: ignore[assignment]
    today = calendar.today()
    chosen = AssignmentFilter(request.GET, user=user, on=today)
    tabs = chosen.tabs()
    count = next(count for _, _, active, count in tabs if active)
    page = _page(chosen.rows(), count, request.GET.get("page"))
    context = {"filter": chosen, "tabs": tabs, "page": page, "lines": lines(list(page), today)}
    context["may_give"] = may(user, Act.PUBLISH)
    response = render(request, part(request, "directives/register.html", "rows"), context)
    if by_htmx(request):
        response["HX-Push-Url"] = f"?{urlencode(chosen.clean_query())}"
    return response


def _page(rows: AssignmentQuerySet, count: int, number: str | None) -> Page[Assignment]:
    """The page of this number; the rows were counted already."""
    paginator: Paginator[Assignment] = Paginator(rows.with_directive(), PER_PAGE)
    paginator.__dict__["count"] = count
    return paginator.get_page(number)
