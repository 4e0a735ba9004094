"""Several days named in one sentence: which of them is the deadline, or that each is, the clerk says."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User

from .families import Part, titled
from .models import Proposal, ReviewStep
from .models.directive import DeadlineKind
from .taking import note_correction, save, take
from .transitions import NotAllowed
from .undoing import step

_WORDS_BEFORE = 8  # a day


@dataclass(frozen=True)
class Milestone:
    """One of several days named in a sentence, with what is due then; `number` is its place among them."""

    number: int
    on: date
    text: str
    chosen: bool


def named(proposal: Proposal, text: str) -> list[Milestone]:
    """The days named in the passage as it stands; numbers are places in `Proposal.milestones`."""
    shown, after = [], proposal.start
    for number, found in enumerate(proposal.milestones):
        if proposal.start <= found["start"] < proposal.end:
            day, words = date.fromisoformat(found["on"]), text[found["start"] : found["end"]]
            words = " ".join([*_clause_before(text[after : found["start"]]), *words.split()])
            shown.append(Milestone(number, day, words, day == proposal.due_on))
            after = found["end"]
    return shown


def parts(proposal: Proposal, text: str) -> list[Part]:
    """What publishing makes children of, the earliest day first; none when it makes one directive."""
    if not proposal.by_milestones:
        return []
    days: dict[date, str] = {}
    for milestone in named(proposal, text):
        days.setdefault(milestone.on, milestone.text)
    made = [
        Part(titled(proposal.title, f"mốc đến {day:%d/%m/%Y}"), day, words)
        for day, words in sorted(days.items())
    ]
    return made if len(made) > 1 else []


@transaction.atomic
def set_deadline(proposal_id: int, number: int, *, by: User, version: str) -> Proposal:
    """Take one of the days named in the passage (by its place among them) as the deadline."""
    proposal = take(proposal_id, by=by, version=version)
    _demand(proposal, number)
    chosen = proposal.milestones[number]
    if proposal.due_on and proposal.deadline_start is not None:
        now = {"on": str(proposal.due_on), "start": proposal.deadline_start, "end": proposal.deadline_end}
        if now["on"] not in [found["on"] for found in proposal.milestones]:
            proposal.milestones = sorted([*proposal.milestones, now], key=lambda found: found["start"])
    with step(proposal.document, ReviewStep.Kind.EDIT, by=by):
        _take_day(proposal, chosen)
        proposal.by_milestones = False
        note_correction(proposal, "deadline")
        return save(proposal)


@transaction.atomic
def set_parts(proposal_id: int, *, each: bool, by: User, version: str) -> Proposal:
    """Say that each of the days is a milestone which is followed by itself, or that all are one directive.

    The last day is the deadline of the whole.
    """
    proposal = take(proposal_id, by=by, version=version)
    text = proposal.document.text
    days = named(proposal, text)
    if each and len({day.on for day in days}) < 2:
        raise NotAllowed("Đoạn này không nêu nhiều mốc thời gian.")
    with step(proposal.document, ReviewStep.Kind.EDIT, by=by):
        if each:
            last = max(days, key=lambda day: (day.on, day.number))
            _take_day(proposal, proposal.milestones[last.number])
        proposal.by_milestones = each
        note_correction(proposal, "deadline")
        return save(proposal)


@transaction.atomic
def drop(proposal_id: int, number: int, *, by: User, version: str) -> Proposal:
    """Say that one of the days is no milestone. The last two that are left become one directive again."""
    proposal = take(proposal_id, by=by, version=version)
    _demand(proposal, number)
    with step(proposal.document, ReviewStep.Kind.EDIT, by=by):
        gone = proposal.milestones[number]["on"]
        proposal.milestones = [found for found in proposal.milestones if found["on"] != gone]
        left = named(proposal, proposal.document.text)
        proposal.by_milestones = proposal.by_milestones and len({day.on for day in left}) > 1
        if str(proposal.due_on) == gone and left:
            last = max(left, key=lambda day: (day.on, day.number))
            _take_day(proposal, proposal.milestones[last.number])
        note_correction(proposal, "deadline")
        return save(proposal)


def _demand(proposal: Proposal, number: int) -> None:
    if not 0 <= number < len(proposal.milestones):
        raise NotAllowed("Đoạn này không nêu mốc thời gian ấy.")


def _take_day(proposal: Proposal, chosen: dict[str, str | int]) -> None:
    """Make one of the days the deadline of the proposal."""
    start, end = int(chosen["start"]), int(chosen["end"])
    proposal.deadline_kind, proposal.due_on = DeadlineKind.FIXED, date.fromisoformat(str(chosen["on"]))
    proposal.deadline_start, proposal.deadline_end = start, end
    proposal.deadline_text = " ".join(proposal.document.text[start:end].split())[:250]
    proposal.year_guessed, proposal.likely_due_on = False, None


def _clause_before(words: str) -> list[str]:
    """The last words of the clause that leads to a day: what is due then."""
    clause = words[max(words.rfind(sign) for sign in ",;.:") + 1 :].removeprefix(" và ").split()
    return clause if len(clause) <= _WORDS_BEFORE else ["…", *clause[-_WORDS_BEFORE:]]
