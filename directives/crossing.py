"""Proposals never cross: one lies beside another or wholly inside it."""

from collections.abc import Iterable

from meetings.models import Document

from .models import Proposal
from .transitions import NotAllowed


def refuse_crossing(document: Document, start: int, end: int, *, of: Iterable[Proposal] = ()) -> None:
    """Raise NotAllowed when a kept proposal (other than `of`) lies half in and half out of the stretch."""
    for number, other in _others(document, start, end, of):
        if not (_holds(start, end, other) or (other.start <= start and end <= other.end)):
            raise NotAllowed(f"Đoạn này chồng lên một phần của nhiệm vụ {number}. Chọn chỗ khác.")


def refuse_running_into(document: Document, start: int, end: int, *, of: list[Proposal], words: str) -> None:
    """Raise NotAllowed when the stretch, which grows out of `of`, takes in another kept proposal.

    One that lay inside before may stay; one may lie inside a larger one. `words`: what to say, with {number}.
    """
    for number, other in _others(document, start, end, of):
        inside_before = any(_holds(own.start, own.end, other) for own in of)
        is_within = (other.start, other.end) != (start, end) and other.start <= start and end <= other.end
        if not (is_within or (inside_before and _holds(start, end, other))):
            raise NotAllowed(words.format(number=number))


def _others(
    document: Document, start: int, end: int, of: Iterable[Proposal]
) -> Iterable[tuple[int, Proposal]]:
    """The kept proposals which touch the stretch, with the numbers of their cards."""
    own = {proposal.pk for proposal in of}
    for number, other in enumerate(document.proposals.all(), start=1):
        if other.pk not in own and not other.dismissed and other.start < end and other.end > start:
            yield number, other


def _holds(start: int, end: int, other: Proposal) -> bool:
    return start <= other.start and other.end <= end
