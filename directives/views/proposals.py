"""One card of the review: what a clerk says of a proposal. The answer is card, text and count anew."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.htmx import by_htmx, part

from .. import reviewing
from ..forms.review import ProposalForm
from .changing import PAGE, change_card, home, page_of, sent_version, user_of

EDIT = "directives/review_proposal.html"


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as it stands; without htmx the whole review at its place."""
    page = page_of(request, pk)
    if not by_htmx(request):
        return redirect(home(page.document, pk))
    return render(request, f"{PAGE}#card", {"page": page, "card": page.card(pk)})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was read: title, who, until when."""
    page, sent = page_of(request, pk), request.method == "POST"
    card = page.card(pk)
    form = ProposalForm(request.POST if sent else None, card=card, on=page.on)
    if not (sent and form.is_valid()):
        context = {"page": page, "card": card, "form": form, "version": sent_version(request) or card.version}
        return render(request, part(request, EDIT, "form"), context, status=422 if sent else 200)
    act = partial(reviewing.correct, pk, form.correction(), by=user_of(request))
    return change_card(request, pk, act)


@require_POST
def proposal_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal is right as it stands."""
    return change_card(request, pk, partial(reviewing.accept, pk, by=user_of(request)))


@require_POST
def proposal_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """No work arises from this passage."""
    return change_card(request, pk, partial(reviewing.dismiss, pk, by=user_of(request)))


@require_POST
def proposal_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dismissed proposal back."""
    return change_card(request, pk, partial(reviewing.restore, pk, by=user_of(request)))


@require_POST
def proposal_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """A doubtful day is right as read, or the likely one is meant (`likely`)."""
    likely = request.POST.get("likely") == "1"
    return change_card(
        request, pk, partial(reviewing.settle_deadline, pk, likely=likely, by=user_of(request))
    )


@require_POST
def proposal_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """A lead taken over from the words before is right."""
    return change_card(request, pk, partial(reviewing.settle_lead, pk, by=user_of(request)))


@require_POST
def party_remove(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Take somebody out."""
    return change_card(request, pk, partial(reviewing.remove_party, pk, party_pk, by=user_of(request)))


@require_POST
def party_settle(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """A guessed name was understood rightly."""
    return change_card(request, pk, partial(reviewing.settle_party, pk, party_pk, by=user_of(request)))
