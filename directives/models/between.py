"""What became of a share between the ends of two days, as conditions: of the later day's row, beside which
stands how the share was on the earlier one (ShareQuerySet.since).

What official numbers count of a day are shares of leads in force, open or done. Each share that is counted on
either day, or came and left between them, is in the parts of the balance so that it comes out exactly:
open then + given + came back - finished - taken out = open now, and likewise for what is overdue.
"""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from .conditions import DONE, NOT_DONE, RETURNED, overdue
from .states import LEFT, WorkState

THEN = "earlier"  # the relation to the version of the earlier day


class Stood:
    """How a share was counted on the earlier day; no two of these at once."""

    ABSENT = "absent"  # not given yet
    OPEN = "open"
    DONE = "done"
    LEFT = "left"  # revoked, declined or split
    OTHER = "other"  # a coordinator's


def stood_on(day: date) -> Q:
    """Versions which held at the end of the day."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


# The day on which a version ends, or one that never comes: a single range, which an index can be asked for.
ENDS_ON = Coalesce("until_on", Value(date.max))


def ends_after(day: date) -> GreaterThan:
    """Versions which did not end by the end of the day. Each of them holds on it, or began later."""
    return GreaterThan(ENDS_ON, Value(day))


def of(relation: str, condition: Q) -> Q:
    """The condition, asked of the row to which the relation leads."""
    asked = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            asked.children.append(of(relation, child))
            continue
        name, value = child  # type: ignore[misc]
        if isinstance(value, F):
            value = F(f"{relation}__{value.name}")  # type: ignore[attr-defined]
        asked.children.append((f"{relation}__{name}", value))
    return asked


def then(first: date) -> dict[str, Combinable]:
    """What ShareQuerySet.since annotates beside each row, of the end of the day `first`."""
    lead = Q(role="lead")
    return {
        "was": Case(
            When(Q(**{f"{THEN}__isnull": True}), then=Value(Stood.ABSENT)),
            When(of(THEN, Q(role="coordinator")), then=Value(Stood.OTHER)),
            When(of(THEN, Q(work_state__in=LEFT)), then=Value(Stood.LEFT)),
            When(of(THEN, DONE), then=Value(Stood.DONE)),
            When(of(THEN, Q(released_on__isnull=False)), then=Value(Stood.OTHER)),
            default=Value(Stood.OPEN),
            output_field=models.CharField(),
        ),
        "was_overdue": _whether(of(THEN, lead & overdue(first))),
        "was_returned": _whether(of(THEN, lead & RETURNED)),
        # where there was none on that day, what was first given
        "was_due_on": Coalesce(F(f"{THEN}__due_on"), F("original_due_on")),
    }


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=models.BooleanField())


_LEAD = Q(role="lead")
_OPEN_NOW, _DONE_NOW = _LEAD & NOT_DONE, _LEAD & DONE
_COUNTED_NOW = _OPEN_NOW | _DONE_NOW
_LEFT_NOW = _LEAD & Q(work_state__in=LEFT)
_WAS_IN_NONE = Q(was__in=(Stood.ABSENT, Stood.OPEN))

GIVEN = (_COUNTED_NOW | _LEFT_NOW) & Q(was=Stood.ABSENT)
REOPENED = _OPEN_NOW & Q(was=Stood.DONE)
RESTORED = _COUNTED_NOW & Q(was=Stood.LEFT)
MADE_LEAD = _COUNTED_NOW & Q(was=Stood.OTHER)
FINISHED = _DONE_NOW & Q(was__in=(Stood.ABSENT, Stood.OPEN, Stood.LEFT, Stood.OTHER))
_TAKEN_AWAY = _LEFT_NOW & _WAS_IN_NONE
UNMADE_LEAD = ~_COUNTED_NOW & ~_LEFT_NOW & Q(was=Stood.OPEN)


def fell_overdue(on: date) -> Q:
    """Overdue now, and was not then."""
    return _LEAD & overdue(on) & Q(was_overdue=False)


def cleared(on: date) -> Q:
    """Overdue then, and is not now."""
    return Q(was_overdue=True) & ~(_LEAD & overdue(on))


def taken_away(state: WorkState) -> Q:
    """Out of all counts since that day, in this way."""
    return _TAKEN_AWAY & Q(work_state=state)


CAME_BACK = REOPENED | RESTORED | MADE_LEAD
TAKEN_OUT = _TAKEN_AWAY | UNMADE_LEAD
CLEARED_BY_RESULT = Q(was_overdue=True) & _DONE_NOW
EXTENDED = _COUNTED_NOW & Q(due_on__gt=F("was_due_on"))
NEWLY_RETURNED = _COUNTED_NOW & RETURNED & Q(was_returned=False)
