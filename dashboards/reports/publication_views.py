"""What the head of the Office publishes, and takes back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from directives.transitions import NotAllowed

from ..models import Publication
from . import publishing
from .periods import MonthForm
from .rooms import rooms_of


class WithdrawForm(forms.Form):
    """Why a publication is taken back."""

    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=300,
        error_messages={"required": "Phải nêu lý do thu hồi."},
        help_text="Lưu trong hệ thống, không công khai.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.PUBLISH_NUMBERS)
def publications(request: HttpRequest) -> HttpResponse:
    """What was published, and what would be of the chosen month; POST publishes it."""
    user: User = request.user  # type: ignore[assignment]
    form = MonthForm(request.POST if request.method == "POST" else request.GET, today=calendar.today())
    if not form.is_valid():
        return _show(request, form, status=422)
    if request.method != "POST":
        return _show(request, form)
    try:
        made = publishing.publish(form, by=user)
    except NotAllowed as problem:
        return _show(request, form, status=409, problem=str(problem))
    messages.success(request, f"Đã công bố số liệu {made.title}.")
    return redirect("reports:publications")


def _show(request: HttpRequest, form: MonthForm, status: int = 200, **more: Any) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    context: dict[str, Any] = {"form": form, "rooms": rooms_of(user, request.path), **more}
    context["publications"] = Publication.objects.defer("numbers")
    if form.is_valid():
        context["numbers"] = publishing.numbers_of(form, user)
        context["shown"] = publishing.SHOWN
        standing = Publication.objects.standing()
        context["standing"] = standing.of_month(form.chosen.value, form.chosen.periods.value).first()
    return render(request, "reports/publications.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.PUBLISH_NUMBERS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take it back."""
    user: User = request.user  # type: ignore[assignment]
    publication = get_object_or_404(Publication, pk=pk)
    form = WithdrawForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                publishing.withdraw(pk, by=user, reason=form.cleaned_data["reason"])
            except NotAllowed as problem:
                form.add_error(None, str(problem))
                status = 409
            else:
                messages.success(request, f"Đã thu hồi số liệu {publication.title}.")
                return redirect("reports:publications")
    context = {"form": form, "publication": publication, "rooms": rooms_of(user, request.path)}
    return render(request, "reports/publication_withdraw.html", context, status=status)
