"""Fields which every form may use: days as Vietnamese write them, agencies picked by name, files."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

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
