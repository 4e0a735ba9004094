"""Who hears of a share of work for which somebody waits, and in which capacity: data of the rules."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.models import Role, User
from agencies.models import Membership
from directives.models import Assignment

from .models import CAPACITIES, About, ReminderRule
from .ruling import rules_on
from .subjects import OF_THE_OFFICE


class Audience:
    """The rules of a day and the people as they are now, loaded with a few queries for a whole run."""

    def __init__(self, on: date) -> None:
        self.rules: dict[str, list[ReminderRule]] = defaultdict(list)
        for rule in rules_on(on):
            self.rules[rule.about].append(rule)
        self.office_heads = list(User.objects.active().with_role(Role.OFFICE_HEAD))
        self.leaders = {leader.pk: leader for leader in User.objects.active().with_role(Role.LEADER)}
        self.places: dict[tuple[int, str], list[User]] = defaultdict(list)
        self.belongs: set[tuple[int, int]] = set()
        for member in Membership.objects.current().select_related("user"):
            self.places[member.agency_id, member.role].append(member.user)
            self.belongs.add((member.user_id, member.agency_id))

    def rules_by_person(self, assignment: Assignment, about: About) -> dict[User, dict[ReminderRule, str]]:
        """Everybody who may be told of this share, with the rules that include them and in which capacity.

        Only people who can sign in, can see the row, and have something to do with what is waited for.
        """
        people: dict[User, dict[ReminderRule, str]] = {}
        for capacity in CAPACITIES:
            rules = [rule for rule in self.rules[about] if getattr(rule, capacity)]
            for person in self._people(capacity, assignment, about) if rules else ():
                of_person = people.setdefault(person, {})
                for rule in rules:
                    of_person.setdefault(rule, capacity)
        return people

    def _people(self, capacity: str, assignment: Assignment, about: About) -> Iterable[User]:
        agency = assignment.agency_id
        match capacity:
            case "to_delegate":
                delegate = assignment.delegate
                return [delegate] if delegate and (delegate.pk, agency) in self.belongs else []
            case "to_focal":
                return self.places[agency, Membership.Role.FOCAL]
            case "to_head":
                return self.places[agency, Membership.Role.HEAD]
            case "to_monitor":
                # What nobody monitors falls to the heads of the Office: an escalation must reach somebody.
                watching = self._apart(_watching(assignment.directive.monitor), agency, about)
                return watching or self._apart(self.office_heads, agency, about)
            case "to_office_head":
                return self._apart(self.office_heads, agency, about)
        if hasattr(assignment, "asker"):  # it is the answer to somebody's own question
            return [self.leaders[assignment.asker]] if assignment.asker in self.leaders else []
        return _watching(assignment.directive.directing_leader)

    def _apart(self, people: list[User], agency: int, about: About) -> list[User]:
        """Nobody of the Office decides on the share of an agency they belong to (Reach)."""
        if about not in OF_THE_OFFICE:
            return people
        return [person for person in people if (person.pk, agency) not in self.belongs]


def _watching(person: User | None) -> list[User]:
    """The person, if there is one with an account in use who sees every agency's work."""
    return [person] if person is not None and person.is_active and person.sees_all else []
