"""What agencies write in the years before: as `words`, with numbers in it; no two years read alike."""

import random
from functools import cache
from typing import Any

from directives.models import Assignment
from directives.transitions import Progress

from .documents import load
from .words import PIECES, confirmation_note, result_file, return_reason, say

__all__ = ["PIECES", "confirmation_note", "progress", "result", "result_file", "return_reason", "say"]


@cache
def _told() -> dict[str, Any]:
    return load("reports")


def _one(kind: str, chance: random.Random) -> str:
    words: str = chance.choice(_told()[kind])
    return words.format(n=chance.randint(2, 9), m=chance.randint(11, 86), pct=chance.randint(52, 97))


def progress(percent: int, chance: random.Random) -> Progress:
    """What an agency says on the way."""
    return Progress(
        done=_one("started" if percent < 50 else "halfway", chance),
        percent=percent,
        difficulties=_one("difficulties", chance),
        proposals=_one("proposals", chance),
    )


def result(assignment: Assignment, chance: random.Random) -> Progress:
    """What an agency says when it has finished."""
    symbol = assignment.agency.symbol or "UBND"
    number = f"{chance.randint(20, 4800)}/BC-{symbol}" if chance.random() < 0.8 else ""
    return Progress(done=_one("finished", chance), product_number=number)
