"""The history of a target in sentences."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from directives.history import Change, Entry

from .course import Adding, Cadence, Direction
from .models import Target, TargetEvent, month_words
from .numbers import in_words

Kind = TargetEvent.Kind

_DID: dict[str, str] = {
    Kind.CREATED: "tạo chỉ tiêu",
    Kind.EDITED: "sửa chỉ tiêu",
    Kind.PLANNED: "đặt kế hoạch từng tháng",
    Kind.ENTERED: "nhập số liệu tháng {month}",
    Kind.CORRECTED: "sửa số liệu tháng {month}",
    Kind.TAKEN_BACK: "bỏ số liệu tháng {month}",
    Kind.CLOSED: "kết thúc theo dõi",
    Kind.REOPENED: "mở theo dõi lại",
    Kind.REMOVED: "xóa chỉ tiêu",
}


def history_of(target: Target, user: User) -> list[Entry]:
    """What happened to it, newest first; one query."""
    return entries(target.events.select_related("actor"), user)


def changes_since(target: Target, seen: int, user: User, *, month: date | None = None) -> list[Entry]:
    """What others did meanwhile to its facts, or to the figure of a month."""
    return entries(target.events.filter(month=month, pk__gt=seen).select_related("actor")[:3], user)


def entries(events: Iterable[TargetEvent], user: User) -> list[Entry]:
    """Each event in words; which directives hang together with it, for those who see them all."""
    return [
        Entry(
            at=event.at,
            kind=event.kind,
            who=event.actor_name,
            position=event.actor.position,
            did=_DID[event.kind].format(month=month_words(event.month) if event.month else ""),
            note=event.note,
            changes=_changes(event, user),
        )
        for event in events
    ]


def _changes(event: TargetEvent, user: User) -> list[Change]:
    found = [
        Change(label, words(old) if old else "", words(new) if new else "không có")
        for name, (label, words) in _FIELDS.items()
        if name in event.data and (name != "directives" or user.sees_all)
        for old, new in [event.data[name]]
    ]
    return found + [
        Change(
            f"Tháng {month_words(date.fromisoformat(month))}",
            _figure(old) if old else "",
            _figure(new) if new else "theo đường thẳng",
        )
        for month, (old, new) in event.data.get("planned", {}).items()
    ]


def _figure(value: Any) -> str:
    return in_words(Decimal(value))


def _month(value: Any) -> str:
    return month_words(date.fromisoformat(value))


def _listed(value: Any) -> str:
    return ", ".join(value)


def _direction(value: Any) -> str:
    return str(Direction(value).label)


def _adding(value: Any) -> str:
    return str(Adding(value).label)


def _cadence(value: Any) -> str:
    return str(Cadence(value).label)


# In the order in which they are shown.
_FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "name": ("Tên chỉ tiêu", str),
    "direction": ("Yêu cầu", _direction),
    "value": ("Số", _figure),
    "unit": ("Đơn vị tính", str),
    "first_month": ("Từ tháng", _month),
    "last_month": ("Đến tháng", _month),
    "adding": ("Cách nhập số", _adding),
    "cadence": ("Kỳ nhập số", _cadence),
    "start": ("Mức trước kỳ", _figure),
    "lead": ("Cơ quan chủ trì", str),
    "document": ("Văn bản giao", str),
    "directives": ("Nhiệm vụ liên quan", _listed),
    "note": ("Ghi chú", str),
}
