"""The letter of urging as it is delivered: the layout of Nghị định 30/2020, as a template of docxtpl.

An office may put its own in its place (word_templates).
"""

from typing import Any

from docx.shared import Pt

from .word_paper import CENTRE, foot, head, kept, new_paper, paragraph


def default_template() -> bytes:
    """The file, with the places to be filled in as {{ names }}."""
    paper = new_paper()
    head(
        paper,
        issuer=("UBND TỈNH {{ tinh_hoa }}", "VĂN PHÒNG"),
        number="Số:          /VP-TH",
        about="V/v {{ trich_yeu }}",
    )
    _body(paper)
    foot(paper, to=("- Như trên;", "- Chủ tịch, các PCT UBND tỉnh (để b/c);", "- Lưu: VT, TH."))
    return kept(paper)


def _body(paper: Any) -> None:
    paragraph(paper, "", size=8)
    to = paragraph(paper, "Kính gửi: {{ co_quan }}", align=CENTRE, indent=False)
    to.paragraph_format.space_after = Pt(6)
    paragraph(paper, "{{ mo_dau }}")
    paragraph(paper, "{%p for viec in cac_viec %}", indent=False)
    paragraph(
        paper,
        "{{ viec.so }}. {{ viec.noi_dung }} (mã {{ viec.ma }}, giao tại {{ viec.van_ban }}){{ viec.han }}; "
        "đôn đốc lần thứ {{ viec.lan }}.",
    )
    paragraph(paper, "{%p endfor %}", indent=False)
    paragraph(paper, "{%p for doan in noi_dung %}", indent=False)
    paragraph(paper, "{{ doan }}")
    paragraph(paper, "{%p endfor %}", indent=False)
    paragraph(paper, "Văn phòng UBND tỉnh thông báo để {{ co_quan }} biết, thực hiện./.")
