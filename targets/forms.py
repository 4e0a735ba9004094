"""What people write of targets."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from agencies import calendar
from agencies.forms import Newest, PickOne
from agencies.models import Agency
from directives.models import Directive
from meetings.models import Document

from . import keeping
from .course import Adding, Cadence, Direction
from .models import MonthValue, Target, month_after, month_words
from .numbers import NoFigure, figure_in, in_words
from .standing import standing_of

MOST_DIRECTIVES = 50


class FigureField(forms.CharField):
    """26.000, 26000 or 26.000,5; what was typed stays as it was."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "figure-input"})
        super().__init__(widget=widget, error_messages={"required": "Nhập một số."}, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return figure_in(typed)
        except NoFigure as problem:
            raise ValidationError(str(problem)) from problem

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, Decimal) else value


class MonthField(forms.CharField):
    """10/2025 or 2025-10, as the first day of the month."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "placeholder": "mm/yyyy", "autocomplete": "off"})
        super().__init__(
            widget=widget, max_length=20, error_messages={"required": "Nhập tháng, ví dụ 1/2025."}, **kwargs
        )

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = re.fullmatch(r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{1,2})", typed)
        month, year = (int(found["m"] or found["m2"]), int(found["y"] or found["y2"])) if found else (0, 0)
        if not (1 <= month <= 12 and 2000 <= year <= 2100):
            raise ValidationError("Tháng không đúng. Nhập tháng/năm, ví dụ 1/2025.")
        return date(year, month, 1)

    def prepare_value(self, value: Any) -> Any:
        return month_words(value) if isinstance(value, date) else value


class CodesField(forms.CharField):
    """Codes of directives, as they are copied from anywhere; the directives themselves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2_000, widget=forms.TextInput({"autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> list[Directive]:
        codes = list(dict.fromkeys(re.split(r"[\s,;]+", super().clean(value).upper().strip())))
        codes = [code for code in codes if code]
        if len(codes) > MOST_DIRECTIVES:
            raise ValidationError(f"Nhiều nhất {MOST_DIRECTIVES} nhiệm vụ.")
        found = {row.code: row for row in Directive.objects.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            raise ValidationError(f"Không có nhiệm vụ mang mã {', '.join(unknown)}.")
        return [found[code] for code in codes]


class _SeenForm(forms.Form):
    """Names the newest change the person saw; who was second is shown what the first did."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def renew(self, seen: int) -> None:
        """Keep what was typed, now about the newest state: sending it again is a decision."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(seen)
        self.data = data


class TargetForm(_SeenForm):
    """A target: of a new one, or of one that is to be changed."""

    name = forms.CharField(
        label="Tên chỉ tiêu",
        max_length=250,
        help_text="Ví dụ: Thu ngân sách nhà nước trên địa bàn.",
        error_messages={"required": "Nhập tên chỉ tiêu."},
    )
    direction = forms.ChoiceField(
        label="Yêu cầu", choices=Direction.choices, widget=forms.RadioSelect({"class": "choices across"})
    )
    value = FigureField(label="Số phải đạt", help_text="Ví dụ 26.000 hoặc 9,5.")
    unit = forms.CharField(
        label="Đơn vị tính",
        max_length=30,
        widget=forms.TextInput({"list": "target-units", "autocomplete": "off"}),
        help_text="Chọn hoặc gõ đơn vị khác.",
        error_messages={"required": "Nhập đơn vị tính, ví dụ tỷ đồng hoặc %."},
    )
    first_month = MonthField(label="Từ tháng")
    last_month = MonthField(label="Đến tháng")
    cadence = forms.ChoiceField(
        label="Nhập số liệu",
        choices=Cadence.choices,
        widget=forms.RadioSelect({"class": "choices across"}),
        help_text="Quý và năm dương lịch; tháng cuối của chỉ tiêu luôn phải nhập.",
        error_messages={"required": "Chọn bao lâu nhập số một lần."},
    )
    adding = forms.ChoiceField(
        label="Mỗi lần nhập số nào",
        choices=Adding.choices,
        widget=forms.RadioSelect({"class": "choices"}),
        help_text="Thu ngân sách thường nhập lũy kế; tốc độ tăng trưởng, tỷ lệ hộ nghèo là mức của cả kỳ.",
    )
    start = FigureField(
        label="Mức trước kỳ",
        required=False,
        help_text="Chỉ dùng cho mức của cả kỳ, ví dụ tỷ lệ hộ nghèo cuối năm trước. "
        "Để trống nếu mục tiêu là mức phải giữ suốt kỳ.",
    )
    lead = forms.ModelChoiceField(
        label="Cơ quan chủ trì",
        queryset=Agency.objects.none(),
        widget=PickOne,
        empty_label="",
        help_text="Cơ quan này nhập số liệu, và được nhắc khi kỳ đã hết mà chưa nhập.",
        error_messages={
            "required": "Chọn cơ quan chủ trì.",
            "invalid_choice": "Chọn một cơ quan trong danh sách.",
        },
    )
    document = Newest(
        label="Văn bản giao chỉ tiêu",
        queryset=Document.objects.none(),
        required=False,
        widget=PickOne({"data-placeholder": "Gõ số, ký hiệu"}),
        empty_label="Không chọn",
    )
    directives = CodesField(
        label="Nhiệm vụ liên quan",
        required=False,
        help_text="Mã nhiệm vụ, cách nhau bằng dấu phẩy, ví dụ NV-2025-0012, NV-2025-0013.",
    )
    note = forms.CharField(
        label="Cách tính, ghi chú",
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Nguồn số liệu, cách tính, căn cứ.",
    )

    def __init__(self, *args: Any, target: Target | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        today = calendar.today()
        leads = Agency.objects.existing(today)
        if target is not None:
            leads = leads | Agency.objects.filter(pk=target.lead_id)
        self.fields["lead"].queryset = leads.in_order()  # type: ignore[attr-defined]
        documents = Document.objects.published().defer("text").order_by("-issued_on", "-pk")
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["document"].chosen = target.document if target else None  # type: ignore[attr-defined]
        self.initial.update(_usual(today) if target is None else _facts_of(target))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("value") is not None and data["value"] < 0:
            self.add_error("value", "Số phải đạt không được nhỏ hơn 0.")
        if data.get("start") is not None and data.get("adding") != Adding.LATEST:
            self.add_error("start", "Chỉ nhập khi số liệu là mức của cả kỳ; để trống với số cộng dồn.")
        for name, words in keeping.misfits(self.target or Target(), data).items():
            self.add_error(name, words)
        return data

    def facts(self) -> dict[str, Any]:
        """As the functions take them."""
        return {name: self.cleaned_data[name] for name in keeping.FACTS}


def _usual(today: date) -> dict[str, Any]:
    year = today.year
    return {
        "seen": 0,
        "direction": Direction.AT_LEAST,
        "adding": Adding.CUMULATIVE,
        "cadence": Cadence.MONTHLY,
        "first_month": date(year, 1, 1),
        "last_month": date(year, 12, 1),
    }


def _facts_of(target: Target) -> dict[str, Any]:
    codes = target.directives.order_by("code").values_list("code", flat=True)
    facts = {name: getattr(target, name) for name in keeping.FACTS}
    return facts | {"directives": ", ".join(codes), "seen": keeping.newest_of_facts(target)}


class PlanForm(_SeenForm):
    """How far it should be whenever a figure is asked for; empty ones lie on the line between the others."""

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        planned = {row.month: row.value for row in target.planned.all()}
        standing = standing_of(target, calendar.today())
        self.months = {
            number: month_after(target.first_month, number - 1)
            for number in standing.course.numbers
            if number < target.months_count
        }
        for number, month in self.months.items():
            span = target.span(month)
            field = FigureField(label=span[0].upper() + span[1:], required=False)
            field.widget.attrs["placeholder"] = in_words(standing.course.expected_by(number), standing.places)
            field.conditional = True  # type: ignore[attr-defined]  # nothing to say of each that it may be empty
            self.fields[self._name(month)] = field
            self.initial[self._name(month)] = planned.get(month)
        self.initial["seen"] = keeping.newest_of_plan(target)

    @staticmethod
    def _name(month: date) -> str:
        return f"m{month:%Y%m}"

    def values(self) -> dict[date, Decimal]:
        """What was filled in."""
        typed = {month: self.cleaned_data[self._name(month)] for month in self.months.values()}
        return {month: value for month, value in typed.items() if value is not None}


class ValueForm(_SeenForm):
    """The figure of a month. A late correction says why."""

    value = FigureField(label="Số liệu")
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=500,
        help_text="Ví dụ: số ước, số chính thức, nguồn số liệu.",
    )
    reason = forms.CharField(label="Lý do sửa", required=False, max_length=500)

    def __init__(self, *args: Any, target: Target, month: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.month = target, month
        self.row: MonthValue | None = target.values.filter(month=month).select_related("entered_by").first()
        self.is_late = keeping.needs_reason(self.row)
        field = self.fields["value"]
        words = _LABELS[Adding(target.adding)].format(month=month_words(month), span=target.span(month))
        field.label = f"{words} ({target.unit})"
        if self.row is None:
            field.widget.attrs["autofocus"] = True
        if self.is_late:
            self.fields["reason"].help_text = "Số liệu đã nhập từ hôm trước, có thể đã vào báo cáo."
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "Nêu lý do sửa."
        else:
            del self.fields["reason"]
        self.initial["seen"] = keeping.newest_of_month(target, month)
        if self.row is not None:
            self.initial.update(value=self.row.value, note=self.row.note)

    @property
    def asks_reason_alone(self) -> bool:
        """Whether the figure is to be taken back, for which no other one is needed."""
        return "take_back" in self.data

    def full_clean(self) -> None:
        if self.is_bound and self.asks_reason_alone:
            self.fields["value"].required = False
        super().full_clean()

    def perform(self, *, by: User) -> str:
        """Store or take back; what was done, in words."""
        data: Mapping[str, Any] = self.cleaned_data
        named = self.target.span(self.month)
        reason = data.get("reason", "")
        if self.asks_reason_alone:
            keeping.take_back(self.target.pk, self.month, by=by, seen=data["seen"], reason=reason)
            return f"Đã bỏ số liệu {named}."
        changed = keeping.enter(
            self.target.pk,
            self.month,
            by=by,
            value=data["value"],
            seen=data["seen"],
            note=data["note"],
            reason=reason,
        )
        if not changed:
            return "Không có gì thay đổi."
        return f"Đã lưu số liệu {named}: {in_words(data['value'])} {self.target.unit}."


_LABELS = {
    Adding.CUMULATIVE: "Lũy kế từ đầu kỳ đến hết tháng {month}",
    Adding.MONTHLY: "Số của riêng {span}",
    Adding.LATEST: "Mức tính đến hết tháng {month}",
}


class EndForm(_SeenForm):
    """Closing or removing: asked once more, with a reason."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2_000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Nêu lý do."},
    )
