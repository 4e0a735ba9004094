"""What became of the work between the ends of two days: a balance that comes out exactly, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Count, F

from accounts.models import User
from agencies.forms import VietnameseDateField
from directives.between import CHANGES
from directives.filters import FUTURE
from directives.measures import MEASURES, Figure, Scope, counted, counts

from ..tallies import BOARDS, board_of

STOOD = ("not_done", "overdue")  # measures of each day
# a line of the balance: name, words, sign (None: it explains the line above), how far it stands in
OPEN_BALANCE = (
    ("given", "Giao mới", "+", 0),
    ("came_back", "Trở lại thực hiện", "+", 0),
    ("reopened", "Mở lại sau khi hoàn thành", "", 1),
    ("restored", "Khôi phục sau thu hồi, từ chối, gộp", "", 1),
    ("made_lead", "Chuyển từ phối hợp thành chủ trì", "", 1),
    ("finished", "Hoàn thành", "−", 0),
    ("finished_on_time", "Đúng hạn", "", 1),
    ("finished_late", "Quá hạn", "", 1),
    ("finished_without_deadline", "Không thời hạn", "", 1),
    ("taken_out", "Không còn tính", "−", 0),
    ("revoked", "Thu hồi, gộp, thay, chuyển cơ quan kế thừa", "", 1),
    ("declined", "Bị từ chối", "", 1),
    ("split", "Đã tách thành nhiệm vụ khác", "", 1),
    ("unmade_lead", "Chuyển từ chủ trì thành phối hợp", "", 1),
)
OVERDUE_BALANCE = (
    ("fell_overdue", "Phát sinh quá hạn", "+", 0),
    ("cleared", "Hết quá hạn", "−", 0),
    ("cleared_by_result", "Đã hoàn thành", "", 1),
    ("cleared_otherwise", "Lùi hạn, tạm dừng, thu hồi hoặc lý do khác", "", 1),
)
BESIDE = (
    ("extended", "Được lùi hạn", "", 0),
    ("returned", "Bị trả lại, chưa nộp lại", "", 0),
)
_Row = tuple[str, str, str, int]


class CompareForm(forms.Form):
    """The two days; both stand in the address."""

    first = VietnameseDateField(label="Từ cuối ngày", required=False)
    last = VietnameseDateField(label="Đến cuối ngày", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        given = data.dict()
        self.today = today
        # What the address leaves out is shown as chosen: the end of the last month, and today.
        usual = {"first": today.replace(day=1) - timedelta(days=1), "last": today}
        super().__init__({name: _shown(given.get(name), day) for name, day in usual.items()})

    def clean_last(self) -> date:
        day: date = self.cleaned_data["last"]
        if day > self.today:
            raise forms.ValidationError(FUTURE)
        return day

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        first, last = chosen.get("first"), chosen.get("last")
        if first and first > self.today:
            self.add_error("first", FUTURE)
        elif first and last and first >= last:
            self.add_error("first", "Ngày đầu phải trước ngày sau.")
        return chosen

    @property
    def days(self) -> tuple[date, date]:
        """Of a valid form."""
        return self.cleaned_data["first"], self.cleaned_data["last"]

    def first_scope(self) -> Scope:
        """The work as it stood on the first day."""
        return Scope({"role": "lead", "as_of": self.days[0].isoformat()})

    def last_scope(self) -> Scope:
        """The work as it stands on the second."""
        return Scope({"role": "lead"} | self._as_of_last)

    def change_scope(self) -> Scope:
        """All the work of the second day beside how it stood on the first, what left meanwhile too."""
        return Scope({"role": "all", "since": self.days[0].isoformat()} | self._as_of_last)

    @property
    def _as_of_last(self) -> dict[str, str]:
        last = self.days[1]
        return {"as_of": last.isoformat()} if last < self.today else {}


def _shown(given: str | None, usual: date) -> str:
    """A day of an address as it is written; what is none as it was typed."""
    try:
        day = VietnameseDateField(required=False).clean(given) or usual
    except forms.ValidationError:
        return str(given)
    return f"{day:%d/%m/%Y}"


@dataclass(frozen=True)
class Line:
    """A line of a balance."""

    words: str
    sign: str
    level: int
    figure: Figure
    is_stand: bool = False  # what there was, or is, on one of the days


class Numbers(dict[str, Figure]):
    """Of one agency, or of all: what there was (`first_…`), what happened, what there is (`last_…`)."""

    def __init__(self, found: Mapping[str, int], form: CompareForm, **of: Any) -> None:
        first, last, change = form.first_scope(), form.last_scope(), form.change_scope()
        super().__init__(
            {name: Figure(found.get(name, 0), change.link(change=name, **of)) for name in CHANGES}
        )
        for day, scope in (("first", first), ("last", last)):
            for name in STOOD:
                key = f"{day}_{name}"
                self[key] = Figure(found.get(key, 0), MEASURES[name].address(scope.link(**of)))

    def comes_out(self) -> bool:
        """Whether both balances are exact."""
        return all(
            self[f"first_{name}"].count
            + sum((1 if sign == "+" else -1) * self[change].count for change, _, sign, _ in rows if sign)
            == self[f"last_{name}"].count
            for name, rows in (("not_done", OPEN_BALANCE), ("overdue", OVERDUE_BALANCE))
        )

    def explains_everything(self) -> bool:
        """Whether the parts of each line are the whole line."""
        parts: dict[str, int] = {}
        whole = ""
        for name, _, sign, level in (*OPEN_BALANCE, *OVERDUE_BALANCE):
            if sign:
                whole = name
            elif level:
                parts[whole] = parts.get(whole, 0) + self[name].count
        return all(self[name].count == count for name, count in parts.items())


@dataclass(frozen=True)
class AgencyNumbers:
    """An agency's line."""

    name: str
    agency: int
    numbers: Numbers


