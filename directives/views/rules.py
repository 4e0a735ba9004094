"""Quy tắc theo dõi: what the head of the Office sets, and who set what before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User

from .. import transitions
from ..forms.rules import RulesForm
from ..models import FollowUpRules, RuleChange
from ..models.rules import follow_up_rules
from ..transitions import NotAllowed

CHANGES_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SET_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules as a form, and their changes, newest first."""
    user: User = request.user  # type: ignore[assignment]
    newest = transitions.newest_change()
    if request.method != "POST":
        return _show(request, RulesForm(instance=follow_up_rules(), initial={"seen": newest}))
    form = RulesForm(request.POST, instance=FollowUpRules(pk=1))
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        changed = transitions.set_rules(by=user, values=form.values(), seen=form.cleaned_data["seen"])
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        form.data = request.POST.copy()
        form.data["seen"] = str(newest)  # who has read the changes may save after all
        return _show(request, form, status=409)
    messages.success(request, "Đã lưu quy tắc." if changed else "Không có gì thay đổi.")
    return redirect("directives:rules")


def _show(request: HttpRequest, form: RulesForm, status: int = 200) -> HttpResponse:
    changes = RuleChange.objects.all()[:CHANGES_SHOWN]
    context = {"form": form, "changes": changes}
    return render(request, "directives/rules.html", context, status=status)
