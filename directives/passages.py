"""Stretches of a text: their edges, where one can be cut into two, and the sentences none of them touches."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import combining

from .models import Sentence

# Verbs and links with which a further task of the same point begins after a comma.
_FURTHER = (
    "đồng thời|trong đó|sau đó|trên cơ sở đó|báo cáo|tham mưu|tổng hợp|trình|hoàn thành|rà soát|hướng dẫn|"
    "kiểm tra|phối hợp|chủ động|tập trung|khẩn trương|tiếp tục|đẩy mạnh|tăng cường|triển khai|thực hiện|"
    "xây dựng|ban hành"
)
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_CUT = re.compile(rf"\n\s*|;\s+|[.!?…]\s+(?=[{_CAPITALS}\d–+•-])|,\s+(?=(?:{_FURTHER})\b)|\s+(?=đồng thời\b)")
_WORD = re.compile(r"[^\W\d_]{2}")
_WINDOW = 4000  # letters looked back at a time


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks at its edges, kept inside the text; empty when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return start, max(start, end - (len(quote) - len(quote.rstrip())))


def parts_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences and clauses of a stretch, in order: where a clerk may cut it."""
    cuts = [start, *(match.end() for match in _CUT.finditer(text, start, end)), end]
    parts = [trimmed(text, a, b) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in parts if a < b]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch trimmed, and grown to the edges of the words in which it begins and ends."""
    start, end = trimmed(text, start, end)
    if start == end:
        return start, end
    while start and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(letter: str) -> bool:
    """Whether it is a letter, a digit, or a mark that stands on one."""
    return letter.isalnum() or combining(letter) > 0


def moved(text: str, start: int, end: int, edge: str) -> tuple[int, int] | None:
    """The stretch with one edge moved by a sentence or clause; None when there is nothing more that way.

    `edge`: "end+" takes in what follows, "end-" leaves the last part out, "start+" takes in what precedes,
    "start-" leaves the first part out.
    """
    if edge == "end+":
        later = next((at for at in _ends(text, start, end) if _WORD.search(text, end, at)), None)
        return (start, later) if later else None
    if edge == "start+":
        before = _parts_before(text, start)
        return (before[-1][0], end) if before else None
    parts = _worded(text, parts_of(text, start, end))
    if len(parts) < 2:
        return None
    return (start, parts[-2][1]) if edge == "end-" else (parts[1][0], end)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """The ends of the parts after a place, one after the other."""
    for match in _CUT.finditer(text, end):
        yield trimmed(text, start, match.end())[1]
    yield trimmed(text, start, len(text))[1]


def _parts_before(text: str, end: int) -> list[tuple[int, int]]:
    """The parts before a place that say something; at least the last one is whole."""
    window = _WINDOW
    while True:
        start = max(0, end - window)
        parts = _worded(text, parts_of(text, start, end))
        if len(parts) > 1 or start == 0:
            return parts
        window *= 2


def _worded(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those with a word in them: the number of a point is none."""
    return [(start, end) for start, end in parts if _WORD.search(text, start, end)]


def uncovered(sentences: Iterable[Sentence], spans: Iterable[tuple[int, int]]) -> list[Sentence]:
    """The sentences which none of the spans touches."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    ends = [end for _, end in merged]

    def touched(sentence: Sentence) -> bool:
        at = bisect_left(ends, sentence.start + 1)
        return at < len(merged) and merged[at][0] < sentence.end

    return [sentence for sentence in sentences if not touched(sentence)]
