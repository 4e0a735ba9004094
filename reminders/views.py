"""The ladders of reminders: what they are, changed by the head of the Office, and who changed them before."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Act, requires
from accounts.models import User
from agencies.htmx import done, part, refuse
from directives.transitions import NotAllowed

from .forms import RuleForm
from .models import About, ReminderRule, ReminderRuleChange
from .ruling import newest_change, reset_rules, set_rule

CHANGED = "rules:changed"
CHANGES_SHOWN = 50
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@requires(Act.SET_RULES)
def ladder(request: HttpRequest) -> HttpResponse:
    """All rungs by what they are about, those not in use among them, and their changes, newest first."""
    order = list(About)
    rules = sorted(ReminderRule.objects.all(), key=lambda rule: order.index(About(rule.about)))
    ladders = [
        (About(about).label, list(some)) for about, some in groupby(rules, key=lambda rule: rule.about)
    ]
    context = {"ladders": ladders, "changes": ReminderRuleChange.objects.all()[:CHANGES_SHOWN]}
    return render(request, part(request, "reminders/ladder.html", "rungs"), context)


@require_http_methods(METHODS)
@requires(Act.SET_RULES)
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rung as a form, as a page or in the dialog."""
    user: User = request.user  # type: ignore[assignment]
    chosen = get_object_or_404(ReminderRule, pk=pk)
    form = RuleForm(request.POST or None, rule=chosen, seen=newest_change())
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        changed = set_rule(pk, by=user, values=form.values(), seen=form.cleaned_data["seen"])
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        form.data = request.POST.copy()
        form.data["seen"] = str(newest_change())  # who has read the changes may save after all
        return _show(request, form, status=409)
    said = f"Đã lưu mức nhắc “{form.cleaned_data['name']}”." if changed else "Không có gì thay đổi."
    fields = {change.field for change in changed}
    if "days_from_due" in fields and "name" not in fields:
        said += " Tên mức nhắc vẫn như cũ: sửa tên nếu không còn khớp với số ngày."
    return done(request, said, changed=CHANGED, to=reverse("reminders:ladder"))


@require_http_methods(METHODS)
@requires(Act.SET_RULES)
def reset(request: HttpRequest) -> HttpResponse:
    """All rungs as they were delivered; asked for once more before."""
    user: User = request.user  # type: ignore[assignment]
    home = reverse("reminders:ladder")
    if request.method != "POST":
        context = {"seen": newest_change(), "back_url": home}
        return render(request, part(request, "reminders/reset.html", "form"), context)
    sent = request.POST.get("seen", "")
    try:
        changed = reset_rules(by=user, seen=int(sent) if sent.isascii() and sent.isdigit() else -1)
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=CHANGED, to=home)
    said = "Đã đặt lại các mức nhắc như ban đầu." if changed else "Các mức nhắc đang như ban đầu."
    return done(request, said, changed=CHANGED, to=home)


def _show(request: HttpRequest, form: RuleForm, status: int = 200) -> HttpResponse:
    back = reverse("reminders:ladder")
    context = {"form": form, "rule": form.rule, "back_url": back}
    if status == 409:
        context["changes"] = ReminderRuleChange.objects.filter(rule=form.rule)[:5]
    return render(request, part(request, "reminders/rule.html", "form"), context, status=status)
