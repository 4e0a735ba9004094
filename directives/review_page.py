"""What the review screen shows: the text with its marks, a card per proposal, how far the clerk has got."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch

from meetings.models import Document

from . import publishing
from .deadlines import distance, timing
from .marking import Evidence, Line, Mark, marked_lines
from .models import Proposal, ProposalParty, Sentence
from .models.directive import DeadlineKind
from .passages import uncovered
from .reviewing import version_of


@dataclass(frozen=True)
class Chip:
    """Somebody charged, as shown on a card: an agency, a group with its size, or a name nobody knows."""

    party: ProposalParty
    size: int | None

    @property
    def text(self) -> str:
        if self.party.agency:
            return self.party.agency.short_name
        return self.party.group.name if self.party.group else self.party.text

    @property
    def name(self) -> str:
        body = self.party.agency or self.party.group
        return body.name if body else self.party.text

    @property
    def is_known(self) -> bool:
        return self.party.agency_id is not None or self.party.group_id is not None


@dataclass
class Card:
    """A proposal as shown beside the text."""

    proposal: Proposal
    number: int
    quote: str
    chips: list[Chip]
    today: date
    problems: list[str] = field(default_factory=list)

    @property
    def version(self) -> str:
        return version_of(self.proposal)

    @property
    def leads(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.party.role == ProposalParty.Role.LEAD]

    @property
    def coordinators(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.party.role == ProposalParty.Role.COORDINATOR]

    @property
    def timing(self) -> str:
        return timing(self.proposal.due_on, None, None, self.today)

    @property
    def distance(self) -> str:
        return distance(self.proposal.due_on, self.today) if self.proposal.due_on else ""

    @property
    def recurs(self) -> bool:
        return self.proposal.deadline_kind == DeadlineKind.RECURRING

    @property
    def asks(self) -> bool:
        """Whether something of it is a guess that a person should look at."""
        doubtful = self.proposal.year_guessed or self.proposal.likely_due_on or self.proposal.lead_inherited
        return bool(doubtful or self.problems or any(chip.party.guessed for chip in self.chips))

    @property
    def mark(self) -> Mark:
        """Its passage in the text, with the places where it was read who and until when."""
        found = [
            Evidence(chip.party.start, chip.party.end, chip.party.role)
            for chip in self.chips
            if chip.party.start is not None and chip.party.end is not None
        ]
        if self.proposal.deadline_start is not None and self.proposal.deadline_end is not None:
            found.append(Evidence(self.proposal.deadline_start, self.proposal.deadline_end, "deadline"))
        return Mark(self.proposal.pk, self.number, self.proposal.start, self.proposal.end, tuple(found))


class ReviewPage:
    """The review of a document as it stands; a fixed number of queries whatever its length."""

    def __init__(self, document: Document, on: date) -> None:
        self.document = document
        self.on = on
        self.sentences: list[Sentence] = list(document.sentences.all())
        self.proposals: list[Proposal] = list(document.proposals.prefetch_related(_parties()))
        self.kept = [proposal for proposal in self.proposals if not proposal.dismissed]
        self.problems = publishing.problems(self.kept)
        self.members = publishing.group_members(self.proposals, on)

    @cached_property
    def cards(self) -> list[Card]:
        """All proposals in the order of the text; a dismissed one keeps its number."""
        return [self._card(proposal, number) for number, proposal in enumerate(self.proposals, start=1)]

    def card(self, pk: int) -> Card:
        return next(card for card in self.cards if card.proposal.pk == pk)

    @cached_property
    def lines(self) -> list[Line]:
        marks = [card.mark for card in self.cards if not card.proposal.dismissed]
        return marked_lines(self.document.text, marks, self._uncovered)

    @cached_property
    def _uncovered(self) -> list[Sentence]:
        return uncovered(self.sentences, [(proposal.start, proposal.end) for proposal in self.kept])

    @cached_property
    def open(self) -> list[Sentence]:
        """The sentences nobody has accounted for."""
        return [sentence for sentence in self._uncovered if not sentence.no_task]

    @property
    def settled(self) -> int:
        return len(self.sentences) - len(self.open)

    @property
    def without_task(self) -> int:
        """Sentences which were said to give no work."""
        return len(self._uncovered) - len(self.open)

    @property
    def saved_at(self) -> datetime:
        return max([proposal.updated_at for proposal in self.proposals], default=self.document.created_at)

    def _card(self, proposal: Proposal, number: int) -> Card:
        chips = [
            Chip(party, len(self.members[party.group_id]) if party.group_id else None)
            for party in proposal.parties.all()
        ]
        quote = self.document.text[proposal.start : proposal.end]
        return Card(proposal, number, quote, chips, self.on, self.problems.get(proposal.pk, []))


def _parties() -> Prefetch:
    return Prefetch("parties", ProposalParty.objects.select_related("agency__successor", "group"))
