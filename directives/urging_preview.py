"""What an urging will do, shown before it is sent: who hears of it, what they read, the letter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from agencies.models import Agency
from notifications.devices import with_device
from notifications.kinds import Channel, Kind
from notifications.letters import one_line
from notifications.outbox import ways_to
from notifications.preferences import Wishes

from . import telling_talk
from .models import Assignment, Urging
from .urging_letters import text_of_letter
from .word_filling import BadTemplate, Block

LETTERS_SHOWN = 5  # agencies whose letter is made to be read; the others' differ in names and work alone


@dataclass(frozen=True)
class Hearer:
    """A person who will be told, by which ways, and of how many of the agency's shares."""

    person: User
    ways: frozenset[Channel]
    times: int

    @property
    def mailed(self) -> bool:
        return Channel.EMAIL in self.ways

    @property
    def in_app(self) -> bool:
        return Channel.APP in self.ways

    @property
    def pushed(self) -> bool:
        return Channel.PUSH in self.ways


@dataclass(frozen=True)
class ToAgency:
    """What one agency's people will read."""

    agency: Agency
    subjects: list[str]  # a notice and a mail for each share
    hearers: list[Hearer]
    letter: list[Block]

    @property
    def mails(self) -> int:
        return sum(hearer.times for hearer in self.hearers if hearer.mailed)


@dataclass(frozen=True)
class UrgingPreview:
    """All of it, by agency."""

    text: str
    agencies: list[ToAgency]
    letters_left: int
    letter_problem: str  # why no letter can be made of the template in use

    @property
    def mails(self) -> int:
        return sum(to.mails for to in self.agencies)

    @property
    def works(self) -> int:
        return sum(len(to.subjects) for to in self.agencies)


def preview_of(share_ids: Iterable[int], *, kind: str, text: str, by: User, on: date) -> UrgingPreview:
    """What urging these shares would do now. The number of queries does not grow with the shares."""
    rows = Assignment.objects.filter(pk__in=list(share_ids)).with_directive().with_urgings()
    shares = list(
        rows.select_related("directive__directing_leader", "delegate").order_by(
            "agency__kind_order", "agency__sort_key", "directive__document__issued_on", "pk"
        )
    )
    urgings = [
        Urging(
            assignment=share,
            number=share.urged + 1,  # type: ignore[attr-defined]
            kind=kind,
            text=text,
            by=by,
        )
        for share in shares
    ]
    told = telling_talk.hearers_of(urgings)
    people = {person.pk for some in told.values() for person in some}
    wishes, pushed_to = Wishes.of(people), with_device(people)
    by_agency: dict[int, list[Urging]] = {}
    for urging in urgings:
        by_agency.setdefault(urging.assignment.agency_id, []).append(urging)
    letters, problem = _letters(list(by_agency.values())[:LETTERS_SHOWN], on)
    return UrgingPreview(
        text=text,
        agencies=[
            ToAgency(
                agency=its[0].assignment.agency,
                subjects=[one_line(telling_talk.title_of(urging)) for urging in its],
                hearers=_hearers([told[urging.assignment_id] for urging in its], wishes, pushed_to, by),
                letter=letters.get(pk, []),
            )
            for pk, its in by_agency.items()
        ],
        letters_left=max(0, len(by_agency) - LETTERS_SHOWN),
        letter_problem=problem,
    )


def _letters(of_agencies: list[list[Urging]], on: date) -> tuple[dict[int, list[Block]], str]:
    made: dict[int, list[Block]] = {}
    try:
        for urgings in of_agencies:
            made[urgings[0].assignment.agency_id] = text_of_letter(urgings, on)
    except BadTemplate as problem:
        return {}, str(problem)
    return made, ""


def _hearers(told: list[dict[User, Kind]], wishes: Wishes, pushed_to: set[int], by: User) -> list[Hearer]:
    """The people as `notifications.outbox.post` will choose them, those who are mailed before the others."""
    ways: dict[User, frozenset[Channel]] = {}
    times: Counter[User] = Counter()
    for people in told:
        for person, kind in people.items():
            there = ways_to(person, kind, wishes, pushed_to)
            if there and person != by and person.is_active:
                ways[person] = ways.get(person, frozenset()).union(there)
                times[person] += 1
    found = [Hearer(person, its, times[person]) for person, its in ways.items()]
    return sorted(found, key=lambda hearer: (not hearer.mailed, hearer.person.full_name))
