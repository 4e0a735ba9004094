"""The page of the register: what its address asks for, in the columns this person sees."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User

from .columns import COLUMNS, USUAL, Column, chosen
from .filters import ALL, AssignmentFilter, SortLink
from .forms.bulk import BulkForm, acts_of
from .models import Assignment, RegisterSetup, SavedView
from .register_rows import Row, page_of, rows_of
from .saving import setup_of

PER_PAGE = 50


@dataclass(frozen=True)
class ViewLink:
    """A saved filter as the menu shows it."""

    view: SavedView
    url: str
    is_open: bool


@dataclass(frozen=True)
class Heading:
    """A column with the link that sorts by it, if it can be sorted."""

    column: Column
    link: SortLink | None


class RegisterPage:
    """Everything the template shows; each part is asked for once."""

    def __init__(self, query: QueryDict, *, user: User, on: date) -> None:
        self.user, self.on = user, on
        self.filter = AssignmentFilter(query, user=user, on=on)
        self.tabs = self.filter.tabs()
        self.page = self._page(query.get("page"))
        self.rows: list[Row] = rows_of(list(self.page), self.filter.on)

    @property
    def count(self) -> int:
        """How many rows the filter has."""
        return next(count for _, _, active, count in self.tabs if active)

    @cached_property
    def setup(self) -> RegisterSetup:
        return setup_of(self.user)

    @cached_property
    def columns(self) -> list[Column]:
        return columns_of(self.filter, self.setup)

    @property
    def headings(self) -> list[Heading]:
        sorts = self.filter.sorts()
        return [Heading(column, sorts.get(column.sort)) for column in self.columns]

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """All columns, each with whether it is shown."""
        return [(column, column in self.columns) for column in COLUMNS.values()]

    @property
    def bulk_acts(self) -> list[type[BulkForm]]:
        """What this person may do to many rows; nothing to those of a past day."""
        return [] if self.filter.is_past else acts_of(self.user)

    @property
    def address(self) -> str:
        """The short address of what is shown."""
        return self.filter.changed()

    @property
    def address_today(self) -> str:
        """The same of today, when a past day is shown."""
        return self.filter.changed(as_of="")

    @cached_property
    def views(self) -> list[ViewLink]:
        """The saved filters this person can open."""
        register = reverse("directives:register")
        return [
            ViewLink(view, f"{register}?{view.query}" if view.query else register + ALL, self._shows(view))
            for view in SavedView.objects.open_to(self.user)
        ]

    @property
    def open_view(self) -> ViewLink | None:
        """The saved filter which is shown now."""
        return next((link for link in self.views if link.is_open), None)

    def _shows(self, view: SavedView) -> bool:
        """Whether the same is asked for; in which columns is another matter."""
        return _asked(QueryDict(view.query).dict()) == _asked(self.filter.clean_query())

    def _page(self, number: str | None) -> Page[Assignment]:
        """The page of this number; the rows were counted already."""
        paginator: Paginator[Assignment] = Paginator(_Shares(self.filter, self.count), PER_PAGE)  # type: ignore[arg-type]
        return paginator.get_page(number)


def view_query(shown: AssignmentFilter, user: User) -> str:
    """What a saved filter keeps of the address: all it asks for, and columns which are not the usual."""
    keys = [column.key for column in columns_of(shown, setup_of(user))]
    query = _asked(shown.clean_query()) | ({"columns": ",".join(keys)} if keys != USUAL else {})
    return urlencode(query)


def _asked(query: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != "columns"}


def columns_of(shown: AssignmentFilter, setup: RegisterSetup) -> list[Column]:
    """Those which the address names, else those which the person keeps."""
    named = shown.cleaned_data.get("columns")
    return chosen(named.split(",") if named else setup.columns)


class _Shares:
    """The rows of a filter as a paginator takes them: counted before, a page of them read by its numbers."""

    def __init__(self, of: AssignmentFilter, count: int) -> None:
        self.shares, self.on, self.length = of.shares(), of.on, count

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, piece: slice) -> list[Assignment]:
        return page_of(self.shares, self.on, piece.start, piece.stop)
