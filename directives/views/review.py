"""The review of a text: the text beside its proposals, and what is said of its sentences."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, refuse
from meetings.access import document_for
from meetings.models import Document

from .. import reviewing
from ..review_page import ReviewPage
from ..transitions import NotAllowed

PAGE = "directives/review.html"


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen on which a clerk accounts for every sentence. A published text is shown on its own page."""
    document = document_for(_user(request), pk, to=Act.REVIEW)
    if document.is_published:
        return redirect("meetings:document", pk)
    page = ReviewPage(document, calendar.today())
    if by_htmx(request):
        return render(request, f"{PAGE}#workspace", {"page": page, "saved_at": page.saved_at})
    return render(request, PAGE, {"page": page, "saved_at": page.saved_at})


@require_POST
def proposal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a stretch by hand: one sentence, or what was selected (`start`, `end`)."""
    document = document_for(_user(request), pk, to=Act.REVIEW)
    if request.POST.get("sentence"):
        sentence = get_object_or_404(document.sentences, pk=_number(request, "sentence"))
        span = sentence.start, sentence.end
    else:
        start, end = _number(request, "start"), _number(request, "end")
        span = (0, 0) if start is None or end is None else (start, end)
    return _change(
        request, document, lambda: reviewing.add(pk, *span, by=_user(request)).pk, focus="proposal-{}"
    )


@require_POST
def sentence_no_task(request: HttpRequest, pk: int) -> HttpResponse:
    """This sentence gives no work."""
    return _mark(request, pk, no_task=True)


@require_POST
def sentence_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    return _mark(request, pk, no_task=False)


@require_POST
def sentences_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """No sentence that is left gives work."""
    document = document_for(_user(request), pk, to=Act.REVIEW)
    return _change(request, document, lambda: reviewing.mark_rest(pk, by=_user(request)))


def _mark(request: HttpRequest, pk: int, *, no_task: bool) -> HttpResponse:
    user, document = _user(request), document_for(_user(request), pk, to=Act.REVIEW)
    sentence = get_object_or_404(document.sentences, pk=_number(request, "sentence"))
    return _change(
        request, document, lambda: reviewing.mark_no_task(pk, sentence.pk, by=user, no_task=no_task)
    )


def _change(
    request: HttpRequest, document: Document, act: Callable[[], object], *, focus: str = ""
) -> HttpResponse:
    """Do it, then show the review as it stands; a new card is pointed out."""
    home = reverse("directives:review", args=[document.pk])
    try:
        made = act()
    except NotAllowed as problem:
        return refuse(request, str(problem), changed="review:stale", to=home)
    anchor = focus.format(made) if focus else ""
    if not by_htmx(request):
        return redirect(f"{home}#{anchor}" if anchor else home)
    page = ReviewPage(document, calendar.today())
    name = "workspace" if anchor else "text_changed"
    response = render(request, f"{PAGE}#{name}", {"page": page, "saved_at": calendar.now()})
    return (
        trigger_client_event(response, "review:made", {"id": anchor}, after="settle") if anchor else response
    )


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _number(request: HttpRequest, name: str) -> int | None:
    """A whole number of the form; None for anything else."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
