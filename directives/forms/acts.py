"""What people write when they act on a share of work."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.forms import FileDrop, VietnameseDateField

from .. import transitions
from ..filing import KNOWN, check_file
from ..models import Assignment, Event
from ..models.assignment import Quality
from ..transitions import Progress
from ..vagueness import is_vague

_CONCRETE = "Nêu cụ thể đã làm gì, ví dụ: “Đã trình UBND tỉnh tại Tờ trình số 120/TTr-STC ngày 05/11/2025”."
_VAGUE = f"Báo cáo quá chung, chưa nêu việc nào kiểm tra được. {_CONCRETE}"


def concrete(text: str) -> None:
    """Refuse words which say nothing that can be checked."""
    if is_vague(text):
        raise ValidationError(_VAGUE)


class _Files(FileDrop):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by its content; every one that is refused is named."""

    widget = _Files

    def clean(self, data: Sequence[Any] | Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data]
        files: list[UploadedFile] = []
        problems: list[ValidationError] = []
        for one in filter(None, sent):
            try:
                file = super().clean(one, initial)
                check_file(file)
                files.append(file)
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise ValidationError(problems)
        return files


class ActForm(forms.Form):
    """A form of one act: its words, and the transition which it calls."""

    act: ClassVar[Act]
    title: str
    button: ClassVar[str]
    said: str  # told when it is done
    writes: ClassVar[bool] = True  # takes words or files: the page warns of state secrets
    decides: ClassVar[bool] = False  # on a result, which the page shows
    warning: str = ""  # what it will do, where that is not plain
    previews: ClassVar[bool] = False  # what it will do is shown before it is done
    preview: Any = None  # that, once it was asked for

    def __init__(self, *args: Any, share: Assignment, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.share, self.by = share, by

    def changes_by_others(self) -> list[Event]:
        """What others did meanwhile to what this form changes, the newest first."""
        return []

    def renew(self) -> None:
        """Keep what was typed, now about the newest state: sending it again is a decision."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(self.newest_version())
        self.data = data

    def newest_version(self) -> int:
        """The version that `version` of the form is compared with."""
        raise NotImplementedError

    def refusal(self) -> str | None:
        """Why there is nothing to fill in, for people; None when there is."""
        return transitions.refusal(self.share, self.act)

    def make_preview(self) -> Any:
        """What doing the act with these words would do."""
        raise NotImplementedError

    def perform(self, *, by: User) -> None:
        """Do the act. Raises NotAllowed when the share has moved on."""
        raise NotImplementedError


class AcceptForm(ActForm):
    """Nothing to write: accepting is one press."""

    act, title, button = Act.ACCEPT, "Tiếp nhận nhiệm vụ", "Tiếp nhận"
    said = "Đã tiếp nhận nhiệm vụ."
    writes = False

    def perform(self, *, by: User) -> None:
        transitions.accept(self.share.pk, by=by)


class _ReportForm(ActForm):
    """What both kinds of report ask."""

    done = forms.CharField(
        label="Kết quả đã thực hiện",
        max_length=10_000,
        validators=[concrete],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Việc đã làm, số và ngày văn bản đã trình hoặc ban hành.",
        error_messages={"required": _CONCRETE},
    )
    product_number = forms.CharField(label="Số, ký hiệu văn bản kết quả", required=False, max_length=60)
    product_on = VietnameseDateField(label="Ngày văn bản kết quả", required=False)
    attachments = FilesField(
        label="Tệp đính kèm",
        required=False,
        help_text=f"Có thể chọn nhiều tệp: {', '.join(sorted(KNOWN))}.",
        max_length=255,
        allow_empty_file=True,  # check_file refuses it by its name
    )

    def clean_product_on(self) -> Any:
        day = self.cleaned_data["product_on"]
        if day and day > calendar.today():
            raise ValidationError("Ngày văn bản kết quả không thể sau hôm nay.")
        return day

    def progress(self) -> Progress:
        """What was written, as the transition takes it."""
        told = [field.name for field in fields(Progress)]
        return Progress(**{name: self.cleaned_data[name] for name in told if name in self.cleaned_data})

    def files_sent(self) -> list[UploadedFile]:
        """The files, each accepted by `check_file`."""
        files: list[UploadedFile] = self.cleaned_data["attachments"]
        return files


class ReportForm(_ReportForm):
    """A report of progress."""

    percent = forms.IntegerField(
        label="Tiến độ (%)",
        min_value=0,
        max_value=99,
        help_text="Từ 0 đến 99. Khi đã xong, dùng “Báo cáo hoàn thành”.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Nhập tiến độ từ 0 đến 99.",
            "invalid": "Tiến độ là một số nguyên từ 0 đến 99.",
            "min_value": "Tiến độ từ 0 đến 99 %%.",
            "max_value": "Tiến độ từ 0 đến 99 %%. Khi đã xong, hãy dùng “Báo cáo hoàn thành”.",
        },
    )
    difficulties = forms.CharField(
        label="Khó khăn, vướng mắc",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proposals = forms.CharField(
        label="Đề xuất, kiến nghị",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    act, title, button = Act.REPORT, "Báo cáo tiến độ", "Gửi báo cáo tiến độ"
    said = "Đã gửi báo cáo tiến độ."
    field_order = [
        "percent",
        "done",
        "difficulties",
        "proposals",
        "product_number",
        "product_on",
        "attachments",
    ]

    def perform(self, *, by: User) -> None:
        transitions.report(self.share.pk, by=by, progress=self.progress(), files=self.files_sent())


class CompleteForm(_ReportForm):
    """The result, which then waits for the Office. Pieces that are not ticked off are asked about once."""

    act, title, button = Act.COMPLETE, "Báo cáo hoàn thành", "Gửi báo cáo hoàn thành"
    said = "Đã gửi báo cáo hoàn thành. Kết quả đang chờ Văn phòng xác nhận."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = list(self.share.subtasks.open().values_list("title", flat=True))
        if left:
            self.fields["despite"] = forms.BooleanField(
                label=f"Vẫn báo cáo hoàn thành khi còn {len(left)} việc con chưa xong",
                help_text=f"Chưa xong: {'; '.join(left)}.",
                error_messages={"required": "Còn việc con chưa xong. Đánh dấu vào đây nếu vẫn gửi."},
            )

    def perform(self, *, by: User) -> None:
        transitions.complete(self.share.pk, by=by, progress=self.progress(), files=self.files_sent())


class _DecisionForm(ActForm):
    """The Office's word on the result which it has read."""

    decides = True
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def read(self) -> dict[str, int | None]:
        """Which result the person had read, as the transitions ask."""
        return {name: self.cleaned_data[name] for name in ("seen", "version")}


class ConfirmForm(_DecisionForm):
    """The result is good."""

    act, title, button = Act.CONFIRM, "Xác nhận hoàn thành", "Xác nhận hoàn thành"
    said = "Đã xác nhận hoàn thành."

    quality = forms.ChoiceField(
        label="Chất lượng",
        choices=Quality.choices,
        required=False,
        widget=forms.RadioSelect({"class": "choices across"}),
    )
    note = forms.CharField(
        label="Ý kiến của Văn phòng",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.confirm(self.share.pk, by=by, note=data["note"], quality=data["quality"], **self.read())


class ReturnForm(_DecisionForm):
    """The result is not good yet, and why."""

    act, title, button = Act.RETURN, "Trả lại kết quả", "Trả lại"
    said = "Đã trả lại kết quả; cơ quan sẽ được báo."

    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cơ quan đọc nguyên văn lý do này. Kết quả bị trả lại tính là chưa hoàn thành.",
        error_messages={"required": "Nêu lý do trả lại để cơ quan biết phải bổ sung gì."},
    )

    def perform(self, *, by: User) -> None:
        transitions.send_back(self.share.pk, by=by, reason=self.cleaned_data["reason"], **self.read())
