"""What an agency writes when it divides its share among its people."""

from typing import Any

from django import forms

from accounts.access import Act
from accounts.models import User
from agencies.forms import VietnameseDateField

from .. import transitions
from ..models import Event, SubTask
from .acts import ActForm
from .steps import members_of, note_field


class _SubtaskFields(ActForm):
    """What both adding and changing ask."""

    name = forms.CharField(
        label="Nội dung", max_length=300, error_messages={"required": "Nêu việc phải làm."}
    )
    person = forms.ModelChoiceField(
        label="Người làm",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        error_messages={"required": "Chọn người làm."},
    )
    due_on = VietnameseDateField(label="Hạn", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_of(self.share)  # type: ignore[attr-defined]
        if self.share.due_on is not None:
            self.fields["due_on"].help_text = f"Hạn của phần việc: {self.share.due_on:%d/%m/%Y}."

    def written(self) -> dict[str, Any]:
        """The values as the transitions take them."""
        data = self.cleaned_data
        due_on = data["due_on"]
        if due_on and self.share.due_on and due_on > self.share.due_on:
            self.said = f"{self.said} Lưu ý: hạn việc con sau hạn của phần việc {self.share.due_on:%d/%m/%Y}."
        return {"title": data["name"], "person": data["person"], "due_on": due_on}


class AddSubtaskForm(_SubtaskFields):
    """A piece of the share for one person."""

    act, title, button = Act.PLAN_SUBTASKS, "Thêm việc con", "Thêm việc con"
    said = "Đã thêm việc con; người làm sẽ được báo."
    warning = "Việc con là của nội bộ cơ quan: không tính vào số liệu, không thay cho báo cáo."

    def perform(self, *, by: User) -> None:
        transitions.add_subtask(self.share.pk, by=by, **self.written())


class _OneSubtask(ActForm):
    """A form about one piece."""

    def __init__(self, *args: Any, subtask: SubTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subtask = subtask
        self.what = subtask.title

    def refusal(self) -> str | None:
        return transitions.refusal(self.share, Act.PLAN_SUBTASKS)


class EditSubtaskForm(_OneSubtask, _SubtaskFields):
    """Another title, person or day."""

    act, title, button = Act.PLAN_SUBTASKS, "Sửa việc con", "Lưu"
    said = "Đã lưu việc con."

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subtask: SubTask, **kwargs: Any) -> None:
        super().__init__(*args, subtask=subtask, **kwargs)
        kept = {"name": subtask.title, "person": subtask.person_id, "due_on": subtask.due_on}
        self.initial = {**kept, "version": subtask.version, **self.initial}

    def changes_by_others(self) -> list[Event]:
        changed = self.share.events.filter(kind=Event.Kind.SUBTASK_CHANGED)
        return list(changed.select_related("actor")[:3])

    def newest_version(self) -> int:
        return SubTask.objects.get(pk=self.subtask.pk).version

    def perform(self, *, by: User) -> None:
        version = self.cleaned_data["version"]
        transitions.change_subtask(self.subtask.pk, by=by, version=version, **self.written())


class RemoveSubtaskForm(_OneSubtask):
    """Not needed after all."""

    act, title, button = Act.PLAN_SUBTASKS, "Bỏ việc con", "Bỏ việc con"
    said = "Đã bỏ việc con."
    writes = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warning = f"Bỏ việc con đang giao cho {self.subtask.person}. Lịch sử vẫn ghi lại."

    def perform(self, *, by: User) -> None:
        transitions.remove_subtask(self.subtask.pk, by=by)


class TickSubtaskForm(_OneSubtask):
    """Done, and in a few words how."""

    act, title, button = Act.TICK_SUBTASK, "Xong việc con", "Đánh dấu xong"
    said = "Đã đánh dấu xong."

    note = note_field("Kết quả, ghi chú")

    def perform(self, *, by: User) -> None:
        transitions.tick_subtask(self.subtask.pk, by=by, note=self.cleaned_data["note"])


class UntickSubtaskForm(_OneSubtask):
    """Not done after all."""

    act, title, button = Act.TICK_SUBTASK, "Mở lại việc con", "Mở lại"
    said = "Việc con trở lại chưa xong."

    note = note_field("Lý do")

    def perform(self, *, by: User) -> None:
        transitions.untick_subtask(self.subtask.pk, by=by, note=self.cleaned_data["note"])
