"""One door for all kinds of files: the text of a file, cleaned of what no text should hold."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from meetings.reading import legacy, mail, office, opendocument, pdf, plain, scan, spreadsheet, web, word
from meetings.reading.checking import check
from meetings.reading.types import MOST_CHARACTERS, Kind, Progress, ReadText, Unreadable

_READERS: dict[Kind, Callable[[Path, str, Progress], ReadText]] = {
    Kind.DOCX: word.read,
    Kind.XLSX: spreadsheet.read,
    Kind.PDF: pdf.read,
    Kind.DOC: office.read,
    Kind.ODT: opendocument.read,
    Kind.RTF: office.read,
    Kind.TXT: plain.read,
    Kind.HTML: web.read,
    Kind.MHT: mail.read,
    Kind.EML: mail.read,
    Kind.IMAGE: scan.read,
}
# Control characters, which PostgreSQL and browsers refuse; tab and line feed stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
# Signs of fonts like Symbol and Wingdings: at the start of a line they are bullets, elsewhere ornaments.
_BULLET = re.compile(r"^[ \xa0]*[\ue000-\uf8ff][ \xa0]*", re.MULTILINE)
_UNSEEN = re.compile("[\ue000-\uf8ff\xad\u200b-\u200f\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n(?:[ \xa0]*\n){2,}")


def read(path: Path, name: str, *, on_progress: Progress) -> ReadText:
    """The text of a file that `check` has let pass. May take minutes: recognition of a scan does."""
    kind = check(path, name, most_mb=None)
    found = _READERS[kind](path, name, on_progress)
    text, encoding = legacy.to_unicode(clean(found.text))
    text = _without_signs(text)
    if not any(char.isalnum() for char in text):
        raise Unreadable(_nothing(kind, name))
    if len(text) > MOST_CHARACTERS:
        most = f"{MOST_CHARACTERS:,}".replace(",", ".")
        raise Unreadable(f"Tệp “{name}” dài hơn {most} ký tự. Tách thành nhiều văn bản rồi tải lại.")
    converted = (legacy.note(encoding),) if encoding else ()
    notes = tuple(dict.fromkeys((*found.notes, *converted)))
    return ReadText(text, notes, _without_signs(legacy.to_unicode(clean(found.aside))[0]))


def _without_signs(text: str) -> str:
    """After the old encodings are read, of which some use the same numbers."""
    return _UNSEEN.sub("", _BULLET.sub("- ", text))


def clean(text: str) -> str:
    """Composed letters, one kind of line break, no control characters, no runs of blank lines."""
    lines = _CONTROL.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    lines = "\n".join(line.rstrip(" \xa0") for line in lines.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def _nothing(kind: Kind, name: str) -> str:
    if kind in (Kind.PDF, Kind.IMAGE):
        return (
            f"Không nhận ra chữ nào trong tệp “{name}”. Quét hoặc chụp lại rõ hơn (300 dpi, thẳng, đủ sáng), "
            "hoặc dán nội dung."
        )
    return f"Tệp “{name}” không có chữ nào. Kiểm tra lại tệp gốc rồi tải lại."
