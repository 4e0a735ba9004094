"""Which rung of the ladder a deadline has reached on a day. Pure: rules and days in, rungs out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agencies.calendar import WorkingDays

from .models import ReminderRule

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rung:
    """A rule which has fired, at one of its repetitions (0 is the first)."""

    rule: ReminderRule
    repetition: int
    fired_on: date


def latest_rung(rules: Iterable[ReminderRule], due_on: date, on: date, working: WorkingDays) -> Rung | None:
    """The rung to speak of on the day `on`, or None before the first.

    A rung fires when its day is reached or passed, so a missed night is caught up; only the latest counts, so
    after an outage, or for work entered late, people hear once and not the whole ladder.
    """
    reached = [rung for rule in rules if (rung := reached_rung(rule, due_on, on, working))]
    return max(reached, key=lambda rung: (rung.fired_on, rung.rule.days_from_due), default=None)


def reached_rung(rule: ReminderRule, due_on: date, on: date, working: WorkingDays) -> Rung | None:
    """How far this one rule has got: its last repetition whose day is reached or passed."""
    repetition = 0
    if rule.repeat_every:
        passed = (on - due_on).days - rule.days_from_due
        repetition = max(0, passed // rule.repeat_every)
        # Days off shift the days on which a rule fires, to either side.
        while fires_on(rule, due_on, repetition + 1, working) <= on:
            repetition += 1
        while repetition and fires_on(rule, due_on, repetition, working) > on:
            repetition -= 1
    fired_on = fires_on(rule, due_on, repetition, working)
    return Rung(rule, repetition, fired_on) if fired_on <= on else None


def fires_on(rule: ReminderRule, due_on: date, repetition: int, working: WorkingDays) -> date:
    """The day of a rung: moved to the working day before when it is a day off (DOMAIN decisions).

    But nothing is called overdue before it is, and nobody is told of above before the agency has had all its
    days: such a rung waits for the next working day instead.
    """
    day = due_on + (rule.days_from_due + repetition * (rule.repeat_every or 0)) * DAY
    if day in working:
        return day
    moved = working.on_or_before(day)
    too_early = rule.days_from_due > 0 and (rule.escalates or moved <= due_on)
    return working.after(day, 1) if too_early else moved


def last_deadline(rules: Iterable[ReminderRule], on: date, working: WorkingDays) -> date | None:
    """The furthest deadline of which some rule speaks on the day `on`; None without rules.

    A rung in the days off that follow has been moved to this day at the latest.
    """
    earliest = min((rule.days_from_due for rule in rules), default=None)
    return None if earliest is None else working.after(on, 1) - DAY - earliest * DAY
