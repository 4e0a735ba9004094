"""One act on many rows: each by itself, so that what fails for one stops nothing for the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from .transitions import NotAllowed

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Outcome:
    """What became of one row: done, or why not."""

    row: Any
    problem: str = ""

    @property
    def done(self) -> bool:
        return not self.problem


def one_by_one(
    rows: Iterable[_Row], act: Callable[[_Row], object], *, place: Callable[[_Row], Any] | None = None
) -> list[Outcome]:
    """Do the act on each row; a refusal undoes that row alone and is kept beside it.

    `place`: the row's place in the order in which everything is locked, for callers whose transaction is one:
    two of them at once do not wait for each other. The outcomes come in the order of the rows.
    """
    rows = list(rows)
    outcomes: dict[int, Outcome] = {}
    for n in sorted(range(len(rows)), key=lambda n: place(rows[n]) if place else n):
        try:
            with transaction.atomic():
                act(rows[n])
            outcomes[n] = Outcome(rows[n])
        except NotAllowed as problem:
            outcomes[n] = Outcome(rows[n], str(problem))
    return [outcomes[n] for n in range(len(rows))]
