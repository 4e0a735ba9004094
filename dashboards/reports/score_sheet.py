"""The score cards of all agencies as an Excel workbook: each point beside the numbers it came of."""

from collections.abc import Iterator
from typing import IO, Any

from accounts.templatetags.look import number
from directives.spreadsheet import Heading, Table, write_tables

from ..models import ScoringRules
from .periods import MonthForm
from .scores import TITLES, Board, Card

TITLE = "BẢNG CHẤM ĐIỂM CƠ QUAN"
HEADINGS = [
    Heading("Thứ hạng", 8, is_number=True),
    Heading("Cơ quan", 38),
    Heading("Số nhiệm vụ được giao", 10, is_number=True),
    *(
        heading
        for title in TITLES.values()
        for heading in (Heading(title, 30), Heading("Điểm", 7), Heading("Điểm tối đa", 8, is_number=True))
    ),
    Heading("Tổng điểm", 8),
    Heading("Tối đa được chấm", 10, is_number=True),
    Heading("Tỷ lệ điểm", 9, is_rate=True),
    Heading("Ghi chú", 24),
]


def write_scores(file: IO[bytes], boards: list[Board], form: MonthForm, rules: ScoringRules) -> None:
    """A sheet for each sort of agencies."""
    said = [
        f"Kỳ {form.chosen} ({form.chosen.days}), số liệu tính đến ngày {form.on:%d/%m/%Y}; "
        f"điểm tối đa {rules.most}"
    ]
    tables = [Table(board.title, TITLE, said, HEADINGS, _rows(board)) for board in boards]
    write_tables(file, tables or [Table("Chấm điểm", TITLE, said, HEADINGS, [])])


def _rows(board: Board) -> Iterator[list[Any]]:
    for card in board.cards:
        yield [card.place or "không xếp", card.name, card.given.count, *_marks(card), *_total(card)]


def _marks(card: Card) -> Iterator[Any]:
    for mark in card.marks:
        numbers = ", ".join(f"{number(part.figure.count)} {part.words}" for part in mark.parts)
        points = None if mark.points is None else float(round(mark.points, 1))
        yield from (f"{numbers}. {mark.why}", "–" if points is None else points, mark.most)


def _total(card: Card) -> list[Any]:
    points, share = card.points, card.share
    if points is None or share is None:
        return ["–", card.most, "–", card.reason]
    note = card.reason if card.place is None else "Ít số liệu" if card.is_few else ""
    return [float(round(points, 1)), card.most, float(share), note]
