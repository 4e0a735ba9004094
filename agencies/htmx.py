"""The answers to a page that asks through htmx (fragment, saved, bad form, refused), and their plain kin."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django_htmx.http import trigger_client_event


def vary_by_htmx(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a piece of a page is never taken for the page at the same address, as going back would."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return answer


def by_htmx(request: HttpRequest) -> bool:
    """Whether a fragment is asked for. Going back in the browser asks for a whole page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def part(request: HttpRequest, template: str, name: str) -> str:
    """The named partial for an htmx swap, the whole page for everything else."""
    return f"{template}#{name}" if by_htmx(request) else template


def done(
    request: HttpRequest, text: str, *, changed: str, to: str, detail: dict[str, Any] | None = None
) -> HttpResponse:
    """Say what was saved: 204 and the event `changed`, on which pages catch up; else on to `to`."""
    if not by_htmx(request):
        messages.success(request, text)
        return redirect(to)
    response = HttpResponse(status=204)
    return trigger_client_event(response, changed, {"text": text, **(detail or {})})


def refuse(request: HttpRequest, text: str, *, changed: str, to: str) -> HttpResponse:
    """The page was stale: 409, the reason, and `changed` so that the page catches up."""
    if not by_htmx(request):
        messages.error(request, text)
        return redirect(to)
    response = HttpResponse(status=409)
    trigger_client_event(response, "app:problem", {"text": text})
    return trigger_client_event(response, changed, {})
