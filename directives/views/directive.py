"""One directive: where it stands, its words, who does it, what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.htmx import part

from ..access import directive_for
from ..detail_page import detail_page
from ..transitions import read_answers


@require_safe
def directive_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The directive with what the person may see of it and the acts they may do."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk)
    page = detail_page(directive, user, calendar.today(), whole="all" in request.GET)
    if page.talk.unread_by(user):
        read_answers([share.row for share in page.shares], by=user)
    context = {
        "page": page,
        "directive": directive,
        "may_read_document": may(user, Act.SEE_MEETINGS),
        "may_comment": may(user, Act.COMMENT),
        "may_instruct": may(user, Act.INSTRUCT),
        "may_star": may(user, Act.STAR),
        "may_edit": may(user, Act.EDIT_DIRECTIVE) and not directive.is_carried_on,
        "may_merge": may(user, Act.MERGE),
    }
    return render(request, part(request, "directives/detail.html", "content"), context)
