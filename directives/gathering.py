"""Many shares of one directive in one line: what 133 communes have to do is one thing to who sees all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, QuerySet, Value, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from accounts.models import User

from .measures import Scope, Tally, counted, counts
from .models import Assignment
from .models.assignment import AssignmentQuerySet

_NUMBERS = ("given", "done", "overdue", "pending")
Order = Sequence[str | OrderBy]


class First(NamedTuple):
    """A share that stands for all of its directive: how many they are, the furthest of their deadlines."""

    share: int
    shares: int
    last_due: date | None


@dataclass(frozen=True)
class Together:
    """The shares of a directive which stand in one line: how many, where they are listed, how the whole is.

    `whole` counts all shares of its leads, each number with its own rows; `last_due` is empty when all have
    the deadline of the line.
    """

    count: int
    url: str
    last_due: date | None
    whole: Tally


def ones(shares: AssignmentQuerySet) -> QuerySet[Assignment, Any]:
    """Each share as a First that stands for itself, in the order in which they come."""
    return shares.values_list("pk", Value(1), "due_on")


def firsts(shares: AssignmentQuerySet, order: Order) -> QuerySet[Assignment, Any]:
    """Of each directive the First in this order; in this order."""
    of = [F("directive")]
    return (
        shares.annotate(
            place=Window(RowNumber(), partition_by=of, order_by=list(order)),
            together=Window(Count("pk"), partition_by=of),
            last_due=Window(Max("due_on"), partition_by=of),
        )
        .filter(place=1)
        .order_by(*order)
        .values_list("pk", "together", "last_due")
    )


def together(share: Assignment, first: First, url: str, whole: Mapping[int, Tally]) -> Together | None:
    """What the line of the share says of all for which it stands; None when that is the share alone."""
    if first.shares == 1:
        return None
    differs = first.last_due != share.due_on
    return Together(first.shares, url, first.last_due if differs else None, whole[share.directive_id])


def wholes(directives: Collection[int], user: User, on: date) -> dict[int, Tally]:
    """Of each directive the shares of its leads in numbers; one query, and none without directives."""
    if not directives:
        return {}
    work = Assignment.objects.visible_to(user).counted().filter(directive__in=directives)
    rows = work.values("directive").annotate(**counts(_NUMBERS, on)).order_by()
    scope = Scope({"role": "lead"})
    return {row["directive"]: Tally(counted(row), scope.link(directive=row["directive"])) for row in rows}
