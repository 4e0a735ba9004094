"""What a file really is, and whether it can be read at all: quick enough to be asked while it is uploaded."""

import re
import threading
from pathlib import Path

import olefile
import pypdfium2 as pdfium
from PIL import Image

from meetings.reading import plain
from meetings.reading.archives import archive_kind
from meetings.reading.types import MOST_MB, MOST_PAGES, MOST_PIXELS, Kind, Unreadable

_ENDINGS = {
    **{f".{kind}": kind for kind in Kind if kind is not Kind.IMAGE},
    **dict.fromkeys((".htm", ".xhtml"), Kind.HTML),
    ".mhtml": Kind.MHT,
    ".text": Kind.TXT,
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"), Kind.IMAGE),
}
ENDINGS = tuple(sorted(_ENDINGS))
_CALLED = {
    Kind.DOCX: "tệp Word (.docx)",
    Kind.XLSX: "bảng tính Excel (.xlsx)",
    Kind.PDF: "tệp PDF (.pdf)",
    Kind.DOC: "tệp Word đời cũ (.doc)",
    Kind.ODT: "tệp OpenDocument (.odt)",
    Kind.RTF: "tệp RTF (.rtf)",
    Kind.TXT: "văn bản thuần (.txt)",
    Kind.HTML: "trang web (.html)",
    Kind.MHT: "trang web lưu trữ (.mht)",
    Kind.EML: "thư điện tử (.eml)",
    Kind.IMAGE: "tệp ảnh (.jpg, .png, .tif)",
}
# Word itself opens what stands on the right under the name on the left, and so do we.
_ALSO = {
    Kind.DOC: {Kind.DOCX, Kind.RTF, Kind.HTML, Kind.MHT},
    Kind.RTF: {Kind.DOC, Kind.DOCX},
    Kind.HTML: {Kind.MHT, Kind.TXT},
    Kind.MHT: {Kind.HTML, Kind.EML},
    Kind.EML: {Kind.MHT, Kind.TXT},
    Kind.TXT: {Kind.HTML, Kind.EML, Kind.MHT},
}
_ADVICE = {
    ".xls": "Mở bằng Excel, lưu lại thành .xlsx rồi tải lên.",
    ".docm": "Mở bằng Word, lưu lại thành .docx rồi tải lên.",
    ".xlsm": "Mở bằng Excel, lưu lại thành .xlsx rồi tải lên.",
    ".msg": "Mở thư bằng Outlook, lưu lại thành .html hoặc .txt, hoặc dán nội dung thư vào ô bên dưới.",
    ".heic": "Chuyển ảnh sang .jpg rồi tải lên (trên iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất).",
    ".pages": "Xuất thành .docx hoặc .pdf rồi tải lên.",
    **dict.fromkeys((".zip", ".rar", ".7z"), "Giải nén rồi tải từng văn bản."),
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_HEAD = 8192
_PASSWORD = 4  # FPDF_ERR_PASSWORD
PDFIUM = threading.Lock()  # PDFium must not be called by two threads at once
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<p[\s>]|<div[\s>]|<table[\s>]", re.I)
_MAIL = re.compile(r"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}", re.I)
_MAIL_NAMES = re.compile(
    r"^(?:received|return-path|message-id|mime-version|from|subject|delivered-to):", re.I | re.M
)
_ARCHIVED = re.compile(r"^content-type:\s*multipart/related", re.I | re.M)
OLE_DAMAGE = (OSError, ValueError, IndexError)  # what olefile raises for files that are cut or overwritten


def check(path: Path, name: str, *, most_mb: int | None = MOST_MB) -> Kind:
    """The kind of the file. Unreadable when it is none of ours, empty, too large, locked or a trap."""
    expected = _expected(name)
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(f"Tệp “{name}” rỗng (0 byte). Kiểm tra lại tệp gốc rồi tải lại.")
    if most_mb is not None and size > most_mb * 1024 * 1024:
        raise Unreadable(
            f"Tệp “{name}” lớn hơn {most_mb} MB. Giảm dung lượng hoặc tách thành nhiều tệp rồi tải lại."
        )
    kind = _by_content(path, name, expected)
    if kind is None:
        raise damaged(name)
    if kind is not expected and kind not in _ALSO.get(expected, ()):
        raise Unreadable(
            f"Tệp “{name}” thực ra là {_CALLED[kind]}. Đổi lại đuôi tên tệp cho đúng, "
            "hoặc lưu lại đúng định dạng, rồi tải lên."
        )
    if kind is Kind.PDF:
        _check_pdf(path, name)
    elif kind is Kind.IMAGE:
        _check_picture(path, name)
    return kind


def locked(name: str, program: str) -> Unreadable:
    """The refusal of a file under a password."""
    return Unreadable(f"Tệp “{name}” được đặt mật khẩu. Mở bằng {program}, bỏ mật khẩu rồi tải lại.")


def damaged(name: str) -> Unreadable:
    """The refusal of a file which is not what it should be inside."""
    return Unreadable(
        f"Tệp “{name}” bị hỏng hoặc không đúng định dạng. Mở thử tệp gốc, lưu lại rồi tải lên, "
        "hoặc dán nội dung."
    )


def _expected(name: str) -> Kind:
    ending = Path(name).suffix.lower()
    if kind := _ENDINGS.get(ending):
        return kind
    advice = _ADVICE.get(
        ending,
        "Hãy dùng tệp Word (.docx, .doc), PDF, Excel (.xlsx), .odt, .rtf, .txt, .html, .eml hoặc ảnh "
        "(.jpg, .png, .tif).",
    )
    raise Unreadable(f"Không đọc được loại tệp của “{name}”. {advice}")


def _by_content(path: Path, name: str, expected: Kind) -> Kind | None:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archive_kind(path, name)
    if head.startswith(olefile.MAGIC):
        return _ole_kind(path, name)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.IMAGE
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"heif"):
        raise Unreadable(f"Ảnh “{name}” ở định dạng HEIC. {_ADVICE['.heic']}")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return Kind.RTF
    return _text_kind(head, expected)


