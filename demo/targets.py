"""Targets of the sample: what the year is measured by, entered month by month by those who answer for it.

Budget revenue above 26.000 tỷ đồng and growth of 9 % are those of the session of 04/11/2025; the figures of
the months are made up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import partial

from accounts.models import User
from agencies import calendar
from agencies.calendar import working_days
from agencies.models import Agency
from directives.models import Directive
from targets import keeping
from targets.course import Adding, Cadence, Direction
from targets.models import Target, month_after

from .people import Cast

At = Callable[[date, time, Callable[[], object]], None]

_YEAR = 2025  # of which the texts speak
_SET_ON = (1, 15)  # when the Office enters the targets of a year
_ENTERED = 5  # on which working day of the next month figures come in


@dataclass(frozen=True)
class Aim:
    """A target of every year; `figures` as text, an empty one is not entered."""

    name: str
    value: str
    unit: str
    lead: str  # code of the agency
    figures: tuple[str, ...]
    adding: Adding = Adding.CUMULATIVE
    cadence: Cadence = Cadence.MONTHLY
    direction: Direction = Direction.AT_LEAST
    start: str = ""
    planned: tuple[tuple[int, str], ...] = ()  # (month, value)
    named_by: str = ""  # words in the title of the directives beside it
    note: str = ""
    corrected: tuple[int, str] = (0, "")  # which month, from which figure: the day after it was entered


AIMS = (
    Aim(
        "Thu ngân sách nhà nước trên địa bàn",
        "26000",
        "tỷ đồng",
        "STC",
        (
            "2650",
            "4580",
            "6910",
            "9240",
            "11330",
            "13650",
            "15820",
            "17960",
            "20150",
            "22380",
            "24200",
            "26350",
        ),
        named_by="thu ngân sách",
        note="Số lũy kế theo báo cáo của Kho bạc Nhà nước.",
        corrected=(6, "13560"),
    ),
    Aim(
        "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP)",
        "9",
        "%",
        "STC",
        ("", "", "7,6", "", "", "8,12", "", "", "8,44", "", "", "8,71"),
        adding=Adding.LATEST,
        cadence=Cadence.QUARTERLY,
        planned=((3, "8"), (6, "8,4"), (9, "8,7")),
        note="Số theo quý do Thống kê tỉnh công bố.",
    ),
    Aim(
        "Tỷ lệ giải ngân vốn đầu tư công",
        "100",
        "%",
        "STC",
        ("1,8", "4,2", "9,5", "15,1", "21,7", "29,4", "36,8", "44,9", "53,6", "61,2", "74,5", "95,3"),
        planned=((3, "12"), (6, "40"), (9, "68")),
        named_by="giải ngân",
        note="So với kế hoạch vốn Thủ tướng Chính phủ giao.",
    ),
    Aim(
        "Thu hút vốn đầu tư trực tiếp nước ngoài",
        "1000",
        "triệu USD",
        "KKTDN",
        ("40", "55", "162", "88", "74", "131", "96", "120", "143", "102", "60", "85"),
        adding=Adding.MONTHLY,
        note="Vốn đăng ký cấp mới và tăng thêm trong tháng.",
    ),
    Aim(
        "Tỷ lệ hộ nghèo đa chiều",
        "3,5",
        "%",
        "SNNMT",
        ("", "", "", "", "", "3,92", "", "", "", "", "", "3,46"),
        adding=Adding.LATEST,
        cadence=Cadence.HALF_YEARLY,
        direction=Direction.AT_MOST,
        start="4,45",
        note="Rà soát mỗi năm hai lần.",
    ),
    Aim(
        "Nhà ở xã hội hoàn thành trong năm",
        "1420",
        "căn",
        "SXD",
        ("0", "0", "120", "120", "264", "388", "388", "610", "742", "", "", ""),
        named_by="nhà ở xã hội",
    ),
    Aim(
        "Xã đạt chuẩn nông thôn mới công nhận trong năm",
        "6",
        "xã",
        "SNNMT",
        ("",) * 12,
    ),
)


def plan(at: At, cast: Cast, agencies: Mapping[str, Agency], today: date, *, years: int = 0) -> None:
    """What happens to the targets of this year, of the year of the texts, and of `years` before today."""
    first = min(today.year - max(years - 1, 0), _YEAR)
    for year in range(first, today.year + 1):
        for aim in AIMS:
            if aim.lead in agencies and agencies[aim.lead].pk in cast.heads:
                _Course(at, cast, aim, agencies[aim.lead], year).plan(today)


class _Course:
    """One target in one year."""

    def __init__(self, at: At, cast: Cast, aim: Aim, lead: Agency, year: int) -> None:
        self.at, self.cast, self.aim, self.lead, self.year = at, cast, aim, lead, year
        self.clerk = cast.office["tonghop"]
        self.pk = 0

    def plan(self, today: date) -> None:
        """Set in January, a figure each month, its directives beside it before the last day."""
        self.at(date(self.year, *_SET_ON), time(9, 0), self._set)
        for number, figure in enumerate(self.aim.figures, start=1):
            if figure:
                self._figure(number, figure)
        if self.aim.named_by and self.year == today.year:
            self.at(today, time(7, 45), self._name_directives)

    def _figure(self, number: int, figure: str) -> None:
        month = date(self.year, number, 1)
        days = working_days()
        day = days.after(month_after(month), _ENTERED - 1)
        wrong = self.aim.corrected[1] if self.aim.corrected[0] == number else ""
        self.at(day, time(10, 15), partial(self._enter, month, wrong or figure))
        if wrong:
            self.at(days.after(day, 1), time(14, 20), partial(self._enter, month, figure))

    def _set(self) -> None:
        aim = self.aim
        facts = {
            "name": aim.name,
            "unit": aim.unit,
            "first_month": date(self.year, 1, 1),
            "last_month": date(self.year, 12, 1),
            "direction": aim.direction,
            "value": _figure(aim.value),
            "adding": aim.adding,
            "cadence": aim.cadence,
            "start": _figure(aim.start) if aim.start else None,
            "lead": self.lead,
            "document": None,
            "note": aim.note,
        }
        target = keeping.create(by=self.clerk, facts=facts)
        self.pk = target.pk
        if aim.planned:
            values = {date(self.year, month, 1): _figure(value) for month, value in aim.planned}
            keeping.plan(target.pk, by=self.clerk, values=values, seen=0)

    def _enter(self, month: date, figure: str) -> None:
        target = Target.objects.get(pk=self.pk)
        keeping.enter(
            self.pk,
            month,
            by=self._officer(),
            value=_figure(figure),
            seen=keeping.newest_of_month(target, month),
            reason="Kho bạc Nhà nước đối chiếu, số trước nhập nhầm.",
        )

    def _officer(self) -> User:
        officer = self.cast.focal.get(self.lead.pk, self.cast.heads[self.lead.pk])
        return officer if officer.is_active else self.cast.heads[self.lead.pk]

    def _name_directives(self) -> None:
        """The Office puts beside it what was ordered for it, and the text which names it."""
        target = Target.objects.select_related("lead").get(pk=self.pk)
        found = Directive.objects.filter(
            title__icontains=self.aim.named_by,
            parent__isnull=True,
            published_at__date__lte=calendar.today(),
            assignments__agency=self.lead,
        )
        directives = list(found.distinct().order_by("-pk")[:4])
        if not directives:
            return
        facts = {name: getattr(target, name) for name in keeping.FACTS}
        facts["document"] = directives[0].document
        keeping.edit(
            self.pk,
            by=self.clerk,
            facts=facts,
            directives=directives,
            seen=keeping.newest_of_facts(target),
        )


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
