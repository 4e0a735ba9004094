"""The month's report as it is delivered: body I-V and two annexes laid across, as a template of docxtpl.

The layout is that of Nghị định 30/2020; an office may put its own in its place (directives.word_templates).
"""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from directives.word_paper import (
    BOTH,
    CENTRE,
    LEFT,
    add_row,
    foot,
    for_each,
    grid,
    head,
    kept,
    lay_across,
    new_paper,
    paragraph,
    rule,
    run,
)

from .annexes import AGENCIES, AGENCIES_TITLE, DETAIL, DETAIL_TITLE

_TO = (
    "- Chủ tịch, các PCT UBND tỉnh (để b/c);",
    "- Các sở, ban, ngành thuộc UBND tỉnh;",
    "- UBND các xã, phường;",
    "- CVP, các PCVP UBND tỉnh;",
    "- Lưu: VT, TH.",
)
_TEXT = 165  # millimetres between the margins of an upright page
_NONE = "Trong kỳ không có nhiệm vụ nào được giao."


def default_template() -> bytes:
    """The file, with the places to be filled in as {{ names }}."""
    paper = new_paper()
    head(paper, issuer=("UBND TỈNH {{ tinh_hoa }}", "VĂN PHÒNG"), number="Số:          /BC-VP")
    _title(paper)
    _body(paper)
    foot(paper, to=_TO)
    _annex_1(paper)
    _annex_2(paper)
    return kept(paper)


