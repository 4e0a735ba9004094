"""Occurrences of recurring work: children of a heading, each with shares, a day and a result of its own."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from agencies import calendar
from agencies.calendar import WorkingDays
from agencies.succession import heir_of

from . import telling_cycles as telling
from .cycles import AHEAD, CyclePlan, Every, Occurrence
from .families import Part, add_children, titled
from .giving import Shares
from .models import Assignment, Cycle, CycleParty, Directive

logger = logging.getLogger(__name__)


class NobodyLeads(Exception):
    """No lead agency of the cycle is at work any more."""


class Incomplete(Exception):
    """Some cycles failed; what could be given out has been."""


@dataclass
class Given:
    """What one run did."""

    on: date
    occurrences: int = 0
    skipped: int = 0  # cycles that failed; the log says why

    def __str__(self) -> str:
        failed = f"; {self.skipped} chu kỳ không giao được" if self.skipped else ""
        return f"{self.on:%d/%m/%Y}: đã giao {self.occurrences} kỳ{failed}"


def give_all() -> Given:
    """Give out what is due soon of every cycle, and what was missed while nothing ran.

    Runs beside other runs: each heading is locked, and an occurrence exists once. Raises Incomplete at the
    end when some cycles failed: the others have been given out by then; and SoftTimeLimitExceeded when the
    task is out of time: the next run goes on from there.
    """
    done, working = Given(calendar.today()), calendar.working_days()
    for heading_id in Cycle.objects.running().order_by("pk").values_list("directive_id", flat=True):
        try:
            done.occurrences += _give(heading_id, done.on, working)
        except SoftTimeLimitExceeded:  # the run is out of time, not the cycle bad
            raise
        except Exception:  # one bad cycle must not keep the others from going out
            logger.exception("occurrences: cycle of directive %s skipped", heading_id)
            done.skipped += 1
    if done.skipped:
        raise Incomplete(done)
    return done


def _give(heading_id: int, on: date, working: WorkingDays) -> int:
    """The occurrences of one cycle. When nobody can be charged, the Office is told, once for each day."""
    try:
        with transaction.atomic():
            cycle = lock_cycle(heading_id)
            children = [] if cycle.is_stopped else give_due(cycle, on, working, by=None)
            telling.occurrences_given(cycle.directive, children)
            return len(children)
    except NobodyLeads:
        with transaction.atomic():
            cycle = lock_cycle(heading_id)
            telling.nobody_leads(cycle.directive, next_due(cycle, working))
        raise


def start(heading: Directive, plan: CyclePlan, charged: Shares) -> Cycle:
    """Store the cycle of a heading which the caller has locked or just made."""
    cycle = Cycle(directive=heading)
    put(cycle, plan)
    cycle.save()
    charge(cycle, charged)
    return cycle


def put(cycle: Cycle, plan: CyclePlan) -> None:
    """Write the plan into the cycle, which is not stored yet."""
    cycle.rule, cycle.starts_on, cycle.ends_on = plan.rule, plan.starts_on, plan.ends_on


def charge(cycle: Cycle, charged: Shares) -> None:
    """From the next occurrence on these agencies get the shares."""
    cycle.parties.all().delete()
    CycleParty.objects.bulk_create(
        CycleParty(cycle=cycle, agency_id=agency_id, role=role, group_id=group_id)
        for agency_id, (role, group_id) in charged.by_agency.items()
    )


def lock_cycle(heading_id: int) -> Cycle:
    """The cycle of a heading, both held until the transaction ends: whoever changes one locks the heading."""
    heading = (
        Directive.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document", "monitor", "directing_leader", "published_by")
        .get(pk=heading_id)
    )
    cycle = Cycle.objects.get(directive=heading)
    cycle.directive = heading
    return cycle


def give_due(cycle: Cycle, on: date, working: WorkingDays, *, by: User | None) -> list[Directive]:
    """Give out those occurrences of a locked cycle which are to be out by the day, the missed ones with them.

    The first of a cycle goes out at once, however far its day: the order was given today. Raises NobodyLeads.
    """
    wanted = _wanted(cycle, on, working)
    if not wanted:
        return []
    heading = cycle.directive
    parts = [
        Part(
            titled(heading.title, f"kỳ {one.due_on:%d/%m/%Y}"),
            one.due_on,
            heading.deadline_text,
            occurs_on=one.nominal,
        )
        for one in wanted
    ]
    return add_children(heading, parts, shares_of(cycle, on), by=by)


def shares_of(cycle: Cycle, on: date) -> Shares:
    """Who gets a share on that day; of an agency that ended, its successor. Raises NobodyLeads."""
    found: dict[int, tuple[str, int | None]] = {}
    parties = cycle.parties.select_related("agency__successor").order_by("-role", "pk")  # leads first
    for party in parties:
        ended = party.agency.valid_to is not None and party.agency.valid_to < on
        agency = heir_of(party.agency, on) if ended else party.agency
        if agency is not None:
            found.setdefault(agency.pk, (party.role, party.group_id))
    if not any(role == Assignment.Role.LEAD for role, _ in found.values()):
        raise NobodyLeads(f"cycle of directive {cycle.directive_id}")
    return Shares(found)


def next_due(cycle: Cycle, working: WorkingDays) -> date | None:
    """The day of the next occurrence which is not given out yet; None when there is none to come."""
    if cycle.is_stopped:
        return None
    return next((one.due_on for one in to_come(cycle, working)), None)


def preview(cycle: Cycle, working: WorkingDays, count: int) -> list[Occurrence]:
    """The first occurrences which would be given out by the cycle as it stands, stored or not."""
    return list(islice(to_come(cycle, working), count))


def to_come(cycle: Cycle, working: WorkingDays) -> Iterator[Occurrence]:
    """The occurrences which do not exist yet, the next first: one for each period that has none.

    Not only after the last: where a year became months, the months before that year's day come too.
    """
    rule, end = cycle.rule, cycle.ends_on
    had = {rule.next_period(day) for day in _days_given(cycle) if day}
    new = (one for one in rule.days(cycle.starts_on, working) if rule.next_period(one.nominal) not in had)
    return takewhile(lambda one: end is None or one.due_on <= end, new)


def _days_given(cycle: Cycle) -> QuerySet[Directive, date | None]:
    """The days by the rule of the occurrences which exist; a period has one."""
    children = Directive.objects.filter(parent=cycle.directive_id, occurs_on__isnull=False).order_by()
    return children.values_list("occurs_on", flat=True)


def _wanted(cycle: Cycle, on: date, working: WorkingDays) -> list[Occurrence]:
    until = on + AHEAD[Every(cycle.every)]
    coming = to_come(cycle, working)
    first = [] if _days_given(cycle).exists() else list(islice(coming, 1))
    if first and first[0].due_on > until:
        return first
    return [*first, *takewhile(lambda one: one.due_on <= until, coming)]
