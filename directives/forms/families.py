"""What the Office writes when a directive is to be followed in parts."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import User
from agencies import calendar
from agencies.forms import VietnameseDateField

from .. import transitions
from ..families import Part
from ..models import Directive
from ..transitions import FEWEST_PARTS, MOST_PARTS
from .steps import note_field

_ROWS = 3  # offered at first, and added when more are asked for


class PartForm(forms.Form):
    """One part: what is due, and when. An empty row is left out."""

    title = forms.CharField(label="Nội dung mốc", max_length=150, required=False)
    due_on = VietnameseDateField(label="Hạn", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # needed in a row that was begun
            field.conditional = True  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < calendar.today():
            raise ValidationError("Hạn không được ở trong quá khứ.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        title, day = cleaned.get("title"), cleaned.get("due_on")
        if title and not day and "due_on" not in self.errors:
            self.add_error("due_on", "Nhập hạn của mốc.")
        if day and not title:
            self.add_error("title", "Nhập nội dung của mốc.")
        return cleaned


class _PartFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        if not any(self.errors) and len(self.parts()) < FEWEST_PARTS:
            raise ValidationError(f"Nhập ít nhất {FEWEST_PARTS} mốc, mỗi mốc có nội dung và hạn.")

    def parts(self) -> list[Part]:
        """The rows which were filled in, the earliest day first."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        found = [Part(" ".join(row["title"].split()), row["due_on"]) for row in rows]
        return sorted(found, key=lambda part: part.due_on)


def _rows(count: int) -> type[forms.BaseFormSet]:
    return forms.formset_factory(
        PartForm, formset=_PartFormSet, extra=count, max_num=MOST_PARTS, absolute_max=MOST_PARTS
    )


class SplitForm(forms.Form):
    """The parts of a directive, and why; `version` says on which state of it."""

    note = note_field("Căn cứ, lý do")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, directive: Directive, more: bool = False) -> None:
        """`more`: what was typed comes back unchecked, with some more rows."""
        super().__init__(None if more else data, initial={"version": directive.version})
        self.directive = directive
        if data is None or not more:
            self.rows = _rows(_ROWS)(data, prefix="part")
            return
        self.initial = {name: data.get(name, "") for name in self.fields}
        typed = [
            {name: data.get(f"part-{n}-{name}", "") for name in PartForm.base_fields}
            for n in range(MOST_PARTS)
            if f"part-{n}-title" in data
        ]
        self.rows = _rows(_ROWS)(prefix="part", initial=typed)

    @property
    def can_grow(self) -> bool:
        return len(self.rows.forms) < MOST_PARTS

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def perform(self, *, by: User) -> None:
        """Split it. Raises Changed when somebody else was first."""
        data, rows = self.cleaned_data, self.rows
        assert isinstance(rows, _PartFormSet)
        transitions.split(
            self.directive.pk, by=by, version=data["version"], parts=rows.parts(), note=data["note"]
        )
