"""Where a proposal begins and ends: made by hand, split in two, two made one, its edges moved."""

from typing import Literal

from django.db import transaction

from accounts.models import User
from meetings.models import Document

from .crossing import refuse_crossing, refuse_running_into
from .intake import open_document, read_passage, store
from .models import Proposal, ProposalParty, ReviewStep
from .models.directive import DeadlineKind, Field, Priority
from .passages import moved, parts_of, trimmed, whole_words
from .rereading import copy_deadline, reread, who
from .taking import Stale, note_correction, save, sentences_under, take, version_of
from .transitions import NotAllowed
from .undoing import step

Edge = Literal["start+", "start-", "end+", "end-"]
_Kind = ReviewStep.Kind
_URGENCY = list(Priority.values)
_NO_MORE = {
    "end+": "Không còn câu nào phía sau.",
    "start+": "Không còn câu nào phía trước.",
    "end-": "Nhiệm vụ chỉ còn một ý, không rút ngắn được nữa.",
    "start-": "Nhiệm vụ chỉ còn một ý, không rút ngắn được nữa.",
}


@transaction.atomic
def add(document_id: int, start: int, end: int, *, by: User) -> Proposal:
    """Propose a stretch of the text by hand; what can be read from it (who, until when) is filled in."""
    document = open_document(document_id, by=by)
    start, end = trimmed(document.text, start, end)
    if start == end:
        raise NotAllowed("Chọn một đoạn của văn bản.")
    _refuse_twice(document, start, end)
    refuse_crossing(document, start, end)
    with step(document, _Kind.ADD, by=by):
        passage = read_passage(document, start, end)
        passage.proposal.by_hand = True
        [proposal] = store(document, [passage])
        sentences_under(proposal).update(no_task=False)
        return proposal


@transaction.atomic
def split(proposal_id: int, at: int, *, by: User, version: str) -> Proposal:
    """Make two proposals of one at a place where a sentence or a clause begins; returns the second.

    Both keep the same leads and coordinators. The deadline goes to the part in which it is written.
    """
    proposal = take(proposal_id, by=by, version=version)
    document = proposal.document
    if at not in [start for start, _ in parts_of(document.text, proposal.start, proposal.end)[1:]]:
        raise NotAllowed("Chỉ tách được tại đầu một câu hoặc một ý.")
    with step(document, _Kind.SPLIT, by=by):
        tail = read_passage(document, at, proposal.end).proposal
        head = read_passage(document, proposal.start, at).proposal
        second = Proposal(document=document, start=at, end=proposal.end, title=tail.title, by_hand=True)
        for name in ("field", "priority", "confidence", "lead_inherited", "milestones", "collector"):
            setattr(second, name, getattr(proposal, name))
        if proposal.deadline_start is not None and proposal.deadline_start >= at:
            copy_deadline(proposal, to=second)
            copy_deadline(Proposal(), to=proposal)
        _, proposal.end = trimmed(document.text, proposal.start, at)
        if "title" not in proposal.corrected:
            proposal.title = head.title
        save(proposal)
        second.updated_at = proposal.updated_at
        second.save()
        ProposalParty.objects.bulk_create(_copies(proposal, second))
        return second


@transaction.atomic
def merge(
    proposal_id: int,
    other_id: int,
    *,
    by: User,
    version: str,
    other_version: str,
    deadline_of: int | None = None,
) -> Proposal:
    """Make one proposal of two: from the first letter to the last, with everybody named in either.

    A lead of either leads. Where both have a deadline, and not the same, `deadline_of` says whose stays; the
    later day stays when it does not. Refused when a third proposal lies between.
    """
    taken = [take(proposal_id, by=by, version=version), take(other_id, by=by, version=other_version)]
    first, second = sorted(taken, key=lambda proposal: (proposal.start, proposal.pk))
    document, end = first.document, max(first.end, second.end)
    if first.pk == second.pk or first.document_id != second.document_id:
        raise NotAllowed("Chọn nhiệm vụ khác để gộp.")
    if first.dismissed or second.dismissed:
        raise Stale("Một trong hai nhiệm vụ vừa bị bỏ qua. Đã tải lại nội dung mới.")
    words = "Giữa hai nhiệm vụ còn nhiệm vụ {number}. Gộp hoặc bỏ qua nhiệm vụ ấy trước."
    refuse_running_into(document, first.start, end, of=taken, words=words)
    with step(document, _Kind.MERGE, by=by):
        _unite(first, second)
        _unite_deadlines(first, second, deadline_to_keep(first, second, deadline_of))
        first.end = end
        if "title" not in first.corrected:
            first.title = read_passage(document, first.start, end).proposal.title
        _take_over_parties(first, second)
        note_correction(first, *second.corrected)
        second.delete()
        sentences_under(first).update(no_task=False)
        return save(first)


