"""A single directive typed by hand: with the direction it comes from, or under a published document."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User
from meetings.access import document_for
from meetings.models import Document

from ..forms.by_hand import ByHand
from ..transitions import NotAllowed

PAGE = "directives/by_hand.html"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@requires(Act.PUBLISH)
def directive_add(request: HttpRequest) -> HttpResponse:
    """A short written direction, or what a leader said without a document, with its one directive."""
    return _page(request, None)


@require_http_methods(METHODS)
def document_directive_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A point of a published document that was overlooked; of a draft, points are made in its review."""
    document = document_for(request.user, pk, to=Act.PUBLISH)  # type: ignore[arg-type]
    return _page(request, document) if document.is_published else redirect("directives:review", pk)


def _page(request: HttpRequest, document: Document | None) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    sent = request.method == "POST"
    page = ByHand(request.POST if sent else None, document=document, by=user)
    context = {"page": page, "form": page.form, "direction": page.direction, "document": document}
    if not (sent and page.is_valid()):
        return render(request, PAGE, context, status=422 if sent else 200)
    try:
        made = page.give()
    except NotAllowed as problem:
        page.form.add_error(None, str(problem))
        return render(request, PAGE, context, status=409)
    messages.success(request, f"Đã giao {made.code} cho {made.assignments.count()} cơ quan.")
    return redirect("directives:detail", made.pk)
