"""What the Office writes when a directive is merged into an earlier one, or that is taken back."""

from typing import Any

from django import forms

from accounts.models import User

from .. import transitions
from ..merge_page import MergePage
from ..models import Directive
from .steps import reason_field


class MergeForm(forms.Form):
    """The reason, and whether the earlier one gets the later's deadline."""

    into = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(
        "Lý do gộp", "Các cơ quan đọc nguyên văn lý do này.", "Nêu lý do để các cơ quan biết vì sao gộp."
    )
    take_deadline = forms.BooleanField(required=False)

    def __init__(self, *args: Any, page: MergePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        if page.deadline is None:
            del self.fields["take_deadline"]
        else:
            code = page.chosen.code if page.chosen else ""
            words = f"Đổi hạn của cơ quan chủ trì tại {code} thành {page.deadline:%d/%m/%Y}"
            self.fields["take_deadline"].label = words

    def clean(self) -> dict[str, Any]:
        """The deadline that was seen (`day`, beside the box) must be the one that would be taken."""
        cleaned = super().clean() or self.cleaned_data
        day = self.page.deadline
        if self.data.get("take_deadline") and self.data.get("day") != (day and day.isoformat()):
            self.add_error(None, "Thời hạn vừa được thay đổi. Xem lại rồi gộp.")
        return cleaned

    def perform(self, *, by: User) -> Directive:
        """Merge; returns the earlier directive. Raises NotAllowed."""
        data = self.cleaned_data
        return transitions.merge(
            self.page.later.pk,
            by=by,
            into=data["into"],
            reason=data["reason"],
            due_on=self.page.deadline if data.get("take_deadline") else None,
        )


class UnmergeForm(forms.Form):
    """Why the merge is taken back."""

    reason = reason_field(
        "Lý do bỏ gộp",
        "Phần việc của các cơ quan trở lại như trước khi gộp. Thời hạn đã đổi khi gộp giữ nguyên.",
        "Nêu lý do để các cơ quan biết vì sao lại thực hiện riêng.",
    )
