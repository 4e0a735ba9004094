"""The Office tells each agency its results of a month: who would hear what, then who heard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User
from accounts.templatetags.look import number
from agencies import calendar
from directives.transitions import NotAllowed

from . import telling
from .periods import MonthForm
from .rooms import rooms_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.TELL_RESULTS)
def results(request: HttpRequest) -> HttpResponse:
    """What goes out and to whom; POST sends it to those who have not had it."""
    user: User = request.user  # type: ignore[assignment]
    form = MonthForm(request.POST if request.method == "POST" else request.GET, today=calendar.today())
    if not form.is_valid():
        return _show(request, form, status=422)
    if request.method != "POST":
        return _show(request, form)
    try:
        count = telling.tell(form, by=user)
    except NotAllowed as problem:
        return _show(request, form, status=409, problem=str(problem))
    done = f"Đã gửi thông báo cho {number(count)} cơ quan."
    messages.success(request, done if count else "Các cơ quan đều đã được thông báo, không gửi lại.")
    query = {"periods": form.chosen.periods.value, "month": form.chosen.value, "as_of": form.on.isoformat()}
    return redirect(reverse("reports:results", query=query))


def _show(request: HttpRequest, form: MonthForm, status: int = 200, **more: Any) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    context: dict[str, Any] = {"form": form, "rooms": rooms_of(user, request.path), **more}
    if form.is_valid():
        found = telling.tellings(form)
        waiting = [each for each in found if each.people and each.told is None]
        context |= {"tellings": found, "waiting": waiting}
        context["people"] = sum(len(each.people) for each in waiting)
    return render(request, "reports/results.html", context, status=status)
