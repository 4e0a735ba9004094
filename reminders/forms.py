"""One rule of the reminders as the head of the Office edits it."""

from typing import Any

from django import forms

from .models import CAPACITIES, About, ReminderRule
from .ruling import CHANGED

BEFORE, SAME, AFTER = "before", "same", "after"
FURTHEST = 365  # days
_OF_THE_OFFICE = ("to_monitor", "to_office_head", "to_leader")
# Whom it makes sense to tell: nobody is chased for what others have to do.
_TOLD: dict[str, tuple[str, ...]] = {
    About.ANSWER: ("to_leader",),
    About.CONFIRMATION: _OF_THE_OFFICE,
    About.EXTENSION: _OF_THE_OFFICE,
    About.DECLINED: _OF_THE_OFFICE,
}
# What begins only with its day, or after it, has nothing of which to speak before.
_SIDES: dict[str, tuple[str, ...]] = {
    About.ACCEPTANCE: (AFTER,),
    About.UPDATE: (AFTER,),
    About.ANSWER: (SAME, AFTER),
    About.EXTENSION: (SAME, AFTER),
    About.DECLINED: (SAME, AFTER),
    About.INSTRUCTION: (SAME, AFTER),
}
_WORDS = {BEFORE: "Trước mốc", SAME: "Đúng ngày mốc", AFTER: "Sau mốc"}


class RuleForm(forms.Form):
    """When the rule speaks, how often again, to whom; `seen` is the newest change the person saw."""

    name = forms.CharField(
        label="Tên mức nhắc",
        max_length=100,
        help_text="Hiện trong lịch sử nhiệm vụ. Khi đổi số ngày, sửa cả tên cho khớp.",
        error_messages={"required": "Nhập tên mức nhắc."},
    )
    side = forms.ChoiceField(label="Nhắc khi nào", widget=forms.RadioSelect({"class": "choices across"}))
    days = forms.IntegerField(
        label="Số ngày trước hoặc sau mốc",
        required=False,
        min_value=1,
        max_value=FURTHEST,
        help_text="Bỏ trống khi nhắc đúng ngày mốc.",
    )
    repeat_every = forms.IntegerField(
        label="Nhắc lại sau mỗi (ngày)",
        required=False,
        min_value=1,
        max_value=90,
        help_text="Bỏ trống nếu chỉ nhắc một lần.",
    )
    audience = forms.MultipleChoiceField(
        label="Nhắc ai",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices"}),
    )
    is_active = forms.BooleanField(label="Đang dùng", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, rule: ReminderRule, seen: int, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(rule) | {"seen": seen}
        super().__init__(*args, **kwargs)
        self.rule = rule
        sides, told = _SIDES.get(rule.about, tuple(_WORDS)), _TOLD.get(rule.about, CAPACITIES)
        self.fields["side"].choices = [(side, _WORDS[side]) for side in sides]  # type: ignore[attr-defined]
        self.fields["audience"].choices = [(name, _label(name)) for name in told]  # type: ignore[attr-defined]
        for number in ("days", "repeat_every"):
            self.fields[number].error_messages["invalid"] = "Nhập một số nguyên."

    def clean(self) -> dict[str, Any]:
        """What fits together."""
        data = super().clean() or {}
        if data.get("side") in (BEFORE, AFTER) and not data.get("days") and "days" not in self.errors:
            self.add_error("days", "Nhập số ngày.")
        if data.get("repeat_every") and data.get("side") != AFTER:
            self.add_error("repeat_every", "Chỉ nhắc lại sau khi đã quá mốc.")
        if data.get("is_active") and not data.get("audience") and "audience" not in self.errors:
            self.add_error("audience", "Chọn ít nhất một người được nhắc.")
        name = data.get("name", "")
        if ReminderRule.objects.exclude(pk=self.rule.pk).filter(name=name).exists():
            self.add_error("name", "Đã có mức nhắc tên này.")
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the rule as typed."""
        data = self.cleaned_data
        days = {BEFORE: -1, SAME: 0, AFTER: 1}[data["side"]] * (data["days"] or 0)
        told = {name: name in data["audience"] for name in CAPACITIES}
        kept = {name: data[name] for name in ("name", "repeat_every", "is_active")}
        return {name: (kept | told | {"days_from_due": days})[name] for name in CHANGED}


def _initial(rule: ReminderRule) -> dict[str, Any]:
    days = rule.days_from_due
    return {
        "name": rule.name,
        "side": BEFORE if days < 0 else AFTER if days else SAME,
        "days": abs(days) or None,
        "repeat_every": rule.repeat_every,
        "audience": [name for name in CAPACITIES if getattr(rule, name)],
        "is_active": rule.is_active,
    }


def _label(name: str) -> str:
    words = str(ReminderRule._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[0].upper() + words[1:]
