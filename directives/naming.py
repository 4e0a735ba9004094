"""Names which were not understood: a clerk says once which body is meant, for this text or for good."""

from contextlib import nullcontext

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.aliases import remember
from agencies.models import Agency
from agencies.naming import name_key
from meetings.models import Document

from .giving import Body
from .models import Event, Proposal, ProposalParty, ReviewStep
from .taking import note_correction, save, take
from .transitions import NotAllowed
from .undoing import step


@transaction.atomic
def settle_name(
    proposal_id: int, party_id: int, body: Body, *, for_good: bool, by: User, version: str
) -> list[Proposal]:
    """Say whom a name means, wherever this text writes it; `for_good`: in later texts too.

    Returns the proposals it changed. Raises NameTaken when the name cannot be remembered: then nothing is
    changed. What is remembered for good is no step that a clerk takes back by a key.
    """
    party = _party(proposal_id, party_id, by=by, version=version)
    document = party.proposal.document
    if for_good:
        _remember(document, party.text, body, by=by)
    with nullcontext() if for_good else step(document, ReviewStep.Kind.NAME, by=by):
        return [_give(one, body) for one in _same_name(document, party)]


@transaction.atomic
def drop_name(proposal_id: int, party_id: int, *, by: User, version: str) -> list[Proposal]:
    """Say that a name is no agency: it goes, wherever this text writes it. Returns what was changed."""
    party = _party(proposal_id, party_id, by=by, version=version)
    document = party.proposal.document
    with step(document, ReviewStep.Kind.NAME, by=by):
        return [_drop(one) for one in _same_name(document, party)]


def _party(proposal_id: int, party_id: int, *, by: User, version: str) -> ProposalParty:
    """The party with its proposal, taken for a change."""
    proposal = take(proposal_id, by=by, version=version)
    party = proposal.parties.filter(pk=party_id).first()
    if party is None or not is_open(party):
        raise NotAllowed("Tên gọi này đã được làm rõ.")
    party.proposal = proposal
    return party


def is_open(party: ProposalParty) -> bool:
    """Whether nobody has said yet whom the name means."""
    return party.guessed or (party.agency_id is None and party.group_id is None)


def _remember(document: Document, name: str, body: Body, *, by: User) -> None:
    if not may(by, Act.REMEMBER_NAME):
        raise NotAllowed(f"Bạn không có quyền “{Act.REMEMBER_NAME.label}”.")
    alias = remember(name, body, since=min(document.issued_on, calendar.today()))
    Event.objects.create(
        document=document,
        kind=Event.Kind.NAMED,
        actor=by,
        actor_name=by.get_full_name(),
        data={"alias": [None, alias.text], "body": [None, str(body)]},
    )


def _same_name(document: Document, party: ProposalParty) -> list[ProposalParty]:
    """The open parties of a text that are written alike, but for those of passages that are only repeated."""
    rows = ProposalParty.objects.filter(
        proposal__document=document, proposal__repeats__isnull=True
    ).select_related("proposal")
    key = name_key(party.text)
    return [one for one in rows if is_open(one) and name_key(one.text) == key]


def _give(party: ProposalParty, body: Body) -> Proposal:
    """The party stands for the body now, unless the proposal has it already: then the stronger role stays."""
    agency, group = (body, None) if isinstance(body, Agency) else (None, body)
    others = party.proposal.parties.exclude(pk=party.pk)
    same = others.filter(agency=agency, group=group).first()
    if same is not None:
        roles = {party.role, same.role}
        same.role = party.Role.LEAD if party.Role.LEAD in roles else same.role
        same.guessed = False
        same.save(update_fields=["role", "guessed"])
        party.delete()
    else:
        party.agency, party.group, party.guessed = agency, group, False
        party.save(update_fields=["agency", "group", "guessed"])
    return _changed(party)


def _drop(party: ProposalParty) -> Proposal:
    party.delete()
    return _changed(party)


def _changed(party: ProposalParty) -> Proposal:
    note_correction(party.proposal, "parties")
    return save(party.proposal)
