"""The search of the top bar: a page of results, and while one types the list below the field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies.htmx import part

from ..searching import search


@require_safe
def search_all(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words, by kind."""
    user: User = request.user  # type: ignore[assignment]
    found = search(request.GET.get("q", ""), user)
    return render(request, part(request, "directives/search.html", "found"), {"found": found})
