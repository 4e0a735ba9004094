"""What the inbox and the deliveries can be filtered by, and what people choose about being told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.forms import BoundField

from accounts.models import User

from .kinds import OBLIGATORY, PERSONAL, Channel, Kind, concerns
from .models import DIGEST_HOURS, NotificationQuerySet, OutgoingMessage, OutgoingMessageQuerySet, Webhook
from .preferences import Choice, Wishes, digest_hour, open_to


class InboxFilter(forms.Form):
    """Of one kind, or only what is unread; a nonsensical value filters nothing."""

    kind = forms.ChoiceField(
        label="Loại thông báo", required=False, choices=[("", "Mọi loại"), *Kind.choices]
    )
    only = forms.ChoiceField(required=False, choices=[("unread", "Chưa đọc")], widget=forms.HiddenInput)

    def of_kind(self, rows: NotificationQuerySet) -> NotificationQuerySet:
        """Those of the kind that was chosen."""
        return rows.of_kind(self.chosen) if self.chosen else rows

    @property
    def chosen(self) -> str:
        """The kind that was chosen, or nothing."""
        self.is_valid()
        return self.cleaned_data.get("kind", "")

    @property
    def only_unread(self) -> bool:
        """Whether what was read is left out."""
        self.is_valid()
        return bool(self.cleaned_data.get("only"))


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
    channel = forms.ChoiceField(
        label="Gửi qua",
        required=False,
        choices=[
            ("", "Tất cả"),
            (Channel.EMAIL, Channel.EMAIL.label),
            (Channel.WEBHOOK, Channel.WEBHOOK.label),
        ],
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
        if chosen.get("channel"):
            rows = rows.filter(channel=chosen["channel"])
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
            "channel": dict(Channel.choices).get(self.cleaned_data.get("channel", ""), ""),
            "person": str(self.cleaned_data.get("person") or ""),
        }
        return [(self[name], text) for name, text in shown.items() if text]


@dataclass(frozen=True)
class KindRow:
    """One kind in the table of choices: for each channel its box, or None where there is no choice."""

    kind: Kind
    cells: list[tuple[Channel, BoundField | None]]


class PreferencesForm(forms.Form):
    """A box for each kind and channel that is open to choice, and the hour of the morning's digest."""

    digest_at = forms.TypedChoiceField(
        label="Giờ nhận nhắc việc buổi sáng",
        choices=[(f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in DIGEST_HOURS],
        coerce=time.fromisoformat,
        help_text="Một thư gộp cho tất cả các việc. Mặc định 07:30.",
        error_messages={"invalid_choice": "Chọn một giờ trong danh sách.", "required": "Chọn một giờ."},
    )

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        wishes = Wishes.of([user.pk])
        self.fields["digest_at"].initial = f"{digest_hour(user):%H:%M}"
        self.open = open_to(user)
        self.kinds = [kind for kind in Kind if concerns(kind, user.role)]
        for kind, channel in self.open:
            self.fields[_box(kind, channel)] = forms.BooleanField(
                label=f"{kind.label}: {channel.label.lower()}",
                required=False,
                initial=wishes.want(user.pk, kind, channel),
            )

    @property
    def groups(self) -> list[tuple[str, list[KindRow]]]:
        """The kinds as the page shows them: what is obligatory, then what is not."""
        rows = [KindRow(kind, [(way, self._cell(kind, way)) for way in PERSONAL]) for kind in self.kinds]
        return [
            ("Bắt buộc theo quy chế", [row for row in rows if row.kind in OBLIGATORY]),
            ("Tùy chọn", [row for row in rows if row.kind not in OBLIGATORY]),
        ]

    def _cell(self, kind: Kind, channel: Channel) -> BoundField | None:
        return self[_box(kind, channel)] if (kind, channel) in self.open else None

    def wanted(self) -> dict[Choice, bool]:
        """What was ticked, and what was not."""
        return {choice: self.cleaned_data[_box(*choice)] for choice in self.open}


def _box(kind: Kind, channel: Channel) -> str:
    return f"{kind.value}-{channel.value}"


class WebhookForm(forms.ModelForm):
    """An address and whose messages go there."""

    class Meta:
        model = Webhook
        fields = ("name", "url", "agency", "is_active")
        help_texts = {
            "url": "Máy nhận của cơ quan: cổng Zalo OA, SMS, Telegram.",
            "agency": "Chọn cơ quan: chỉ chuyển tin gửi cho người của cơ quan đó.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label)[0].upper() + str(field.label)[1:]
        self.fields["agency"].empty_label = "Toàn tỉnh"  # type: ignore[attr-defined]
        self.fields["name"].error_messages["required"] = "Nhập tên để phân biệt các địa chỉ."
        self.fields["url"].error_messages["required"] = "Nhập địa chỉ của máy nhận."

    def clean_url(self) -> str:
        """What could never be sent to is told here, not among the deliveries."""
        url: str = self.cleaned_data["url"]
        parts = urlsplit(url)
        try:
            _ = parts.port, (parts.hostname or "").encode("idna")
        except ValueError as problem:
            raise forms.ValidationError("Tên máy hoặc số cổng không đúng.") from problem
        if "@" in parts.netloc:
            raise forms.ValidationError("Địa chỉ không được có tên đăng nhập và mật khẩu.")
        return url
