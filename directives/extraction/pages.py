"""What pages and mail programs add to a text: page numbers, running heads, marks of quoting."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from directives.extraction.normalise import Normal

Line = tuple[int, int]

_PAGE = re.compile(
    r"(?:-\s?)?\d{1,3}(?:\s?-)?|(?:trang|page)\s?\d{1,3}(?:\s?(?:/|of|trên)\s?\d{1,3})?"
    r"|\d{1,3}\s?/\s?\d{1,3}"
)
_QUOTED = re.compile(r"(?:>\s?)+")
_OFTEN = 3


def unquoted(normal: Normal, lines: Sequence[Line]) -> Normal:
    """The text with "> " at the beginning of its lines turned into blanks, where several lines have it."""
    marks = [m.span() for start, end in lines if (m := _QUOTED.match(normal.shown, start, end))]
    return normal if len(marks) < 2 else blanked(normal, marks)


def blanked(normal: Normal, spans: Iterable[Line]) -> Normal:
    """The text with these parts turned into blanks; every offset stays what it was."""
    shown, low, at = list[str](), list[str](), 0
    for start, end in spans:
        shown += [normal.shown[at:start], " " * (end - start)]
        low += [normal.low[at:start], " " * (end - start)]
        at = end
    return Normal(
        normal.given, "".join([*shown, normal.shown[at:]]), "".join([*low, normal.low[at:]]), normal.starts
    )


def furniture(normal: Normal, lines: Sequence[Line]) -> set[int]:
    """Where lines start that may stand between the halves of a sentence: page numbers, running heads."""
    texts = [normal.low[start:end] for start, end in lines]
    often = Counter(texts)
    return {
        start
        for (start, _), text in zip(lines, texts, strict=True)
        if _PAGE.fullmatch(text)
        or (often[text] >= _OFTEN and 8 <= len(text) <= 100 and text[-1] not in ".;:,")
    }
