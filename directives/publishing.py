"""From a reviewed text to directives: numbering, one share per agency, history, and telling the agencies."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from meetings.models import Document

from . import announcing, giving, milestones, replacing, telling
from .cycle_reading import rule_in
from .cycles import CyclePlan, Rule
from .families import add_children
from .giving import Shares
from .models import Assignment, Directive, Event, Proposal, ProposalParty, Sentence
from .models.directive import DeadlineKind, directive_search_text
from .passages import uncovered
from .repeats import earlier, remind
from .transitions import NotAllowed
from .transitions.cycling import begin


def shares_of(proposal: Proposal, members: dict[int, list[int]]) -> Shares:
    """Expand a proposal's parties. `members` gives each group's agency ids."""
    return giving.expand(proposal.parties.all(), members)


def group_members(proposals: list[Proposal], on: date) -> dict[int, list[int]]:
    """The agencies of each group named in the proposals, as they exist on the day; one query."""
    parties = [party for proposal in proposals for party in proposal.parties.all()]
    return giving.members_of((party.group_id for party in parties), on)


def problems(proposals: list[Proposal]) -> dict[int, list[str]]:
    """What keeps proposals from being published: proposal id → messages for people. Empty when all can go.

    The proposals should come with `parties__agency__successor` and `parties__group` prefetched.
    """
    found: dict[int, list[str]] = {}
    today = calendar.today()
    members = group_members(proposals, today)
    replaced = replacing.problems(proposals)
    given = earlier(proposal.repeats_id for proposal in proposals if proposal.repeats_id)
    for proposal in proposals:
        if proposal.repeats_id is not None:
            if not given[proposal.repeats_id].is_open:
                code = given[proposal.repeats_id].directive.code
                found[proposal.pk] = [
                    f"{code} đã kết thúc, không nhắc lại được. Chọn “Giao mới” hoặc bỏ qua."
                ]
            continue
        wrong = [replaced[proposal.pk]] if proposal.pk in replaced else []
        parties = list(proposal.parties.all())
        unknown = [party.text for party in parties if party.agency_id is None and party.group_id is None]
        if unknown:
            wrong.append(f"Chưa rõ cơ quan: {', '.join(unknown)}. Chọn cơ quan trong danh mục hoặc bỏ ra.")
        for party in parties:
            if party.agency is not None and party.agency.valid_to and party.agency.valid_to < today:
                successor = f" Nay là {party.agency.successor}." if party.agency.successor else ""
                wrong.append(f"{party.agency} không còn hoạt động.{successor}")
            if party.group is not None and not members[party.group.pk]:
                wrong.append(f"Nhóm “{party.group}” chưa có thành viên.")
        if not any(party.role == ProposalParty.Role.LEAD for party in parties):
            wrong.append("Chưa có cơ quan chủ trì.")
        if not proposal.title.strip():
            wrong.append("Chưa có tên nhiệm vụ.")
        if wrong:
            found[proposal.pk] = wrong
    return found


def rule_read(proposal: Proposal, text: str) -> Rule | None:
    """By which rule a recurring proposal comes back, when its passage says the day; else None."""
    if proposal.deadline_kind != DeadlineKind.RECURRING:
        return None
    return rule_in(proposal.deadline_text, text[proposal.start : proposal.end])


def undecided(document: Document, proposals: list[Proposal]) -> list[Sentence]:
    """The sentences nobody has accounted for: no kept proposal covers them, and they are not marked."""
    spans = [(proposal.start, proposal.end) for proposal in proposals]
    return uncovered(document.sentences.filter(no_task=False), spans)


@transaction.atomic
def publish(
    document_id: int, *, by: User, monitor: User | None = None, cycles: Collection[int] = ()
) -> list[Directive]:
    """Turn the kept proposals of a document into directives and tell the agencies. Once per document.

    `cycles`: the recurring proposals (by id) which come back from now on by the rule that their words state.

    What only repeats earlier work gives none: it is written into that work's history. The sentences left
    undecided are marked as giving no work, so that each sentence is accounted for. Raises
    NotAllowed when the document is published already, nothing is proposed, or a proposal cannot go.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Bạn không có quyền phát hành nhiệm vụ.")
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("meeting__chair").get(pk=document_id)
    )
    if document.is_published:
        raise NotAllowed("Văn bản này đã được phát hành.")
    proposals = list(
        document.proposals.kept().prefetch_related("parties__agency__successor", "parties__group")
    )
    if not proposals:
        raise NotAllowed("Chưa có nhiệm vụ nào để phát hành.")
    if wrong := problems(proposals):
        raise NotAllowed(f"Còn {len(wrong)} nhiệm vụ chưa đủ thông tin để phát hành.")
    Sentence.objects.filter(pk__in=[sentence.pk for sentence in undecided(document, proposals)]).update(
        no_task=True
    )
    new = [proposal for proposal in proposals if proposal.repeats_id is None]
    read = {proposal.pk: rule_read(proposal, document.text) for proposal in new if proposal.pk in cycles}
    rules = {pk: rule for pk, rule in read.items() if rule}
    monitor = monitor or (by if by.in_office else None)
    directives = _make_directives(document, new, by=by, monitor=monitor, recurring=rules)
    plans = _plans(directives, new)
    shares = giving.make_shares(plan for plan in plans if not plan[0].is_heading)
    of_headings = [share for plan in plans if plan[0].is_heading for share in giving.planned(*plan)]
    repeated = remind(document, [proposal for proposal in proposals if proposal.repeats_id], by=by)
    ended = replacing.replace(document, zip(new, directives, strict=True), by=by)
    instead = {made.pk: old.code for old, made, _ in ended}
    given = giving.directives_given(directives, [*shares, *of_headings], by=by, replacing=instead)
    Event.objects.bulk_create(given)
    made = _with_children(document, plans, new, rules, by=by)
    counts = {
        "directives": len(directives),
        "assignments": Assignment.objects.filter(directive__in=made).count(),
    }
    counts |= {"repeated": repeated} if repeated else {}
    giving.document_published(document, counts, by=by).save()
    document.published_by, document.published_at = by, calendar.now()
    document.save(update_fields=["published_by", "published_at"])
    document.review_steps.all().delete()
    announcing.replaced(document, ended, by=by)
    telling.given_out(made, by=by, replacing=instead)
    return made


