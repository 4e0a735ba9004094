"""Names which were not understood: the question whom one means, in a dialog or on a page."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Act, may
from agencies import calendar
from agencies.aliases import NameTaken
from agencies.htmx import done, part, refuse

from .. import naming
from ..forms.naming import NameForm, Scope
from ..models import ProposalParty
from ..taking import version_of
from ..transitions import NotAllowed
from .changing import document_of, home, sent_version, user_of

PAGE = "directives/review_party.html"


@require_http_methods(["GET", "HEAD", "POST"])
def party_name(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Whom a name means: an agency or a group, in this text or for good."""
    party, sent = _party(request, pk, party_pk), request.method == "POST"
    can_remember = may(user_of(request), Act.REMEMBER_NAME)
    data = request.POST if sent else None
    form = NameForm(data, party=party, on=calendar.today(), can_remember=can_remember)
    if sent and form.is_valid() and (answer := _settle(request, party, form)):
        return answer
    version = sent_version(request) or version_of(party.proposal)
    context = {"party": party, "form": form, "version": version, "document": party.proposal.document}
    return render(request, part(request, PAGE, "form"), context, status=422 if sent else 200)


@require_POST
def party_drop(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """A name is no agency."""
    party = _party(request, pk, party_pk)
    act = partial(naming.drop_name, pk, party_pk, by=user_of(request), version=sent_version(request))
    try:
        changed = act()
    except NotAllowed as problem:
        return _refuse(request, party, problem)
    return _done(request, party, f"Đã bỏ “{party.text}” khỏi {len(changed)} nhiệm vụ.")


def _settle(request: HttpRequest, party: ProposalParty, form: NameForm) -> HttpResponse | None:
    """Do what the form says; None when the name cannot be remembered, which the form then says."""
    body, for_good = form.cleaned_data["body"], form.cleaned_data["scope"] == Scope.FOR_GOOD
    by, version = user_of(request), sent_version(request)
    try:
        changed = naming.settle_name(
            party.proposal_id, party.pk, body, for_good=for_good, by=by, version=version
        )
    except NameTaken as problem:
        form.add_error("scope", str(problem))
        return None
    except NotAllowed as problem:
        return _refuse(request, party, problem)
    did = "Đã ghi nhớ" if for_good else "Đã hiểu"
    return _done(request, party, f"{did} “{party.text}” là {body} ({len(changed)} nhiệm vụ).")


def _party(request: HttpRequest, pk: int, party_pk: int) -> ProposalParty:
    document = document_of(request, pk)
    rows = ProposalParty.objects.select_related("proposal", "agency", "group")
    party = get_object_or_404(rows, pk=party_pk, proposal=pk)
    party.proposal.document = document
    return party


def _done(request: HttpRequest, party: ProposalParty, text: str) -> HttpResponse:
    to = home(party.proposal.document, party.proposal_id)
    return done(request, text, changed="review:stale", to=to, detail={"card": party.proposal_id})


def _refuse(request: HttpRequest, party: ProposalParty, problem: NotAllowed) -> HttpResponse:
    to = home(party.proposal.document, party.proposal_id)
    return refuse(request, str(problem), changed="review:stale", to=to)
