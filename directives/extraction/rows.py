"""The rows of a table as drafts of directives: each cell says its part, a group row hands on what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from directives.extraction.actors import Named
from directives.extraction.cells import CellReader
from directives.extraction.columns import Column
from directives.extraction.deadlines import Found, choose
from directives.extraction.drafts import Draft
from directives.extraction.normalise import Normal
from directives.extraction.readings import SentenceReader
from directives.extraction.tables import Cell, Row, Table
from directives.extraction.tokens import Names
from directives.extraction.types import Deadline

_DITTO = re.compile(r'[-–"\'\s/]*(?:nt|như trên|\(?nt\)?)[-."\s]*|["\'/]{1,2}')
_NOTHING = re.compile(r"[-–.…/x_\s]*")
_DONE = re.compile(r"(?:đã (?!giao|phân công|có chủ trương)|hoàn thành(?!\w)(?! \w)|xong(?! )|100\s?%)")
_HOUR = r"\d{1,2}\s?(?:h|g|:|giờ)"
_CLOCK = re.compile(
    rf"(?:từ\s)?{_HOUR}\s?(?:\d\d(?:\s?(?:-|đến)\s?{_HOUR}\s?(?:\d\d)?)?|(?:-|đến)\s?{_HOUR}\s?(?:\d\d)?)"
)
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\s*:?")
_LEVELS = [
    (1, re.compile(r"[A-HĐJ-UW]\s?[.)/:]?")),
    (2, re.compile(r"[IVX]{1,6}\s?[.)/:]?")),
    (4, re.compile(r"\d{1,3}\s?[.)/:]?")),
    (5, re.compile(r"\d{1,3}\.\d{1,3}\s?[.)]?")),
    (6, re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}\s?[.)]?")),
    (7, re.compile(r"\(?[a-zđ]\s?[.)/]|[a-z]\d?")),
]
_UNMARKED, _DEEPEST = 3, 8
_OPENS_WITH = re.compile(
    r"(?P<mark>[IVX]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*|[a-zđ](?=[.)]))\s?[.)/:-]*\s+(?=[^\W\d_]|\")"
)
_CHARGED = re.compile(
    r"(?:(?:các |nhóm |những )*(?:nhiệm vụ|nội dung|công việc|phần việc)(?: trọng tâm| chung| cụ thể)? )?"
    r"(?:của|giao cho|giao|do|đối với|thuộc trách nhiệm(?: của)?) "
)
_HANDED = {"chủ", "thực", "làm", "tham", ":", "có", "triển", "phụ", "hoàn", "trong", "trước"}


@dataclass(slots=True)
class _Group:
    level: int
    leads: list[Named]
    coordinators: list[Named]
    found: list[Found]


@dataclass(slots=True)
class _Said:
    """What the row above said, for "nt" in the one below."""

    mark: str = ""
    work: Cell | None = None
    leads: list[Named] = field(default_factory=list)
    coordinators: list[Named] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    deadline: Cell | None = None
    product: Cell | None = None


class RowReader:
    """Reads the tables of one document."""

    def __init__(
        self,
        normal: Normal,
        on: date | None,
        is_working_day: Callable[[date], bool] | None,
        known: Names | None,
    ) -> None:
        self.normal = normal
        self.cells = CellReader(normal, on, is_working_day, known)

    def read(self, table: Table) -> list[Draft]:
        return _TableReading(self.cells, table).read()


class _TableReading:
    def __init__(self, cells: CellReader, table: Table) -> None:
        self.cells, self.table = cells, table
        self.groups: list[_Group] = []
        self.above = _Said()
        self.number = self._place(Column.NUMBER)
        self.works = self._works()
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        for at, row in enumerate(self.table.rows):
            if len(row.cells) == 1 or self._is_group(at, row):
                self._open_group(row)
            elif any(self._filled(row)):
                self._directive(row)
        return self.drafts

    def _place(self, column: Column) -> int | None:
        return self.table.columns.index(column) if column in self.table.columns else None

    def _works(self) -> list[int]:
        """The columns which tell the work: the first, and what stands right beside it ("Nội dung cụ thể")."""
        first = self.table.columns.index(Column.WORK)
        last = first
        while last + 1 < len(self.table.columns) and self.table.columns[last + 1] is Column.WORK:
            last += 1
        return list(range(last, first - 1, -1))

    def _cell(self, row: Row, column: Column) -> Cell | None:
        """What a row holds in a column; None for nothing, a dash or a cross."""
        place = self._place(column)
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        return cell if cell and not _NOTHING.fullmatch(self.cells.low(cell)) else None

    def _work(self, row: Row) -> Cell | None:
        cells = [row.cells[n] for n in self.works if n < len(row.cells)]
        return next((cell for cell in cells if cell), None)

    def _filled(self, row: Row) -> list[Cell]:
        """The cells which hold something, but for the number and for remarks."""
        columns = self.table.columns
        kept = [
            cell
            for n, cell in enumerate(row.cells)
            if n != self.number and (n >= len(columns) or columns[n] not in {None, Column.OTHER})
        ]
        return [cell for cell in kept if cell and not _NOTHING.fullmatch(self.cells.low(cell))]

    def _shown(self, cell: Cell) -> str:
        return self.cells.normal.shown[cell.start : cell.end]

    # Groups: "I. Nhóm nhiệm vụ về thể chế", "A", "Sở Tài chính"

    def _level(self, row: Row) -> int:
        """How deep a row stands by its number; the lower the higher."""
        if len(row.cells) > 1 and (mark := self._mark(row)):
            for level, form in _LEVELS:
                if form.fullmatch(mark):
                    return level
        cell = next((cell for cell in row.cells if cell), None)
        opening = _OPENS_WITH.match(self._shown(cell)) if cell else None
        lone = len(row.cells) == 1 or sum(map(bool, row.cells)) == 1
        if opening and lone:
            return next((level for level, form in _LEVELS if form.fullmatch(opening["mark"])), _UNMARKED)
        return _UNMARKED if lone else _DEEPEST

    def _is_group(self, at: int, row: Row) -> bool:
        filled = self._filled(row)
        numbered = bool(self._mark(row))
        if len(filled) + numbered <= 1 and sum(map(bool, row.cells)) == 1:
            return True
        if self._cell(row, Column.PRODUCT) or not self._work(row):
            return False
        level = self._level(row)
        alone = len(filled) == 1
        deeper = any(True for _ in self._children(at, level))
        if level <= 2:
            return alone or deeper
        return alone and (deeper or self._shown(filled[0]).isupper())

    def _children(self, at: int, level: int) -> list[Row]:
        following = self.table.rows[at + 1 : at + 2]
        return [row for row in following if level < self._level(row)]

    def _open_group(self, row: Row) -> None:
        level = self._level(row)
        self.groups = [group for group in self.groups if group.level < level]
        words = [
            cell for n, cell in enumerate(row.cells) if cell and (n != self.number or len(row.cells) == 1)
        ]
        text = self._work(row) if len(row.cells) > 1 else None
        text = text or (words[0] if words else next(cell for cell in row.cells if cell))
        leads, coordinators = self._charged(row)
        if not leads:
            leads = self._heads(text)
        cell = self._cell(row, Column.DEADLINE) if len(row.cells) > 1 and row.cells.index(text) else None
        found = self.cells.deadlines(cell) if cell else self._days_of_group(text)
        self.groups.append(_Group(level, leads, coordinators, found))
        self.above = _Said()

    def _heads(self, cell: Cell) -> list[Named]:
        """Whom the words of a group row charge: "Sở Tài chính", "Nhiệm vụ giao Sở Y tế"."""
        opening = _OPENS_WITH.match(self._shown(cell))
        start = cell.start + (opening.end() if opening else 0)
        charged = _CHARGED.match(self.cells.normal.low, start, cell.end)
        reader = self.cells.sentence(Cell(charged.end() if charged else start, cell.end))
        names, end = reader.actors(0, loose=bool(charged))
        return names if names and reader.low(end) in {"", *_HANDED} else []

    def _days_of_group(self, cell: Cell) -> list[Found]:
        """The limit in the words of a group row: "Quý I/2026", "Nhiệm vụ hoàn thành trong năm 2026"."""
        opening = _OPENS_WITH.match(self._shown(cell))
        rest = Cell(cell.start + (opening.end() if opening else 0), cell.end)
        found = self.cells.deadlines(rest)
        return [one for one in found if one.calendar]

    # Directives

    def _directive(self, row: Row) -> None:
        work = self._work(row) or self.above.work
        if work is None or self._left_out(row, work):
            return
        reader = self.cells.sentence(work)
        leads, coordinators, inherited = self._parties(row)
        body = work.start
        if not leads and self._goes_on(row, work):
            leads, inherited = self.above.leads, bool(self.above.leads)
            coordinators = coordinators or self.above.coordinators
        if not leads:
            leads, written, body = self._in_words(reader, work)
            coordinators = coordinators or written
        group = next((one for one in reversed(self.groups) if one.leads), None)
        if not leads and group:
            leads, inherited = group.leads, True
            coordinators = coordinators or group.coordinators
        found, deadline, milestones = self._deadline(row, work)
        product = self._product(row)
        names = {one.name.lower() for one in leads}
        coordinators = [one for one in coordinators if one.name.lower() not in names]
        cells = [cell for n, cell in enumerate(row.cells) if cell and n != self.number]
        draft = Draft(
            cells[0].start,
            cells[-1].end,
            body,
            leads,
            coordinators,
            found,
            deadline,
            milestones,
            inherited,
            "row",
            -1,
            reader,
            work_end=work.end,
            product=(product.start, product.end) if product else None,
        )
        self.drafts.append(draft)
        deadline_cell = self._cell(row, Column.DEADLINE)
        self.above = _Said(self._mark(row), work, leads, coordinators, found, deadline_cell, product)

    def _mark(self, row: Row) -> str:
        """The number of a row, as written."""
        if self.number is None or self.number >= len(row.cells):
            return ""
        return self._shown(row.cells[self.number])

    def _goes_on(self, row: Row, work: Cell) -> bool:
        """Whether a row is a further part of the work above, whose cells stretch over both."""
        above = self.above.work
        if above is None or self._mark(row) not in {"", self.above.mark}:
            return False
        return above == work or self.cells.low(above) == self.cells.low(work)

    def _left_out(self, row: Row, work: Cell) -> bool:
        """A sum, an hour of an agenda, or work that is done already."""
        done, time = self._cell(row, Column.DONE), self._cell(row, Column.DEADLINE)
        if _TOTAL.fullmatch(self.cells.low(work)):
            return True
        if time and (_CLOCK.fullmatch(self.cells.low(time)) or _DONE.match(self.cells.low(time))):
            return True
        return done is not None and bool(_DONE.match(self.cells.low(done)))

    def _parties(self, row: Row) -> tuple[list[Named], list[Named], bool]:
        """Leads and coordinators of a row by its own cells, and whether the lead is taken from above."""
        if len(row.cells) == 1:
            return [], [], False
        leads, coordinators = self._charged(row)
        cell, helping = (
            self._cell(row, Column.LEAD) or self._cell(row, Column.BOTH),
            self._cell(row, Column.PARTNER),
        )
        inherited = False
        if cell and self._ditto(cell):
            leads, inherited = self.above.leads, True
        if helping and self._ditto(helping):
            coordinators = self.above.coordinators
        return leads, coordinators, inherited

    def _charged(self, row: Row) -> tuple[list[Named], list[Named]]:
        lead, both = self._cell(row, Column.LEAD), self._cell(row, Column.BOTH)
        partner = self._cell(row, Column.PARTNER)
        leads, coordinators = self._names(lead or both)
        if both and not lead and not coordinators:
            leads, coordinators = leads[:1], leads[1:]  # "Cơ quan chủ trì, phối hợp": the first one leads
        helpers, more = self._names(partner)
        return leads, [*coordinators, *helpers, *more]

    def _names(self, cell: Cell | None) -> tuple[list[Named], list[Named]]:
        return self.cells.names(cell) if cell and not self._ditto(cell) else ([], [])

    def _in_words(self, reader: SentenceReader, work: Cell) -> tuple[list[Named], list[Named], int]:
        """Whom the words of the work charge where no cell says it, and where the work begins."""
        reading = reader.read(0) if reader.tokens else None
        if reading is None or not reading.leads or reading.kind not in {"charge", "bare"}:
            return [], [], work.start
        coordinators = reader.coordinated(reading.body, reading.last, reading.leads)
        body = reader.tokens[min(reading.body, len(reader.tokens) - 1)].start
        return reading.leads, coordinators, body

    def _deadline(self, row: Row, work: Cell) -> tuple[list[Found], Deadline, tuple[Deadline, ...]]:
        """By its own cell, else the words of the work, else its group; words that tell no day are kept."""
        cell = self._cell(row, Column.DEADLINE)
        found = self.cells.deadlines(cell) if cell and not self._ditto(cell) else []
        if cell and self._ditto(cell):
            found, cell = self.above.found, self.above.deadline
        found = found or self.cells.limits_in(work)
        if not found and cell:
            return [], Deadline(span=self.cells.normal.span(cell.start, cell.end)), ()
        group = next((one for one in reversed(self.groups) if one.found), None)
        if group and not any(one.deadline.kind != "asap" for one in found):
            found = group.found
        return (found, *choose(found))

    def _product(self, row: Row) -> Cell | None:
        cell = self._cell(row, Column.PRODUCT)
        return self.above.product if cell and self._ditto(cell) else cell

    def _ditto(self, cell: Cell) -> bool:
        return bool(_DITTO.fullmatch(self.cells.low(cell)))
