"""Việc của người đã rời đi: what departed persons still hold, and handing it to somebody who is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User
from agencies.htmx import refuse

from ..departed import piles_for, take_over
from ..transitions import NotAllowed
from .changing import sent_number

TEMPLATE = "directives/departed.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.TAKE_OVER)
def departed(request: HttpRequest) -> HttpResponse:
    """Piles with their numbers; what is chosen of one goes to a person, or back, told row by row."""
    user: User = request.user  # type: ignore[assignment]
    context: dict[str, object] = {}
    if request.method == "POST":
        to = User.objects.filter(pk=sent_number(request, "to") or 0).first()
        try:
            outcomes = take_over(request.POST.get("pile", ""), request.POST.getlist("row"), by=user, to=to)
        except NotAllowed as problem:
            here = reverse("directives:departed")
            return refuse(request, str(problem), changed="assignment:changed", to=here)
        context = {"outcomes": outcomes, "handed": sum(each.done for each in outcomes), "to": to}
    context["piles"] = piles_for(user)
    return render(request, TEMPLATE, context)
