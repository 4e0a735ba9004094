"""What stands in one cell of a table: names without the words that charge, times without those that limit."""

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from directives.extraction import dates
from directives.extraction.actors import Named
from directives.extraction.deadlines import DeadlineReader, Found
from directives.extraction.normalise import Normal
from directives.extraction.reader import FUNCTION
from directives.extraction.readings import SentenceReader
from directives.extraction.tables import Cell
from directives.extraction.tokens import Names, listed, tokenise, words
from directives.extraction.types import Deadline

_HELPING = listed(
    "phối hợp | đơn vị phối hợp | cơ quan phối hợp | phối hợp thực hiện | tham gia | cùng tham gia"
)
_LEADING = listed("""
chủ trì | đơn vị chủ trì | cơ quan chủ trì | chủ trì thực hiện | làm đầu mối | đầu mối | cơ quan thực hiện
đơn vị thực hiện | thực hiện | tham mưu | chủ trì tham mưu | giao | do | là cơ quan chủ trì
cơ quan thường trực | thường trực | đề nghị | kính đề nghị | yêu cầu
""")
_BETWEEN = words(", ; và / - + • * : . & cùng với ) (")

_UNIT = r"(?:ngày|tháng|quý|năm)"
_NUMERAL = r"(?:\d{1,4}|[ivx]{1,4})(?:[./](?:\d{1,4}|[ivx]{1,4}))*(?: năm 20\d\d)?"
_TO = r"\s?(?:-|đến|tới|và|,)\s?(?:hết\s)?"
# "Từ quý III/2025 đến quý I/2026", "Tháng 11, 12/2025", "2026 - 2030": the last counts.
_RANGE = re.compile(
    rf"(?:từ |trong |giai đoạn |các )*(?P<unit>{_UNIT})?\s?(?P<first>{_NUMERAL})"
    rf"(?:{_TO}(?:{_UNIT}\s)?{_NUMERAL})*{_TO}(?P<last>(?P<own>{_UNIT})?\s?(?P<figure>{_NUMERAL}))"
)
_DAY = re.compile(rf"(?:ngày\s)?{dates.DAY}")
_MONTHS = re.compile(r"(?:0?[1-9]|1[0-2])-(?:0?[1-9]|1[0-2])/20\d\d")
_DAYS = re.compile(r"(?:^|,| và )\s*(?P<day>[^,]*?)\s*(?=,| và |$)")
_HOUR_OF_DAY = re.compile(r"\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?[\s,]*(?:phút\s)?(?:ngày\s)?\d{1,2}[/.-]\d")
_OPEN_END = re.compile(r"(?<!\w)(?:tiếp theo|những năm|các năm)(?!\w)")
_VAGUE = re.compile(r"(?:đầu|giữa|tuần|từ|kể từ|bắt đầu|sau|khi|ngay sau)(?!\w)")
# What a cell says by itself, and the words which the grammar of sentences wants before it.
_MONTH_OF_YEAR = r"(?=(?:0?[1-9]|1[0-2])/20\d\d$)"
_LEADS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"(?:(?:hoàn thành|xong|thực hiện) )?{form}"), lead)
    for form, lead in (
        (r"ngày (?=\d{1,2}(?: (?:hằng|hàng) tháng)?$)", "trước ngày "),
        (r"(?=(?:cuối )?(?:tháng|quý|năm)(?!\w))", "trong "),
        (rf"(?:(?:trong|đến|đến hết|hết) )?{_MONTH_OF_YEAR}", "trong tháng "),
        (rf"trước {_MONTH_OF_YEAR}", "trước tháng "),
        (r"(?:q\.?\s?)?(?=(?:iv|i{1,3})/20\d\d$)", "trong quý "),
        (r"q\.?\s?(?=[1-4]/20\d\d$)", "trong quý "),
        (r"(?:(?:đến|đến hết|hết|trong) )?(?:năm )?(?=20\d\d$)", "trong năm "),
        (r"trước (?=20\d\d$)", "trước năm "),
        (r"(?=\d{1,3} (?:ngày|tuần|tháng|giờ)(?!\w|\s?/))", "trong "),
    )
]
_DOT = re.compile(r"(?<=[\divx])\.(?=20\d\d(?!\d))")
_LABEL = re.compile(r"[^:;]{2,60}?:\s(?=\S)")  # "Đợt 1: 30/11/2025"
_ISO_DAY = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")


