"""Word files (.docx): paragraphs and tables in their order, with the numbers Word counts itself.

Deleted text is left out and inserted text kept, as if all changes were accepted. Headers, footers, notes and
hidden text stand aside. Text boxes follow the paragraph which they hang on.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from meetings.reading import legacy
from meetings.reading.checking import damaged
from meetings.reading.fonts import OldFonts
from meetings.reading.markup import BadMarkup, attribute, child, local, main_part, part, related, value
from meetings.reading.numbering import Numbering
from meetings.reading.styles import Styles
from meetings.reading.tables import Cell, lines_of
from meetings.reading.types import Progress, ReadText

_INSIDE = {
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "sdt",
    "sdtContent",
}
_BOXES = {"drawing", "pict", "object"}
_BESIDE = {"header", "footer", "footnotes", "endnotes"}
_BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_WIDEST = 100  # columns a cell may claim


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The body as text; what stands beside it aside."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _read(archive)
    except (BadMarkup, zipfile.BadZipFile, RecursionError, OSError, EOFError) as problem:
        raise damaged(name) from problem
    on_progress(1, 1)
    return found


def _read(archive: zipfile.ZipFile) -> ReadText:
    main = main_part(archive, "word/document.xml")
    body = child(part(archive, main), "body")
    if body is None:
        raise BadMarkup(main)
    held = set(archive.namelist())
    parts = [(kind, place) for _id, kind, place in related(archive, main) if place in held]
    known = {kind: part(archive, place) for kind, place in parts if kind in ("styles", "numbering")}
    walk = _Walk(Styles(known.get("styles")), Numbering(known.get("numbering")), body)
    text = "\n".join(walk.lines(body))
    beside = [part(archive, place) for kind, place in parts if kind in _BESIDE]
    aside = [line for element in beside for line in walk.beside(element)]
    return ReadText(
        text, tuple(map(legacy.note, sorted(walk.fonts.converted))), "\n".join(walk.hidden + aside)
    )


@dataclass
class _Paragraph:
    """The label of a paragraph, its text, and the text boxes that hang on it."""

    label: str
    text: str
    boxes: list[str]


@dataclass
class _Pieces:
    """The text of a paragraph while it is gathered: runs in one encoding are kept together."""

    runs: list[tuple[str, str]] = field(default_factory=list)  # font, text
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, font: str, text: str) -> None:
        if self.runs and self.runs[-1][0] == font:
            self.runs[-1] = (font, self.runs[-1][1] + text)
        else:
            self.runs.append((font, text))


class _Walk:
    """One pass over a document in reading order; the numbering counts along."""

    def __init__(self, styles: Styles, numbering: Numbering, body: etree._Element) -> None:
        self.styles = styles
        self.numbering = numbering
        self.hidden: list[str] = []
        self.fonts = OldFonts()
        for paragraph in body.iter("{*}p"):
            style = styles.paragraph_style(paragraph)
            for run in paragraph.iter("{*}r"):
                self.fonts.look_at(styles.font(style, run), "".join(run.itertext("{*}t")))

    def lines(self, holder: etree._Element, *, in_cell: bool = False) -> Iterator[str]:
        """The lines of everything in a body, a cell or a text box."""
        pending = ""  # the text of paragraphs whose end was deleted, so that they run on
        for block in holder:
            kind = local(block)
            if kind == "p" and not self.styles.is_contents_line(block):
                runs_on = child(block, "pPr", "rPr", "del") is not None
                found = self._paragraph(block, counted=not runs_on)
                if runs_on:
                    pending += found.text
                else:
                    text = f"{found.label} {pending}{found.text}".strip()
                    yield text if in_cell or text != found.label else ""
                    pending = ""
                yield from found.boxes
            elif kind == "tbl":
                yield from lines_of([*self._rows(block)])
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo") and not _is_contents(block):
                yield from self.lines(block, in_cell=in_cell)
        if pending.strip():
            yield pending

    def beside(self, element: etree._Element) -> Iterator[str]:
        """The lines of a header, a footer or the notes."""
        for paragraph in element.iter("{*}p"):
            yield self._paragraph(paragraph, counted=False).text

    def _paragraph(self, paragraph: etree._Element, *, counted: bool) -> _Paragraph:
        style = self.styles.paragraph_style(paragraph)
        pieces = _Pieces()
        self._gather(paragraph, style, pieces)
        text = "".join(self.fonts.read(font, text) for font, text in pieces.runs)
        boxes = [line for box in pieces.boxes for line in self.lines(box) if line.strip()]
        return _Paragraph(self._label(paragraph) if counted else "", text, boxes)

    def _label(self, paragraph: etree._Element) -> str:
        held = self.styles.list_of(paragraph)
        if held is None:
            return ""
        number, level, style = held
        if style is not None:
            level = self.numbering.level_of_style(number, style, level)
        return self.numbering.label(number, level or 0)

    def _gather(self, holder: etree._Element, style: str | None, pieces: _Pieces) -> None:
        for element in holder:
            kind = local(element)
            if kind == "r":
                self._gather_run(element, style, pieces)
            elif kind in _INSIDE:
                self._gather(element, style, pieces)
            elif kind == "AlternateContent":
                self._gather(_choice(element), style, pieces)
            elif kind in _BOXES:
                pieces.boxes += _boxes(element)

    def _gather_run(self, run: etree._Element, style: str | None, pieces: _Pieces) -> None:
        if self.styles.is_hidden(style, run):
            self.hidden.append("".join(run.itertext("{*}t")))
            return
        font = self.styles.font(style, run)
        for element in run:
            kind = local(element)
            if kind == "t":
                pieces.add(font, element.text or "")
            elif kind in _BREAKS:
                pieces.add(font, _BREAKS[kind])
            elif kind == "sym":
                pieces.add(*_sign(element, at_start=not "".join(text for _, text in pieces.runs).strip()))
            elif kind == "AlternateContent":
                pieces.boxes += _boxes(_choice(element))
            elif kind in _BOXES:
                pieces.boxes += _boxes(element)

    def _rows(self, table: etree._Element) -> Iterator[list[Cell]]:
        """Rows with their cells; a cell merged with the one above takes over what that one says."""
        above = dict[int, Cell]()
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells, column = list[Cell](), 0
            before = _whole(value(row, "trPr", "gridBefore"), 0)
            if before:
                cells.append(Cell((), across=before))
                column += before
            for entry in _within(row, "tc"):
                across = _whole(value(entry, "tcPr", "gridSpan"), 1)
                merged = child(entry, "tcPr", "vMerge")
                if merged is not None and attribute(merged, "val") != "restart" and column in above:
                    cell = Cell(above[column].lines, across=across)
                else:
                    cell = Cell(tuple(self.lines(entry, in_cell=True)), across=across)
                if merged is not None:
                    above[column] = cell
                else:
                    above.pop(column, None)
                cells.append(cell)
                column += across
            yield cells


def _within(holder: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in a content control."""
    for element in holder:
        if local(element) == kind:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(element, kind)


def _is_contents(block: etree._Element) -> bool:
    return value(block, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"


def _choice(alternatives: etree._Element) -> etree._Element:
    """The first form of something that is stored in several, so that nothing is read twice."""
    found = child(alternatives, "Choice")
    return found if found is not None else alternatives


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes in a drawing; a box inside a box is read with its box."""
    found = list[etree._Element]()
    for element in drawing:
        if local(element) == "txbxContent":
            found.append(element)
        elif local(element) == "AlternateContent":
            found += _boxes(_choice(element))
        else:
            found += _boxes(element)
    return found


def _sign(element: etree._Element, *, at_start: bool) -> tuple[str, str]:
    """A letter given by its number in a font: kept from an old font, else a sign, at most a bullet."""
    font = attribute(element, "font") or ""
    code = attribute(element, "char") or ""
    if legacy.font_encoding(font):
        return font, chr(int(code, 16)) if _is_code(code) else ""
    return "", "- " if at_start else ""


def _is_code(code: str) -> bool:
    return 0 < len(code) <= 4 and all(letter in "0123456789abcdefABCDEF" for letter in code)


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _WIDEST) if text and text.isdecimal() and len(text) < 7 else otherwise
