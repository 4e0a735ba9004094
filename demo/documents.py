"""The documents of the sample province up to a day: those of autumn 2025, then one session a month."""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from agencies.calendar import WorkingDays

TEXTS = Path(__file__).parent / "texts"
CLOSING = "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./."
_LAST_WRITTEN = date(2025, 11, 30)  # monthly sessions are made up for the time after this day
_SESSIONS = 6
_NEWEST = timedelta(days=12)  # how long ago the newest session was held
# Deadlines of the newest session, in days from today, and what becomes of each: one of everything to look at.
_ALIVE: list[tuple[int | None, str]] = [
    (-6, "on_time"),
    (-4, "overdue"),
    (-3, "returned"),
    (-2, "pending"),
    (-1, "silent"),
    (0, "overdue"),
    (1, "silent"),
    (2, "young"),
    (3, "new"),
    (4, "early"),
    (8, "early"),
    (12, "young"),
    (20, "progress"),
    (None, "new"),
]


@dataclass(frozen=True)
class MeetingText:
    kind: str
    title: str
    held_on: date
    place: str
    chair: str = "chutich"


@dataclass(frozen=True)
class Point:
    """One point: its words, and what is made of them. Agencies by code, "=short name" or "@group"."""

    text: str
    title: str
    lead: list[str]
    coordinators: list[str]
    due: date | None = None
    recurring: str = ""
    field: str = "general"
    product: str = ""
    priority: str = "normal"
    fate: str = ""  # "" leaves it to chance


@dataclass(frozen=True)
class DocumentText:
    kind: str
    number: str
    issued_on: date
    subject: str
    opening: str
    points: list[Point]
    meeting: MeetingText | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The text line by line; the points stand between the opening and the closing line."""
        numbered = [f"{n}. {point.text}" for n, point in enumerate(self.points, start=1)]
        return [self.opening, *numbered, CLOSING]


@dataclass(frozen=True)
class DraftText:
    """A document which was entered and not reviewed yet."""

    kind: str
    number: str
    subject: str
    text: str
    issued_on: date = field(default=date.min)


def documents(today: date, days: WorkingDays, chance: random.Random) -> list[DocumentText]:
    """Every document issued up to the day, in the order of issue."""
    every = [*_written(), *_monthly(today, days, chance)]
    return sorted((text for text in every if text.issued_on <= today), key=lambda text: text.issued_on)


def drafts(today: date, days: WorkingDays) -> list[DraftText]:
    """What lies on the clerk's desk on the day: {day:10} in the text is ten days later."""
    issued_on = days.after(today, -1)
    return [
        DraftText(
            kind=entry["kind"],
            number=entry["number"],
            subject=entry["subject"],
            issued_on=issued_on,
            text=re.sub(
                r"\{day:(\d+)\}",
                lambda found: f"{today + timedelta(days=int(found[1])):%d/%m/%Y}",
                entry["text"],
            ).strip(),
        )
        for entry in _load("autumn_2025")["draft"]
    ]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def _point(entry: dict[str, Any], *, due: date | None = None, fate: str = "") -> Point:
    due = due or entry.get("due")
    text, title = entry["text"], entry["title"]
    if due is None:
        text = text.replace(" trước ngày {due}", "")
    words = {"{due}": f"{due:%d/%m/%Y}" if due else "", "{year}": str(due.year) if due else ""}
    for place, word in words.items():
        text, title = text.replace(place, word), title.replace(place, word)
    return Point(
        text=text,
        title=title.strip(),
        lead=entry["lead"],
        coordinators=entry.get("with", []),
        due=due,
        recurring=entry.get("recurring", ""),
        field=entry.get("field", "general"),
        product=entry.get("product", ""),
        priority=entry.get("priority", "normal"),
        fate=fate or entry.get("fate", ""),
    )


def _written() -> Iterator[DocumentText]:
    for entry in _load("autumn_2025")["document"]:
        meeting = MeetingText(**entry["meeting"]) if "meeting" in entry else None
        yield DocumentText(
            kind=entry["kind"],
            number=entry["number"],
            issued_on=entry["issued_on"],
            subject=entry["subject"],
            opening=entry["opening"],
            points=[_point(point) for point in entry["point"]],
            meeting=meeting,
        )


def _monthly(today: date, days: WorkingDays, chance: random.Random) -> Iterator[DocumentText]:
    """One session a month up to today, the newest twelve days ago; its points show every state there is."""
    themes = _load("themes")
    pool = themes["point"]
    chance.shuffle(pool)
    entries = cycle(pool)
    for back in reversed(range(_SESSIONS)):
        held_on = days.on_or_before(today - _NEWEST - timedelta(days=30 * back))
        if held_on <= _LAST_WRITTEN:
            continue
        issued_on = days.after(held_on, 1)
        if back == 0:
            plan = [(today + timedelta(days=n) if n is not None else None, fate) for n, fate in _ALIVE]
        else:
            offsets = [7, 10, 12, 14, 15, 20, 25, 30]
            plan = [
                (issued_on + timedelta(days=chance.choice(offsets)), "") for _ in range(chance.randint(7, 9))
            ]
        points = [_point(next(entries), due=due, fate=fate) for due, fate in plan]
        if back == 2:
            points.append(_point(themes["mass"], due=issued_on + timedelta(days=15)))
        yield _session(held_on, issued_on, points)


def _session(held_on: date, issued_on: date, points: list[Point]) -> DocumentText:
    month = held_on if held_on.day >= 20 else held_on.replace(day=1) - timedelta(days=1)
    which = f"thường kỳ tháng {month.month} năm {month.year}"
    return DocumentText(
        kind="conclusion",
        number=f"{40 + issued_on.timetuple().tm_yday * 2}/TB-UBND",
        issued_on=issued_on,
        subject=f"Kết luận của Chủ tịch UBND tỉnh tại phiên họp {which}",
        opening=(
            f"Ngày {held_on:%d/%m/%Y}, Chủ tịch UBND tỉnh chủ trì phiên họp UBND tỉnh {which}. "
            "Sau khi nghe các báo cáo và ý kiến thảo luận, Chủ tịch UBND tỉnh kết luận:"
        ),
        points=points,
        meeting=MeetingText("session", f"Phiên họp UBND tỉnh {which}", held_on, "Hội trường UBND tỉnh"),
    )
