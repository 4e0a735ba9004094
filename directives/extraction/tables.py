"""The tables of plan annexes: one line per row, one TAB between cells, under a row of headings.

A table is known by its headings alone; other lines with TABs are read as plain text. Cells that a copy from
a word processor or a spreadsheet has broken over several lines are put together again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from directives.extraction import columns
from directives.extraction.columns import Column
from directives.extraction.normalise import Normal
from directives.extraction.segments import LONGEST

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|\(?[a-zđ][.)]|(?:[IVX]{1,6}|[A-HĐ])[.)]?")
_HEADED = re.compile(r"(?:[IVX]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)[.)]?\s|[^\W\d_a-zà-ỹ]")
_HEADING_LINES = 4  # a heading whose cells hold several lines each
_ROW_LINES = 40
_BETWEEN = 3  # plain lines after which a table may go on
_GROUP = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; offsets are of the normalised text, equal when it is empty."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, or a line of its own between rows: then it has one cell."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Table:
    """`headings` are the rows which name the columns, `rows` those below them, groups among them."""

    columns: list[Column | None]
    headings: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def spans(self) -> list[tuple[int, int]]:
        return sorted((row.start, row.end) for row in (*self.headings, *self.rows) if row.end > row.start)


@dataclass(frozen=True, slots=True)
class _Line:
    """Some lines of the given text taken as one: its cells as written, and where they stand."""

    start: int
    end: int
    last: int  # the number of the line behind it
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


def find_tables(normal: Normal) -> list[Table]:
    """The tables of a text, in its order."""
    return list(_Finder(normal).tables()) if "\t" in normal.given else []


class _Finder:
    """Goes through the lines of the text as it was given: the normalised one knows no TABs."""

    def __init__(self, normal: Normal) -> None:
        self.normal, self.given = normal, normal.given
        self.lines = [m.span() for m in _LINE.finditer(self.given) if not m[0].isspace()]

    def tables(self) -> Iterator[Table]:
        at = 0
        while at < len(self.lines):
            written = self.given[slice(*self.lines[at])].split("\t")
            named = len(written) > 1 and any(map(columns.column_of, written))
            if not named or not (found := self._heading(at)):
                at += 1
                continue
            line, names = found
            table = Table(names, [self._row(line)])
            at = self._below(table, line.last)
            yield table

    def _heading(self, at: int) -> tuple[_Line, list[Column | None]] | None:
        """A heading from line `at` on: if its cells are broken, as many lines as the rows bear out."""
        found: list[tuple[_Line, list[Column | None]]] = []
        for size in range(1, _HEADING_LINES + 1):
            line = self._line(at, size)
            if line is None or not any(columns.column_of(cell) for cell in line.words):
                break
            names = columns.heading(line.words)
            if names and (size == 1 or columns.is_all_headings(line.words)):
                found.append((line, names))
        return next((one for one in found if self._borne_out(*one)), found[-1] if found else None)

    def _borne_out(self, line: _Line, names: list[Column | None]) -> bool:
        """Whether a row of the same width, and not of headings, stands a little below."""
        for number in range(line.last, min(line.last + 4, len(self.lines))):
            row = self._line(number, 1)
            if row and len(row.words) == len(names) and not columns.is_all_headings(row.words):
                return True
        return False

    def _below(self, table: Table, at: int) -> int:
        """Take what belongs to the table from line `at` on; the number of the line after it."""
        at = self._more_headings(table, at)
        while at < len(self.lines):
            line = self._next(table, at)
            if line is None:
                skipped = self._goes_on_after(table, at)
                if not skipped:
                    return at
                for number in range(at, skipped):
                    if self._is_group(number):
                        table.rows.append(self._row(self._lone(number)))
                at = skipped
                continue
            names = columns.heading(line.words)
            if names == table.columns or columns.counts_columns(line.words):
                table.headings.append(self._row(line))
                at = self._more_headings(table, line.last)
            elif names or columns.opens_a_table(line.words):
                return at
            else:
                table.rows.append(self._row(line))
                at = line.last
        return at

    def _more_headings(self, table: Table, at: int) -> int:
        """Past the second row of headings and the row that counts the columns."""
        for _ in range(2):
            line = self._line(at, 1)
            if line is None:
                return at
            if names := columns.second_heading(table.columns, line.words):
                table.columns = names
            elif not columns.counts_columns(line.words):
                return at
            table.headings.append(self._row(line))
            at = line.last
        return at

    def _next(self, table: Table, at: int) -> _Line | None:
        """The row at line `at`, put together from the lines it was broken into; None where none stands."""
        wide = len(table.columns)
        line = self._line(at, 1)
        if line is None or len(line.words) < 2 or line.end - line.start > LONGEST:
            return None
        if len(line.words) == wide:
            return line
        if len(line.words) > wide:
            return line if any(line.words[:wide]) and not any(line.words[wide:]) else None
        numbered = table.columns[0] is Column.NUMBER and bool(_NUMBER.fullmatch(line.words[0]))
        if numbered and (whole := self._mended(at, wide)):
            return whole
        duty = {Column.LEAD, Column.BOTH, Column.DEADLINE}
        first = next(n for n, one in enumerate(table.columns) if one in duty)
        return line if len(line.words) > first or (numbered and self._counts_on(table, line)) else None

    def _mended(self, at: int, wide: int) -> _Line | None:
        """A numbered row whose cells were broken over several lines, if they add up to the whole width."""
        for size in range(2, _ROW_LINES):
            follower = self._line(at + size - 1, 1)
            if follower is None or (len(follower.words) > 1 and _NUMBER.fullmatch(follower.words[0])):
                return None
            line = self._line(at, size)
            if line is None or len(line.words) > wide or line.end - line.start > LONGEST:
                return None
            if len(line.words) == wide:
                return line
        return None

    def _counts_on(self, table: Table, line: _Line) -> bool:
        """A row that lost its empty cells at the end still bears the next number."""
        before = next((self._words(row.cells[0]) for row in reversed(table.rows) if len(row.cells) > 1), "0")
        last, this = before.rstrip(".)"), line.words[0].rstrip(".)")
        return last.isdigit() and this.isdigit() and int(this) == int(last) + 1

    def _goes_on_after(self, table: Table, at: int) -> int:
        """The line with a full row of this table behind a few plain lines, or 0."""
        for number in range(at, min(at + _BETWEEN, len(self.lines))):
            start, end = self.lines[number]
            if "\t" in self.given[start:end] or end - start > LONGEST:
                return 0
            follower = self._line(number + 1, 1)
            if follower and len(follower.words) > 1:
                if columns.opens_a_table(follower.words) and columns.heading(follower.words) != table.columns:
                    return 0
                return number + 1 if len(follower.words) == len(table.columns) else 0
        return 0

    def _is_group(self, number: int) -> bool:
        """A plain line between rows which heads those below it, and is no sentence."""
        start, end = self.lines[number]
        text = self.given[start:end].strip()
        return len(text) <= _GROUP and text[-1] not in ".;:!?…" and bool(_HEADED.match(text))

    def _line(self, at: int, size: int) -> _Line | None:
        """The lines `at` to `at + size` as one; a cell in quotation marks may run over more of them."""
        last = at + size
        if last > len(self.lines):
            return None
        start, end = self.lines[at][0], self.lines[last - 1][1]
        last = self._closing(self.given.rfind("\t", start, end) + 1 or start, last, at + _ROW_LINES)
        end = self.lines[last - 1][1]
        spans = tuple(self._unquoted(*span) for span in self._cells(start, end))
        words = tuple(" ".join(self.given[slice(*span)].split()) for span in spans)
        return _Line(start, end, last, spans, words)

    def _closing(self, cell: int, last: int, limit: int) -> int:
        """The number of the line behind the one that closes the quotation mark before the last cell."""
        opened = last
        while self._open_quote(cell, self.lines[last - 1][1]):
            if last == min(limit, len(self.lines)):
                return opened
            start, end = self.lines[last]
            last += 1
            if (tab := self.given.find("\t", start, end)) >= 0:
                if not self.given[start:tab].rstrip(" ").endswith('"'):
                    return opened
                opened, cell = last, self.given.rindex("\t", start, end) + 1
        return last

    def _lone(self, number: int) -> _Line:
        start, end = self.lines[number]
        return _Line(start, end, number + 1, ((start, end),), (self.given[start:end],))

    def _cells(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while True:
            tab = self.given.find("\t", start, end)
            yield start, end if tab < 0 else tab
            if tab < 0:
                return
            start = tab + 1

    def _open_quote(self, start: int, end: int) -> bool:
        """Whether a spreadsheet has put its quotation mark before the cell and not yet behind it."""
        text = self.given[start:end].strip(" ")
        return text.startswith('"') and text.count('"') % 2 == 1 and text != '"'

    def _unquoted(self, start: int, end: int) -> tuple[int, int]:
        text = self.given[start:end].strip()
        if len(text) > 1 and text[0] == text[-1] == '"' and re.search(r"[\n\r\"]", text[1:-1]):
            start = self.given.index('"', start) + 1
            end = self.given.rindex('"', start, end)
        return start, end

    def _row(self, line: _Line) -> Row:
        cells = tuple(self._cell(*span) for span in line.spans)
        whole = self._cell(line.start, line.end)
        return Row(whole.start, whole.end, cells)

    def _cell(self, start: int, end: int) -> Cell:
        """Without the blanks around it, in offsets of the normalised text."""
        first, last = bisect_left(self.normal.starts, start), bisect_left(self.normal.starts, end)
        while first < last and self.normal.shown[first] in " \n":
            first += 1
        while last > first and self.normal.shown[last - 1] in " \n":
            last -= 1
        return Cell(first, last)

    def _words(self, cell: Cell) -> str:
        return self.normal.shown[cell.start : cell.end]


def spans_of(tables: Sequence[Table]) -> list[tuple[int, int]]:
    return [span for table in tables for span in table.spans]
