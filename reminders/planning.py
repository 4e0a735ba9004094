"""Who is to hear of what on a day, and telling them: once each, however often and wherever this runs."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Max, TimeField, Value
from django.db.models.functions import Greatest

from accounts.models import User
from agencies import calendar
from directives.models import Assignment, Event, Mute
from directives.models.assignment import AssignmentQuerySet
from directives.models.rules import rules_held
from notifications import outbox
from notifications.models import HALF_PAST_SEVEN
from notifications.preferences import digest_hours

from .audience import Audience
from .digests import digests
from .ladder import Rung, last_deadline, latest_rung
from .models import About, PlannedDay, Reminder
from .subjects import SUBJECTS, Day

logger = logging.getLogger(__name__)

SCAN = 500  # shares of work looked at together
TOLD_TOGETHER = 100  # people told in one transaction

Ledger = dict[tuple[int, int, date, int], tuple[int, date]]
Waited = tuple[About, int]  # for what, of which share


@dataclass(frozen=True)
class Due:
    """One person is to hear of one share of work: the rung it has reached for them, and why they are told."""

    assignment: Assignment
    about: About
    until: date  # the day which the rung counts from
    recipient: User
    rung: Rung
    capacity: str

    @property
    def is_late(self) -> bool:
        """Whether it should be done by now, or is only near, or is news."""
        return self.rung.rule.days_from_due > 0 and self.about != About.INSTRUCTION


@dataclass
class Planned:
    """What one run did."""

    on: date
    people: int = 0
    reminders: int = 0
    letters: int = 0
    skipped: int = 0  # rows and people that failed; the log says why

    def __str__(self) -> str:
        return (
            f"{self.on:%d/%m/%Y}: nhắc {self.people} người về {self.reminders} lượt việc, "
            f"{self.letters} thư, bỏ qua {self.skipped}"
        )


class Incomplete(Exception):
    """Everybody was told but some rows or people that failed; the log says why. A later run tries again."""

    def __init__(self, planned: Planned) -> None:
        super().__init__(str(planned))
        self.planned = planned


class _Run(Day):
    """What does not change during a run."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.audience = Audience(on)
        self.skipped: set[str] = set()  # rows and people that failed
        self.told = _told_on(on)
        # person and directive: who hears of it only once it is late
        self.muted = set(Mute.objects.order_by().values_list("user_id", "directive_id"))

    def is_muted(self, assignment: Assignment, person: User) -> bool:
        """Whether the person muted its directive, or the heading of that."""
        family = (assignment.directive_id, assignment.directive.parent_id)
        return any((person.pk, pk) in self.muted for pk in family)


def plan(on: date, at: time | None = None) -> Planned:
    """Tell everybody who is to hear something new on the day `on`: one digest per person, and no second one.

    With a time of day only those whose hour has come by then; the others are left to a later run.

    Runs beside other runs: the people and the work are looked at again under a lock, and the ledger lets
    each rung through once. Raises Incomplete at the end when some row or person failed: the others have
    been told by then. What comes up after somebody's digest waits for the next day's.
    """
    with rules_held():
        run, done = _Run(on), Planned(on)
        waiting: dict[User, set[Waited]] = defaultdict(set)
        for due in _scan(run):
            waiting[due.recipient].add((due.about, due.assignment.pk))
        for people in _chunks(at_their_hour(waiting, at), TOLD_TOGETHER):
            _tell_all({person: waiting[person] for person in people}, run, done)
    done.skipped = len(run.skipped)
    _note(done, at or time.max)
    if run.skipped:
        raise Incomplete(done)
    return done


def _note(done: Planned, reached: time) -> None:
    """That the run came to its end; a run for an earlier hour takes nothing back."""
    PlannedDay.objects.bulk_create([PlannedDay(on=done.on, reached=reached)], ignore_conflicts=True)
    PlannedDay.objects.filter(on=done.on).update(
        reached=Greatest("reached", Value(reached, TimeField())),
        skipped=done.skipped,
        finished_at=calendar.now(),
    )


def at_their_hour(people: Iterable[User], at: time | None) -> list[User]:
    """Those whose hour of the morning has come; all of them without a time of day."""
    if at is None:
        return list(people)
    hours = digest_hours()
    return [person for person in people if hours.get(person.pk, HALF_PAST_SEVEN) <= at]


def preview(on: date) -> list[Due]:
    """What `plan` would tell, without telling it: by person, the most pressing first."""
    with rules_held():
        found = list(_scan(_Run(on)))
    about = list(About)
    return sorted(
        found, key=lambda due: (due.recipient.pk, about.index(due.about), due.until, due.assignment.pk)
    )


def _told_on(on: date) -> set[int]:
    """Who has had the digest of the day."""
    return set(
        Reminder.objects.filter(planned_on=on).order_by().values_list("recipient", flat=True).distinct()
    )


def _scan(run: _Run) -> Iterator[Due]:
    """All there is to tell, by batches: two queries for each."""
    for about, subject in SUBJECTS.items():
        rules = run.audience.rules[about]
        if not rules:
            continue
        rows = _whole(subject.rows(run.on))
        if about == About.DEADLINE:
            rows = rows.filter(due_on__lte=last_deadline(rules, run.on, run.working))
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:SCAN]):
            yield from _due(about, batch, run)
            last = batch[-1].pk


