"""What the month's report says, in numbers: those of the dashboard for the same day and the same days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from accounts.models import User
from accounts.templatetags.look import number
from directives.measures import Figure, Link, Measure, Tally
from directives.models import conditions

from .. import tallies
from ..pressing import Pressing, longest_overdue, pressing_of
from ..ranking import Row
from .periods import MonthForm

# measure → words, how far they stand in
SCHEME: dict[str, tuple[str, int]] = {
    "given": ("Tổng số nhiệm vụ được giao", 0),
    "done": ("Đã hoàn thành", 0),
    "on_time": ("Hoàn thành đúng hạn", 1),
    "late": ("Hoàn thành quá hạn", 1),
    "done_without_deadline": ("Hoàn thành, không thời hạn", 1),
    "not_done": ("Chưa hoàn thành", 0),
    "in_time": ("Chưa hoàn thành, trong hạn", 1),
    "overdue": ("Chưa hoàn thành, quá hạn", 1),
    "open_without_deadline": ("Chưa hoàn thành, không thời hạn", 1),
    "pending": ("Chờ xác nhận kết quả", 0),
    "returned": ("Bị trả lại", 0),
    "not_updated": ("Chưa cập nhật tiến độ theo quy định", 0),
}
# the rates: words, part, whole
RATES = (
    ("Tỷ lệ hoàn thành trên số đã đến hạn", "done", "fallen_due"),
    ("Tỷ lệ hoàn thành trên số đã giao", "done", "given"),
)
UNRANKED = "Cơ quan không xếp hạng"


@dataclass(frozen=True)
class Line:
    """A number of the month, of the month before, and of all the work that was ever given."""

    name: str
    words: str
    level: int
    now: Figure
    then: Figure
    whole: Figure

    @property
    def change(self) -> str:
        """Against the month before, in words."""
        return tallies.Change(self.now, self.then).words


@dataclass(frozen=True)
class Rate:
    """A rate with its two numbers, three times as a Line."""

    words: str
    now: tuple[Figure, Figure]
    then: tuple[Figure, Figure]
    whole: tuple[Figure, Figure]

    @property
    def change(self) -> str:
        """Against the month before, in points of percent."""
        (part, whole), (old_part, old_whole) = self.now, self.then
        if not whole.count or not old_whole.count:
            return "–"
        points = round(100 * part.count / whole.count - 100 * old_part.count / old_whole.count, 2)
        if not points:
            return "không đổi"
        return f"{'tăng' if points > 0 else 'giảm'} {number(f'{abs(points):.2f}')} điểm %"


@dataclass(frozen=True)
class AgencyLine:
    """A line of annex 1."""

    name: str
    agency: int
    tally: Tally
    urged: int
    without_deadline: Figure


@dataclass(frozen=True)
class Board:
    """Agencies of one sort, and their numbers together."""

    title: str
    rows: list[AgencyLine]

    def sum(self, name: str) -> int:
        """Of all its agencies."""
        return sum(row.tally[name].count for row in self.rows)


@dataclass(frozen=True)
class MonthReport:
    """Everything the page shows of it; the files add their lists."""

    scheme: list[Line]
    rates: list[Rate]
    total: Tally
    whole: Tally
    boards: list[Board]
    overdue: Pressing
    coming: Pressing

    @property
    def urged(self) -> int:
        """How often the work of the month was urged."""
        return sum(row.urged for board in self.boards for row in board.rows)


def month_report(form: MonthForm, user: User, *, most: int) -> MonthReport:
    """Of a valid form; `most` lines of each list. The number of queries is the same for any work."""
    scope, before, ever, on = form.scope(), form.before(), form.of_all_time(), form.on
    work, all_work = scope.shares(user, form.today), ever.shares(user, form.today)
    boards = tallies.by_agency(work, scope.link, on=on, sort="name")
    total = tallies.all_of(boards, scope.link)
    then = tallies.of_all(before.scope.shares(user, form.today), before.scope.link, on=before.on)
    whole = tallies.of_all(all_work, ever.link, on=on)
    return MonthReport(
        scheme=[
            Line(name, words, level, total[name], then[name], whole[name])
            for name, (words, level) in SCHEME.items()
        ],
        rates=[
            Rate(words, *((each[part], each[of]) for each in (total, then, whole)))
            for words, part, of in RATES
        ],
        total=total,
        whole=whole,
        boards=_boards(boards, work, scope.link, on),
        overdue=longest_overdue(all_work, ever.link, whole, on=on, most=most),
        coming=_coming(all_work, ever.link, form.coming, on=on, most=most),
    )


def _boards(boards: list[tallies.Scoreboard], work: tallies.Work, link: Link, on: date) -> list[Board]:
    """All agencies with work of the month by the alphabet, and how often they were urged; one query."""
    urgings = work.filter(conditions.urged(share=work.SHARE, until=on)).with_urgings(on)
    times = urgings.values("agency").annotate(times=Sum("urged"))
    urged: Mapping[int, int] = dict(times.values_list("agency", "times"))
    return [
        Board(
            board.title if board.title != "Không xếp hạng" else UNRANKED,
            [_agency_line(row, urged, link) for row in board.rows],
        )
        for board in boards
    ]


def _agency_line(row: Row, urged: Mapping[int, int], link: Link) -> AgencyLine:
    key, tally = row.of["agency"], row.tally
    open_ended = tally["done_without_deadline"].count + tally["open_without_deadline"].count
    return AgencyLine(
        row.of["name"],
        key,
        tally,
        urged.get(key, 0),
        Figure(open_ended, link(agency=key, time="no_deadline")),
    )


def _coming(work: tallies.Work, link: Link, days: tuple[date, date], *, on: date, most: int) -> Pressing:
    """What falls due in these days and is the agencies' to do; three queries."""
    first, last = days
    measure = Measure(
        lambda on: conditions.WAITING_ON_AGENCY & conditions.due_between(first, last),
        f"state=with_agency&due_from={first}&due_to={last}",
    )
    total = Figure(work.filter(measure.condition(on)).count(), measure.address(link()))
    return pressing_of(measure, work, link, total, on=on, most=most)
