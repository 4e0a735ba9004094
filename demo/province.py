"""The sample province: documents given out and worked on, day by day, through the real functions."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from agencies import calendar
from agencies.calendar import WorkingDays, day_set, working_days
from agencies.models import Agency, AgencyGroup
from agencies.province import set_up
from directives import intake, publishing, transitions
from directives.models import Assignment, Directive, Proposal, ProposalParty, Sentence
from meetings.models import Document, Meeting
from notifications import outbox
from notifications.models import Notification
from reminders import planning

from . import lives, words
from .documents import DocumentText, DraftText, MeetingText, Point, documents, drafts
from .people import Cast, make_people

SEED = 20251104
_PROVINCE = "Nghệ An"  # whose communes the texts name
_READ_AFTER = timedelta(days=4)  # older notices count as read
_REMINDED_FOR = timedelta(days=21)  # how far back reminders are on the record


class NotEmpty(Exception):
    """There are accounts already: a sample is made in an empty database only."""


@dataclass(frozen=True)
class Made:
    """How much there is in the sample."""

    documents: int
    directives: int
    shares: int


@transaction.atomic
def make_sample() -> Made:
    """Fill an empty database with a province as it stands today. All of it, or nothing. No mail goes out."""
    if User.objects.exists():
        raise NotEmpty
    set_up(_PROVINCE)
    with outbox.silent():
        _Story(calendar.today()).tell()
    return Made(Document.objects.count(), Directive.objects.count(), Assignment.objects.count())


class _Story:
    """Runs the days in order: what happens on a day is known when the day comes."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.chance = random.Random(SEED)  # noqa: S311  the sample is the same every time
        self.days: WorkingDays = working_days()
        self.cast: Cast = make_people(self.chance)
        self.clerks = [self.cast.office["tonghop"], self.cast.office["kiemsoat"]]
        self.agencies = {f"={agency.short_name}": agency for agency in Agency.objects.all()}
        self.agencies |= {agency.code: agency for agency in Agency.objects.all()}
        self.groups = {f"@{group.code}": group for group in AgencyGroup.objects.all()}
        self.queue: list[tuple[date, time, int, Callable[[], object]]] = []
        self.turn = 0

    def tell(self) -> None:
        """Live every day up to today."""
        for text in documents(self.today, self.days, self.chance):
            hour = time(7, 30) if text.kind == Document.Kind.TELEGRAM else time(16, 30)
            self._at(text.issued_on, hour, partial(self._publish, text))
        for day in self._reminder_days():
            self._at(day, time(7, 35), partial(planning.plan, day))
        for draft in drafts(self.today, self.days):
            self._at(draft.issued_on, time(16, 50), partial(self._draft, draft))
        latest = timezone.localtime().time()
        while self.queue:
            day, hour, _, happen = heapq.heappop(self.queue)
            with day_set(day, min(hour, latest) if day == self.today else hour):
                happen()
        read_before = calendar.now() - _READ_AFTER
        Notification.objects.unread().filter(created_at__lt=read_before).update(read_at=F("created_at"))

    def _at(self, day: date, hour: time, happen: Callable[[], object]) -> None:
        """Something will happen, unless that day has not come yet."""
        if day <= self.today:
            self.turn += 1  # keeps what was planned first first
            heapq.heappush(self.queue, (day, hour, self.turn, happen))

    def _reminder_days(self) -> list[date]:
        """Working days before today on which the nightly reminders ran; today's are left to the worker."""
        first = self.today - _REMINDED_FOR
        every = (first + timedelta(days=n) for n in range(_REMINDED_FOR.days))
        return [day for day in every if day in self.days]

    def _draft(self, draft: DraftText) -> None:
        clerk = self.clerks[0]
        document = Document(
            kind=draft.kind,
            number=draft.number,
            issued_on=draft.issued_on,
            subject=draft.subject,
            signer=self.cast.office["chutich"].full_name,
            text=draft.text,
        )
        intake.add_document(document, by=clerk)
        intake.propose(document.pk, by=clerk)

    def _publish(self, text: DocumentText) -> None:
        clerk = self.chance.choice(self.clerks)
        meeting = self._meeting(text.meeting, by=clerk) if text.meeting else None
        document = Document(
            meeting=meeting,
            kind=text.kind,
            number=text.number,
            issued_on=text.issued_on,
            subject=text.subject,
            signer=(meeting.chair if meeting else self.cast.office["chutich"]).full_name,
            text="\n\n".join(text.paragraphs),
        )
        intake.add_document(document, by=clerk)
        self._propose(document, text)
        directives = publishing.publish(document.pk, by=clerk)
        for directive, point in zip(directives, text.points, strict=True):
            self._live(directive, point, monitor=clerk)

    def _meeting(self, text: MeetingText, *, by: User) -> Meeting:
        return Meeting.objects.create(
            kind=text.kind,
            title=text.title,
            held_on=text.held_on,
            chair=self.cast.office[text.chair],
            place=text.place,
            created_by=by,
        )

    def _propose(self, document: Document, text: DocumentText) -> None:
        """What the clerk had after reviewing: a proposal for each point, the rest without work."""
        spans = []
        start = 0
        for paragraph in text.paragraphs:
            spans.append((start, start + len(paragraph)))
            start += len(paragraph) + 2
        Sentence.objects.bulk_create(Sentence(document=document, start=a, end=b) for a, b in spans)
        intake.store(
            document,
            [
                self._passage(document, point, *span)
                for point, span in zip(text.points, spans[1:-1], strict=True)
            ],
        )

    def _passage(self, document: Document, point: Point, start: int, end: int) -> intake.Passage:
        written = f"{point.due:%d/%m/%Y}" if point.due else point.recurring
        at = document.text.find(written, start, end) if written else -1
        proposal = Proposal(
            start=start,
            end=end,
            title=point.title,
            deadline_kind="fixed" if point.due else "recurring" if point.recurring else "none",
            due_on=point.due,
            deadline_text=written,
            deadline_start=at if at >= 0 else None,
            deadline_end=at + len(written) if at >= 0 else None,
            priority=point.priority,
            field=point.field,
            deliverable=point.product,
        )
        parties = [self._party(name, "lead") for name in point.lead]
        parties += [self._party(name, "coordinator") for name in point.coordinators]
        return intake.Passage(proposal, parties)

    def _party(self, name: str, role: str) -> ProposalParty:
        if group := self.groups.get(name):
            return ProposalParty(role=role, text=group.name, group=group)
        agency = self.agencies[name]
        return ProposalParty(role=role, text=agency.name, agency=agency)

    def _live(self, directive: Directive, point: Point, *, monitor: User) -> None:
        given = calendar.today()
        fate = point.fate or lives.fate_by_chance(self.chance)
        for share in directive.assignments.select_related("agency", "directive").order_by("pk"):
            if share.role == Assignment.Role.LEAD:
                steps = lives.live(fate, given, point.due, self.days, self.chance)
            else:
                steps = lives.accompany(given, point.due, self.days, self.chance)
            for step in steps:
                happen = partial(self._act, share, step, monitor, with_file=fate != "mass")
                self._at(step.day, lives.at_hour(step.act, self.chance), happen)

    def _act(self, share: Assignment, step: lives.Step, monitor: User, *, with_file: bool) -> None:
        head, chance = self.cast.heads[share.agency_id], self.chance
        match step.act:
            case "accept":
                transitions.accept(share.pk, by=head)
            case "report":
                by = self.cast.focal.get(share.agency_id, head)
                transitions.report(share.pk, by=by, progress=words.progress(step.percent, chance))
            case "complete":
                told = words.result(share, chance)
                files = [words.result_file(share, told.done)] if with_file else []
                transitions.complete(share.pk, by=head, progress=told, files=files)
            case "confirm":
                transitions.confirm(share.pk, by=monitor, note=words.confirmation_note(chance))
            case "return":
                transitions.send_back(share.pk, by=monitor, reason=words.return_reason(chance))
