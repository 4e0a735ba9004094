"""Sổ theo dõi: every share of work the person may see, filtered by the address."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies import calendar
from agencies.htmx import part

from ..filters import ROLES, AssignmentFilter
from ..lines import lines
from ..models import Assignment

PER_PAGE = 50


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register: the full page, or through htmx its list alone."""
    user: User = request.user  # type: ignore[assignment]
    today = calendar.today()
    chosen = AssignmentFilter(request.GET, user=user, on=today)
    rows = chosen.rows().select_related("directive", "agency")
    page: Page[Assignment] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "filter": chosen,
        "page": page,
        "lines": lines(list(page), today),
        "roles": [(value, words, value == chosen.chosen_role) for value, words in ROLES.items()],
    }
    response = render(request, part(request, "directives/register.html", "rows"), context)
    patch_vary_headers(response, ["HX-Request"])
    return response
