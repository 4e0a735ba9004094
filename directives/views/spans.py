"""Where the proposals of a review begin and end: one split, two merged, the edges of one moved."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from agencies.htmx import part

from .. import review_spans
from ..forms.spans import MergeForm, SpanForm, SplitForm
from .changing import change_card, page_of, sent_version, user_of

SPLIT = "directives/review_split.html"
MERGE = "directives/review_merge.html"
SPAN = "directives/review_span.html"


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two proposals of one."""
    page, sent = page_of(request, pk), request.method == "POST"
    card = page.card(pk)
    form = SplitForm(request.POST if sent else None, card=card, text=page.document.text)
    if not (sent and form.is_valid()):
        version = sent_version(request) or card.version
        context = {"page": page, "card": card, "form": form, "version": version}
        return render(request, part(request, SPLIT, "form"), context, status=422 if sent else 200)
    act = partial(review_spans.split, pk, form.cleaned_data["at"], by=user_of(request))
    return change_card(request, pk, act, whole=True)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one proposal of this and a neighbour."""
    page, sent = page_of(request, pk), request.method == "POST"
    card = page.card(pk)
    form = MergeForm(request.POST if sent else None, card=card, page=page)
    if not (sent and form.is_valid()):
        version = sent_version(request) or card.version
        context = {"page": page, "card": card, "form": form, "version": version}
        return render(request, part(request, MERGE, "form"), context, status=422 if sent else 200)
    act = partial(review_spans.merge, pk, by=user_of(request), **form.wanted())
    return change_card(request, pk, act, whole=True)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_span(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a proposal begin or end elsewhere: `edge` moves by a sentence or clause, or `start` and `end`."""
    page, sent = page_of(request, pk), request.method == "POST"
    form = SpanForm(request.POST if sent else None)
    if not (sent and form.is_valid()):
        context = {"page": page, "card": page.card(pk), "version": page.card(pk).version, "form": form}
        return render(request, SPAN, context, status=422 if sent else 200)
    if edge := form.cleaned_data["edge"]:
        act = partial(review_spans.move_edge, pk, edge, by=user_of(request))
    else:
        act = partial(review_spans.set_span, pk, *form.span(), by=user_of(request))
    return change_card(request, pk, act, whole=True)
