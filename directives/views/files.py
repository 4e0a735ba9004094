"""Files sent with reports, and those documents were made of, given out under the name they came with."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from accounts.models import User
from meetings.access import source_for
from meetings.models import SourceFile

from ..access import attachment_for
from ..models import Attachment

# Should a file be something else than it says, it can do nothing here.
_SHUT = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """The file as a download; with ?inline=1 a PDF or picture opens in the browser, shut off."""
    user: User = request.user  # type: ignore[assignment]
    file = attachment_for(user, pk)
    return _given_out(file, shown="inline" in request.GET and file.can_be_shown)


@require_safe
def source_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file a document was made of, as it came; only ever saved."""
    user: User = request.user  # type: ignore[assignment]
    source = source_for(user, pk)
    if not source.file:
        raise Http404
    return _given_out(source, shown=False)


def _given_out(file: Attachment | SourceFile, *, shown: bool) -> FileResponse:
    response = FileResponse(
        file.file.open("rb"),
        as_attachment=not shown,
        filename=file.original_name,
        content_type=file.content_type,
    )
    # Browsers refuse to show a PDF in a sandbox; their viewer is one of its own.
    sandbox = "" if shown and file.content_type == "application/pdf" else "; sandbox"
    response["Content-Security-Policy"] = _SHUT + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
