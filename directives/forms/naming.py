"""The form in which a clerk says whom a name means."""

from datetime import date

from django import forms
from django.db import models
from django.http import QueryDict

from agencies.forms import PickOne

from ..giving import Body
from ..models import ProposalParty
from .charging import Bodies, BodyValue


class Scope(models.TextChoices):
    """For how long a name keeps the meaning it is given."""

    HERE = "here", "Chỉ trong văn bản này"
    FOR_GOOD = "for_good", "Ghi nhớ tên gọi này cho lần sau"


class NameForm(forms.Form):
    """Whom a name means, and for how long."""

    body = forms.ChoiceField(
        label="Cơ quan hoặc nhóm cơ quan",
        widget=PickOne,
        error_messages={
            "required": "Chọn cơ quan, hoặc bấm “Không phải cơ quan”.",
            "invalid_choice": "Chọn một cơ quan trong danh mục.",
        },
    )
    scope = forms.ChoiceField(
        label="Dùng cho",
        choices=Scope,
        initial=Scope.HERE,
        widget=forms.RadioSelect({"class": "choices"}),
        error_messages={"required": "Chọn phạm vi áp dụng."},
    )

    def __init__(self, data: QueryDict | None, *, party: ProposalParty, on: date, can_remember: bool) -> None:
        self.bodies = Bodies(on)
        guess = party.agency or party.group
        super().__init__(data, initial={"body": BodyValue(guess)} if guess else None, auto_id="dialog_%s")
        self.fields["body"].choices = [("", "Chưa chọn"), *self.bodies.choices]  # type: ignore[attr-defined]
        if not can_remember:
            self.fields["scope"].choices = Scope.choices[:1]  # type: ignore[attr-defined]

    def clean_body(self) -> Body:
        """The row that was chosen."""
        return self.bodies.by_value[self.cleaned_data["body"]]
