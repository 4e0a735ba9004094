"""Work that was given before ("nhắc lại"): found beside a proposal, linked to it instead of being doubled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Min, Q

from accounts.models import User
from meetings.models import Document

from . import telling
from .likeness import Likeness
from .models import Assignment, Directive, Event, Proposal, ProposalParty, ReviewStep
from .taking import save, take
from .transitions import NotAllowed
from .undoing import step

LIKE = 0.36  # of Likeness: repeats in other words lie above, other work of the same agency below
MOST_SHOWN = 3
MOST_COMPARED = 2_000  # open directives of the agencies concerned, the newest
_KEPT = 15 * 60  # seconds for which what was found stays in the cache


@dataclass(frozen=True)
class Earlier:
    """A directive given before: until when its leads have, and whether one of them still has it to do."""

    directive: Directive
    due_on: date | None
    is_open: bool


def earlier(pks: Iterable[int]) -> dict[int, Earlier]:
    """These directives by id; two queries, none for none."""
    wanted = set(pks)
    if not wanted:
        return {}
    leads = Assignment.objects.leads().open().filter(directive__in=wanted).order_by()
    due = dict(leads.values_list("directive").annotate(Min("due_on")))
    rows = Directive.objects.filter(pk__in=wanted).select_related("document").defer("document__text")
    return {row.pk: Earlier(row, due.get(row.pk), row.pk in due) for row in rows}


def similar(document: Document, proposals: Iterable[Proposal]) -> dict[int, list[int]]:
    """Open directives which each proposal may only repeat, the likeliest first: proposal id → directive ids.

    Compared are those which one of the same agencies, or the same group, leads. What was found is kept in
    the cache until the passage, its leads or the directives change: one query when all is known, else three.
    The proposals come with their parties prefetched.
    """
    passages = {proposal.pk: _Passage.of(document, proposal) for proposal in proposals}
    asked = {pk: passage for pk, passage in passages.items() if passage is not None}
    if not asked:
        return {}
    newest = Directive.objects.aggregate(newest=Max("pk"))["newest"]
    keys = {pk: passage.key(newest) for pk, passage in asked.items()}
    known: dict[str, list[int]] = cache.get_many(keys.values())
    if new := {pk: passage for pk, passage in asked.items() if keys[pk] not in known}:
        found = _compare(new)
        cache.set_many({keys[pk]: found[pk] for pk in new}, _KEPT)
        known |= {keys[pk]: found[pk] for pk in new}
    return {pk: known[key] for pk, key in keys.items() if known[key]}


def alike(directive: Directive) -> list[int]:
    """Open directives which one that was given out may only repeat, the likeliest first."""
    leads = list(directive.assignments.leads().select_related("agency"))
    passage = _Passage(
        directive.content,
        tuple(share.agency.name for share in leads),
        frozenset(share.agency_id for share in leads),
        frozenset(share.group_id for share in leads if share.group_id),
    )
    found = _compare({directive.pk: passage}, most=MOST_SHOWN + 1)[directive.pk]
    return [pk for pk in found if pk != directive.pk]


@dataclass(frozen=True)
class _Passage:
    """What is compared of a proposal: its words, and who leads."""

    text: str
    names: tuple[str, ...]
    agencies: frozenset[int]
    groups: frozenset[int]

    @classmethod
    def of(cls, document: Document, proposal: Proposal) -> "_Passage | None":
        parties = list(proposal.parties.all())
        leads = [party for party in parties if party.role == ProposalParty.Role.LEAD]
        agencies = frozenset(party.agency_id for party in leads if party.agency_id)
        groups = frozenset(party.group_id for party in leads if party.group_id)
        if not (agencies or groups):
            return None
        names = [party.text for party in parties]
        names += [party.agency.name for party in parties if party.agency]
        return cls(document.text[proposal.start : proposal.end], tuple(names), agencies, groups)

    def key(self, newest: int | None) -> str:
        content: list[Any] = [
            self.text,
            sorted(self.names),
            sorted(self.agencies),
            sorted(self.groups),
            newest,
        ]
        return f"repeats:{sha256(repr(content).encode()).hexdigest()}"

    def meets(self, agencies: Iterable[int], groups: Iterable[int]) -> bool:
        return not (self.agencies.isdisjoint(agencies) and self.groups.isdisjoint(groups))


def _compare(passages: dict[int, _Passage], *, most: int = MOST_SHOWN) -> dict[int, list[int]]:
    """Two queries: who leads what is still open, and the words of it."""
    agencies = frozenset[int]().union(*(passage.agencies for passage in passages.values()))
    groups = frozenset[int]().union(*(passage.groups for passage in passages.values()))
    leading = (
        Assignment.objects.leads()
        .open()
        .filter(Q(agency__in=agencies) | Q(group__in=groups))
        .order_by()
        .values("directive")
        .annotate(agencies=ArrayAgg("agency_id", distinct=True), groups=ArrayAgg("group_id", distinct=True))
        .order_by("-directive")[:MOST_COMPARED]
    )
    leads = {row["directive"]: (row["agencies"], row["groups"]) for row in leading}
    texts = Directive.objects.filter(pk__in=leads).values_list("pk", "content")
    likeness = Likeness(dict(texts))
    found = {}
    for pk, passage in passages.items():
        scores = likeness.to(passage.text, without=passage.names)
        likely = [
            (score, key) for key, score in scores.items() if score >= LIKE and passage.meets(*leads[key])
        ]
        found[pk] = [key for _, key in sorted(likely, reverse=True)[:most]]
    return found


@transaction.atomic
def link(proposal_id: int, directive_id: int, *, by: User, version: str) -> Proposal:
    """Say that a passage only repeats a directive: publishing will not give it out a second time."""
    proposal = take(proposal_id, by=by, version=version, linked=True)
    if proposal.dismissed:
        raise NotAllowed("Nhiệm vụ này đã được bỏ qua. Lấy lại trước khi liên kết.")
    found = earlier([directive_id]).get(directive_id)
    if found is None or not found.is_open:
        raise NotAllowed("Nhiệm vụ trước đã kết thúc, không còn gì để nhắc lại.")
    with step(proposal.document, ReviewStep.Kind.REPEAT, by=by):
        proposal.repeats, proposal.replaces, proposal.anew = found.directive, None, False
        return save(proposal)


@transaction.atomic
def give_anew(proposal_id: int, *, by: User, version: str) -> Proposal:
    """Say that a passage gives new work, whatever was given before; takes a link back."""
    proposal = take(proposal_id, by=by, version=version, linked=True)
    with step(proposal.document, ReviewStep.Kind.ANEW, by=by):
        proposal.repeats, proposal.replaces, proposal.anew = None, None, True
        return save(proposal)


@transaction.atomic
def reconsider(proposal_id: int, *, by: User, version: str) -> Proposal:
    """Ask again whether a passage repeats earlier work."""
    proposal = take(proposal_id, by=by, version=version, linked=True)
    with step(proposal.document, ReviewStep.Kind.EDIT, by=by):
        proposal.repeats, proposal.replaces, proposal.anew = None, None, False
        return save(proposal)


def remind(document: Document, proposals: Iterable[Proposal], *, by: User) -> int:
    """Write into the history of each directive that it was repeated, and tell those who have it to do.

    Part of publishing. Nothing else of it changes, its deadline neither. Returns how many there are.
    """
    quotes: dict[int, list[str]] = {}
    for proposal in proposals:
        quote = document.text[proposal.start : proposal.end]
        quotes.setdefault(proposal.repeats_id or 0, []).append(quote)
    directives = Directive.objects.select_related("monitor").in_bulk(quotes)
    Event.objects.bulk_create(
        Event(
            document=document,
            directive=directives[pk],
            kind=Event.Kind.REPEATED,
            actor=by,
            actor_name=by.get_full_name(),
            note=quote,
        )
        for pk, found in quotes.items()
        for quote in found
    )
    telling.repeated(document, {directives[pk]: found for pk, found in quotes.items()}, by=by)
    return len(directives)
