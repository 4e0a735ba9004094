"""What a clerk says of work that may have been given before, and of the days named in one sentence."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from .. import milestones, repeats, replacing
from .changing import change_card, sent_number, user_of


@require_POST
def proposal_repeats(request: HttpRequest, pk: int) -> HttpResponse:
    """The passage only repeats this `directive`, or it gives work `anew`; neither asks the clerk again."""
    directive, by = sent_number(request, "directive"), user_of(request)
    if directive is not None:
        return change_card(request, pk, partial(repeats.link, pk, directive, by=by))
    act = repeats.give_anew if request.POST.get("anew") else repeats.reconsider
    return change_card(request, pk, partial(act, pk, by=by))


@require_POST
def proposal_replaces(request: HttpRequest, pk: int) -> HttpResponse:
    """The passage takes the place of this `directive` of the corrected document; without one, of none."""
    directive, by = sent_number(request, "directive"), user_of(request)
    if directive is None:
        return change_card(request, pk, partial(repeats.reconsider, pk, by=by))
    return change_card(request, pk, partial(replacing.choose, pk, directive, by=by))


@require_POST
def proposal_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """One of several days is the deadline (`milestone`), or none at all (`drop`); or `each` is followed."""
    by, number = user_of(request), sent_number(request, "milestone")
    if "each" in request.POST:
        act = partial(milestones.set_parts, pk, each=request.POST["each"] == "1", by=by)
    elif (dropped := sent_number(request, "drop")) is not None:
        act = partial(milestones.drop, pk, dropped, by=by)
    else:
        act = partial(milestones.set_deadline, pk, -1 if number is None else number, by=by)
    return change_card(request, pk, act)
