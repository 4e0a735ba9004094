"""Who is to hear of what on a day, and telling them: once each, however often and wherever this runs."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from agencies.calendar import WorkingDays, working_days
from directives.models import Assignment, Event, Mute
from directives.models.assignment import AssignmentQuerySet
from notifications import outbox
from notifications.models import HALF_PAST_SEVEN
from notifications.preferences import digest_hours

from .audience import Audience
from .digests import digest
from .ladder import Rung, last_deadline, latest_rung
from .models import Reminder

logger = logging.getLogger(__name__)

SCAN = 500  # shares of work looked at together
TOLD_TOGETHER = 100  # people told in one transaction

Ledger = dict[tuple[int, int, date, int], int]


@dataclass(frozen=True)
class Due:
    """One person is to hear of one share of work: the rung it has reached for them, and why they are told."""

    assignment: Assignment
    due_on: date
    recipient: User
    rung: Rung
    capacity: str


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


@dataclass
class _Run:
    """What does not change during a run."""

    on: date
    working: WorkingDays = field(default_factory=working_days)
    audience: Audience = field(default_factory=Audience)
    # person and directive: who hears of it only once it is late
    muted: set[tuple[int, int]] = field(
        default_factory=lambda: set(Mute.objects.order_by().values_list("user_id", "directive_id"))
    )
    skipped: set[str] = field(default_factory=set)  # rows and people that failed

    def is_muted(self, assignment: Assignment, person: User) -> bool:
        """Whether the person muted its directive, or the heading of that."""
        family = (assignment.directive_id, assignment.directive.parent_id)
        return any((person.pk, pk) in self.muted for pk in family)


def plan(on: date, at: time | None = None) -> Planned:
    """Tell everybody who is to hear something new on the day `on`: one digest per person.

    With a time of day only those whose hour has come by then; the others are left to a later run.

    Runs beside other runs: the work is looked at again under a lock, and the ledger lets each rung through
    once. Raises Incomplete at the end when some row or person failed: the others have been told by then.
    """
    run, done = _Run(on), Planned(on)
    waiting: dict[User, set[int]] = defaultdict(set)
    for due in _scan(run):
        waiting[due.recipient].add(due.assignment.pk)
    for people in _chunks(_at_their_hour(waiting, at), TOLD_TOGETHER):
        _tell_all({person: waiting[person] for person in people}, run, done)
    if run.skipped:
        done.skipped = len(run.skipped)
        raise Incomplete(done)
    return done


def _at_their_hour(people: Iterable[User], at: time | None) -> list[User]:
    if at is None:
        return list(people)
    hours = digest_hours()
    return [person for person in people if hours.get(person.pk, HALF_PAST_SEVEN) <= at]


def preview(on: date) -> list[Due]:
    """What `plan` would tell, without telling it: the most pressing first."""
    return sorted(_scan(_Run(on)), key=lambda due: (due.due_on, due.assignment.pk, due.recipient.pk))


def _scan(run: _Run) -> Iterator[Due]:
    """All there is to tell, by batches: two queries for each."""
    until = last_deadline(run.audience.rules, run.on, run.working)
    last = 0
    while until is not None:
        rows = list(_chased().filter(due_on__lte=until, pk__gt=last).order_by("pk")[:SCAN])
        if not rows:
            return
        yield from _due(rows, run)
        last = rows[-1].pk


def _chased() -> AssignmentQuerySet:
    """Whoever holds the ball is chased: lead agencies with nothing filed, or whose result was returned."""
    rows = Assignment.objects.leads().waiting_on_agency().filter(due_on__isnull=False)
    return rows.select_related("agency", "delegate", "directive__monitor", "directive__directing_leader")


def _due(rows: list[Assignment], run: _Run) -> Iterator[Due]:
    told = _ledger(rows)
    for assignment in rows:
        try:
            yield from _due_of(assignment, told, run)
        except Exception:  # one bad row must not silence the rest of the province
            logger.exception("reminders: assignment %s skipped", assignment.pk)
            run.skipped.add(f"assignment {assignment.pk}")


def _due_of(assignment: Assignment, told: Ledger, run: _Run) -> list[Due]:
    due_on = assignment.due_on
    assert due_on is not None  # _chased
    found = []
    for person, rules in run.audience.rules_by_person(assignment).items():
        if due_on >= run.on and run.is_muted(assignment, person):
            continue
        rung = latest_rung(rules, due_on, run.on, run.working)
        if rung is None:
            continue
        if told.get((assignment.pk, rung.rule.pk, due_on, person.pk), -1) < rung.repetition:
            found.append(Due(assignment, due_on, person, rung, rules[rung.rule]))
    return found


def _ledger(rows: Iterable[Assignment]) -> Ledger:
    """The furthest repetition each person has heard, by rule, for the deadlines as they stand."""
    heard = (
        Reminder.objects.filter(assignment__in=[row.pk for row in rows], due_on=F("assignment__due_on"))
        .order_by()
        .values_list("assignment_id", "rule_id", "due_on", "recipient_id")
        .annotate(last=Max("repetition"))
    )
    return {(assignment, rule, due_on, person): last for assignment, rule, due_on, person, last in heard}


def _tell_all(waiting: dict[User, set[int]], run: _Run, done: Planned) -> None:
    """Tell some people together; if that fails, each alone, so that one cannot silence the others."""
    try:
        people, reminders, letters = _tell(waiting, run)
    except Exception:
        logger.exception("reminders: people %s not told", [person.pk for person in waiting])
        if len(waiting) == 1:
            run.skipped.update(f"person {person.pk}" for person in waiting)
            return
        for person, assignments in waiting.items():
            _tell_all({person: assignments}, run, done)
        return
    done.people += people
    done.reminders += reminders
    done.letters += letters


@transaction.atomic
def _tell(waiting: dict[User, set[int]], run: _Run) -> tuple[int, int, int]:
    """Look again under the lock: the work may have been filed or extended meanwhile, or told by another run.

    How many people were told, of how many rungs, by how many letters.
    """
    ids = {pk for assignments in waiting.values() for pk in assignments}
    locked = _chased().select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    by_person: dict[User, list[Due]] = defaultdict(list)
    for due in _due(list(locked), run):
        if due.recipient in waiting:
            by_person[due.recipient].append(due)
    notices = {person: digest(person, dues, run.on) for person, dues in by_person.items()}
    letters = outbox.post(notices.values())
    new = [
        Reminder(
            assignment=due.assignment,
            rule=due.rung.rule,
            due_on=due.due_on,
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
                    "due_on": [None, str(assignment.due_on)],
                    "recipients": [None, [due.recipient.get_full_name() for due in dues]],
                },
            )
            for assignment, dues in by_assignment.items()
        ]
    )


def _chunks(people: list[User], size: int) -> Iterator[list[User]]:
    for start in range(0, len(people), size):
        yield people[start : start + size]
