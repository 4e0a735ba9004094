"""The letter of urging as it is delivered: the layout of Nghị định 30/2020, as a template of docxtpl.

An office may put its own in its place (letter_templates). Measures and sizes are those of Phụ lục I.
"""

from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

FONT = "Times New Roman"
_CENTRE, _LEFT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


def default_template() -> bytes:
    """The file, with the places to be filled in as {{ names }}."""
    paper: Any = docx.Document()
    _page(paper)
    _head(paper)
    _body(paper)
    _foot(paper)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _page(paper: Any) -> None:
    """A4 upright; margins; black Times New Roman; page numbers in the top margin but on the first page."""
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
    number.alignment = _CENTRE
    _page_number(number.add_run())


def _page_number(run: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _head(paper: Any) -> None:
    """Two by two without borders: issuer and national title; number and day, level with each other."""
    table = paper.add_table(rows=2, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        for cell, width in zip(row.cells, (Mm(65), Mm(100)), strict=True):
            cell.width = width
    issuer, nation = table.rows[0].cells
    _line(issuer, "UBND TỈNH {{ tinh_hoa }}", 13, first=True)
    _line(issuer, "VĂN PHÒNG", 13, bold=True)
    _rule(issuer, 22)
    _line(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, first=True)
    _line(nation, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    _rule(nation, 52)
    number, day = table.rows[1].cells
    _line(number, "Số:          /VP-TH", 13, first=True)
    _line(number, "V/v {{ trich_yeu }}", 12)
    _line(day, "{{ tinh }}, {{ ngay_thang }}", 14, italic=True, first=True)


def _line(
    cell: Any, text: str, size: int, *, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    _run(paragraph, text, size, bold=bold, italic=italic)


def _rule(cell: Any, millimetres: int) -> None:
    """The line beneath, as a border of an empty paragraph that is as wide as the line is long."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(4)
    side = (cell.width - Mm(millimetres)) // 2 - Mm(2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _body(paper: Any) -> None:
    _paragraph(paper, "", size=8)
    to = _paragraph(paper, "Kính gửi: {{ co_quan }}", align=_CENTRE, indent=False)
    to.paragraph_format.space_after = Pt(6)
    _paragraph(paper, "{{ mo_dau }}")
    _paragraph(paper, "{%p for viec in cac_viec %}", indent=False)
    _paragraph(
        paper,
        "{{ viec.so }}. {{ viec.noi_dung }} (mã {{ viec.ma }}, giao tại {{ viec.van_ban }}){{ viec.han }}; "
        "đôn đốc lần thứ {{ viec.lan }}.",
    )
    _paragraph(paper, "{%p endfor %}", indent=False)
    _paragraph(paper, "{%p for doan in noi_dung %}", indent=False)
    _paragraph(paper, "{{ doan }}")
    _paragraph(paper, "{%p endfor %}", indent=False)
    _paragraph(paper, "Văn phòng UBND tỉnh thông báo để {{ co_quan }} biết, thực hiện./.")


def _paragraph(paper: Any, text: str, *, size: int = 14, align: Any = _BOTH, indent: bool = True) -> Any:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before = Pt(3)
    form.space_after = Pt(3)
    if indent:
        form.first_line_indent = Cm(1.27)
    _run(paragraph, text, size)
    return paragraph


def _foot(paper: Any) -> None:
    """To whom it goes, and who signs, side by side."""
    _paragraph(paper, "", size=6)
    table = paper.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    to, signed = table.rows[0].cells
    to.width, signed.width = Mm(80), Mm(85)
    names = to.paragraphs[0]
    _run(names, "Nơi nhận:", 12, bold=True, italic=True)
    for line in ("- Như trên;", "- Chủ tịch, các PCT UBND tỉnh (để b/c);", "- Lưu: VT, TH."):
        paragraph = to.add_paragraph()
        paragraph.alignment = _LEFT
        _run(paragraph, line, 11)
    _line(signed, "{{ quyen_ky }}", 14, bold=True, first=True)
    for _ in range(4):
        _line(signed, "", 14)
    _line(signed, "{{ nguoi_ky }}", 14, bold=True)


def _run(paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold, run.italic = FONT, Pt(size), bold, italic
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
