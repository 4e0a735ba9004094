"""The Office says how work comes back: sets its cycle, changes it, stops it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from agencies import calendar
from agencies.htmx import done, part, refuse

from .. import transitions
from ..access import directive_for
from ..cycle_page import given_so_far
from ..forms.cycles import CycleForm, StopCycleForm
from ..models import Cycle, Directive
from ..transitions import NotAllowed
from .changing import renew, user_of

CYCLE, STOP = "directives/cycle.html", "directives/cycle_stop.html"
METHODS = ["GET", "HEAD", "POST"]
CHANGED = "assignment:changed"


@require_http_methods(METHODS)
def set_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """The rule by which a directive comes back from now on; `preview` shows its days only."""
    directive = directive_for(user_of(request), pk, to=Act.SET_CYCLE)
    if problem := transitions.set_refusal(directive, list(directive.assignments.all())):
        return _refuse(request, directive, problem)
    return _cycle(request, directive, None, "Đã đặt chu kỳ.")


@require_http_methods(METHODS)
def change_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Another rule, end or other agencies; a stopped cycle goes on again."""
    directive = directive_for(user_of(request), pk, to=Act.CHANGE_CYCLE)
    cycle = Cycle.objects.filter(directive=directive).first()
    if cycle is None:
        return _refuse(request, directive, "Nhiệm vụ này không có chu kỳ.")
    return _cycle(request, directive, cycle, "Đã đổi chu kỳ.")


@require_http_methods(METHODS)
def stop_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Why no further occurrence is given out, and what stays."""
    directive = directive_for(user_of(request), pk, to=Act.STOP_CYCLE)
    cycle = Cycle.objects.running().filter(directive=directive).first()
    if cycle is None:
        return _refuse(request, directive, "Nhiệm vụ này không có chu kỳ đang áp dụng.")
    form = StopCycleForm(request.POST or None, directive=directive)
    about: dict[str, object] = {"cycle": cycle, "given": given_so_far(cycle, calendar.today())}
    return _handle(request, directive, form, STOP, about, "Đã dừng chu kỳ.")


def _cycle(request: HttpRequest, directive: Directive, cycle: Cycle | None, said: str) -> HttpResponse:
    asking = "preview" in request.POST
    data = request.POST if request.method == "POST" else None
    form = CycleForm(data, directive=directive, cycle=cycle, asking=asking)
    title = "Đặt lại chu kỳ" if cycle and cycle.is_stopped else "Đổi chu kỳ" if cycle else "Đặt chu kỳ"
    shares = directive.assignments.in_force().select_related("agency")
    about: dict[str, object] = {
        "cycle": cycle,
        "title": title,
        "charged": [] if cycle else list(shares.order_by("-role", "pk")),
    }
    if asking:
        return _show(request, directive, form, CYCLE, about, 200)
    return _handle(request, directive, form, CYCLE, about, said)


def _handle(
    request: HttpRequest,
    directive: Directive,
    form: CycleForm | StopCycleForm,
    template: str,
    about: dict[str, object],
    said: str,
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return _show(request, directive, form, template, about, 422 if request.method == "POST" else 200)
    try:
        form.perform(by=request.user)  # type: ignore[arg-type]
    except NotAllowed as problem:
        renew(form, directive)
        return _show(request, directive, form, template, {**about, "problem": str(problem)}, 409)
    return done(request, said, changed=CHANGED, to=_home(directive))


def _home(directive: Directive) -> str:
    return reverse("directives:detail", args=[directive.pk])


def _refuse(request: HttpRequest, directive: Directive, problem: str) -> HttpResponse:
    return refuse(request, problem, changed=CHANGED, to=_home(directive))


def _show(
    request: HttpRequest,
    directive: Directive,
    form: CycleForm | StopCycleForm,
    template: str,
    about: dict[str, object],
    status: int,
) -> HttpResponse:
    context = {"directive": directive, "form": form, "back_url": _home(directive), **about}
    return render(request, part(request, template, "form"), context, status=status)