def _title(paper: Any) -> None:
    paragraph(paper, "", size=8)
    for words in (
        "BÁO CÁO",
        "Kết quả thực hiện nhiệm vụ do Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh giao {{ ten_ky }}",
    ):
        paragraph(paper, words, align=CENTRE, indent=False, bold=True)
    rule(paper, Mm((_TEXT - 55) // 2))
    to = paragraph(
        paper,
        "Kính gửi: Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh",
        align=CENTRE,
        indent=False,
    )
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(8)


def _body(paper: Any) -> None:
    _heading(paper, "I. TÌNH HÌNH CHUNG")
    _each(paper, "tong_quan")
    table = grid(
        paper,
        ("Chỉ tiêu", "Trong kỳ", "Kỳ trước", "So với kỳ trước", "Toàn bộ đã giao"),
        (53, 28, 28, 28, 28),
        size=12,
    )
    _rows(table, "dong", "bang_tinh_hinh", "ten trong_ky ky_truoc so_sanh toan_bo", size=12, texts=(0,))
    _heading(paper, "II. KẾT QUẢ THEO CƠ QUAN")
    _each(paper, "co_quan")
    _heading(paper, "III. NHIỆM VỤ QUÁ HẠN")
    paragraph(paper, "{{ qua_han_mo_dau }}")
    _only_if(
        paper,
        "qua_han",
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "Số ngày quá hạn", "Số lần đôn đốc", "Nguyên nhân"),
        (10, 44, 26, 24, 15, 15, 31),
        "so noi_dung co_quan han so_ngay don_doc ly_do",
        texts=(1, 2, 6),
    )
    _heading(paper, "IV. NHIỆM VỤ ĐẾN HẠN THÁNG TỚI")
    paragraph(paper, "{{ sap_han_mo_dau }}")
    _only_if(
        paper,
        "sap_han",
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn"),
        (10, 91, 40, 24),
        "so noi_dung co_quan han",
        texts=(1, 2),
    )
    _heading(paper, "V. KIẾN NGHỊ")
    for _ in range(4):
        _dots(paper)
    paragraph(
        paper,
        "Trên đây là báo cáo kết quả thực hiện nhiệm vụ {{ ten_ky }}, Văn phòng Ủy ban nhân dân tỉnh "
        "kính báo cáo./.",
    )


def _heading(paper: Any, words: str) -> None:
    made = paragraph(paper, words, bold=True)
    made.paragraph_format.space_before = Pt(8)
    made.paragraph_format.keep_with_next = True


def _each(paper: Any, name: str) -> None:
    """Paragraphs of a list."""
    paragraph(paper, f"{{%p for doan in {name} %}}", indent=False)
    paragraph(paper, "{{ doan }}")
    paragraph(paper, "{%p endfor %}", indent=False)


def _dots(paper: Any) -> None:
    """A line to write on."""
    made = paragraph(paper, "\t", align=LEFT, indent=False)
    made.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _rows(table: Any, one: str, many: str, names: str, *, size: int, texts: Sequence[int]) -> None:
    """A row for each of `many`; columns of `texts` begin at the left."""
    each = names.split()
    align = [LEFT if n in texts else CENTRE for n in range(len(each))]
    cells = [f"{{{{ {one}.{name} }}}}" for name in each]
    for_each(table, f"{one} in {many}", lambda: add_row(table, cells, size=size, align=align))


def _only_if(
    paper: Any,
    many: str,
    headings: Sequence[str],
    widths: Sequence[int],
    names: str,
    *,
    texts: Sequence[int],
) -> None:
    """The table, unless it is empty."""
    paragraph(paper, f"{{%p if {many} %}}", indent=False)
    _rows(grid(paper, headings, widths, size=11), "viec", many, names, size=11, texts=texts)
    paragraph(paper, "{%p endif %}", indent=False)


def _annex(paper: Any, number: str, title: str) -> None:
    lay_across(paper)
    paragraph(paper, f"Phụ lục {number}", align=CENTRE, indent=False, bold=True)
    paragraph(paper, f"{title.upper()} {{{{ ten_ky_hoa }}}}", align=CENTRE, indent=False, bold=True, size=13)
    paragraph(
        paper,
        "(Kèm theo Báo cáo số          /BC-VP {{ ngay_thang }} "
        "của Văn phòng Ủy ban nhân dân tỉnh {{ tinh }})",
        align=CENTRE,
        indent=False,
        italic=True,
    )
    rule(paper, Mm(96))
    paragraph(paper, "", size=6)


def _annex_1(paper: Any) -> None:
    _annex(paper, "I", AGENCIES_TITLE)
    names = [
        "tong",
        "dung_han",
        "ht_qua_han",
        "trong_han",
        "qua_han",
        "khong_han",
        "cho_xac_nhan",
        "tra_lai",
        "don_doc",
        "ty_le_den_han",
        "ty_le_tong",
    ]
    align = [CENTRE, LEFT, *[CENTRE] * len(names)]
    paragraph(paper, "{%p if phu_luc_1 %}", indent=False)
    table = grid(
        paper,
        [heading.label for heading in AGENCIES],
        (10, 52, 14, 17, 17, 17, 17, 15, 15, 13, 13, 26, 26),
        size=11,
        numbered=True,
    )
    cells = ["{{ dong.so }}", "{{ dong.ten }}", *(f"{{{{ dong.{name} }}}}" for name in names)]

    def of_group() -> None:
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        run(merged.paragraphs[0], "{{ nhom.ten }}", 11, bold=True)
        for_each(table, "dong in nhom.cac_dong", lambda: add_row(table, cells, size=11, align=align))

    for_each(table, "nhom in phu_luc_1", of_group)
    total = ["", "Tổng cộng", *(f"{{{{ phu_luc_1_tong.{name} }}}}" for name in names)]
    add_row(table, total, size=11, align=align, bold=True)
    _or_none(paper)


def _or_none(paper: Any) -> None:
    paragraph(paper, "{%p else %}", indent=False)
    paragraph(paper, _NONE, align=BOTH)
    paragraph(paper, "{%p endif %}", indent=False)


def _annex_2(paper: Any) -> None:
    _annex(paper, "II", DETAIL_TITLE)
    paragraph(paper, "{%p if phu_luc_2 %}", indent=False)
    table = grid(
        paper,
        [heading.label for heading in DETAIL],
        (10, 24, 45, 22, 22, 21, 21, 29, 21, 19, 18),
        size=10,
        numbered=True,
    )
    _rows(
        table,
        "viec",
        "phu_luc_2",
        "so van_ban noi_dung chu_tri phoi_hop han_ban_dau han ket_qua ngay_ht trang_thai ghi_chu",
        size=10,
        texts=(1, 2, 3, 4, 7, 9, 10),
    )
    _or_none(paper)
    paragraph(paper, "{%p if phu_luc_2_con %}", indent=False)
    paragraph(paper, "{{ phu_luc_2_con }}", indent=False, italic=True)
    paragraph(paper, "{%p endif %}", indent=False)
