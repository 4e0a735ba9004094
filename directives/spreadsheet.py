"""A table as an Excel file in the official layout: title, what it lists, numbered columns, thin borders.

Rows are written as they come and are not kept: a file of many needs no more memory than one of few.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    """Write each table as a sheet and return how many rows each has."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    counts = [_write_sheet(book.create_sheet(table.name), table) for table in tables]
    book.save(file)
    return counts


def _write_sheet(sheet: Any, table: Table) -> int:
    headings = table.headings
    top = len(table.said) + 2  # the row of the headings; their numbers stand below it
    _lay_out(sheet, headings, top)

    def cells(*styles: str) -> list[WriteOnlyCell]:
        made = [WriteOnlyCell(sheet) for _ in styles]
        for cell, style in zip(made, styles, strict=True):
            cell.style = style
        return made

    def append(row: list[WriteOnlyCell], values: Iterable[Any]) -> None:
        """The same cells serve every row: a row is written as it is appended, and new cells are slow."""
        for cell, value in zip(row, values, strict=True):
            cell.value = UNWRITABLE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with, it is no formula
        sheet.append(row)

    append(cells("title"), [table.title])
    for words in table.said:
        append(cells("said"), [words])
    head = cells(*["heading"] * len(headings))
    append(head, [heading.label for heading in headings])
    append(head, [f"({n})" for n in range(1, len(headings) + 1)])
    row, count = cells(*[heading.style for heading in headings]), 0
    for values in table.rows:
        append(row, values)
        count += 1
    for values in table.sums:
        append(cells(*[f"{heading.style} sum" for heading in headings]), values)
    sheet.auto_filter.ref = f"A{top + 1}:{get_column_letter(len(headings))}{top + 1 + count}"
    return count


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
