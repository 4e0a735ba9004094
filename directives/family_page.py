"""The children of a heading as its page lists them, and the family of a child as the child's page does."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import User

from .cycle_page import CycleView, cycle_view
from .models import Assignment, Cycle, Directive
from .models.conditions import DONE
from .models.directive import DirectiveQuerySet
from .parties import Parties, parties_of
from .standing import Standing, between_occurrences, of_directive, standing

SHOWN = 12
_PRESSING_READ = 50  # shares of children which are not shown: the most pressing are among the earliest


@dataclass(frozen=True)
class Child:
    """A line: the child, where it stands, who is charged, the first deadline of the shares one may see."""

    directive: Directive
    standing: Standing | None
    parties: Parties
    due_on: date | None

    @property
    def short(self) -> str:
        """What tells it from its siblings: the end of its title."""
        words = self.directive.title.rpartition(": ")[2]
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Family:
    """A heading with its children, as far as the person may see them."""

    heading: Directive
    children: list[Child]
    left: int  # children which are not shown
    done: int  # children whose lead agencies are all done
    whole: int  # children that count
    standing: Standing | None  # of the heading: that of the child which presses most
    cycle: CycleView | None  # by which the children come back; None for milestones

    @property
    def count(self) -> int:
        return len(self.children) + self.left

    @property
    def noun(self) -> str:
        """What a child is called."""
        return "kỳ" if self.cycle else "phần"


def family_of(directive: Directive, user: User, on: date, *, whole: bool = False) -> Family | None:
    """The family to which a heading or a child belongs; None for a directive that stands alone.

    Of a cycle the newest occurrences come first, and an occurrence has its neighbours alone. The number of
    queries does not grow with the children.
    """
    heading = directive.parent or directive
    if not heading.is_heading:
        return None
    visible = Directive.objects.visible_to(user).filter(parent=heading)
    cycle: Cycle | None = getattr(heading, "cycle", None)
    wanted = visible.order_by("-part" if cycle else "part").defer("content", "quote", "search_text")
    if cycle and directive.part is not None:
        wanted = wanted.filter(part__range=(directive.part - 1, directive.part + 1))
    rows = list(wanted if whole else wanted[: SHOWN + 1])
    shown = rows if whole else rows[:SHOWN]
    left = wanted.count() - len(shown) if len(rows) > len(shown) else 0
    shares = _shares(shown, user)
    parties = parties_of([row.pk for row in shown])
    children = [_child(row, shares[row.pk], parties[row.pk], on) for row in shown]
    done, counted = _done_of(visible)
    by_day = sorted(children, key=lambda child: child.due_on or date.max)  # the oldest delay is told
    pressing = [child.standing for child in by_day if child.standing]
    if left:
        pressing = [*_pressing_elsewhere(visible, user, on), *pressing]
    view = cycle_view(cycle, user, on) if cycle else None
    state = of_directive(pressing)
    return Family(
        heading=heading,
        children=children,
        left=left,
        done=done,
        whole=counted,
        standing=between_occurrences(state) if view and view.goes_on else state,
        cycle=view,
    )


def _shares(children: list[Directive], user: User) -> dict[int, list[Assignment]]:
    """The shares which the person may see, by child: those in force, or all of a child that has none."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = (
        Assignment.objects.visible_to(user)
        .filter(directive__in=children)
        .select_related("agency")
        .with_carriers()
    )
    for row in rows.order_by("-role", "pk"):
        found[row.directive_id].append(row)
    return found


def _child(row: Directive, shares: list[Assignment], parties: Parties, on: date) -> Child:
    leads = [share for share in shares if share.role == Assignment.Role.LEAD] or shares
    state = of_directive(standing(share, on) for share in leads)
    due_on = min((share.due_on for share in leads if share.due_on), default=None)
    return Child(row, state, parties, due_on)


def _done_of(children: DirectiveQuerySet) -> tuple[int, int]:
    """How many of the children are done, and how many count: a child is done when all its leads are."""
    rows = (
        Assignment.objects.counted()
        .filter(directive__in=children.order_by().values("pk"))
        .order_by()
        .values("directive")
        .annotate(whole=Count("pk"), done=Count("pk", filter=Q(DONE)))
    )
    counted = list(rows)
    return sum(row["done"] == row["whole"] for row in counted), len(counted)


def _pressing_elsewhere(children: DirectiveQuerySet, user: User, on: date) -> list[Standing]:
    """Where the most pressing shares of the whole family stand."""
    rows = Assignment.objects.visible_to(user).leads().not_done()
    rows = rows.filter(directive__in=children.order_by().values("pk")).order_by("due_on", "pk")
    return [standing(row, on) for row in rows[:_PRESSING_READ]]