def deadline_to_keep(first: Proposal, second: Proposal, wanted: int | None = None) -> Proposal:
    """Whose deadline two merged proposals keep: the only one, the wanted one, or else the later day."""
    with_deadline = [one for one in (first, second) if one.deadline_kind != DeadlineKind.NONE]
    if len(with_deadline) < 2:
        return with_deadline[0] if with_deadline else first
    chosen = next((one for one in with_deadline if one.pk == wanted), None)
    if chosen or not (first.due_on and second.due_on):
        return chosen or first
    return second if second.due_on > first.due_on else first


@transaction.atomic
def set_span(proposal_id: int, start: int, end: int, *, by: User, version: str) -> tuple[Proposal, list[str]]:
    """Let a proposal begin and end elsewhere, at whole words; returns it and what was read anew, for people.

    What a person has corrected stays as it is. Raises NotAllowed when nothing is left of it or when it would
    run into another one.
    """
    proposal = take(proposal_id, by=by, version=version)
    document = proposal.document
    start, end = whole_words(document.text, start, end)
    if start == end:
        raise NotAllowed("Nhiệm vụ phải có ít nhất một từ.")
    if (start, end) == (proposal.start, proposal.end):
        return proposal, []
    if proposal.dismissed:
        raise NotAllowed("Lấy lại nhiệm vụ trước khi đổi phạm vi.")
    words = "Đoạn này đã thuộc nhiệm vụ {number}. Có thể gộp hai nhiệm vụ (phím M)."
    refuse_running_into(document, start, end, of=[proposal], words=words)
    with step(document, _Kind.SPAN, by=by):
        news = reread(proposal, start, end)
        sentences_under(proposal).update(no_task=False)
        return save(proposal), news


@transaction.atomic
def move_edge(proposal_id: int, edge: Edge, *, by: User, version: str) -> tuple[Proposal, list[str]]:
    """Move the beginning or the end of a proposal by a sentence or clause (see `passages.moved`)."""
    proposal = take(proposal_id, by=by, version=version)
    span = moved(proposal.document.text, proposal.start, proposal.end, edge)
    if span is None:
        raise NotAllowed(_NO_MORE[edge])
    return set_span(proposal_id, *span, by=by, version=version_of(proposal))


def _refuse_twice(document: Document, start: int, end: int) -> None:
    if document.proposals.kept().filter(start=start, end=end).exists():
        raise NotAllowed("Đoạn này đã là một nhiệm vụ.")


def _unite(first: Proposal, second: Proposal) -> None:
    """What is said of the work itself, taken together in the first."""
    first.priority = max(first.priority, second.priority, key=_URGENCY.index)
    first.deliverable = first.deliverable or second.deliverable
    if first.field == Field.GENERAL:
        first.field = second.field
    first.lead_inherited = first.lead_inherited or second.lead_inherited
    first.checked = first.checked and second.checked
    sure = [one.confidence for one in (first, second) if one.confidence is not None]
    first.confidence = min(sure, default=None)
    first.collector = first.collector or second.collector
    first.anew = first.anew and second.anew


def _unite_deadlines(first: Proposal, second: Proposal, kept: Proposal) -> None:
    """One deadline; the other day is kept as a milestone, so that nobody has to look for it."""
    milestones = [*first.milestones, *second.milestones]
    for one in (first, second):
        if one is not kept and one.due_on and one.deadline_start is not None and one.due_on != kept.due_on:
            place = {"start": one.deadline_start, "end": one.deadline_end}
            milestones.append({"on": one.due_on.isoformat(), **place})
    first.milestones = sorted(milestones, key=lambda milestone: milestone["start"])
    if kept is second:
        copy_deadline(second, to=first)


def _take_over_parties(first: Proposal, second: Proposal) -> None:
    """Everybody of the second becomes a party of the first, once; who leads in either leads."""
    mine = {who(party): party for party in first.parties.all()}
    for party in second.parties.all():
        same = mine.get(who(party))
        if same is None:
            party.proposal = first
            party.save(update_fields=["proposal"])
            continue
        if party.role == ProposalParty.Role.LEAD:
            same.role = party.role
        same.guessed = same.guessed and party.guessed
        same.save(update_fields=["role", "guessed"])


def _copies(proposal: Proposal, other: Proposal) -> list[ProposalParty]:
    """The parties of a proposal for another one made from it."""
    copies = list(proposal.parties.all())
    for party in copies:
        party.pk, party.proposal = None, other
        party._state.adding = True
    return copies
