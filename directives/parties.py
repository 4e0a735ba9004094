"""Who is charged with directives, in few words: lists show hundreds of shares by a line each."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count

from .models import Assignment

_SHOWN = 2


@dataclass
class Parties:
    """The agencies of one directive by role, as short names; a group stands by its name and size.

    `counts` says how many agencies have each role, those in groups one by one.
    """

    lead: list[str] = field(default_factory=list)
    coordinator: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def leads(self) -> "Names":
        return Names(self.lead)

    @property
    def coordinators(self) -> "Names":
        return Names(self.coordinator)


@dataclass(frozen=True)
class Names:
    """A list of agencies that may be long: the first few, how many more, and all of them."""

    names: list[str]

    def __bool__(self) -> bool:
        return bool(self.names)

    @property
    def few(self) -> str:
        if len(self.names) <= _SHOWN + 1:
            return ", ".join(self.names)
        return f"{', '.join(self.names[:_SHOWN])} và {len(self.names) - _SHOWN} cơ quan khác"

    @property
    def fewest(self) -> str:
        """For narrow columns."""
        if len(self.names) <= 2:
            return ", ".join(self.names)
        return f"{self.names[0]} và {len(self.names) - 1} cơ quan khác"

    def without(self, name: str) -> "Names":
        return Names([other for other in self.names if other != name])

    @property
    def whole(self) -> str:
        return ", ".join(self.names)

    @property
    def is_cut(self) -> bool:
        return len(self.names) > _SHOWN + 1


def parties_of(directives: Collection[int]) -> dict[int, Parties]:
    """The parties of each directive; one query however many there are."""
    rows = (
        Assignment.objects.filter(directive__in=directives)
        .in_force()
        .values("directive_id", "role", "group_id", "group__name")
        .annotate(
            members=Count("pk"),
            names=ArrayAgg("agency__short_name", order_by=["agency__kind_order", "agency__sort_key"]),
        )
        .order_by("group_id")
    )
    found = {pk: Parties() for pk in directives}
    for row in sorted(rows, key=lambda row: row["group_id"] or 0):
        names = row["names"]
        if row["group_id"] and row["members"] > 1:
            names = [f"{row['group__name']} ({row['members']})"]
        found[row["directive_id"]].counts[row["role"]] += row["members"]
        of_role = getattr(found[row["directive_id"]], row["role"])
        of_role.extend(names)
    return found
