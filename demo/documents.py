"""The documents of the sample province up to a day: those of autumn 2025, then one session a month."""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from agencies.calendar import WorkingDays

from .people import NEXT

TEXTS = Path(__file__).parent / "texts"
CLOSING = "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./."
# Monthly sessions are made up for the time after the written documents; before them when years are asked for.
_FIRST_WRITTEN = date(2025, 7, 31)
_LAST_WRITTEN = date(2025, 11, 30)
_BUSY = (1, 7, 11, 12)  # months of plans, of the half year, of the last quarter
_MILESTONES = ["Xây dựng dự thảo", "Lấy ý kiến các cơ quan liên quan", "Hoàn thiện, trình UBND tỉnh"]
_SESSIONS = 6
_NEWEST = timedelta(days=12)  # how long ago the newest session was held
# Deadlines of the newest session, in days from today, and what becomes of each: one of everything to look at.
_ALIVE: list[tuple[int | None, str]] = [
    (-6, "on_time"),
    (-5, "unexplained"),
    (-4, "chased"),
    (-3, "returned"),
    (-2, "pending"),
    (-1, "silent"),
    (0, "overdue"),
    (1, "silent"),
    (2, "delegated"),
    (3, "new"),
    (4, "early"),
    (7, "refused"),
    (8, "asking"),
    (12, "declined"),
    (15, "paused"),
    (20, "delegated"),
    (None, "new"),
]
# Days after the document on which monthly points fall due: close at first, seldom far away.
_OFFSETS = [7, 10, 12, 14, 15, 20, 25, 30]


@dataclass(frozen=True)
class MeetingText:
    kind: str
    title: str
    held_on: date
    place: str
    chair: str = "chutich"


@dataclass(frozen=True)
class Saying:
    """What somebody says of a directive, so many working days after it was given; or marks it: see scenes."""

    who: str
    act: str
    text: str = ""
    after: int = 1


@dataclass(frozen=True)
class Point:
    """One point: its words, and what is made of them. Agencies by code, "=short name" or "@group".

    Other directives are named by their titles: the latest one that has the title is meant.
    """

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
    fates: dict[str, str] = dataclass_field(default_factory=dict)  # of some of its leads, by code
    instead: str = ""  # who gets it when its lead declines
    replaces: str = ""
    repeats: str = ""  # gives no directive of its own
    merge_into: str = ""
    split: list[str] = dataclass_field(
        default_factory=list
    )  # titles of its milestones; the last is due with the whole
    comes_back: bool = False  # by the rule which `recurring` states, until somebody stops it
    stopped: date | None = None
    said: list[Saying] = dataclass_field(default_factory=list)


@dataclass(frozen=True)
class DocumentText:
    kind: str
    number: str
    issued_on: date
    subject: str
    opening: str
    points: list[Point]
    meeting: MeetingText | None = None
    corrects: str = ""  # the number of the document that it corrects
    relation: str = ""
    clerk: str = ""  # "" leaves it to chance
    plain: bool = False  # of the years before: what became of it is told in bulk, see chronicle

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
    issued_on: date = dataclass_field(default=date.min)


def documents(today: date, days: WorkingDays, chance: random.Random, *, years: int = 0) -> list[DocumentText]:
    """Every document issued up to the day, in the order of issue; with `years`, those of so many years."""
    every = [*_written(), *_monthly(today, days, chance, years)]
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
        for entry in load("autumn_2025")["draft"]
    ]


_LINKS = ("fates", "instead", "replaces", "repeats", "merge_into", "split", "comes_back", "stopped")


def load(name: str) -> dict[str, Any]:
    """One of the files of texts."""
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
        said=[Saying(**saying) for saying in entry.get("said", [])],
        **{name: entry[name] for name in _LINKS if name in entry},
    )


def _written() -> Iterator[DocumentText]:
    for entry in load("autumn_2025")["document"]:
        meeting = MeetingText(**entry["meeting"]) if "meeting" in entry else None
        yield DocumentText(
            kind=entry["kind"],
            number=entry["number"],
            issued_on=entry["issued_on"],
            subject=entry["subject"],
            opening=entry["opening"],
            points=[_point(point) for point in entry["point"]],
            meeting=meeting,
            corrects=entry.get("corrects", ""),
            relation=entry.get("relation", ""),
            clerk=entry.get("clerk", ""),
        )


