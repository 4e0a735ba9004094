"""What leaders and the Office write about work, and what agencies answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from meetings.texts import secret_in

from .. import transitions
from ..deadlines import distance
from ..models import Assignment, Urging
from ..telling_talk import ESCALATES_FROM
from .acts import ActForm


def not_secret(text: str) -> None:
    """Refuse words which bear a mark of secrecy."""
    if problem := secret_in(text):
        raise ValidationError(problem)


def words_field(label: str, help_text: str, missing: str) -> forms.CharField:
    """Words which others will read as they stand."""
    return forms.CharField(
        label=label,
        max_length=5_000,
        validators=[not_secret],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class UrgeForm(ActForm):
    """A numbered reminder to an agency which has not done its work."""

    act, title, button = Act.URGE, "Đôn đốc", "Gửi đôn đốc"

    kind = forms.ChoiceField(
        label="Hình thức",
        widget=forms.RadioSelect({"class": "choices across"}),
        error_messages={"required": "Chọn hình thức đôn đốc."},
    )
    text = words_field(
        "Nội dung",
        "Thủ trưởng, cán bộ đầu mối và người thực hiện nhận thư và thông báo với nguyên văn này.",
        "Nêu nội dung đôn đốc.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last: Urging | None = transitions.last_urging(self.share)
        number = self.last.number + 1 if self.last else 1
        self.title = f"Đôn đốc lần {number}"
        self.said = f"Đã gửi đôn đốc lần {number}."
        if number >= ESCALATES_FROM:
            self.warning = "Từ lần thứ tư, lãnh đạo Văn phòng và lãnh đạo chỉ đạo cũng được báo."
        kinds = transitions.kinds_open_to(self.by) if self.by else []
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        self.initial.setdefault("kind", Urging.Kind.REMINDER)
        self.initial.setdefault("text", _suggested(self.share))

    def refusal(self) -> str | None:
        return super().refusal() or transitions.too_soon(self.last)

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.urge(self.share.pk, kind=data["kind"], text=data["text"], by=by)


def _suggested(share: Assignment) -> str:
    """Words to begin with: how far the deadline is, and what is asked for."""
    asked = f"Đề nghị {share.agency.name} khẩn trương thực hiện và báo cáo kết quả trên hệ thống."
    if share.due_on is None:
        return asked
    away = distance(share.due_on, calendar.today())
    return f"Nhiệm vụ có hạn ngày {share.due_on:%d/%m/%Y} ({away[:1].lower()}{away[1:]}). {asked}"
