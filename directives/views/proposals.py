"""One card of the review: what a clerk does to a proposal. The answer is card, text and count anew."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, part, refuse
from meetings.access import document_for
from meetings.models import Document

from .. import reviewing
from ..forms.review import ProposalForm, SplitForm
from ..models import Proposal
from ..review_page import ReviewPage
from ..transitions import NotAllowed

PAGE = "directives/review.html"
EDIT = "directives/review_proposal.html"
SPLIT = "directives/review_split.html"

Change = Callable[[str], Proposal]  # version → what was changed


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as it stands; without htmx the whole review at its place."""
    page = _page_of(request, pk)
    if not by_htmx(request):
        return redirect(_home(page.document, pk))
    return render(request, f"{PAGE}#card", {"page": page, "card": page.card(pk)})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was read: title, who, until when."""
    page, sent = _page_of(request, pk), request.method == "POST"
    card = page.card(pk)
    form = ProposalForm(request.POST if sent else None, card=card, on=page.on)
    if not (sent and form.is_valid()):
        context = {"page": page, "card": card, "form": form, "version": _version(request) or card.version}
        return render(request, part(request, EDIT, "form"), context, status=422 if sent else 200)
    correction = form.correction()
    return _change(
        request, pk, lambda version: reviewing.correct(pk, correction, by=_user(request), version=version)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two proposals of one."""
    page, sent = _page_of(request, pk), request.method == "POST"
    card = page.card(pk)
    form = SplitForm(request.POST if sent else None, card=card, text=page.document.text)
    if not (sent and form.is_valid()):
        context = {"page": page, "card": card, "form": form, "version": _version(request) or card.version}
        return render(request, part(request, SPLIT, "form"), context, status=422 if sent else 200)
    at = form.cleaned_data["at"]
    return _change(
        request, pk, lambda version: reviewing.split(pk, at, by=_user(request), version=version), whole=True
    )


@require_POST
def proposal_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """No work arises from this passage."""
    return _change(request, pk, lambda version: reviewing.dismiss(pk, by=_user(request), version=version))


@require_POST
def proposal_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dismissed proposal back."""
    return _change(request, pk, lambda version: reviewing.restore(pk, by=_user(request), version=version))


@require_POST
def proposal_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """A doubtful day is right as read, or the likely one is meant (`likely`)."""
    likely = request.POST.get("likely") == "1"
    return _change(
        request,
        pk,
        lambda version: reviewing.settle_deadline(pk, likely=likely, by=_user(request), version=version),
    )


@require_POST
def proposal_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """A lead taken over from the words before is right."""
    return _change(request, pk, lambda version: reviewing.settle_lead(pk, by=_user(request), version=version))


@require_POST
def party_remove(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Take somebody out."""
    return _change(
        request,
        pk,
        lambda version: reviewing.remove_party(pk, party_pk, by=_user(request), version=version),
    )


@require_POST
def party_settle(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """A guessed name was understood rightly."""
    return _change(
        request,
        pk,
        lambda version: reviewing.settle_party(pk, party_pk, by=_user(request), version=version),
    )


def _change(request: HttpRequest, pk: int, act: Change, *, whole: bool = False) -> HttpResponse:
    """Do it on the version the page was made from, then show what it changed: the card, or all of them."""
    document = _document_of(request, pk)
    try:
        made = act(_version(request))
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=f"proposal-{pk}:stale", to=_home(document, pk))
    if not by_htmx(request):
        return redirect(_home(document, made.pk))
    page = ReviewPage(document, calendar.today())
    context = {"page": page, "card": page.card(made.pk), "saved_at": calendar.now()}
    response = render(request, f"{PAGE}#{'workspace' if whole else 'changed'}", context)
    return trigger_client_event(response, "review:made", {"id": f"proposal-{made.pk}"}, after="settle")


def _document_of(request: HttpRequest, pk: int) -> Document:
    """404 for those who may not know of the text, 403 for those who may not review it."""
    return document_for(_user(request), get_object_or_404(Proposal, pk=pk).document_id, to=Act.REVIEW)


def _page_of(request: HttpRequest, pk: int) -> ReviewPage:
    return ReviewPage(_document_of(request, pk), calendar.today())


def _home(document: Document, pk: int) -> str:
    return f"{reverse('directives:review', args=[document.pk])}#proposal-{pk}"


def _version(request: HttpRequest) -> str:
    return request.POST.get("version", "")


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
