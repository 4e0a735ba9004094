"""The rules of scoring as the head of the Office sets them, and who set what before."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.db import connection, transaction

from accounts.access import Act, may
from accounts.models import User
from directives.transitions import NotAllowed

from ..models import ScoringRules
from .scores import QUALITIES, TITLES

_LOCK = 20_251_106  # of savings, which have no row in common
CHANGES_SHOWN = 50


def label_of(name: str) -> str:
    """The number of the rules in words."""
    if name == "few":
        return "Đánh dấu ít số liệu khi số việc để chấm dưới"
    kind, what, n = name.rsplit("_", 2)
    if kind == "quality":
        return f"Kết quả {list(QUALITIES.values())[int(n)]}: điểm"
    if what == "from":
        return f"Mức {int(n) + 1}: từ (%)"
    return f"Mức {int(n) + 1}: điểm"


class ScoringForm(forms.Form):
    """All numbers at once; `seen` is the newest saving the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, rules: ScoringRules, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        for name, value in rules.values().items():
            most = 100 if name != "few" else 50
            field = forms.IntegerField(label=label_of(name), min_value=0, max_value=most, initial=value)
            field.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
            field.error_messages |= {"required": "Nhập một số.", "invalid": "Nhập một số nguyên."}
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        for kind in TITLES:
            for what in ("from", "points"):
                self._falls(chosen, f"{kind}_{what}_", strictly=what == "from")
        return chosen

    def _falls(self, chosen: dict[str, Any], prefix: str, *, strictly: bool) -> None:
        """A lower band begins lower, and is worth no more."""
        names = [name for name in self.fields if name.startswith(prefix)]
        for above, below in pairwise(names):
            high, low = chosen.get(above), chosen.get(below)
            if high is None or low is None:
                continue
            if strictly and low >= high:
                self.add_error(below, "Mức dưới phải bắt đầu thấp hơn mức trên.")
            elif not strictly and low > high:
                self.add_error(below, "Mức dưới không được nhiều điểm hơn mức trên.")

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of each criterion, and of the rest."""
        groups = [
            (title, [self[name] for name in self.fields if name.startswith(f"{kind}_")])
            for kind, title in TITLES.items()
        ]
        return [*groups, ("Số liệu ít", [self["few"]])]

    def values(self) -> dict[str, int]:
        """As typed, of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def newest() -> int:
    """The last saving; 0 while nobody has set anything."""
    return ScoringRules.objects.values_list("pk", flat=True).first() or 0


@transaction.atomic
def set_scoring(*, by: User, values: dict[str, int], seen: int) -> bool:
    """Keep the rules from today on; whether anything changed."""
    if not may(by, Act.SET_RULES):
        raise NotAllowed("Bạn không có quyền đổi quy tắc chấm điểm.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if newest() != seen:
        raise NotAllowed("Người khác vừa đổi quy tắc. Xem thay đổi ở cuối trang rồi lưu lại.")
    before = ScoringRules.objects.first() or ScoringRules()
    if before.values() == values:
        return False
    rules = ScoringRules.of(values)
    rules.actor, rules.actor_name = by, by.get_full_name()
    rules.save()
    return True


@dataclass(frozen=True)
class Saving:
    """One saving with what it changed: words, old, new."""

    rules: ScoringRules
    changes: list[tuple[str, int, int]]


def savings() -> Iterator[Saving]:
    """The newest first; one query."""
    rows = list(ScoringRules.objects.all()[: CHANGES_SHOWN + 1])
    older = [*rows[1:], *([ScoringRules()] if len(rows) <= CHANGES_SHOWN else [])]
    for row, before in zip(rows, older, strict=False):
        old, new = before.values(), row.values()
        changes = [(_full_label(name), old[name], new[name]) for name in new if old[name] != new[name]]
        yield Saving(row, changes)


def _full_label(name: str) -> str:
    kind = next((title for kind, title in TITLES.items() if name.startswith(f"{kind}_")), "")
    return f"{kind}. {label_of(name)}" if kind else label_of(name)
