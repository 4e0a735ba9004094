"""Numbers and the rows behind them: each is counted by the condition by which the register lists its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Value
from django.http import QueryDict

from accounts.models import User

from .deadlines import Timing
from .filters import AssignmentFilter, register_url
from .models import conditions
from .models.assignment import AssignmentQuerySet
from .models.share import ShareQuerySet
from .models.states import Quality
from .models.version import AssignmentVersionQuerySet

Link = Callable[..., str]  # parameters of the register → its address


@dataclass(frozen=True)
class Measure:
    """One number: what it counts, and the register's query which lists the same rows.

    `is_kept`: whether the record of past days can answer it (AssignmentVersion).
    """

    condition: Callable[[date], Q]
    query: str
    is_kept: bool = True

    def address(self, register: str) -> str:
        """The register at `register`, narrowed to the rows of this number."""
        if not self.query:
            return register
        return f"{register}{'&' if '?' in register else '?'}{self.query}"


def _always(condition: Q) -> Callable[[date], Q]:
    return lambda on: condition


def _in_time(condition: Q) -> Callable[[date], Q]:
    return lambda on: condition & conditions.open_in_time(on)


OFTEN = 3  # urgings of one piece of work which say that urging does not help

MEASURES: dict[str, Measure] = {
    "given": Measure(_always(Q()), ""),
    "done": Measure(_always(conditions.DONE), "state=done"),
    "on_time": Measure(_always(conditions.finished(Timing.FINISHED_ON_TIME)), "time=finished_on_time"),
    "done_with_deadline": Measure(_always(conditions.DONE & ~conditions.NO_DEADLINE), "time=finished"),
    "late": Measure(_always(conditions.finished(Timing.FINISHED_LATE)), "time=finished_late"),
    "done_with_original": Measure(_always(conditions.DONE_WITH_ORIGINAL), "time=finished_original"),
    "on_time_original": Measure(_always(conditions.ON_TIME_ORIGINAL), "time=finished_on_time_original"),
    "done_without_deadline": Measure(
        _always(conditions.DONE & conditions.NO_DEADLINE), "state=done&time=no_deadline"
    ),
    "not_done": Measure(_always(conditions.NOT_DONE), "state=not_done"),
    "in_time": Measure(conditions.open_in_time, "time=open_in_time"),
    "overdue": Measure(conditions.overdue, "time=overdue"),
    "open_without_deadline": Measure(
        _always(conditions.NOT_DONE & conditions.NO_DEADLINE), "state=not_done&time=no_deadline"
    ),
    "fallen_due": Measure(conditions.fallen_due, "fallen_due=1"),
    "new": Measure(_always(conditions.NEW), "state=new"),
    "pending": Measure(_always(conditions.PENDING), "state=pending"),
    "late_to_confirm": Measure(conditions.late_to_confirm, "late_to_confirm=1"),
    "asks_extension": Measure(_always(conditions.ASKS_EXTENSION), "asks_extension=1"),
    "entered_late": Measure(_always(conditions.ENTERED_LATE), "entered_late=1"),
    "paused": Measure(_always(conditions.PAUSED), "state=paused"),
    "with_agency_in_time": Measure(
        _in_time(conditions.WAITING_ON_AGENCY), "state=with_agency&time=open_in_time"
    ),
    "pending_in_time": Measure(_in_time(conditions.PENDING), "state=pending&time=open_in_time"),
    "contributed_in_time": Measure(
        _in_time(conditions.CONTRIBUTION_STANDS), "state=contributed&time=open_in_time"
    ),
    "returned": Measure(_always(conditions.RETURNED), "state=returned"),
    "to_explain": Measure(_always(conditions.TO_EXPLAIN), "to_explain=1", is_kept=False),
    "urged": Measure(lambda on: conditions.urged(), "urged=1", is_kept=False),
    "urged_often": Measure(lambda on: conditions.urged(OFTEN), f"urged={OFTEN}", is_kept=False),
    "not_updated": Measure(conditions.not_updated, "not_updated=1"),
    "due_week": Measure(partial(conditions.due_within, 6), "time=due_week"),
    "due_fortnight": Measure(partial(conditions.due_within, 13), "time=due_fortnight"),
    "open": Measure(_always(conditions.IS_OPEN), "state=open"),
    "with_agency": Measure(_always(conditions.WAITING_ON_AGENCY), "state=with_agency"),
    **{
        quality.value: Measure(_always(conditions.marked(quality)), f"{quality.value}=1")
        for quality in (Quality.EXCELLENT, Quality.GOOD, Quality.FAIR)
    },
}

# What the measures ask of work that is done; all these columns stand in one index (assignment_done).
_FACTS = {
    "done": Q(),
    "with_deadline": ~conditions.NO_DEADLINE,
    "on_time": Q(finished_on__lte=F("due_on")),
    "late": Q(finished_on__gt=F("due_on")),
    "with_original": Q(original_due_on__isnull=False),
    "on_time_original": Q(finished_on__lte=F("original_due_on")),
}
# measure → the facts which make its number where all the work is done: some added, some ("-") taken away
_OF_DONE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("given", "done", "fallen_due"), ("done",)),
    "on_time": ("on_time",),
    "late": ("late",),
    "done_with_deadline": ("with_deadline",),
    "done_without_deadline": ("done", "-with_deadline"),
    "done_with_original": ("with_original",),
    "on_time_original": ("on_time_original",),
    # it waits for nobody any more
    **dict.fromkeys(("not_done", "open", "in_time", "overdue", "open_without_deadline", "new"), ()),
    **dict.fromkeys(("pending", "late_to_confirm", "paused", "returned", "not_updated"), ()),
    **dict.fromkeys(("with_agency", "with_agency_in_time", "pending_in_time", "contributed_in_time"), ()),
    **dict.fromkeys(("due_week", "due_fortnight"), ()),
}
# measures which count nothing but what is done
_ONLY_DONE = {
    *("done", "on_time", "late", "done_with_deadline", "done_without_deadline"),
    *("done_with_original", "on_time_original"),
}

# What a whole province is told of, on its dashboard and in the week's summary.
WHOLE = ("given", "done", "not_done", "fallen_due", "new", "pending", "returned", "not_updated", "due_week")

# How much of what was done was done in time: by the deadlines of today, and by those first given.
IN_TIME = ("on_time", "done_with_deadline", "on_time_original", "done_with_original")

# The official four-way scheme, and no deadline beside it: name → words. Together they are all that was given.
PARTS = {
    "on_time": "hoàn thành đúng hạn",
    "late": "hoàn thành quá hạn",
    "done_without_deadline": "hoàn thành, không thời hạn",
    "in_time": "chưa hoàn thành, trong hạn",
    "overdue": "chưa hoàn thành, quá hạn",
    "open_without_deadline": "chưa hoàn thành, không thời hạn",
}


@dataclass(frozen=True)
class Figure:
    """A number and the address of its rows."""

    count: int
    url: str


@dataclass(frozen=True)
class Segment:
    """A piece of a stacked bar that is 100 wide. Text, because a decimal comma would break the drawing."""

    name: str
    x: str
    width: str


class Tally(dict[str, Figure]):
    """How much work there is, by every measure that was asked: `tally["overdue"].count`, `.url`."""

    def __init__(self, counted: Mapping[str, int], register: str) -> None:
        """`register` lists all the rows that were counted."""
        super().__init__(
            (name, Figure(count, MEASURES[name].address(register))) for name, count in counted.items()
        )

    def bar(self) -> list[Segment]:
        """The parts of the whole, in the order of PARTS, without those that are empty."""
        whole, x, segments = self["given"].count, 0.0, []
        for name in PARTS:
            width = 100 * self[name].count / whole if whole else 0
            if width:
                segments.append(Segment(name, f"{x:.2f}", f"{width:.2f}"))
            x += width
        return segments

    def bar_text(self) -> str:
        """The bar in words, for those who do not see it."""
        parts = [(self[name].count, words) for name, words in PARTS.items()]
        return ", ".join(f"{count} {words}" for count, words in parts if count)


@dataclass(frozen=True)
class Scope:
    """A part of the work, and the addresses of its rows in the register."""

    chosen: dict[str, str]  # parameters of the register

    def work(self, user: User, on: date) -> AssignmentQuerySet:
        """The work to count: exactly what the register lists for the same parameters."""
        return self._filter(user, on).rows().order_by()

    def shares(self, user: User, today: date) -> ShareQuerySet[Any]:
        """The work to count as it stood on the day of `as_of`: AssignmentVersions when that is past."""
        return self._filter(user, today).shares().order_by()

    def on_any_day(self, user: User, today: date) -> AssignmentVersionQuerySet:
        """The work as it stood on all days: narrow it to some (`stood_on`) before counting."""
        return self._filter(user, today).on_any_day()

    def _filter(self, user: User, on: date) -> AssignmentFilter:
        return AssignmentFilter(QueryDict(urlencode(self.chosen)), user=user, on=on)

    def link(self, **more: Any) -> str:
        """The address of the register with the scope's parameters and these."""
        return register_url(**(self.chosen | more))


