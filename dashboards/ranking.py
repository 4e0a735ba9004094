"""In which order agencies are compared: by each number of the scoreboard, up and down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from directives.filters import SortLink
from directives.measures import Tally

DEFAULT = "-overdue"


@dataclass(frozen=True)
class Row:
    """A line of a scoreboard: whose work, and its numbers."""

    of: Any
    tally: Tally


def _rate(part: str, whole: str) -> Callable[[Tally], float | None]:
    return lambda tally: tally[part].count / tally[whole].count if tally[whole].count else None


def _count(name: str) -> Callable[[Tally], float | None]:
    return lambda tally: tally[name].count


# name in the address → words, the value to sort by (None: nothing to say, always last)
ORDERS: dict[str, tuple[str, Callable[[Tally], float | None]]] = {
    "name": ("Tên cơ quan", lambda tally: 0),
    "given": ("Đã giao", _count("given")),
    "done": ("Hoàn thành", _count("done")),
    "overdue": ("Quá hạn", _count("overdue")),
    "pending": ("Chờ xác nhận", _count("pending")),
    "not_updated": ("Chưa cập nhật", _count("not_updated")),
    "urged": ("Đã đôn đốc", _count("urged")),
    "on_time": ("Tỷ lệ đúng hạn", _rate("on_time", "done_with_deadline")),
    "of_given": ("Tỷ lệ trên số đã giao", _rate("done", "given")),
    "of_due": ("Tỷ lệ trên số đã đến hạn", _rate("done", "fallen_due")),
}


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """The rows by `sort` ("-overdue": the most first); what is equal by the Vietnamese alphabet."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    value = ORDERS[name][1]
    found = sorted(rows, key=lambda row: row.of["sort_key"], reverse=name == "name" and down)
    if name == "name":
        return found
    known = [row for row in found if value(row.tally) is not None]
    known.sort(key=lambda row: value(row.tally) or 0, reverse=down)
    return known + [row for row in found if value(row.tally) is None]


def sort_links(data: QueryDict, now: str) -> dict[str, SortLink]:
    """The link of each column's heading: numbers the highest first, then the lowest."""
    links = {}
    for name, (words, _) in ORDERS.items():
        first, second = (name, f"-{name}") if name == "name" else (f"-{name}", name)
        other = second if now == first else first
        query = data.copy()
        query["sort"] = other
        aria = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
        way = "ngược lại" if other == "-name" else "" if name == "name" else "thấp nhất trước"
        if other.startswith("-") and name != "name":
            way = "cao nhất trước"
        links[name] = SortLink(f"?{query.urlencode()}", aria, f"{words}, {way}" if way else words)
    return links
