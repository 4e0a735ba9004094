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
from ..long_exports import BOOK_OF_THE_PAST
from ..spreadsheet import TYPE
from .exports import offer


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The rows of the address as an Excel file, in the columns shown or, with `layout=book`, of the book.

    Of more than can be waited for, a page that offers to have the file made.
    """
    user: User = request.user  # type: ignore[assignment]
    of = listing(request.GET, user=user, on=calendar.today())
    is_book = request.GET.get("layout") == "book"
    if of.shown.is_past and is_book:
        return _not_of_the_past(request, of)
    if of.count > MOST_ROWS:
        return _long(request, of, is_book=is_book)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    (write_book if is_book else write_list)(file, of)
    file.seek(0)
    name = file_name("So theo doi", of.shown.on)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


def _long(request: HttpRequest, of: Listing, *, is_book: bool) -> HttpResponse:
    kept = of.shown.changed() if not of.is_chosen else f"?{request.GET.urlencode()}"
    return offer(
        request,
        count=of.count,
        said=of.said[0],
        action=reverse("directives:export_later") + kept,
        layout="book" if is_book else "",
        back=(_back(of), "Sổ theo dõi"),
    )


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The rows of the address as a page to print: A4, landscape, in the columns of the book."""
    user: User = request.user  # type: ignore[assignment]
    of = listing(request.GET, user=user, on=calendar.today())
    if of.count > MOST_PRINTED:
        return _too_many(request, of)
    if of.shown.is_past:
        return _not_of_the_past(request, of)
    context = {
        "entries": list(book_entries(of)),
        "headings": book.HEADINGS,
        "of": of,
        "back_url": _back(of),
    }
    return render(request, "directives/register_print.html", context)


def _too_many(request: HttpRequest, of: Listing) -> HttpResponse:
    """Back to the rows, with the reason."""
    messages.error(
        request, f"Bản in có nhiều nhất {MOST_PRINTED} dòng, bộ lọc đang có {of.count}. Lọc bớt rồi làm lại."
    )
    return redirect(_back(of))


def _not_of_the_past(request: HttpRequest, of: Listing) -> HttpResponse:
    """The book tells what agencies last reported, which the record of past days does not hold."""
    messages.error(request, BOOK_OF_THE_PAST)
    return redirect(_back(of))


def _back(of: Listing) -> str:
    return reverse("directives:register") + of.shown.changed()
