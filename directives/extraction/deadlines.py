"""By when: the deadline forms of these documents, and which of several in a sentence counts.

A date is a deadline only behind words that make it one ("trước ngày", "chậm nhất", "xong trong tháng"); the
date of a document, of a reporting period or of a beginning is not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directives.extraction import dates
from directives.extraction.normalise import Normal
from directives.extraction.types import Deadline

HOUR = r"(?:lúc\s)?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?'?(?:\sphút)?"
_EVENTS = r"(?:\s(?:quốc khánh|tết|lễ|rằm|(?:khai|bế) giảng|khai mạc|bầu cử|tựu trường|thi))?"
_LIMIT = re.compile(
    r"(?P<word>(?<!\w)(?:trước|chậm nhất|muộn nhất|chậm|không quá|không muộn hơn|không chậm hơn"
    r"|đến hết|hết|hạn chót|hạn cuối"
    r"|hạn|thời hạn|thời gian|hoàn thành|xong|đến|tới|vào|trong|hết hạn|đúng)"
    rf"(?:\s?:)?(?:\s(?:là|trước|trong|vào|hết|đến|cuối|ngay|xong))*)(?P<hour>\s{HOUR})?(?:\s?,)?"
    rf"(?:\s(?:sáng|chiều|trưa|tối|đêm))?(?:\s?,)?(?:\sngày)?(?:\slàm việc)?{_EVENTS}\s?$"
)
_EVENT = re.compile(
    r"(?<!\w)(?:kỷ niệm|nhân dịp|chào mừng|chúc mừng|mừng)\s[^,;:]{0,70}$"
    r"|(?<!\w)dự kiến\s(?:(?:diễn ra|tổ chức|vào|họp)\s){0,2}(?:sáng\s|chiều\s)?(?:ngày\s)?$"
    r"|(?<!\w)(?:phấn đấu|thông xe|hoàn thành|vận hành|lễ|khởi công|khánh thành|khai trương"
    r"|khai mạc|diễn ra|hội nghị|phiên họp|kỳ họp"
    r"|tổ chức)\s[^,;:()\d]{0,70}ngày\s?$"
)
_PAPER = re.compile(
    r"(?:văn bản|công văn|công điện|nghị quyết|quyết định|kế hoạch|thông báo|chỉ thị|tờ trình"
    r"|kết luận|báo cáo|số)\s[^,;]{0,50}$"
)
_START = re.compile(r"(?<!\w)(?:kể từ|từ|bắt đầu)(?:\s(?:ngày|khoảng|khoảng ngày|hôm))?\s?$")
_SPAN = re.compile(
    r"(?<!\w)(?:kể\s)?từ\s(?:khoảng\s)?(?:ngày\s)?\d[\d/.\-]*(?:\stháng\s\d+(?:\snăm\s\d{4})?)?\s(?:đến|tới)[^,;]{0,14}$"
)
_PERIOD = re.compile(
    r"(?<!\w)(?:(?:trong khoảng|giai đoạn|tính|số liệu|lũy kế|hiệu lực|giá trị"
    r"|kỳ báo cáo)\s?(?:từ[^;,]{0,30}\s)?(?:đến|tới|đến hết)?(?:\sngày)?"
    r"|(?:tình hình|kết quả)[^;,]{0,70}\s(?:từ[^;,]{0,30}\s)?(?:đến|tới|đến hết)(?:\sngày)?)\s?$"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|từng|vừa|phát sinh|tồn tại|vi phạm|xảy ra|được cấp|có hiệu lực)(?:\s\w+){0,6}\s?$"
)
_STATE = re.compile(r"(?<!\w)(?:vi phạm|phát sinh|tồn tại|xảy ra|ban hành|đã \w+|đã giao đất|được cấp)\s?$")
_TOLD = re.compile(r"(?<!\w)(?:dự kiến|tình hình|kết quả|số liệu|đã|diễn ra|phát sinh)(?:\s\w+){0,9}\s?$")
_RESULT_OF = re.compile(
    r"(?<!\w)(?:báo cáo|công khai|công bố|gửi|trình|nộp) (?:tình hình|kết quả|số liệu)(?: \w+){0,4}\s?$"
)
# Days that run anew for each letter or file are reckoned from that, not from the document.
_REACTION = re.compile(
    r"(?<!\w)(?:trả lời (?:văn bản|hồ sơ|đơn|phản ánh|kiến nghị của)|phản hồi|thanh toán"
    r"|giải quyết (?:hồ sơ|thủ tục|đơn)|thẩm định (?:hồ sơ|từng)|xử lý (?:hồ sơ|phản ánh|đơn)"
    r"|mỗi (?:hồ sơ|trường hợp|vụ))(?!\w)[^;.]{0,60}$"
)
_TO_COME = re.compile(r"(?<!\w)(?:ban hành|được cấp)\s?$")
_STORM = re.compile(r"(?<!\w)(?:đổ bộ|vào bờ|suy yếu|mưa lớn|đạt đỉnh)(?:\s\w+){0,3}\s?$")
_YEARLY = re.compile(r"\s?(?:của\s)?(?:hằng|hàng|mỗi)\s?(?:năm|tháng|quý|tuần)")
_OF_PERIOD = re.compile(r"\s?(?:của )?(?:tháng (?:đầu|cuối|giữa|kế|liền|sau|tiếp)|quý (?:sau|kế|tiếp))")

_DAY = re.compile(rf"(?<![\d/.\-]){dates.DAY}")
_BARE_DAY = re.compile(
    r"(?<!\w)(?:trước|chậm nhất(?: là)?|đến|hết)(?: vào)?\sngày\s(?P<d>[12]\d|3[01]"
    r"|0?[1-9])(?:\stháng\snày)?(?![\d/.\-%]|\s(?:tháng|đêm|làm|công))"
)
_MONTH_YEAR = r"(?:(?:\s?[/-]\s?|\s?,?\snăm\s)(?P<y>20\d{2}))?"
_MONTH = re.compile(
    r"(?<!\w)(?P<word>trong|trước|hết|xong|đến|tới|vào|chậm nhất|muộn nhất|sang|hoàn thành"
    r"|từ nay đến|phấn đấu)"
    r"(?:\s(?:là|trong|cuối|hết|đến|vào|ngay|nửa đầu|nửa cuối))*\stháng\s(?P<m>1[0-2]|0?[1-9])"
    r"(?:(?:\s?/\s?20\d{2})?(?:\s?,\s?|\svà\s|\s-\s)(?:tháng\s)?(?P<m2>1[0-2]|0?[1-9])(?![\d]"
    r"|\s\w+\s(?:bão|vụ)))?" + _MONTH_YEAR + r"(?!\d)"
)
_THIS_MONTH = re.compile(r"(?<!\w)(?:trong|hết|cuối|trước)(?:\s(?:cuối|hết))?\stháng\s(?P<which>này|tới|sau)")
_QUARTER = re.compile(
    r"(?<!\w)(?P<word>trong|trước|hết|xong|đến|vào|hoàn thành|chậm nhất)(?:\s(?:là|trong|cuối"
    r"|hết|đến|ngay))*\squý\s"
    r"(?P<q>iv|i{1,3}|[1-4])(?:(?:\s?[/-]\s?|\s?,?\snăm\s)(?P<y>20\d{2}))?(?!\w)"
)
_YEAR = re.compile(
    r"(?<!\w)(?P<word>trong|hết|xong|trước|phấn đấu|hoàn thành|(?<!từ nay )đến cuối|vào cuối|vào)"
    r"(?:\s(?:trong|cuối|hết|đến|khi hết|ngay|đến cuối|đến hết|khi kết thúc))*"
    r"\snăm\s(?P<y>20\d{2}|nay)(?!\d|\s?-\s?\d)"
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?:trong|chỉ trong)(?:\svòng|\sthời hạn|\sthời gian)?|thời hạn|thời gian"
    r"|chậm nhất(?:\slà)?|muộn nhất|không quá|tối đa|trước ít nhất)"
    rf"(?:\s(?:là|trong|tối đa|không quá|sau))*\s(?P<n>\d{{1,3}}"
    rf"|{dates.WORD_NUMBER})(?:\s?\([\w\s]{{1,20}}\))?\s"
    r"(?P<u>ngày làm việc|ngày|tuần|tháng|giờ)(?:\s(?:tiếp theo|liên tục))?(?P<tail>[^;.,]{0,60})"
)
_UNDONE = re.compile(r"(?<!\w)(?:không|chưa)(?:\s\w+){1,4}\s$")
_ANCHOR_HERE = re.compile(
    r"^\s(?:kể\s)?(?:từ|tính từ|sau)\s(?:ngày\s|khi\s)?(?:hôm nay|nay|ký|ban hành|(?:có "
    r"|ra )?(?:thông báo|công văn|văn bản|kết luận|chỉ thị|công điện)"
    r"(?:\s(?:kết luận\s)?này|\sđược ban hành)|kết luận|cuộc họp|phiên họp|họp)"
)
_NOT_AHEAD = re.compile(
    r"^\s(?:thi|nghỉ|lễ|tết|bầu cử|hội|họp|diễn ra|tổ chức|cao điểm|qua|vừa qua|gần đây|trước|đầu"
    r"|cuối|không|trở lại|sau khi|còn lại|vừa rồi|đêm)"
)
_ANCHOR_ELSEWHERE = re.compile(
    r"^\s(?:\w+\s){0,3}?(?:kể từ|từ khi|từ ngày|tính từ|sau khi|sau ngày|trước ngày|trước khi|sau)"
)
_TODAY = re.compile(
    r"(?<!\w)(?:(?:ngay\s)?trong\s(?:ngày\s)?(?P<w>hôm nay|ngày mai|ngày|sáng nay|chiều nay"
    r"|tối nay)|(?:trước|đến)\s(?:[\w\s]{0,14}\s)?ngày (?P<w2>mai))(?!\s\d|\s(?:lễ|tết|hội|đầu|làm"
    r"|nghỉ|cuối|thứ|bầu|diễn))"
)
_THIS_WEEK = re.compile(
    r"(?<!\w)(?:trong|ngay trong|đầu|cuối|trước|hết)(?:\s(?:đầu|cuối))? tuần (?:này|tới|sau)"
)
_RECURRING = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng)\s?(?:ngày|tuần|tháng|quý|năm)(?!\w)|định kỳ|24/24|24/7|mỗi (?:ngày"
    r"|tuần|tháng|quý|năm)(?!\w)"
    r"|\d+ (?:ngày|tuần|tháng) (?:một|1|01) lần|\d+\s?lần/\s?(?:ngày|tuần|tháng|quý|năm)"
    r"|(?:\d+\s)?(?:ngày|tuần|tháng|quý"
    r"|năm)\s?/\s?(?:\d+\s)?lần|(?:\d+\s)?(?:tháng|tuần)\s(?:một|1|01)\slần|từng ngày|từng tuần|từng tháng"
    r"|theo (?:tuần|tháng|quý)(?!\w)|\d+\s?giờ\s?/\s?lần|\d+ (?:kỳ|buổi|bài|tin|lượt"
    r"|số)\s?/\s?(?:ngày|tuần|tháng|quý))"
)
_ASAP = re.compile(
    r"(?<!\w)(?:khẩn trương|càng sớm càng tốt|(?:trong thời gian\s)?(?:sớm|nhanh) nhất|gấp rút"
    r"|cấp tốc|thần tốc|lập tức"
    r"|(?<!từ )(?<!chủ động )sớm(?!\shơn)(?!\smột bước)|ngay(?!\s(?:từ|cả|tại|trong|trên|ở|bên|sau"
    r"|khi|trước|ngắn|thẳng|thời)))(?!\w)"
)
_MOTTO = re.compile(r'"[^"\n]{1,90}"')
_ORDER = {
    "date": 0,
    "month_end": 0,
    "quarter_end": 0,
    "year_end": 0,
    "relative": 1,
    "recurring": 2,
    "asap": 3,
    "none": 4,
}
CALENDAR = frozenset(kind for kind, rank in _ORDER.items() if rank == 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline form and where it stands. `firm`: a limit, not the day of an event."""

    deadline: Deadline
    start: int
    end: int
    firm: bool = True

    @property
    def calendar(self) -> bool:
        return self.deadline.kind in CALENDAR


