"""The pieces of shares as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User

from .deadlines import Timing, distance
from .models import Assignment, SubTask


@dataclass(frozen=True)
class Piece:
    """A piece with where it stands; `mine`: who looks is the one who ticks it off."""

    row: SubTask
    mine: bool
    time_text: str
    time_tone: str
    beyond: bool  # due after its share is

    @property
    def done(self) -> bool:
        return self.row.done_on is not None


@dataclass(frozen=True)
class Pieces:
    """All of one share, in the agency's order."""

    rows: list[Piece]

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def done(self) -> int:
        return sum(piece.done for piece in self.rows)


def pieces_of(shares: Iterable[Assignment], user: User, on: date) -> dict[int, Pieces]:
    """By share; one query however many there are."""
    by_pk = {share.pk: share for share in shares}
    found: dict[int, list[Piece]] = {}
    for row in SubTask.objects.filter(assignment__in=by_pk).select_related("person"):
        row.assignment = by_pk[row.assignment_id]
        found.setdefault(row.assignment_id, []).append(piece_of(row, user, on))
    return {pk: Pieces(rows) for pk, rows in found.items()}


def pieces_waiting_for(user: User, on: date) -> list[Piece]:
    """What this person still has to do, the nearest day first."""
    rows = SubTask.objects.waiting_for(user).with_directive().by_day()
    return [piece_of(row, user, on) for row in rows]


def piece_of(row: SubTask, user: User, on: date) -> Piece:
    """The piece with its day in words; once it is done the day says nothing."""
    text, tone, until = "", "", row.assignment.due_on
    if row.due_on is not None and row.done_on is None:
        text = distance(row.due_on, on)
        tone = Timing.OVERDUE if row.due_on < on else Timing.DUE_TODAY if row.due_on == on else ""
    beyond = row.due_on is not None and until is not None and row.due_on > until
    return Piece(row, row.person_id == user.pk, text, tone, beyond)
