"""Documents: the list of what was entered, and a text as it stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import Act, may, requires
from accounts.models import User
from agencies.htmx import part

from ..access import document_for
from ..forms import DocumentSearch
from ..models import Document, SourceFile

PER_PAGE = 25
LIST = "meetings/document_list.html"


@require_safe
@requires(Act.SEE_MEETINGS)
def document_list(request: HttpRequest) -> HttpResponse:
    """Texts, newest first, those not published alone if asked for; above them the files not yet entered."""
    user: User = request.user  # type: ignore[assignment]
    search = DocumentSearch(request.GET)
    rows = search.apply(Document.objects.visible_to(user).select_related("meeting"))
    page = Paginator(rows.defer("text"), PER_PAGE).get_page(request.GET.get("page"))
    may_log = may(user, Act.LOG_MEETING)
    waiting = SourceFile.objects.without_document().select_related("uploaded_by", "meeting").defer("text")
    sources = list(waiting) if may_log else []
    is_reading = any(source.is_under_way for source in sources)
    context = {
        "page": page,
        "search": search,
        "may_log": may_log,
        "sources": sources,
        "is_reading": is_reading,
    }
    return render(request, part(request, LIST, "sources"), context)


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A text with the directives that came of it; these are loaded from their own room."""
    user: User = request.user  # type: ignore[assignment]
    document = document_for(user, pk)
    context = {
        "document": document,
        "corrections": document.corrections.order_by("issued_on", "pk").defer("text"),
        "may_review": may(user, Act.REVIEW) and not document.is_published,
        "may_give": may(user, Act.PUBLISH) and document.is_published,
    }
    return render(request, "meetings/document.html", context)
