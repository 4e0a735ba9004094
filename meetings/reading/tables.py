"""A table as text: one line per row, one TAB between cells, the same number of them in every row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"\s*[-–—+•●▪◦*·]\s+")
_ITEM = re.compile(r"\s*(?:[-–—+•●▪◦*·]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s)")
# What stands in the heads and feet of letters, which are laid out as tables without being any.
_LAYOUT = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do|^\s*Nơi\s+nhận\s*:?|^\s*(?:KT|TM|TL|TUQ|Q)\.\s*\w"
    r"|^\s*(?:PHÓ\s+)?(?:CHỦ\s+TỊCH|CHÁNH\s+VĂN\s+PHÒNG|GIÁM\s+ĐỐC)\s*$",
    re.MULTILINE,
)
_LAYOUT_ROWS = 6


@dataclass(frozen=True)
class Cell:
    """The lines of a cell, and over how many columns and rows it stretches."""

    lines: tuple[str, ...]
    across: int = 1
    down: int = 1


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A table as lines of text. What only lays out a letter is written cell by cell."""
    if is_layout(rows):
        return [line for row in rows for cell in row for line in cell.lines if line.strip()]
    return grid_lines(_filled(rows))


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """A table that only places things: one column, one row, or the head or foot of a letter."""
    filled = [[cell for cell in row if any(map(str.strip, cell.lines))] for row in rows]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return True
    if len(filled) > _LAYOUT_ROWS or max(map(len, filled)) > 3:
        return False
    return any(_LAYOUT.search("\n".join(cell.lines)) for row in filled for cell in row)


def grid_lines(grid: Iterable[Sequence[str]]) -> list[str]:
    """Rows of plain cells as lines; rows and columns that hold nothing are left out."""
    rows = [row for row in grid if any(row)]
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [column for column in range(width) if any(row[column] for row in rows)]
    return ["\t".join(row[column] for column in used) for row in rows]


def flat(lines: Iterable[str]) -> str:
    """The lines of one cell as one: list items set apart by "; " and freed of their bullets."""
    kept = [line for piece in lines for line in piece.split("\n") if line.strip()]
    items = sum(bool(_ITEM.match(line)) for line in kept) > 1
    text = ""
    for line in kept:
        words = " ".join((_BULLET.sub("", line, count=1) if _BULLET.match(line) else line).split())
        apart = "; " if items and _ITEM.match(line) and text[-1:] not in ";:.,!?" else " "
        text += apart + words if text else words
    return text


def _filled(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The grid: a cell that stretches down is repeated in each row, one that stretches across is not."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column: for how many more rows, what
    for row in rows:
        places: list[str] = []

        def take_hanging(places: list[str] = places) -> None:
            while len(places) in hanging:
                left, text = hanging.pop(len(places))
                if left > 1:
                    hanging[len(places)] = (left - 1, text)
                places.append(text)

        for cell in row:
            take_hanging()
            text = flat(cell.lines)
            for step in range(cell.across):
                shown = "" if step else text
                if cell.down > 1:
                    hanging[len(places)] = (cell.down - 1, shown)
                places.append(shown)
        take_hanging()
        grid.append(places)
    return grid
