"""The list of targets: which are asked for by the address, in which order, how many are in which state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from agencies import calendar
from agencies.forms import Chip
from agencies.models import Agency
from agencies.vietnamese import fold_words, sort_key
from directives.measures import Figure
from directives.models import Directive
from directives.searching import holds

from .course import State
from .models import Target, TargetQuerySet, first_of
from .standing import TONES, Standing, standings_of

_PRESSING = list(State)
MISSING, CLOSED = "missing", "closed"
_STATES = [
    ("", "Đang theo dõi"),
    (State.BEHIND, "Chậm, cao hơn kế hoạch"),
    (State.MISSED, "Không đạt, vượt mức"),
    (State.NO_DATA, "Chưa có số liệu"),
    (State.ON_PATH, "Theo kịp tiến độ"),
    (State.MET, "Đạt"),
    (MISSING, "Chưa nhập đủ số liệu"),
    (CLOSED, "Đã kết thúc theo dõi"),
]


def _pressing(row: Standing) -> Any:
    """What is over can be caught up with no more: it stands behind what runs."""
    is_over = row.target.last_month < first_of(row.on)
    return is_over, _PRESSING.index(row.state), row.ratio, sort_key(row.target.name), row.target.last_month


def _share(row: Standing) -> Any:
    reached, whole = row.course.reached, row.target.value
    return reached / whole if reached is not None and whole else -1


_ORDERS: dict[str, tuple[str, Callable[[Standing], Any]]] = {
    "": ("Chậm nhất trước", _pressing),
    "name": ("Theo tên", lambda row: sort_key(row.target.name)),
    "lead": ("Theo cơ quan", lambda row: (sort_key(row.target.lead.name), sort_key(row.target.name))),
    "share": ("Tỷ lệ đạt thấp nhất trước", _share),
    "-share": ("Tỷ lệ đạt cao nhất trước", lambda row: -_share(row)),
}


class TargetFilter(forms.Form):
    """What the address asks for; a value that makes no sense is left out."""

    q = forms.CharField(label="Tên chỉ tiêu", required=False, max_length=200, strip=True)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Cơ quan chủ trì", required=False, empty_label="Tất cả cơ quan"
    )
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=_STATES)
    sort = forms.ChoiceField(
        label="Sắp xếp", required=False, choices=[(key, words) for key, (words, _) in _ORDERS.items()]
    )
    directive = forms.ModelChoiceField(Directive.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.user, self.on = user, calendar.today()
        self._held: dict[bool, list[Standing]] = {}  # by whether they are closed: read once
        self.visible: TargetQuerySet = Target.objects.visible_to(user)
        years = _years(self.visible)
        self.fields["year"].choices = [("", "Tất cả"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        leads = Agency.objects.filter(pk__in=self.visible.values("lead")).in_order()
        self.fields["agency"].queryset = leads  # type: ignore[attr-defined]
        self.fields["directive"].queryset = Directive.objects.visible_to(user)  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def shown(self) -> list[Any]:
        """The fields which are chosen from, those alone that offer a choice."""
        names = ["q", "year", *(["agency"] if self.user.sees_all else []), "state", "sort"]
        return [self[name] for name in names]

    def rows(self) -> list[Standing]:
        """Those asked for, in the order asked for."""
        state = self.cleaned_data.get("state") or ""
        rows = [row for row in self._standings(closed=state == CLOSED) if _is_in(row, state)]
        if self.cleaned_data.get("q") and not state:  # who asks for a name means every one of it
            rows += self._standings(closed=True)
        return sorted(rows, key=_ORDERS[self.cleaned_data.get("sort") or ""][1])

    def parts(self) -> list["Part"]:
        """How many of the scope are in which state, whichever of them is shown; closed ones are in none."""
        rows = self._standings(closed=False)
        return [self._part(state, words, rows) for state, words in _STATES[1:-1]]

    def _part(self, state: str, words: str, rows: list[Standing]) -> "Part":
        count = sum(_is_in(row, state) for row in rows)
        return Part(
            words, TONES.get(State(state)) if state in TONES else None, Figure(count, self.link(state=state))
        )

    def _standings(self, *, closed: bool) -> list[Standing]:
        if closed not in self._held:
            rows = self.visible.filter(closed_at__isnull=not closed)
            if year := self.cleaned_data.get("year"):
                rows = rows.of_year(year)
            if lead := self.cleaned_data.get("agency"):
                rows = rows.filter(lead=lead)
            if directive := self.cleaned_data.get("directive"):
                rows = rows.filter(directives=directive)
            asked = fold_words(self.cleaned_data.get("q") or "").split()
            named = [row for row in standings_of(rows, self.on) if holds(row.target.name, asked)]
            self._held[closed] = named
        return self._held[closed]

    def link(self, **changes: Any) -> str:
        """The address of the list with some of what is asked for changed."""
        asked = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if value}
        return list_url(**asked | changes)

    @property
    def chips(self) -> list[Chip]:
        """The filter that has no field of its own."""
        directive = self.cleaned_data.get("directive")
        return [Chip("Nhiệm vụ", directive.code, self.link(directive=""))] if directive else []

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", "year", "agency", "state", "directive"))


@dataclass(frozen=True)
class Part:
    """How many targets are in a state."""

    words: str
    tone: str | None
    figure: Figure


def list_url(**asked: Any) -> str:
    """The address of the list with these filters."""
    given = {name: str(value) for name, value in asked.items() if value}
    return f"{reverse('targets:list')}{'?' + urlencode(given) if given else ''}"


def _is_in(row: Standing, state: str) -> bool:
    if state in ("", CLOSED):
        return True
    return bool(row.missing) if state == MISSING else row.state == state


def _years(visible: TargetQuerySet) -> list[int]:
    """Every year that a period touches, the latest first."""
    spans = visible.order_by().values_list("first_month", "last_month").distinct()
    return sorted({year for first, last in spans for year in range(first.year, last.year + 1)}, reverse=True)
