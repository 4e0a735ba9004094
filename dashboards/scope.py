"""Which work a dashboard speaks of: the period in which it was assigned, the leader, the field."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.db import models

from accounts.models import Role, User
from agencies.forms import VietnameseDateField
from directives.measures import Scope
from directives.models.directive import Field

_QUARTERS = ("I", "II", "III", "IV")


class Period(models.TextChoices):
    """When the work was assigned; but for the last two it moves on with the day."""

    MONTH = "month", "Tháng này"
    QUARTER = "quarter", "Quý này"
    YEAR = "year", "Năm nay"
    ALL = "all", "Toàn bộ thời gian"
    CUSTOM = "custom", "Khoảng ngày khác"


_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def days_of(period: Period, on: date) -> tuple[date | None, date | None]:
    """First and last day of the month, quarter or year in which the day `on` lies; None where it is open."""
    length = _MONTHS.get(period)
    if length is None:
        return None, None
    first = on.month - (on.month - 1) % length
    last = first + length - 1
    return date(on.year, first, 1), date(on.year, last, monthrange(on.year, last)[1])


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

    def __init__(self, data: Any, *, on: date) -> None:
        # What the address leaves out is shown as chosen, not as nothing.
        super().__init__({"period": Period.ALL.value} | data.dict())
        self.on = on
        self.fields["period"].choices = _named_periods(on)  # type: ignore[attr-defined]
        self.fields["leader"].queryset = User.objects.with_role(Role.LEADER).order_by("full_name")  # type: ignore[attr-defined]
        # "from" is no name for an attribute of a class.
        self.fields["from"] = VietnameseDateField(label="Giao từ ngày", required=False)
        self.fields["to"] = VietnameseDateField(label="đến ngày", required=False)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        first, last = chosen.get("from"), chosen.get("to")
        if self._is_custom(chosen) and first and last and last < first:
            self.add_error("to", "Ngày kết thúc phải sau ngày bắt đầu.")
        return chosen

    def scope(self) -> Scope:
        """The scope that was chosen; of a valid form only."""
        chosen = self.cleaned_data
        if self._is_custom(chosen):
            first, last = chosen["from"], chosen["to"]
        else:
            first, last = days_of(Period(chosen["period"] or Period.ALL), self.on)
        leader = chosen["leader"]
        parameters = {
            "from": first and first.isoformat(),
            "to": last and last.isoformat(),
            "leader": leader and str(leader.pk),
            "field": chosen["field"],
        }
        return Scope({name: value for name, value in parameters.items() if value})

    @staticmethod
    def _is_custom(chosen: dict[str, Any]) -> bool:
        return bool(chosen.get("period") == Period.CUSTOM)
