"""Plain text: which encoding its bytes are in."""

import codecs
import re
import unicodedata
from pathlib import Path

from charset_normalizer import from_bytes

from meetings.reading import legacy
from meetings.reading.syllables import is_syllable
from meetings.reading.types import Progress, ReadText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED_WORD = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_LEAST_SHARE = 0.7


def read(path: Path, _name: str, on_progress: Progress) -> ReadText:
    """The text of a .txt file."""
    text = decoded(path.read_bytes())
    on_progress(1, 1)
    return ReadText(text)


def decoded(data: bytes) -> str:
    """Bytes as text: by their byte order mark, as UTF-8 or UTF-16, or by what makes words of them.

    A text in TCVN3 or VNI is given as its Western letters; `legacy.to_unicode` converts it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _in_old_encoding(data)
    return text if b"\x00" not in data else _without_mark(data)


def is_text(data: bytes) -> bool:
    """Whether bytes can be text at all: decoded they hold hardly any control characters."""
    text = decoded(data)
    return len(_CONTROL.findall(text)) * 50 <= len(text)


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: in Vietnamese text most of the high bytes are zero."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    return data.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace")


def _in_old_encoding(data: bytes) -> str:
    if b"\x00" in data[:4000]:
        return _without_mark(data)
    western = data.decode("cp1252", errors="ignore")
    if legacy.encoding_of(western):
        return western
    try:
        vietnamese = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        vietnamese = ""
    words = _MARKED_WORD.findall(vietnamese)
    if words and sum(map(is_syllable, words)) >= _LEAST_SHARE * len(words):
        return vietnamese
    guess = from_bytes(data).best()
    return str(guess) if guess else western