@dataclass(frozen=True)
class Board:
    """Agencies of one sort, by the alphabet."""

    title: str
    rows: list[AgencyNumbers]


@dataclass(frozen=True)
class Comparison:
    """Everything that the page and the file show."""

    first: date
    last: date
    total: Numbers
    boards: list[Board]

    @property
    def open_balance(self) -> list[Line]:
        return self._balance("not_done", "chưa hoàn thành", OPEN_BALANCE)

    @property
    def overdue_balance(self) -> list[Line]:
        return self._balance("overdue", "quá hạn", OVERDUE_BALANCE)

    @property
    def beside(self) -> list[Line]:
        """What changes no balance."""
        return self._lines(BESIDE)

    @property
    def is_empty(self) -> bool:
        """Whether there was no work on either day, nor between them."""
        return not self.boards

    def _balance(self, name: str, words: str, rows: Iterable[_Row]) -> list[Line]:
        first, last = (
            Line(f"Số {words} cuối ngày {day:%d/%m/%Y}", "", 0, self.total[f"{key}_{name}"], is_stand=True)
            for key, day in (("first", self.first), ("last", self.last))
        )
        return [first, *self._lines(rows), last]

    def _lines(self, rows: Iterable[_Row]) -> list[Line]:
        return [
            Line(words, sign, level, self.total[name])
            for name, words, sign, level in rows
            if not level or self.total[name].count
        ]


def compare(form: CompareForm, user: User) -> Comparison:
    """Of a valid form; three queries however much work and however many agencies there are."""
    first, last = form.days
    of_all: dict[int, dict[str, int]] = {}
    agencies: dict[int, Mapping[str, Any]] = {}
    stands = [
        ("first_", form.first_scope(), counts(STOOD, first)),
        ("last_", form.last_scope(), counts(STOOD, last)),
        (
            "",
            form.change_scope(),
            {f"n_{name}": Count("pk", filter=each.condition(last)) for name, each in CHANGES.items()},
        ),
    ]
    columns = {name: F(f"agency__{name}") for name in ("name", "kind", "is_ranked", "sort_key")}
    for prefix, scope, wanted in stands:
        rows: Iterable[Any] = scope.shares(user, form.today).values("agency", **columns).annotate(**wanted)
        for row in rows:
            numbers = of_all.setdefault(row["agency"], {})
            numbers.update({f"{prefix}{name}": count for name, count in counted(row).items()})
            agencies[row["agency"]] = row
    lines = {
        key: AgencyNumbers(agencies[key]["name"], key, Numbers(found, form, agency=key))
        for key, found in of_all.items()
        if any(found.values())
    }
    boards: dict[str, list[AgencyNumbers]] = {}
    for key in sorted(lines, key=lambda key: agencies[key]["sort_key"]):
        boards.setdefault(board_of(agencies[key]), []).append(lines[key])
    total: dict[str, int] = {}
    for found in of_all.values():
        for name, count in found.items():
            total[name] = total.get(name, 0) + count
    return Comparison(
        first,
        last,
        Numbers(total, form),
        [Board(title, boards[title]) for title in BOARDS if title in boards],
    )
