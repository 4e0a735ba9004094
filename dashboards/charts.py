"""What the charts are drawn from: the numbers of the tables beside them, and the addresses of their rows."""

from collections.abc import Callable, Sequence
from typing import Any

from accounts.templatetags.look import percent
from directives.measures import PARTS, Figure

from .months import Month
from .ranking import Row

# words, how it is drawn, its colour among the variables of tokens.css, the figure
_OF_MONTHS: list[tuple[str, str, str, Callable[[Month], Figure]]] = [
    ("Giao", "bar", "chart-given", lambda month: month.given),
    ("Hoàn thành", "bar", "chart-done", lambda month: month.done),
    ("Quá hạn cuối tháng", "line", "chart-late", lambda month: month.overdue),
]


def of_months(months: Sequence[Month]) -> dict[str, Any]:
    """The trend of the last months."""
    return {
        "labels": [month.name for month in months],
        "series": [
            {
                "name": name,
                "kind": kind,
                "colour": colour,
                "values": [figure(month).count for month in months],
                "urls": [figure(month).url for month in months],
            }
            for name, kind, colour, figure in _OF_MONTHS
        ],
    }


# parts of a stacked bar: what was done late is told by its pattern too, see charts.js
_COLOURS = {
    "on_time": "chart-done",
    "late": "chart-done",
    "done_without_deadline": "chart-without",
    "in_time": "chart-given",
    "overdue": "chart-late",
    "open_without_deadline": "chart-without",
}


def of_agencies(rows: Sequence[Row]) -> dict[str, Any]:
    """Agencies below one another, each a bar of its parts with both rates of what was done in time."""
    shown = [name for name in PARTS if any(row.tally[name].count for row in rows)]
    return {
        "stacked": True,
        "labels": [row.of["short_name"] for row in rows],
        "notes": [
            f"{percent(row.tally['on_time'].count, row.tally['done_with_deadline'].count)} · "
            f"{percent(row.tally['on_time_original'].count, row.tally['done_with_original'].count)}"
            for row in rows
        ],
        "series": [
            {
                "name": PARTS[name].capitalize(),
                "part": name,
                "colour": _COLOURS[name],
                "values": [row.tally[name].count for row in rows],
                "urls": [row.tally[name].url for row in rows],
            }
            for name in shown
        ],
    }
