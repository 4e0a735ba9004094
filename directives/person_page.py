"""What the page of one person shows: who they are, and the work they hold, follow or direct."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Role, User
from agencies.models import Membership

from .access import agencies_seen_by
from .grouping import Shares, groups
from .measures import Scope, Tally, tally
from .models import Assignment

_GROUPS = ("overdue", "due_fortnight", "returned", "pending")
_NUMBERS = (*_GROUPS, "given", "not_done", "done")
# parameter of the register → heading, role of the shares, the people who can be asked for by it
_PARTS: dict[str, tuple[str, str, set[Role]]] = {
    "delegate": ("Đang thực hiện", "all", Role.of_agencies()),
    "monitor": ("Đang theo dõi", "lead", Role.office()),
    "leader": ("Chỉ đạo", "lead", {Role.LEADER}),
}


@dataclass(frozen=True)
class Part:
    """Work the person has to do with in one way: its numbers, and what presses."""

    key: str
    title: str
    tally: Tally
    groups: list[Shares]


@dataclass(frozen=True)
class PersonPage:
    """Everything the template needs. A colleague gets what belongs to the agencies of both."""

    person: User
    places: list[Membership]
    parts: list[Part]


def person_page(person: User, user: User, on: date) -> PersonPage:
    """Collect the page; the number of queries does not grow with the work."""
    places = person.memberships.filter(agency__in=agencies_seen_by(user)).select_related("agency")
    delegated = Assignment.objects.visible_to(user).filter(delegate=person).exists()
    names = [
        name
        for name, (*_, roles) in _PARTS.items()
        if person.role in roles or (name == "delegate" and delegated)
    ]
    return PersonPage(
        person=person,
        places=list(places.order_by("agency__kind_order", "agency__sort_key")),
        parts=[_part(name, person, user, on) for name in names],
    )


def _part(name: str, person: User, user: User, on: date) -> Part:
    title, role, _ = _PARTS[name]
    scope = Scope({name: str(person.pk), "role": role})
    numbers = tally(scope.work(user, on), _NUMBERS, scope.link, on=on)
    return Part(name, title, numbers, groups(scope, _GROUPS, numbers, user, on))
