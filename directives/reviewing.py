"""What a clerk changes of the proposals before publishing. Each change locks the document, unless published.

Changes of a proposal name the version they were made on (`Proposal.updated_at`), so that two clerks at one
text never overwrite each other unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from agencies import calendar
from agencies.models import Agency, AgencyGroup
from meetings.models import Document

from . import publishing
from .intake import open_document, read_passage, store
from .models import Directive, Proposal, ProposalParty, Sentence
from .models.directive import DeadlineKind
from .passages import parts_of, trimmed
from .transitions import NotAllowed

Body = Agency | AgencyGroup


class Stale(NotAllowed):
    """Somebody else changed it first; the text is for people."""


@dataclass(frozen=True)
class Correction:
    """A proposal as the clerk wants it. `known`: party id → what a name not understood before stands for."""

    title: str
    leads: Iterable[Body]
    coordinators: Iterable[Body]
    deadline_kind: str
    due_on: date | None
    field: str
    priority: str
    deliverable: str
    known: dict[int, Body]


@transaction.atomic
def correct(proposal_id: int, correction: Correction, *, by: User, version: str) -> Proposal:
    """Replace what was read by what the clerk says. Names not understood stay until explained or removed."""
    proposal = _take(proposal_id, by=by, version=version)
    if (correction.deadline_kind, correction.due_on) != (proposal.deadline_kind, proposal.due_on):
        proposal.deadline_kind, proposal.due_on = correction.deadline_kind, correction.due_on
        proposal.year_guessed, proposal.likely_due_on = False, None
    for name in ("title", "field", "priority", "deliverable"):
        setattr(proposal, name, getattr(correction, name))
    _explain(proposal, correction.known)
    _set_parties(proposal, correction)
    proposal.lead_inherited = False
    return _save(proposal)


@transaction.atomic
def remove_party(proposal_id: int, party_id: int, *, by: User, version: str) -> Proposal:
    """Take somebody out of a proposal."""
    proposal = _take(proposal_id, by=by, version=version)
    proposal.parties.filter(pk=party_id).delete()
    return _save(proposal)


@transaction.atomic
def settle_party(proposal_id: int, party_id: int, *, by: User, version: str) -> Proposal:
    """The clerk says that a guessed name was understood rightly."""
    proposal = _take(proposal_id, by=by, version=version)
    proposal.parties.filter(pk=party_id).update(guessed=False)
    return _save(proposal)


@transaction.atomic
def settle_lead(proposal_id: int, *, by: User, version: str) -> Proposal:
    """The clerk says that the lead taken over from the words before is right."""
    proposal = _take(proposal_id, by=by, version=version)
    proposal.lead_inherited = False
    return _save(proposal)


@transaction.atomic
def settle_deadline(proposal_id: int, *, likely: bool, by: User, version: str) -> Proposal:
    """The clerk says that a doubtful day is right as written, or that the likely one is meant."""
    proposal = _take(proposal_id, by=by, version=version)
    if likely and proposal.likely_due_on is not None:
        proposal.due_on = proposal.likely_due_on
    proposal.year_guessed, proposal.likely_due_on = False, None
    return _save(proposal)


@transaction.atomic
def dismiss(proposal_id: int, *, by: User, version: str) -> Proposal:
    """No work arises from this passage; its sentences are accounted for unless another one covers them."""
    proposal = _take(proposal_id, by=by, version=version)
    proposal.dismissed = True
    _save(proposal)
    _sentences_under(proposal).update(no_task=True)
    return proposal


@transaction.atomic
def restore(proposal_id: int, *, by: User, version: str) -> Proposal:
    """Take a dismissed proposal back."""
    proposal = _take(proposal_id, by=by, version=version)
    proposal.dismissed = False
    _save(proposal)
    _sentences_under(proposal).update(no_task=False)
    return proposal


@transaction.atomic
def split(proposal_id: int, at: int, *, by: User, version: str) -> Proposal:
    """Make two proposals of one at a place where a sentence or a clause begins; returns the second.

    Both keep the same leads and coordinators. The deadline goes to the part in which it is written.
    """
    proposal = _take(proposal_id, by=by, version=version)
    document = proposal.document
    if at not in [start for start, _ in parts_of(document.text, proposal.start, proposal.end)[1:]]:
        raise NotAllowed("Chỉ tách được tại đầu một câu hoặc một ý.")
    tail = read_passage(document, at, proposal.end).proposal
    head = read_passage(document, proposal.start, at).proposal
    second = Proposal(document=document, start=at, end=proposal.end, title=tail.title, by_hand=True)
    for name in ("field", "priority", "confidence", "lead_inherited"):
        setattr(second, name, getattr(proposal, name))
    if proposal.deadline_start is not None and proposal.deadline_start >= at:
        _move_deadline(proposal, second)
    _, proposal.end = trimmed(document.text, proposal.start, at)
    proposal.title = head.title
    _save(proposal)
    second.updated_at = proposal.updated_at
    second.save()
    ProposalParty.objects.bulk_create(_copies(proposal, second))
    return second


@transaction.atomic
def add(document_id: int, start: int, end: int, *, by: User) -> Proposal:
    """Propose a stretch of the text by hand; what can be read from it (who, until when) is filled in."""
    document = open_document(document_id, by=by)
    start, end = trimmed(document.text, start, end)
    if start == end:
        raise NotAllowed("Chọn một đoạn của văn bản.")
    if document.proposals.filter(start=start, end=end, dismissed=False).exists():
        raise NotAllowed("Đoạn này đã là một nhiệm vụ.")
    passage = read_passage(document, start, end)
    passage.proposal.by_hand = True
    [proposal] = store(document, [passage])
    _sentences_under(proposal).update(no_task=False)
    return proposal


@transaction.atomic
def mark_no_task(document_id: int, sentence_id: int, *, by: User, no_task: bool = True) -> None:
    """Say that a sentence gives no work, or take that back."""
    document = open_document(document_id, by=by)
    document.sentences.filter(pk=sentence_id).update(no_task=no_task)


@transaction.atomic
def mark_rest(document_id: int, *, by: User) -> int:
    """Say that no sentence that is left gives work; returns how many there were."""
    document = open_document(document_id, by=by)
    rest = publishing.undecided(document, list(document.proposals.kept()))
    return document.sentences.filter(pk__in=[sentence.pk for sentence in rest]).update(no_task=True)


@transaction.atomic
def publish_as_seen(document_id: int, seen: str, *, by: User, monitor: User | None) -> list[Directive]:
    """Publish, provided that the review still is what the clerk confirmed (`seen`, of `state_of`)."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    if not document.is_published and state_of(document) != seen:
        raise Stale("Nội dung rà soát vừa thay đổi. Xem lại trước khi phát hành.")
    return publishing.publish(document_id, by=by, monitor=monitor)


