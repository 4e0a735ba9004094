"""Fields which every form may use: days as Vietnamese write them, agencies picked by name, files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import Truncator

from accounts.models import User

from .vietnamese import fold_words

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]


class DayInput(forms.DateInput):
    """A text field for dd/mm/yyyy, which the script helps to type, and a calendar beside it."""

    template_name = "components/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        typed = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off", "data-day": True}
        super().__init__(typed | (attrs or {}), format="%d/%m/%Y")


class VietnameseDateField(forms.DateField):
    """09/11/2025, 9/11/2025, 09-11-2025 or 2025-11-09."""

    widget = DayInput
    default_error_messages = {"invalid": "Ngày không đúng. Nhập ngày/tháng/năm, ví dụ 09/11/2025."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip() if isinstance(value, str) else value)


class _Searchable:
    """Options carry what the picker searches: the row's folded names, or its label folded."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, label, *args, **kwargs)  # type: ignore[misc]
        row = getattr(value, "instance", None)
        option["attrs"]["data-fold"] = getattr(row, "search_text", "") or fold_words(str(label))
        return option


class PickOne(_Searchable, forms.Select):
    """A select in which one types a name, accents aside."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-picker": True} | (attrs or {}), choices)


class PickMany(_Searchable, forms.SelectMultiple):
    """A select of several in which one types names, accents aside."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-picker": True} | (attrs or {}), choices)


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it filters, its value in words, and the query string without it."""

    label: str
    text: str
    remove_url: str


class FileDrop(forms.FileInput):
    """A file that is chosen or dropped; the script says before sending when it is too big."""

    template_name = "components/widgets/file.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, most_mb: int | None = None) -> None:
        super().__init__(attrs)
        self.most_mb = most_mb  # where less is taken than elsewhere

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["most_mb"] = min(self.most_mb or settings.MAX_UPLOAD_MB, settings.MAX_UPLOAD_MB)
        return context


class CorrectionForm(forms.ModelForm):
    """Corrects a row that others may correct too: what somebody else saved meanwhile is shown, not replaced.

    The page carries a sign of each value that it showed (`seen`). What was typed stays, and sent again it is
    about the values that were shown with it. Lock the row before you make a form of what was sent.
    """

    is_stale = False  # somebody else was first

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial["seen"] = json.dumps(self._signs())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = _signs_of(cleaned.get("seen", ""))
        for name, sign in self._signs().items() if seen else ():
            differs = name in cleaned and _plain(cleaned[name]) != _plain(getattr(self.instance, name))
            if differs and seen.get(name) != sign:
                seen[name], self.is_stale = sign, True
                self.add_error(name, f"Người khác vừa lưu “{self._in_words(name)}”. Xem lại rồi lưu.")
        if self.is_stale:
            data = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = json.dumps(seen)
            self.data = data
        return cleaned

    def _signs(self) -> dict[str, str]:
        names = self._meta.fields or ()
        return {name: _sign(_plain(getattr(self.instance, name))) for name in names if name in self.fields}

    def _in_words(self, name: str) -> str:
        display = getattr(self.instance, f"get_{name}_display", None)
        value = display() if display else getattr(self.instance, name)
        words = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
        return Truncator(words).chars(200) or "để trống"


def _plain(value: Any) -> str:
    value = getattr(value, "pk", value)
    return "" if value is None else str(value)


def _sign(value: str) -> str:
    return sha256(value.encode()).hexdigest()[:12]


def _signs_of(sent: str) -> dict[str, str]:
    """What the page showed; nothing when it does not say."""
    try:
        signs = json.loads(sent or "{}")
    except ValueError:
        return {}
    return signs if isinstance(signs, dict) else {}


class _NewestIterator(forms.models.ModelChoiceIterator):
    """The newest rows, and the one which is chosen when it is older."""

    field: "Newest"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield "", self.field.empty_label
        rows = list(self.queryset[: Newest.MOST])
        if self.field.chosen is not None and self.field.chosen not in rows:
            rows.append(self.field.chosen)
        yield from map(self.choice, rows)


class Newest(forms.ModelChoiceField):
    """One row of a long list: offers the first MOST of its queryset, and takes every one of it.

    Whoever fills the form names in `chosen` the row that is chosen: it is offered, however old it is.
    """

    MOST = 50

    iterator = _NewestIterator
    chosen: Any = None


class StillNamed(forms.ModelChoiceField):
    """People of a role; an address may also name who has left it while something still names them.

    Otherwise the numbers of such a person would open everybody's rows.
    """

    def __init__(self, named_by: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named_by = named_by  # the way from a person to what names them

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            named = User.objects.filter(**{f"{self.named_by}__isnull": False})
            person = named.filter(pk=value).first() if str(value).isdecimal() else None
            if person is None:
                raise
            return person
