"""What a person writes to keep a filter of the register, and which columns they choose."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.access import Act, may
from accounts.models import User

from .. import saving
from ..columns import ALWAYS, COLUMNS
from ..models import SavedView


class ViewForm(forms.Form):
    """A filter's name, and whether it is for everybody; `view` is the one that is changed."""

    name = forms.CharField(
        label="Tên bộ lọc",
        max_length=80,
        error_messages={"required": "Đặt tên cho bộ lọc."},
        widget=forms.TextInput({"autocomplete": "off", "placeholder": "Ví dụ: Quá hạn của các xã, phường"}),
    )
    is_shared = forms.BooleanField(
        label="Dùng chung cho mọi người",
        required=False,
        help_text="Ai mở bộ lọc cũng chỉ thấy những nhiệm vụ mình được xem.",
    )
    opens = forms.BooleanField(label="Mở sổ theo dõi bằng bộ lọc này", required=False)

    def __init__(self, *args: Any, user: User, view: SavedView | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.view = user, view
        if view is not None:
            opens = saving.setup_of(user).opens_with_id == view.pk
            self.initial = {"name": view.name, "is_shared": view.is_shared, "opens": opens}
        if not may(user, Act.SHARE_VIEW):
            del self.fields["is_shared"]

    def perform(self, query: str = "") -> SavedView:
        """Keep it, or change it. Raises NotAllowed."""
        data, by = self.cleaned_data, self.user
        shared = data.get("is_shared", False)
        if self.view is None:
            view = saving.save_view(by=by, name=data["name"], query=query, is_shared=shared)
        else:
            view = saving.change_view(self.view.pk, by=by, name=data["name"], is_shared=shared)
        if data["opens"] or self.initial.get("opens"):
            saving.open_with(view if data["opens"] else None, by=by)
        return view


class ColumnsForm(forms.Form):
    """The columns to see; what a row is about is always among them."""

    columns = forms.MultipleChoiceField(
        label="Cột",
        required=False,
        choices=[(key, column.label) for key, column in COLUMNS.items() if key != ALWAYS],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None = None, *, shown: list[str] | None = None) -> None:
        super().__init__(data, initial={"columns": shown or []})