class DeadlineReader:
    """Reads the deadlines of one document; `on` is the day they are reckoned from."""

    def __init__(
        self, normal: Normal, on: date | None, is_working_day: Callable[[date], bool] | None
    ) -> None:
        self.normal, self.on = normal, on
        self.is_working_day = is_working_day or dates.weekday_work
        self._last: tuple[tuple[int, int], list[Found]] = (-1, -1), []
        self.low = _MOTTO.sub(lambda m: " " * len(m[0]), normal.low)

    def all(self, start: int, end: int) -> list[Found]:
        """Every deadline form between two offsets, in the order of the text."""
        if (start, end) != self._last[0]:
            self._last = (start, end), self._all(start, end)  # asked again when the work is parted
        return self._last[1]

    def _all(self, start: int, end: int) -> list[Found]:
        found: list[Found] = []
        for reader in (self._days, self._months, self._quarters, self._years, self._relatives, self._todays):
            for one in reader(start, end):
                if all(one.end <= other.start or one.start >= other.end for other in found):
                    found.append(one)
        for kind, pattern in (("recurring", _RECURRING), ("asap", _ASAP)):
            for m in pattern.finditer(self.low, start, end):
                if all(m.end() <= other.start or m.start() >= other.end for other in found):
                    found.append(self._found(kind, None, m.start(), m.end()))
        return sorted(found, key=lambda one: one.start)

    def _found(self, kind: str, on: date | None, start: int, end: int, **more: object) -> Found:
        firm = bool(more.pop("firm", True))
        deadline = Deadline(kind, on, self.normal.span(start, end), **more)  # type: ignore[arg-type]
        return Found(deadline, start, end, firm)

    def _days(self, start: int, end: int) -> Iterator[Found]:
        for m in _DAY.finditer(self.low, start, end):
            left = self.low[max(start, m.start() - 90) : m.start()]
            limit, span = _LIMIT.search(left), _SPAN.search(left)
            event = None if limit else _EVENT.search(left)
            opening = span or limit or event
            if opening is None or self._counts_otherwise(left, span, event, start, m.start()):
                continue
            begin = m.start() - len(left) + opening.start()
            on, guessed, suspect = self._date(*dates.day_of(m))
            if self._gone(on, start, begin, told=bool(event or span)):
                continue
            if yearly := _YEARLY.match(self.low, m.end(), end):
                yield self._found("recurring", None, begin, yearly.end())
                continue
            hour = limit["hour"].strip() if limit and limit["hour"] else None
            firm = limit is not None and not limit["word"].startswith("vào")
            yield self._found(
                "date", on, begin, m.end(), year_guessed=guessed, suspect=suspect, hour=hour, firm=firm
            )
        yield from self._bare_days(start, end)

    def _bare_days(self, start: int, end: int) -> Iterator[Found]:
        """ "trước ngày 25": a day of the month alone."""
        for m in _BARE_DAY.finditer(self.low, start, end):
            regular = "định kỳ" in self.low[max(start, m.start() - 30) : m.start()]
            if regular or _YEARLY.match(self.low, m.end(), end) or _OF_PERIOD.match(self.low, m.end()):
                yield self._found("recurring", None, m.start(), m.end())
            else:
                on = dates.next_day_of_month(int(m["d"]), self.on)
                yield self._found("date", on, m.start(), m.end(), year_guessed=True)

    def _counts_otherwise(
        self, left: str, span: re.Match[str] | None, event: re.Match[str] | None, start: int, at: int
    ) -> bool:
        """The day of a paper, of a beginning, of a reporting period, of a storm."""
        if _START.search(left) or _STORM.search(left) or (event and _PAPER.search(left)):
            return True
        period = left if span is None else left[: span.start()] + "từ đến "
        return bool(_PERIOD.search(period)) or bool(span and self._reports(start, at))

    def _gone(self, on: date | None, start: int, begin: int, told: bool) -> bool:
        """A past day that tells of something, or a day up to which something was so."""
        before = self.low[max(start, begin - 60) : begin]
        past = on is None or self.on is None or on < self.on
        if _STATE.search(before) and (past or not _TO_COME.search(before)):
            return True
        return past and (told or bool(_PAST.search(before)))

    def _reports(self, start: int, at: int) -> bool:
        before = self.low[max(start, at - 140) : at]
        return bool(re.search(r"(?<!\w)(?:trong khoảng|kết quả|tình hình|số liệu|thống kê)(?!\w)", before))

    def _date(self, day: int, month: int, year: int | None) -> tuple[date | None, bool, date | None]:
        if year is None:
            return dates.nearest(day, month, self.on), True, None
        on = dates.make(year, month, day)
        suspect = dates.nearest(day, month, self.on) if on and self.on and on < self.on else None
        return on, False, suspect

    def _told(self, start: int, at: int, on: date | None = None) -> bool:
        """The months and years of plans, results and expectations are not deadlines.

        Results of a time that is yet to come ("công khai kết quả trong tháng 11") are.
        """
        before = self.low[max(start, at - 45) : at]
        if on and self.on and on > self.on and _RESULT_OF.search(before):
            return False
        return bool(_TOLD.search(before))

    def _months(self, start: int, end: int) -> Iterator[Found]:
        for m in _MONTH.finditer(self.low, start, end):
            if _YEARLY.match(self.low, m.end(), end):
                continue
            month = max(int(m["m"]), int(m["m2"] or 0)) if m["y"] or not m["m2"] else int(m["m2"])
            year = int(m["y"]) if m["y"] else None
            if year is None and self.on:
                year = self.on.year + (month < self.on.month)
            on = None
            if year:
                on = (
                    dates.month_before(year, month)
                    if m["word"] == "trước" and "cuối" not in m[0]
                    else dates.month_end(year, month)
                )
            if self._told(start, m.start(), on):
                continue
            yield self._found("month_end", on, m.start(), m.end(), year_guessed=not m["y"])
        for m in _THIS_MONTH.finditer(self.low, start, end):
            on = None
            if self.on and not self._told(start, m.start()):
                base = self.on if m["which"] == "này" else dates.add_months(self.on, 1)
                on = dates.month_end(base.year, base.month)
            yield self._found("month_end", on, m.start(), m.end(), year_guessed=True)

    def _quarters(self, start: int, end: int) -> Iterator[Found]:
        for m in _QUARTER.finditer(self.low, start, end):
            if _YEARLY.match(self.low, m.end(), end):
                continue
            quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(m["q"]) or int(m["q"])
            year = int(m["y"]) if m["y"] else None
            if year is None and self.on:
                year = self.on.year + (quarter * 3 < self.on.month)
            on = None
            if year:
                before = m["word"] == "trước" and "cuối" not in m[0] and "hết" not in m[0]
                on = (
                    dates.month_before(year, quarter * 3 - 2)
                    if before
                    else dates.month_end(year, quarter * 3)
                )
            if self._told(start, m.start(), on):
                continue
            yield self._found("quarter_end", on, m.start(), m.end(), year_guessed=not m["y"])

    def _years(self, start: int, end: int) -> Iterator[Found]:
        for m in _YEAR.finditer(self.low, start, end):
            if self._told(start, m.start()) or (
                m["word"] == "cuối"
                and re.search(r"tháng\s$", self.low[max(start, m.start() - 6) : m.start()])
            ):
                continue
            before = self.low[max(start, m.start() - 70) : m.start()]
            if m["word"] == "vào" and not re.search(
                r"(?:hoàn thành|xong|thông xe|khánh thành)[^;]*$", before
            ):
                continue
            year = int(m["y"]) if m["y"] != "nay" else self.on.year if self.on else None
            earlier = m["word"] == "trước" and "hết" not in m[0] and "cuối" not in m[0]
            on = date(year - earlier, 12, 31) if year else None
            yield self._found("year_end", on, m.start(), m.end(), year_guessed=m["y"] == "nay")

    def _relatives(self, start: int, end: int) -> Iterator[Found]:
        for m in _RELATIVE.finditer(self.low, start, end):
            tail = m["tail"]
            at_latest = m[0].startswith(("chậm nhất", "muộn nhất", "không quá", "tối đa"))
            before_event = at_latest and tail.startswith((" trước ", " sau khi"))
            if (_NOT_AHEAD.match(tail) and not before_event) or _PERIOD.search(
                self.low[max(start, m.start() - 40) : m.start()]
            ):
                continue
            if _UNDONE.search(self.low[max(start, m.start() - 30) : m.start()]):
                continue
            if self.low[m.start() : m.end()].startswith("thời gian") and not re.search(
                r"kể từ|tới|hoàn thành", m[0]
            ):
                continue
            here = _ANCHOR_HERE.match(tail)
            elsewhere = None if here else _ANCHOR_ELSEWHERE.match(tail)
            ahead = m[0].startswith("trước")
            left = self.low[max(start, m.start() - 80) : m.start()]
            ahead = ahead or (not here and bool(_REACTION.search(left)))
            on = None if elsewhere or ahead or self.on is None else self._after(dates.number(m["n"]), m["u"])
            stop = m.start("tail") + (here.end() if here else len(tail) if elsewhere else 0)
            yield self._found("relative", on, m.start(), stop)

    def _after(self, count: int, unit: str) -> date:
        assert self.on is not None
        if unit == "tháng":
            return dates.add_months(self.on, count)
        if unit == "ngày làm việc":
            return dates.add_working_days(self.on, count, self.is_working_day)
        days = {"ngày": count, "tuần": 7 * count, "giờ": -(-count // 24)}[unit]
        return self.on + timedelta(days=days)

    def _todays(self, start: int, end: int) -> Iterator[Found]:
        for m in _THIS_WEEK.finditer(self.low, start, end):
            yield self._found("relative", None, m.start(), m.end())
        for m in _TODAY.finditer(self.low, start, end):
            ahead = (m["w"] or m["w2"]) in {"ngày mai", "mai"}
            vague = m["w"] == "ngày" and not m[0].startswith("ngay")
            on = self.on + timedelta(days=ahead) if self.on and not vague else None
            yield self._found("relative", on, m.start(), m.end())


def choose(found: list[Found]) -> tuple[Deadline, tuple[Deadline, ...]]:
    """The deadline of a sentence and, when it names several days, all of them as milestones.

    Calendar beats relative beats recurring beats "at once"; of several days the last limit counts, as a
    closing "báo cáo trước ngày" governs its sentence.
    """
    if not found:
        return Deadline(), ()
    best = min(_ORDER[one.deadline.kind] for one in found)
    ranked = [one for one in found if _ORDER[one.deadline.kind] == best]
    firm = (
        [one for one in ranked if one.firm and one.deadline.on]
        or [one for one in ranked if one.deadline.on]
        or ranked
    )
    chosen = firm[-1] if best == 0 else firm[0]
    days = tuple(one.deadline for one in found if one.calendar)
    return chosen.deadline, days if len(days) > 1 else ()
