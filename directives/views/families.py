"""The Office has a directive followed in parts: milestones which it names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from agencies.htmx import done, part, refuse

from .. import transitions
from ..access import directive_for
from ..forms.families import SplitForm
from ..models import Directive
from ..transitions import NotAllowed
from .changing import renew, user_of

SPLIT = "directives/split.html"
METHODS = ["GET", "HEAD", "POST"]
CHANGED = "assignment:changed"


@require_http_methods(METHODS)
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows of parts with their days; `more` gives more rows."""
    directive = directive_for(user_of(request), pk, to=Act.SPLIT)
    if problem := transitions.split_refusal(directive, list(directive.assignments.all())):
        return refuse(request, problem, changed=CHANGED, to=_home(directive))
    more = "more" in request.POST
    form = SplitForm(request.POST if request.method == "POST" else None, directive=directive, more=more)
    context = {"directive": directive, "form": form, "back_url": _home(directive)}
    if request.method != "POST" or more or not form.is_valid():
        return _show(request, context, 422 if request.method == "POST" and not more else 200)
    try:
        form.perform(by=request.user)  # type: ignore[arg-type]
    except NotAllowed as problem:
        renew(form, directive)
        return _show(request, {**context, "problem": str(problem)}, 409)
    return done(request, "Đã tách nhiệm vụ.", changed=CHANGED, to=_home(directive))


def _home(directive: Directive) -> str:
    return reverse("directives:detail", args=[directive.pk])


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    return render(request, part(request, SPLIT, "form"), context, status=status)
