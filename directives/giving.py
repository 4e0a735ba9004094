"""What every way of giving work shares: numbers, one share per agency, the first line of history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db import connection
from django.db.models import Max

from accounts.models import User
from agencies import calendar
from agencies.models import Agency, AgencyGroup
from meetings.models import Document

from . import past
from .models import Assignment, Directive, Event
from .models.directive import Priority
from .models.rules import FollowUpRules, follow_up_rules

Body = Agency | AgencyGroup

_NUMBERING = 0x0D0D  # advisory lock: two documents published at once must not take the same number
MANY_POINTS = 10  # a document with more has a day longer to be entered (DOMAIN decisions)


class Party(Protocol):
    """Somebody charged: an agency by itself, or a group; both None while the name is not understood."""

    role: str
    agency_id: int | None
    group_id: int | None


@dataclass(frozen=True)
class Shares:
    """Who gets a share once groups are expanded: agency id → (role, group id or None)."""

    by_agency: dict[int, tuple[str, int | None]]

    @property
    def count(self) -> int:
        return len(self.by_agency)


def expand(parties: Iterable[Party], members: dict[int, list[int]]) -> Shares:
    """One share per agency. `members` gives each group's agency ids.

    A lead is never also a coordinator, and an agency named by itself is not taken again as member of a group.
    """
    by_agency: dict[int, tuple[str, int | None]] = {}
    in_order = sorted(
        parties, key=lambda party: (party.role != Assignment.Role.LEAD, party.group_id is not None)
    )
    for party in in_order:
        if party.agency_id is not None:
            by_agency.setdefault(party.agency_id, (party.role, None))
        for agency_id in members.get(party.group_id or 0, []):
            by_agency.setdefault(agency_id, (party.role, party.group_id))
    return Shares(by_agency)


def members_of(groups: Iterable[int | None], on: date) -> dict[int, list[int]]:
    """The agencies of each of these groups, as they exist on the day; one query."""
    members: dict[int, list[int]] = {group: [] for group in groups if group}
    pairs = Agency.objects.existing(on).filter(groups__in=members).values_list("groups", "pk")
    for group, agency in pairs:
        if group in members:
            members[group].append(agency)
    return members


def next_number(year: int) -> int:
    """The first number that is free in the year; whoever else asks waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERING, year])
    return (Directive.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def code_of(year: int, number: int) -> str:
    """How a directive is called: NV-2025-0020."""
    return f"NV-{year}-{number:04d}"


@dataclass(frozen=True)
class Entering:
    """Until when the points of a document should be entered (DOMAIN decisions, R1)."""

    document: Document
    points: int
    working_days: calendar.WorkingDays = field(default_factory=calendar.working_days)
    rules: FollowUpRules = field(default_factory=follow_up_rules)

    def last_day(self, priority: str) -> date:
        """The same day when it is urgent; else the working days which the rules give for its points."""
        if priority != Priority.NORMAL:
            return self.document.issued_on
        many = self.points > MANY_POINTS
        days = self.rules.enter_many_within_days if many else self.rules.enter_within_days
        return self.working_days.after(self.document.issued_on, days)


def planned(directive: Directive, expanded: Shares, due_on: date | None) -> list[Assignment]:
    """One share per agency, with the deadline it is given; it is the original one. Not stored yet."""
    return [
        Assignment(
            directive=directive,
            agency_id=agency_id,
            role=role,
            group_id=group_id,
            original_due_on=due_on,
            due_on=due_on,
            assigned_on=calendar.today(),
        )
        for agency_id, (role, group_id) in expanded.by_agency.items()
    ]


def make_shares(plans: Iterable[tuple[Directive, Shares, date | None]]) -> list[Assignment]:
    """The shares of several directives, stored."""
    shares = Assignment.objects.bulk_create(share for plan in plans for share in planned(*plan))
    past.keep(shares)
    return shares


def document_published(document: Document, counts: dict[str, int], *, by: User) -> Event:
    """The line which says that a document went out, with what came of it; not stored yet."""
    return Event(
        document=document,
        kind=Event.Kind.DOCUMENT_PUBLISHED,
        actor=by,
        actor_name=by.get_full_name(),
        data={name: [0, count] for name, count in counts.items()},
    )


def directives_given(
    directives: Iterable[Directive],
    shares: Iterable[Assignment],
    *,
    by: User | None,
    note: str = "",
    replacing: Mapping[int, str] | None = None,
) -> list[Event]:
    """The lines which say who was given each directive and until when; not stored yet.

    `replacing`: the code of the earlier directive by the id of the one that takes its place. `by` None: the
    system.
    """
    instead = replacing or {}
    of_directive: dict[int, list[Assignment]] = {}
    for share in shares:
        of_directive.setdefault(share.directive_id, []).append(share)
    charged = {share.agency_id for rows in of_directive.values() for share in rows}
    names = dict(Agency.objects.filter(pk__in=charged).values_list("pk", "short_name"))
    events = []
    for directive in directives:
        rows = of_directive.get(directive.pk, [])
        of_role: dict[str, list[str]] = {"lead": [], "coordinator": []}
        for share in rows:
            of_role[share.role].append(names[share.agency_id])
        due_on = next((str(share.due_on) for share in rows if share.due_on), None)
        events.append(
            Event(
                document=directive.document,
                directive=directive,
                kind=Event.Kind.PUBLISHED,
                actor=by,
                actor_name=by.get_full_name() if by else "Hệ thống",
                note=note,
                data={
                    "lead": [None, of_role["lead"]],
                    "coordinator": [None, of_role["coordinator"]],
                    "due_on": [None, due_on],
                    **({"replaces": [None, [instead[directive.pk]]]} if directive.pk in instead else {}),
                },
            )
        )
    return events
