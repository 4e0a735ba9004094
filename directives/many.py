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


def one_by_one(rows: Iterable[_Row], act: Callable[[_Row], object]) -> list[Outcome]:
    """Do the act on each row; a refusal undoes that row alone and is kept beside it."""
    outcomes = []
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
            outcomes.append(Outcome(row))
        except NotAllowed as problem:
            outcomes.append(Outcome(row, str(problem)))
    return outcomes
