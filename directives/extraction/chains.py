"""Whose work goes on: leads handed from sentence to sentence, item to item, heading to item."""

from dataclasses import dataclass, field

from directives.extraction.actors import Named
from directives.extraction.deadlines import Found
from directives.extraction.readings import SentenceReader


@dataclass(slots=True)
class LeadIn:
    """A heading or a "... thực hiện:" which gives its lead, coordinators and deadline to the items below."""

    level: int
    leads: list[Named]
    coordinators: list[Named]
    found: list[Found]
    reader: SentenceReader
    first: int = 0


@dataclass(slots=True)
class Chain:
    leads: list[Named] = field(default_factory=list)
    owner: SentenceReader | None = None
    known: dict[str, tuple[list[Named], SentenceReader]] = field(default_factory=dict)
    _earlier: tuple[list[Named], SentenceReader | None] = field(default=([], None))

    def open_block(self, marked: bool, goes_on: bool, enclosing: LeadIn | None) -> None:
        """What a new paragraph or item inherits before it names anybody."""
        if self.owner is not None:
            self._earlier = (self.leads, self.owner)
        if enclosing is not None and not (goes_on and not marked and not enclosing.leads):
            self.leads, self.owner = enclosing.leads, enclosing.reader
        elif marked or goes_on:
            self.leads, self.owner = self._earlier
        else:
            self.leads, self.owner = [], None

    def start(self, leads: list[Named], owner: SentenceReader) -> None:
        self.leads, self.owner = leads, owner

    def break_off(self) -> None:
        """An order to nobody in particular: what follows has nobody to inherit."""
        self.leads, self.owner = [], None
        self._earlier = ([], None)

    def close(self) -> None:
        self.break_off()

    def inherit(self, reporting: bool) -> tuple[list[Named], SentenceReader | None]:
        """The leads of a sentence that names none; a closing report goes back to the paragraph before."""
        if not self.leads and reporting:
            self.leads, self.owner = self._earlier
        return self.leads, self.owner

    def learn(self, leads: list[Named], owner: SentenceReader | None) -> None:
        for one in leads:
            if owner is not None and one.head:
                self.known[one.head] = ([one], owner)

    def meant(self, head: str) -> tuple[list[Named], SentenceReader | None]:
        """Who "Sở này" is."""
        found = self.known.get(head)
        if found is None and self.leads:
            return self.leads, self.owner
        return found if found else ([], None)
