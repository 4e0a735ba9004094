"""What publishing a review would send out: shares per agency, groups with sizes, what is in the way."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agencies import calendar
from agencies.models import Agency, AgencyGroup

from . import milestones, publishing
from .cycles import Rule
from .models import ProposalParty
from .review_page import Card, ReviewPage


@dataclass
class AgencyTotal:
    """How many directives or milestones an agency would lead, and in how many it would coordinate."""

    agency: Agency
    leads: int = 0
    coordinates: int = 0


@dataclass
class GroupTotal:
    """A group which publishing expands, its size, and in how many directives it stands."""

    group: AgencyGroup
    size: int
    directives: int = 0


@dataclass(frozen=True)
class Recurring:
    """A card which comes back: by which rule, and when first."""

    card: Card
    rule: Rule
    first_on: date


class SendingOut:
    """A preview of publishing: counts what `publishing.publish` would make of the same proposals."""

    def __init__(self, page: ReviewPage) -> None:
        self.page = page
        self.shares = [publishing.shares_of(proposal, page.members) for proposal in page.to_give]
        parts = [milestones.parts(proposal, page.document.text) for proposal in page.to_give]
        self.parts = [len(each) or 1 for each in parts]  # how many times its shares go out

    @property
    def directives(self) -> int:
        return len(self.page.to_give)

    @property
    def assignments(self) -> int:
        return sum(shares.count * parts for shares, parts in zip(self.shares, self.parts, strict=True))

    @property
    def parted_text(self) -> str:
        """How many of the directives are followed by milestones, in words; empty for none."""
        parted = [parts for parts in self.parts if parts > 1]
        return f"{len(parted)} nhiệm vụ tách thành {sum(parted)} mốc" if parted else ""

    @cached_property
    def agencies(self) -> list[AgencyTotal]:
        """Each agency with its totals, in the usual order; one query."""
        charged = {pk for shares in self.shares for pk in shares.by_agency}
        totals = {
            agency.pk: AgencyTotal(agency) for agency in Agency.objects.in_order().filter(pk__in=charged)
        }
        for shares, parts in zip(self.shares, self.parts, strict=True):
            for pk, (role, _) in shares.by_agency.items():
                if role == ProposalParty.Role.LEAD:
                    totals[pk].leads += parts
                else:
                    totals[pk].coordinates += parts
        return list(totals.values())

    @property
    def single(self) -> list[AgencyTotal]:
        """The agencies without the communes, which are many and stand by themselves."""
        return [total for total in self.agencies if total.agency.kind != Agency.Kind.COMMUNE]

    @property
    def communes(self) -> list[AgencyTotal]:
        return [total for total in self.agencies if total.agency.kind == Agency.Kind.COMMUNE]

    @cached_property
    def groups(self) -> list[GroupTotal]:
        """Each group named, the largest first."""
        totals: dict[int, GroupTotal] = {}
        for proposal in self.page.to_give:
            for party in proposal.parties.all():
                if party.group is not None:
                    size = len(self.page.members[party.group.pk])
                    totals.setdefault(party.group.pk, GroupTotal(party.group, size)).directives += 1
        return sorted(totals.values(), key=lambda total: -total.size)

    @cached_property
    def recurring(self) -> list[Recurring]:
        """The cards which can come back by the rule that their words state."""
        today, working = calendar.today(), calendar.working_days()
        given = {proposal.pk for proposal in self.page.to_give}
        found = []
        for card in self.page.cards:
            rule = publishing.rule_read(card.proposal, self.page.document.text)
            if rule is not None and card.proposal.pk in given:
                found.append(Recurring(card, rule, next(rule.days(today, working)).due_on))
        return found

    @cached_property
    def blocked(self) -> list[Card]:
        """The cards which cannot go out yet."""
        return [card for card in self.page.cards if card.problems]

    @property
    def repeated(self) -> list[Card]:
        """The cards which only repeat earlier work: nothing goes out for them but a reminder."""
        return self.page.repeated

    @property
    def replaced(self) -> list[Card]:
        """The cards which end directives of the corrected document in favour of new ones."""
        return self.page.replaced

    @property
    def reminded(self) -> int:
        """How many directives given earlier are repeated."""
        return len({proposal.repeats_id for proposal in self.page.kept if proposal.repeats_id})

    @property
    def open_sentences(self) -> list[str]:
        """The words of the sentences nobody has accounted for."""
        text = self.page.document.text
        return [text[sentence.start : sentence.end] for sentence in self.page.open]
