"""What becomes of a share of work: the days on which somebody acts. Pure: no database, no clock."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from agencies.calendar import WorkingDays

Days = WorkingDays


@dataclass(frozen=True)
class Step:
    """Somebody does something with a share: `act` is one of HOURS. `until`: a day that is asked for."""

    day: date
    act: str
    percent: int = 0
    until: date | None = None


# Between which times of day people do it.
HOURS = {
    "accept": (time(7, 40), time(9, 20)),
    "decline": (time(8, 0), time(10, 30)),
    "delegate": (time(9, 30), time(11, 0)),
    "plan": (time(9, 30), time(11, 15)),
    "tick": (time(15, 0), time(16, 50)),
    "ask_contributions": (time(10, 0), time(11, 20)),
    "contribute": (time(13, 40), time(16, 0)),
    "report": (time(9, 30), time(11, 30)),
    "amend": (time(13, 40), time(15, 0)),
    "withdraw": (time(16, 0), time(16, 50)),
    "complete": (time(13, 40), time(15, 40)),
    "confirm": (time(8, 30), time(11, 15)),
    "return": (time(15, 45), time(16, 45)),
    "ask_extension": (time(9, 0), time(11, 0)),
    "grant_extension": (time(14, 0), time(16, 30)),
    "refuse_extension": (time(14, 0), time(16, 30)),
    "insist": (time(13, 45), time(15, 30)),
    "reassign": (time(13, 45), time(15, 30)),
    "pause": (time(14, 0), time(16, 0)),
    "resume": (time(8, 0), time(10, 0)),
    "revoke": (time(15, 0), time(16, 30)),
    "reopen": (time(15, 0), time(16, 30)),
    "urge": (time(8, 10), time(10, 40)),
    "criticise": (time(14, 30), time(16, 45)),
    "ask_explanation": (time(16, 0), time(17, 0)),
    "explain": (time(10, 0), time(16, 0)),
}
_FAR = 45  # days which a share without deadline takes


def live(fate: str, given: date, due: date | None, days: Days, chance: random.Random) -> list[Step]:
    """The steps of a lead share given on one day and due on another, in order of their days."""
    if due is None and fate in _NEED_A_DAY:
        fate = "on_time"
    steps = _FATES[fate](_Share(given, due or given + timedelta(days=_FAR), days, chance))
    return sorted(steps, key=lambda step: step.day)


def accompany(given: date, due: date | None, days: Days, chance: random.Random) -> list[Step]:
    """The steps of a coordinating share: mostly accepted, then often a contribution, sometimes a report."""
    share = _Share(given, due or given + timedelta(days=_FAR), days, chance)
    if chance.random() > 0.8:
        return []
    accepted = share.accepted(1, 4)
    part, more = chance.uniform(0.25, 0.6), chance.random()
    if more < 0.3:
        return [accepted, share.at(part, "contribute", after=accepted.day)]
    if more < 0.45:
        return [accepted, share.reported(0.6, 60, after=accepted.day)]
    return [accepted]


def timed(steps: list[Step], chance: random.Random) -> list[tuple[Step, time]]:
    """The steps with times of day; those of one day keep their order, a quarter of an hour apart."""
    found: list[tuple[Step, time]] = []
    for step in steps:
        first, last = HOURS[step.act]
        minutes = chance.randint(first.hour * 60 + first.minute, last.hour * 60 + last.minute)
        if found and found[-1][0].day == step.day:
            minutes = max(minutes, found[-1][1].hour * 60 + found[-1][1].minute + 15)
        found.append((step, time(minutes // 60, minutes % 60, chance.randint(0, 59))))
    return found


@dataclass
class _Share:
    given: date
    due: date
    days: Days
    chance: random.Random

    def accepted(self, soonest: int, latest: int) -> Step:
        return self.then(self.given, self.chance.randint(soonest, latest), "accept")

    def then(self, day: date, wait: int, act: str, *, until: date | None = None) -> Step:
        """So many working days after a day."""
        return Step(self.days.after(day, wait), act, until=until)

    def at(self, part: float, act: str, *, after: date) -> Step:
        """When that part of the time has passed, on a working day after another step."""
        day = self.given + timedelta(days=round((self.due - self.given).days * part))
        return Step(max(self.days.on_or_before(day), after), act)

    def reported(self, part: float, percent: int, *, after: date) -> Step:
        return Step(self.at(part, "report", after=after).day, "report", percent)

    def completed(self, shift: int, *, after: date) -> Step:
        """A result so many days after the deadline (before it, when negative)."""
        return Step(max(self.days.on_or_before(self.due + timedelta(days=shift)), after), "complete")

    def decided(self, act: str, completed: Step, *, within: tuple[int, int] = (1, 3)) -> Step:
        return self.then(completed.day, self.chance.randint(*within), act)

    def asked(self, before: int, more: int, *, after: date) -> Step | None:
        """Asks for so many days more, some working days before the deadline; None when that is too late."""
        day = max(self.days.after(self.due, -before), self.days.after(after, 1))
        if day > self.days.after(self.due, -3):
            return None
        return Step(day, "ask_extension", until=self.days.on_or_before(self.due + timedelta(days=more)))


def _finishing(first: int, last: int) -> Callable[[_Share], list[Step]]:
    """Accepted, reported twice, finished between `first` and `last` days from the deadline, confirmed."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 2)
        early = share.reported(0.4, share.chance.choice([25, 30, 40]), after=accepted.day)
        later = share.reported(0.75, share.chance.choice([60, 70, 80]), after=early.day)
        done = share.completed(share.chance.randint(first, last), after=later.day)
        reports = [early, later] if later.day > early.day else [early]
        asking = [share.at(0.5, "ask_contributions", after=early.day)] if share.chance.random() < 0.15 else []
        return [accepted, *reports, *asking, done, share.decided("confirm", done)]

    return steps


