"""What departed persons still hold, who have left the agency or have no account any more; and taking it over.

The head of an agency takes over what its people held, the head of the Office what officers monitored and
leaders directed; the latter sees what lies in agencies, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from accounts.access import Act, may
from accounts.models import Role, User
from agencies.models import Agency, Membership

from . import telling_within as telling
from . import transitions
from .many import Outcome, one_by_one
from .models import Assignment, Directive, SubTask
from .models.conditions import NOT_DONE
from .transitions import NotAllowed


class HeldAs(models.TextChoices):
    """As what a person holds something."""

    SHARE = "share", "Được giao thực hiện"
    PIECE = "piece", "Việc con"
    MONITOR = "monitor", "Chuyên viên theo dõi"
    LEADER = "leader", "Lãnh đạo chỉ đạo"


@dataclass(frozen=True)
class Held:
    """One thing that a departed person holds."""

    kind: HeldAs
    person: User
    directive: Directive
    row: Assignment | SubTask | Directive
    agency: Agency | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def title(self) -> str:
        return self.row.title if isinstance(self.row, SubTask) else self.directive.title


@dataclass(frozen=True)
class Pile:
    """What is handed over together: to the same people."""

    key: str  # of the agency, or the kind
    title: str
    rows: list[Held]
    takers: list[User]  # empty: who looks only reads

    @property
    def people(self) -> int:
        return len({held.person.pk for held in self.rows})


def piles_for(user: User) -> list[Pile]:
    """What departed persons hold, as far as this person has to do with it."""
    if not may(user, Act.TAKE_OVER):
        return []
    agencies = list(_own_agencies(user)) if user.role == Role.AGENCY_HEAD else None
    piles: dict[str, Pile] = {}
    if agencies is None:
        piles = {pile.key: pile for pile in (_monitored(), _directed()) if pile.rows}
    for held in [*_shares(agencies), *_pieces(agencies)]:
        agency: Agency = held.agency  # type: ignore[assignment]
        key = f"agency-{agency.pk}"
        if key not in piles:
            takers = list(_members(agency)) if agencies is not None else []
            piles[key] = Pile(key, agency.name, [], takers)
        piles[key].rows.append(held)
    return list(piles.values())


@transaction.atomic
def take_over(pile_key: str, keys: Iterable[str], *, by: User, to: User | None) -> list[Outcome]:
    """Hand the chosen rows of a pile to a person, or take them back; who gets them is told once."""
    pile = next((pile for pile in piles_for(by) if pile.key == pile_key), None)
    if pile is None or not pile.takers:
        raise NotAllowed("Không còn việc nào ở đây; có thể người khác vừa nhận.")
    if to is not None and to not in pile.takers:
        raise NotAllowed(f"Không giao được cho {to}.")
    chosen = set(keys)
    rows = [held for held in pile.rows if held.key in chosen]
    outcomes = one_by_one(rows, lambda held: _hand_over(held, by, to), place=_place)
    telling.taken_over([outcome.row for outcome in outcomes if outcome.done], to, by=by)
    return outcomes


def _place(held: Held) -> tuple[bool, int]:
    """In the order in which shares are locked: leads before coordinators, each by its number."""
    share = held.row.assignment if isinstance(held.row, SubTask) else held.row
    return getattr(share, "role", "") == Assignment.Role.COORDINATOR, share.pk


def _hand_over(held: Held, by: User, to: User | None) -> None:
    row = held.row
    if isinstance(row, Assignment):
        transitions.delegate(row.pk, by=by, to=to, instead_of=held.person, told=False)
    elif isinstance(row, SubTask):
        transitions.change_subtask(
            row.pk,
            by=by,
            version=row.version,
            title=row.title,
            person=to or by,
            due_on=row.due_on,
            told=False,
        )
    else:
        name = "monitor" if held.kind == HeldAs.MONITOR else "directing_leader"
        transitions.edit_directive(row.pk, by=by, version=row.version, fields={name: to}, told=False)


def _own_agencies(user: User) -> models.QuerySet[Agency]:
    places = (Membership.Role.HEAD, Membership.Role.FOCAL)
    return Agency.objects.filter(memberships__user=user, memberships__role__in=places)


def _members(agency: Agency) -> models.QuerySet[User]:
    return User.objects.active().filter(memberships__agency=agency).order_by("full_name")


def _gone(person: str, agency: str) -> Q:
    """Of rows with these two columns: the person has no account any more, or is not of the agency."""
    still = Membership.objects.filter(user=OuterRef(person), agency=OuterRef(agency))
    return Q(**{f"{person}__is_active": False}) | Q(~Exists(still))


def _shares(agencies: list[Agency] | None) -> list[Held]:
    # what is paused is found again when it goes on: until then it cannot be handed over
    rows = Assignment.objects.open().filter(_gone("delegate", "agency"), delegate__isnull=False)
    if agencies is not None:
        rows = rows.filter(agency__in=agencies)
    rows = (
        rows.with_directive()
        .select_related("delegate")
        .order_by("agency", "delegate__full_name", "due_on", "pk")
    )
    return [Held(HeldAs.SHARE, row.delegate, row.directive, row, row.agency) for row in rows]  # type: ignore[arg-type]


def _pieces(agencies: list[Agency] | None) -> list[Held]:
    living = Assignment.objects.filter(NOT_DONE)
    if agencies is not None:
        living = living.filter(agency__in=agencies)
    rows = SubTask.objects.open().filter(_gone("person", "assignment__agency"), assignment__in=living)
    return [
        Held(HeldAs.PIECE, row.person, row.assignment.directive, row, row.assignment.agency)
        for row in rows.with_directive().order_by("assignment__agency", "person__full_name", "due_on", "pk")
    ]


def _monitored() -> Pile:
    office = User.objects.active().with_role(*Role.office()).order_by("full_name")
    gone = Q(monitor__is_active=False) | (Q(monitor__isnull=False) & ~Q(monitor__role__in=Role.office()))
    rows = [Held(HeldAs.MONITOR, row.monitor, row, row) for row in _at_work(gone, "monitor")]  # type: ignore[arg-type]
    return Pile(HeldAs.MONITOR, "Nhiệm vụ do chuyên viên đã rời đi theo dõi", rows, list(office))


def _directed() -> Pile:
    leaders = User.objects.active().with_role(Role.LEADER).order_by("full_name")
    gone = Q(directing_leader__is_active=False) | (
        Q(directing_leader__isnull=False) & ~Q(directing_leader__role=Role.LEADER)
    )
    rows = [
        Held(HeldAs.LEADER, row.directing_leader, row, row)  # type: ignore[arg-type]
        for row in _at_work(gone, "directing_leader")
    ]
    return Pile(HeldAs.LEADER, "Nhiệm vụ do lãnh đạo đã rời đi chỉ đạo", rows, list(leaders))


def _at_work(gone: Q, person: str) -> models.QuerySet[Directive]:
    """Directives which somebody still has to finish, and whose person is gone."""
    left = Assignment.objects.filter(NOT_DONE, directive=OuterRef("pk"))
    rows = Directive.objects.filter(gone, Exists(left)).select_related(person, "document")
    return rows.defer("document__text").order_by(f"{person}__full_name", "pk")
