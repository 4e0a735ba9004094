"""The score card of agencies: how each point came about, by the rules that held on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import F

from accounts.templatetags.look import in_percent, number
from agencies.models import Agency
from directives.measures import Figure, Tally, counted, counts
from directives.models import Assignment, AssignmentVersion

from ..models import ScoringRules
from ..tallies import BOARDS, NOT_RANKED, Work, board_of
from .periods import MonthForm

MEASURED = (
    *("given", "done", "fallen_due", "on_time", "done_with_deadline", "with_agency", "not_updated"),
    *("excellent", "good", "fair", "late", "done_without_deadline", "not_done", "overdue"),
)
TITLES = {
    "completion": "Tỷ lệ hoàn thành trên số đã đến hạn",
    "on_time": "Tỷ lệ đúng hạn trên số hoàn thành có thời hạn",
    "update": "Cập nhật tiến độ theo quy định",
    "quality": "Chất lượng kết quả",
}
QUALITIES = {"excellent": "xuất sắc", "good": "tốt", "fair": "đạt"}


@dataclass(frozen=True)
class Part:
    """A number that makes points, in words."""

    words: str
    figure: Figure


@dataclass(frozen=True)
class Mark:
    """What an agency has for one criterion; `points` is None where there is nothing to judge."""

    name: str
    parts: list[Part]
    most: int
    points: Fraction | None
    whole: int  # of how many pieces of work it is a rate
    why: str  # how the points came about
    is_few: bool

    @property
    def title(self) -> str:
        return TITLES[self.name]

    @property
    def points_text(self) -> str:
        return in_points(self.points)


@dataclass
class Card:
    """An agency with its marks; `place` only where agencies are compared and there is something to judge."""

    name: str
    agency: int
    board: str
    sort_key: str
    tally: Tally
    marks: list[Mark]
    place: int | None = None
    of: int = 0

    @property
    def given(self) -> Figure:
        return self.tally["given"]

    @property
    def points(self) -> Fraction | None:
        """All points together; None where no criterion could be judged."""
        found = [mark.points for mark in self.marks if mark.points is not None]
        return sum(found, Fraction(0)) if found else None

    @property
    def most(self) -> int:
        """The points which the criteria that could be judged are worth."""
        return sum(mark.most for mark in self.marks if mark.points is not None)

    @property
    def points_text(self) -> str:
        return in_points(self.points)

    @property
    def share(self) -> Fraction | None:
        """What agencies are put in order by: their points of those which they could have."""
        return self.points / self.most if self.points is not None and self.most else None

    @property
    def share_text(self) -> str:
        share = self.share
        return "–" if share is None else in_percent(share.numerator, share.denominator, places=1)

    @property
    def is_few(self) -> bool:
        return any(mark.is_few for mark in self.marks)

    @property
    def reason(self) -> str:
        """Why it has no place."""
        if self.board == NOT_RANKED:
            return "Cơ quan không thuộc diện xếp hạng."
        return "Chưa có số liệu để chấm trong kỳ."


@dataclass(frozen=True)
class Board:
    """Agencies compared with one another, the best first; at its end those without a place."""

    title: str
    cards: list[Card]


def in_points(points: Fraction | None) -> str:
    """8 or 8,3; an en dash where nothing was judged."""
    if points is None:
        return "–"
    rounded = round(points, 1)
    return number(int(rounded) if rounded.denominator == 1 else float(rounded))


def cards(form: MonthForm, rules: ScoringRules) -> list[Card]:
    """Of all agencies with work in the period, whoever asks; each with its place. One query."""
    first, last = form.chosen.first, form.chosen.last
    work: Work = AssignmentVersion.objects.as_of(form.on) if form.is_past else Assignment.objects.all()
    columns = {name: F(f"agency__{name}") for name in ("name", "kind", "is_ranked", "sort_key")}
    rows: Iterable[Any] = (
        work.counted()
        .filter(assigned_on__range=(first, last))
        .order_by()
        .values("agency", **columns)
        .annotate(**counts(MEASURED, form.on))
    )
    scope = form.scope()
    found = []
    for row in rows:
        # the role is named: to members of agencies the register shows more than what they lead
        tally = Tally(counted(row), scope.link(agency=row["agency"], role="lead"))
        marks = marks_of(tally, rules)
        found.append(Card(row["name"], row["agency"], board_of(row), row["sort_key"], tally, marks))
    _place(found)
    return sorted(found, key=lambda card: (card.place or len(found) + 1, card.sort_key))


def _place(found: list[Card]) -> None:
    """Equal shares of the points are equal places."""
    for title in BOARDS:
        ranked = [card for card in found if card.board == title != NOT_RANKED and card.share is not None]
        for card in ranked:
            card.of = len(ranked)
            card.place = 1 + sum(1 for other in ranked if (other.share or 0) > (card.share or 0))


def boards_of(found: list[Card]) -> list[Board]:
    """The cards by whom they are compared with."""
    boards = [Board(title, [card for card in found if card.board == title]) for title in BOARDS]
    return [board for board in boards if board.cards]


def without_work(found: list[Card], on: date) -> list[str]:
    """Ranked agencies that were given nothing in the period: they have no score. One query."""
    rows = Agency.objects.existing(on).ranked().exclude(pk__in=[card.agency for card in found])
    return list(rows.in_order().values_list("name", flat=True))


def marks_of(tally: Tally, rules: ScoringRules) -> list[Mark]:
    """Each criterion with its points."""
    with_agency, late = tally["with_agency"], tally["not_updated"]
    return [
        _of_rate("completion", tally["done"], tally["fallen_due"], rules, ("hoàn thành", "đã đến hạn")),
        _of_rate(
            "on_time",
            tally["on_time"],
            tally["done_with_deadline"],
            rules,
            ("đúng hạn", "hoàn thành có thời hạn"),
        ),
        _mark(
            "update",
            [Part("chưa cập nhật", late), Part("đang do cơ quan thực hiện", with_agency)],
            (with_agency.count - late.count, with_agency.count),
            rules,
        ),
        _of_quality(tally, rules),
    ]


def _of_rate(name: str, part: Figure, whole: Figure, rules: ScoringRules, words: tuple[str, str]) -> Mark:
    parts = [Part(words[0], part), Part(words[1], whole)]
    return _mark(name, parts, (part.count, whole.count), rules)


def _mark(name: str, parts: list[Part], rate: tuple[int, int], rules: ScoringRules) -> Mark:
    bands, points = getattr(rules, f"{name}_from"), getattr(rules, f"{name}_points")
    part, whole = rate
    if not whole:
        return Mark(name, parts, points[0], None, 0, "Không có việc để chấm.", is_few=False)
    n = next((n for n, least in enumerate(bands) if 100 * part >= least * whole), len(bands))
    band = f"từ {bands[n]} %" if n < len(bands) else f"dưới {bands[-1]} %"
    why = f"{in_percent(part, whole, places=1)}, mức {band}"
    return Mark(name, parts, points[0], Fraction(points[n]), whole, why, whole < rules.few)


def _of_quality(tally: Tally, rules: ScoringRules) -> Mark:
    """The mean of what the results that were marked are worth."""
    parts = [Part(words, tally[name]) for name, words in QUALITIES.items()]
    whole, most = sum(part.figure.count for part in parts), rules.quality_points[0]
    if not whole:
        return Mark("quality", parts, most, None, 0, "Chưa có kết quả nào được đánh giá.", is_few=False)
    worth = sum(points * part.figure.count for points, part in zip(rules.quality_points, parts, strict=True))
    why = f"bình quân của {number(whole)} kết quả được đánh giá"
    return Mark("quality", parts, most, Fraction(worth, whole), whole, why, whole < rules.few)
