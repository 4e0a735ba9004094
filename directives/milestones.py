"""Several days named in one sentence: which of them is the deadline, the clerk says."""

from datetime import date

from django.db import transaction

from accounts.models import User

from .models import Proposal, ReviewStep
from .models.directive import DeadlineKind
from .taking import note_correction, save, take
from .transitions import NotAllowed
from .undoing import step


@transaction.atomic
def set_deadline(proposal_id: int, number: int, *, by: User, version: str) -> Proposal:
    """Take one of the days named in the passage (by its place among them) as the deadline."""
    proposal = take(proposal_id, by=by, version=version)
    if not 0 <= number < len(proposal.milestones):
        raise NotAllowed("Đoạn này không nêu mốc thời gian ấy.")
    chosen = proposal.milestones[number]
    if proposal.due_on and proposal.deadline_start is not None:
        now = {"on": str(proposal.due_on), "start": proposal.deadline_start, "end": proposal.deadline_end}
        if now["on"] not in [found["on"] for found in proposal.milestones]:
            proposal.milestones = sorted([*proposal.milestones, now], key=lambda found: found["start"])
    with step(proposal.document, ReviewStep.Kind.EDIT, by=by):
        proposal.deadline_kind, proposal.due_on = DeadlineKind.FIXED, date.fromisoformat(chosen["on"])
        proposal.deadline_start, proposal.deadline_end = chosen["start"], chosen["end"]
        written = proposal.document.text[chosen["start"] : chosen["end"]]
        proposal.deadline_text = " ".join(written.split())[:250]
        proposal.year_guessed, proposal.likely_due_on = False, None
        note_correction(proposal, "deadline")
        return save(proposal)
