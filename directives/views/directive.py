"""One directive: where it stands, its words, who does it, what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User

from ..access import directive_for


@require_safe
def directive_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The directive with what the person may see of it and the acts they may do."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk)
    return render(request, "directives/detail.html", {"directive": directive})
