"""Agencies: the list of those one sees, and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies import calendar

from ..access import agencies_seen_by, agency_for
from ..agency_page import AgencyLine, AgencySearch, agency_lines, agency_page, sort_links, sort_of
from ..models.rules import follow_up_rules

PER_PAGE = 50


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """All agencies with their numbers; a member of one agency alone comes straight to its page."""
    user: User = request.user  # type: ignore[assignment]
    today, seen = calendar.today(), agencies_seen_by(user)
    if not user.sees_all and len(own := list(seen)) == 1:
        return redirect("directives:agency", own[0].pk)
    search = AgencySearch(request.GET)
    lines = agency_lines(search.apply(seen, today), user, today, sort=sort_of(request.GET))
    paginator: Paginator[AgencyLine] = Paginator(lines, PER_PAGE)
    context = {
        "page": paginator.get_page(request.GET.get("page")),
        "search": search,
        "sorts": sort_links(request.GET),
    }
    return render(request, "directives/agency_list.html", context)


@require_safe
def agency_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An agency: who it is, where its work stands, who holds what."""
    user: User = request.user  # type: ignore[assignment]
    agency = agency_for(user, pk)
    today = calendar.today()
    page = agency_page(agency, user, today, role=request.GET.get("role", ""))
    context = {"page": page, "agency": agency, "rules": follow_up_rules(today)}
    return render(request, "directives/agency.html", context)
