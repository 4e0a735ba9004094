"""What a page says of a cycle: its rule in words, its next day, and whether it can go on."""

from dataclasses import dataclass
from datetime import date

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.succession import heir_of

from .models import Assignment, Cycle, Directive, Event
from .occurrences import next_due
from .parties import Names


@dataclass(frozen=True)
class CycleView:
    """A cycle as the page of its heading shows it, and in short that of an occurrence."""

    cycle: Cycle
    next_on: date | None  # the day of the next occurrence which is not given out yet
    leads: Names
    coordinators: Names
    nobody_leads: bool  # the next occurrence cannot be given out
    stopped: Event | None  # who stopped it, and why
    may_change: bool
    may_stop: bool

    @property
    def words(self) -> str:
        return self.cycle.rule.words

    @property
    def goes_on(self) -> bool:
        return self.next_on is not None


def cycle_view(cycle: Cycle, user: User, on: date) -> CycleView:
    """Collect it; as many queries for a cycle of communes as for one of a single agency."""
    names: dict[str, list[str]] = {"lead": [], "coordinator": []}
    at_work = False
    parties = cycle.parties.select_related("agency__successor", "group")
    for party in parties.order_by("agency__kind_order", "agency__sort_key"):
        names[party.role].append(party.agency.short_name)
        ended = party.agency.valid_to is not None and party.agency.valid_to < on
        if party.role == Assignment.Role.LEAD and not (ended and heir_of(party.agency, on) is None):
            at_work = True
    stops = Event.objects.filter(directive=cycle.directive_id, kind=Event.Kind.CYCLE_STOPPED)
    next_on = next_due(cycle, calendar.working_days())
    return CycleView(
        cycle=cycle,
        next_on=next_on,
        leads=Names(names["lead"]),
        coordinators=Names(names["coordinator"]),
        nobody_leads=next_on is not None and not at_work,
        stopped=stops.order_by("pk").last() if cycle.is_stopped else None,
        may_change=may(user, Act.CHANGE_CYCLE),
        may_stop=may(user, Act.STOP_CYCLE) and next_on is not None,
    )


@dataclass(frozen=True)
class GivenSoFar:
    """What stopping a cycle leaves as it is."""

    count: int
    open_days: list[date]  # deadlines of the occurrences which are not done
    next_on: date | None  # of the occurrence which will not be given out


def given_so_far(cycle: Cycle, on: date) -> GivenSoFar:
    """The occurrences which were given out, and those which somebody still has to do."""
    children = Directive.objects.filter(parent=cycle.directive_id)
    shares = Assignment.objects.leads().not_done().filter(directive__in=children, due_on__isnull=False)
    days = sorted({day for day in shares.values_list("due_on", flat=True) if day})
    return GivenSoFar(children.count(), days, next_due(cycle, calendar.working_days()))
