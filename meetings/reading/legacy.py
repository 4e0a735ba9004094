"""Texts in the encodings from before Unicode: TCVN3 (fonts .VnTime) and VNI-Windows (fonts VNI-Times).

Both put Vietnamese letters where Western letters and signs stand ("nh©n d©n", "nhaân daân"). Which of them a
text is in shows by its words: decoded rightly they are Vietnamese syllables, as they stand they are not.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from meetings.reading.syllables import is_syllable

TCVN3 = "TCVN3"
VNI = "VNI"

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# The toned capitals of TCVN3, for which fonts of one case had no room, are a capital and a mark.
_TCVN3_MARKS = dict(zip("°±²³´", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_TCVN3_CAPITAL = re.compile(r"([AEIOUYĂÂÊÔƠƯ])([°±²³´])")
_SYMBOLS = {0xF000 + ord(old): old for old in (*_TCVN3, *_TCVN3_MARKS)}  # as fonts of signs number them

_VNI_TONES = dict(zip("øûõùï", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_VNI_CIRCUMFLEX = dict(zip("âàåãáä", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"], strict=True))
_VNI_BREVE = dict(zip("êèúüéë", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"], strict=True))
_VNI_ALONE = dict(zip("ìæóíòîñôö", "ìỉĩíịỵđơư", strict=True))


def _vni_pairs() -> dict[str, str]:
    pairs = {base + mark: base + tone for base in "aeiouy" for mark, tone in _VNI_TONES.items()}
    pairs |= {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    pairs |= {
        old + mark: new + tone for old, new in (("ô", "ơ"), ("ö", "ư")) for mark, tone in _VNI_TONES.items()
    }
    return {old: unicodedata.normalize("NFC", new) for old, new in (pairs | _VNI_ALONE).items()}


_VNI = _vni_pairs()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)

_HIGH = re.compile("[\xa1-\xff\uf0a1-\uf0fe]")
# Vietnamese letters which no Western encoding has: where they stand, the text is Unicode already.
_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_WORD = {
    TCVN3: re.compile(rf"(?:[^\W\d_]|[{''.join(map(re.escape, (*_TCVN3, *_TCVN3_MARKS)))}])+"),
    VNI: re.compile(r"[^\W\d_]+"),
}
_SYMBOL = re.compile(r"\S*/\S*")  # "388/TB-BGD§T"
_LOWER, _UPPER = re.compile("[a-z]"), re.compile("[A-Z]")
_LEAST_SHARE = 0.6
_INSIDE = 3  # old words in a row, before a stretch inside a line of Unicode is taken for old


def to_unicode(text: str) -> tuple[str, str | None]:
    """The text in Unicode, and the old encoding (TCVN3, VNI) which all or part of it was in, or None."""
    if not _HIGH.search(text):
        return text, None
    given = text.translate(_SYMBOLS)
    encoding = encoding_of(given)
    if encoding is None:
        return text, None
    whole = not _MODERN.search(given)
    before = whole
    lines = []
    for line in given.split("\n"):
        if _MODERN.search(line):
            lines.append(_stretches(line, encoding))
            before = lines[-1] != line
            continue
        if whole:
            before = _goes_along(line, encoding)
        elif (counted := _count(line, encoding)).old or counted.other:
            before = counted.old > 0 and counted.share >= 0.5
        lines.append(decode(line, encoding) if before else line)
    return "\n".join(lines), encoding


def decode(text: str, encoding: str) -> str:
    """The text read in this encoding, whatever it looks like."""
    read = _DECODERS[encoding](text.translate(_SYMBOLS))
    return read if encoding == VNI else _capitals(text, read)


def font_encoding(font: str) -> str | None:
    """The old encoding that belongs to a font: ".VnTime" is TCVN3, "VNI-Times" is VNI."""
    if font.startswith((".Vn", ".VN")):
        return TCVN3
    return VNI if font.upper().startswith("VNI") else None


def is_modern(text: str) -> bool:
    """Whether the text holds Vietnamese letters that only Unicode has; under an old font it was converted."""
    return bool(_MODERN.search(text))


def has_marks(text: str) -> bool:
    """Whether the text holds any letter beyond ASCII, so that its encoding matters."""
    return bool(_HIGH.search(text) or _MODERN.search(text))


def note(encoding: str) -> str:
    """What the clerk is told of a converted text."""
    return f"Văn bản dùng bảng mã cũ {encoding}, đã chuyển sang Unicode; hãy đối chiếu với bản gốc."


@dataclass
class _Count:
    """Words with marks: old ones, ones that are good as they stand, and others."""

    old: int = 0
    good: int = 0
    other: int = 0

    @property
    def share(self) -> float:
        return self.old / max(1, self.old + self.other)


def encoding_of(text: str) -> str | None:
    """The old encoding which all or part of the text is in, or None."""
    best, most = None, 0.0
    for encoding in (TCVN3, VNI):
        counted, words = _Count(), set[str]()
        for line in text.split("\n"):
            for word, sort in _sorted_words(line, encoding):
                setattr(counted, sort, getattr(counted, sort) + 1)
                if sort == "old":
                    words.add(word.lower())
        enough = len(words) >= 2 if not _MODERN.search(text) else len(words) >= _INSIDE
        if enough and counted.share >= _LEAST_SHARE and counted.old > most:
            best, most = encoding, counted.old
    return best


def _count(line: str, encoding: str) -> _Count:
    counted = _Count()
    for _word, sort in _sorted_words(line, encoding):
        setattr(counted, sort, getattr(counted, sort) + 1)
    return counted


def _goes_along(line: str, encoding: str) -> bool:
    """Whether a line of a text in this encoding is in it as well: nothing else, or not the larger part of
    it, stands there. "Soá" (Số) is a syllable as it stands too, "QÑ" and "Ñaêk" (Đăk) are none at all."""
    return sum(_leans(word, sort, encoding) for word, sort in _sorted_words(line, encoding)) >= 0


def _leans(word: str, sort: str, encoding: str) -> int:
    """1 for a word that shows the encoding, -1 for one that cannot be in it, 0 for one that can."""
    if sort == "old":
        return 1
    if encoding == VNI:
        return -1 if _HIGH.search(_VNI_LETTER.sub("", word)) else 0
    if any(char not in _TCVN3 and char not in _TCVN3_MARKS for char in _HIGH.findall(word)):
        return -1
    if word == "®":
        return 0  # "đ" by itself: an initial, or the mark of a point
    if any(not char.isalpha() for char in word[1:]) or (word[0] == "®" and word[1:2].isalpha()):
        return 1  # a sign among letters: no other encoding has words like "Kr«ng" and "®TXD"
    return -1 if sort == "other" and not word.isupper() else 0


def _sorted_words(line: str, encoding: str) -> Iterator[tuple[str, str]]:
    for found in _WORD[encoding].finditer(line):
        if _HIGH.search(found[0]) and not _MODERN.search(found[0]):
            yield found[0], _sort(found[0], encoding)


@lru_cache(maxsize=20_000)
def _sort(word: str, encoding: str) -> str:
    if is_syllable(word):
        return "good"
    if len(word) > 1 and is_syllable(decode(word, encoding)):
        return "old"
    return "other"


def _stretches(line: str, encoding: str) -> str:
    """A line which holds Unicode: what stands between its Unicode words is judged stretch by stretch."""
    pieces, at = list[str](), 0
    modern = [word for word in _WORD[encoding].finditer(line) if _MODERN.search(word[0])]
    for start, end in [*(word.span() for word in modern), (len(line), len(line))]:
        stretch = line[at:start]
        counted = _count(stretch, encoding)
        old = counted.old >= _INSIDE and counted.share >= _LEAST_SHARE and counted.good <= counted.old
        pieces += [decode(stretch, encoding) if old else stretch, line[start:end]]
        at = end
    return "".join(pieces)


def _from_tcvn3(text: str) -> str:
    read = text.translate({ord(old): new for old, new in _TCVN3.items()})
    return _TCVN3_CAPITAL.sub(
        lambda found: unicodedata.normalize("NFC", found[1] + _TCVN3_MARKS[found[2]]), read
    )


def _capitals(given: str, read: str) -> str:
    """TCVN3 has no capitals with a tone: in a word of capitals the small letter was meant as one."""
    if len(_UPPER.findall(_SYMBOL.sub("", given))) >= 4 and not _LOWER.search(given):
        return read.upper()
    return re.sub(
        r"[^\W\d_]+",
        lambda word: (
            word[0].upper() if len(_UPPER.findall(word[0])) >= 2 and not _LOWER.search(word[0]) else word[0]
        ),
        read,
    )


def _from_vni(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        new = _VNI[found[0].lower()]
        return new.upper() if found[0][0].isupper() else new

    return _VNI_LETTER.sub(letter, text)


_DECODERS = {TCVN3: _from_tcvn3, VNI: _from_vni}
