"""Words, numbers and marks, and phrases looked up among them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from directives.extraction.normalise import fold

_TOKEN = re.compile(
    r"(?P<w>đ/c(?!\w)|[ivx]{1,4}\.\d{1,2}(?![\d.])"  # Chi cục Quản lý đường bộ I.4
    r"|[^\W\d_][^\W_]*(?:[&-][^\W_]+|(?<=[^\W\d_])'(?=[^\W\d_])[^\W_]+)*)"  # Sở, NN&MT, D'Ran
    r"|(?P<n>\d+(?:[./:-]\d+)*(?:/\d*[^\W\d_][^\W_]*(?:[-/&][^\W_]+)*)?)"  # 26.000, 9/11/2025, 785/TB-UBND
    r"|(?P<p>\.{2,}|[^\w\s]|_)"
)
_SHORT = {"ko": "không", "hok": "không", "đc": "được", "đ/chí": "đ/c"}  # as notes are jotted down
_SEPARATORS = {",", "&", "-", "và"}
# The words that may follow; "" where a phrase may end.
_Node = dict[str, "_Node"]


class Token(NamedTuple):
    start: int
    end: int
    low: str
    kind: str  # "w" word, "n" number, "p" mark
    cap: bool


def tokenise(shown: str, low: str, start: int, end: int) -> list[Token]:
    return [
        Token(
            at := match.start(),
            match.end(),
            _SHORT.get(match[0], match[0]),
            match.lastgroup or "p",
            shown[at].isupper(),
        )
        for match in _TOKEN.finditer(low, start, end)
    ]


class Phrases:
    """A set of phrases of words; the longest that starts at a token is found at once."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._tree: _Node = {}
        for line in lines:
            node = self._tree
            for m in _TOKEN.finditer(fold(line.strip())):
                node = node.setdefault(m[0], {})
            if node is not self._tree:
                node[""] = {}

    def match(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from `at` make the longest phrase of the set; 0 when none does."""
        node = self._tree.get(tokens[at].low) if at < len(tokens) else None
        if node is None:
            return 0
        longest, n = int("" in node), at + 1
        while n < len(tokens) and (node := node.get(tokens[n].low)) is not None:
            n += 1
            if "" in node:
                longest = n - at
        return longest


def entries(text: str) -> list[str]:
    """What stands between the bars and line ends of a word list."""
    return [entry.strip() for entry in text.replace("\n", "|").split("|") if entry.strip()]


def listed(text: str) -> Phrases:
    return Phrases(entries(text))


def opening(text: str) -> re.Pattern[str]:
    """A pattern for what stands between the bars and line ends of a word list, each to the end of a word."""
    return re.compile(
        rf"(?:{'|'.join(sorted(map(re.escape, map(fold, entries(text))), reverse=True))})(?!\w)"
    )


def words(text: str) -> frozenset[str]:
    """A set of single words, written as a line of text."""
    return frozenset(text.split())


class Names:
    """Names in which commas, "và", "&" and hyphens are one: "Văn hóa, Thể thao và Du lịch"."""

    def __init__(self, names: Iterable[str]) -> None:
        self._tree: _Node = {}
        for name in names:
            node = self._tree
            for m in _TOKEN.finditer(fold(name)):
                for word in parts(m[0]):
                    if word not in _SEPARATORS:
                        node = node.setdefault(word, {})
            if node is not self._tree:
                node[""] = {}

    def match(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from `at` make the longest name; 0 when none does."""
        node, longest = self._tree, 0
        for n in range(at, len(tokens)):
            low = tokens[n].low
            if low in _SEPARATORS and node is not self._tree:
                continue
            for part in parts(low):
                deeper = node.get(part)
                if deeper is None:
                    return longest
                node = deeper
            if "" in node:
                longest = n + 1 - at
        return longest


def parts(low: str) -> list[str]:
    """The words inside one token: "nn&mt" is two, "sở" one."""
    if "-" not in low and "&" not in low:
        return [low]
    return [part for part in re.split(r"[&-]", low) if part] or [low]