def _delegated(share: _Share) -> list[Step]:
    """Handed to a person and divided among several, who tick off their pieces one by one."""
    accepted = share.accepted(1, 1)
    early = share.reported(0.4, 35, after=share.days.after(accepted.day, 1))
    ticks = [share.at(part, "tick", after=early.day) for part in (0.45, 0.6, 0.8)]
    later = share.reported(0.85, 80, after=ticks[-1].day)
    done = share.completed(share.chance.randint(-2, 0), after=later.day)
    handed = [Step(accepted.day, "delegate"), Step(accepted.day, "plan")]
    asking = Step(early.day, "ask_contributions")
    return [accepted, *handed, early, asking, *ticks, later, done, share.decided("confirm", done)]


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


def _amended(share: _Share) -> list[Step]:
    """A report corrected on the day it was sent, a result taken back and sent again."""
    accepted = share.accepted(1, 2)
    early = share.reported(0.4, 30, after=accepted.day)
    first = share.completed(-5, after=share.days.after(early.day, 1))
    again = share.completed(-1, after=share.days.after(first.day, 1))
    back = Step(first.day, "withdraw")
    return [accepted, early, Step(early.day, "amend"), first, back, again, share.decided("confirm", again)]


def _waiting(shift: int) -> Callable[[_Share], list[Step]]:
    """Filed in time, so many days before the deadline; the Office takes weeks."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 2)
        done = share.completed(-shift, after=accepted.day)
        return [accepted, done, share.decided("confirm", done, within=(16, 20))]

    return steps


def _reopened(share: _Share) -> list[Step]:
    """Confirmed, and opened again because what was done did not last."""
    accepted = share.accepted(1, 2)
    done = share.completed(-3, after=share.days.after(accepted.day, 1))
    confirmed = share.decided("confirm", done)
    back = share.then(confirmed.day, 4, "reopen")
    again = share.then(back.day, 15, "complete")
    return [accepted, done, confirmed, back, again, share.decided("confirm", again)]


def _overdue(share: _Share) -> list[Step]:
    accepted = share.accepted(1, 3)
    heard = share.reported(0.5, 40, after=accepted.day)
    done = share.completed(share.chance.randint(30, 60), after=heard.day)
    return [accepted, heard, share.then(share.due, 2, "urge"), done, share.decided("confirm", done)]


def _stuck(share: _Share) -> list[Step]:
    """Late by months, however often it is urged: the long tail."""
    accepted = share.accepted(1, 4)
    heard = share.reported(0.6, share.chance.choice([15, 30, 50]), after=accepted.day)
    urged = [share.then(share.due, wait, "urge") for wait in (3, 15, 40, 70, 110)]
    done = share.completed(share.chance.choice([75, 100, 130, 180, 260, 420, 600]), after=heard.day)
    still = [Step(share.then(share.due, wait, "report").day, "report", 60) for wait in (25, 80)]
    chased = [step for step in [*urged, *still] if step.day < done.day]
    return [accepted, heard, *chased, done, share.decided("confirm", done)]


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


def _many(first: int, last: int) -> Callable[[_Share], list[Step]]:
    """What every commune is asked for: accepted, sent, confirmed; half of them say something on the way."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 3)
        heard = share.reported(
            0.5, share.chance.choice([30, 50, 60]), after=share.days.after(accepted.day, 1)
        )
        done = share.completed(share.chance.randint(first, last), after=heard.day)
        told = [heard] if share.chance.random() < 0.5 else []
        return [accepted, *told, done, share.decided("confirm", done)]

    return steps


