"""Shares of work as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .models import Assignment
from .parties import Names, Parties, parties_of
from .standing import Standing, standing


@dataclass(frozen=True)
class Line:
    """A row of a list of shares: the share, where it stands, and who else is charged with its directive."""

    share: Assignment
    standing: Standing
    parties: Parties

    @property
    def others(self) -> Names:
        """Who else has the same role in the directive."""
        names = self.parties.leads if self.share.role == Assignment.Role.LEAD else self.parties.coordinators
        return names.without(self.share.agency.short_name)

    @property
    def others_count(self) -> int:
        """How many other agencies have the same role."""
        return self.parties.counts[self.share.role] - 1


def lines(shares: Sequence[Assignment], on: date) -> list[Line]:
    """Rows for the shares, which come with directive and agency; one query more."""
    parties = parties_of({share.directive_id for share in shares})
    return [Line(share, standing(share, on), parties[share.directive_id]) for share in shares]
