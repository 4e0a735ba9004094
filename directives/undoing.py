"""Taking back what one has just done in a review, one act after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from accounts.models import User
from meetings.models import Document

from .crossing import refuse_crossing
from .intake import open_document
from .models import Proposal, ProposalParty, ReviewStep
from .taking import Stale
from .transitions import NotAllowed

Row = dict[str, Any]


@contextmanager
def step(document: Document, kind: ReviewStep.Kind, *, by: User) -> Iterator[None]:
    """Record what the body changes of the review of a locked document, as one step of `by`."""
    before = _State.of(document)
    yield
    after = _State.of(document)
    changed = [pk for pk in {**before.proposals, **after.proposals} if before.card(pk) != after.card(pk)]
    numbers = [number for pk in changed if (number := before.number(pk) or after.number(pk))]
    ReviewStep.objects.create(
        document=document,
        by=by,
        kind=kind,
        number=min(numbers, default=None),
        changes={
            "before": [before.card(pk) for pk in changed if pk in before.proposals],
            "after": {pk: after.proposals[pk]["updated_at"] for pk in changed if pk in after.proposals},
            "marked": sorted(after.marked - before.marked),
            "unmarked": sorted(before.marked - after.marked),
        },
    )


def last_step(document: Document, *, by: User) -> ReviewStep | None:
    """What `by` would take back now."""
    return document.review_steps.filter(by=by).last()


def is_open(last: ReviewStep, proposals: dict[int, Proposal]) -> bool:
    """Whether what a step changed still is as the step left it. `proposals`: all of the document, by id."""
    after = last.changes["after"]
    gone = [
        row["proposal"]["id"] for row in last.changes["before"] if str(row["proposal"]["id"]) not in after
    ]
    return not any(pk in proposals for pk in gone) and all(
        int(pk) in proposals and proposals[int(pk)].updated_at.isoformat() == moment
        for pk, moment in after.items()
    )


@dataclass(frozen=True)
class Undone:
    """What was taken back, in words, and the first proposal that is again as it was."""

    said: str
    proposal: Proposal | None


@transaction.atomic
def undo(document_id: int, step_id: int, *, by: User) -> Undone:
    """Take back one's own last act. Raises NotAllowed when something has been built on it since."""
    document = open_document(document_id, by=by)
    last = last_step(document, by=by)
    if last is None or last.pk != step_id:
        raise Stale("Việc này đã được hoàn tác, hoặc không còn là việc gần nhất.")
    if not is_open(last, {proposal.pk: proposal for proposal in document.proposals.all()}):
        raise NotAllowed("Nhiệm vụ đã được sửa tiếp, không hoàn tác được nữa.")
    proposals = _put_back(last)
    for proposal in proposals:
        if not proposal.dismissed:
            refuse_crossing(document, proposal.start, proposal.end, of=[proposal])
    document.sentences.filter(pk__in=last.changes["marked"]).update(no_task=False)
    document.sentences.filter(pk__in=last.changes["unmarked"]).update(no_task=True)
    last.delete()
    return Undone(f"Đã hoàn tác: {last.words}.", proposals[0] if proposals else None)


def _put_back(last: ReviewStep) -> list[Proposal]:
    """The rows exactly as they were, version and all: who still has them on the screen sees the truth."""
    rows = last.changes["before"]
    Proposal.objects.filter(
        pk__in=[*last.changes["after"], *(row["proposal"]["id"] for row in rows)]
    ).delete()
    proposals = Proposal.objects.bulk_create(_made(Proposal, row["proposal"]) for row in rows)
    ProposalParty.objects.bulk_create(_made(ProposalParty, party) for row in rows for party in row["parties"])
    return proposals


def _made(model: type[models.Model], values: Row) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items()})


@dataclass(frozen=True)
class _State:
    """All rows of a review at one moment."""

    proposals: dict[int, Row]
    parties: dict[int, list[Row]]
    marked: set[int]

    @classmethod
    def of(cls, document: Document) -> "_State":
        parties: dict[int, list[Row]] = {}
        for row in ProposalParty.objects.filter(proposal__document=document).order_by("pk").values():
            parties.setdefault(row["proposal_id"], []).append(dict(row))
        proposals: dict[int, Row] = {row["id"]: dict(row) for row in document.proposals.values()}
        marked = document.sentences.filter(no_task=True).values_list("pk", flat=True)
        return cls(proposals, parties, set(marked))

    def card(self, pk: int) -> dict[str, Any] | None:
        if pk not in self.proposals:
            return None
        return {"proposal": self.proposals[pk], "parties": self.parties.get(pk, [])}

    def number(self, pk: int) -> int | None:
        return list(self.proposals).index(pk) + 1 if pk in self.proposals else None