def _extension(decision: str, wait: int) -> Callable[[_Share], list[Step]]:
    """Asks for two weeks more, hears of it after so many working days, and is done by the day that holds."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 1)
        heard = share.reported(0.3, share.chance.choice([30, 40, 50]), after=accepted.day)
        asked = share.asked(8, 14, after=heard.day)
        if asked is None:
            return _finishing(2, 6)(share)
        told = share.then(asked.day, wait, decision)
        late = share.chance.randint(11, 14) if decision == "grant_extension" else share.chance.randint(2, 6)
        done = share.completed(late, after=share.days.after(told.day, 1))
        return [accepted, heard, asked, told, done, share.decided("confirm", done)]

    return steps


def _declined(decision: str, wait: int) -> Callable[[_Share], list[Step]]:
    """Declined as not its own; the Office insists, or gives it to another agency."""

    def steps(share: _Share) -> list[Step]:
        declined = share.then(share.given, 1, "decline")
        told = share.then(declined.day, wait, decision)
        if decision == "reassign":
            return [declined, told]
        accepted = share.then(told.day, 1, "accept")
        done = share.completed(0, after=share.days.after(accepted.day, 1))
        return [declined, told, accepted, done, share.decided("confirm", done)]

    return steps


def _paused(part: float, wait: int) -> Callable[[_Share], list[Step]]:
    """Stopped for so many working days when that part of the time has passed."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 1)
        heard = share.reported(part / 2, 20, after=accepted.day)
        stopped = share.at(part, "pause", after=share.days.after(heard.day, 1))
        again = share.then(stopped.day, wait, "resume")
        done = share.completed(4, after=share.days.after(again.day, 2))
        return [accepted, heard, stopped, again, done, share.decided("confirm", done)]

    return steps


def _revoked(share: _Share) -> list[Step]:
    accepted = share.accepted(1, 2)
    return [accepted, share.then(accepted.day, 3, "revoke")]


def _chased(urged: list[str], *, answers: int, late: tuple[int, int]) -> Callable[[_Share], list[Step]]:
    """Late: urged every second working day; a leader asks why, and hears after so many working days."""

    def steps(share: _Share) -> list[Step]:
        accepted = share.accepted(1, 2)
        heard = share.reported(0.5, 35, after=accepted.day)
        chased = [share.then(share.due, 1 + 2 * n, act) for n, act in enumerate(urged)]
        asked_on = share.days.after(share.due, 1)
        asked = Step(asked_on, "ask_explanation", until=share.days.after(asked_on, 2))
        answered = share.then(asked_on, answers, "explain")
        done = share.completed(share.chance.randint(*late), after=share.days.after(answered.day, 1))
        chased = [step for step in chased if step.day < done.day]
        return [accepted, heard, *chased, asked, answered, done, share.decided("confirm", done)]

    return steps


_FATES: dict[str, Callable[[_Share], list[Step]]] = {
    "on_time": _finishing(-4, 0),
    "late": _finishing(3, 10),
    "progress": _finishing(-4, 1),
    "delegated": _delegated,
    "young": _young,
    "returned_then_done": _returned_then_done,
    "returned": _returned,
    "amended": _amended,
    "pending": _waiting(1),
    "early": _waiting(9),
    "reopened": _reopened,
    "overdue": _overdue,
    "stuck": _stuck,
    "many": _many(-6, 0),
    "many_late": _many(2, 25),
    "silent": _silent,
    "new": _new,
    "reporting": _reporting,
    "prompt": _prompt,
    "mass": _mass,
    "extended": _extension("grant_extension", 2),
    "refused": _extension("refuse_extension", 2),
    "asking": _extension("grant_extension", 9),
    "declined": _declined("reassign", 12),
    "reassigned": _declined("reassign", 2),
    "insisted": _declined("insist", 1),
    "paused": _paused(0.3, 25),
    "resumed": _paused(0.3, 6),
    "revoked": _revoked,
    "chased": _chased(["urge", "urge"], answers=2, late=(8, 14)),
    "unexplained": _chased(["urge", "criticise", "urge", "urge"], answers=14, late=(25, 40)),
}
_NEED_A_DAY = {"extended", "refused", "asking", "chased", "unexplained", "overdue"}