def how_many(condition: Q) -> Count:
    """The rows of which this is true. No column is named, so that an index may answer without the rows."""
    return Count(Value(1), filter=condition)


def counts(names: Iterable[str], on: date) -> dict[str, Count]:
    """What to aggregate or annotate for these measures; `counted` reads the row that comes of it."""
    # Counted under names of their own: `new`, `late` and others could meet a column.
    return {f"n_{name}": how_many(MEASURES[name].condition(on)) for name in names}


def counted(row: Mapping[str, Any]) -> dict[str, int]:
    """The measures in a row which was made with `counts`."""
    return {name.removeprefix("n_"): value for name, value in row.items() if name.startswith("n_")}


Key = tuple[Any, ...]


def counted_by(
    work: ShareQuerySet[Any], by: Sequence[str], names: Iterable[str], on: date
) -> dict[Key, dict[str, int]]:
    """The measures for each value of these columns of the work; `()`, always, without columns. One query.

    What is done and what is not are counted apart, each only where the measures ask something of it. Nearly
    all work is done: of that no row is read, an index holds what is asked. What is not done is few rows, of
    which everything can be asked. Both stand in one query: a share that is finished meanwhile is in one.
    """
    names = tuple(dict.fromkeys(names))
    found: dict[Key, dict[str, int]] = {} if by else {(): dict.fromkeys(names, 0)}
    is_apart = all(name in _OF_DONE for name in names)
    facts = [fact for fact in _FACTS if is_apart and any(fact in _plain(_OF_DONE[name]) for name in names)]
    rest = [name for name in names if not is_apart or name not in _ONLY_DONE]
    of_done = [how_many(_FACTS[fact]) for fact in facts]
    of_rest = list(counts(rest, on).values())
    width = max(len(of_done), len(of_rest))
    parts = [
        *([_part(work.filter(conditions.DONE), by, of_done, width, is_done=True)] if of_done else []),
        *([_part(_rest(work, is_apart), by, of_rest, width, is_done=False)] if of_rest else []),
    ]
    for columns in parts[0].union(*parts[1:], all=True):
        key, is_done, numbers = columns[: len(by)], columns[len(by)], columns[len(by) + 1 :]
        row = found.setdefault(key, dict.fromkeys(names, 0))
        if is_done:
            of = dict(zip(facts, numbers, strict=False))
            values = {name: _together(_OF_DONE[name], of) for name in names}
        else:
            values = dict(zip(rest, numbers, strict=False))
        for name, value in values.items():
            row[name] += value
    return found


def _rest(work: ShareQuerySet[Any], is_apart: bool) -> ShareQuerySet[Any]:
    return work.filter(~conditions.DONE) if is_apart else work


def _part(
    work: ShareQuerySet[Any], by: Sequence[str], asked: list[Count], width: int, *, is_done: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    """One part of the work, by its columns: whether it is done, then its numbers, filled up to this width."""
    numbers = {f"n_{n}": number for n, number in enumerate([*asked, *[Value(0)] * (width - len(asked))])}
    groups = work.order_by().annotate(of_done=Value(is_done)).values(*by, "of_done")
    return groups.annotate(**numbers).values_list(*by, "of_done", *numbers)


def _plain(facts: Iterable[str]) -> set[str]:
    return {fact.removeprefix("-") for fact in facts}


def _together(facts: Iterable[str], of: Mapping[str, int]) -> int:
    return sum(-of[fact[1:]] if fact.startswith("-") else of[fact] for fact in facts)


def tally(work: ShareQuerySet[Any], names: Iterable[str], link: Link, *, on: date) -> Tally:
    """All of the work by these measures; one query."""
    return Tally(counted_by(work, (), names, on)[()], link())
