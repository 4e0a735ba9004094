"""The signed letter of urging as it is uploaded: number, day, scan, and which urgings it is about."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.forms import FileDrop, VietnameseDateField

from .. import transitions
from ..access import Reach
from ..bulk import whole_numbers
from ..filing import SCANS, check_scan
from ..models import SignedLetter, Urging

_NEAR = timedelta(days=7)  # urgings of one letter are sent within days of each other
_MOST = 60


class SignedLetterForm(forms.Form):
    """For one urging; others of the same agency which the same letter is about can be named with it."""

    number = forms.CharField(
        label="Số, ký hiệu công văn",
        max_length=60,
        error_messages={"required": "Nhập số, ký hiệu công văn."},
        help_text="Ví dụ: 123/VP-TH.",
    )
    signed_on = VietnameseDateField(label="Ngày ký", error_messages={"required": "Nhập ngày ký."})
    scan = forms.FileField(
        label="Bản quét đã ký",
        widget=FileDrop({"accept": ",".join(f".{ending}" for ending in SCANS)}),
        max_length=255,
        allow_empty_file=True,  # check_scan refuses it by its name
        help_text="Tệp PDF hoặc ảnh chụp, quét rõ chữ ký và dấu.",
        error_messages={"required": "Chọn tệp đã ký."},
    )
    also = forms.MultipleChoiceField(
        label="Công văn này còn đôn đốc",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices"}),
        help_text="Các lần đôn đốc khác gửi cùng cơ quan trong những ngày ấy.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, urging: Urging, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.urging, self.by = urging, by
        self.replaces: SignedLetter | None = urging.letter
        others = _others(urging, by)
        field = self.fields["also"]
        field.choices = [(str(other.pk), _name(other)) for other in others]  # type: ignore[attr-defined]
        if not others:
            del self.fields["also"]
        self.initial["also"] = [str(other.pk) for other in others if _is_together(other, urging)]
        known = {other.letter_id for other in (urging, *others) if other.letter_id}
        self.initial["seen"] = ",".join(map(str, sorted(known)))

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > calendar.today():
            raise ValidationError("Ngày ký không thể sau hôm nay.")
        return day

    def clean_scan(self) -> Any:
        check_scan(self.cleaned_data["scan"])
        return self.cleaned_data["scan"]

    def perform(self, *, by: User) -> SignedLetter:
        """Keep it. Raises NotAllowed when somebody else was first."""
        data = self.cleaned_data
        seen = whole_numbers(data["seen"].split(","))
        return transitions.file_letter(
            [self.urging.pk, *map(int, data.get("also", []))],
            number=data["number"],
            signed_on=data["signed_on"],
            scan=data["scan"],
            seen=seen,
            by=by,
        )


def _others(urging: Urging, by: User) -> list[Urging]:
    """What the same letter may be about: urgings of the agency of those days without another letter."""
    near = (urging.at - _NEAR, urging.at + _NEAR)
    found = (
        Urging.objects.filter(Q(letter=None) | Q(letter=urging.letter_id))
        .filter(assignment__agency=urging.assignment.agency_id, at__range=near)
        .exclude(pk=urging.pk)
        .select_related("assignment__directive")
        .order_by("-at", "-pk")[:_MOST]
    )
    reach = Reach.of(by)
    return [other for other in found if reach.may_act(other.assignment, Act.URGE)]


def _is_together(other: Urging, urging: Urging) -> bool:
    """Sent as one act for many rows; or both in the letter that is replaced.

    The same words on another day, or to the same work again, were an act of their own with its own letter.
    """
    if urging.letter_id:
        return other.letter_id == urging.letter_id
    if other.assignment_id == urging.assignment_id or _day_of(other) != _day_of(urging):
        return False
    return (other.by_id, other.kind, other.text) == (urging.by_id, urging.kind, urging.text)


def _day_of(urging: Urging) -> date:
    return timezone.localtime(urging.at).date()


def _name(urging: Urging) -> str:
    directive = urging.assignment.directive
    return f"{directive.code} {directive.title} (lần {urging.number}, {_day_of(urging):%d/%m/%Y})"
