"""One act for many rows of the register: which rows were chosen, and what an act is done to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict

from accounts.models import User

from .filters import AssignmentFilter
from .models import Assignment, Directive
from .models.assignment import AssignmentQuerySet
from .sorting import in_order

MOST = 500  # rows of one act: what one person can answer for, and one request can do


@dataclass(frozen=True)
class Item:
    """What an act is done to: a directive, or one agency's share of it."""

    pk: int
    directive: Directive
    agency: str = ""

    @property
    def name(self) -> str:
        return f"{self.directive.title} ({self.agency})" if self.agency else self.directive.title


@dataclass(frozen=True)
class Left:
    """An item to which nothing can be done, or was done, and why."""

    item: Item
    reason: str


class Chosen:
    """The rows somebody chose. More than MOST are counted and not taken."""

    def __init__(self, rows: AssignmentQuerySet) -> None:
        self.count = rows.count()
        self.too_many = self.count > MOST
        self.shares: list[Assignment] = [] if self.too_many else list(rows.with_directive().with_urgings())

    @cached_property
    def of_shares(self) -> list[Item]:
        """The shares themselves."""
        return [Item(share.pk, share.directive, share.agency.short_name) for share in self.shares]

    @cached_property
    def of_directives(self) -> list[Item]:
        """Their directives, each once."""
        directives = {share.directive_id: share.directive for share in self.shares}
        return [Item(pk, directive) for pk, directive in directives.items()]


def rows_named(query: QueryDict, *, user: User, on: date) -> AssignmentQuerySet:
    """The rows named by `share`; without any, or with `all`, those of the filter. In the register's order.

    Whatever is named, these are rows which the person may see.
    """
    shown = AssignmentFilter(query, user=user, on=on)
    keys = whole_numbers(query.getlist("share"))
    if not keys or query.get("all"):
        return shown.rows()
    return in_order(Assignment.objects.visible_to(user).filter(pk__in=keys), shown.chosen_sort)


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """What of it is the number of a row."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]
