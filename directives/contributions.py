"""Which coordinators have contributed to a directive, and which have not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import User

from .models import Assignment, Contribution, Directive
from .models.states import LEFT, OPEN
from .parties import Names


@dataclass(frozen=True)
class Contributions:
    """What the person may read. `whole` False: of the own agency only, which says nothing of the others."""

    rows: list[Contribution]
    whole: bool
    given: int = 0
    asked_of: int = 0
    missing: Names = field(default_factory=lambda: Names([]))

    def __bool__(self) -> bool:
        return bool(self.rows) or (self.whole and self.asked_of > 0)


def contributions_to(directive: Directive, user: User, rows: Sequence[Assignment]) -> Contributions:
    """The contributions to a directive; `rows` are the shares the person sees."""
    leads = any(row.role == Assignment.Role.LEAD and row.work_state not in LEFT for row in rows)
    read = list(
        Contribution.objects.readable_by(user)
        .filter(assignment__directive=directive)
        .select_related("assignment__agency", "filed_by", "withdrawn_by")
        .prefetch_related("attachments")
    )
    if not user.sees_all and not leads:
        return Contributions(read, whole=False)
    shares = [row for row in rows if row.role == Assignment.Role.COORDINATOR]
    if not user.sees_all:
        coordinators = Assignment.objects.coordinators().filter(directive=directive)
        shares = list(
            coordinators.select_related("agency").order_by("agency__kind_order", "agency__sort_key")
        )
    given = [share for share in shares if share.contributed_on is not None]
    missing = [
        share
        for share in shares
        if share.contributed_on is None and share.released_on is None and share.work_state in OPEN
    ]
    names = Names([share.agency.short_name for share in missing])
    return Contributions(
        read, whole=True, given=len(given), asked_of=len(given) + len(missing), missing=names
    )
