"""The calendar of deadlines: a month or a week, day by day, with the numbers that open their rows."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Min, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from accounts.models import Role, User
from agencies.calendar import SpecialDays, special_days
from agencies.forms import VietnameseDateField

from .deadlines import Timing, distance
from .filters import AssignmentFilter
from .measures import Scope, Tally, counted, counts
from .models.assignment import AssignmentQuerySet, Confirmation, WorkState
from .standing import CONTRIBUTED, timing_of

# All that falls due on a day: each share is one of these, or a coordinator's whose leads are done.
_NUMBERS = (
    *("given", "overdue", "with_agency_in_time", "pending_in_time"),
    *("contributed_in_time", "paused", "done"),
)
# What presses most stands first among the lines of a day, and gives a line its state.
_PRESSING = (
    *("overdue", "returned", "with_agency_in_time", "pending_in_time"),
    *("contributed_in_time", "paused", "done"),
)
# Parameters of the register which the calendar keeps and hands on.
_KEPT = ("role", "agency", "field", "leader", "monitor")
_TITLES = {"month": 3, "week": 40}  # lines of a day; the rest is a click away
_YEARS = range(2000, 2100)


class CalendarForm(forms.Form):
    """Which days are shown: the month or the week in which `day` lies; without one, those around today."""

    view = forms.ChoiceField(
        required=False, choices=[("month", "Tháng"), ("week", "Tuần")], widget=forms.HiddenInput
    )
    day = VietnameseDateField(label="Đến ngày", required=False)

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day.year not in _YEARS:
            raise ValidationError("Năm phải từ 2000 đến 2099.")
        return day


@dataclass(frozen=True)
class DueLine:
    """A directive with the shares of it that fall due on a day."""

    directive: int
    code: str
    title: str
    starred: bool
    agency: str
    count: int
    done: int
    state: str
    text: str


@dataclass(frozen=True)
class Day:
    """A day of the calendar. Without work its tally is empty."""

    day: date
    is_today: bool
    is_worked: bool
    is_outside: bool  # of another month than the one shown
    note: str
    tally: Tally | None
    lines: list[DueLine]
    url: str
    near: str  # due_today, due_soon or on_track: where open work stands that is due on this day

    @property
    def near_text(self) -> str:
        return str(Timing(self.near).label).lower()

    @property
    def more(self) -> int:
        """How many shares stand in no line."""
        return self.tally["given"].count - sum(line.count for line in self.lines) if self.tally else 0


@dataclass(frozen=True)
class Jump:
    """A link of the calendar's head."""

    text: str
    url: str
    active: bool = False


