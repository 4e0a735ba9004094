"""What departed persons still hold, who have left the agency or have no account any more; and taking it over.

The head of an agency takes over what its people held, the head of the Office what officers monitored and
leaders directed; the latter sees what lies in agencies, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from accounts.access import Act, may
from accounts.models import Role, User
from agencies import calendar
from agencies.models import Agency, Membership

from . import telling_within as telling
from . import transitions
from .many import Outcome, one_by_one
from .models import Assignment, Cycle, Directive, SubTask
from .models.assignment import AssignmentQuerySet
from .models.conditions import NOT_DONE
from .transitions import NotAllowed

MOST = 100  # rows of a pile that are shown at once, of each kind


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
    rows: list[Held]  # the first of them, MOST of each kind
    takers: list[User]  # empty: who looks only reads
    count: int  # of all of them

    @property
    def more(self) -> int:
        """How many come once those shown are handed over."""
        return self.count - len(self.rows)

    @property
    def people(self) -> int:
        return len({held.person.pk for held in self.rows})


def piles_for(user: User) -> list[Pile]:
    """What departed persons hold, as far as this person has to do with it."""
    if not may(user, Act.TAKE_OVER):
        return []
    agencies = list(_own_agencies(user)) if user.role == Role.AGENCY_HEAD else None
    piles = [] if agencies is not None else [pile for pile in (_monitored(), _directed()) if pile.rows]
    of_agencies: dict[Agency, dict[HeldAs, list[Held]]] = {}
    for held in [*_shares(agencies), *_pieces(agencies)]:
        assert held.agency is not None
        of_agencies.setdefault(held.agency, {}).setdefault(held.kind, []).append(held)
    for agency, kinds in of_agencies.items():
        takers = list(_members(agency)) if agencies is not None else []
        rows = [held for of_kind in kinds.values() for held in of_kind]
        piles.append(Pile(f"agency-{agency.pk}", agency.name, rows, takers, sum(map(_whole, kinds.values()))))
    return piles


def count_for(user: User) -> int:
    """How much of what departed persons hold this person may hand over."""
    if not may(user, Act.TAKE_OVER):
        return 0
    if user.role == Role.AGENCY_HEAD:
        agencies = list(_own_agencies(user))
        return _share_rows(agencies).count() + _piece_rows(agencies).count()
    return sum(_at_work(*of).count() for of in (_MONITOR_GONE, _LEADER_GONE))


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


def _first(rows: models.QuerySet[Any], *order: str, of: str | None = None) -> models.QuerySet[Any]:
    """The first MOST rows in this order, each with how many there are (`whole`); of each `of` if given."""
    parts = [F(of)] if of else None
    return (
        rows.annotate(
            place=Window(RowNumber(), partition_by=parts, order_by=list(order)),
            whole=Window(Count("pk"), partition_by=parts),
        )
        .filter(place__lte=MOST)
        .order_by(*([of] if of else []), *order)
    )


def _whole(rows: list[Held]) -> int:
    """How many there are of which these are the first."""
    return rows[0].row.whole if rows else 0  # type: ignore[union-attr]  # of `_first`


def _share_rows(agencies: list[Agency] | None) -> AssignmentQuerySet:
    # what is paused is found again when it goes on: until then it cannot be handed over
    rows = Assignment.objects.open().filter(_gone("delegate", "agency"), delegate__isnull=False)
    return rows if agencies is None else rows.filter(agency__in=agencies)


def _shares(agencies: list[Agency] | None) -> list[Held]:
    held = _share_rows(agencies).with_directive().select_related("delegate")
    rows = _first(held, "delegate__full_name", "due_on", "pk", of="agency")
    return [Held(HeldAs.SHARE, row.delegate, row.directive, row, row.agency) for row in rows]


def _piece_rows(agencies: list[Agency] | None) -> models.QuerySet[SubTask]:
    living = Assignment.objects.filter(NOT_DONE)
    if agencies is not None:
        living = living.filter(agency__in=agencies)
    return SubTask.objects.open().filter(_gone("person", "assignment__agency"), assignment__in=living)


def _pieces(agencies: list[Agency] | None) -> list[Held]:
    rows = SubTask.objects.filter(pk__in=_piece_rows(agencies)).with_directive()
    return [
        Held(HeldAs.PIECE, row.person, row.assignment.directive, row, row.assignment.agency)
        for row in _first(rows, "person__full_name", "due_on", "pk", of="assignment__agency")
    ]


# of a directive: who is gone when they hold it, as what column
_MONITOR_GONE = (
    Q(monitor__is_active=False) | (Q(monitor__isnull=False) & ~Q(monitor__role__in=Role.office())),
    "monitor",
)
_LEADER_GONE = (
    Q(directing_leader__is_active=False)
    | (Q(directing_leader__isnull=False) & ~Q(directing_leader__role=Role.LEADER)),
    "directing_leader",
)


def _monitored() -> Pile:
    office = User.objects.active().with_role(*Role.office()).order_by("full_name")
    rows = _first(_at_work(*_MONITOR_GONE), "monitor__full_name", "pk")
    held = [Held(HeldAs.MONITOR, row.monitor, row, row) for row in rows]
    title = "Nhiệm vụ do chuyên viên đã rời đi theo dõi"
    return Pile(HeldAs.MONITOR, title, held, list(office), _whole(held))


def _directed() -> Pile:
    leaders = User.objects.active().with_role(Role.LEADER).order_by("full_name")
    rows = _first(_at_work(*_LEADER_GONE), "directing_leader__full_name", "pk")
    held = [Held(HeldAs.LEADER, row.directing_leader, row, row) for row in rows]
    title = "Nhiệm vụ do lãnh đạo đã rời đi chỉ đạo"
    return Pile(HeldAs.LEADER, title, held, list(leaders), _whole(held))


def _at_work(gone: Q, person: str) -> models.QuerySet[Directive]:
    """Directives which somebody still has to finish or which come back, and whose person is gone.

    An occurrence gets the persons of its heading: unless that is handed over, each new one is orphaned.
    """
    left = Assignment.objects.filter(NOT_DONE, directive=OuterRef("pk"))
    comes_back = Cycle.objects.going_on(calendar.today()).filter(directive=OuterRef("pk"))
    rows = Directive.objects.filter(gone, Exists(left) | Exists(comes_back))
    rows = rows.select_related(person, "document")
    return rows.defer("document__text")
