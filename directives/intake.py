"""From a text to sentences and proposals: entering a document, reading it, reading one passage of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.matching import AgencyFinder
from agencies.naming import name_key
from meetings import sources
from meetings.models import Document, SourceFile, text_digest
from meetings.progress import Hold

from . import extraction
from .models import Event, Proposal, ProposalParty, Sentence
from .models.directive import DeadlineKind, Priority
from .transitions import NotAllowed

LONGEST_TITLE = 120


@transaction.atomic
def add_document(document: Document, *, by: User, source: SourceFile | None = None) -> Document:
    """Store a new document, its original if it came from a file, and the first line of its history.

    Its text is read by `long_texts.find_directives`. Raises sources.CannotTake when the file is gone.
    """
    _demand(by, Act.LOG_MEETING)
    document.created_by = by
    document.text_sha256 = text_digest(document.text)
    document.save()
    if source is not None:
        sources.link(source.pk, document)
    Event.objects.create(
        document=document, kind=Event.Kind.DOCUMENT_ADDED, actor=by, actor_name=by.get_full_name()
    )
    return document


@transaction.atomic
def correct_document(document: Document, *, by: User) -> bool:
    """Store what was corrected of a document that is not published yet; whether its text is to be read again.

    With a text goes what was read from it: the places would point at other words.
    """
    before = open_document(document.pk, by=by, act=Act.LOG_MEETING)
    is_new_text = document.text != before.text
    if is_new_text:
        before.proposals.all().delete()
        before.sentences.all().delete()
        before.review_steps.all().delete()
    before.proposals.exclude(replaces=None).exclude(replaces__document=document.corrects_id).update(
        replaces=None, updated_at=calendar.now()
    )
    document.text_sha256 = text_digest(document.text)
    document.save()
    return is_new_text


def open_document(pk: int, *, by: User, act: Act = Act.REVIEW, hold: Hold | None = None) -> Document:
    """Lock a document for a change of its review. Raises NotAllowed when it is published already.

    While a worker reads the text, only this worker, who has its `hold`, may change anything.
    """
    _demand(by, act)
    document = Document.objects.select_for_update(of=("self",)).select_related("reading").get(pk=pk)
    if document.is_published:
        raise NotAllowed("Văn bản này đã được phát hành, không thể sửa.")
    if hold is not None:
        hold.check()
    elif hasattr(document, "reading") and document.reading.is_under_way:
        raise NotAllowed("Hệ thống đang đọc văn bản này. Chờ đọc xong rồi sửa.")
    return document


def _demand(by: User, act: Act) -> None:
    if not may(by, act):
        raise NotAllowed(f"Bạn không có quyền “{act.label}”.")


def propose(document_id: int, *, by: User, hold: Hold | None = None) -> int:
    """Read the text and store its sentences and what it seems to order; returns how many proposals there are.

    Whatever was proposed or decided before is thrown away: ask first (`is_touched`). `hold` is a worker's.
    """
    as_read = Document.objects.get(pk=document_id)
    found = _Reader(as_read).read(hold)
    with transaction.atomic():
        document = open_document(document_id, by=by, hold=hold)
        if document.text != as_read.text:
            raise NotAllowed("Văn bản vừa được sửa trong lúc đọc. Hãy tìm lại nhiệm vụ.")
        document.proposals.all().delete()
        document.sentences.all().delete()
        document.review_steps.all().delete()
        Sentence.objects.bulk_create(
            Sentence(document=document, start=span.start, end=span.end, formal=is_formal, no_task=is_formal)
            for span in found.sentences
            for is_formal in [span in found.formal]
        )
        store(document, found.proposals)
    return len(found.proposals)


def is_touched(document: Document) -> bool:
    """Whether somebody has decided something since the text was last read."""
    proposals = document.proposals.all()
    return (
        document.sentences.exclude(no_task=F("formal")).exists()
        or proposals.exclude(by_hand=False, dismissed=False).exists()
        or proposals.values("updated_at").distinct().count() > 1
    )


@dataclass
class Passage:
    """A stretch of a text with what was understood of it; not stored yet."""

    proposal: Proposal
    parties: list[ProposalParty] = field(default_factory=list)


@dataclass
class _Found:
    sentences: Iterable[extraction.Span]
    formal: frozenset[extraction.Span]
    proposals: list[Passage]


def store(document: Document, passages: Iterable[Passage]) -> list[Proposal]:
    """Store passages as proposals of one moment."""
    moment = calendar.now()
    passages = list(passages)
    for passage in passages:
        passage.proposal.document = document
        passage.proposal.updated_at = moment
    proposals = Proposal.objects.bulk_create(passage.proposal for passage in passages)
    for passage in passages:
        for party in passage.parties:
            party.proposal = passage.proposal
    ProposalParty.objects.bulk_create(party for passage in passages for party in passage.parties)
    return proposals


def read_passage(document: Document, start: int, end: int) -> Passage:
    """Read one stretch of a text by itself: what a clerk chose by hand, or a part that was split off."""
    return _Reader(document).read_passage(start, end)


def short_title(text: str) -> str:
    """The text in one line, cut at a word."""
    line = " ".join(text.split()).strip(" -–•+*.;:,")
    if len(line) > LONGEST_TITLE:
        line = line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return line[:1].upper() + line[1:]


class _Reader:
    """Reads a text with the names and the calendar as they stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.finder = AgencyFinder(calendar.today())
        self.directory = extraction.Directory(self.finder.names(), self.finder.groups())
        self.working_days = calendar.working_days()

    def read(self, hold: Hold | None = None) -> _Found:
        result = self._extract(self.document.text, hold)
        passages = [self._passage(proposal, 0) for proposal in result.proposals]
        return _Found(result.sentences, frozenset(result.formal), passages)

    def read_passage(self, start: int, end: int) -> Passage:
        quote = self.document.text[start:end]
        if row := self._row(start, end):
            passage = self._passage(row, 0)
        else:
            proposals = self._extract(quote).proposals
            passage = self._passage(proposals[0], start) if proposals else Passage(Proposal())
        passage.proposal.start, passage.proposal.end = start, end
        passage.proposal.title = passage.proposal.title or short_title(quote)
        return passage

    def _row(self, start: int, end: int) -> extraction.Proposal | None:
        """What a row of a table says to which the stretch belongs; its headings stand elsewhere."""
        text = self.document.text
        if "\t" not in text:
            return None
        return extraction.extract_row(
            text,
            start,
            end,
            on=self.document.issued_on,
            directory=self.directory,
            is_working_day=self.working_days.__contains__,
        )

    def _extract(self, text: str, hold: Hold | None = None) -> extraction.Extraction:
        return extraction.extract(
            text,
            on=self.document.issued_on,
            directory=self.directory,
            is_working_day=self.working_days.__contains__,
            on_progress=hold.note if hold else None,
        )

    def _passage(self, found: extraction.Proposal, shift: int) -> Passage:
        proposal = Proposal(
            start=found.span.start + shift,
            end=found.span.end + shift,
            title=found.title[:250],
            lead_inherited=found.inherited,
            confidence=found.confidence,
            priority=Priority.URGENT if found.urgent else Priority.NORMAL,
            collector=found.collector.name[:250] if found.collector else "",
            deliverable=found.deliverable.text[:250] if found.deliverable else "",
            milestones=[
                {"on": str(day.on), "start": day.span.start + shift, "end": day.span.end + shift}
                for day in found.milestones
                if day.on and day.span
            ],
        )
        self._set_deadline(proposal, found.deadline, shift)
        return Passage(proposal, self._parties(found, shift))

    def _set_deadline(self, proposal: Proposal, deadline: extraction.Deadline, shift: int) -> None:
        if span := deadline.span:
            proposal.deadline_start, proposal.deadline_end = span.start + shift, span.end + shift
            written = self.document.text[proposal.deadline_start : proposal.deadline_end]
            proposal.deadline_text = " ".join(written.split())[:250]
        if deadline.kind == "recurring":
            proposal.deadline_kind = DeadlineKind.RECURRING
        elif deadline.on is not None:
            proposal.deadline_kind, proposal.due_on = DeadlineKind.FIXED, deadline.on
            proposal.year_guessed, proposal.likely_due_on = deadline.year_guessed, deadline.suspect

    def _parties(self, found: extraction.Proposal, shift: int) -> list[ProposalParty]:
        """Everybody named, once: a lead is not also a coordinator."""
        roles = ProposalParty.Role
        named = [(roles.LEAD, actor) for actor in found.leads]
        named += [(roles.COORDINATOR, actor) for actor in found.coordinators]
        parties: dict[object, ProposalParty] = {}
        for role, actor in named:
            match = self.finder.find(actor.name)
            party = ProposalParty(role=role, text=actor.name[:250], personally=actor.personally)
            party.guessed = match is not None and not match.sure
            if match is not None:
                party.agency, party.group = match.agency, match.group
            if actor.span is not None:
                party.start, party.end = actor.span.start + shift, actor.span.end + shift
            who = party.agency or party.group or name_key(actor.name)
            parties.setdefault(who, party)
        return list(parties.values())
