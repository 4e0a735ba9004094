"""Excel workbooks (.xlsx): the sheets in order, tables as rows, titles and signatures as plain lines."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from meetings.reading.checking import damaged
from meetings.reading.markup import BadMarkup, attribute, local, main_part, part, related
from meetings.reading.tables import flat, grid_lines
from meetings.reading.types import MOST_CHARACTERS, Progress, ReadText

_MOST_ROWS = 20_000
_MOST_COLUMNS = 60
_MOST_MERGED = 200_000  # cells filled for merged ranges, of a sheet
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$")
_END = re.compile(r"^\s*(?:Nơi\s+nhận|Người\s+lập\s+biểu|Ghi\s+chú\s*:|(?:KT|TM|TL|TUQ)\.\s)", re.IGNORECASE)
_MARGINS = {
    *("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"),
}
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|.)')  # place, font, colour, size
# What openpyxl and the parsers below it say of bad workbooks; their errors in XML are kinds of SyntaxError.
_BAD = (
    *(BadMarkup, SyntaxError, zipfile.BadZipFile, InvalidFileException),
    *(LookupError, ValueError, TypeError, AttributeError, OSError, EOFError),
)

Merged = list[tuple[int, int, int]]  # first row, last row, first column


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The visible sheets as text; hidden ones aside."""
    try:
        return _read(path, on_progress)
    except _BAD as problem:
        raise damaged(name) from problem


def _read(path: Path, on_progress: Progress) -> ReadText:
    with zipfile.ZipFile(path) as archive:
        places = _places(archive)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        shown, notes, aside = list[str](), list[str](), list[str]()
        sheets = book.worksheets
        for done, sheet in enumerate(sheets, start=1):
            place = places.get(sheet.title, "")
            merged, marks = _beside(archive, place)
            aside += [*marks, *_boxes(archive, place)]
            grid = _grid(sheet, merged)
            if len(grid) >= _MOST_ROWS:
                notes.append(
                    f"Trang tính “{sheet.title}” dài hơn {_MOST_ROWS} dòng; phần sau không được đọc."
                )
            if sheet.sheet_state == "visible":
                shown.append("\n".join(_lines(grid)))
            elif any(map(any, grid)):
                aside += grid_lines(grid)
                notes.append(f"Trang tính ẩn “{sheet.title}” không được đọc.")
            on_progress(done, len(sheets))
        book.close()
    return ReadText("\n\n".join(filter(None, shown)), tuple(notes), "\n".join(aside))


def _places(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of sheets and the parts that hold them."""
    main = main_part(archive, "xl/workbook.xml")
    by_id = {key: place for key, _kind, place in related(archive, main)}
    sheets = [entry for entry in part(archive, main).iter() if local(entry) == "sheet"]
    return {attribute(entry, "name") or "": by_id.get(attribute(entry, "id") or "", "") for entry in sheets}


def _beside(archive: zipfile.ZipFile, place: str) -> tuple[Merged, list[str]]:
    """What stands behind the rows of a sheet and is not read with them: merged ranges, headers, footers."""
    found, marks = Merged(), list[str]()
    with archive.open(place) as stream:
        wanted = [f"{{*}}{name}" for name in ("mergeCell", "row", *_MARGINS)]
        for _event, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True):
            if local(element) == "mergeCell" and (ends := _RANGE.match(attribute(element, "ref") or "")):
                found.append((int(ends[2]) - 1, int(ends[3]) - 1, _column(ends[1])))
            elif local(element) in _MARGINS and element.text:
                marks += _MARGIN_CODE.sub("\n", element.text).split("\n")
            elif local(element) == "row":
                element.clear()
    return found, marks


def _boxes(archive: zipfile.ZipFile, place: str) -> list[str]:
    """The lines of the text boxes that lie over a sheet."""
    drawings = [target for _id, kind, target in related(archive, place) if kind == "drawing"]
    paragraphs = (entry for target in drawings for entry in part(archive, target).iter("{*}p"))
    return ["".join(entry.itertext("{*}t")) for entry in paragraphs]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _grid(sheet: Any, merged: Merged) -> list[list[str]]:
    sheet.reset_dimensions()
    grid, size = list[list[str]](), 0
    for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
        grid.append([_shown(cell) for cell in row])
        size += sum(map(len, grid[-1]))
        if size > MOST_CHARACTERS:
            break
    filled = 0
    for top, bottom, left in merged:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        for row_number in range(top + 1, min(bottom + 1, len(grid))):
            cells = grid[row_number]
            filled += 1
            if filled > _MOST_MERGED:
                return grid
            cells += [""] * (left + 1 - len(cells))
            cells[left] = grid[top][left]
    return grid


def _shown(cell: Any) -> str:
    """A value as a Vietnamese reader sees it."""
    held = cell.value
    if held is None or (isinstance(held, str) and held.startswith("#") and cell.data_type == "e"):
        return ""
    if isinstance(held, datetime):
        return f"{held:%d/%m/%Y}" if held.time() == time() else f"{held:%H:%M %d/%m/%Y}"
    if isinstance(held, date):
        return f"{held:%d/%m/%Y}"
    if isinstance(held, bool | time | str):
        return flat(str(held).split("\n"))
    if isinstance(held, int | float):
        percent = "%" in (cell.number_format or "")
        return _number(held * 100) + " %" if percent else _number(held)
    return str(held)


def _number(held: float) -> str:
    return f"{held:.10g}".replace(".", ",") if held % 1 else f"{held:.0f}"


def _lines(grid: Sequence[Sequence[str]]) -> Iterator[str]:
    """Titles above the heading row and signatures below the table line by line, the table between as rows."""
    rows = [row for row in grid if any(row)]
    width = max((sum(map(bool, row)) for row in rows), default=0)
    least = 2 if width < 3 else 3
    head = next((number for number, row in enumerate(rows) if sum(map(bool, row)) >= least), len(rows))
    end = next(
        (number for number in range(head + 1, len(rows)) if any(_END.match(cell) for cell in rows[number])),
        len(rows),
    )
    for row in rows[:head]:
        yield from filter(None, row)
    yield from grid_lines(rows[head:end])
    for row in rows[end:]:
        yield from filter(None, row)
