"""The open work of agencies that ended: listed, previewed, moved to the successor with a result per row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Act, requires
from agencies import calendar
from agencies.models import Agency

from .. import transitions
from ..succession_page import ended_agencies, preview
from ..transitions import NotAllowed
from .changing import user_of

PAGE = "directives/succession.html"


@require_safe
@requires(Act.SUCCEED)
def successions(request: HttpRequest) -> HttpResponse:
    """The agencies that ended with open work."""
    ended = ended_agencies(calendar.today())
    return render(request, "directives/successions.html", {"ended": ended})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SUCCEED)
def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """What will move and what cannot; then move it and say of each row what became of it."""
    today = calendar.today()
    agency = get_object_or_404(Agency.objects.ended(today).select_related("successor"), pk=pk)
    context: dict[str, object] = {"agency": agency}
    status = 200
    if request.method == "POST":
        try:
            context["outcomes"] = transitions.move_to_successor(pk, by=user_of(request))
        except NotAllowed as problem:
            context["problem"], status = str(problem), 409
    context["preview"] = preview(agency, today)
    return render(request, PAGE, context, status=status)
