"""Reading a passage anew when its edges move. What a person has said of it stays."""

from .intake import read_passage
from .models import Proposal, ProposalParty
from .models.directive import DeadlineKind

DEADLINE = (
    "deadline_kind",
    "due_on",
    "deadline_text",
    "deadline_start",
    "deadline_end",
    "year_guessed",
    "likely_due_on",
)


def reread(proposal: Proposal, start: int, end: int) -> list[str]:
    """Give a proposal its new stretch, and say in words what changed with it. Saves the parties only.

    Who was named in words that were left out goes, who is named in words that were taken in comes; whoever
    was taken over from elsewhere in the text stays. So does a deadline.
    """
    old = proposal.start, proposal.end
    read = read_passage(proposal.document, start, end)
    proposal.start, proposal.end = start, end
    news = []
    if "title" not in proposal.corrected:
        proposal.title = read.proposal.title
    if "parties" not in proposal.corrected:
        news += _drop_parties(proposal, old) + _add_parties(proposal, read.parties, old)
    if "deadline" not in proposal.corrected:
        news += _set_deadline(proposal, read.proposal, old)
    return news


def copy_deadline(source: Proposal, to: Proposal) -> None:
    """Give one proposal the deadline of another, with the place where it is written."""
    for name in DEADLINE:
        setattr(to, name, getattr(source, name))
    to.by_milestones = to.by_milestones and to.deadline_kind == DeadlineKind.FIXED


def _drop_parties(proposal: Proposal, old: tuple[int, int]) -> list[str]:
    gone = [
        party
        for party in proposal.parties.select_related("agency", "group")
        if _inside(party.start, old) and not _inside(party.start, (proposal.start, proposal.end))
    ]
    proposal.parties.filter(pk__in=[party.pk for party in gone]).delete()
    return [f"bỏ {_words(party)}" for party in gone]


def _add_parties(proposal: Proposal, read: list[ProposalParty], old: tuple[int, int]) -> list[str]:
    there = {who(party) for party in proposal.parties.all()}
    new = [party for party in read if not _inside(party.start, old) and who(party) not in there]
    for party in new:
        party.proposal = proposal
    ProposalParty.objects.bulk_create(new)
    if proposal.lead_inherited and any(party.role == ProposalParty.Role.LEAD for party in new):
        proposal.lead_inherited = False
    return [f"thêm {_words(party)}" for party in new]


def _set_deadline(proposal: Proposal, read: Proposal, old: tuple[int, int]) -> list[str]:
    """The deadline of the new stretch; one that is written in words left out goes."""
    before = proposal.deadline_kind, proposal.due_on
    span = proposal.start, proposal.end
    if read.deadline_start is not None and read.deadline_kind != DeadlineKind.NONE:
        copy_deadline(read, to=proposal)
    elif _inside(proposal.deadline_start, old) and not _inside(proposal.deadline_start, span):
        copy_deadline(Proposal(), to=proposal)
    if (proposal.deadline_kind, proposal.due_on) == before:
        return []
    if proposal.due_on:
        return [f"hạn {proposal.due_on:%d/%m/%Y}"]
    return ["hạn định kỳ"] if proposal.deadline_kind == DeadlineKind.RECURRING else ["bỏ hạn"]


def _inside(place: int | None, span: tuple[int, int]) -> bool:
    return place is not None and span[0] <= place < span[1]


def who(party: ProposalParty) -> tuple[int | None, int | None, str]:
    """Whom a party stands for: two that are equal are one."""
    known = party.agency_id or party.group_id
    return party.agency_id, party.group_id, "" if known else party.text.casefold()


def _words(party: ProposalParty) -> str:
    body = party.agency or party.group
    return f"{party.get_role_display().lower()} {body or party.text}"
