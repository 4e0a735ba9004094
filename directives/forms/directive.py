"""What the Office writes when it changes a directive after publishing."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Role, User
from agencies import calendar
from agencies.forms import PickOne, VietnameseDateField
from agencies.models import Agency

from .. import transitions
from ..models import Assignment, Directive
from .steps import note_field


class DirectiveForm(forms.ModelForm):
    """A directive as the Office corrects it; `version` says on which state of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Directive
        fields = list(transitions.EDITABLE)
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "class": "title-input"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        roles = {"monitor": Role.office(), "directing_leader": (Role.LEADER,)}
        for name, allowed in roles.items():
            people = User.objects.active().with_role(*allowed)
            if kept := getattr(self.instance, f"{name}_id"):
                people = people | User.objects.filter(
                    pk=kept
                )  # who has left since stays as long as unchanged
            self.fields[name].queryset = people.order_by("full_name")  # type: ignore[attr-defined]
            self.fields[name].empty_label = "Chưa có"  # type: ignore[attr-defined]

    def perform(self, *, by: User) -> None:
        """Save the changes. Raises Changed when somebody else was first."""
        data = self.cleaned_data
        fields = {name: data[name] for name in transitions.EDITABLE}
        transitions.edit_directive(self.instance.pk, by=by, version=data["version"], fields=fields)


class AddAgencyForm(forms.Form):
    """One more agency for a directive that was given out before."""

    agency = forms.ModelChoiceField(
        label="Cơ quan",
        queryset=Agency.objects.none(),
        widget=PickOne,
        empty_label="",
        error_messages={"required": "Chọn cơ quan."},
    )
    role = forms.ChoiceField(
        label="Vai trò",
        choices=Assignment.Role.choices,
        initial=Assignment.Role.COORDINATOR,
        widget=forms.RadioSelect({"class": "choices across"}),
    )
    due_on = VietnameseDateField(
        label="Thời hạn", required=False, help_text="Để trống nếu không có thời hạn."
    )
    note = note_field("Ý kiến")

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive
        today = calendar.today()
        taken = directive.assignments.values("agency")
        agencies = Agency.objects.existing(today).exclude(pk__in=taken).in_order()
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        days = directive.assignments.leads().in_force().filter(due_on__gte=today)
        self.initial["due_on"] = days.order_by("due_on").values_list("due_on", flat=True).first()

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < calendar.today():
            raise ValidationError("Hạn không được ở trong quá khứ.")
        return day

    def perform(self, *, by: User) -> None:
        """Give the share out."""
        data = self.cleaned_data
        transitions.add_agency(
            self.directive.pk,
            by=by,
            agency=data["agency"],
            role=data["role"],
            due_on=data["due_on"],
            note=data["note"],
        )
