"""What the charts are drawn from: the numbers of the tables beside them, and the addresses of their rows."""

from collections.abc import Callable, Sequence
from typing import Any

from directives.measures import Figure

from .months import Month

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
