"""What the review screen shows: the text with its marks, a card per proposal, how far the clerk has got."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from django.db.models import Prefetch

from accounts.models import User
from meetings.models import Document

from . import publishing
from .deadlines import distance
from .families import Part
from .marking import Evidence, Line, Mark, marked_lines
from .milestones import Milestone, named, parts
from .models import Directive, Proposal, ProposalParty, ReviewStep, Sentence
from .models.directive import DeadlineKind, Priority
from .passages import uncovered
from .repeats import Earlier, earlier, similar
from .replacing import likely, replaceable
from .standing import timing_of
from .taking import stamp, version_of
from .undoing import is_open, last_step

SURE = 0.8  # of a proposal's confidence (docs/extraction.md): below, the clerk is asked to look twice


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


@dataclass(frozen=True)
class Before:
    """Work given before, as shown on the card of what may repeat it."""

    earlier: Earlier
    today: date

    @property
    def directive(self) -> Directive:
        return self.earlier.directive

    @property
    def timing(self) -> str:
        return timing_of(self.earlier.due_on, self.today)

    @property
    def distance(self) -> str:
        return distance(self.earlier.due_on, self.today) if self.earlier.due_on else ""


@dataclass
class Card:
    """A proposal as shown beside the text."""

    proposal: Proposal
    number: int
    quote: str
    chips: list[Chip]
    milestones: list[Milestone]
    parts: list[Part]  # the children which publishing would make of it
    shares: int  # how many agencies get a share of it, or of each part
    today: date
    problems: list[str] = field(default_factory=list)
    repeated: Before | None = None  # the clerk has said that it only repeats this
    similar: list[Before] = field(default_factory=list)  # what it may repeat
    replaced: Before | None = None  # of the corrected document: the clerk has said that this takes its place
    likely: list[Before] = field(default_factory=list)  # what of the corrected document it may replace
    others: list[Before] = field(default_factory=list)  # the rest of it
    news: list[str] = field(default_factory=list)  # what the act that is being answered brought along

    @property
    def version(self) -> str:
        return version_of(self.proposal)

    @property
    def pair(self) -> int:
        """Its colour among those which tell neighbours apart (`marking.Stretch.pair`)."""
        return self.number % 3

    @property
    def leads(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.party.role == ProposalParty.Role.LEAD]

    @property
    def coordinators(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.party.role == ProposalParty.Role.COORDINATOR]

    @property
    def timing(self) -> str:
        return timing_of(self.proposal.due_on, self.today)

    @property
    def distance(self) -> str:
        return distance(self.proposal.due_on, self.today) if self.proposal.due_on else ""

    @property
    def days(self) -> int:
        """On how many days something of it is due."""
        return len({milestone.on for milestone in self.milestones})

    @property
    def last_day(self) -> date:
        """The last of the days which the passage names."""
        return max(milestone.on for milestone in self.milestones)

    @property
    def recurs(self) -> bool:
        return self.proposal.deadline_kind == DeadlineKind.RECURRING

    @property
    def is_unsure(self) -> bool:
        """Whether it was read on doubtful grounds and nobody has looked at it yet."""
        confidence = self.proposal.confidence
        return confidence is not None and confidence < SURE and not self.proposal.checked

    @property
    def may_repeat(self) -> bool:
        """Whether the clerk is asked if it is earlier work once more."""
        return bool(self.similar) and not self.proposal.anew and self.repeated is None

    @property
    def may_replace(self) -> bool:
        """Whether the clerk is asked if it takes the place of something."""
        decided = self.proposal.anew or self.replaced is not None or self.repeated is not None
        return bool(self.likely) and not decided

    @property
    def urgency(self) -> str:
        """Its priority in a word, unless it is the usual one."""
        urgent = self.proposal.priority != Priority.NORMAL
        return self.proposal.get_priority_display() if urgent else ""

    @property
    def asks(self) -> bool:
        """Whether something of it is a guess that a person should look at.

        A lead taken over from the words before is shown as such and asks only when the reading is unsure:
        most items of a list have one, and a screen on which all ask says nothing.
        """
        if self.repeated:
            return bool(self.problems)
        guessed = self.proposal.year_guessed or any(chip.party.guessed for chip in self.chips)
        doubtful = self.proposal.likely_due_on or self.is_unsure or self.may_repeat or self.may_replace
        return bool(guessed or doubtful or self.problems)

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

    def __init__(self, document: Document, on: date, by: User | None = None) -> None:
        """`by`: who looks at it, to whom the last act is offered to be taken back."""
        self.document = document
        self.on = on
        self.sentences: list[Sentence] = list(document.sentences.all())
        self.proposals: list[Proposal] = list(document.proposals.prefetch_related(_parties()))
        self.kept = [proposal for proposal in self.proposals if not proposal.dismissed]
        self.to_give = [proposal for proposal in self.kept if proposal.repeats_id is None]
        self.problems = publishing.problems(self.kept)
        self.members = publishing.group_members(self.proposals, on)
        self.step = self._step(by) if by else None

    @cached_property
    def cards(self) -> list[Card]:
        """All proposals in the order of the text; a dismissed one keeps its number."""
        return [self._card(proposal, number) for number, proposal in enumerate(self.proposals, start=1)]

    def card(self, pk: int) -> Card:
        return next(card for card in self.cards if card.proposal.pk == pk)

    @cached_property
    def asking(self) -> list[Card]:
        """The kept ones of which a guess or a gap is to be looked at."""
        return [card for card in self.cards if card.asks and not card.proposal.dismissed]

    def neighbours(self, card: Card) -> list[Card]:
        """The kept proposals next to one in the text: the one that follows, then the one before."""
        kept = [other for other in self.cards if other is card or not other.proposal.dismissed]
        at = kept.index(card)
        return kept[at + 1 : at + 2] + kept[max(0, at - 1) : at]

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

    @cached_property
    def repeated(self) -> list[Card]:
        """The cards which only repeat earlier work."""
        return [card for card in self.cards if card.repeated]

    @property
    def stamp(self) -> str:
        """What the review stands at; a page that shows another one is behind."""
        return stamp(self.proposals, self.sentences)

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

    def _step(self, by: User) -> ReviewStep | None:
        last = last_step(self.document, by=by)
        return (
            last if last and is_open(last, {proposal.pk: proposal for proposal in self.proposals}) else None
        )

    @cached_property
    def _similar(self) -> dict[int, list[int]]:
        return similar(self.document, self.to_give)

    @cached_property
    def replaced(self) -> list[Card]:
        """The cards which take the place of directives given out before."""
        return [card for card in self.cards if card.replaced and not card.proposal.dismissed]

    @cached_property
    def _replaceable(self) -> dict[int, Before]:
        return {pk: Before(one, self.on) for pk, one in replaceable(self.document).items()}

    @cached_property
    def _likely(self) -> dict[int, list[int]]:
        return likely(self.document, self.to_give, {pk: one.earlier for pk, one in self._replaceable.items()})

    @cached_property
    def _before(self) -> dict[int, Before]:
        linked = [proposal.repeats_id for proposal in self.kept if proposal.repeats_id]
        found = earlier([*linked, *chain.from_iterable(self._similar.values())])
        return {pk: Before(one, self.on) for pk, one in found.items()}

    def _card(self, proposal: Proposal, number: int) -> Card:
        chips = [
            Chip(party, len(self.members[party.group_id]) if party.group_id else None)
            for party in proposal.parties.all()
        ]
        like = [self._before[pk] for pk in self._similar.get(proposal.pk, []) if pk in self._before]
        old = self._replaceable
        best = [old[pk] for pk in self._likely.get(proposal.pk, []) if pk != proposal.replaces_id]
        return Card(
            proposal,
            number,
            self.document.text[proposal.start : proposal.end],
            chips,
            named(proposal, self.document.text),
            parts(proposal, self.document.text),
            publishing.shares_of(proposal, self.members).count,
            self.on,
            self.problems.get(proposal.pk, []),
            self._before.get(proposal.repeats_id or 0),
            [one for one in like if one.earlier.is_open and one.directive.pk not in old],
            replaced=old.get(proposal.replaces_id or 0),
            likely=best,
            others=[
                one for one in old.values() if one not in best and one.directive.pk != proposal.replaces_id
            ],
        )


def _parties() -> Prefetch:
    return Prefetch("parties", ProposalParty.objects.select_related("agency__successor", "group"))
