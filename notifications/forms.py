"""What the deliveries screen can be filtered by."""

from django import forms
from django.forms import BoundField

from accounts.models import User

from .models import OutgoingMessage, OutgoingMessageQuerySet


class DeliveryFilter(forms.Form):
    """Words, state and person; a nonsensical value filters nothing and is shown at its field."""

    q = forms.CharField(
        label="Tìm thư",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Tiêu đề, người nhận hoặc địa chỉ"}),
    )
    status = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Tất cả"), *OutgoingMessage.Status.choices],
    )
    person = forms.ModelChoiceField(
        User.objects.all(), label="Người nhận", required=False, widget=forms.HiddenInput
    )

    def apply(self, rows: OutgoingMessageQuerySet) -> OutgoingMessageQuerySet:
        """Those of `rows` that pass."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            rows = rows.search(chosen["q"])
        if chosen.get("status"):
            rows = rows.filter(status=chosen["status"])
        if chosen.get("person"):
            rows = rows.filter(recipient=chosen["person"])
        return rows

    @property
    def active(self) -> list[tuple[BoundField, str]]:
        """The filters that are on, with the words their chips show."""
        self.is_valid()
        shown = {
            "q": self.cleaned_data.get("q", ""),
            "status": dict(OutgoingMessage.Status.choices).get(self.cleaned_data.get("status", ""), ""),
            "person": str(self.cleaned_data.get("person") or ""),
        }
        return [(self[name], text) for name, text in shown.items() if text]
