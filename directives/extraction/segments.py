"""The text as blocks (paragraphs, list items, headings) and sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from directives.extraction import tales
from directives.extraction.normalise import Normal
from directives.extraction.pages import Line, blanked, furniture, unquoted

_MARKER = re.compile(
    r"(?:#{1,6}\s)?(?:(?P<roman>[IVX]{1,5})\s?[.)/-]|(?P<num>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?![\d%])"
    r"|(?P<one>\d{1,2})\s?(?:[.)/]|-(?=\s))(?!\d)"
    r"|(?P<letter>[a-zđA-EĐ])\s?[).](?=\s)|[a-zđ]/(?=\s)|\((?P<paren>\d{1,2}|[ivx]{1,4}|[a-zđ])\)"
    r"|(?P<bullet>[-*•●▪◦+·>‣✓✔➢➤♦■□◊❖\uf000-\uf0ff]|o(?=\s))"
    r"|(?P<ordinal>[Tt]hứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn"
    r"|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười) là)\s?[,:]"
    r"|(?P<dieu>[ĐđDd]iều \d{1,3})[.:])\s*(?=\S)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:tp|th|ths|ts|pgs|gs|bs|ks|cn|tx|tt|p|q|h|x|đ/c|v\.v|st|ls|nxb|[a-zđ])$"
)
_GRADE = re.compile(r"(?:cấp|quý|loại|hạng|nhóm|khóa|vùng|bậc|đoạn|báo động) [ivx]+$")
_STOP = re.compile(r"(?P<stop>(?<![.!?])[.!?]++|…)(?P<close>[\"')\]]*)(?=\s)")
_BEFORE_COUNTED = re.compile(r"[:;.,]\s+(?=\(?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s)")
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+")
_OPENS = re.compile(r"\s+[\"'(\[]*(?P<first>[^\W_]|-)")
_LINKING = re.compile(
    r"(?<!\w)(?:và|với|của|các|cho|về|theo|tại|để|(?<!tự )do|(?<!cơ )sở|ubnd|là|trong|những"
    r"|(?<!mặt )(?<!đồng )(?<!công )bằng|trên)$"
)
_COUNTING = re.compile(r"(?<!\w)(?:số|ngày|tháng|quý|năm|khoản|điểm|điều|từ|đến|hơn|khoảng)$")
_QUARTER = re.compile(r"(?:IV|I{1,3})(?:\s?/\s?\d{4}|\s(?:năm|và)\s|[\s,.;]*$|[,;]\s)")
_DATELINE = re.compile(r"\([^()\n]{2,30}\)\s?-")  # "(Chinhphu.vn) - Chiều 8/10, ...", below its headline
_TAIL = " \n.;:,/!?"


@dataclass(slots=True)
class Sentence:
    """`start`..`end` without list marker and closing marks; `cover_start`..`cover_end` with them."""

    start: int
    end: int
    cover_start: int
    cover_end: int
    first: bool = False
    colon: bool = False


@dataclass(slots=True)
class Block:
    start: int
    end: int
    body: int
    level: int  # 0 none, 1 roman, 2 number (more for "1.1"), 5 (1), 6 letter, 7 bullet, 8 plus
    closed: bool
    row: bool = False  # a row of a table
    odd: bool = False  # a page number or a running head
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        return self.level > 0


def blocks(normal: Normal, rows: Sequence[tuple[int, int]] = ()) -> tuple[Normal, list[Block]]:
    """The blocks, and the text with line breaks inside a block turned into spaces.

    `rows` of tables are blocks of their own, over which no sentence goes on.
    """
    lines, fresh = _outside(rows, _lines(normal.shown))
    normal, odd = unquoted(normal, lines), furniture(normal, lines)
    width = _wrapped_at(normal.shown, [line for line in lines if line[0] not in odd])
    found, between, between_halves = list[Line](), list[Line](), list[Line]()
    before = 0
    for start, end in lines:
        if start in odd:
            between.append((start, end))
            continue
        if found and start not in fresh and _goes_on(normal, found[-1], start, end, before >= width):
            found[-1] = (found[-1][0], end)
            between_halves += between
        else:
            found += [*between, (start, end)]
        before, between = end - start, []
    normal = blanked(normal, between_halves)
    found, of_tables = sorted([*found, *between, *rows]), set(rows)
    shown = _joined(normal.shown, found)
    normal = Normal(normal.given, shown, _joined(normal.low, found), normal.starts)
    read = [_row(*span) if span in of_tables else _block(normal, *span) for span in found]
    for block in read:
        block.odd = not block.row and block.start in odd
    return normal, read


def _outside(
    rows: Sequence[tuple[int, int]], lines: Iterable[tuple[int, int]]
) -> tuple[list[tuple[int, int]], set[int]]:
    """The lines that are no rows, and where those of them start that stand right behind a row."""
    kept: list[tuple[int, int]] = []
    fresh: set[int] = set()
    at, behind = 0, False
    for start, end in lines:
        while at < len(rows) and rows[at][1] <= start:
            at, behind = at + 1, True
        if at < len(rows) and rows[at][0] <= start:
            continue
        if behind:
            fresh.add(start)
        kept.append((start, end))
        behind = False
    return kept, fresh


def _row(start: int, end: int) -> Block:
    sentence = Sentence(start, end, start, end, first=True)
    return Block(start, end, start, 0, closed=True, row=True, sentences=[sentence])


def _wrapped_at(shown: str, lines: list[tuple[int, int]]) -> int:
    """The length of a full line in a text broken at a fixed width; endless in a text that is not."""
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < 6:
        return len(shown) + 1
    widest = lengths[-1 - len(lengths) // 20]
    broken = [end - start for start, end in lines if shown[end - 1] not in ".;:!?…"]
    full = [length for length in broken if length >= widest * 0.75]
    wrapped = 30 <= widest <= 130 and len(full) * 3 >= len(lines)
    return int(widest * 0.75) if wrapped else len(shown) + 1


def _lines(shown: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in shown.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            yield start, start + len(stripped)
        at += len(line) + 1


def _joined(text: str, found: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in found:
        pieces += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join([*pieces, text[at:]])


def _goes_on(normal: Normal, before: tuple[int, int], start: int, end: int, full: bool) -> bool:
    """A line break in the middle of a sentence, as copied from a PDF or an e-mail."""
    start = _ink(normal.shown, start, end)
    last, first = normal.shown[before[1] - 1], normal.shown[start]
    if normal.low.endswith(" quý", before[0], before[1]) and _QUARTER.match(normal.shown, start, end):
        return True  # "trong quý" | "III/2026"
    if last == ";" and full and first.islower() and not _marker(normal.shown, start, end):
        return True  # a clause broken off at a full line
    if tales.SALUTATION.fullmatch(normal.low, before[0], before[1]):
        return False
    if last in ".;:!?…" or _marker(normal.shown, start, end) or _DATELINE.match(normal.shown, start, end):
        return False
    if first.islower() or last == "," or (first in "()" and last.isalnum()):
        return True
    tail_start = max(before[0], before[1] - 40)
    if normal.shown[tail_start : before[1]].isupper():
        return False
    tail = normal.low[tail_start : before[1]]
    return full or bool(_LINKING.search(tail)) or (first.isdigit() and bool(_COUNTING.search(tail)))


def _ink(shown: str, start: int, end: int) -> int:
    """Past the blanks at the beginning of a line that was quoted."""
    while start < end - 1 and shown[start] == " ":
        start += 1
    return start


def _marker(shown: str, start: int, end: int) -> re.Match[str] | None:
    marker = _MARKER.match(shown, start, end)
    read_as_bullet = marker and marker["bullet"] == "o" and not shown[marker.end()].isupper()
    return None if read_as_bullet else marker


def _block(normal: Normal, start: int, end: int) -> Block:
    ink = _ink(normal.shown, start, end)
    marker = _marker(normal.shown, ink, end)
    body, level = ink, 0
    if marker and not _is_figure(normal, ink, marker):
        body = marker.end()
        above = marker["letter"] and marker["letter"].isupper() and "." in marker[0]  # "A. Nông nghiệp"
        if marker["roman"] or marker["dieu"] or above:
            level = 1
        elif marker["num"]:
            level = 2 + marker["num"].count(".")
        elif marker["paren"] and marker["paren"].isdigit():
            level = 5
        else:
            level = 2 if marker["one"] or marker["ordinal"] else 7 if marker["bullet"] else 6
            level += marker["bullet"] == "+"  # in Vietnamese letters the plus stands below the hyphen
    closed = normal.shown[end - 1] in '.!?;…"' or normal.shown[max(start, end - 3) : end] == "./."
    block = Block(start, end, body, level, closed)
    block.sentences = list(_sentences(normal, block))
    return block


def _is_figure(normal: Normal, start: int, marker: re.Match[str]) -> bool:
    """ "1/12/2025 ..." and "12.5 tỷ đồng" open a line with a figure, not with the number of an item."""
    if re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d+[.,]\d{3}", normal.low[start : start + 12]):
        return True
    return (
        bool(marker["num"])
        and not marker[0].rstrip().endswith((".", ")"))
        and normal.shown[marker.end()].islower()
    )


LONGEST = 6000


def _sentences(normal: Normal, block: Block) -> Iterator[Sentence]:
    cover, begin = block.start, block.body
    for cut in sorted({*_cuts(normal, block), *_counted(normal, block), block.end}):
        pieces = [cut] if cut - begin <= LONGEST else [*range(begin + LONGEST, cut, LONGEST), cut]
        for piece in pieces:
            space = normal.shown.rfind(" ", begin, piece) if piece < cut else -1
            stop = space if space > begin else piece
            raw = normal.shown[begin:stop]
            start = begin + len(raw) - len(raw.lstrip(" \n"))
            if begin > block.body and (counted := _COUNTED.match(normal.shown, start, stop)):
                start = counted.end()
            kept = raw.rstrip(_TAIL)
            if raw.rstrip(" \n").endswith("..."):
                kept = raw.rstrip(" \n;:,/")
            end = max(start, begin + len(kept))
            yield Sentence(
                start, end, cover, stop, first=cover == block.start, colon=raw.rstrip().endswith(":")
            )
            begin = cover = stop
            while cover < block.end and normal.shown[cover] in " \n":
                cover += 1


def _counted(normal: Normal, block: Block) -> list[int]:
    """Where items counted inside one paragraph begin: "... như sau: (1) Giao Sở A ...; (2) UBND xã B ..."."""
    found = [
        m.end()
        for m in _BEFORE_COUNTED.finditer(normal.shown, block.body, block.end)
        if (item := _COUNTED.match(normal.shown, m.end()))
        and normal.shown[item.end() : item.end() + 1].isupper()
    ]
    return found if len(found) > 1 else []


def _cuts(normal: Normal, block: Block) -> Iterator[int]:
    for m in _STOP.finditer(normal.shown, block.body, block.end):
        opens = _OPENS.match(normal.shown, m.end())
        if not opens or opens.end() > block.end:
            continue
        first = opens["first"]
        if not (first.isupper() or first.isdigit() or first == "-"):
            continue
        before = normal.low[max(block.body, m.start() - 6) : m.start()]
        short = _ABBREVIATION.search(before) and not _GRADE.search(before)
        if m["stop"] == "." and short and not first.isdigit():
            continue
        if (
            m["stop"] == "."
            and before[-1:].isdigit()
            and first.isdigit()
            and re.search(r"(?:^|\s)\d{1,2}$", before)
        ):
            continue
        yield m.end()
