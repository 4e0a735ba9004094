"""Which month a report is about, and the day whose numbers it tells."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from agencies.forms import VietnameseDateField
from directives.filters import FUTURE
from directives.measures import Scope

from ..scope import Before, months_before

SHOWN = 24  # months to choose from; an address may name an earlier one
_MIDDLE = 15  # of a month, on which the period of the next one begins


class Periods(models.TextChoices):
    """How a reporting month runs (DOMAIN decisions): both are in use."""

    MIDDLE = "middle", "Từ ngày 15 đến ngày 14"
    CALENDAR = "calendar", "Tháng dương lịch"


@dataclass(frozen=True)
class Month:
    """A reporting month: that of its last day."""

    periods: Periods
    year: int
    month: int

    @classmethod
    def of(cls, day: date, periods: Periods) -> "Month":
        """The one in which the day lies."""
        if periods == Periods.MIDDLE and day.day >= _MIDDLE:
            day = day.replace(day=1) + timedelta(days=31)
        return cls(periods, day.year, day.month)

    @property
    def first(self) -> date:
        first = date(self.year, self.month, 1)
        if self.periods == Periods.CALENDAR:
            return first
        return months_before(first, 1).replace(day=_MIDDLE)

    @property
    def last(self) -> date:
        if self.periods == Periods.CALENDAR:
            return date(self.year, self.month, monthrange(self.year, self.month)[1])
        return date(self.year, self.month, _MIDDLE - 1)

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1), self.periods)

    @property
    def after(self) -> "Month":
        return Month.of(self.last + timedelta(days=1), self.periods)

    @property
    def value(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.month:02}"

    def __str__(self) -> str:
        return f"tháng {self.month}/{self.year}"

    @property
    def days(self) -> str:
        return f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"


def _named(value: Any, periods: Periods) -> Month | None:
    """The month of an address; None for what is none."""
    try:
        year, month = (int(part) for part in str(value).split("-"))
        date(year - 1, month, 1)
    except (ValueError, OverflowError):
        return None
    return Month(periods, year, month) if year < date.max.year else None


class MonthForm(forms.Form):
    """The choices above the report; all of them stand in the address."""

    periods = forms.ChoiceField(label="Kỳ báo cáo", required=False, choices=Periods.choices)
    month = forms.ChoiceField(label="Tháng", required=False)
    as_of = VietnameseDateField(label="Tính đến ngày", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        self.today = today
        given = data.dict()
        # What the address leaves out is shown as chosen, not as nothing.
        kind = given.get("periods") or Periods.MIDDLE.value
        self.chosen_periods = Periods(kind) if kind in Periods.values else Periods.MIDDLE
        now = Month.of(today, self.chosen_periods)
        usual = now if today == now.last else now.before  # the latest that is over
        value = given.get("month") or usual.value
        super().__init__(given | {"periods": kind, "month": value})
        self.chosen = _named(value, self.chosen_periods) or usual
        self.fields["month"].choices = self._choices(now)  # type: ignore[attr-defined]
        self.usual_day = min(self.chosen.last, today)
        self.fields["as_of"].widget.attrs["placeholder"] = f"{self.usual_day:%d/%m/%Y}"

    def _choices(self, now: Month) -> list[tuple[str, str]]:
        months = [now]
        while len(months) < SHOWN:
            months.append(months[-1].before)
        if self.chosen not in months:  # an earlier one, or one of the future, which is then refused
            months.append(self.chosen)
        return [(month.value, f"{month}".capitalize()) for month in months]

    def clean_month(self) -> str:
        if self.chosen.first > self.today:
            raise forms.ValidationError(
                f"Kỳ báo cáo này chưa bắt đầu ({self.chosen.days}): chọn một tháng trước đó."
            )
        return str(self.cleaned_data["month"])

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(FUTURE)
        if day is not None and day < self.chosen.first:
            raise forms.ValidationError(f"Kỳ báo cáo bắt đầu ngày {self.chosen.first:%d/%m/%Y}.")
        return day

    @property
    def on(self) -> date:
        """The day whose numbers are told; of a valid form, as what follows."""
        return self.cleaned_data["as_of"] or self.usual_day

    @property
    def address(self) -> QueryDict:
        """The choices as an address says them, with the month that is usual today named."""
        kept = QueryDict(mutable=True)
        kept.update({"periods": self.chosen_periods.value, "month": self.chosen.value})
        if day := self.cleaned_data["as_of"]:
            kept["as_of"] = day.isoformat()
        return kept

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def is_over(self) -> bool:
        """Whether the whole month is told: it is over, and the day is not within it."""
        return self.chosen.last < self.today and self.on >= self.chosen.last

    def scope(self) -> Scope:
        """The work that was given in the month."""
        return self._scope(self.chosen, self.on)

    def of_all_time(self) -> Scope:
        """All the work, whenever it was given."""
        return self._scope(None, self.on)

    def before(self) -> Before:
        """The month before, at the same point: whole beside whole, its tenth day beside a tenth day."""
        month = self.chosen.before
        on = month.last if self.on == self.chosen.last else months_before(self.on, 1)
        return Before(self._scope(month, on), on, f"{month}, tính đến ngày {on:%d/%m/%Y}")

    @property
    def coming(self) -> tuple[date, date]:
        """From the next day to the end of the next month, in which work falls due."""
        return self.on + timedelta(days=1), Month.of(
            max(self.on, self.chosen.last), self.chosen_periods
        ).after.last

    def _scope(self, month: Month | None, on: date) -> Scope:
        parameters = {
            "from": month and month.first.isoformat(),
            "to": month and month.last.isoformat(),
            "as_of": on.isoformat() if on < self.today else None,
        }
        return Scope({name: value for name, value in parameters.items() if value})
