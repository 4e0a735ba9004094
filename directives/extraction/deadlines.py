"""By when: the deadline forms of these documents, and which of several in a sentence counts.

A date is a deadline only behind words that make it one ("trước ngày", "chậm nhất", "xong trong tháng"); the
date of a document, of a reporting period or of a beginning is not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directives.extraction import dates, terms
from directives.extraction.normalise import Normal
from directives.extraction.types import Deadline

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
        self.low = terms.MOTTO.sub(lambda m: " " * len(m[0]), normal.low)

    def all(self, start: int, end: int) -> list[Found]:
        """Every deadline form between two offsets, in the order of the text."""
        if (start, end) != self._last[0]:
            self._last = (start, end), self._all(start, end)  # asked again when the work is parted
        return self._last[1]

    def _all(self, start: int, end: int) -> list[Found]:
        found: list[Found] = []
        for reader in (
            self._early,
            self._days,
            self._months,
            self._quarters,
            self._years,
            self._this_year,
            self._relatives,
            self._todays,
        ):
            for one in reader(start, end):
                if self._on_condition(one, start, end):
                    continue
                if all(one.end <= other.start or one.start >= other.end for other in found):
                    found.append(one)
        for kind, pattern in (("recurring", terms.RECURRING), ("asap", terms.ASAP)):
            for m in pattern.finditer(self.low, start, end):
                if all(m.end() <= other.start or m.start() >= other.end for other in found):
                    found.append(self._found(kind, None, m.start(), m.end()))
        return sorted(found, key=lambda one: one.start)

    def _on_condition(self, one: Found, start: int, end: int) -> bool:
        """Whether a time stands in the clause that says on what condition something is done."""
        opens = one.start == start or self.low[max(start, one.start - 2) : one.start] in {"; ", ". "}
        if (
            opens
            and self.low.startswith(("đến", "hết"), one.start)
            and terms.STILL.match(self.low, one.end, end)
        ):
            return True  # "Đến ngày 30/11 nếu chưa giải ngân thì ..."
        if self.low[max(start, one.start - 4) : one.start] == "nếu ":
            return True  # "nếu đến ngày 15/11 các đơn vị chưa thống nhất"
        condition = terms.CONDITION.search(self.low[max(start, one.start - 160) : one.start])
        if condition is None or not terms.CONDITION_ENDS.match(self.low, one.end, end):
            return False
        sent = terms.SENT_ON.search(condition["said"])
        return not sent or bool(terms.UNMET.search(condition["said"]))

    def _found(self, kind: str, on: date | None, start: int, end: int, **more: object) -> Found:
        firm = bool(more.pop("firm", True))
        deadline = Deadline(kind, on, self.normal.span(start, end), **more)  # type: ignore[arg-type]
        return Found(deadline, start, end, firm)

    def _days(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.DAY.finditer(self.low, start, end):
            left = self.low[max(start, m.start() - 90) : m.start()]
            limit, span = terms.LIMIT.search(left), terms.SPAN.search(left)
            event = None if limit else terms.EVENT.search(left)
            on, guessed, suspect = self._date(*dates.day_of(m))
            handed = terms.HANDED_IN.search(left) if on and self.on and on > self.on else None
            if not (span or limit or handed or event):
                event = terms.BY_ITS_END.search(left) or self._then_due(left, m.end(), end)
            opening = span or limit or handed or event
            if opening is None or self._counts_otherwise(
                left, span, event if not handed else None, start, m.start()
            ):
                continue
            begin = m.start() - len(left) + opening.start()
            if self._gone(on, start, begin, m.start(), told=bool(event or span)):
                continue
            every = terms.EVERY.search(self.low[max(start, begin - 70) : begin]) if guessed else None
            if every:
                yield self._found("recurring", None, begin - len(every[0]), m.end())
                continue
            if yearly := terms.YEARLY.match(self.low, m.end(), end):
                yield self._found("recurring", None, begin, yearly.end())
                continue
            hour = limit["hour"].strip() if limit and limit["hour"] else None
            firm = limit is not None and not limit["word"].startswith("vào")
            yield self._found(
                "date", on, begin, m.end(), year_guessed=guessed, suspect=suspect, hour=hour, firm=firm
            )
        yield from self._bare_days(start, end)

    def _then_due(self, left: str, behind: int, end: int) -> re.Match[str] | None:
        """ "15/11 phải có tiến độ bù": the words behind a day make it the limit."""
        due = terms.THEN_DUE.match(self.low, behind, end)
        return re.search(r"(?:ngày\s)?$", left) if due and not terms.NOT_ITS_OWN.search(left) else None

    def _early(self, start: int, end: int) -> Iterator[Found]:
        """ "trong 10 ngày đầu tháng 12": until a day within the month."""
        for m in terms.EARLY.finditer(self.low, start, end):
            if self._told(start, m.start()):
                continue
            day = terms.EARLY_ENDS.get(m["w"]) or dates.number(m["n"])
            ahead = self._month_ahead(int(m["m"]), int(m["y"]) if m["y"] else None)
            on = dates.make(ahead.year, ahead.month, day) if ahead else None
            yield self._found("date", on, m.start(), m.end(), year_guessed=not m["y"])

    def _bare_days(self, start: int, end: int) -> Iterator[Found]:
        """ "trước ngày 25": a day of the month alone."""
        for m in terms.BARE_DAY.finditer(self.low, start, end):
            before = self.low[max(start, m.start() - 70) : m.start()]
            regular = "định kỳ" in before[-30:] or terms.EVERY.search(before)
            if (
                regular
                or terms.YEARLY.match(self.low, m.end(), end)
                or terms.OF_PERIOD.match(self.low, m.end())
            ):
                yield self._found("recurring", None, m.start(), m.end())
            else:
                on = dates.next_day_of_month(int(m["d"]), self.on)
                yield self._found("date", on, m.start(), m.end(), year_guessed=True)

    def _counts_otherwise(
        self, left: str, span: re.Match[str] | None, event: re.Match[str] | None, start: int, at: int
    ) -> bool:
        """The day of a paper, of a beginning, of a reporting period, of a storm."""
        if terms.START.search(left) or terms.STORM.search(left) or (event and terms.PAPER.search(left)):
            return True
        period = left if span is None else left[: span.start()] + "từ đến "
        return bool(terms.PERIOD.search(period)) or bool(span and self._reports(start, at))

    def _gone(self, on: date | None, start: int, begin: int, at: int, told: bool) -> bool:
        """A past day that tells of something, or a day up to which something was so."""
        before = self.low[max(start, begin - 60) : begin]
        if terms.HOLDS.search(self.low[max(start, begin - 90) : at]):
            return True
        if terms.TIMETABLE.search(before):
            return True
        past = on is None or self.on is None or on < self.on
        if terms.ATTRIBUTE.search(before) and (past or terms.ATTRIBUTE_TO_COME.search(before)):
            return True
        if terms.STATE.search(before) and (past or not terms.TO_COME.search(before)):
            return True
        return past and (told or bool(terms.PAST.search(before)))

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
        if "chuẩn bị" in self.low[max(start, at - 110) : at] and "dự kiến" in before:
            return False  # the day of what is to be prepared
        if on and self.on and on > self.on and terms.RESULT_OF.search(before):
            return False
        if on and self.on and on < self.on and self.low.startswith(("trong", "vào", "đến"), at):
            return not terms.TO_BE_DONE.search(self.low[max(start, at - 70) : at])
        return bool(terms.TOLD.search(before))

    def _months(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.MONTH.finditer(self.low, start, end):
            if terms.YEARLY.match(self.low, m.end(), end):
                continue
            month = max(int(m["m"]), int(m["m2"] or 0)) if m["y"] or not m["m2"] else int(m["m2"])
            if m["y1"] and m["y"]:  # "trong tháng 12/2025, tháng 01/2026"
                month = int(m["m2"])
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
        for m in terms.THIS_MONTH.finditer(self.low, start, end):
            on = None
            if self.on and not self._told(start, m.start()):
                base = self.on if m["which"] == "này" else dates.add_months(self.on, 1)
                on = dates.month_end(base.year, base.month)
            yield self._found("month_end", on, m.start(), m.end(), year_guessed=True)
        for m in terms.SESSION.finditer(self.low, start, end):
            on = self._month_ahead(int(m["m"]), int(m["y"]) if m["y"] else None)
            yield self._found("month_end", on, m.start(), m.end(), year_guessed=not m["y"], firm=False)

    def _month_ahead(self, month: int, year: int | None) -> date | None:
        """The end of a month; without a year of the next such month."""
        if year is None and self.on:
            year = self.on.year + (month < self.on.month)
        return dates.month_end(year, month) if year else None

    def _quarters(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.THIS_QUARTER.finditer(self.low, start, end):
            on = None
            if self.on and not self._told(start, m.start()):
                base = self.on if m["which"] == "này" else dates.add_months(self.on, 3)
                on = dates.month_end(base.year, (base.month + 2) // 3 * 3)
            yield self._found("quarter_end", on, m.start(), m.end(), year_guessed=True)
        for m in terms.QUARTER.finditer(self.low, start, end):
            if terms.YEARLY.match(self.low, m.end(), end):
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
        for m in terms.YEAR.finditer(self.low, start, end):
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
            if self._told(start, m.start(), date(year, 12, 31) if year else None):
                continue
            earlier = m["word"] == "trước" and not any(word in m[0] for word in ("hết", "cuối", "kết thúc"))
            if earlier and year and self.on and year <= self.on.year:
                continue  # "đất được giao trước năm 2010"
            on = date(year - earlier, 12, 31) if year else None
            yield self._found("year_end", on, m.start(), m.end(), year_guessed=m["y"] == "nay")

    def _this_year(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.THIS_YEAR.finditer(self.low[start:end]):
            on = date(self.on.year, 12, 31) if self.on else None
            yield self._found("year_end", on, start + m.start("in"), start + m.end("in"), year_guessed=True)

    def _relatives(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.RELATIVE.finditer(self.low, start, end):
            tail = m["tail"]
            at_latest = m[0].startswith(("chậm nhất", "muộn nhất", "không quá", "tối đa"))
            before_event = at_latest and tail.startswith((" trước ", " sau khi"))
            if (terms.NOT_AHEAD.match(tail) and not before_event) or terms.PERIOD.search(
                self.low[max(start, m.start() - 40) : m.start()]
            ):
                continue
            if terms.LASTS.search(self.low[max(start, m.start() - 60) : m.start()]):
                continue
            if terms.UNDONE.search(self.low[max(start, m.start() - 30) : m.start()]):
                continue
            if self.low[m.start() : m.end()].startswith("thời gian") and not re.search(
                r"kể từ|tới|hoàn thành", m[0]
            ):
                continue
            here = terms.ANCHOR_HERE.match(tail)
            elsewhere = None if here else terms.ANCHOR_ELSEWHERE.match(tail)
            ahead = m[0].startswith("trước")
            left = self.low[max(start, m.start() - 80) : m.start()]
            new_each_time = not tail.startswith((" tới", " nữa", " này")) and (
                terms.REACTION.search(left)
                or terms.WHENEVER.search(self.low[max(start, m.start() - 160) : m.start()])
            )
            ahead = ahead or (not here and bool(new_each_time))
            on = None if elsewhere or ahead or self.on is None else self._after(dates.number(m["n"]), m["u"])
            stop = m.start("tail") + (here.end() if here else len(tail) if elsewhere else 0)
            yield self._found("relative", on, m.start(), stop)

        for m in terms.FROM_NOW.finditer(self.low, start, end):
            on = self._after(dates.number(m["n"]), m["u"]) if self.on else None
            yield self._found("relative", on, m.start(), m.end())

    def _after(self, count: int, unit: str) -> date:
        assert self.on is not None
        if unit == "tháng":
            return dates.add_months(self.on, count)
        if unit == "ngày làm việc":
            return dates.add_working_days(self.on, count, self.is_working_day)
        days = {"ngày": count, "tuần": 7 * count, "giờ": -(-count // 24)}[unit]
        return self.on + timedelta(days=days)

    def _todays(self, start: int, end: int) -> Iterator[Found]:
        for m in terms.THIS_WEEK.finditer(self.low, start, end):
            yield self._found("relative", None, m.start(), m.end())
        if opens := terms.TOMORROW_FIRST.match(self.low, start, end):
            on = self.on + timedelta(days=1) if self.on else None
            yield self._found("relative", on, opens.start(), opens.end())
        for m in terms.TODAY.finditer(self.low, start, end):
            word = m["w"] or m["w2"] or m["w3"] or m["w4"] or m["w5"]
            ahead = word in {"ngày mai", "mai"}
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
