"""Việc của tôi: what waits for the person, most pressing first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.htmx import part

from .. import departed
from ..access import directive_for
from ..gathering import First, ones
from ..models import Directive
from ..succession_page import open_work_of_ended
from ..waiting import Filled, Waiting

PER_PAGE = 50


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Groups of shares by urgency, each line with its one next act; ?group= shows the whole of one."""
    user: User = request.user  # type: ignore[assignment]
    waiting = Waiting(user, calendar.today())
    if "group" in request.GET:
        return _one_group(request, waiting, request.GET["group"])
    groups, drafts, pieces = waiting.groups(), waiting.drafts(), waiting.pieces()
    total = sum(group.count for group in groups) + len(drafts) + len(pieces)
    context = {
        "groups": groups,
        "drafts": drafts,
        "pieces": pieces,
        "departed": departed.count_for(user),
        "total": total,
        "unaccepted": waiting.unaccepted().count(),
        "upcoming": waiting.upcoming() if not total else [],
        "office": user.in_office,
        "left_behind": open_work_of_ended(waiting.on) if may(user, Act.SUCCEED) else 0,
        "person": user,
    }
    return render(request, part(request, "directives/my_work.html", "work"), context)


def _one_group(request: HttpRequest, waiting: Waiting, key: str) -> HttpResponse:
    """The lines of one group; ?directive= the shares which one of its lines stands for."""
    kind = waiting.group(key)
    if kind is None:
        raise Http404
    directive = _directive_of(waiting.user, request.GET.get("directive"))
    rows = waiting.rows(key)
    found = waiting.firsts(key) if directive is None else ones(rows.filter(directive=directive))
    paginator: Paginator[Any] = Paginator(found, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    tasks = list(waiting.gathered([(key, First(*first)) for first in page]))
    group = Filled(kind, rows.count() if directive is None else paginator.count, tasks)
    context = {
        "group": group,
        "of": directive,
        "page": page,
        "person": waiting.user,
        "unaccepted": waiting.unaccepted().count(),
    }
    return render(request, part(request, "directives/my_work_group.html", "work"), context)


def _directive_of(user: User, number: str | None) -> Directive | None:
    """The directive of the address, if there is one; what names none that the person sees is not found."""
    if number is None:
        return None
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return directive_for(user, int(number))