def state_of(document: Document) -> str:
    """What the review stands at: changes with every change of a proposal or a sentence."""
    proposals = [f"{proposal.pk}@{version_of(proposal)}" for proposal in document.proposals.all()]
    marked = document.sentences.filter(no_task=True).values_list("start", flat=True)
    return sha256(repr([proposals, list(marked)]).encode()).hexdigest()


def version_of(proposal: Proposal) -> str:
    """What a form sends back to say on which state of the proposal it was made."""
    return proposal.updated_at.astimezone(UTC).isoformat()


def _take(proposal_id: int, *, by: User, version: str) -> Proposal:
    document_id = Proposal.objects.values_list("document_id", flat=True).get(pk=proposal_id)
    document = open_document(document_id, by=by)
    proposal = Proposal.objects.filter(pk=proposal_id).first()
    if proposal is None or version_of(proposal) != version:
        raise Stale("Nhiệm vụ này vừa được người khác sửa. Đã tải lại nội dung mới.")
    proposal.document = document
    return proposal


def _save(proposal: Proposal) -> Proposal:
    proposal.updated_at = calendar.now()
    proposal.save()
    return proposal


def _sentences_under(proposal: Proposal) -> QuerySet[Sentence]:
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


def _explain(proposal: Proposal, known: dict[int, Body]) -> None:
    """Give names which were not understood the bodies they stand for."""
    taken = {party.agency or party.group for party in proposal.parties.all()}
    for party in proposal.parties.filter(pk__in=known, agency=None, group=None):
        body = known[party.pk]
        if body in taken:
            party.delete()
            continue
        taken.add(body)
        party.agency, party.group = _as_party(body)
        party.save(update_fields=["agency", "group"])


def _as_party(body: Body) -> tuple[Agency | None, AgencyGroup | None]:
    return (body, None) if isinstance(body, Agency) else (None, body)


def _set_parties(proposal: Proposal, correction: Correction) -> None:
    """Leave those who stay, with the place where they were read; drop the others; add the new ones."""
    roles = ProposalParty.Role
    wanted: dict[Body, str] = dict.fromkeys(correction.coordinators, roles.COORDINATOR)
    wanted |= dict.fromkeys(correction.leads, roles.LEAD)
    for party in proposal.parties.select_related("agency", "group"):
        body = party.agency or party.group
        if body is None:
            continue
        if body not in wanted:
            party.delete()
            continue
        party.role, party.guessed = wanted.pop(body), False
        party.save(update_fields=["role", "guessed"])
    rows = [
        ProposalParty(proposal=proposal, role=role, text=body.name, agency=agency, group=group)
        for body, role in wanted.items()
        for agency, group in [_as_party(body)]
    ]
    ProposalParty.objects.bulk_create(rows)


def _move_deadline(proposal: Proposal, other: Proposal) -> None:
    names = ("deadline_kind", "due_on", "deadline_text", "deadline_start", "deadline_end")
    for name in (*names, "year_guessed", "likely_due_on"):
        setattr(other, name, getattr(proposal, name))
    proposal.deadline_kind, proposal.due_on, proposal.deadline_text = DeadlineKind.NONE, None, ""
    proposal.deadline_start = proposal.deadline_end = None
    proposal.year_guessed, proposal.likely_due_on = False, None


def _copies(proposal: Proposal, other: Proposal) -> list[ProposalParty]:
    """The parties of a proposal for another one made from it."""
    return [
        ProposalParty(
            proposal=other,
            role=party.role,
            text=party.text,
            start=party.start,
            end=party.end,
            agency=party.agency,
            group=party.group,
            guessed=party.guessed,
        )
        for party in proposal.parties.select_related("agency", "group")
    ]
