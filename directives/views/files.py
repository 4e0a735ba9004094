"""Files sent with reports, and those documents were made of: given out under their names, and shown."""

from collections.abc import Callable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies.htmx import part
from meetings import previewing
from meetings.access import source_for
from meetings.models import SourceFile
from meetings.reading import Unreadable

from ..access import attachment_for
from ..file_preview import Preview
from ..models import Attachment

# Should a file be something else than it says, it can do nothing here.
_SHUT = "default-src 'none'; frame-ancestors 'none'; sandbox"
_OF: dict[str, Callable[[User, int], Attachment | SourceFile]] = {
    "attachment": attachment_for,
    "source": source_for,
}


@require_safe
def file(request: HttpRequest, pk: int, of: str) -> FileResponse:
    """The file as it came, under the name it came with; only ever saved."""
    kept = _kept(request, pk, of)
    response = FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.original_name,
        content_type=kept.content_type,
    )
    return _shut(response)


@require_safe
def preview(request: HttpRequest, pk: int, of: str) -> HttpResponse:
    """A page of the file as a picture, with the way to the others; or why there is none."""
    shown = Preview.of(_shown(request, pk, of), of, request.GET)
    template = part(request, "directives/file_preview.html", "view")
    return render(request, template, {"preview": shown})


@require_safe
def preview_page(request: HttpRequest, pk: int, number: int, of: str) -> FileResponse:
    """The picture of one page."""
    kept = _shown(request, pk, of)
    width = previewing.WIDTHS["large" in request.GET]
    try:
        if not 1 <= number <= previewing.count(kept.file):
            raise Http404
        picture = previewing.page(kept.file, kept.sha256, number, width)
    except Unreadable as problem:
        raise Http404 from problem
    return _shut(FileResponse(picture.open("rb"), content_type="image/png"))


def _kept(request: HttpRequest, pk: int, of: str) -> Attachment | SourceFile:
    """The file for those who may see what it belongs to."""
    user: User = request.user  # type: ignore[assignment]
    kept = _OF[of](user, pk)
    if not kept.file:
        raise Http404
    return kept


def _shown(request: HttpRequest, pk: int, of: str) -> Attachment | SourceFile:
    """The file, to be looked at: one that was not read yet may turn out to bear a mark of secrecy."""
    kept = _kept(request, pk, of)
    if isinstance(kept, SourceFile) and not kept.is_ready:
        raise Http404
    return kept


def _shut(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = _SHUT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