def _text_kind(head: bytes, expected: Kind) -> Kind | None:
    """Text of some kind, or None for bytes that are no text at all."""
    if len(head) == _HEAD:
        head = head[: max(head.rfind(b" "), head.rfind(b"\n"), _HEAD // 2)]  # not within a letter
    if not plain.is_text(head):
        return None
    text = plain.decoded(head).replace("\r\n", "\n").lstrip()
    opening = _MAIL.match(text)
    if opening and _MAIL_NAMES.search(opening[0]):
        return Kind.MHT if _ARCHIVED.search(opening[0]) else Kind.EML
    if _HTML.search(text) and (expected is not Kind.TXT or text.startswith("<")):
        return Kind.HTML
    # what is plain text under the name of an office file has lost its real content
    return Kind.TXT if expected in (Kind.TXT, Kind.HTML, Kind.EML, Kind.MHT) else None


def _ole_kind(path: Path, name: str) -> Kind | None:
    """Word of old, or a .docx/.xlsx under a password, which is wrapped in such a file."""
    try:
        with olefile.OleFileIO(path) as ole:
            if ole.exists("EncryptedPackage"):
                raise locked(name, "Excel" if name.lower().endswith(".xlsx") else "Word")
            if ole.exists("WordDocument"):
                with ole.openstream("WordDocument") as stream:
                    opening = stream.read(12)
                if len(opening) < 12:
                    return None
                if opening[11] & 0x01:  # fEncrypted of the file information block
                    raise locked(name, "Word")
                return Kind.DOC
            if ole.exists("Workbook") or ole.exists("Book"):
                raise Unreadable(f"Tệp “{name}” là bảng tính Excel đời cũ. {_ADVICE['.xls']}")
            if ole.exists("__properties_version1.0"):
                raise Unreadable(f"Tệp “{name}” là thư Outlook. {_ADVICE['.msg']}")
    except OLE_DAMAGE:
        return None
    return None


def _check_pdf(path: Path, name: str) -> None:
    try:
        with PDFIUM, pdfium.PdfDocument(path) as document:
            pages = len(document)
    except pdfium.PdfiumError as problem:
        if getattr(problem, "err_code", None) == _PASSWORD:
            raise locked(name, "trình đọc PDF") from problem
        raise damaged(name) from problem
    if pages == 0:
        raise damaged(name)
    if pages > MOST_PAGES:
        raise Unreadable(
            f"Tệp “{name}” có {pages} trang, nhiều hơn {MOST_PAGES} trang. Tách thành nhiều tệp rồi tải lại."
        )


def _check_picture(path: Path, name: str) -> None:
    try:
        with Image.open(path) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        width = height = MOST_PIXELS
    except (OSError, ValueError, SyntaxError) as problem:
        raise damaged(name) from problem
    if width * height > MOST_PIXELS:
        raise Unreadable(
            f"Ảnh “{name}” quá lớn (hơn {MOST_PIXELS // 1_000_000} triệu điểm ảnh). "
            "Quét hoặc chụp lại ở 300 dpi rồi tải lên."
        )
