"""What a coordinating agency writes to the lead, and the lead to coordinators which have not written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.forms import VietnameseDateField

from .. import transitions
from ..filing import KNOWN
from ..parties import Names
from .acts import ActForm, FilesField, concrete
from .steps import note_field

_CONCRETE = (
    "Nêu cụ thể ý kiến hoặc phần việc đã làm, ví dụ: “Thống nhất dự thảo; đề nghị bổ sung Điều 5 ...”."
)


class ContributeForm(ActForm):
    """The coordinator's opinion, or its part of the work."""

    act, title, button = Act.CONTRIBUTE, "Gửi ý kiến phối hợp", "Gửi ý kiến"
    said = "Đã gửi ý kiến đến cơ quan chủ trì."
    warning = "Cơ quan chủ trì và Văn phòng đọc ý kiến này; các cơ quan phối hợp khác không đọc được."

    text = forms.CharField(
        label="Ý kiến, phần việc đã làm",
        max_length=10_000,
        validators=[concrete],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ý kiến về nội dung được hỏi, hoặc phần việc phối hợp đã làm, số và ngày văn bản.",
        error_messages={"required": _CONCRETE},
    )
    attachments = FilesField(
        label="Tệp đính kèm",
        required=False,
        help_text=f"Có thể chọn nhiều tệp: {', '.join(sorted(KNOWN))}.",
        max_length=255,
        allow_empty_file=True,  # check_file refuses it by its name
    )

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.contribute(self.share.pk, by=by, text=data["text"], files=data["attachments"])


class RetractForm(ActForm):
    """The latest contribution was sent by mistake."""

    act, title, button = Act.RETRACT, "Rút ý kiến phối hợp", "Rút ý kiến"
    said = "Đã rút ý kiến. Có thể gửi ý kiến khác."
    writes = False
    warning = "Cơ quan chủ trì sẽ được báo. Ý kiến vẫn được lưu với ghi chú “Đã rút”."

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = transitions.to_retract(self.share)
        self.initial["seen"] = self.given.pk if self.given else None

    def refusal(self) -> str | None:
        return super().refusal() or (None if self.given else transitions.NOTHING_TO_RETRACT)

    def perform(self, *, by: User) -> None:
        transitions.retract(self.share.pk, by=by, seen=self.cleaned_data["seen"])


class AskContributionsForm(ActForm):
    """Which of them are asked is not chosen: those from which nothing came."""

    act, title, button = Act.ASK_CONTRIBUTIONS, "Đề nghị gửi ý kiến", "Gửi đề nghị"
    said = "Đã đề nghị các cơ quan phối hợp gửi ý kiến."

    until = VietnameseDateField(label="Gửi ý kiến chậm nhất ngày")
    note = note_field("Nội dung cần ý kiến")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = transitions.to_ask(self.share)
        names = Names([share.agency.short_name for share in self.missing]).whole
        self.warning = f"Gửi đến {len(self.missing)} cơ quan chưa có ý kiến: {names}."

    def refusal(self) -> str | None:
        return super().refusal() or (None if self.missing else transitions.NOBODY_TO_ASK)

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day < calendar.today():
            raise ValidationError("Ngày gửi ý kiến không được ở trong quá khứ.")
        return day

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.ask_contributions(self.share.pk, by=by, until=data["until"], note=data["note"])
