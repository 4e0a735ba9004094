"""Files which a worker makes: asked for, watched, taken home, made again, deleted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from agencies.htmx import done, part

from .. import long_exports
from ..access import export_for
from ..long_exports import CannotExport
from ..models import Export
from ..models.export import KEPT_FOR
from ..spreadsheet import TYPE

PER_PAGE = 20
LIST, PAGE = "directives/exports.html", "directives/export.html"
OFFER, DELETE = "directives/export_offer.html", "directives/export_delete.html"


@require_safe
@never_cache
def exports(request: HttpRequest) -> HttpResponse:
    """The files I had made, newest first; asked again while one is being made."""
    user: User = request.user  # type: ignore[assignment]
    page = Paginator(Export.objects.of(user), PER_PAGE).get_page(request.GET.get("page"))
    is_busy = any(export.is_under_way for export in page)
    context = {"page": page, "is_busy": is_busy, "days": KEPT_FOR.days}
    return render(request, part(request, LIST, "rows"), context)


def offer(
    request: HttpRequest, *, count: int, said: str, action: str, back: tuple[str, str], layout: str = ""
) -> HttpResponse:
    """Instead of a file that takes too long to wait for: a button which has it made."""
    context = {"count": count, "said": said, "action": action, "layout": layout, "days": KEPT_FOR.days}
    return render(request, OFFER, context | {"back_url": back[0], "back_label": back[1]})


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Have the rows of the address made into a file."""
    what = Export.What.BOOK if request.POST.get("layout") == "book" else Export.What.LIST
    query = request.GET.urlencode()
    return asked_for(request, what, back=f"{reverse('directives:register')}{query and f'?{query}'}")


def asked_for(request: HttpRequest, what: str, *, back: str) -> HttpResponse:
    """Have a file made and go where it is watched; the same that is under way is shown."""
    try:
        export, is_new = long_exports.ask(what, request.GET, by=request.user)  # type: ignore[arg-type]
    except CannotExport as problem:
        messages.error(request, str(problem))
        return redirect(back)
    if not is_new:
        messages.info(request, "Tệp này đang được tạo theo yêu cầu trước của bạn.")
    return redirect("directives:long_export", export.pk)


@require_safe
@never_cache
def long_export(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the making is, then the file; asked again and again while it lasts."""
    user: User = request.user  # type: ignore[assignment]
    context = {"export": export_for(user, pk), "days": KEPT_FOR.days}
    return render(request, part(request, PAGE, "progress"), context)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, for whoever had it made."""
    user: User = request.user  # type: ignore[assignment]
    export = export_for(user, pk)
    if not export.is_ready or not export.file.storage.exists(str(export.file.name)):
        raise Http404
    return FileResponse(export.file.open(), as_attachment=True, filename=export.name, content_type=TYPE)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same anew: after a failure, or with today's data."""
    user: User = request.user  # type: ignore[assignment]
    export_for(user, pk)
    try:
        export = long_exports.ask_again(pk, by=user)
    except CannotExport as problem:
        messages.error(request, str(problem))
        return redirect("directives:exports")
    return redirect("directives:long_export", export.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file, or give up its making; asks first."""
    user: User = request.user  # type: ignore[assignment]
    export = export_for(user, pk)
    if request.method != "POST":
        return render(request, part(request, DELETE, "form"), {"export": export})
    long_exports.delete(pk, by=user)
    return done(request, "Đã xóa tệp.", changed="export:changed", to=reverse("directives:exports"))