def _monthly(today: date, days: WorkingDays, chance: random.Random, years: int) -> Iterator[DocumentText]:
    """One session a month up to today, the newest twelve days ago; its points show every state there is.

    `years`: sessions of so many years instead of the half year before today, more of them in busy months.
    """
    themes = load("themes")
    pool = themes["point"]
    chance.shuffle(pool)
    entries = cycle(pool)
    for back in reversed(range(12 * years or _SESSIONS)):
        held_on = days.on_or_before(today - _NEWEST - timedelta(days=365 * back // 12))
        if held_on <= _LAST_WRITTEN and not (years and held_on < _FIRST_WRITTEN):
            continue
        issued_on = days.after(held_on, 1)
        if back == 0:
            plan = [(today + timedelta(days=n) if n is not None else None, fate) for n, fate in _ALIVE]
        else:
            many = chance.randint(7, 9) + (3 if held_on.month in _BUSY else 0)
            plan = [(issued_on + timedelta(days=chance.choice(_OFFSETS)), "") for _ in range(many)]
            if back % 3 == 1:  # its first point will be corrected
                plan[0] = (issued_on + timedelta(days=25), "progress")
        points = [_point(_fitting(entries, fate), due=due, fate=fate) for due, fate in plan]
        if back % 12 == 2:
            points.append(_point(themes["mass"], due=issued_on + timedelta(days=15)))
        session = _session(
            held_on, issued_on, _with_milestones(points, back), clerk=NEXT if back == 1 else ""
        )
        yield session
        if back % 3 == 1:
            yield _correction(session, days)


def _fitting(entries: Iterator[dict[str, Any]], fate: str) -> dict[str, Any]:
    """The next entry; for what its lead declines one of which it is known who gets it."""
    return next(entry for entry in entries if "instead" in entry or fate not in ("declined", "reassigned"))


def _with_milestones(points: list[Point], back: int) -> list[Point]:
    """In every second session the point that is due last is followed by milestones."""
    usual = [point for point in points[1:] if point.fate in ("", "delegated")]
    dated = [point for point in usual if point.due and not point.lead[0].startswith("@")]
    if back % 2 or not dated:
        return points
    last = max(dated, key=lambda point: point.due or date.min)
    return [replace(point, split=_MILESTONES, fate="") if point is last else point for point in points]


def _correction(session: DocumentText, days: WorkingDays) -> DocumentText:
    """A notice which moves the day of the first point of a session, three working days later."""
    issued_on = days.after(session.issued_on, 3)
    old = session.points[0]
    due = days.on_or_before((old.due or issued_on) + timedelta(days=10))
    text = (
        f"Thời hạn tại điểm 1 Thông báo số {session.number} nay sửa là: {old.title}, "
        f"hoàn thành trước ngày {due:%d/%m/%Y}."
    )
    return DocumentText(
        kind=session.kind,
        number=_number(issued_on),
        issued_on=issued_on,
        subject=f"Đính chính Thông báo số {session.number}",
        opening=f"Văn phòng UBND tỉnh đính chính nội dung Thông báo số {session.number} như sau:",
        points=[replace(old, text=text, due=due, replaces=old.title, split=[])],
        corrects=session.number,
        relation="corrects",
    )


def _session(held_on: date, issued_on: date, points: list[Point], *, clerk: str) -> DocumentText:
    month = held_on if held_on.day >= 20 else held_on.replace(day=1) - timedelta(days=1)
    which = f"thường kỳ tháng {month.month} năm {month.year}"
    return DocumentText(
        kind="conclusion",
        number=_number(issued_on),
        issued_on=issued_on,
        subject=f"Kết luận của Chủ tịch UBND tỉnh tại phiên họp {which}",
        opening=(
            f"Ngày {held_on:%d/%m/%Y}, Chủ tịch UBND tỉnh chủ trì phiên họp UBND tỉnh {which}. "
            "Sau khi nghe các báo cáo và ý kiến thảo luận, Chủ tịch UBND tỉnh kết luận:"
        ),
        points=points,
        meeting=MeetingText("session", f"Phiên họp UBND tỉnh {which}", held_on, "Hội trường UBND tỉnh"),
        clerk=clerk,
    )


def _number(issued_on: date) -> str:
    """The number of a notice: they are counted through the year."""
    return f"{40 + issued_on.timetuple().tm_yday * 2}/TB-UBND"
