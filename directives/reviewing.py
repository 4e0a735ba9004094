"""What a clerk changes of the proposals before publishing. Each change locks the document, unless published.

Changes of a proposal name the version they were made on (`Proposal.updated_at`), so that two clerks at one
text never overwrite each other unseen. Each is a step that can be undone. What changes where a proposal
begins and ends is in `review_spans`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from agencies.models import Agency, AgencyGroup
from meetings.models import Document

from . import publishing
from .crossing import refuse_crossing
from .giving import Body
from .intake import open_document
from .models import Directive, Proposal, ProposalParty, ReviewStep
from .taking import Stale, note_correction, save, sentences_under, stamp, take
from .transitions import NotAllowed
from .undoing import step

_Kind = ReviewStep.Kind


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
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.EDIT, by=by):
        if (correction.deadline_kind, correction.due_on) != (proposal.deadline_kind, proposal.due_on):
            proposal.deadline_kind, proposal.due_on = correction.deadline_kind, correction.due_on
            proposal.year_guessed, proposal.likely_due_on = False, None
            proposal.by_milestones = False
            note_correction(proposal, "deadline")
        if correction.title != proposal.title:
            note_correction(proposal, "title")
        for name in ("title", "field", "priority", "deliverable"):
            setattr(proposal, name, getattr(correction, name))
        before = _who(proposal)
        _explain(proposal, correction.known)
        _set_parties(proposal, correction)
        if _who(proposal) != before:
            note_correction(proposal, "parties")
        proposal.lead_inherited, proposal.checked = False, True
        return save(proposal)


@transaction.atomic
def accept(proposal_id: int, *, by: User, version: str) -> Proposal:
    """The clerk says that a proposal is right as it stands, whatever was guessed.

    Raises NotAllowed while something is missing, or a day is doubtful: then there is nothing to agree to.
    """
    proposal = take(proposal_id, by=by, version=version)
    if wrong := publishing.problems([proposal]).get(proposal.pk):
        raise NotAllowed(" ".join(wrong))
    if proposal.likely_due_on:
        raise NotAllowed(
            f"Hạn {proposal.due_on:%d/%m/%Y} trước ngày văn bản. Chọn giữ ngày này hay lấy "
            f"{proposal.likely_due_on:%d/%m/%Y}."
        )
    with step(proposal.document, _Kind.ACCEPT, by=by):
        proposal.parties.filter(guessed=True).update(guessed=False)
        proposal.lead_inherited, proposal.year_guessed, proposal.checked = False, False, True
        proposal.anew = True
        return save(proposal)


@transaction.atomic
def remove_party(proposal_id: int, party_id: int, *, by: User, version: str) -> Proposal:
    """Take somebody out of a proposal."""
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.EDIT, by=by):
        proposal.parties.filter(pk=party_id).delete()
        note_correction(proposal, "parties")
        return save(proposal)


@transaction.atomic
def settle_party(proposal_id: int, party_id: int, *, by: User, version: str) -> Proposal:
    """The clerk says that a guessed name was understood rightly."""
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.EDIT, by=by):
        proposal.parties.filter(pk=party_id).update(guessed=False)
        return save(proposal)


@transaction.atomic
def settle_lead(proposal_id: int, *, by: User, version: str) -> Proposal:
    """The clerk says that the lead taken over from the words before is right."""
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.EDIT, by=by):
        proposal.lead_inherited = False
        return save(proposal)


@transaction.atomic
def settle_deadline(proposal_id: int, *, likely: bool, by: User, version: str) -> Proposal:
    """The clerk says that a doubtful day is right as written, or that the likely one is meant."""
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.EDIT, by=by):
        if likely and proposal.likely_due_on is not None:
            proposal.due_on = proposal.likely_due_on
            note_correction(proposal, "deadline")
        proposal.year_guessed, proposal.likely_due_on = False, None
        return save(proposal)


@transaction.atomic
def dismiss(proposal_id: int, *, by: User, version: str) -> Proposal:
    """No work arises from this passage; its sentences are accounted for unless another one covers them."""
    proposal = take(proposal_id, by=by, version=version)
    with step(proposal.document, _Kind.DISMISS, by=by):
        proposal.dismissed = True
        save(proposal)
        sentences_under(proposal).update(no_task=True)
        return proposal


@transaction.atomic
def restore(proposal_id: int, *, by: User, version: str) -> Proposal:
    """Take a dismissed proposal back."""
    proposal = take(proposal_id, by=by, version=version)
    refuse_crossing(proposal.document, proposal.start, proposal.end, of=[proposal])
    with step(proposal.document, _Kind.RESTORE, by=by):
        proposal.dismissed = False
        save(proposal)
        sentences_under(proposal).update(no_task=False)
        return proposal


@transaction.atomic
def mark_no_task(document_id: int, sentence_id: int, *, by: User, no_task: bool = True) -> None:
    """Say that a sentence gives no work, or take that back."""
    document = open_document(document_id, by=by)
    with step(document, _Kind.NO_TASK if no_task else _Kind.REOPEN, by=by):
        document.sentences.filter(pk=sentence_id).update(no_task=no_task)


@transaction.atomic
def mark_rest(document_id: int, *, by: User) -> int:
    """Say that no sentence that is left gives work; returns how many there were."""
    document = open_document(document_id, by=by)
    rest = publishing.undecided(document, list(document.proposals.kept()))
    with step(document, _Kind.NO_TASK, by=by):
        return document.sentences.filter(pk__in=[sentence.pk for sentence in rest]).update(no_task=True)


@transaction.atomic
def publish_as_seen(
    document_id: int, seen: str, *, by: User, monitor: User | None, cycles: Collection[int] = ()
) -> list[Directive]:
    """Publish, provided that the review still is what the clerk confirmed (`seen`, of `state_of`)."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    if not document.is_published and state_of(document) != seen:
        raise Stale("Nội dung rà soát vừa thay đổi. Xem lại trước khi phát hành.")
    return publishing.publish(document_id, by=by, monitor=monitor, cycles=cycles)


def state_of(document: Document) -> str:
    """`stamp` of the review as it is stored."""
    return stamp(document.proposals.all(), document.sentences.filter(no_task=True))


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


def _who(proposal: Proposal) -> set[tuple[str, int | None, int | None]]:
    return set(proposal.parties.values_list("role", "agency", "group"))
