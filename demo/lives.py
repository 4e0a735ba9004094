"""What becomes of a share of work: the days on which somebody acts. Pure: no database, no clock."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from agencies.calendar import WorkingDays

Days = WorkingDays


@dataclass(frozen=True)
class Step:
    """Somebody does something: accept, report, complete, confirm, return."""

    day: date
    act: str
    percent: int = 0


# Between which times of day people do it: what one share goes through on one day keeps its order.
HOURS = {
    "accept": (time(7, 40), time(9, 20)),
    "confirm": (time(8, 30), time(11, 15)),
    "report": (time(9, 30), time(11, 30)),
    "complete": (time(13, 40), time(15, 40)),
    "return": (time(15, 45), time(16, 45)),
}
WEIGHTS = {"on_time": 58, "late": 8, "returned_then_done": 10, "progress": 14, "overdue": 7, "pending": 3}
_FAR = 45  # days which a share without deadline takes


def fate_by_chance(chance: random.Random) -> str:
    """What usually becomes of things."""
    return chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


def live(fate: str, given: date, due: date | None, days: Days, chance: random.Random) -> list[Step]:
    """The steps of a lead share given on one day and due on another, in order of their days."""
    steps = _FATES[fate](_Share(given, due or given + timedelta(days=_FAR), days, chance))
    return sorted(steps, key=lambda step: step.day)


def accompany(given: date, due: date | None, days: Days, chance: random.Random) -> list[Step]:
    """The steps of a coordinating share: mostly accepted, sometimes a word on the way."""
    share = _Share(given, due or given + timedelta(days=_FAR), days, chance)
    if chance.random() > 0.75:
        return []
    steps = [share.accepted(1, 4)]
    if chance.random() < 0.25:
        steps.append(share.reported(0.6, 60, after=steps[0].day))
    return steps


def at_hour(act: str, chance: random.Random) -> time:
    """A time of day for the act."""
    first, last = HOURS[act]
    minutes = chance.randint(first.hour * 60 + first.minute, last.hour * 60 + last.minute)
    return time(minutes // 60, minutes % 60, chance.randint(0, 59))


@dataclass
class _Share:
    given: date
    due: date
    days: Days
    chance: random.Random

    def accepted(self, soonest: int, latest: int) -> Step:
        return Step(self.days.after(self.given, self.chance.randint(soonest, latest)), "accept")

    def reported(self, part: float, percent: int, *, after: date) -> Step:
        """A report when that part of the time has passed, on a working day after another step."""
        day = self.given + timedelta(days=round((self.due - self.given).days * part))
        return Step(max(self.days.on_or_before(day), after), "report", percent)

    def completed(self, shift: int, *, after: date) -> Step:
        """A result so many days after the deadline (before it, when negative)."""
        return Step(max(self.days.on_or_before(self.due + timedelta(days=shift)), after), "complete")

    def decided(self, act: str, completed: Step, *, within: tuple[int, int] = (1, 3)) -> Step:
        return Step(self.days.after(completed.day, self.chance.randint(*within)), act)


def _finishing(first: int, last: int) -> Callable[[_Share], list[Step]]:
    """Accepted, reported twice, finished between `first` and `last` days from the deadline, confirmed."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 2)
        early = share.reported(0.4, share.chance.choice([25, 30, 40]), after=accepted.day)
        later = share.reported(0.75, share.chance.choice([60, 70, 80]), after=early.day)
        done = share.completed(share.chance.randint(first, last), after=later.day)
        reports = [early, later] if later.day > early.day else [early]
        return [accepted, *reports, done, share.decided("confirm", done)]

    return steps


def _young(share: _Share) -> list[Step]:
    """Freshly given: some act at once, some take days; most finish in time."""
    accepted = share.accepted(1, 3)
    done = share.completed(share.chance.choice([-3, -2, -1, 0, 0, 2, 6]), after=accepted.day)
    steps = [accepted, done, share.decided("confirm", done)]
    if share.chance.random() < 0.6:
        steps.insert(1, Step(share.days.after(accepted.day, 1), "report", share.chance.choice([10, 20, 30])))
    return [step for step in steps if step.act != "report" or step.day <= done.day]


def _returned_then_done(share: _Share) -> list[Step]:
    accepted = share.accepted(1, 2)
    first = share.completed(-7, after=accepted.day)
    back = share.decided("return", first)
    again = share.completed(share.chance.choice([-1, 0, 3]), after=share.days.after(back.day, 1))
    return [accepted, first, back, again, share.decided("confirm", again)]


def _returned(share: _Share) -> list[Step]:
    """Returned shortly before the deadline, and taken up again late."""
    accepted = share.accepted(1, 2)
    first = share.completed(-4, after=accepted.day)
    back = share.decided("return", first, within=(1, 2))
    again = share.completed(18, after=share.days.after(back.day, 8))
    return [accepted, first, back, again, share.decided("confirm", again)]


def _waiting(shift: int) -> Callable[[_Share], list[Step]]:
    """Filed in time, so many days before the deadline; the Office takes weeks."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 2)
        done = share.completed(-shift, after=accepted.day)
        return [accepted, done, share.decided("confirm", done, within=(16, 20))]

    return steps


def _overdue(share: _Share) -> list[Step]:
    accepted = share.accepted(1, 3)
    heard = share.reported(0.5, 40, after=accepted.day)
    done = share.completed(share.chance.randint(30, 60), after=heard.day)
    return [accepted, heard, done, share.decided("confirm", done)]


def _silent(share: _Share) -> list[Step]:
    """Accepted, and nothing heard for weeks."""
    accepted = share.accepted(2, 4)
    done = share.completed(35, after=accepted.day)
    return [accepted, done, share.decided("confirm", done)]


def _new(share: _Share) -> list[Step]:
    """Not even accepted for weeks."""
    accepted = share.accepted(14, 18)
    done = share.completed(20, after=accepted.day)
    return [accepted, done, share.decided("confirm", done)]


def _reporting(share: _Share) -> list[Step]:
    """Work that comes back every month: a report each time, and no end."""
    accepted = share.accepted(1, 2)
    months = [share.days.on_or_before(accepted.day + timedelta(days=30 * n)) for n in range(1, 40)]
    return [accepted, *(Step(day, "report", 50) for day in months)]


def _prompt(share: _Share) -> list[Step]:
    """An emergency: acted on within hours, weekend or not."""
    done = Step(share.due, "complete")
    return [Step(share.given, "accept"), done, Step(share.due + timedelta(days=1), "confirm")]


def _mass(share: _Share) -> list[Step]:
    """One of many which get the same task: most in time, some late, a few very late."""
    accepted = share.accepted(1, 4)
    shift = share.chance.choice([-4, -3, -3, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 0, 3, 9, 25])
    done = share.completed(shift, after=accepted.day)
    return [accepted, done, share.decided("confirm", done, within=(1, 4))]


_FATES: dict[str, Callable[[_Share], list[Step]]] = {
    "on_time": _finishing(-4, 0),
    "late": _finishing(3, 10),
    "progress": _finishing(-4, 1),
    "young": _young,
    "returned_then_done": _returned_then_done,
    "returned": _returned,
    "pending": _waiting(1),
    "early": _waiting(9),
    "overdue": _overdue,
    "silent": _silent,
    "new": _new,
    "reporting": _reporting,
    "prompt": _prompt,
    "mass": _mass,
}
