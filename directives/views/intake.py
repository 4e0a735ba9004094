"""Entering a text: a new document, correcting one that is not published yet, reading it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import part
from meetings.access import document_for, meeting_for
from meetings.forms import DocumentForm
from meetings.models import Document

from .. import intake
from ..transitions import NotAllowed

FORM = "directives/document_form.html"
AGAIN = "directives/find_again.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.LOG_MEETING)
def document_add(request: HttpRequest) -> HttpResponse:
    """A text without a meeting: an official letter, a telegram."""
    document = Document(kind=Document.Kind.OFFICIAL_LETTER, issued_on=calendar.today())
    return _take_in(request, document)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_document_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The conclusion of a meeting."""
    user: User = request.user  # type: ignore[assignment]
    meeting = meeting_for(user, pk, to=Act.LOG_MEETING)
    document = Document(meeting=meeting, issued_on=meeting.held_on, signer=meeting.chair.full_name)
    document.subject = f"Kết luận {meeting.title[:1].lower()}{meeting.title[1:]}"
    return _take_in(request, document)


def _take_in(request: HttpRequest, document: Document) -> HttpResponse:
    """The form; when it is sent and good, the document is stored, then read."""
    user: User = request.user  # type: ignore[assignment]
    sent = request.method == "POST"
    form = DocumentForm(request.POST if sent else None, instance=document)
    if not (sent and form.is_valid()):
        context = {"form": form, "meeting": document.meeting}
        return render(request, FORM, context, status=422 if sent else 200)
    intake.add_document(form.save(commit=False), by=user)
    intake.propose(document.pk, by=user)
    return redirect("directives:review", document.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a document before it is published. A changed text is read again from the start."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk, to=Act.LOG_MEETING)
    if document.is_published:
        return _cannot(request, pk, "Văn bản đã phát hành, không thể sửa. Nếu cần, nhập văn bản đính chính.")
    sent = request.method == "POST"
    form = DocumentForm(request.POST if sent else None, instance=document)
    if not (sent and form.is_valid()):
        context = {"form": form, "meeting": document.meeting, "document": document}
        return render(request, FORM, context, status=422 if sent else 200)
    try:
        if intake.correct_document(form.save(commit=False), by=user):
            intake.propose(pk, by=user)
    except NotAllowed as problem:
        return _cannot(request, pk, str(problem))
    messages.success(request, "Đã lưu văn bản.")
    return redirect("directives:review", pk)


def _cannot(request: HttpRequest, pk: int, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("meetings:document", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def find_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the text again from the start; asks first, because corrections are lost."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk, to=Act.REVIEW)
    if request.method != "POST":
        context = {"document": document, "is_touched": intake.is_touched(document)}
        return render(request, part(request, AGAIN, "form"), context)
    try:
        found = intake.propose(pk, by=user)
    except NotAllowed as problem:
        return _cannot(request, pk, str(problem))
    messages.success(request, f"Đã đọc lại văn bản, tìm được {found} nhiệm vụ.")
    return redirect("directives:review", pk)
