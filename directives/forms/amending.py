"""What an agency corrects in its latest report."""

from typing import Any

from django import forms

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import transitions
from ..models import Event, ProgressReport
from .acts import ReportForm

_ONLY_OF_PROGRESS = ("percent", "difficulties", "proposals")


class _KeptFiles(forms.MultipleChoiceField):
    """Which files stay. One that a colleague dropped meanwhile is no mistake of who sends the form."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdigit()


class AmendForm(ReportForm):
    """The latest report as it stands, of either kind."""

    act, title, button = Act.AMEND, "Sửa báo cáo gần nhất", "Lưu thay đổi"
    said = "Đã sửa báo cáo."

    kept = _KeptFiles(
        label="Tệp đã gửi",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices"}),
        help_text="Bỏ dấu ở tệp không còn dùng.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = [*ReportForm.field_order[:-1], "kept", "attachments"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = self.amended = transitions.to_withdraw(self.share)
        if latest is None:
            return
        files = latest.files
        names = ("percent", "done", "difficulties", "proposals", "product_number", "product_on", "version")
        self.initial = {name: getattr(latest, name) for name in names}
        self.initial |= {"seen": latest.pk, "kept": [str(file.pk) for file in files]}
        self.fields["kept"].choices = [(str(file.pk), file.original_name) for file in files]  # type: ignore[attr-defined]
        self.fields["attachments"].label = "Thêm tệp"
        if not files:
            del self.fields["kept"]
        if latest.kind == ProgressReport.Kind.COMPLETION:
            for name in _ONLY_OF_PROGRESS:
                del self.fields[name]
            self.warning = self._of_the_day()

    def _of_the_day(self) -> str:
        due_on = self.share.due_on
        if due_on is None or calendar.today() <= due_on:
            return "Ngày báo cáo hoàn thành không thay đổi."
        return (
            f"Đã qua hạn {due_on:%d/%m/%Y}: sửa kết quả, số, ngày văn bản hoặc tệp thì ngày báo cáo hoàn "
            "thành là hôm nay. Chỉ sửa lỗi chính tả thì giữ nguyên ngày."
        )

    def refusal(self) -> str | None:
        return super().refusal() or (None if self.amended else transitions.NOTHING_TO_AMEND)

    def changes_by_others(self) -> list[Event]:
        return list(self.share.events.filter(kind=Event.Kind.AMENDED).select_related("actor")[:3])

    def newest_version(self) -> int:
        return ProgressReport.objects.get(pk=self.cleaned_data["seen"]).version

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.amend(
            self.share.pk,
            by=by,
            seen=data["seen"],
            version=data["version"],
            progress=self.progress(),
            kept=[int(pk) for pk in data.get("kept", [])],
            files=self.files_sent(),
        )
