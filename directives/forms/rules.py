"""The rules of following up as the head of the Office sets them."""

from typing import Any

from django import forms

from ..models import FollowUpRules

_HELP = {
    "accept_within_days": "Quá số ngày này mà chưa tiếp nhận, việc được liệt kê ở “Chậm tiếp nhận”.",
    "extension_notice_days": "Tính lùi từ ngày hạn; 0 là được đề nghị đến hết ngày hạn.",
    "extensions_at_most": "Cho mỗi phần việc, chỉ tính lần được đồng ý; 0 là không gia hạn.",
    "confirm_within_days": "Từ ngày cơ quan nộp; quá hạn này Văn phòng là bên chậm.",
    "update_every_days": "Quá số ngày này mà không có báo cáo, việc được liệt kê ở “Chưa cập nhật”.",
    "urge_again_hours": "0 là đôn đốc lại lúc nào cũng được.",
    "escalate_at_urging": "Từ lần này, lãnh đạo Văn phòng và lãnh đạo chỉ đạo cũng được báo.",
    "enter_within_days": "Nhập sau số ngày này là nhập chậm; việc khẩn, hỏa tốc phải nhập trong ngày.",
    "enter_many_within_days": "Văn bản có hơn 10 điểm giao việc.",
    "figures_within_days": "Quá số ngày này mà chưa nhập, đầu mối và thủ trưởng cơ quan được nhắc một lần.",
    "soon_days": "Còn từng này ngày hoặc ít hơn, việc được tô màu và liệt kê là sắp đến hạn.",
}


class RulesForm(forms.ModelForm):
    """All rules at once; `seen` is the newest change the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = FollowUpRules
        fields = tuple(_HELP)
        help_texts = _HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _HELP:
            field = self.fields[name]
            field.label = str(field.label)[0].upper() + str(field.label)[1:]
            field.widget.attrs["inputmode"] = "numeric"
            field.error_messages["required"] = "Nhập một số."
            field.error_messages["invalid"] = "Nhập một số nguyên."

    def values(self) -> dict[str, int]:
        """The rules as typed."""
        return {name: self.cleaned_data[name] for name in _HELP}