def _whole(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """With all that says who is to hear of them."""
    return rows.select_related("agency", "delegate", "directive__monitor", "directive__directing_leader")


def _due(about: About, rows: list[Assignment], run: _Run) -> Iterator[Due]:
    heard = _ledger(about, rows)
    for assignment in rows:
        try:
            yield from _due_of(about, assignment, heard, run)
        except SoftTimeLimitExceeded:  # the run is out of time, not the row bad
            raise
        except Exception:  # one bad row must not silence the rest of the province
            logger.exception("reminders: assignment %s skipped", assignment.pk)
            run.skipped.add(f"assignment {assignment.pk}")


def _due_of(about: About, assignment: Assignment, heard: Ledger, run: _Run) -> list[Due]:
    until = SUBJECTS[about].until(assignment, run)
    found = []
    for person, rules in run.audience.rules_by_person(assignment, about).items():
        rung = latest_rung(rules, until, run.on, run.working)
        if rung is None or person.pk in run.told:
            continue
        if rung.rule.days_from_due <= 0 and run.is_muted(assignment, person):
            continue
        last = heard.get((assignment.pk, rung.rule.pk, until, person.pk))
        if new := _unheard(rung, last):
            found.append(Due(assignment, about, until, person, new, rules[rung.rule]))
    return found


def _unheard(rung: Rung, last: tuple[int, date] | None) -> Rung | None:
    """The rung as the ledger is to count it; None when the person has heard it.

    A rule which was made to repeat less often has got less far than was heard before: it goes on from there.
    """
    if last is None or rung.repetition > last[0]:
        return rung
    if rung.repetition < last[0] and rung.fired_on > last[1]:
        return replace(rung, repetition=last[0] + 1)
    return None


def _ledger(about: About, rows: Iterable[Assignment]) -> Ledger:
    """The furthest repetition each person has heard, and when they last heard, by share, rule and day."""
    heard = (
        Reminder.objects.filter(assignment__in=[row.pk for row in rows], rule__about=about)
        .order_by()
        .values_list("assignment_id", "rule_id", "due_on", "recipient_id")
        .annotate(last=Max("repetition"), told=Max("planned_on"))
    )
    return {
        (assignment, rule, until, person): (last, told)
        for assignment, rule, until, person, last, told in heard
    }


def _tell_all(waiting: dict[User, set[Waited]], run: _Run, done: Planned) -> None:
    """Tell some people together; if that fails, each alone, so that one cannot silence the others."""
    try:
        people, reminders, letters = _tell(waiting, run)
    except SoftTimeLimitExceeded:
        raise
    except Exception:  # each alone below; who fails alone is counted, and the run ends as Incomplete
        logger.exception("reminders: people %s not told", [person.pk for person in waiting])
        if len(waiting) == 1:
            run.skipped.update(f"person {person.pk}" for person in waiting)
            return
        for person, waited in waiting.items():
            _tell_all({person: waited}, run, done)
        return
    done.people += people
    done.reminders += reminders
    done.letters += letters


@transaction.atomic
def _tell(waiting: dict[User, set[Waited]], run: _Run) -> tuple[int, int, int]:
    """Look again under the lock: the work may have been filed or extended meanwhile, or told by another run.

    How many people were told, of how many rungs, by how many letters.
    """
    by_person = _still_due(waiting, run)
    notices = digests(by_person, run.on)
    letters = outbox.post(notices.values())
    new = [
        Reminder(
            assignment=due.assignment,
            rule=due.rung.rule,
            due_on=due.until,
            repetition=due.rung.repetition,
            recipient=person,
            message_id=letters.get(notices[person].key),
            planned_on=run.on,
        )
        for person, dues in by_person.items()
        for due in dues
    ]
    Reminder.objects.bulk_create(new)
    _write_history([due for dues in by_person.values() for due in dues])
    return len(by_person), len(new), len(letters)


def _still_due(waiting: dict[User, set[Waited]], run: _Run) -> dict[User, list[Due]]:
    """What of it is to be told now that nobody else can tell these people or change this work."""
    people = [person.pk for person in waiting]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    told = _told_on(run.on)
    wanted: dict[About, set[int]] = defaultdict(set)
    for person, waited in waiting.items():
        for about, pk in waited if person.pk not in told else ():
            wanted[about].add(pk)
    ids = {pk for pks in wanted.values() for pk in pks}
    shares = Assignment.objects.select_for_update(no_key=True).filter(pk__in=ids)
    list(shares.order_by("-role", "pk").values_list("pk"))  # leads first, as everything locks
    by_person: dict[User, list[Due]] = defaultdict(list)
    for about, pks in wanted.items():
        rows = _whole(SUBJECTS[about].rows(run.on)).filter(pk__in=pks)
        for due in _due(about, list(rows.order_by("pk")), run):
            if due.recipient in waiting and due.recipient.pk not in told:
                by_person[due.recipient].append(due)
    return by_person


def _write_history(told: list[Due]) -> None:
    """One line of history for each share of work: which rules spoke of which deadline to whom."""
    by_assignment: dict[Assignment, list[Due]] = defaultdict(list)
    for due in told:
        by_assignment[due.assignment].append(due)
    Event.objects.bulk_create(
        [
            Event(
                directive_id=assignment.directive_id,
                assignment=assignment,
                kind=Event.Kind.REMINDED,
                actor=None,
                actor_name="Hệ thống",
                data={
                    "rules": [None, sorted({due.rung.rule.name for due in dues})],
                    **({"due_on": [None, str(assignment.due_on)]} if assignment.due_on else {}),
                    "recipients": [None, list(dict.fromkeys(due.recipient.get_full_name() for due in dues))],
                },
            )
            for assignment, dues in by_assignment.items()
        ]
    )


def _chunks(people: list[User], size: int) -> Iterator[list[User]]:
    for start in range(0, len(people), size):
        yield people[start : start + size]
