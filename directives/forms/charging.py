"""Who is charged with what, until when: the fields which every form of a new directive shares."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count
from django.http import QueryDict

from agencies.forms import PickMany, VietnameseDateField
from agencies.models import Agency, AgencyGroup

from ..giving import Body
from ..models.directive import DeadlineKind, Field, Priority


class BodyValue(str):
    """A body as a choice: "a12" an agency, "g3" a group. Carries its row, whose names the picker searches."""

    instance: Body

    def __new__(cls, body: Body) -> "BodyValue":
        value = super().__new__(cls, f"{'a' if isinstance(body, Agency) else 'g'}{body.pk}")
        value.instance = body
        return value


class Bodies:
    """Agencies and groups that can be charged on the day, as one list of choices; groups with their size."""

    def __init__(self, on: date) -> None:
        agencies = Agency.objects.existing(on)
        sizes = dict(
            agencies.filter(groups__isnull=False).values_list("groups").annotate(Count("pk")).order_by()
        )
        groups = [(BodyValue(group), group) for group in AgencyGroup.objects.all()]
        single = [(BodyValue(agency), agency) for agency in agencies.in_order()]
        self.by_value: dict[str, Body] = dict([*groups, *single])
        self.choices = [
            (
                "Nhóm cơ quan",
                [(value, f"{group.name} ({sizes.get(group.pk, 0)})") for value, group in groups],
            ),
            ("Cơ quan", [(value, agency.name) for value, agency in single]),
        ]


_DAY_OF_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]?")


class DueDateField(VietnameseDateField):
    """A day to come: 9/11 alone is the next ninth of November, on or after `on`."""

    on: date | None = None

    def to_python(self, value: Any) -> date | None:
        found = _DAY_OF_YEAR.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None or self.on is None:
            return super().to_python(value)
        day, month = found.groups()
        this_year = super().to_python(f"{day}/{month}/{self.on.year}")
        if this_year is None or this_year >= self.on:
            return this_year
        return super().to_python(f"{day}/{month}/{self.on.year + 1}")


class ChargeForm(forms.Form):
    """What is to be done, by whom and until when. Only bodies at work on the day can be chosen."""

    title = forms.CharField(
        label="Nhiệm vụ", max_length=250, widget=forms.Textarea({"rows": 2, "class": "title-input"})
    )
    leads = forms.MultipleChoiceField(label="Chủ trì", required=False, widget=PickMany)
    coordinators = forms.MultipleChoiceField(label="Phối hợp", required=False, widget=PickMany)
    deadline_kind = forms.ChoiceField(
        label="Thời hạn", choices=DeadlineKind, widget=forms.RadioSelect({"class": "choices across"})
    )
    due_on = DueDateField(label="Ngày hạn", required=False)
    field = forms.ChoiceField(label="Lĩnh vực", choices=Field)
    priority = forms.ChoiceField(label="Độ khẩn", choices=Priority)
    deliverable = forms.CharField(label="Sản phẩm", required=False, max_length=250)

    def __init__(self, data: QueryDict | None, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.bodies = Bodies(on)
        for name in ("leads", "coordinators"):
            self.fields[name].choices = self.bodies.choices  # type: ignore[attr-defined]

    def set_first_day(self, on: date | None) -> None:
        """A day of the deadline without a year is the first such one from this day on."""
        self.fields["due_on"].on = on  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("deadline_kind") != DeadlineKind.FIXED:
            cleaned["due_on"] = None
            self.errors.pop("due_on", None)
        elif not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Nhập ngày hạn, hoặc chọn loại thời hạn khác.")
        if both := set(cleaned.get("leads", [])) & set(cleaned.get("coordinators", [])):
            names = ", ".join(self.bodies.by_value[value].name for value in sorted(both))
            self.add_error("coordinators", f"{names} đã là cơ quan chủ trì.")
        return cleaned

    def chosen(self, name: str) -> list[Body]:
        """The bodies chosen in a field that is valid."""
        return [self.bodies.by_value[value] for value in self.cleaned_data[name]]
