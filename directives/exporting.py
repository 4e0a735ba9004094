"""The rows of the register as a file, or on paper: exactly those of the filter, which is said above them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.http import QueryDict

from accounts.models import User
from agencies.vietnamese import fold_words

from . import book
from .bulk import rows_named
from .filters import AssignmentFilter
from .models.share import ShareQuerySet
from .register_page import columns_of
from .register_rows import in_chunks
from .saving import setup_of
from .spreadsheet import Heading, write

MOST_ROWS = 20_000  # of a file: a year of a large province; it is made while somebody waits
MOST_PRINTED = 500
TITLE = "DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO"

Values = list[str | int | date | None]


@dataclass(frozen=True)
class Listing:
    """What a file or a print holds: the rows, what they are in words, on which day."""

    shown: AssignmentFilter
    rows: ShareQuerySet[Any]
    count: int
    is_chosen: bool  # rows that were ticked, not all of the filter

    @property
    def said(self) -> list[str]:
        """What stands below the title."""
        what = "Các dòng được chọn" if self.is_chosen else self.shown.said
        return [what, f"Số liệu ngày {self.shown.on:%d/%m/%Y}; {self.count} dòng"]


def listing(query: QueryDict, *, user: User, on: date) -> Listing:
    """What an address of the register asks for, or the rows which it names."""
    shown = AssignmentFilter(query, user=user, on=on)
    if shown.is_past:  # rows of a past day cannot be ticked
        shares = shown.shares()
        return Listing(shown, shares, shares.count(), is_chosen=False)
    rows = rows_named(query, user=user, on=on)
    is_chosen = bool(query.getlist("share")) and not query.get("all")
    return Listing(shown, rows, rows.count(), is_chosen)


def write_list(file: IO[bytes], of: Listing, *, user: User) -> None:
    """The rows in the columns which the person sees."""
    columns = columns_of(of.shown, setup_of(user))
    headings = [Heading(each.label, each.width, each.is_day, each.is_number) for each in columns]
    chunks = in_chunks(of.rows, of.shown.on)
    rows = ([column.value(row) for column in columns] for chunk in chunks for row in chunk)
    write(file, title=TITLE, said=of.said, headings=headings, rows=rows)


def write_book(file: IO[bytes], of: Listing) -> None:
    """The rows in the columns of the Sổ theo dõi."""
    rows = (entry.values for entry in book_entries(of))
    write(file, title=book.TITLE, said=of.said, headings=book.HEADINGS, rows=rows)


def book_entries(of: Listing) -> Iterator[book.Entry]:
    """The rows as lines of the Sổ theo dõi."""
    for chunk in in_chunks(of.rows, of.shown.on):
        yield from book.entries(chunk)


def file_name(title: str, on: date) -> str:
    """A name which every system can keep: "so-theo-doi-2025-11-09.xlsx"."""
    return f"{fold_words(title).replace(' ', '-')}-{on.isoformat()}.xlsx"
