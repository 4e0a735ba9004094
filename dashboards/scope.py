"""Which work a dashboard speaks of: the period in which it was assigned, the leader, the field, the day."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import models
from django.forms import BoundField

from accounts.models import Role, User
from agencies.forms import VietnameseDateField
from directives.filters import FUTURE
from directives.measures import Scope
from directives.models.directive import Field

from .ranking import DEFAULT, ORDERS

_QUARTERS = ("I", "II", "III", "IV")


class Period(models.TextChoices):
    """When the work was assigned; but for the last two it moves on with the day."""

    MONTH = "month", "Tháng này"
    QUARTER = "quarter", "Quý này"
    YEAR = "year", "Năm nay"
    ALL = "all", "Toàn bộ thời gian"
    CUSTOM = "custom", "Khoảng ngày khác"


_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_SAME_TIME = {
    Period.MONTH: "cùng kỳ tháng trước",
    Period.QUARTER: "cùng kỳ quý trước",
    Period.YEAR: "cùng kỳ năm trước",
}


def days_of(period: Period, on: date) -> tuple[date | None, date | None]:
    """First and last day of the month, quarter or year in which the day `on` lies; None where it is open."""
    length = _MONTHS.get(period)
    if length is None:
        return None, None
    first = on.month - (on.month - 1) % length
    last = first + length - 1
    return date(on.year, first, 1), date(on.year, last, monthrange(on.year, last)[1])


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month; its last day where the month is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@dataclass(frozen=True)
class Before:
    """The work to compare with, the day on which it is looked at, and both in words."""

    scope: Scope
    on: date
    words: str


def _named_periods(on: date) -> list[tuple[str, str]]:
    names = {
        Period.MONTH: f"Tháng {on.month}/{on.year}",
        Period.QUARTER: f"Quý {_QUARTERS[(on.month - 1) // 3]}/{on.year}",
        Period.YEAR: f"Năm {on.year}",
    }
    return [(period.value, names.get(period, period.label)) for period in Period]


class ScopeForm(forms.Form):
    """The choices above a dashboard; all of them stand in the address."""

    period = forms.ChoiceField(label="Thời gian giao", required=False)
    leader = forms.ModelChoiceField(
        User.objects.none(), label="Lãnh đạo chỉ đạo", required=False, empty_label="Tất cả lãnh đạo"
    )
    field = forms.ChoiceField(
        label="Lĩnh vực", required=False, choices=[("", "Tất cả lĩnh vực"), *Field.choices]
    )
    as_of = VietnameseDateField(label="Tính đến ngày", required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(f"{way}{name}", name) for name in ORDERS for way in ("", "-")],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Any, *, today: date, fixed: Mapping[str, Any] | None = None) -> None:
        """`fixed`: parameters of the register which this dashboard always has; nobody chooses them."""
        # What the address leaves out is shown as chosen, not as nothing.
        super().__init__({"period": Period.ALL.value} | data.dict())
        self.today = today
        self.fixed = {name: str(value) for name, value in (fixed or {}).items()}
        self.on = self._day() or today
        # A day in the address stays when today has gone: no day is today.
        self.fields["as_of"].widget.attrs["placeholder"] = "Hôm nay"
        if self.is_past:
            self.data = {**self.data, "as_of": f"{self.on:%d/%m/%Y}"}
        self.fields["period"].choices = _named_periods(self.on)  # type: ignore[attr-defined]
        if "leader" in self.fields:
            leaders = User.objects.with_role(Role.LEADER).order_by("full_name")
            self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        # "from" is no name for an attribute of a class.
        self.fields["from"] = VietnameseDateField(label="Giao từ ngày", required=False)
        self.fields["to"] = VietnameseDateField(label="đến ngày", required=False)

    def _day(self) -> date | None:
        """The past day that is asked for; None for today, and for what is none."""
        try:
            day = self.fields["as_of"].clean(self.data.get("as_of"))
        except forms.ValidationError:
            return None
        return day if day and day < self.today else None

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(FUTURE)
        return day

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        first, last = chosen.get("from"), chosen.get("to")
        if self._is_custom(chosen) and first and last and last < first:
            self.add_error("to", "Ngày kết thúc phải sau ngày bắt đầu.")
        return chosen

    @property
    def chosen_sort(self) -> str:
        """The order of the agencies."""
        return self.cleaned_data["sort"] or DEFAULT

    @property
    def shown(self) -> list[BoundField]:
        """The choices in their order, without what is carried along."""
        names = ("period", "from", "to", "as_of", "leader", "field")
        return [self[name] for name in names if name in self.fields]

    def scope(self) -> Scope:
        """The scope that was chosen; of a valid form only, as what follows."""
        return self._scope(*self.days(), self.on)

    def of_all_time(self) -> Scope:
        """The same work, whenever it was assigned."""
        return self._scope(None, None, self.on)

    def before(self) -> Before:
        """The period of the same length before, on the day that corresponds; without one, a month ago."""
        first, last = self.days()
        if self._period in _MONTHS:
            on = months_before(self.on, _MONTHS[self._period])
            return self._before(days_of(self._period, on), on, _SAME_TIME[self._period])
        if first is None:
            return self._before((None, last), months_before(self.on, 1), "một tháng trước")
        length = ((last or self.on) - first).days + 1
        shift = timedelta(days=length)
        days = (first - shift, first - timedelta(days=1))
        return self._before(days, self.on - shift, f"{length} ngày liền trước")

    def _before(self, days: tuple[date | None, date | None], on: date, words: str) -> Before:
        return Before(self._scope(*days, on), on, f"So với {words}, tính đến {on:%d/%m/%Y}")

    @property
    def _period(self) -> Period:
        return Period(self.cleaned_data["period"] or Period.ALL)

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which the work was assigned; None where it is open."""
        if self._is_custom(self.cleaned_data):
            return self.cleaned_data["from"], self.cleaned_data["to"]
        return days_of(self._period, self.on)

    def _scope(self, first: date | None, last: date | None, on: date) -> Scope:
        leader = self.cleaned_data.get("leader")
        parameters = {
            **self.fixed,
            "from": first and first.isoformat(),
            "to": last and last.isoformat(),
            "field": self.cleaned_data.get("field"),
            "as_of": on.isoformat() if on < self.today else None,
        }
        if leader:
            parameters["leader"] = str(leader.pk)
        return Scope({name: value for name, value in parameters.items() if value})

    @staticmethod
    def _is_custom(chosen: dict[str, Any]) -> bool:
        return bool(chosen.get("period") == Period.CUSTOM)


class OwnScopeForm(ScopeForm):
    """The choices where whose work it is stands in the address of the page: of an agency, of a leader."""

    leader = None  # type: ignore[assignment]
    field = None  # type: ignore[assignment]
