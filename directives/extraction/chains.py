"""Whose work goes on: leads handed from sentence to sentence, item to item, heading to item."""

from dataclasses import dataclass, field

from directives.extraction.actors import Named
from directives.extraction.deadlines import Found
from directives.extraction.tokens import words

_UNITS = words("xã phường huyện quận")


@dataclass(slots=True)
class LeadIn:
    """A heading or a "... thực hiện:" which gives its lead, coordinators and deadline to the items below."""

    level: int
    block: int
    leads: list[Named]
    coordinators: list[Named]
    found: list[Found]
    for_all: bool = False  # its day is that of every item, whoever the item names


@dataclass(slots=True)
class Chain:
    """Who is charged when a sentence names nobody."""

    leads: list[Named] = field(default_factory=list)
    _known: dict[str, list[Named]] = field(default_factory=dict)
    _earlier: list[Named] = field(default_factory=list)

    def open_block(self, marked: bool, goes_on: bool, enclosing: LeadIn | None) -> None:
        """What a new paragraph or item inherits before it names anybody."""
        self._earlier = self.leads or self._earlier
        if enclosing is not None and (enclosing.leads or marked or not goes_on):
            self.leads = enclosing.leads
        else:
            self.leads = self._earlier if marked or goes_on else []

    def start(self, leads: list[Named]) -> None:
        self.leads = leads

    def break_off(self) -> None:
        """An order to nobody in particular, or a heading: what follows has nobody to inherit."""
        self.leads, self._earlier = [], []

    def inherit(self, reporting: bool) -> list[Named]:
        """The leads of a sentence that names none; a closing report goes back to the paragraph before."""
        if not self.leads and reporting:
            self.leads = self._earlier
        return self.leads

    def learn(self, leads: list[Named]) -> None:
        for one in leads:
            if one.head:
                self._known[one.head] = [one]
            for unit in _UNITS.intersection(one.name.lower().split()[1:]):
                self._known[unit] = [one]

    def meant(self, head: str) -> list[Named]:
        """Who "Sở này" is."""
        return self._known.get(head) or self.leads