Plan = tuple[Directive, Shares, date | None]


def _plans(directives: list[Directive], proposals: list[Proposal]) -> list[Plan]:
    """Each directive with who is charged with it and until when."""
    members = group_members(proposals, calendar.today())
    return [
        (directive, shares_of(proposal, members), proposal.due_on)
        for directive, proposal in zip(directives, proposals, strict=True)
    ]


def _with_children(
    document: Document, plans: list[Plan], proposals: list[Proposal], rules: Mapping[int, Rule], *, by: User
) -> list[Directive]:
    """The directives, and behind each heading its children, which are made here."""
    made: list[Directive] = []
    for (directive, charged, _), proposal in zip(plans, proposals, strict=True):
        made.append(directive)
        if rule := rules.get(proposal.pk):
            made += begin(directive, CyclePlan(rule, calendar.today()), charged, by=by)[1]
        elif parts := milestones.parts(proposal, document.text):
            made += add_children(directive, parts, charged, by=by)
    return made


def _make_directives(
    document: Document,
    proposals: list[Proposal],
    *,
    by: User,
    monitor: User | None,
    recurring: Collection[int],
) -> list[Directive]:
    year, moment = calendar.today().year, calendar.now()
    first = giving.next_number(year)
    entering = giving.Entering(document, len(proposals))
    rows = []
    for n, proposal in enumerate(proposals):
        quote = document.text[proposal.start : proposal.end]
        code = giving.code_of(year, first + n)
        rows.append(
            Directive(
                code=code,
                year=year,
                number=first + n,
                document=document,
                position=n + 1,
                start=proposal.start,
                end=proposal.end,
                quote=quote,
                title=proposal.title,
                content=quote,
                field=proposal.field,
                directing_leader=document.meeting.chair if document.meeting else None,
                monitor=monitor,
                priority=proposal.priority,
                deliverable=proposal.deliverable,
                deadline_kind=proposal.deadline_kind,
                deadline_text=proposal.deadline_text,
                is_heading=proposal.pk in recurring or bool(milestones.parts(proposal, document.text)),
                published_by=by,
                published_at=moment,
                enter_by=entering.last_day(proposal.priority),
                search_text=directive_search_text(code, proposal.title, quote, document),
            )
        )
    return Directive.objects.bulk_create(rows)
