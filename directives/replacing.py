"""A document that corrects another: which directive of that one a proposal replaces, said in the review."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from meetings.models import Document

from . import transitions
from .likeness import Likeness
from .models import Assignment, Directive, Proposal, ReviewStep
from .repeats import LIKE, MOST_SHOWN, Earlier, earlier
from .taking import save, take
from .transitions import NotAllowed
from .undoing import step


def replaceable(document: Document) -> dict[int, Earlier]:
    """The directives of the corrected document which still go on, in its order, by id; nothing for others."""
    if document.corrects_id is None:
        return {}
    rows = Directive.objects.filter(document=document.corrects_id, merged_into=None, replaced_by=None)
    open_ones = rows.filter(pk__in=Assignment.objects.open().values("directive")).order_by("position")
    return earlier(open_ones.values_list("pk", flat=True))


def likely(
    document: Document, proposals: Iterable[Proposal], found: dict[int, Earlier]
) -> dict[int, list[int]]:
    """Which of the found directives each proposal most likely replaces: proposal id → directive ids.

    Whoever leads is not asked: a wrong agency is what is corrected most often.
    """
    if not found:
        return {}
    likeness = Likeness({pk: one.directive.content for pk, one in found.items()})
    likeliest = {}
    for proposal in proposals:
        names = [party.text for party in proposal.parties.all()]
        scores = likeness.to(document.text[proposal.start : proposal.end], without=names)
        best = sorted(((score, pk) for pk, score in scores.items() if score >= LIKE), reverse=True)
        likeliest[proposal.pk] = [pk for _, pk in best[:MOST_SHOWN]]
    return likeliest


@transaction.atomic
def choose(proposal_id: int, directive_id: int, *, by: User, version: str) -> Proposal:
    """Say that the passage replaces a directive of the corrected document."""
    proposal = take(proposal_id, by=by, version=version)
    if directive_id not in replaceable(proposal.document):
        raise NotAllowed("Chỉ thay được nhiệm vụ đang thực hiện của văn bản được đính chính.")
    with step(proposal.document, ReviewStep.Kind.REPLACE, by=by):
        proposal.replaces_id, proposal.anew = directive_id, False
        return save(proposal)


def problems(proposals: Iterable[Proposal]) -> dict[int, str]:
    """What keeps chosen directives from being replaced: proposal id → a message for people."""
    chosen = [proposal for proposal in proposals if proposal.replaces_id is not None]
    if not chosen:
        return {}
    rows = Directive.objects.in_bulk({proposal.replaces_id for proposal in chosen})
    times = Counter(proposal.replaces_id for proposal in chosen)
    found = {}
    for proposal in chosen:
        old = rows[proposal.replaces_id or 0]
        if times[old.pk] > 1:
            found[proposal.pk] = f"{old.code} được chọn để thay ở {times[old.pk]} nhiệm vụ. Giữ một."
        elif problem := transitions.replace_refusal(old):
            found[proposal.pk] = problem
    return found


def replace(
    document: Document, pairs: Iterable[tuple[Proposal, Directive]], *, by: User
) -> list[tuple[Directive, Directive, list[Assignment]]]:
    """End what the new directives replace: (the old, the new, the shares that left). Part of publishing.

    Whoever has nothing to do with the new ones is told later, when these have all their shares
    (`announcing.replaced`).
    """
    by_old = {proposal.replaces_id: new for proposal, new in pairs if proposal.replaces_id is not None}
    if not by_old:
        return []
    ended = transitions.replace(document, by_old, by=by)
    return [(old, by_old[old.pk], shares) for old, shares in ended]
