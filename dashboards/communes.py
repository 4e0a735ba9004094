"""The communes at a glance: a tile for each, in the colour of what presses most there."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.db.models import Q

from accounts.models import User
from agencies.models import Agency
from agencies.vietnamese import fold_words
from directives.measures import PARTS, Tally, counted_by

from .ranking import Row, in_order
from .scope import ScopeForm

NAMES = (*PARTS, "given", "done", "not_done", "done_with_deadline", "due_week", "not_updated")
# state → words, icon; the first that is true of a commune is its own
STATES = {
    "overdue": ("có việc quá hạn", "alert-circle"),
    "due_soon": ("có việc đến hạn trong 7 ngày", "calendar-due"),
    "on_track": ("đang thực hiện, chưa có việc quá hạn", "progress"),
    "done": ("đã hoàn thành mọi việc", "circle-check"),
    "none": ("không có việc", "circle-dashed"),
}
DEFAULT = "-overdue"


@dataclass(frozen=True)
class Tile:
    """A commune, its numbers, and what presses most: a key of STATES."""

    row: Row
    state: str

    @property
    def words(self) -> str:
        return STATES[self.state][0]

    @property
    def icon(self) -> str:
        return STATES[self.state][1]


@dataclass(frozen=True)
class Part:
    """How many communes are in a state, among all of the scope."""

    state: str
    words: str
    icon: str
    count: int


@dataclass(frozen=True)
class Grid:
    """The tiles that were asked for, of how many communes, and how many are in which state."""

    tiles: list[Tile]
    whole: int
    parts: list[Part]


class CommunesForm(ScopeForm):
    """The scope, and which communes are shown in which order."""

    sort = forms.ChoiceField(
        label="Sắp xếp",
        required=False,
        choices=[
            (DEFAULT, "Quá hạn nhiều nhất trước"),
            ("-not_updated", "Chưa cập nhật nhiều nhất trước"),
            ("on_time", "Tỷ lệ đúng hạn thấp nhất trước"),
            ("-given", "Được giao nhiều nhất trước"),
            ("name", "Theo tên"),
        ],
    )
    q = forms.CharField(label="Tìm xã, phường", required=False, max_length=60)
    state = forms.ChoiceField(
        required=False, choices=[(state, state) for state in STATES], widget=forms.HiddenInput
    )

    @property
    def chosen_sort(self) -> str:
        return self.cleaned_data["sort"] or DEFAULT


def grid(form: CommunesForm, user: User) -> Grid:
    """The communes which were at work on the day or have work in the scope; two queries."""
    scope, on = form.scope(), form.on
    work = scope.shares(user, form.today).filter(agency__kind=Agency.Kind.COMMUNE)
    found = {pk: numbers for (pk,), numbers in counted_by(work, ["agency"], NAMES, on).items()}
    of_kind = Agency.objects.filter(kind=Agency.Kind.COMMUNE)
    shown = of_kind.filter(Q(pk__in=found) | Q(pk__in=of_kind.existing(on).values("pk")))
    nothing = dict.fromkeys(NAMES, 0)
    rows = [
        Row(agency, Tally(found.get(agency["pk"], nothing), scope.link(agency=agency["pk"])))
        for agency in shown.values("pk", "name", "short_name", "sort_key", "search_text")
    ]
    tiles = [Tile(row, _state(row.tally)) for row in in_order(rows, form.chosen_sort)]
    number = Counter(tile.state for tile in tiles)
    parts = [Part(state, words, icon, number[state]) for state, (words, icon) in STATES.items()]
    return Grid(_asked_for(tiles, form), len(tiles), parts)


def _state(tally: Tally) -> str:
    if tally["overdue"].count:
        return "overdue"
    if tally["due_week"].count:
        return "due_soon"
    if tally["not_done"].count:
        return "on_track"
    return "done" if tally["given"].count else "none"


def _asked_for(tiles: list[Tile], form: CommunesForm) -> list[Tile]:
    state, words = form.cleaned_data["state"], fold_words(form.cleaned_data["q"]).split()
    return [
        tile
        for tile in tiles
        if (not state or tile.state == state) and all(word in tile.row.of["search_text"] for word in words)
    ]
