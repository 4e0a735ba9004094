"""The rows of the register as a file, or on paper: exactly those of the filter, which is said above them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, TypeVar

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

MOST_ROWS = 5_000  # of a file that is made while somebody waits; longer ones a worker makes (long_exports)
MOST_PRINTED = 500
TITLE = "DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO"

Note = Callable[[int], None]  # told how many rows are written
T = TypeVar("T")
_NOTE_EVERY = 100  # rows


@dataclass(frozen=True)
class Listing:
    """What a file or a print holds: the rows, what they are in words, on which day."""

    shown: AssignmentFilter
    rows: ShareQuerySet[Any]
    count: int
    is_chosen: bool  # rows that were ticked, not all of the filter
    user: User

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
        return Listing(shown, shares, shares.count(), is_chosen=False, user=user)
    rows = rows_named(query, user=user, on=on)
    is_chosen = bool(query.getlist("share")) and not query.get("all")
    return Listing(shown, rows, rows.count(), is_chosen, user)


def write_list(file: IO[bytes], of: Listing, note: Note | None = None) -> int:
    """The rows in the columns which the person sees; how many they were."""
    columns = columns_of(of.shown, setup_of(of.user))
    headings = [Heading(each.label, each.width, each.is_day, each.is_number) for each in columns]
    chunks = in_chunks(of.rows, of.shown.on, of=of.user)
    rows = ([column.value(row) for column in columns] for chunk in chunks for row in chunk)
    return write(file, title=TITLE, said=of.said, headings=headings, rows=noted(rows, note))


def write_book(file: IO[bytes], of: Listing, note: Note | None = None) -> int:
    """The rows in the columns of the Sổ theo dõi; how many they were."""
    rows = (entry.values for entry in book_entries(of))
    return write(file, title=book.TITLE, said=of.said, headings=book.HEADINGS, rows=noted(rows, note))


def noted(rows: Iterable[T], note: Note | None) -> Iterable[T]:
    """The rows as they come; now and then it is noted how many they are so far."""
    for n, row in enumerate(rows, 1):
        yield row
        if note and n % _NOTE_EVERY == 0:
            note(n)


def book_entries(of: Listing) -> Iterator[book.Entry]:
    """The rows as lines of the Sổ theo dõi."""
    for chunk in in_chunks(of.rows, of.shown.on, of=of.user):
        yield from book.entries(chunk)


def file_name(title: str, on: date) -> str:
    """A name which every system can keep: "so-theo-doi-2025-11-09.xlsx"."""
    return f"{fold_words(title).replace(' ', '-')}-{on.isoformat()}.xlsx"