# A new body begins here although nothing parts it from the one before; those before it end by themselves.
_BODIES = listed("""
sở | ubnd | ủy ban nhân dân | văn phòng | công an tỉnh | công an các | thanh tra tỉnh | ban quản lý | các sở
các cơ quan | các đơn vị | các địa phương | bộ chỉ huy | ban dân tộc | báo và | đài phát thanh
""")
_WHOLE = words("sở ubnd ủy các bộ")


class CellReader:
    """Reads the cells of the tables of one document."""

    def __init__(
        self,
        normal: Normal,
        on: date | None,
        is_working_day: Callable[[date], bool] | None,
        known: Names | None,
    ) -> None:
        self.normal, self.on, self.known = normal, on, known
        self.is_working_day = is_working_day
        self._within = DeadlineReader(normal, on, is_working_day)

    def sentence(self, cell: Cell) -> SentenceReader:
        tokens = tokenise(self.normal.shown, self.normal.low, cell.start, cell.end)
        return SentenceReader(self.normal, tokens, self.known)

    def low(self, cell: Cell) -> str:
        return self.normal.low[cell.start : cell.end]

    def names(self, cell: Cell) -> tuple[list[Named], list[Named]]:
        """Those named in a cell, and those whom the cell itself says only help."""
        found: tuple[list[Named], list[Named]] = ([], [])
        helping = False
        for part in self._parts(cell):
            reader, at = self.sentence(part), 0
            while at < len(reader.tokens):
                if size := self._label(reader, at):
                    helping = bool(_HELPING.match(reader.tokens, at))
                    at += size
                elif reader.low(at) in _BETWEEN:
                    at += 1
                else:
                    names, at = self._names_at(reader, at)
                    for one in names:
                        helps, bare = self._role(reader, one)
                        found[helping if helps is None else helps].append(bare)
        return _once(found[0]), _once(found[1])

    def _parts(self, cell: Cell) -> Iterator[Cell]:
        """A cell whose lines were put on one: "Sở Tài chính Sở Xây dựng" parts before the second body."""
        tokens = tokenise(self.normal.shown, self.normal.low, cell.start, cell.end)
        first = head = 0
        for n in range(1, len(tokens)):
            if tokens[n - 1].low in _BETWEEN:
                head = n
            complete = tokens[head].low in _WHOLE or tokens[n - 1].low in {"tỉnh", "phố"}
            if tokens[n].cap and tokens[n - 1].kind == "w" and complete and _BODIES.match(tokens, n):
                if n <= head + 1 or tokens[n - 1].low in {"thuộc", "của"}:
                    continue
                yield Cell(tokens[first].start, tokens[n - 1].end)
                first = head = n
        yield Cell(tokens[first].start if tokens else cell.start, cell.end)

    def _names_at(self, reader: SentenceReader, at: int) -> tuple[list[Named], int]:
        """The names from token `at` and the token behind them; in a cell a name ends at a mark."""
        names, end = reader.actors(at, loose=True) if reader.low(at) not in FUNCTION else ([], at)
        count = len(reader.tokens)
        stop = next((n for n in range(max(at, end), count) if reader.low(n) in {",", ";", "("}), count)
        if not names:
            plain = reader.proper(at) and reader.low(at) not in FUNCTION and not reader.predicate_at(at)
            return ([self._named(reader, at, stop)] if plain else []), max(stop, at + 1)
        if end == stop or reader.low(end) in _BETWEEN or self._label(reader, end):
            return names, max(end, at + 1)
        if reader.actors(end)[0]:
            return names, end
        if not reader.predicate_at(end) and reader.proper(end):
            return [*names[:-1], self._named(reader, names[-1].first, stop, names[-1])], stop
        return names, stop

    def _role(self, reader: SentenceReader, one: Named) -> tuple[bool | None, Named]:
        """Whether words in brackets behind a name say that it helps or leads, and the name without them."""
        opening = next((n for n in range(one.first + 1, one.last) if reader.low(n) == "("), one.last)
        behind = opening + 1
        if reader.low(opening) != "(" or not self._label(reader, behind):
            return None, one
        cut = self._named(reader, one.first, opening, one) if opening < one.last else one
        return bool(_HELPING.match(reader.tokens, behind)), cut

    def _label(self, reader: SentenceReader, at: int) -> int:
        """How many tokens at `at` only say which part somebody has."""
        return _HELPING.match(reader.tokens, at) or _LEADING.match(reader.tokens, at)

    def _named(self, reader: SentenceReader, first: int, last: int, like: Named | None = None) -> Named:
        """The words between two tokens as one name; `like` it in all but its end."""
        while last > first + 1 and reader.low(last - 1) in _BETWEEN - {")"}:
            last -= 1
        named = reader.placed(reader.named(first, last))
        return replace(named, personally=like.personally, group=like.group) if like else named

    def deadlines(self, cell: Cell) -> list[Found]:
        """What a cell says of time. A cell is a limit by itself: "30/11/2025", "Quý I/2026"."""
        found: list[Found] = []
        for piece in self._pieces(cell):
            said = self._limits(piece)
            if not said and (label := _LABEL.match(self.low(piece))):
                said = self._limits(Cell(piece.start + label.end(), piece.end))
            found += said
        return found

    def limits_in(self, work: Cell) -> list[Found]:
        """The limits which the words of the work itself name."""
        return self._within.all(work.start, work.end)

    def _pieces(self, cell: Cell) -> Iterator[Cell]:
        """What semicolons part, and commas where every part is a day."""
        for m in re.finditer(r"[^;]+", self.low(cell)):
            parts = [(part.start("day"), part["day"]) for part in _DAYS.finditer(m[0])]
            if not all(_DAY.fullmatch(said) for _, said in parts):
                parts = [(0, m[0])]
            for begin, said in parts:
                start = cell.start + m.start() + begin
                piece = Cell(start + len(said) - len(said.lstrip(" -+•*")), start + len(said.rstrip(" .")))
                if piece:
                    yield piece

    def _limits(self, piece: Cell) -> list[Found]:
        low = _DOT.sub("/", self.low(piece))
        if iso := _ISO_DAY.fullmatch(low):
            on = dates.make(*map(int, iso.groups()))
            deadline = Deadline("date", on, self.normal.span(piece.start, piece.end))
            return [Found(deadline, piece.start, piece.end)] if on else []
        if _OPEN_END.search(low) and not _DAY.search(low):
            return []
        day = _DAY.fullmatch(low) and not _MONTHS.fullmatch(low)
        if not day and len(low) < 70 and (span := _RANGE.fullmatch(low)) and (lead := _unit_of(span)):
            return self._framed(piece, piece.start + span.start("figure"), lead)
        if _DAY.match(low) or _HOUR_OF_DAY.match(low):
            return self._framed(piece, piece.start, "trước ")
        for form, lead in _LEADS:
            if said := form.match(low):
                return self._framed(piece, piece.start + said.end(), lead)
        return [] if _VAGUE.match(low) and "đến" not in low else self._framed(piece, piece.start, "")

    def _framed(self, piece: Cell, start: int, lead: str) -> list[Found]:
        """The limits in a piece, read behind `lead`, which stands for what the heading of the column says."""
        starts = array("q", [self.normal.starts[piece.start]] * len(lead))
        starts.extend(self.normal.starts[start : piece.end + 1])
        shown, low = (lead + text[start : piece.end] for text in (self.normal.shown, self.normal.low))
        framed = Normal(self.normal.given, shown, _DOT.sub("/", low), starts)
        return DeadlineReader(framed, self.on, self.is_working_day).all(0, len(low))


def _unit_of(span: re.Match[str]) -> str:
    """The words before the last figure of a range; "" when the range is of something else."""
    figure = span["figure"]
    if re.fullmatch(r"\d{1,2}[./](?:0?[1-9]|1[0-2])(?:[./]20\d\d)?", figure) and span["unit"] in {
        None,
        "ngày",
    }:
        return "trước ngày "
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}(?:[./]\d{4})?", span["first"]) and not re.search(
        r"đến|-|tới", span[0]
    ):
        return ""
    unit = span["own"] or span["unit"]
    if unit in {"tháng", "quý", "năm"}:
        return f"trong {unit} "
    if re.fullmatch(r"20\d\d", figure):
        return "trong năm "
    if re.fullmatch(r"(?:iv|i{1,3})/20\d\d", figure):
        return "trong quý "
    return "trong tháng " if re.fullmatch(r"(?:0?[1-9]|1[0-2])/20\d\d", figure) else ""


def _once(names: list[Named]) -> list[Named]:
    return list({one.name.lower(): one for one in reversed(names)}.values())[::-1]
