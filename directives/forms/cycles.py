"""What the Office writes of work that comes back: how often, on which day, for whom, until when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import User
from agencies import calendar
from agencies.forms import PickMany, VietnameseDateField
from agencies.succession import heir_of

from .. import occurrences, transitions
from ..cycle_reading import period_in, rule_in
from ..cycles import AHEAD, MONTHS, QUARTER_MONTHS, START_WITHIN, WEEKDAYS, CyclePlan, DayRule, Every, Rule
from ..models import Cycle, Directive
from .charging import Bodies, BodyValue
from .steps import note_field, reason_field

DAYS_SHOWN = 4
_MOST = {DayRule.DAY: 31, DayRule.WORKING_DAY: 15}
_ON = [(rule.value, rule.label) for rule in DayRule if rule != DayRule.WEEKDAY]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


@dataclass(frozen=True)
class Coming:
    """An occurrence to come: its day, the day by the rule when that is off, when it is given out."""

    due_on: date
    instead_of: date | None
    given_on: date | None  # None: at once

    @property
    def weekday(self) -> str:
        return _sentence(WEEKDAYS[self.due_on.weekday()])


def _months_of(every: Every) -> list[tuple[int, str]]:
    """The months of a period, as one names them."""
    if every == Every.QUARTER:
        return [(n, name.capitalize()) for n, name in enumerate(QUARTER_MONTHS, start=1)]
    if every == Every.HALF_YEAR:
        return [(n, f"Tháng {n} và tháng {n + 6}") for n in range(1, 7)]
    return [(n, f"Tháng {n}") for n in range(1, 13)]


class CycleForm(forms.Form):
    """The rule of a cycle. Only the fields which its period needs are there; `version` says on which state.

    Of a directive without a cycle it starts from what the document says.
    """

    every = forms.ChoiceField(label="Chu kỳ", choices=Every)
    weekday = forms.TypedChoiceField(
        label="Ngày trong tuần", coerce=int, choices=[*enumerate(map(_sentence, WEEKDAYS), 1)]
    )
    month = forms.TypedChoiceField(label="Tháng", coerce=int)
    on = forms.ChoiceField(label="Ngày đến hạn", choices=_ON)
    number = forms.IntegerField(
        label="Ngày",
        min_value=1,
        error_messages={
            "required": "Nhập số ngày.",
            "invalid": "Nhập một số.",
            "min_value": "Nhập số từ 1.",
        },
    )
    starts_on = VietnameseDateField(
        label="Áp dụng từ ngày", error_messages={"required": "Nhập ngày bắt đầu."}
    )
    ends_on = VietnameseDateField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu không có ngày kết thúc."
    )
    leads = forms.MultipleChoiceField(
        label="Chủ trì", widget=PickMany, error_messages={"required": "Chọn cơ quan chủ trì."}
    )
    coordinators = forms.MultipleChoiceField(label="Phối hợp", required=False, widget=PickMany)
    note = note_field("Căn cứ, lý do")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, directive: Directive, cycle: Cycle | None, asking: bool = False
    ) -> None:
        """`asking`: only to see the days; what is not filled in yet is no mistake."""
        self.directive, self.cycle, self.asking = directive, cycle, asking
        self.today = calendar.today()
        self.read = None if cycle else rule_in(directive.deadline_text, directive.content)
        super().__init__(data, initial=self._first())
        self._fit_to_period()
        if cycle is None:
            del self.fields["leads"], self.fields["coordinators"]
        else:
            self._offer_bodies(cycle)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.asking:
            for name in [name for name in self.errors if not self.data.get(name)]:
                del self.errors[name]

    def clean_ends_on(self) -> date | None:
        last: date | None = self.cleaned_data["ends_on"]
        if last is not None and last < self.today:
            raise ValidationError("Ngày kết thúc không được ở trong quá khứ.")
        return last

    def clean_starts_on(self) -> date:
        first: date = self.cleaned_data["starts_on"]
        if first < self.today:
            raise ValidationError("Ngày bắt đầu không được ở trong quá khứ.")
        if first > (last := self.today + START_WITHIN):
            raise ValidationError(f"Ngày bắt đầu chậm nhất là {last:%d/%m/%Y}.")
        return first

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        most = _MOST[DayRule(self._value("on"))]
        if number > most:
            raise ValidationError(f"Nhập số từ 1 đến {most}.")
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if both := set(cleaned.get("leads", [])) & set(cleaned.get("coordinators", [])):
            names = ", ".join(self.bodies.by_value[value].name for value in sorted(both))
            self.add_error("coordinators", f"{names} đã là cơ quan chủ trì.")
        plan = self.plan()
        if plan is not None and not plan.has_a_day(calendar.working_days()):
            self.add_error("ends_on", "Không có kỳ nào đến hạn trong khoảng thời gian này.")
        return cleaned

    def plan(self) -> CyclePlan | None:
        """What was chosen, or is offered; None while something is missing."""
        found = self.cleaned_data if self.is_bound else self.initial
        if self.is_bound and not {*self._of_rule(), "starts_on", "ends_on"} <= found.keys():
            return None
        every = Every(self._value("every"))
        if every == Every.WEEK:
            rule = Rule(every, DayRule.WEEKDAY, int(found["weekday"]))
        else:
            on = DayRule(self._value("on"))
            number = found["number"] if on in _MOST else None
            if on in _MOST and not number:
                return None
            month = 1 if every == Every.MONTH else int(found["month"])
            rule = Rule(every, on, number, month)
        return CyclePlan(rule, found["starts_on"], found["ends_on"])

    @property
    def coming(self) -> list[Coming]:
        """The days of the next occurrences by what was chosen."""
        if self.is_bound:
            self.errors  # noqa: B018  cleans
        plan = self.plan()
        if plan is None:
            return []
        cycle = Cycle(directive=self.directive)
        occurrences.put(cycle, plan)
        days = occurrences.preview(cycle, calendar.working_days(), DAYS_SHOWN)
        found = []
        for n, one in enumerate(days):
            given_on: date | None = one.due_on - AHEAD[plan.rule.every]
            if (n == 0 and self.cycle is None) or (given_on and given_on <= self.today):
                given_on = None
            moved = plan.rule.on in (DayRule.DAY, DayRule.WEEKDAY) and one.nominal != one.due_on
            found.append(Coming(one.due_on, one.nominal if moved else None, given_on))
        return found

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        """The fields of the rule, in the order in which one says it."""
        return [self[name] for name in self._of_rule()]

    def perform(self, *, by: User) -> None:
        """Set or change the cycle. Raises NotAllowed, and Changed when somebody else was first."""
        data, plan = self.cleaned_data, self.plan()
        assert plan is not None
        version, note = data["version"], data["note"]
        if self.cycle is None:
            transitions.set_cycle(self.directive.pk, by=by, version=version, plan=plan, note=note)
            return
        transitions.change_cycle(
            self.directive.pk,
            by=by,
            version=version,
            plan=plan,
            leads=[self.bodies.by_value[value] for value in data["leads"]],
            coordinators=[self.bodies.by_value[value] for value in data["coordinators"]],
            note=note,
        )

    def _of_rule(self) -> list[str]:
        return [name for name in ("every", "weekday", "month", "on", "number") if name in self.fields]

    def _value(self, name: str) -> Any:
        """What is chosen now, before it is checked."""
        chosen = self.data.get(name) if self.is_bound else None
        known = {"every": Every.values, "on": [value for value, _ in _ON]}[name]
        return chosen if chosen in known else self.initial[name]

    def _first(self) -> dict[str, Any]:
        """What the form starts from: the cycle as it is, or what the document says."""
        rule = self.cycle.rule if self.cycle else self.read or self._likely()
        weekly = rule.every == Every.WEEK
        return {
            "every": rule.every,
            "weekday": rule.number if weekly else 5,
            "month": rule.month or 1,
            "on": DayRule.DAY if weekly else rule.on,
            "number": None if weekly else rule.number,
            "starts_on": max(self.today, self.cycle.starts_on) if self.cycle else self.today,
            "ends_on": self.cycle.ends_on if self.cycle else None,
            "version": self.directive.version,
        }

    def _likely(self) -> Rule:
        """What to start from when no day was read: the period if that was, and a usual day."""
        every = period_in(self.directive.deadline_text, self.directive.content) or Every.MONTH
        if every == Every.WEEK:
            return Rule(every, DayRule.WEEKDAY, 5)
        return Rule(every, DayRule.DAY, 25, MONTHS[every])

    def _fit_to_period(self) -> None:
        every = Every(self._value("every"))
        if every == Every.WEEK:
            gone = ["month", "on", "number"]
        else:
            gone = ["weekday"]
            gone += ["month"] if every == Every.MONTH else []
            gone += [] if self._value("on") in _MOST else ["number"]
        for name in gone:
            del self.fields[name]
        if "month" in self.fields:
            self.fields["month"].choices = _months_of(every)  # type: ignore[attr-defined]
            self.initial["month"] = min(self.initial["month"], MONTHS[every])
        if "number" in self.fields and self._value("on") == DayRule.WORKING_DAY:
            self.fields["number"].label = "Ngày làm việc thứ"

    def _offer_bodies(self, cycle: Cycle) -> None:
        self.bodies = Bodies(self.today)
        chosen: dict[str, list[str]] = {"lead": [], "coordinator": []}
        for party in cycle.parties.select_related("agency__successor", "group").order_by("pk"):
            ended = party.agency.valid_to is not None and party.agency.valid_to < self.today
            agency = heir_of(party.agency, self.today) if ended else party.agency
            value = BodyValue(party.group or agency or party.agency)
            if value in self.bodies.by_value and value not in chosen[party.role]:
                chosen[party.role].append(value)
        for name, role in (("leads", "lead"), ("coordinators", "coordinator")):
            self.fields[name].choices = self.bodies.choices  # type: ignore[attr-defined]
            self.initial[name] = chosen[role]


class StopCycleForm(forms.Form):
    """Why no further occurrence is given out."""

    reason = reason_field("Lý do dừng", "Nêu căn cứ: văn bản, ý kiến chỉ đạo.", "Nêu lý do dừng chu kỳ.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, directive: Directive) -> None:
        super().__init__(data, initial={"version": directive.version})
        self.directive = directive

    def perform(self, *, by: User) -> None:
        """Stop it. Raises NotAllowed, and Changed when somebody else was first."""
        data = self.cleaned_data
        transitions.stop_cycle(self.directive.pk, by=by, version=data["version"], reason=data["reason"])
