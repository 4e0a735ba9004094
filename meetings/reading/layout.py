"""The words which the recognition found on a page, put back into lines as a person would read them."""

import csv
import itertools
import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from agencies.vietnamese import fold

SURE = 55.0  # mean confidence of the words of a line that counts as read
_WIDE = 2.5  # heights of a letter between two words: two cells rather than one sentence
# Words of the two places where a Vietnamese letter stands in two columns: its head and its end.
_TWO_COLUMNS = re.compile(r"cong hoa xa hoi|doc lap ?- ?tu do|noi nhan")
# No Vietnamese word is divided: a hyphen at the end of a line belongs there ("785/TB-UBND").
_HYPHEN = re.compile(r"(?<=[^\W_])[-‐]\n+(?=[^\W_])")
_LIKE_DIGITS = str.maketrans("lI|Oo", "11100")
_DATE = re.compile(r"(?<![\w/])[\dlI|Oo]{1,2}/[\dlI|Oo]{1,2}/[\dlIOo]{4}(?![\w/])")
_FIRST = re.compile(r"^[l|](?=([.)]) )", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{2}|\d")


@dataclass(frozen=True)
class Word:
    """A recognised word and where on the page it stands."""

    text: str
    sure: float
    left: int
    right: int
    top: int
    height: int


@dataclass
class Line:
    """Words side by side; `paragraph` tells the lines of one paragraph from those of the next."""

    paragraph: tuple[str, str]
    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def letters(self) -> int:
        return sum(char.isalnum() for char in self.text)

    @property
    def sure(self) -> float:
        """The mean confidence of its words, long words counting for more."""
        weight = sum(len(word.text) for word in self.words)
        return sum(word.sure * len(word.text) for word in self.words) / weight

    @property
    def middle(self) -> float:
        """Its height on the page. Of a blurred word the frame may be much too tall."""
        return statistics.median(word.top + word.height / 2 for word in self.words)

    def cells(self) -> list["Line"]:
        """The parts of the line between which the paper is empty for long."""
        wide = _WIDE * statistics.median(word.height for word in self.words)
        cells = [[self.words[0]]]
        for before, word in itertools.pairwise(self.words):
            if word.left - before.right > wide:
                cells.append([])
            cells[-1].append(word)
        return [Line(self.paragraph, words) for words in cells]


def lines_of(tsv: str) -> list[Line]:
    """The lines of what the recognition wrote, without borders, stamps and stains that have no word."""
    rows = csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines = dict[tuple[str, str, str], Line]()
    for row in rows:
        if row["level"] != "5" or not (text := row["text"].strip()):
            continue
        left, width, top = int(row["left"]), int(row["width"]), int(row["top"])
        key = row["block_num"], row["par_num"], row["line_num"]
        line = lines.setdefault(key, Line(key[:2], []))
        line.words.append(Word(text, float(row["conf"]), left, left + width, top, int(row["height"])))
    return [line for line in lines.values() if _WORD.search(line.text)]


def text_of(lines: Iterable[Line]) -> str:
    """The lines one below the other, an empty line between paragraphs, columns one after the other."""
    text, last = "", None
    for line in _in_reading_order(list(lines)):
        if last is not None:
            text += "\n" if line.paragraph == last.paragraph else "\n\n"
        text, last = text + line.text, line
    return _mended(text)


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Lines as they are, but head and end of a letter cell by cell: the left column, then the right one."""
    ordered, at = list[Line](), 0
    while at < len(lines):
        end, sides = _columns(lines, at)
        ordered += sides or [lines[at]]
        at = end if sides else at + 1
    return ordered


def _columns(lines: list[Line], at: int) -> tuple[int, list[Line]]:
    """Where two columns that start at this line end, and their lines in order; none without columns."""
    left, right, end = list[Line](), list[Line](), at
    for line in lines[at:]:
        cells = line.cells()
        if len(cells) == 2:
            left.append(cells[0])
            right.append(cells[1])
        elif left and line.words[-1].right < min(cell.words[0].left for cell in right):
            left.append(line)
        elif left and line.words[0].left > max(cell.words[-1].right for cell in left):
            right.append(line)
        else:
            break
        end += 1
    if not _TWO_COLUMNS.search(fold(" ".join(line.text for line in (*left, *right)))):
        return at, []
    columns = (("left", str(at)), left), (("right", str(at)), right)
    return end, [Line(paragraph, line.words) for paragraph, column in columns for line in column]


def _mended(text: str) -> str:
    """Letters that can only be digits, and words across the end of a line."""
    text = _HYPHEN.sub("-", text)
    text = _DATE.sub(lambda date: date[0].translate(_LIKE_DIGITS), text)
    return _FIRST.sub(lambda mark: "1" if _counts_on(text, mark) else mark[0], text)


def _counts_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the next number at the start of a line is a 2, which makes this a 1 and not the letter."""
    following = re.search(rf"^(\d+)\{mark[1]} ", text[mark.end() :], re.MULTILINE)
    return following is not None and following[1] == "2"
