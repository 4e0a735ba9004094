"""Agencies that ended and still have open work, and what will happen when it goes to their successors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from agencies.models import Agency
from agencies.succession import heir_of

from .models import Assignment
from .transitions import obstacle
from .transitions.succeeding import joined_fields


@dataclass(frozen=True)
class Ended:
    """An agency that ended, who carries its work on, and how much of it is open."""

    agency: Agency
    heir: Agency | None
    leads: int
    coordinates: int

    @property
    def count(self) -> int:
        return self.leads + self.coordinates


def ended_agencies(on: date) -> list[Ended]:
    """Those which have open work, in the usual order."""
    role = Assignment.Role
    rows = Assignment.objects.not_done().filter(agency__in=Agency.objects.ended(on)).order_by()
    counts = rows.values("agency").annotate(
        leads=Count("pk", filter=Q(role=role.LEAD)), coordinates=Count("pk", filter=Q(role=role.COORDINATOR))
    )
    found = {pk: (leads, helps) for pk, leads, helps in counts.values_list("agency", "leads", "coordinates")}
    agencies = Agency.objects.in_order().filter(pk__in=found).select_related("successor__successor")
    return [Ended(agency, heir_of(agency, on), *found[agency.pk]) for agency in agencies]


def open_work_of_ended(on: date) -> int:
    """How many shares wait to be moved to a successor."""
    return Assignment.objects.not_done().filter(agency__in=Agency.objects.ended(on)).count()


@dataclass(frozen=True)
class Row:
    """One open share, the successor's own share of the same directive, and what keeps it from moving."""

    share: Assignment
    own: Assignment | None
    problem: str | None

    @property
    def role(self) -> str:
        """Of the successor afterwards."""
        if self.own is None:
            return self.share.get_role_display()
        return str(Assignment.Role(joined_fields(self.share, self.own).get("role", self.own.role)).label)

    @property
    def due_on(self) -> date | None:
        """Of the successor afterwards."""
        if self.own is None:
            return self.share.due_on
        due_on: date | None = joined_fields(self.share, self.own).get("due_on", self.own.due_on)
        return due_on


@dataclass(frozen=True)
class Preview:
    """All open work of an agency that ended, as it would go to its successor."""

    agency: Agency
    heir: Agency | None
    rows: list[Row]

    @property
    def moving(self) -> int:
        return sum(row.problem is None for row in self.rows)

    @property
    def joining(self) -> int:
        return sum(row.problem is None and row.own is not None for row in self.rows)

    @property
    def staying(self) -> int:
        return len(self.rows) - self.moving


def preview(agency: Agency, on: date) -> Preview:
    """Two queries, whatever there is to move."""
    heir = heir_of(agency, on)
    shares = list(agency.assignments.not_done().with_directive().order_by("directive__pk"))
    own = _own(heir, [share.directive_id for share in shares]) if heir else {}
    rows = [
        Row(share, own.get(share.directive_id), obstacle(share, own.get(share.directive_id)))
        for share in shares
    ]
    return Preview(agency, heir, rows)


def _own(heir: Agency, directives: Iterable[int]) -> dict[int, Assignment]:
    shares = heir.assignments.filter(directive__in=directives).select_related("agency")
    return {share.directive_id: share for share in shares}
