"""Who hears of a share of work that is due, and in which capacity: data of the rules, never of the code."""

from collections import defaultdict
from collections.abc import Iterator

from accounts.models import Role, User
from agencies.models import Membership
from directives.models import Assignment

from .models import ReminderRule

# The capacities in which a person can hear, as the rules name them.
CAPACITIES = ("to_delegate", "to_focal", "to_head", "to_monitor", "to_office_head", "to_leader")


class Audience:
    """The rules and the people as they are now, loaded with three queries for a whole run."""

    def __init__(self) -> None:
        self.rules = list(ReminderRule.objects.active())
        self.of_capacity = {name: [rule for rule in self.rules if getattr(rule, name)] for name in CAPACITIES}
        self.office_heads = list(User.objects.active().with_role(Role.OFFICE_HEAD))
        self.places: dict[tuple[int, str], list[User]] = defaultdict(list)
        self.belongs: set[tuple[int, int]] = set()
        for member in Membership.objects.current().select_related("user"):
            self.places[member.agency_id, member.role].append(member.user)
            self.belongs.add((member.user_id, member.agency_id))

    def rules_by_person(self, assignment: Assignment) -> dict[User, dict[ReminderRule, str]]:
        """Everybody who may be told of this share, with the rules that include them and in which capacity.

        Only people who can sign in and can see the row.
        """
        people: dict[User, dict[ReminderRule, str]] = {}
        for capacity in CAPACITIES:
            for person in self._people(capacity, assignment):
                of_person = people.setdefault(person, {})
                for rule in self.of_capacity[capacity]:
                    of_person.setdefault(rule, capacity)
        return {person: rules for person, rules in people.items() if rules}

    def _people(self, capacity: str, assignment: Assignment) -> Iterator[User]:
        agency = assignment.agency_id
        match capacity:
            case "to_delegate":
                if assignment.delegate and (assignment.delegate.pk, agency) in self.belongs:
                    yield assignment.delegate
            case "to_focal":
                yield from self.places[agency, Membership.Role.FOCAL]
            case "to_head":
                yield from self.places[agency, Membership.Role.HEAD]
            case "to_monitor":
                # What nobody monitors falls to the heads of the Office: an escalation must reach somebody.
                yield from _watching(assignment.directive.monitor) or self.office_heads
            case "to_office_head":
                yield from self.office_heads
            case "to_leader":
                yield from _watching(assignment.directive.directing_leader)


def _watching(person: User | None) -> list[User]:
    """The person, if there is one with an account in use who sees every agency's work."""
    return [person] if person is not None and person.is_active and person.sees_all else []
