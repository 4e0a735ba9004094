"""Panels which pages of meetings load by address: meetings know nothing of directives."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx
from meetings.access import document_for, meeting_for
from meetings.models import Meeting

from ..marking import marked_lines
from ..models import Assignment, Event
from ..models.assignment import WorkState
from ..overview import history_of_document, of_document, of_meeting

MOST_MEETINGS = 100


@require_safe
@requires(Act.SEE_MEETINGS)
def meetings_progress(request: HttpRequest) -> HttpResponse:
    """Done of all leading shares for each meeting asked for (`meeting`, several): a column of the list."""
    user: User = request.user  # type: ignore[assignment]
    asked = [
        int(pk) for pk in request.GET.getlist("meeting") if pk.isascii() and pk.isdigit() and len(pk) < 10
    ]
    visible = Meeting.objects.visible_to(user).filter(pk__in=asked[:MOST_MEETINGS])
    done = Count("pk", filter=Q(work_state=WorkState.DONE))
    counted = Assignment.objects.counted().filter(directive__document__meeting__in=visible)
    of_meeting = {
        row["directive__document__meeting"]: row
        for row in counted.values("directive__document__meeting").annotate(whole=Count("pk"), done=done)
    }
    rows = [(pk, of_meeting.get(pk)) for pk in visible.values_list("pk", flat=True)]
    return render(request, "directives/meetings_progress.html", {"rows": rows})


@require_safe
def meeting_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The directives of a meeting with how they stand; without htmx the register filtered by it."""
    meeting = meeting_for(request.user, pk)  # type: ignore[arg-type]
    if not by_htmx(request):
        return redirect(f"{reverse('directives:register')}?meeting={pk}")
    user: User = request.user  # type: ignore[assignment]
    found = of_meeting(meeting, request.GET, user, calendar.today())
    return render(request, "directives/meeting_panel.html", {"meeting": meeting, "overview": found})


@require_safe
def document_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """A text with its directives marked in it; without htmx the page of the document."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk)
    if not by_htmx(request):
        return redirect("meetings:document", pk)
    found = of_document(document, user, calendar.today())
    lines = marked_lines(document.text, [task.mark for task in found.outline.tasks if task.mark])
    repeated = document.events.filter(kind=Event.Kind.REPEATED).select_related("directive").order_by("pk")
    context = {
        "document": document,
        "overview": found,
        "outline": found.outline,
        "lines": lines,
        "repeated": repeated,
        "history": history_of_document(document),
    }
    return render(request, "directives/document_panel.html", context)
