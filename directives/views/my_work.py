"""Việc của tôi: what waits for the person, most pressing first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Groups of shares by urgency, each line with its one next act."""
    return render(request, "directives/my_work.html", {"groups": []})
