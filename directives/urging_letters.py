"""The letter that goes out with urgings of one agency, as a .docx for the clerk to number and sign."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from accounts.access import Act, demand
from accounts.models import Role, User
from meetings.reading.archives import archive_kind
from meetings.reading.types import Kind, Unreadable

from .deadlines import distance
from .filing import check_file
from .letter_filling import NO_WORD, BadTemplate, Block, blocks_of, filled_in
from .letter_layout import default_template
from .models import LetterTemplate, Urging

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_MB = 2  # a template is a page of text and at most a coat of arms
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
_MANY = 20  # a template may ask for the second piece of work when there is one
_FULL_SAMPLE = SAMPLE | {name: SAMPLE[name] * _MANY for name in ("cac_viec", "noi_dung")}


def current_template() -> LetterTemplate | None:
    """The office's own template; None while the delivered one is in use."""
    newest = LetterTemplate.objects.select_related("uploaded_by").first()
    return newest if newest and newest.file else None


def template_bytes() -> bytes:
    """The template in use. Raises BadTemplate when its file is gone."""
    own = current_template()
    if own is None:
        return default_template()
    try:
        with own.file.open("rb") as kept:
            return bytes(kept.read())
    except OSError as problem:
        raise BadTemplate("Tệp mẫu đang dùng không còn trên máy chủ.") from problem


def letter_url(urgings: Iterable[int]) -> str:
    """Where the letter for these urgings of one agency is made."""
    return f"{reverse('directives:urging_letter')}?{urlencode({'urging': list(urgings)}, doseq=True)}"


def letter_of(urgings: Sequence[Urging], on: date, *, delivered: bool = False) -> bytes:
    """The letter for these urgings of one agency, which come with share, directive, document and agency.

    Of the template in use, or of the delivered one. Raises BadTemplate when the office's own fails.
    """
    return filled_in(default_template() if delivered else template_bytes(), fields_of(urgings, on))


def text_of_letter(urgings: Sequence[Urging], on: date) -> list[Block]:
    """What that letter says, to be read before there is one."""
    return blocks_of(letter_of(urgings, on))


def fields_of(urgings: Sequence[Urging], on: date) -> dict[str, Any]:
    """What a template can name."""
    agency = urgings[0].assignment.agency.name
    gravest = max((urging.kind for urging in urgings), key=_KINDS.index)
    many = f"{len(urgings)} nhiệm vụ" if len(urgings) > 1 else "nhiệm vụ"
    texts = dict.fromkeys(line for urging in urgings for line in urging.text.splitlines() if line.strip())
    power, name = _signed_by(urgings[0].by)
    return {
        "tinh": settings.PROVINCE,
        "tinh_hoa": settings.PROVINCE.upper(),
        "ngay_thang": f"ngày {on:%d} tháng {_month(on)} năm {on.year}",
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


def _month(on: date) -> str:
    """Days below ten and the first two months are written with a nought (Nghị định 30/2020)."""
    return f"{on.month:02}" if on.month < 3 else str(on.month)


def _signed_by(person: User) -> tuple[str, str]:
    """Power and name of the signature; what a clerk sent is signed by whom the Office chooses."""
    if person.role != Role.OFFICE_HEAD:
        return "CHÁNH VĂN PHÒNG", ""
    title = person.position.upper()
    return (
        f"KT. CHÁNH VĂN PHÒNG\n{title}" if title.startswith("PHÓ") else "CHÁNH VĂN PHÒNG"
    ), person.full_name


def check_template(upload: UploadedFile) -> None:
    """Refuse, in words, what is no .docx or cannot be filled in with the sample."""
    if not (upload.name or "").lower().endswith(".docx"):
        raise ValidationError("Mẫu công văn phải là tệp .docx.")
    if (upload.size or 0) > MOST_MB * 1024 * 1024:
        raise ValidationError(f"Mẫu công văn không lớn hơn {MOST_MB} MB.")
    check_file(upload)
    _check_archive(upload)
    kept = upload.read()
    upload.seek(0)
    try:
        filled = filled_in(kept, SAMPLE)
        # A field that only a second piece of work or another kind of urging would reach is tried as well.
        filled_in(kept, _FULL_SAMPLE, every_branch=True)
    except BadTemplate as problem:
        raise ValidationError(str(problem)) from problem
    if SAMPLE["co_quan"] not in str(blocks_of(filled)):
        raise ValidationError("Mẫu thiếu chỗ điền tên cơ quan nhận: {{ co_quan }}.")


def _check_archive(upload: UploadedFile) -> None:
    """Before it is unpacked: no trap that grows, and Word inside."""
    try:
        kind = archive_kind(upload, upload.name or "")
    except Unreadable as problem:
        raise ValidationError(str(problem)) from problem
    finally:
        upload.seek(0)
    if kind is not Kind.DOCX:
        raise ValidationError(NO_WORD)


@transaction.atomic
def set_template(upload: UploadedFile, *, by: User) -> LetterTemplate:
    """From now on letters are made of this file. Raises ValidationError for one that cannot be filled in."""
    demand(by, Act.SET_RULES)
    check_template(upload)
    return LetterTemplate.objects.create(
        file=upload, original_name=(upload.name or "mau.docx")[:255], uploaded_by=by
    )


def reset_template(*, by: User) -> None:
    """From now on letters are made of the delivered template again."""
    demand(by, Act.SET_RULES)
    if current_template() is not None:
        LetterTemplate.objects.create(uploaded_by=by)