class DueCalendar:
    """The days asked for by the address, for what the person may see."""

    def __init__(self, query: QueryDict, user: User, on: date) -> None:
        self.user, self.on = user, on
        self.filter = AssignmentFilter(query, user=user, on=on)
        self.form = CalendarForm(query, auto_id="calendar_%s", label_suffix="")
        self.form.is_valid()
        self.view = self.form.cleaned_data.get("view") or "month"
        self.day = self.form.cleaned_data.get("day") or on
        understood = self.filter.cleaned_data
        asked = {name: query.get(name, "") for name in _KEPT if understood.get(name)}
        self.scope = Scope({name: value for name, value in asked.items() if isinstance(value, str)})

    @property
    def title(self) -> str:
        if self.view == "month":
            return f"Tháng {self.day.month}/{self.day.year}"
        return f"Tuần {self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"

    @cached_property
    def first(self) -> date:
        if self.view == "month":
            return self.day.replace(day=1)
        return self.day - timedelta(days=self.day.weekday())

    @cached_property
    def last(self) -> date:
        if self.view == "month":
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.first + timedelta(days=6)

    @property
    def before(self) -> Jump:
        return self._jump("Trước", self.first - timedelta(days=1))

    @property
    def after(self) -> Jump:
        return self._jump("Sau", self.last + timedelta(days=1))

    @property
    def now(self) -> Jump:
        return self._jump("Hôm nay", self.on, active=self.first <= self.on <= self.last)

    @property
    def views(self) -> list[Jump]:
        return [
            Jump(words, self._address(view=view, day=self.day), view == self.view)
            for view, words in self.form.fields["view"].choices  # type: ignore[attr-defined]
        ]

    @property
    def mine(self) -> list[Jump]:
        """All, or what the person follows or directs: for the Office and for leaders."""
        name, words = "monitor", "Tôi theo dõi"
        if self.user.role == Role.LEADER:
            name, words = "leader", "Tôi chỉ đạo"
        elif not self.user.in_office:
            return []
        me = str(self.user.pk)
        own = self.scope.chosen.get(name) == me
        return [
            Jump("Tất cả", self._address(**{name: ""}), not self.scope.chosen.get(name)),
            Jump(words, self._address(**{name: me}), own),
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form above the days does not show and must not lose."""
        shown = {"agency", "field", "leader"} if self.filter.many_agencies else {"field", "leader"}
        return [("view", self.view)] + [pair for pair in self.scope.chosen.items() if pair[0] not in shown]

    @cached_property
    def weeks(self) -> list[list[Day]]:
        """The days in rows of seven, Monday first; three queries however much work there is."""
        if self.view == "month":
            days = Calendar().monthdatescalendar(self.day.year, self.day.month)
        else:
            days = [[self.first + timedelta(days=n) for n in range(7)]]
        special = special_days(days[0][0], days[-1][-1])
        work = self.scope.work(self.user, self.on).filter(due_on__range=(self.first, self.last))
        numbers, lines = self._numbers(work), self._lines(work)
        return [
            [self._day(day, special, numbers.get(day), lines.get(day, [])) for day in week] for week in days
        ]

    @property
    def is_empty(self) -> bool:
        return not any(day.tally for week in self.weeks for day in week)

    def _numbers(self, work: AssignmentQuerySet) -> dict[date, Tally]:
        rows: Any = work.values("due_on").annotate(**counts(_NUMBERS, self.on)).order_by()
        return {row["due_on"]: Tally(counted(row), self._rows_of(row["due_on"])) for row in rows}

    def _lines(self, work: AssignmentQuerySet) -> dict[date, list[DueLine]]:
        """The first directives of each day: what is late, then what is open, then what is done."""
        of_day = Window(
            RowNumber(),
            partition_by=[F("due_on")],
            order_by=[*(F(f"n_{name}").desc() for name in _PRESSING), F("directive").asc()],
        )
        rows: Any = (
            work.values(
                "due_on",
                "directive",
                code=F("directive__code"),
                title=F("directive__title"),
                starred=F("directive__starred"),
            )
            .annotate(agency_name=Min("agency__short_name"), **counts((*_NUMBERS, "returned"), self.on))
            .annotate(place=of_day)
            .filter(place__lte=_TITLES[self.view])
            .order_by("due_on", "place")
        )
        found: dict[date, list[DueLine]] = {}
        for row in rows:
            found.setdefault(row["due_on"], []).append(self._line(row))
        return found

    def _line(self, row: dict[str, Any]) -> DueLine:
        state, text = self._state(row["due_on"], counted(row))
        given = row["n_given"]
        agency = row["agency_name"] if given == 1 else f"{given} cơ quan"
        return DueLine(
            row["directive"],
            row["code"],
            row["title"],
            row["starred"],
            agency,
            given,
            row["n_done"],
            state,
            text,
        )

    def _state(self, due_on: date, numbers: dict[str, int]) -> tuple[str, str]:
        """Where the most pressing of the shares stands."""
        near = timing_of(due_on, self.on)
        open_text = str(near.label) if near == Timing.ON_TRACK else distance(due_on, self.on)
        states = {
            "overdue": (str(Timing.OVERDUE), distance(due_on, self.on)),
            "returned": (str(Confirmation.RETURNED), str(Confirmation.RETURNED.label)),
            "with_agency_in_time": (str(near), open_text),
            "pending_in_time": (str(Confirmation.PENDING), str(Confirmation.PENDING.label)),
            "contributed_in_time": (CONTRIBUTED, "Đã gửi ý kiến"),
            "paused": (str(WorkState.PAUSED), str(WorkState.PAUSED.label)),
            "done": (str(WorkState.DONE), str(WorkState.DONE.label)),
        }
        pressing = next((name for name in _PRESSING if numbers[name]), None)
        return states[pressing] if pressing else (str(WorkState.ACCEPTED), "Kết thúc phối hợp")

    def _day(self, day: date, special: SpecialDays, tally: Tally | None, lines: list[DueLine]) -> Day:
        return Day(
            day=day,
            is_today=day == self.on,
            is_worked=day in special.working,
            is_outside=not self.first <= day <= self.last,
            note=special.notes.get(day, ""),
            tally=tally,
            lines=lines,
            url=self._rows_of(day),
            near=str(timing_of(day, self.on)),
        )

    def _rows_of(self, day: date) -> str:
        return self.scope.link(due_from=day, due_to=day)

    def _jump(self, text: str, day: date, *, active: bool = False) -> Jump:
        return Jump(text, self._address(day=day), active)

    def _address(self, **changes: Any) -> str:
        values = self.scope.chosen | {"view": self.view, "day": self.day} | changes
        texts = {name: f"{value}" for name, value in values.items() if value}
        return f"?{urlencode(texts)}"
