"""What waits for many people at once: what `Waiting` says of each, by few queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Q, Value, When

from accounts.models import Role, User
from agencies.models import Membership

from .access import Reach
from .models import Assignment, Explanation
from .models.assignment import AssignmentQuerySet
from .waiting import ANSWERED, Group, Waiting, followed_by_office

_COLUMNS = ("pk", "directive", "agency", "delegate", "directive__monitor", "directive__directing_leader")


class Member(NamedTuple):
    """A share in a group: the day by which the group is ordered, the share, and its directive."""

    day: date | None
    share: int
    directive: int


class Gathered:
    """What waits for one person: `waiting` has their words, `piles` the shares of each group."""

    def __init__(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self._by = {kind.key: kind.by for kind in waiting.kinds}
        self._found: dict[str, list[Member]] = defaultdict(list)

    def put(self, key: str, row: Any) -> None:
        """This row belongs to the group of this key."""
        self._found[key].append(Member(getattr(row, self._by[key]), row.pk, row.directive))

    @property
    def piles(self) -> list[tuple[Group, list[Member]]]:
        """The groups which are not empty, the most pressing first, each in its order."""
        return [
            (kind, sorted(self._found[kind.key], key=lambda member: (member.day or date.max, member.share)))
            for kind in self.waiting.kinds
            if kind.key in self._found
        ]


def gather(people: Collection[User], on: date) -> dict[User, Gathered]:
    """What waits for each of these people on the day `on`: the groups of their Việc của tôi."""
    places: dict[int, dict[int, str]] = defaultdict(dict)
    for user, agency, role in Membership.objects.filter(user__in=people).values_list(
        "user", "agency", "role"
    ):
        places[user][agency] = role
    found = {
        person: Gathered(Waiting(person, on, reach=Reach(person, places[person.pk]))) for person in people
    }
    by_role: dict[str, list[Gathered]] = defaultdict(list)
    for each in found.values():
        by_role[each.waiting.user.role].append(each)
    _of_agencies([each for role in Role.of_agencies() for each in by_role[role]])
    _of_office(by_role[Role.OFFICE_STAFF])
    _of_office(by_role[Role.OFFICE_HEAD])
    _of_leaders(by_role[Role.LEADER])
    return found


def _of_agencies(found: Sequence[Gathered]) -> None:
    """Heads and focal officers have all of their agency, others what is delegated to them (`held_by`)."""
    whole: dict[int, list[Gathered]] = defaultdict(list)
    delegates: dict[tuple[int, int], Gathered] = {}
    for each in found:
        for agency, place in each.waiting.reach.places.items():
            if place in (Membership.Role.HEAD, Membership.Role.FOCAL):
                whole[agency].append(each)
            else:
                delegates[agency, each.waiting.user.pk] = each
    agencies = {agency for each in found for agency in each.waiting.reach.places}
    rows = Assignment.objects.filter(agency__in=agencies).in_force().still_needed()
    for row in _grouped(rows, found):
        delegate = delegates.get((row.agency, row.delegate))
        for each in [*whole[row.agency], *([delegate] if delegate else [])]:
            each.put(row.stands_in, row)


def _of_office(found: Sequence[Gathered]) -> None:
    """Officers have what they monitor and what nobody does, heads all; but never their own agency's."""
    for row in _grouped(followed_by_office(), found):
        for each in found:
            user = each.waiting.user
            follows = user.role == Role.OFFICE_HEAD or row.directive__monitor in (None, user.pk)
            if follows and row.agency not in each.waiting.reach.places:
                each.put(row.stands_in, row)


def _of_leaders(found: Sequence[Gathered]) -> None:
    """What they direct, and before it the explanations which they asked for and have not read."""
    leaders = {each.waiting.user.pk: each for each in found}
    answers = Explanation.objects.unread().filter(asked_by__in=leaders)
    unread = set(answers.values_list("asked_by", "assignment"))
    concerned = Q(directive__directing_leader__in=leaders) | Q(pk__in={share for _, share in unread})
    for row in _grouped(Assignment.objects.counted().filter(concerned), found, but=ANSWERED):
        for leader, each in leaders.items():
            if (leader, row.pk) in unread:
                each.put(ANSWERED, row)
            elif leader == row.directive__directing_leader and row.stands_in:
                each.put(row.stands_in, row)


def _grouped(rows: AssignmentQuerySet, found: Sequence[Gathered], *, but: str = "") -> Iterable[Any]:
    """The rows, each with the key of the most pressing of its groups; the people have the same groups.

    `but` names a group which is each person's own; then rows without a group come too.
    """
    if not found:
        return []
    kinds = [kind for kind in found[0].waiting.kinds if kind.key != but]
    first = Case(
        *(When(kind.holds, then=Value(kind.key)) for kind in kinds),
        default=Value(""),
        output_field=CharField(),
    )
    columns = dict.fromkeys(
        [
            *("stands_in", "pk", "directive", "agency", "delegate"),
            *("directive__monitor", "directive__directing_leader", *(kind.by for kind in kinds)),
        ]
    )
    rows = rows.annotate(stands_in=first)
    if not but:
        rows = rows.exclude(stands_in="")  # type: ignore[misc]
    return rows.order_by().values_list(*columns, named=True)
