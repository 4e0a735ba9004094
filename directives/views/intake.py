"""Entering a text: pasted or from a file, correcting one that is not published yet, reading it again."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import Act, requires
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, part
from meetings import sources
from meetings.access import document_for, meeting_for, source_for
from meetings.forms import DocumentForm
from meetings.models import Document, SourceFile
from meetings.reading import Unreadable

from .. import intake, long_texts
from ..entering import Entry
from ..models import DocumentReading
from ..transitions import NotAllowed
from .changing import whole_number

FORM = "directives/document_form.html"
AGAIN = "directives/find_again.html"
READING = "directives/reading.html"


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
    """The form, empty or filled from a file; a file sent; what is read of a pasted text; the whole."""
    _relate(request, document)
    source = _source(request, document)
    if source is not None and (source.is_under_way or source.document_id is not None):
        return redirect("meetings:source", source.pk)
    entry = Entry(document, source)
    if request.method != "POST":
        return _show(request, entry)
    if request.FILES.get("file"):
        return _take_file(request, entry)
    if "read" in request.POST:
        entry.fill(request.POST)
        return _show(request, entry, name="filled")
    return _store(request, entry)


def _relate(request: HttpRequest, document: Document) -> None:
    """The published document which the new one is about (`?corrects=`); a correction unless it says else."""
    pk = whole_number(request.GET.get("corrects", ""))
    if pk is not None:
        before = document_for(request.user, pk)  # type: ignore[arg-type]
        if not before.is_published:
            raise Http404
        document.corrects, document.relation = before, Document.Relation.CORRECTS


def _source(request: HttpRequest, document: Document) -> SourceFile | None:
    """The file which the form is to be filled from (`?source=`)."""
    asked = request.GET.get("source", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    source = source_for(request.user, int(asked), to=Act.LOG_MEETING)  # type: ignore[arg-type]
    if source.meeting_id != document.meeting_id and not source.secret:
        raise Http404
    return source


def _show(request: HttpRequest, entry: Entry, *, status: int = 200, name: str = "page") -> HttpResponse:
    context = {"entry": entry, "form": entry.form, "meeting": entry.document.meeting}
    return render(request, FORM if name == "page" else part(request, FORM, name), context, status=status)


def _take_file(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Keep the file and go where its reading is watched; what was typed waits with it."""
    try:
        source = entry.keep(request.POST, request.FILES, by=request.user)  # type: ignore[arg-type]
    except Unreadable:
        return _show(request, entry, status=422)
    return redirect("meetings:source", source.pk)


def _store(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Store the document with the file it came from, then read it."""
    user: User = request.user  # type: ignore[assignment]
    form = entry.send(request.POST)
    if not form.is_valid():
        return _show(request, entry, status=422)
    try:
        document = intake.add_document(form.save(commit=False), by=user, source=entry.original)
    except sources.CannotTake as problem:
        messages.error(request, str(problem))
        return redirect("meetings:documents")
    if form.converted:
        messages.info(request, form.converted)
    long_texts.find_directives(document, by=user)
    return redirect("directives:review", document.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a document before it is published. A changed text is read again from the start."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk, to=Act.LOG_MEETING)
    if document.is_published:
        return _cannot(request, pk, "Văn bản đã phát hành, không thể sửa. Nếu cần, nhập văn bản đính chính.")
    if request.method != "POST":
        return _correct(request, DocumentForm(instance=document), 200)
    try:
        form, is_new_text = _corrected(request, document)
        if is_new_text:
            long_texts.find_directives(form.instance, by=user)
    except NotAllowed as problem:
        return _cannot(request, pk, str(problem))
    if is_new_text is None:
        return _correct(request, form, 409 if form.is_stale else 422)
    messages.success(request, "Đã lưu văn bản.")
    return redirect("directives:review", pk)


@transaction.atomic
def _corrected(request: HttpRequest, document: Document) -> tuple[DocumentForm, bool | None]:
    """The form as it was sent, and whether the text is another one now; None when nothing was stored."""
    user: User = request.user  # type: ignore[assignment]
    locked = intake.open_document(document.pk, by=user, act=Act.LOG_MEETING)
    form = DocumentForm(request.POST, instance=locked)
    return form, intake.correct_document(form.save(commit=False), by=user) if form.is_valid() else None


def _correct(request: HttpRequest, form: DocumentForm, status: int) -> HttpResponse:
    document = form.instance
    context = {"form": form, "meeting": document.meeting, "document": document}
    return render(request, FORM, context, status=status)


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
        found = long_texts.find_directives(document, by=user)
    except NotAllowed as problem:
        return _cannot(request, pk, str(problem))
    if found is not None:
        messages.success(request, f"Đã đọc lại văn bản, tìm được {found} nhiệm vụ.")
    return redirect("directives:review", pk)


@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading of a long text is; asked again and again while it lasts, then on to the review."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk, to=Act.REVIEW)
    going_on = DocumentReading.objects.of(document)
    if going_on is None or not going_on.is_under_way:
        onward = redirect("directives:review", pk)
        return HttpResponseClientRedirect(onward["Location"]) if by_htmx(request) else onward
    context = {"document": document, "reading": going_on}
    return render(request, part(request, READING, "progress"), context)
