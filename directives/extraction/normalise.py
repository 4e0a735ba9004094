"""A copy of the text in one spelling, with a map back to the text as it was given.

Unicode form, kinds of hyphen, space and quotation mark, and the place of the tone mark ("hoá", "hóa")
differ from one typist to the next and mean nothing. Everything else in this package reads the copy.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

from directives.extraction.types import Span

_SAME = {ord(c): "-" for c in "‐‑‒–—―−﹣－"}
_SAME |= {ord(c): '"' for c in "“”„‟«»"}
_SAME |= {ord(c): "'" for c in "‘’‚‛′"}
_SAME |= {
    ord(c): " "
    for c in "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
}
_SAME |= {ord(c): "\n" for c in "\r\u000b\u000c\u0085\u2028\u2029"}
_SAME |= {ord(c): ";" for c in "\u037e；"} | {ord("："): ":"}

_TONES = [
    "oà",
    "òa",
    "oá",
    "óa",
    "oả",
    "ỏa",
    "oã",
    "õa",
    "oạ",
    "ọa",
    "oè",
    "òe",
    "oé",
    "óe",
    "oẻ",
    "ỏe",
    "oẽ",
    "õe",
    "oẹ",
    "ọe",
    "uỳ",
    "ùy",
    "uý",
    "úy",
    "uỷ",
    "ủy",
    "uỹ",
    "ũy",
    "uỵ",
    "ụy",
]
_TONE = dict(zip(_TONES[::2], _TONES[1::2], strict=True))
_LATE_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONE)})(?!\w)")


def fold(text: str) -> str:
    """Lower case, tone mark on the first vowel of an open syllable. Never changes the length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _LATE_TONE.sub(lambda m: _TONE[m[0]], low)


_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True)
class Normal:
    """`shown` keeps capitals, `low` is folded; both have one character per entry of the map."""

    given: str
    shown: str
    low: str
    starts: array

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.starts[end])


# Letters, digits and marks that stay as they are, with single spaces between: most of any text.
_PLAIN = re.compile(r"[!-~\u00c0-\u024f\u1e00-\u1eff]+(?: [!-~\u00c0-\u024f\u1e00-\u1eff]+)*")


def _plain_end(text: str, at: int) -> int:
    """Where a run of plain characters ends that no mark is to be composed with; 0 without one."""
    run = _PLAIN.match(text, at)
    if not run:
        return 0
    end = run.end()
    end -= end < len(text) and bool(unicodedata.combining(text[end]))
    return end if end > at else 0


def normalise(text: str) -> Normal:
    """Compose each base letter with the marks that follow it and remember where it stood.

    A run of blanks becomes one space, a run that holds a line break one line break.
    """
    starts, pieces = array("q"), list[str]()
    at, size = 0, len(text)
    while at < size:
        if end := _plain_end(text, at):
            starts.extend(range(at, end))
            pieces.append(text[at:end])
            at = end
            continue
        end = at + 1
        while end < size and text[end] > "\u02ff" and end - at < 8 and unicodedata.combining(text[end]):
            end += 1
        plain = end == at + 1 and text[at] < "\u1f00"
        for composed in text[at] if plain else unicodedata.normalize("NFC", text[at:end]):
            char = _SAME.get(ord(composed), composed)
            if char in _NOTHING:
                continue
            if char in " \n" and pieces and pieces[-1] in {" ", "\n"}:
                if char == "\n":
                    pieces[-1] = char
                continue
            pieces.append(char)
            starts.append(at)
        at = end
    starts.append(size)
    shown = "".join(pieces)
    return Normal(text, shown, fold(shown), starts)
