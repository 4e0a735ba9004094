"""The sample province: documents given out and worked on, day by day, through the real functions."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from agencies import calendar
from agencies.calendar import WorkingDays, day_set, working_days
from agencies.models import Agency, AgencyGroup
from agencies.province import set_up
from directives import intake, publishing
from directives.models import Assignment, Directive, Proposal, ProposalParty, Sentence
from meetings.models import Document, Meeting
from notifications import outbox
from notifications.models import Notification
from reminders import planning

from . import lives, targets
from .acting import Actors
from .documents import DocumentText, DraftText, MeetingText, Point, documents, drafts
from .fates import fate_by_chance
from .past_years import PastYears
from .people import Cast, make_people
from .scenes import Scenes

SEED = 20251104
_PROVINCE = "Nghệ An"  # whose communes the texts name
_EARLY = time(7, 30)
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
def make_sample(
    *, seed: int = SEED, years: int = 0, much: float = 1, on_month: Callable[[date], object] | None = None
) -> Made:
    """Fill an empty database with a province as it stands today. All of it, or nothing. No mail goes out.

    `years`: as many years of sessions, meetings and letters, instead of the half year of sessions; `much`:
    how much of the meetings and letters, where 1 is what a province has. `on_month` hears of each new month.
    """
    if User.objects.exists():
        raise NotEmpty
    set_up(_PROVINCE)
    with outbox.silent():
        _Story(calendar.today(), seed, years, much).tell(on_month or (lambda month: None))
    return Made(Document.objects.count(), Directive.objects.count(), Assignment.objects.count())


def _tell_the_planner() -> None:
    """How much there is by now: all is one transaction, into which no other process looks to find out.

    Without it the database takes the tables for empty, and a question of a second lasts minutes.
    """
    rooms = ("meetings", "directives", "notifications", "reminders")
    tables = [model._meta.db_table for room in rooms for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


class _Story:
    """Runs the days in order: what happens on a day is known when the day comes."""

    def __init__(self, today: date, seed: int, years: int, much: float) -> None:
        self.today, self.years = today, years
        self.chance = random.Random(seed)  # noqa: S311  the sample is the same every time
        self.days: WorkingDays = working_days()
        self.cast: Cast = make_people(self.chance)
        self.clerks = [self.cast.office["tonghop"], self.cast.office["kiemsoat"]]
        self.agencies = {f"={agency.short_name}": agency for agency in Agency.objects.in_order()}
        self.agencies |= {agency.code: agency for agency in self.agencies.values()}
        self.tempers = {agency.pk: self.chance.uniform(-1, 1) for agency in Agency.objects.in_order()}
        self.groups = {f"@{group.code}": group for group in AgencyGroup.objects.all()}
        self.actors = Actors(self.cast, self.chance, self._reassigned)
        # chances of their own: however many occurrences there are by today, all else stays the same
        apart = Actors(self.cast, random.Random(seed), self._reassigned)  # noqa: S311
        self.scenes = Scenes(
            self.actors,
            self._at,
            self._live_share,
            partial(self._live_share, actors=apart),
            self.days,
            self.chance,
        )
        self.past = PastYears(self.cast, self.agencies, self._at, today, years, seed=seed, much=much)
        self.given: dict[str, Directive] = {}  # the latest directive of each title
        self.queue: list[tuple[date, time, int, Callable[[], object]]] = []
        self.turn = 0

    def tell(self, on_month: Callable[[date], object]) -> None:
        """Live every day up to today."""
        for text, day in self.past.documents(self.days) if self.years else ():
            self._at(day, time(16, 20), partial(self._publish, text))
        for text in documents(self.today, self.days, self.chance, years=self.years):
            hour = time(7, 30) if text.kind == Document.Kind.TELEGRAM else time(16, 30)
            self._at(text.issued_on, hour, partial(self._publish, text))
        self.scenes.of_province(self.today)
        targets.plan(self._at, self.cast, self.agencies, self.today, years=self.years)
        for day in self._reminder_days():
            self._at(day, time(7, 35), partial(planning.plan, day))
        for draft in drafts(self.today, self.days):
            self._at(draft.issued_on, time(16, 50), partial(self._draft, draft))
        # Nothing of today lies ahead; of years the same is told at whatever hour.
        latest, month = _EARLY if self.years else timezone.localtime().time(), date.min
        while self.queue:
            day, hour, _, happen = heapq.heappop(self.queue)
            if day.replace(day=1) > month:
                month = day.replace(day=1)
                on_month(month)
                if self.years:
                    _tell_the_planner()
            with day_set(day, min(hour, latest) if day == self.today else hour):
                happen()
        with day_set(self.today, latest):
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
        clerk = self.cast.office[text.clerk] if text.clerk else self.chance.choice(self.clerks)
        meeting = self._meeting(text.meeting, by=clerk) if text.meeting else None
        document = Document(
            meeting=meeting,
            kind=text.kind,
            number=text.number,
            issued_on=text.issued_on,
            subject=text.subject,
            signer=(meeting.chair if meeting else self.cast.office["chutich"]).full_name,
            text="\n\n".join(text.paragraphs),
            corrects=self._corrected(text),
            relation=text.relation,
        )
        intake.add_document(document, by=clerk)
        self._propose(document, text)
        back = document.proposals.filter(title__in=[point.title for point in text.points if point.comes_back])
        made = publishing.publish(document.pk, by=clerk, cycles=set(back.values_list("pk", flat=True)))
        if text.plain:
            self.past.live(made)
            return
        directives = [directive for directive in made if directive.parent_id is None]
        new = [point for point in text.points if not point.repeats]
        for directive, point in zip(directives, new, strict=True):
            self._live(directive, point)
            self.scenes.of_directive(directive, point)
            if point.merge_into:
                self.scenes.merge(directive, self.given[point.merge_into])
            self.given[point.title] = directive

    def _corrected(self, text: DocumentText) -> Document | None:
        """The document which a text corrects: numbers begin anew each year, so the latest of that number."""
        found = Document.objects.filter(number=text.corrects).exclude(number="")
        return found.order_by("-issued_on").first()

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
            repeats=self.given[point.repeats] if point.repeats else None,
            replaces=self.given[point.replaces] if point.replaces else None,
        )
        parties = [self._party(name, "lead") for name in point.lead]
        parties += [self._party(name, "coordinator") for name in point.coordinators]
        return intake.Passage(proposal, parties)

    def _party(self, name: str, role: str) -> ProposalParty:
        if group := self.groups.get(name):
            return ProposalParty(role=role, text=group.name, group=group)
        agency = self.agencies[name]
        return ProposalParty(role=role, text=agency.name, agency=agency)

    def _live(self, directive: Directive, point: Point) -> None:
        """Plan what the agencies will do."""
        if point.instead:
            self.actors.heir[directive.title] = self.agencies[point.instead]
        by_agency = {self.agencies[code].pk: fate for code, fate in point.fates.items()}
        for share in directive.assignments.select_related("agency", "directive").order_by("pk"):
            fate = by_agency.get(share.agency_id) or point.fate
            if share.role == Assignment.Role.LEAD and not fate:
                fate = fate_by_chance(self.chance, temper=self.tempers[share.agency_id])
            self._live_share(share, fate)

    def _reassigned(self, share: Assignment) -> None:
        self._live_share(share, "on_time")

    def _live_share(self, share: Assignment, fate: str, actors: Actors | None = None) -> None:
        given, due, actors = calendar.today(), share.due_on, actors or self.actors
        if share.role == Assignment.Role.LEAD:
            steps = lives.live(fate, given, due, self.days, actors.chance)
        else:
            steps = lives.accompany(given, due, self.days, actors.chance)
        for step, hour in lives.timed(steps, actors.chance):
            happen = partial(actors.do, share, step, with_file=fate != "mass")
            self._at(step.day, hour, happen)
