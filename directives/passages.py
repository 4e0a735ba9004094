"""Stretches of a text: their edges, where one can be cut into two, and the sentences none of them touches."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from .models import Sentence

# Verbs and links with which a further task of the same point begins after a comma.
_FURTHER = (
    "đồng thời|trong đó|sau đó|trên cơ sở đó|báo cáo|tham mưu|tổng hợp|trình|hoàn thành|rà soát|hướng dẫn|"
    "kiểm tra|phối hợp|chủ động|tập trung|khẩn trương|tiếp tục|đẩy mạnh|tăng cường|triển khai|thực hiện|"
    "xây dựng|ban hành"
)
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_CUT = re.compile(rf"\n\s*|;\s+|[.!?…]\s+(?=[{_CAPITALS}\d–+•-])|,\s+(?=(?:{_FURTHER})\b)|\s+(?=đồng thời\b)")


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
