"""What every change of a review answers: the parts of the page it touched, or why it was refused."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import trigger_client_event

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, refuse
from meetings.access import document_for
from meetings.models import Document

from ..models import Directive, Proposal
from ..review_page import ReviewPage
from ..transitions import NotAllowed
from ..undoing import Undone

PAGE = "directives/review.html"

Made = Proposal | tuple[Proposal, list[str]]  # what was changed, and perhaps in words what that brought along


def change_card(
    request: HttpRequest, pk: int, act: Callable[..., Made], *, whole: bool = False
) -> HttpResponse:
    """Do it on the version the page was made from, then show what it changed: the card, or all of them."""
    document = document_of(request, pk)
    try:
        made = act(version=sent_version(request))
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=f"proposal-{pk}:stale", to=home(document, pk))
    made, news = made if isinstance(made, tuple) else (made, [])
    if not by_htmx(request):
        return redirect(home(document, made.pk))
    page = ReviewPage(document, calendar.today(), by=user_of(request))
    page.card(made.pk).news = news
    return answer(request, page, part="workspace" if whole else "changed", about=made)


def change_review(
    request: HttpRequest, document: Document, act: Callable[[], Any], *, whole: bool = False
) -> HttpResponse:
    """Do it, then show the review as it stands. A proposal that `act` returns is pointed out."""
    try:
        made = act()
    except NotAllowed as problem:
        return refuse(request, str(problem), changed="review:stale", to=home(document))
    said = made.said if isinstance(made, Undone) else ""
    about = made.proposal if isinstance(made, Undone) else made if isinstance(made, Proposal) else None
    if not by_htmx(request):
        return redirect(home(document, about.pk if about else None))
    page = ReviewPage(document, calendar.today(), by=user_of(request))
    return answer(request, page, part="workspace" if whole else "text_changed", about=about, said=said)


def answer(
    request: HttpRequest, page: ReviewPage, *, part: str, about: Proposal | None = None, said: str = ""
) -> HttpResponse:
    """A part of the review, saved just now.

    The event `review:made` tells which card it is about, and in words what was done, for who cannot see it.
    """
    card = page.card(about.pk) if about else None
    context = {"page": page, "card": card, "saved_at": calendar.now()}
    response = render(request, f"{PAGE}#{part}", context)
    if page.step and not said:
        said = ": ".join(filter(None, [str(page.step), "; ".join(card.news) if card else ""])) + "."
    detail = {"id": f"proposal-{about.pk}" if about else "", "said": said}
    return trigger_client_event(response, "review:made", detail, after="settle")


def document_of(request: HttpRequest, pk: int) -> Document:
    """404 for those who may not know of the text, 403 for those who may not review it."""
    return document_for(user_of(request), get_object_or_404(Proposal, pk=pk).document_id, to=Act.REVIEW)


def page_of(request: HttpRequest, pk: int) -> ReviewPage:
    """The review to which a proposal belongs."""
    return ReviewPage(document_of(request, pk), calendar.today(), by=user_of(request))


def home(document: Document, card: int | None = None) -> str:
    """The address of the review, at a card."""
    anchor = f"#proposal-{card}" if card else ""
    return f"{reverse('directives:review', args=[document.pk])}{anchor}"


def sent_version(request: HttpRequest, name: str = "version") -> str:
    """The version of a proposal on which the sent form was made."""
    return request.POST.get(name, "")


def sent_number(request: HttpRequest, name: str) -> int | None:
    """A whole number of the form; None for anything else."""
    return whole_number(request.POST.get(name, ""))


def whole_number(value: str) -> int | None:
    """What somebody sent as a number; None when it is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def user_of(request: HttpRequest) -> User:
    """Who is signed in."""
    return request.user  # type: ignore[return-value]


def renew(form: BaseForm, directive: Directive) -> None:
    """Have the form as typed be about the newest state of the directive: saving it again is a decision."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(Directive.objects.get(pk=directive.pk).version)
    form.data = data
