"""The documents of the years before: topical meetings, written directions, tasks for every commune. Pure."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from agencies.calendar import WorkingDays

from .documents import DocumentText, MeetingText, Point, load

# How much is given in a month: little around Tết, much at the half year, in the storms and before the end.
SEASON = {1: 1.15, 2: 0.6, 3: 0.95, 4: 1, 5: 0.9, 6: 1.15, 7: 1.25, 8: 1, 9: 1.1, 10: 1.15, 11: 1.2, 12: 1.4}
_MEETINGS, _VISITS, _LETTERS = 6, 2, 7  # of a month
_WHOLE = 0.7  # how often in a month all departments are asked for something
_STORMS = (8, 9, 10)
_OFFSETS = [7, 10, 14, 15, 20, 25, 30, 30, 45, 60]  # days until the deadline
_OPENING = (
    "Xét đề nghị của các cơ quan liên quan, UBND tỉnh yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:"
)


@dataclass(frozen=True)
class Places:
    """Who can be charged in these years: agencies as they are today, by the names which points use."""

    communes: Sequence[str]
    departments: Sequence[str]
    names: dict[str, str]  # in full, as a text writes them


def documents_of_years(
    today: date, days: WorkingDays, chance: random.Random, places: Places, *, years: int, much: float = 1
) -> list[DocumentText]:
    """What was ordered beside the monthly sessions in so many years up to the day, in order of issue.

    `much`: how much of it, where 1 is what a province has.
    """
    first = today - timedelta(days=365 * years)
    writer = _Writer(days, chance, places, much)
    found = [
        text
        for month in _months(first, today)
        for text in writer.month(month)
        if first <= text.issued_on < today
    ]
    return sorted(found, key=lambda text: text.issued_on)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


class _Writer:
    """Writes the documents of one month after another."""

    def __init__(self, days: WorkingDays, chance: random.Random, places: Places, much: float) -> None:
        self.days, self.chance, self.places, self.much = days, chance, places, much
        told = load("years")
        self.acts, self.sectors = told["act"], told["sector"]
        self.mass, self.whole, self.local = told["mass"], told["whole"], told["local"]
        self.numbers: dict[int, Iterator[int]] = {}
        self.held: set[tuple[str, date]] = set()  # no meeting is held twice on a day

    def month(self, month: date) -> Iterator[DocumentText]:
        """Everything issued in the month, in no order of its own."""
        much = SEASON[month.month] * self.much
        for _ in range(self._about(_MEETINGS * much)):
            yield self._meeting(month)
        for _ in range(self._about(_VISITS * much)):
            yield self._visit(month)
        for _ in range(self._about(_LETTERS * much)):
            yield self._letter(month)
        if month.month in _STORMS and self.chance.random() < self.much:
            yield self._telegram(month)
        for entry in self.mass:
            if month.month in entry["months"] and self.chance.random() < self.much:
                yield self._to_many(month, entry, self.places.communes, "UBND các xã, phường")
        if self.chance.random() < _WHOLE * much:
            entry = self.chance.choice(self.whole)
            yield self._to_many(month, entry, self.places.departments, "Các sở, ban, ngành")

    def _about(self, expected: float) -> int:
        return max(0, round(expected + self.chance.uniform(-1.2, 1.2)))

    def _day(self, month: date) -> date:
        """A working day of the month."""
        return self.days.after(month + timedelta(days=self.chance.randint(-1, 26)), 1)

    def _free(self, title: str, day: date) -> date:
        """The day, or the next one on which no meeting of this title was held."""
        while (title, day) in self.held:
            day = self.days.after(day, 1)
        self.held.add((title, day))
        return day

    def _meeting(self, month: date) -> DocumentText:
        sector = self.chance.choice(self.sectors)
        topic = self.chance.choice(sector["topics"])
        title = f"Cuộc họp nghe báo cáo về {topic}"
        held_on = self._free(title, self._day(month))
        issued_on = self.days.after(held_on, self.chance.randint(1, 3))
        points = [self._task(sector, topic, issued_on) for _ in range(self.chance.randint(4, 7))]
        points += [self._task(sector, None, issued_on) for _ in range(self.chance.randint(0, 2))]
        meeting = MeetingText("thematic", title, held_on, "Phòng họp số 1, trụ sở UBND tỉnh", sector["chair"])
        return self._conclusion(meeting, issued_on, points)

    def _visit(self, month: date) -> DocumentText:
        """Work with a commune, or the monthly reception of citizens."""
        held_on = self._free("", self._day(month))
        issued_on = self.days.after(held_on, 2)
        usual = [entry for entry in self.local if not entry.get("storm")]
        if self.chance.random() < 0.5:
            place = self.chance.choice(self.places.communes)
            meeting = MeetingText(
                "working",
                f"Buổi làm việc với {self.places.names[place]}",
                held_on,
                f"Trụ sở {self.places.names[place]}",
                self.chance.choice(["phochutich1", "phochutich2"]),
            )
            entries = self.chance.sample(usual, 2)
            points = [self._of_places(entry, [place], issued_on) for entry in entries]
            points += [self._task(self.chance.choice(self.sectors), None, issued_on) for _ in range(2)]
        else:
            title = f"Tiếp công dân định kỳ tháng {held_on.month} năm {held_on.year}"
            meeting = MeetingText("reception", title, held_on, "Trụ sở tiếp công dân tỉnh", "chutich")
            points = [
                self._of_places(self.chance.choice(usual), self._some(1, 2), issued_on)
                for _ in range(self.chance.randint(2, 3))
            ]
        return self._conclusion(meeting, issued_on, points)

    def _letter(self, month: date) -> DocumentText:
        sector, issued_on = self.chance.choice(self.sectors), self._day(month)
        if self.chance.random() < 0.2:
            usual = [entry for entry in self.local if not entry.get("storm")]
            points = [self._of_places(self.chance.choice(usual), self._some(4, 10), issued_on)]
        else:
            points = [
                self._task(sector, None, issued_on) for _ in range(self.chance.choice([1, 2, 2, 3, 4, 5]))
            ]
        kind = self.chance.choice(["official_letter"] * 8 + ["direction", "plan"])
        return self._written(kind, sector["symbol"], issued_on, f"V/v {_small(points[0].title)}", points)

    def _telegram(self, month: date) -> DocumentText:
        issued_on = self._day(month)
        storms = [entry for entry in self.local if entry.get("storm")]
        within = [issued_on + timedelta(days=n) for n in (3, 10)]
        points = [
            self._of_places(entry, self._some(18, 40), issued_on, due=due, priority="immediate")
            for entry, due in zip(reversed(storms), within, strict=True)
        ]
        return self._written(
            "telegram", "CĐ", issued_on, "Về việc tập trung ứng phó, khắc phục mưa lũ", points
        )

    def _to_many(self, month: date, entry: dict[str, Any], places: Sequence[str], who: str) -> DocumentText:
        issued_on = self._day(month)
        due = self.days.on_or_before(issued_on + timedelta(days=self.chance.choice([12, 15, 20, 30])))
        words = {"year": issued_on.year, "period": _period(issued_on, self.chance)}
        title = entry["title"].format(**words)
        point = Point(
            text=f"{who} {entry['text'].format(**words)} trước ngày {due:%d/%m/%Y}.",
            title=title,
            lead=list(places),
            coordinators=[code for code in entry.get("with", []) if code not in places],
            due=due,
            field=entry["field"],
        )
        return self._written("official_letter", "TH", issued_on, f"V/v {_small(title)}", [point])

    def _task(self, sector: dict[str, Any], topic: str | None, issued_on: date) -> Point:
        """One task of a sector; seldom with two leads, now and then without a day."""
        act = self.chance.choice(self.acts)
        topic = topic or self.chance.choice(sector["topics"])
        leads, beside = list(sector["leads"]), list(sector["with"])
        if self.chance.random() < 0.12:
            leads.append(beside.pop(self.chance.randrange(len(beside))))
        with_them = self.chance.sample(beside, self.chance.choice([0, 1, 1, 2, 2, 3][: len(beside) + 3]))
        due = self._due(issued_on) if self.chance.random() < 0.94 else None
        words = {"topic": topic, "period": _period(issued_on, self.chance)}
        who = ", ".join(self.places.names[code] for code in leads)
        together = (
            f", phối hợp với {', '.join(self.places.names[code] for code in with_them)}" if with_them else ""
        )
        until = f", hoàn thành trước ngày {due:%d/%m/%Y}" if due else ""
        return Point(
            text=f"{who} chủ trì{together} {act['text'].format(**words)}{until}.",
            title=act["title"].format(**words)[:250],
            lead=leads,
            coordinators=with_them,
            due=due,
            field=sector["field"],
            product=act.get("product", ""),
            priority=self.chance.choice(["normal"] * 9 + ["urgent"]),
        )

    def _of_places(
        self,
        entry: dict[str, Any],
        places: Sequence[str],
        issued_on: date,
        *,
        due: date | None = None,
        priority: str = "normal",
    ) -> Point:
        due = due or self._due(issued_on)
        names = ", ".join(self.places.names[place] for place in places)
        return Point(
            text=f"{names} {entry['text']} trước ngày {due:%d/%m/%Y}.",
            title=entry["title"],
            lead=list(places),
            coordinators=entry["with"],
            due=due,
            field=entry["field"],
            priority=priority,
        )

    def _due(self, issued_on: date) -> date:
        """Some days later; every fifth falls on the end of a quarter."""
        if self.chance.random() < 0.2:
            month = issued_on.month + 2 - (issued_on.month - 1) % 3
            end = (issued_on.replace(month=month, day=28) + timedelta(days=4)).replace(day=1) - timedelta(
                days=1
            )
            if (end - issued_on).days >= 10:
                return self.days.on_or_before(end)
        return self.days.on_or_before(issued_on + timedelta(days=self.chance.choice(_OFFSETS)))

    def _some(self, least: int, most: int) -> list[str]:
        return self.chance.sample(list(self.places.communes), self.chance.randint(least, most))

    def _number(self, issued_on: date, symbol: str) -> str:
        """Numbers rise through the year and never meet those of the written documents."""
        running = self.numbers.setdefault(issued_on.timetuple().tm_yday + 1000 * issued_on.year, count(1))
        return f"{20000 + issued_on.timetuple().tm_yday * 20 + next(running)}/{symbol}"

    def _conclusion(self, meeting: MeetingText, issued_on: date, points: list[Point]) -> DocumentText:
        opening = (
            f"Ngày {meeting.held_on:%d/%m/%Y}, UBND tỉnh tổ chức {_small(meeting.title)}. "
            "Sau khi nghe các ý kiến, người chủ trì kết luận:"
        )
        return DocumentText(
            kind="conclusion",
            number=self._number(issued_on, "TB-UBND"),
            issued_on=issued_on,
            subject=f"Kết luận tại {_small(meeting.title)}",
            opening=opening,
            points=_apart(points),
            meeting=meeting,
            plain=True,
        )

    def _written(
        self, kind: str, symbol: str, issued_on: date, subject: str, points: list[Point]
    ) -> DocumentText:
        marks = {
            "official_letter": f"UBND-{symbol}",
            "direction": "CT-UBND",
            "plan": "KH-UBND",
            "telegram": "CĐ-UBND",
        }
        return DocumentText(
            kind=kind,
            number=self._number(issued_on, marks[kind]),
            issued_on=issued_on,
            subject=subject[:250],
            opening=_OPENING,
            points=_apart(points),
            plain=True,
        )


def _apart(points: list[Point]) -> list[Point]:
    """No two points of one document ask for the same."""
    return list({point.title: point for point in points}.values())


def _period(day: date, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"tháng {day.month} năm {day.year}"
    return f"quý {['I', 'II', 'III', 'IV'][(day.month - 1) // 3]} năm {day.year}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
