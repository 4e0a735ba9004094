"""The pieces of a Word paper as Nghị định 30/2020 lays it out; measures and sizes are those of Phụ lục I."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

FONT = "Times New Roman"
CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


def new_paper() -> Any:
    """A4 upright; margins; black Times New Roman; page numbers in the top margin but on the first page."""
    paper: Any = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _page_number(number.add_run())
    return paper


def lay_across(paper: Any) -> None:
    """What follows stands on pages laid across, numbered on, with the same margins."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = False


def kept(paper: Any) -> bytes:
    """The paper as a file."""
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _page_number(run: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def head(paper: Any, *, issuer: Sequence[str], number: str, about: str = "") -> None:
    """Two by two without borders: issuer and national title; number and day, level with each other."""
    table = paper.add_table(rows=2, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        for cell, width in zip(row.cells, (Mm(65), Mm(100)), strict=True):
            cell.width = width
    left, nation = table.rows[0].cells
    for n, words in enumerate(issuer):
        line(left, words, 13, bold=n == len(issuer) - 1, first=not n)
    _rule_in(left, 22)
    line(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, first=True)
    line(nation, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    _rule_in(nation, 52)
    left, day = table.rows[1].cells
    line(left, number, 13, first=True)
    if about:
        line(left, about, 12)
    line(day, "{{ tinh }}, {{ ngay_thang }}", 14, italic=True, first=True)


def line(
    cell: Any, text: str, size: int, *, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    """A centred line of a cell."""
    made = cell.paragraphs[0] if first else cell.add_paragraph()
    made.alignment = CENTRE
    run(made, text, size, bold=bold, italic=italic)


def _rule_in(cell: Any, millimetres: int) -> None:
    rule(cell, (cell.width - Mm(millimetres)) // 2 - Mm(2))


def rule(place: Any, side: Any) -> None:
    """The line beneath, as a border of an empty paragraph that is as wide as the line is long."""
    made = place.add_paragraph()
    made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    made.paragraph_format.line_spacing = Pt(4)
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = side
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    made._p.get_or_add_pPr().append(borders)


def paragraph(
    paper: Any,
    text: str,
    *,
    size: int = 14,
    align: Any = BOTH,
    indent: bool = True,
    bold: bool = False,
    italic: bool = False,
) -> Any:
    """A paragraph of the text."""
    made = paper.add_paragraph()
    made.alignment = align
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(3)
    if indent:
        form.first_line_indent = Cm(1.27)
    run(made, text, size, bold=bold, italic=italic)
    return made


def foot(paper: Any, *, to: Sequence[str]) -> None:
    """To whom it goes, and who signs, side by side."""
    paragraph(paper, "", size=6)
    table = paper.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _keep_whole(table.rows[0])
    left, signed = table.rows[0].cells
    left.width, signed.width = Mm(80), Mm(85)
    run(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for words in to:
        made = left.add_paragraph()
        made.alignment = LEFT
        run(made, words, 11)
    line(signed, "{{ quyen_ky }}", 14, bold=True, first=True)
    for _ in range(4):
        line(signed, "", 14)
    line(signed, "{{ nguoi_ky }}", 14, bold=True)


def grid(
    paper: Any, headings: Sequence[str], widths: Sequence[int], *, size: int = 12, numbered: bool = False
) -> Any:
    """A table with thin borders whose headings come again on each page; `numbered`: (1), (2) ... below."""
    table = paper.add_table(rows=1, cols=len(headings))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_cells(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    fill(table.rows[0], headings, size=size, bold=True, align=[CENTRE] * len(headings))
    _repeat(table.rows[0])
    if numbered:
        row = add_row(table, [f"({n})" for n in range(1, len(headings) + 1)], size=size, align=CENTRE)
        _repeat(row)
    return table


def _narrow_cells(table: Any) -> None:
    """A millimetre beside the text of a cell: a table of an annex has a dozen columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def add_row(table: Any, texts: Sequence[str], *, size: int, align: Any, bold: bool = False) -> Any:
    """A row of the table; `align` of all cells or of each."""
    row = table.add_row()
    _keep_whole(row)
    each = align if isinstance(align, list) else [align] * len(texts)
    fill(row, texts, size=size, bold=bold, align=each)
    return row


def for_each(table: Any, loop: str, *rows: Any) -> None:
    """Mark rows that come again for each: `loop` is "x in names"; `rows` make them."""
    _mark(table, f"{{%tr for {loop} %}}")
    for make in rows:
        make()
    _mark(table, "{%tr endfor %}")


def _mark(table: Any, words: str) -> None:
    table.add_row().cells[0].paragraphs[0].add_run(words)


def fill(row: Any, texts: Sequence[str], *, size: int, align: Sequence[Any], bold: bool = False) -> None:
    """Write the texts into the cells of the row."""
    for cell, text, side in zip(row.cells, texts, align, strict=True):
        made = cell.paragraphs[0]
        made.alignment = side
        run(made, text, size, bold=bold)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def run(made: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    """Words in the font of the decree."""
    words = made.add_run(text)
    words.font.name, words.font.size, words.bold, words.italic = FONT, Pt(size), bold, italic
    words._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
