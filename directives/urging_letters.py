"""The letter that goes out with urgings of one agency, as a .docx for the clerk to number and sign."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accounts.access import Act
from accounts.models import Role, User

from .deadlines import distance
from .letter_layout import default_template
from .models import Urging, WordTemplate
from .word_filling import Block, blocks_of
from .word_templates import Paper, made_of

ABOUT: dict[str, str] = {
    Urging.Kind.REMINDER: "đôn đốc thực hiện nhiệm vụ được giao",
    Urging.Kind.CRITICISM: "phê bình việc chậm thực hiện nhiệm vụ được giao",
    Urging.Kind.REVIEW: "yêu cầu kiểm điểm việc chậm thực hiện nhiệm vụ được giao",
}
_KINDS = list(ABOUT)
SAMPLE: dict[str, Any] = {
    "tinh": "Nghệ An",
    "tinh_hoa": "NGHỆ AN",
    "ngay_thang": "ngày 06 tháng 11 năm 2025",
    "trich_yeu": ABOUT[Urging.Kind.REMINDER],
    "co_quan": "Sở Tài chính",
    "mo_dau": "Đến ngày 06/11/2025, Sở Tài chính chưa báo cáo kết quả thực hiện nhiệm vụ sau:",
    "cac_viec": [
        {
            "so": 1,
            "noi_dung": "Rà soát nhu cầu vốn",
            "ma": "NV-2025-0001",
            "van_ban": "Thông báo số 785/TB-UBND",
            "han": ", hạn 05/11/2025 (quá hạn 1 ngày)",
            "lan": 1,
        }
    ],
    "noi_dung": ["Đề nghị Sở Tài chính khẩn trương thực hiện."],
    "quyen_ky": "CHÁNH VĂN PHÒNG",
    "nguoi_ky": "Nguyễn Tiến Dũng",
}
URGING_LETTER = Paper(
    kind=WordTemplate.Kind.URGING,
    title="Mẫu công văn đôn đốc",
    name="công văn đôn đốc",
    delivered=default_template,
    sample=SAMPLE,
    must_name=("co_quan", "tên cơ quan nhận"),
    download=Act.URGE,
    page_name="directives:letter_template",
    back_name="directives:rules",
    back_label="Quy tắc theo dõi",
)


def letter_url(urgings: Iterable[int]) -> str:
    """Where the letter for these urgings of one agency is made."""
    return f"{reverse('directives:urging_letter')}?{urlencode({'urging': list(urgings)}, doseq=True)}"


def letter_of(urgings: Sequence[Urging], on: date, *, delivered: bool = False) -> bytes:
    """The letter for these urgings of one agency, which come with share, directive, document and agency.

    Of the template in use, or of the delivered one. Raises BadTemplate when the office's own fails.
    """
    return made_of(URGING_LETTER, fields_of(urgings, on), delivered=delivered)


def text_of_letter(urgings: Sequence[Urging], on: date) -> list[Block]:
    """What that letter says, to be read before there is one."""
    return blocks_of(letter_of(urgings, on))


def fields_of(urgings: Sequence[Urging], on: date) -> dict[str, Any]:
    """What a template can name."""
    agency = urgings[0].assignment.agency.name
    gravest = max((urging.kind for urging in urgings), key=_KINDS.index)
    many = f"{len(urgings)} nhiệm vụ" if len(urgings) > 1 else "nhiệm vụ"
    texts = dict.fromkeys(line for urging in urgings for line in urging.text.splitlines() if line.strip())
    power, name = signed_by(urgings[0].by)
    return {
        "tinh": settings.PROVINCE,
        "tinh_hoa": settings.PROVINCE.upper(),
        "ngay_thang": day_in_words(on),
        "trich_yeu": ABOUT[gravest],
        "co_quan": agency,
        "mo_dau": f"Đến ngày {on:%d/%m/%Y}, {agency} chưa báo cáo kết quả thực hiện {many} sau:",
        "cac_viec": [_work(number, urging, on) for number, urging in enumerate(urgings, 1)],
        "noi_dung": list(texts),
        "quyen_ky": power,
        "nguoi_ky": name,
    }


def _work(number: int, urging: Urging, on: date) -> dict[str, Any]:
    share, directive = urging.assignment, urging.assignment.directive
    away = ""
    if share.due_on:
        words = distance(share.due_on, on)
        away = f", hạn {share.due_on:%d/%m/%Y} ({words[:1].lower()}{words[1:]})"
    return {
        "so": number,
        "noi_dung": directive.title,
        "ma": directive.code,
        "van_ban": str(directive.document),
        "han": away,
        "lan": urging.number,
    }


def day_in_words(on: date) -> str:
    """Days below ten and the first two months are written with a nought (Nghị định 30/2020)."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on:%d} tháng {month} năm {on.year}"


def signed_by(person: User) -> tuple[str, str]:
    """Power and name of the signature; what a clerk sent is signed by whom the Office chooses."""
    if person.role != Role.OFFICE_HEAD:
        return "CHÁNH VĂN PHÒNG", ""
    title = person.position.upper()
    return (
        f"KT. CHÁNH VĂN PHÒNG\n{title}" if title.startswith("PHÓ") else "CHÁNH VĂN PHÒNG"
    ), person.full_name
