"""A file on its way to becoming a document: how far its reading is, and dropping it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import Act
from accounts.models import User
from agencies.htmx import by_htmx, done, part, refuse

from .. import sources
from ..access import source_for
from ..models import SourceFile

PAGE = "meetings/source.html"
DROP = "meetings/source_delete.html"
CHANGED = "source:changed"


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is; asked again and again while it lasts, then on to what comes next."""
    user: User = request.user  # type: ignore[assignment]
    file = source_for(user, pk, to=Act.LOG_MEETING)
    if by_htmx(request) and not file.is_under_way:
        return HttpResponseClientRedirect(_onward(file))
    if file.is_ready:
        return redirect(_onward(file))
    return render(request, part(request, PAGE, "progress"), {"source": file})


def _onward(file: SourceFile) -> str:
    if file.document_id is not None:
        return reverse("meetings:document", args=[file.document_id])
    return file.form_url if file.is_ready else reverse("meetings:source", args=[file.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def source_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a file of which no document was made; asks first."""
    user: User = request.user  # type: ignore[assignment]
    file, back = source_for(user, pk, to=Act.LOG_MEETING), reverse("meetings:documents")
    if file.document_id is not None:
        return refuse(request, sources.TAKEN, changed=CHANGED, to=back)
    if request.method != "POST":
        return render(request, part(request, DROP, "form"), {"source": file})
    try:
        sources.delete(pk)
    except sources.CannotTake as problem:
        return refuse(request, str(problem), changed=CHANGED, to=back)
    return done(request, "Đã xóa tệp.", changed=CHANGED, to=back)
