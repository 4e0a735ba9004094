"""Merging a directive into an earlier one which it only repeats, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from accounts.models import User
from agencies.htmx import done, part, refuse

from .. import transitions
from ..access import directive_for
from ..forms.merging import MergeForm, UnmergeForm
from ..merge_page import MergePage
from ..transitions import NotAllowed
from .changing import sent_number, user_of, whole_number

PAGE = "directives/merge.html"
DIALOG = "directives/editing.html"
METHODS = ["GET", "HEAD", "POST"]
CHANGED = "assignment:changed"


@require_http_methods(METHODS)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the earlier one (`q`), see both side by side (`into`), merge."""
    user = user_of(request)
    later = directive_for(user, pk, to=Act.MERGE)
    sent = request.method == "POST"
    into = sent_number(request, "into") if sent else whole_number(request.GET.get("into", ""))
    page = MergePage(later, user, words=request.GET.get("q", "").strip(), into=into)
    form = MergeForm(request.POST if sent else None, page=page, initial={"into": into})
    context = {"page": page, "form": form, "directive": later}
    if not (sent and form.is_valid()):
        template = PAGE if sent else part(request, PAGE, "found")
        return render(request, template, context, status=422 if sent else 200)
    try:
        earlier = form.perform(by=user)
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        return render(request, PAGE, context, status=409)
    messages.success(request, f"Đã gộp {later.code} vào {earlier.code}.")
    return redirect("directives:detail", earlier.pk)


@require_http_methods(METHODS)
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Both go on by themselves again."""
    user: User = user_of(request)
    later = directive_for(user, pk, to=Act.UNMERGE)
    home = reverse("directives:detail", args=[pk])
    if problem := transitions.unmerge_refusal(later):
        return refuse(request, problem, changed=CHANGED, to=home)
    form = UnmergeForm(request.POST or None)
    about = {"directive": later, "title": "Bỏ gộp nhiệm vụ", "button": "Bỏ gộp"}
    context = about | {"form": form, "back_url": home}
    template = part(request, DIALOG, "form")
    if request.method != "POST" or not form.is_valid():
        return render(request, template, context, status=422 if request.method == "POST" else 200)
    try:
        transitions.unmerge(pk, by=user, reason=form.cleaned_data["reason"])
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        return render(request, template, context, status=409)
    return done(request, f"Đã bỏ gộp {later.code}.", changed=CHANGED, to=home)
