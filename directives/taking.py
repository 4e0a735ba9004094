"""Taking a proposal for a change: the document is locked, the version the clerk saw must be the last one."""

from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

from django.db.models import Q, QuerySet

from accounts.models import User
from agencies import calendar

from .intake import open_document
from .models import Proposal, Sentence
from .transitions import NotAllowed


class Stale(NotAllowed):
    """Somebody else changed it first; the text is for people."""


def version_of(proposal: Proposal) -> str:
    """What a form sends back to say on which state of the proposal it was made."""
    return proposal.updated_at.astimezone(UTC).isoformat()


def take(proposal_id: int, *, by: User, version: str, linked: bool = False) -> Proposal:
    """Lock the document of a proposal and return the proposal as the clerk saw it. Raises Stale otherwise.

    A passage that only repeats earlier work is left as it is: only acts that say `linked` may take it.
    """
    document_id = Proposal.objects.values_list("document_id", flat=True).filter(pk=proposal_id).first()
    if document_id is None:
        raise Stale("Nhiệm vụ này vừa được người khác gộp hoặc bỏ. Đã tải lại nội dung mới.")
    document = open_document(document_id, by=by)
    proposal = Proposal.objects.filter(pk=proposal_id).first()
    if proposal is None or version_of(proposal) != version:
        raise Stale("Nhiệm vụ này vừa được người khác sửa. Đã tải lại nội dung mới.")
    if proposal.repeats_id is not None and not linked:
        raise NotAllowed("Đoạn này đã liên kết với nhiệm vụ giao trước. Chọn “Giao mới” rồi mới sửa.")
    proposal.document = document
    return proposal


def save(proposal: Proposal) -> Proposal:
    """Save a proposal as a new version."""
    proposal.updated_at = calendar.now()
    proposal.save()
    return proposal


def stamp(proposals: Iterable[Proposal], sentences: Iterable[Sentence]) -> str:
    """What a review stands at: changes with every change of a proposal or a sentence."""
    versions = [f"{proposal.pk}@{version_of(proposal)}" for proposal in proposals]
    marked = [sentence.start for sentence in sentences if sentence.no_task]
    return sha256(repr([versions, marked]).encode()).hexdigest()


def note_correction(proposal: Proposal, *names: str) -> None:
    """Remember what a person has said: reading the passage anew leaves it alone."""
    proposal.corrected = sorted({*proposal.corrected, *names})


def sentences_under(proposal: Proposal) -> QuerySet[Sentence]:
    """The sentences which this proposal touches and no other kept one does."""
    others = Q()
    for start, end in (
        Proposal.objects.kept()
        .filter(document=proposal.document_id, start__lt=proposal.end, end__gt=proposal.start)
        .exclude(pk=proposal.pk)
        .values_list("start", "end")
    ):
        others |= Q(start__lt=end, end__gt=start)
    touched = Sentence.objects.filter(
        document=proposal.document_id, start__lt=proposal.end, end__gt=proposal.start
    )
    return touched.exclude(others) if others else touched
