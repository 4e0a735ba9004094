"""A table as an Excel file in the official layout: title, what it lists, numbered columns, thin borders.

Rows are written as they come and are not kept: a file of many needs no more memory than one of few.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = "Times New Roman"  # Nghị định 30/2020
_DAY = "dd/mm/yyyy"
_BORDER = Border(*[Side(style="thin")] * 4)
# What a file of XML cannot hold; a text that was pasted may.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_LINES = 1_048_576  # of a sheet: Excel opens no more


@dataclass(frozen=True)
class Heading:
    """A column: what stands above it, its width in letters, whether it holds days, numbers or rates."""

    label: str
    width: int
    is_day: bool = False
    is_number: bool = False
    is_rate: bool = False  # parts of one, shown in percent

    @property
    def style(self) -> str:
        """How its cells look."""
        return "day" if self.is_day else "number" if self.is_number else "rate" if self.is_rate else "text"


@dataclass(frozen=True)
class Table:
    """A sheet: title, what stands below it (`said`), rows, and sums which no filter hides."""

    name: str
    title: str
    said: Sequence[str]
    headings: Sequence[Heading]
    rows: Iterable[Any]
    sums: Sequence[Sequence[Any]] = ()


def write(
    file: IO[bytes], *, title: str, said: Sequence[str], headings: Sequence[Heading], rows: Iterable[Any]
) -> int:
    """Write one table into the file and return how many rows it has; `said` stands below the title."""
    [count] = write_tables(file, [Table("Danh sách", title, said, headings, rows)])
    return count


def write_tables(file: IO[bytes], tables: Iterable[Table]) -> list[int]:
    """Write each table as a sheet, or several when one cannot hold it; how many rows each table has."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    try:
        counts = [_write_table(book, table) for table in tables]
        book.save(file)
    except BaseException:
        for sheet in book:
            _drop(sheet)
        raise
    return counts


def _drop(sheet: Any) -> None:
    """Give up a sheet: its lines stand in a file until the book is saved."""
    with suppress(Exception):  # one which was left in the middle of a line cannot be ended well
        sheet.close()
    with suppress(OSError, ValueError):
        sheet._writer.cleanup()


def _write_table(book: Workbook, table: Table) -> int:
    """As many sheets as it takes, each with title and headings; the sums stand on the last."""
    rows, number, written = iter(table.rows), 1, 0
    most = MOST_LINES - len(table.said) - 3 - len(table.sums)
    ahead: list[Any] = []
    while ahead or number == 1:
        name = table.name if number == 1 else f"{table.name} ({number})"
        sheet = _Sheet(book.create_sheet(name), table)
        written += sheet.write(chain(ahead, islice(rows, most - len(ahead))))
        ahead = list(islice(rows, 1))
        sheet.end(() if ahead else table.sums)
        number += 1
    return written


class _Sheet:
    """A sheet whose title and headings are written, and whose rows come now."""

    def __init__(self, sheet: Any, table: Table) -> None:
        self.sheet, self.headings = sheet, table.headings
        self.top = len(table.said) + 2  # the row of the headings; their numbers stand below it
        self.count = 0
        _lay_out(sheet, self.headings, self.top)
        self._append(self._cells("title"), [table.title])
        for words in table.said:
            self._append(self._cells("said"), [words])
        head = self._cells(*["heading"] * len(self.headings))
        self._append(head, [heading.label for heading in self.headings])
        self._append(head, [f"({n})" for n in range(1, len(self.headings) + 1)])

    def write(self, rows: Iterable[Any]) -> int:
        """Write the rows; how many they were."""
        row = self._cells(*[heading.style for heading in self.headings])
        for values in rows:
            self._append(row, values)
            self.count += 1
        return self.count

    def end(self, sums: Sequence[Sequence[Any]]) -> None:
        """The sums, which no filter hides, and the filters."""
        for values in sums:
            self._append(self._cells(*[f"{heading.style} sum" for heading in self.headings]), values)
        last = f"{get_column_letter(len(self.headings))}{self.top + 1 + self.count}"
        self.sheet.auto_filter.ref = f"A{self.top + 1}:{last}"

    def _cells(self, *styles: str) -> list[WriteOnlyCell]:
        made = [WriteOnlyCell(self.sheet) for _ in styles]
        for cell, style in zip(made, styles, strict=True):
            cell.style = style
        return made

    def _append(self, row: list[WriteOnlyCell], values: Iterable[Any]) -> None:
        """The same cells serve every row: a row is written as it is appended, and new cells are slow."""
        for cell, value in zip(row, values, strict=True):
            cell.value = UNWRITABLE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with, it is no formula
        self.sheet.append(row)


def _lay_out(sheet: Any, headings: Sequence[Heading], top: int) -> None:
    """Widths, what stays in sight, and the page when it is printed: known before the first row."""
    last = get_column_letter(len(headings))
    for n, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = heading.width
    for row in range(1, top):
        sheet.merged_cells.add(f"A{row}:{last}{row}")
    sheet.row_dimensions[top].height = 34
    sheet.freeze_panes = f"A{top + 2}"
    sheet.print_title_rows = f"{top}:{top + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = "&P"  # the page's number stands at the top


def _styles() -> list[NamedStyle]:
    def style(name: str, across: str = "left", size: int = 12, **more: Any) -> NamedStyle:
        bold = name in ("title", "heading") or name.endswith(" sum")
        font = Font(name=FONT, size=size, bold=bold, italic=name == "said")
        alignment = Alignment(horizontal=across, vertical="top", wrap_text=name != "said")
        return NamedStyle(name, font=font, alignment=alignment, **more)

    def of_cells(end: str) -> list[NamedStyle]:
        return [
            style(f"text{end}", border=_BORDER),
            style(f"day{end}", "center", border=_BORDER, number_format=_DAY),
            style(f"number{end}", "right", border=_BORDER, number_format="#,##0"),
            style(f"rate{end}", "right", border=_BORDER, number_format="0.00%"),
        ]

    return [
        style("title", "center", size=14),
        style("said", "center"),
        style("heading", "center", border=_BORDER),
        *of_cells(""),
        *of_cells(" sum"),
    ]
