"""The score cards of agencies: all beside one another, each alone, as an Excel file, and the rules."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import Act, demand, may, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part
from directives.access import agencies_seen_by, agency_for
from directives.exporting import file_name
from directives.models.rules import follow_up_rules
from directives.spreadsheet import TYPE
from directives.transitions import NotAllowed

from ..models import ScoringRules
from . import scores as scoring
from . import scoring_rules
from .periods import MonthForm
from .rooms import rooms_of
from .score_sheet import write_scores


@require_safe
@vary_on_headers("HX-Request")
@requires(Act.SEE_SCORES)
def scores(request: HttpRequest) -> HttpResponse:
    """All agencies; whoever belongs to one is led to its own card."""
    user: User = request.user  # type: ignore[assignment]
    if not user.sees_all:
        own = agencies_seen_by(user).first()
        return redirect("reports:score", own.pk) if own else redirect("directives:agencies")
    return _page(request, MonthForm(request.GET, today=calendar.today()))


def _page(request: HttpRequest, form: MonthForm) -> HttpResponse:
    context = _context(request, form)
    template = part(request, "reports/scores.html", "report")
    if not form.is_valid():
        return render(request, template, context, status=422)
    rules = ScoringRules.objects.on(form.on)
    found = scoring.cards(form, rules)
    context |= {"cards": found, "boards": scoring.boards_of(found), "scoring": rules}
    context |= {"idle": scoring.without_work(found, form.on), "rules": follow_up_rules(form.on)}
    return render(request, template, context)


@require_safe
@vary_on_headers("HX-Request")
def score(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of one agency, for its own people and for those who see all."""
    user: User = request.user  # type: ignore[assignment]
    own = agency_for(user, pk)
    form = MonthForm(request.GET, today=calendar.today())
    context = _context(request, form) | {"agency": own}
    template = part(request, "reports/score.html", "report")
    if not form.is_valid():
        return render(request, template, context, status=422)
    rules = ScoringRules.objects.on(form.on)
    found = {card.agency: card for card in scoring.cards(form, rules)}
    context |= {"card": found.get(pk), "scoring": rules, "rules": follow_up_rules(form.on)}
    return render(request, template, context)


def _context(request: HttpRequest, form: MonthForm) -> dict[str, Any]:
    user: User = request.user  # type: ignore[assignment]
    rooms = rooms_of(user, request.path)
    return {"form": form, "rooms": rooms, "may_set_rules": may(user, Act.SET_RULES)}


@require_safe
def scores_excel(request: HttpRequest) -> HttpResponseBase:
    """The table of all agencies."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.SEE_REPORTS)
    form = MonthForm(request.GET, today=calendar.today())
    if not form.is_valid():
        return _page(request, form)
    rules = ScoringRules.objects.on(form.on)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_scores(file, scoring.boards_of(scoring.cards(form, rules)), form, rules)
    file.seek(0)
    name = file_name(f"Bang cham diem {form.chosen}", form.on)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SET_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of scoring as a form, and who changed what."""
    user: User = request.user  # type: ignore[assignment]
    seen, now = scoring_rules.newest(), ScoringRules.objects.first() or ScoringRules()
    if request.method != "POST":
        return _show_rules(request, scoring_rules.ScoringForm(rules=now, seen=seen))
    form = scoring_rules.ScoringForm(request.POST, rules=now, seen=seen)
    if not form.is_valid():
        return _show_rules(request, form, status=422)
    try:
        changed = scoring_rules.set_scoring(by=user, values=form.values(), seen=form.cleaned_data["seen"])
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        form.data = request.POST.copy()
        form.data["seen"] = str(seen)  # who has read the changes may save after all
        return _show_rules(request, form, status=409)
    messages.success(request, "Đã lưu quy tắc chấm điểm." if changed else "Không có gì thay đổi.")
    return redirect(reverse("reports:scoring_rules"))


def _show_rules(request: HttpRequest, form: scoring_rules.ScoringForm, status: int = 200) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    context = {"form": form, "savings": list(scoring_rules.savings()), "rooms": rooms_of(user, request.path)}
    return render(request, "reports/scoring_rules.html", context, status=status)
