"""The register as an Excel file and on paper."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from agencies import calendar

from .. import book
from ..exporting import (
    MOST_PRINTED,
    MOST_ROWS,
    Listing,
    book_entries,
    file_name,
    listing,
    write_book,
    write_list,
)
from ..spreadsheet import TYPE


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The rows of the address as an Excel file, in the columns shown or, with `layout=book`, of the book."""
    user: User = request.user  # type: ignore[assignment]
    of = listing(request.GET, user=user, on=calendar.today())
    if of.count > MOST_ROWS:
        return _too_many(request, of, MOST_ROWS, "Tệp Excel")
    if of.shown.is_past and request.GET.get("layout") == "book":
        return _not_of_the_past(request, of)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    if request.GET.get("layout") == "book":
        write_book(file, of)
    else:
        write_list(file, of, user=user)
    file.seek(0)
    name = file_name("So theo doi", of.shown.on)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The rows of the address as a page to print: A4, landscape, in the columns of the book."""
    user: User = request.user  # type: ignore[assignment]
    of = listing(request.GET, user=user, on=calendar.today())
    if of.count > MOST_PRINTED:
        return _too_many(request, of, MOST_PRINTED, "Bản in")
    if of.shown.is_past:
        return _not_of_the_past(request, of)
    context = {
        "entries": list(book_entries(of)),
        "headings": book.HEADINGS,
        "of": of,
        "back_url": _back(of),
    }
    return render(request, "directives/register_print.html", context)


def _too_many(request: HttpRequest, of: Listing, most: int, what: str) -> HttpResponse:
    """Back to the rows, with the reason."""
    messages.error(
        request, f"{what} có nhiều nhất {most} dòng, bộ lọc đang có {of.count}. Lọc bớt rồi làm lại."
    )
    return redirect(_back(of))


def _not_of_the_past(request: HttpRequest, of: Listing) -> HttpResponse:
    """The book tells what agencies last reported, which the record of past days does not hold."""
    messages.error(
        request, "Mẫu Sổ theo dõi chỉ có theo số liệu hôm nay. Với ngày đã qua, xuất Excel các cột đang hiện."
    )
    return redirect(_back(of))


def _back(of: Listing) -> str:
    return reverse("directives:register") + of.shown.changed()
