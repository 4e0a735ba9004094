"""The rows of the register with all that its columns say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from accounts.models import User

from .lines import Line, lines
from .models import Assignment, AssignmentVersion, Directive
from .models.assignment import AssignmentQuerySet
from .models.share import ShareQuerySet
from .past import as_it_stood

CHUNK = 1000


@dataclass(frozen=True)
class Row(Line):
    """A share of work as a line of the register."""

    @property
    def directive(self) -> Directive:
        return self.share.directive

    @property
    def leads(self) -> str:
        """The agency whose share it is when it leads; of a coordinator's share, who leads it."""
        leads = self.share.role == Assignment.Role.LEAD
        return self.share.agency.name if leads else self.parties.leads.whole

    @property
    def coordinators(self) -> str:
        """The agency whose share it is when it coordinates; of a lead's share, who coordinates with it."""
        leads = self.share.role == Assignment.Role.LEAD
        return self.parties.coordinators.whole if leads else self.share.agency.name

    @property
    def urged(self) -> int | None:
        """How often it was urged; nothing when it never was."""
        times: int = self.share.urged  # type: ignore[attr-defined]
        return times or None

    @property
    def leader(self) -> str:
        return str(self.directive.directing_leader or "")

    @property
    def monitor(self) -> str:
        return str(self.directive.monitor or "")


def with_all(shares: AssignmentQuerySet, until: date | None = None) -> AssignmentQuerySet:
    """With everything that a column may say; the urgings until a past day."""
    return (
        shares.with_directive()
        .with_urgings(until)
        .select_related("directive__directing_leader", "directive__monitor")
    )


def rows_of(shares: Sequence[Assignment], on: date) -> list[Row]:
    """The shares, which come `with_all`, as rows; the same number of queries however many there are."""
    return [Row(line.share, line.standing, line.parties) for line in lines(shares, on)]


def page_of(shares: ShareQuerySet[Any], on: date, start: int, stop: int) -> list[Assignment]:
    """Some shares of an ordered list. Only their numbers are sorted; the rest is read for these alone.

    Of versions come the shares as they stood on the day `on`.
    """
    return _read(shares.model.objects.all(), list(shares.values_list("pk", flat=True)[start:stop]), on)


def in_chunks(shares: ShareQuerySet[Any], on: date, *, of: User) -> Iterator[list[Row]]:
    """All rows, a chunk at a time: a file of many needs no more memory than one of few.

    The database holds the order meanwhile. Each chunk is asked for again as this person sees it: who loses an
    agency while a long file is written gets no further rows of it.
    """
    keys = shares.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    while chunk := list(islice(keys, CHUNK)):
        yield rows_of(_read(shares.model.objects.visible_to(of), chunk, on), on)


def _read(among: Any, keys: list[int], on: date) -> list[Assignment]:
    """The shares of these numbers, in their order."""
    if among.model is not AssignmentVersion:
        found = with_all(among.filter(pk__in=keys)).in_bulk()
        return [found[key] for key in keys if key in found]
    versions = among.select_related("agency").in_bulk(keys)
    now = with_all(
        Assignment.objects.filter(pk__in=[version.assignment_id for version in versions.values()]), on
    ).in_bulk()
    return [as_it_stood(now[versions[key].assignment_id], versions[key]) for key in keys if key in versions]
