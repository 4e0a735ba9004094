"""What the inbox and the deliveries can be filtered by, and what people choose about being told."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.conf import settings
from django.forms import BoundField

from accounts.models import User
from agencies.forms import Chip

from .kinds import OBLIGATORY, Channel, Kind
from .models import DIGEST_HOURS, NotificationQuerySet, OutgoingMessage, OutgoingMessageQuerySet, Webhook
from .preferences import Choice, Wishes, digest_hour, kinds_of, open_to, ways

UNUSABLE = "Trình duyệt gửi đăng ký không dùng được. Tải lại trang rồi bật lại."


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


class _ListFilter(forms.Form):
    """What stands above a list; a nonsensical value filters nothing and is shown at its field."""

    person = forms.ModelChoiceField(
        User.objects.all(), label="Người nhận", required=False, widget=forms.HiddenInput
    )

    @property
    def active(self) -> list[Chip]:
        """The filters that are on, in the order of the form."""
        self.is_valid()
        return [
            Chip("Có chữ" if name == "q" else str(field.label), self._words(name), self._without(name))
            for name, field in self.fields.items()
            if self.cleaned_data.get(name)
        ]

    def _words(self, name: str) -> str:
        value = self.cleaned_data[name]
        choices = getattr(self.fields[name], "choices", ()) if isinstance(value, str) else ()
        return str(dict(choices).get(value, value))

    def _without(self, name: str) -> str:
        query = self.data.copy()  # type: ignore[attr-defined]
        for gone in (name, "page"):
            query.pop(gone, None)
        return f"?{query.urlencode()}"


class DeliveryFilter(_ListFilter):
    """Messages by words, state, channel and person."""

    field_order = ("q", "status", "channel", "person")

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
            (Channel.PUSH, Channel.PUSH.label),
        ],
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


class NoticeFilter(_ListFilter):
    """Notices in the app by words, kind, whether they were read, and person."""

    field_order = ("q", "kind", "read", "person")

    q = forms.CharField(
        label="Tìm thông báo",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Tiêu đề hoặc người nhận"}),
    )
    kind = forms.ChoiceField(
        label="Loại",
        required=False,
        choices=[("", "Tất cả"), *((kind.value, kind.label) for kind in Kind if kind != Kind.FOLLOWED)],
    )
    read = forms.ChoiceField(
        label="Đã đọc chưa",
        required=False,
        choices=[("", "Tất cả"), ("no", "Chưa đọc"), ("yes", "Đã đọc")],
    )

    def apply(self, rows: NotificationQuerySet) -> NotificationQuerySet:
        """Those of `rows` that pass."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            rows = rows.search(chosen["q"])
        if chosen.get("kind"):
            rows = rows.of_kind(chosen["kind"])
        if chosen.get("read"):
            rows = rows.read() if chosen["read"] == "yes" else rows.unread()
        if chosen.get("person"):
            rows = rows.of(chosen["person"].pk)
        return rows


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
        self.ways = ways()
        self.kinds = kinds_of(user)
        self.open = open_to(self.kinds)
        for kind, channel in self.open:
            self.fields[_box(kind, channel)] = forms.BooleanField(
                label=f"{kind.label}: {channel.label.lower()}",
                required=False,
                initial=wishes.want(user.pk, kind, channel),
            )

    @property
    def groups(self) -> list[tuple[str, list[KindRow]]]:
        """The kinds as the page shows them: what is obligatory, then what is not."""
        rows = [KindRow(kind, [(way, self._cell(kind, way)) for way in self.ways]) for kind in self.kinds]
        groups = [
            ("Bắt buộc theo quy chế", [row for row in rows if row.kind in OBLIGATORY]),
            ("Tùy chọn", [row for row in rows if row.kind not in OBLIGATORY]),
        ]
        return [(heading, some) for heading, some in groups if some]

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


class PushDeviceForm(forms.Form):
    """What a browser says when it has subscribed. Nobody types this, but anybody can send it."""

    endpoint = forms.CharField(max_length=2000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for field in self.fields.values():
            for code in ("required", "max_length"):
                field.error_messages[code] = UNUSABLE

    def clean_endpoint(self) -> str:
        """Only over https, and at the usual port unless the office has its own push service."""
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            parts = urlsplit(endpoint)
            host = (parts.hostname or "").encode("idna")
            port = parts.port or 443
        except ValueError as problem:
            raise forms.ValidationError(UNUSABLE) from problem
        plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
        usual = port == 443 or settings.WEB_PUSH_ALLOW_PRIVATE
        if not (plain and host and usual and endpoint.startswith("https://")) or "@" in parts.netloc:
            raise forms.ValidationError(UNUSABLE)
        return endpoint

    def clean_p256dh(self) -> str:
        """A point of the curve: to anything else nothing can be encrypted."""
        key: str = self.cleaned_data["p256dh"]
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
        except ValueError as problem:
            raise forms.ValidationError(UNUSABLE) from problem
        return key

    def clean_auth(self) -> str:
        """Sixteen bytes."""
        auth: str = self.cleaned_data["auth"]
        try:
            length = len(_bytes(auth))
        except ValueError:
            length = 0
        if length != 16:
            raise forms.ValidationError(UNUSABLE)
        return auth


def _bytes(text: str) -> bytes:
    plain = text.rstrip("=")
    return b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
