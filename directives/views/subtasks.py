"""The pieces of an agency's share: changed, ticked off, taken away, put in order."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Act
from accounts.models import User
from agencies.htmx import done, refuse

from .. import transitions
from ..access import subtask_for
from ..forms.acts import ActForm
from ..forms.subtasks import EditSubtaskForm, RemoveSubtaskForm, TickSubtaskForm, UntickSubtaskForm
from ..transitions import NotAllowed
from .acts import CHANGED, METHODS, handle

FORMS: dict[str, type[ActForm]] = {
    "edit": EditSubtaskForm,
    "remove": RemoveSubtaskForm,
    "tick": TickSubtaskForm,
    "untick": UntickSubtaskForm,
}


@require_http_methods(METHODS)
def subtask(request: HttpRequest, pk: int, form_of: type[ActForm]) -> HttpResponse:
    """One act on a piece, by its form."""
    user: User = request.user  # type: ignore[assignment]
    piece = subtask_for(user, pk, to=form_of.act)
    return handle(request, piece.assignment, form_of, subtask=piece)


@require_POST
def shift(request: HttpRequest, pk: int, *, up: bool) -> HttpResponse:
    """One place up or down in the list."""
    user: User = request.user  # type: ignore[assignment]
    piece = subtask_for(user, pk, to=Act.PLAN_SUBTASKS)
    home = reverse("directives:detail", args=[piece.assignment.directive_id])
    try:
        transitions.shift_subtask(piece.pk, by=user, up=up)
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=CHANGED, to=home)
    return done(request, "Đã đổi thứ tự việc con.", changed=CHANGED, to=home)
