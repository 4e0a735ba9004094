"""The published numbers, for everybody: no session, no script, the same for all, so that they can be cached.

A page is made of a Publication alone, which holds numbers and names of agencies; nothing else is asked.
"""

import csv
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..models import Publication
from .publishing import SHOWN

_CACHED = 300  # seconds: as long may a withdrawn publication be seen at whoever keeps copies


View = Callable[..., HttpResponse]


def _for_everybody(view: View) -> View:
    """Decorator of a page that is the same for all."""

    @require_safe
    @login_not_required
    @cache_control(public=True, max_age=_CACHED)
    @wraps(view)
    def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # the middleware which closes the other pages asked who this is; the answer has nothing of it
        request.session.accessed = False
        return view(request, *args, **kwargs)

    return public


def _page(template: str, **context: Any) -> HttpResponse:
    """Made without the request: nothing of a session, and nothing of who asks, can get into it."""
    return HttpResponse(render_to_string(template, {"province": settings.PROVINCE, **context}))


@_for_everybody
def published(request: HttpRequest) -> HttpResponse:
    """The months that were published, the latest first."""
    found = Publication.objects.standing().defer("numbers")
    return _page("public/list.html", publications=found)


@_for_everybody
def month(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers of one."""
    return _page("public/month.html", publication=_standing(pk), shown=SHOWN)


@_for_everybody
def month_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for programs."""
    found = _standing(pk)
    body = {
        "period": {"name": found.title, "from": found.first, "to": found.last, "as_of": found.on},
        "published_at": found.published_at,
        "words": SHOWN,
        **found.numbers,
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@_for_everybody
def month_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for spreadsheets; the mark at the beginning tells them that it is UTF-8."""
    found = _standing(pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="so-lieu-{found.month}.csv"'
    csv.writer(response).writerows(_rows(found.numbers))
    return response


def _rows(numbers: dict[str, Any]) -> Iterator[list[Any]]:
    yield ["Nhóm", "Cơ quan", *SHOWN.values()]
    for board in numbers["boards"]:
        for agency in board["agencies"]:
            yield [board["title"], _text(agency["name"]), *(agency[name] for name in SHOWN)]
    yield ["", "Tổng cộng", *(numbers["total"][name] for name in SHOWN)]


def _text(name: str) -> str:
    """A cell which no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@") else name


def _standing(pk: int) -> Publication:
    return get_object_or_404(Publication.objects.standing(), pk=pk)
