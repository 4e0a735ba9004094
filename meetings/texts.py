"""Texts as they are stored, and whether one can be taken in."""

import unicodedata

from .reading import legacy
from .secrecy import secrecy_mark

SHORTEST = 20  # characters: less is no text that gives work
LONGEST = 500_000  # characters: what the reading of a text is measured with


def plain_text(text: str) -> str:
    """The text as it is stored: composed letters, one kind of line end. Offsets are into this form."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    # PostgreSQL stores no NUL
    return lines.replace("\0", "").strip("\n").rstrip()


def in_unicode(text: str) -> tuple[str, str]:
    """The text as it is stored, and a note for the clerk when it came in TCVN3 or VNI, else nothing."""
    converted, encoding = legacy.to_unicode(plain_text(text))
    return plain_text(converted), legacy.note(encoding) if encoding else ""


def secret_in(text: str) -> str | None:
    """That this text bears a secrecy mark and was not stored, for the clerk; None when it bears none."""
    mark = secrecy_mark(text)
    return mark and (
        f"Văn bản có dấu chỉ độ mật “{mark}”. Không được đưa bí mật nhà nước vào hệ thống này; "
        "nội dung chưa được lưu. Hãy xóa nội dung khỏi ô nhập."
    )


def why_not(text: str) -> str | None:
    """Why this text cannot be taken in, for the clerk; None when it can. Secrets come first."""
    if problem := secret_in(text):
        return problem
    if len(text.strip()) < SHORTEST:
        return "Nội dung quá ngắn. Dán toàn văn kết luận vào đây."
    if len(text) > LONGEST:
        return "Nội dung quá dài (hơn 500.000 ký tự). Tách thành nhiều văn bản."
    return None
