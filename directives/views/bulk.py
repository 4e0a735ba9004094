"""One act for many rows of the register: what it will do, then what became of each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import demand
from accounts.models import User
from agencies import calendar

from ..bulk import MOST, Chosen, rows_named
from ..filters import AssignmentFilter
from ..forms.bulk import ACTS, BulkForm
from ..models import Assignment

TEMPLATE = "directives/bulk.html"


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Asked for by the bar of the register: how many, to which it cannot apply; then done, row by row.

    The rows which were shown are sent back one by one: what is done is what was read, whatever changed since.
    """
    user: User = request.user  # type: ignore[assignment]
    kind = _act(request)
    if kind.act is not None:
        demand(user, kind.act)
    sent = request.POST if request.method == "POST" else request.GET
    asked = bool(sent.getlist("share") or sent.get("all"))
    chosen = Chosen(rows_named(sent, user=user, on=calendar.today()) if asked else Assignment.objects.none())
    form = kind(sent if request.method == "POST" else None, chosen=chosen, by=user)
    context = {"form": form, "chosen": chosen, "most": MOST, "back_url": _back(request, user)}
    if request.method != "POST" or chosen.too_many or not form.items or not form.is_valid():
        return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)
    if form.previews and request.POST.get("step") != "send":
        return _before_sending(request, form, context)
    refused = form.perform()
    outcome = {"refused": refused, "done": len(form.items) - len(refused), "letters": form.letters()}
    return render(request, "directives/bulk_done.html", context | outcome)


def _before_sending(request: HttpRequest, form: BulkForm, context: dict[str, Any]) -> HttpResponse:
    """What sending will do, with the words that were typed; or these again, to be changed."""
    if request.POST.get("step") != "edit":
        form.preview = form.make_preview()
    return render(request, TEMPLATE, context)


def _act(request: HttpRequest) -> type[BulkForm]:
    sent = request.POST if request.method == "POST" else request.GET
    if (kind := ACTS.get(sent.get("act", ""))) is None:
        raise Http404
    return kind


def _back(request: HttpRequest, user: User) -> str:
    """The register as it was filtered."""
    shown = AssignmentFilter(request.GET, user=user, on=calendar.today())
    return reverse("directives:register") + shown.changed()
