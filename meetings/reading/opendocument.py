"""OpenDocument texts (.odt): paragraphs, lists with their numbers, tables."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from meetings.reading.checking import damaged
from meetings.reading.markup import BadMarkup, attribute, child, local, part
from meetings.reading.numbering import in_form
from meetings.reading.tables import Cell, lines_of
from meetings.reading.types import Progress, ReadText

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SKIPPED = {
    *("note", "annotation", "annotation-end", "tracked-changes", "table-of-content", "alphabetical-index"),
    *(
        "illustration-index",
        "sequence-decls",
        "forms",
        "variable-decls",
        "user-field-decls",
        "number",
        "title",
        "desc",
    ),
}
_THROUGH = {"section", "frame", "text-box", "list-header", "index-body"}
_BESIDE = {"header", "footer", "header-first", "footer-first", "header-left", "footer-left"}
_MOST = 1000  # columns, rows or spaces that are repeated


@dataclass(frozen=True)
class _Level:
    form: str
    before: str
    after: str
    shown: int
    start: int


@dataclass
class _Counting:
    """Where the counting of one list stands, level by level."""

    counts: dict[int, int] = field(default_factory=dict)


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The body as text; headers and footers aside."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = part(archive, "content.xml")
            roots = [content]
            if "styles.xml" in archive.namelist():
                roots.append(part(archive, "styles.xml"))
        body = child(content, "body", "text")
        if body is None:
            raise damaged(name)
        walk = _Walk(roots)
        text = "\n".join(walk.lines(body))
        beside = [holder for root in roots for holder in root.iter() if local(holder) in _BESIDE]
        aside = [line for holder in beside for line in walk.lines(holder)]
    except (BadMarkup, zipfile.BadZipFile, RecursionError, OSError, EOFError) as problem:
        raise damaged(name) from problem
    on_progress(1, 1)
    return ReadText(text, aside="\n".join(aside))


class _Walk:
    def __init__(self, roots: list[etree._Element]) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._outlined = _Counting()
        self._list_styles: dict[str, str] = {}
        self._by_style: dict[str, _Counting] = {}
        self._by_id: dict[str, _Counting] = {}
        for root in roots:
            for element in root.iter():
                self._learn(element)

    def _learn(self, element: etree._Element) -> None:
        kind, name = local(element), attribute(element, "name")
        if kind == "list-style" and name:
            self._levels[name] = _levels(element)
        elif kind == "outline-style":
            self._outline = _levels(element)
        elif kind == "style" and name and (style := attribute(element, "list-style-name")):
            self._list_styles[name] = style

    def lines(self, holder: etree._Element) -> Iterator[str]:
        """The lines of everything in a body, a cell or a frame."""
        for element in holder:
            kind = local(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element, self._heading(element) if kind == "h" else "")
            elif kind == "list":
                yield from self._list(element, self._counting(element), attribute(element, "style-name"), 1)
            elif kind == "table":
                yield from lines_of(list(self._rows(element)))
            elif kind in _THROUGH:
                yield from self.lines(element)

    def _paragraph(self, element: etree._Element, label: str = "") -> Iterator[str]:
        boxes = list[str]()
        text = self._text(element, boxes).strip(" ")
        yield f"{label} {text}" if label and text else label or text
        yield from boxes

    def _heading(self, element: etree._Element) -> str:
        place = _whole(attribute(element, "outline-level"), 1)
        level = self._outline.get(place)
        return _label(self._outline, self._outlined, place) if level and level.form != "none" else ""

    def _counting(self, element: etree._Element) -> _Counting:
        """A list goes on where one before it stopped when it says so, else it begins anew."""
        style = attribute(element, "style-name") or ""
        goes_on = attribute(element, "continue-list")
        if goes_on is not None:
            found = self._by_id.get(goes_on, _Counting())
        elif attribute(element, "continue-numbering") == "true":
            found = self._by_style.get(style, _Counting())
        else:
            found = _Counting()
        self._by_style[style] = found
        if name := attribute(element, "id"):
            self._by_id[name] = found
        return found

    def _list(
        self, element: etree._Element, counting: _Counting, style: str | None, place: int
    ) -> Iterator[str]:
        style = attribute(element, "style-name") or style
        if attribute(element, "continue-numbering") != "true" and place > 1:
            counting.counts.pop(place, None)
        for item in element:
            if local(item) == "list-item":
                if (start := attribute(item, "start-value")) is not None:
                    counting.counts[place] = _whole(start, 1) - 1
                yield from self._item(item, counting, style, place)
            elif local(item) == "list-header":
                yield from self.lines(item)

    def _item(
        self, item: etree._Element, counting: _Counting, style: str | None, place: int
    ) -> Iterator[str]:
        """The label stands before the first paragraph only; an item that only holds a list has none."""
        labelled = False
        for element in item:
            kind = local(element)
            if kind in ("p", "h") and not labelled:
                own = style or self._list_styles.get(attribute(element, "style-name") or "", "")
                yield from self._paragraph(element, _label(self._levels.get(own, {}), counting, place))
                labelled = True
            elif kind in ("p", "h"):
                yield from self._paragraph(element)
            elif kind == "list":
                yield from self._list(element, counting, style, place + 1)

    def _text(self, holder: etree._Element, boxes: list[str]) -> str:
        text = holder.text or ""
        for element in holder:
            kind = local(element)
            if kind == "s":
                text += " " * _whole(attribute(element, "c"), 1)
            elif kind == "tab":
                text += " "
            elif kind == "line-break":
                text += "\n"
            elif kind == "frame":
                boxes += self.lines(element)
            elif kind not in _SKIPPED:
                text += self._text(element, boxes)
            text += element.tail or ""
        return text

    def _rows(self, holder: etree._Element) -> Iterator[list[Cell]]:
        for element in holder:
            kind = local(element)
            if kind == "table-row":
                # a cell that another one covers is not there
                yield [self._cell(entry) for entry in element if local(entry) == "table-cell"]
            elif kind in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(element)

    def _cell(self, entry: etree._Element) -> Cell:
        across = _whole(attribute(entry, "number-columns-spanned"), 1)
        down = _whole(attribute(entry, "number-rows-spanned"), 1)
        return Cell(tuple(self.lines(entry)), across, down)


def _levels(style: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in style:
        kind = local(element)
        if kind.startswith(("list-level-style", "outline-level-style")):
            bullet = kind == "list-level-style-bullet"
            form = _FORMS.get(attribute(element, "num-format") or "", "none")
            found[_whole(attribute(element, "level"), 1)] = _Level(
                "bullet" if bullet else form,
                attribute(element, "bullet-char") or "-"
                if bullet
                else attribute(element, "num-prefix") or "",
                attribute(element, "num-suffix") or "",
                _whole(attribute(element, "display-levels"), 1),
                _whole(attribute(element, "start-value"), 1),
            )
    return found


def _label(levels: dict[int, _Level], counting: _Counting, place: int) -> str:
    """The next label at that level; the counting of deeper levels begins anew."""
    level = levels.get(place)
    if level is None:
        return ""
    if level.form == "bullet":
        return "+" if level.before == "+" else "-"
    counting.counts[place] = counting.counts.get(place, level.start - 1) + 1
    for deeper in [inner for inner in counting.counts if inner > place]:
        del counting.counts[deeper]
    if level.form == "none":
        return (level.before + level.after).strip()
    shown = [
        in_form(counting.counts.get(inner, levels[inner].start), levels[inner].form)
        for inner in range(max(1, place - level.shown + 1), place + 1)
        if inner in levels
    ]
    return f"{level.before}{'.'.join(filter(None, shown))}{level.after}".strip()


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text and text.isdecimal() and len(text) < 7 else otherwise
