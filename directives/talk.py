"""What was said about a directive, as far as the person may read it: for its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Assignment, Urging


@dataclass(frozen=True)
class Talk:
    """The urgings of the shares which the page shows, newest first."""

    urgings: list[Urging]

    def last_urging_of(self, share: Assignment) -> Urging | None:
        """The newest urging of one share."""
        return next((urging for urging in self.urgings if urging.assignment_id == share.pk), None)


def talk_about(shares: Sequence[Assignment]) -> Talk:
    """Collect it; the number of queries does not grow with what was said."""
    urgings = Urging.objects.filter(assignment__in=[share.pk for share in shares])
    return Talk(urgings=list(urgings.select_related("assignment__agency", "by")))
