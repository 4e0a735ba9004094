"""Meetings: the list, one meeting, logging one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Act, may, requires
from accounts.models import User

from ..access import meeting_for
from ..forms import MeetingForm, MeetingSearch
from ..models import Meeting

PER_PAGE = 25
FORM = "meetings/meeting_form.html"


@require_safe
@requires(Act.SEE_MEETINGS)
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings, newest first; found by words of the name, accents aside, by year, kind and chair."""
    user: User = request.user  # type: ignore[assignment]
    visible = Meeting.objects.visible_to(user)
    search = MeetingSearch(request.GET, meetings=visible)
    page = Paginator(search.apply(visible.select_related("chair")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "search": search, "may_log": may(user, Act.LOG_MEETING)}
    return render(request, "meetings/meeting_list.html", context)


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting with its documents; its directives are loaded from their own room."""
    user: User = request.user  # type: ignore[assignment]
    meeting = meeting_for(user, pk)
    documents = meeting.documents.select_related("created_by", "published_by", "source", "corrects")
    context = {
        "meeting": meeting,
        "documents": documents.defer("text", "source__text", "corrects__text"),
        "may_log": may(user, Act.LOG_MEETING),
        "may_review": may(user, Act.REVIEW),
    }
    return render(request, "meetings/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.LOG_MEETING)
def meeting_add(request: HttpRequest) -> HttpResponse:
    """Log a meeting."""
    user: User = request.user  # type: ignore[assignment]
    form = MeetingForm(request.POST or None, instance=Meeting(created_by=user))
    if not (request.method == "POST" and form.is_valid()):
        return render(request, FORM, {"form": form}, status=422 if request.method == "POST" else 200)
    meeting = form.save()
    messages.success(request, "Đã ghi cuộc họp. Bước tiếp theo: thêm văn bản kết luận.")
    return redirect("meetings:detail", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was logged of a meeting."""
    user: User = request.user  # type: ignore[assignment]
    meeting = meeting_for(user, pk, to=Act.LOG_MEETING)
    if sent := request.method == "POST":
        meeting = Meeting.objects.select_for_update().get(pk=pk)
    form = MeetingForm(request.POST if sent else None, instance=meeting)
    if not (sent and form.is_valid()):
        status = (409 if form.is_stale else 422) if sent else 200
        return render(request, FORM, {"form": form, "meeting": meeting}, status=status)
    form.save()
    messages.success(request, "Đã lưu thông tin cuộc họp.")
    return redirect("meetings:detail", pk)


@require_safe
@requires(Act.LOG_MEETING)
def meeting_usual_title(request: HttpRequest) -> HttpResponse:
    """The name field again, filled with the usual name while nobody typed another."""
    form = MeetingForm.with_usual_title(request.GET)
    return render(request, f"{FORM}#title", {"form": form})
