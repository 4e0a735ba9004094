"""Directives with children: milestones of one order, occurrences of a recurring one.

A parent is a heading: its children have the shares, and everything that counts, reminds or lists speaks of
them. One level only: a child has no children.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from accounts.models import User
from agencies import calendar

from . import giving
from .giving import Shares
from .models import Assignment, Directive, Event
from .models.directive import DeadlineKind, directive_search_text

LONGEST_TITLE = 250


@dataclass(frozen=True)
class Part:
    """What one child is to be: its title and its day."""

    title: str
    due_on: date
    deadline_text: str = ""
    occurs_on: date | None = None  # of an occurrence: its day by the rule


def titled(title: str, words: str) -> str:
    """The parent's title with what tells the child apart, cut so that both can be read."""
    room = LONGEST_TITLE - len(words) - 2
    return f"{title if len(title) <= room else f'{title[: room - 1].rstrip()}…'}: {words}"


def add_children(
    heading: Directive, parts: Sequence[Part], shares: Shares, *, by: User | None
) -> list[Directive]:
    """Make a child of each part, with a share for each agency and its line of history.

    The caller has locked the heading or just made it, and tells the agencies. `by` None: the system.
    """
    if not heading.is_heading:
        heading.is_heading = True
        heading.save(update_fields=["is_heading"])
    last = heading.children.aggregate(last=Max("part"))["last"] or 0
    children = Directive.objects.bulk_create(
        _child(heading, part, number, by=by) for number, part in enumerate(parts, start=last + 1)
    )
    plans = [(child, shares, part.due_on) for child, part in zip(children, parts, strict=True)]
    Event.objects.bulk_create(giving.directives_given(children, giving.make_shares(plans), by=by))
    return children


def shares_in_force(rows: Iterable[Assignment]) -> Shares:
    """The same agencies in the same roles as these shares."""
    return Shares({row.agency_id: (row.role, row.group_id) for row in rows})


def _child(heading: Directive, part: Part, number: int, *, by: User | None) -> Directive:
    code = f"{heading.code}.{number}"
    return Directive(
        code=code,
        year=heading.year,
        number=heading.number,
        parent=heading,
        part=number,
        occurs_on=part.occurs_on,
        document=heading.document,
        position=heading.position,
        start=heading.start,
        end=heading.end,
        quote=heading.quote,
        title=part.title,
        content=heading.content,
        field=heading.field,
        origin=heading.origin,
        directing_leader=heading.directing_leader,
        monitor=heading.monitor,
        priority=heading.priority,
        starred=heading.starred,
        deliverable=heading.deliverable,
        deadline_kind=DeadlineKind.FIXED,
        deadline_text=part.deadline_text[:250],
        published_by=by or heading.published_by,
        published_at=calendar.now(),
        search_text=directive_search_text(code, part.title, heading.content, heading.document),
    )
