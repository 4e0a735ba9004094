"""One act on many shares: asked with their number, then told row by row what became of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, part

from .. import transitions
from ..access import assignments_for
from ..many import one_by_one
from ..models import Assignment
from ..waiting import Waiting

TEMPLATE = "directives/accept_many.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.ACCEPT)
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept the chosen shares (`share`, several), or with `all` whatever waits to be accepted."""
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        return render(request, part(request, TEMPLATE, "form"), {"shares": _chosen(request, user)})
    rows = assignments_for(user, request.POST.getlist("share"))
    outcomes = one_by_one(rows, lambda share: transitions.accept(share.pk, by=user))
    accepted = sum(outcome.done for outcome in outcomes)
    context = {"outcomes": outcomes, "accepted": accepted}
    response = render(request, part(request, TEMPLATE, "form"), context)
    return trigger_client_event(response, "assignment:changed", {}) if by_htmx(request) else response


def _chosen(request: HttpRequest, user: User) -> list[Assignment]:
    if "all" in request.GET:
        return list(Waiting(user, calendar.today()).unaccepted())
    return assignments_for(user, request.GET.getlist("share"))
