"""The years before today in bulk: what was ordered beside the sessions, and what became of it.

Documents are published by the real functions; what happened to their shares is written by `chronicle` until
five weeks before today, and done through the transitions from then on, so that what is alive today has lived.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from agencies import calendar
from agencies.calendar import WorkingDays, day_set
from agencies.models import Agency
from directives import transitions
from directives.models import Assignment, Directive

from . import lives, words_of_years
from .acting import Actors
from .chronicle import Chronicle
from .documents import DocumentText
from .fates import WEIGHTS_OF_MANY, WEIGHTS_OF_YEARS, fate_by_chance
from .people import Cast
from .years import SEASON, Places, documents_of_years

_LIVED = timedelta(days=35)  # for so long before today everything goes through the transitions
_MANY = 8  # a directive with more leads asks all of them for the same
_LATE = 0.12  # how often a document is entered days after it was issued
_AT_ONCE = 500  # shares which are written together
_STARRED = 0.06
_CLERKS = ("tonghop", "kiemsoat")
At = Callable[[date, time, Callable[[], object]], None]


class PastYears:
    """Has a chance of its own: the sessions of the sample are the same with and without it."""

    def __init__(
        self,
        cast: Cast,
        agencies: dict[str, Agency],
        at: At,
        today: date,
        years: int,
        *,
        seed: int,
        much: float,
    ) -> None:
        self.cast, self.agencies, self.at = cast, agencies, at
        self.today, self.years, self.much = today, years, much
        self.first, self.until = today - timedelta(days=365 * years), today - _LIVED
        self.chance = random.Random(f"years {seed}")  # noqa: S311  the sample is the same every time
        self.days = calendar.working_days()
        self.chronicle = Chronicle()
        self.actors = Actors(cast, self.chance, lambda share: None, words=words_of_years)
        in_order = sorted({agency.pk for agency in agencies.values()})
        # how diligent each agency is at first, and how much that changes until today
        self.bases = {pk: self.chance.uniform(-0.9, 1) for pk in in_order}
        self.drifts = {pk: self.chance.gauss(0, 0.7) for pk in in_order}

    def documents(self, days: WorkingDays) -> Iterator[tuple[DocumentText, date]]:
        """Each with the day on which it is published: mostly that of its issue."""
        self.at(self.until, time(0, 0), self.chronicle.write)
        texts = documents_of_years(
            self.today, days, self.chance, self._places(), years=self.years, much=self.much
        )
        for text in texts:
            late = text.kind != "telegram" and self.chance.random() < _LATE
            day = days.after(text.issued_on, self.chance.randint(1, 4) if late else 0)
            yield replace(text, clerk=self.chance.choice(_CLERKS)), day

    def live(self, directives: list[Directive]) -> None:
        """What becomes of directives that were just given out."""
        found = Assignment.objects.filter(directive__in=directives).select_related("agency", "directive")
        shares = list(found.order_by("pk"))
        steps = sorted(
            (
                (step.day, hour, turn, share, step)
                for turn, (share, step, hour) in enumerate(self._planned(shares))
            ),
            key=lambda one: one[:3],
        )
        if calendar.today() < self.until:
            self.chronicle.begin(shares)
        self.actors.acts = self.chronicle
        for day, hour, _, share, step in steps:
            if day < self.until:
                with day_set(day, hour):
                    self.actors.act(share, step, with_file=False)
            else:
                self.at(day, hour, partial(self._do, share, step))
        if len(self.chronicle.shares) >= _AT_ONCE:
            self.chronicle.write()
        self._star(directives)

    def _do(self, share: Assignment, step: lives.Step) -> None:
        self.actors.acts = transitions
        self.actors.do(share, step, with_file=False)

    def _planned(self, shares: list[Assignment]) -> Iterator[tuple[Assignment, lives.Step, time]]:
        given = calendar.today()
        leads = [share.directive_id for share in shares if share.role == Assignment.Role.LEAD]
        for share in shares:
            if share.role == Assignment.Role.LEAD:
                many = leads.count(share.directive_id) > _MANY
                fate = fate_by_chance(
                    self.chance,
                    temper=self._temper(share.agency_id, given),
                    among=WEIGHTS_OF_MANY if many else WEIGHTS_OF_YEARS,
                )
                steps = lives.live(fate, given, share.due_on, self.days, self.chance)
            else:
                steps = lives.accompany(given, share.due_on, self.days, self.chance)
            for step, hour in lives.timed(steps, self.chance):
                yield share, step, hour

    def _temper(self, agency_id: int, day: date) -> float:
        """Of an agency on a day: with the years some become better, some worse; all are pressed in season."""
        passed = (day - self.first) / (self.today - self.first) - 0.5
        pressed = (1 - SEASON[day.month]) * 0.8
        found = self.bases[agency_id] + self.drifts[agency_id] * 2 * passed + pressed
        return max(-1.3, min(1.3, found))

    def _star(self, directives: Iterable[Directive]) -> None:
        for directive in directives:
            if self.chance.random() < _STARRED:
                by = self.actors.leader(directive)
                happen = partial(transitions.set_star, directive.pk, by=by, starred=True)
                self.at(self.days.after(calendar.today(), 1), time(7, 50), happen)

    def _places(self) -> Places:
        """Agencies as they are today, in the order of their list."""
        every = {agency.pk: (code, agency) for code, agency in self.agencies.items() if code[:1] != "="}
        today = Agency.objects.existing(self.today).in_order()
        found = [every[agency.pk] for agency in today]
        kinds = Agency.Kind
        return Places(
            communes=[code for code, agency in found if agency.kind == kinds.COMMUNE],
            departments=[code for code, agency in found if agency.kind == kinds.DEPARTMENT],
            names={code: agency.name for code, agency in found},
        )
