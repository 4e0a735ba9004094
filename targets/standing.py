"""Where a target stands, in words: its course with units, months and the colour of its state."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch

from agencies import calendar

from .course import Adding, Cadence, Course, Direction, State
from .models import MonthValue, PlannedValue, Target, TargetQuerySet, first_of, month_words
from .numbers import PLACES, in_words, share_in_words

# state → as components/state.html draws it
TONES = {
    State.MISSED: "overdue",
    State.BEHIND: "overdue",
    State.NO_DATA: "no_data",
    State.ON_PATH: "on_track",
    State.MET: "done",
}
# Of what must not be exceeded the same states have other words.
_AT_MOST = {State.MISSED: "Vượt mức", State.BEHIND: "Cao hơn kế hoạch"}


@dataclass(frozen=True)
class Standing:
    """A target as it stands on a day."""

    target: Target
    course: Course
    on: date

    @property
    def state(self) -> State:
        return self.course.state

    @cached_property
    def text(self) -> str:
        """The state in words."""
        if self.target.direction == Direction.AT_MOST:
            return _AT_MOST.get(self.state, str(self.state.label))
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def places(self) -> int:
        """How many places behind the comma what was computed has: small figures differ behind the second."""
        return 2 if self.target.value >= 10 else 3

    @property
    def last_month(self) -> date | None:
        """The last month of which there is a figure."""
        return self.target.months[self.course.last - 1] if self.course.last else None

    @property
    def last_words(self) -> str:
        return f"tháng {month_words(self.last_month)}" if self.last_month else ""

    @property
    def reached(self) -> str:
        return in_words(self.course.reached, self.places if self.target.adding == Adding.MONTHLY else PLACES)

    @property
    def expected(self) -> str:
        return in_words(self.course.expected, self.places)

    @property
    def share(self) -> str:
        """How much of the target is reached."""
        return share_in_words(self.course.reached, self.target.value)

    @property
    def ratio(self) -> Decimal:
        """For sorting: how much of what should be reached is reached; below one is behind."""
        reached, expected = self.course.reached, self.course.expected
        if reached is None or not expected:
            return Decimal()
        return expected / reached if self._is_ceiling and reached > 0 else reached / expected

    @property
    def _is_ceiling(self) -> bool:
        return self.target.direction == Direction.AT_MOST

    @property
    def missing(self) -> list[date]:
        """The months that are over and whose figure is asked for and not there; none of a closed target."""
        if self.target.is_closed:
            return []
        over = self.target.number_of(first_of(self.on)) - 1
        return [self.target.months[number - 1] for number in self.course.missing_by(over)]

    @property
    def missing_words(self) -> str:
        """Chưa nhập tháng 9/2025, 10/2025; chưa nhập quý III/2025."""
        return f"Chưa nhập {self.spans(self.missing)}" if self.missing else ""

    def spans(self, months: list[date]) -> str:
        """These in words; many are counted."""
        target = self.target
        if len(months) > 3:
            noun = "kỳ" if target.cadence == Cadence.HALF_YEARLY else target.step
            return f"{len(months)} {noun}, từ {target.span(months[0])}"
        if target.cadence == Cadence.MONTHLY:
            return f"tháng {', '.join(map(month_words, months))}"
        return ", ".join(map(target.span, months))

    @property
    def next_month(self) -> date | None:
        """Whose figure is entered next: the first that is missing, or that of this month if asked for."""
        running = first_of(self.on)
        if self.missing:
            return self.missing[0]
        number = self.target.number_of(running)
        return running if self.course.is_due(number) and number not in self.course.entered else None

    @property
    def next_span(self) -> str:
        """What that figure covers, in words."""
        return self.target.span(self.next_month) if self.next_month else ""

    @property
    def outlook(self) -> str:
        """What is left to do, in a sentence."""
        to_go, left = self.course.to_go, self.course.months_left
        if to_go is None:
            return ""
        much = f"{in_words(abs(to_go), self.places)} {self.target.unit}"
        if not left:
            return self._at_the_end(to_go, much)
        rest = f"trong {left} tháng còn lại"
        if self.course.needed_by(self.target.months_count) is None:
            return self._beyond(to_go, much, rest)
        step = self.course.needed_each_month
        each = (
            f", bình quân {in_words(step, self.places)} {self.target.unit} mỗi tháng"
            if step is not None
            else ""
        )
        if self._is_ceiling:
            verb = "Phải giảm thêm" if self.target.adding == Adding.LATEST else "Còn được"
        else:
            verb = "Còn thiếu" if self.target.adding == Adding.LATEST else "Còn phải đạt thêm"
        return f"{verb} {much} {rest}{each}."

    def _at_the_end(self, to_go: Decimal, much: str) -> str:
        if self._is_ceiling:
            return (
                f"Kết thúc kỳ, vượt {much}." if to_go < 0 else f"Kết thúc kỳ, thấp hơn mức cho phép {much}."
            )
        return f"Kết thúc kỳ, còn thiếu {much}." if to_go > 0 else f"Kết thúc kỳ, vượt {much}."

    def _beyond(self, to_go: Decimal, much: str, rest: str) -> str:
        """Of one which has nothing to go."""
        if self._is_ceiling:
            kept = f"Đang thấp hơn mức cho phép {much}; giữ mức này {rest}."
            return kept if to_go >= 0 else f"Đã vượt mức cho phép {much}."
        if not to_go:
            return "Đúng bằng mục tiêu."
        if self.target.adding == Adding.LATEST:
            return f"Đang cao hơn mục tiêu {much}; giữ mức này {rest}."
        return f"Đã vượt mục tiêu {much}."


def standings_of(targets: TargetQuerySet, on: date | None = None) -> list[Standing]:
    """Each of these as it stands today; three queries, one when there are none."""
    day = on or calendar.today()
    found = targets.select_related("lead").prefetch_related(
        Prefetch("values", MonthValue.objects.select_related("entered_by")),
        Prefetch("planned", PlannedValue.objects.all()),
    )
    return [standing_of(target, day) for target in found]


def standing_of(target: Target, on: date) -> Standing:
    """One target as it stands on the day; the newest figures, whenever they were entered."""

    def by_number(rows: list[MonthValue] | list[PlannedValue]) -> dict[int, Decimal]:
        return {target.number_of(row.month): row.value for row in rows}

    course = Course(
        target=target.value,
        months=target.months_count,
        adding=Adding(target.adding),
        direction=Direction(target.direction),
        start=target.start,
        cadence=Cadence(target.cadence),
        begins=target.first_month.month,
        planned=by_number(list(target.planned.all())),
        entered=by_number(list(target.values.all())),
    )
    return Standing(target, course, on)
