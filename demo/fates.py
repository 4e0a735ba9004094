"""What usually becomes of work: how often each of the lives, by who has it. Pure."""

import random
from collections.abc import Mapping

WEIGHTS = {
    "on_time": 48,
    "delegated": 6,
    "late": 6,
    "returned_then_done": 8,
    "amended": 3,
    "progress": 11,
    "overdue": 4,
    "chased": 4,
    "pending": 2,
    "extended": 5,
    "refused": 2,
    "resumed": 1,
}
# Of the years before, of which less is told; and of work that many communes have at once.
WEIGHTS_OF_YEARS = {
    "on_time": 58,
    "late": 8,
    "returned_then_done": 7,
    "returned": 2,
    "overdue": 4,
    "stuck": 2,
    "chased": 3,
    "unexplained": 1,
    "pending": 2,
    "early": 3,
    "extended": 6,
    "refused": 2,
    "resumed": 1,
    "revoked": 1,
}
WEIGHTS_OF_MANY = {"many": 82, "many_late": 11, "returned_then_done": 4, "overdue": 2, "stuck": 1}
# Agencies differ: what becomes of work more often in some, and less in others.
_PROMPT = ("on_time", "delegated", "amended", "early", "many")
_SLACK = (
    *("late", "overdue", "chased", "refused", "returned_then_done"),
    *("returned", "stuck", "unexplained", "many_late"),
)


def fate_by_chance(chance: random.Random, *, temper: float = 0, among: Mapping[str, int] = WEIGHTS) -> str:
    """What usually becomes of things. `temper`: 1 of a diligent agency or month, -1 of a slack one."""
    weights = {
        fate: weight * (1 + 0.6 * temper if fate in _PROMPT else 1 - 0.7 * temper if fate in _SLACK else 1)
        for fate, weight in among.items()
    }
    return chance.choices(list(weights), list(weights.values()))[0]
