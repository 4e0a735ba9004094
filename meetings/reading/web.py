"""Web pages as browsers, Word and Outlook save them: blocks as lines, lists numbered, tables as rows."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from meetings.reading import plain
from meetings.reading.checking import damaged
from meetings.reading.markup import local
from meetings.reading.numbering import in_form
from meetings.reading.tables import Cell, lines_of
from meetings.reading.types import Progress, ReadText

_DROPPED = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "textarea",
}
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
    ),
    *(
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
    ),
    *("hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DECLARED = re.compile(r"^\s*<\?xml[^>]*>")
_MOST = 1000  # numbers of items, columns and rows of a cell


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The visible text of a page."""
    text = text_of(decoded(path.read_bytes()), name)
    on_progress(1, 1)
    return text


def decoded(data: bytes) -> str:
    """The page by the encoding it names, unless its bytes say otherwise."""
    named = _CHARSET.search(data[:4096])
    text = plain.decoded(data)
    if not named or named[1].lower() in (b"utf-8", b"utf8", b"utf-16"):
        return text
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return text
    return text


def text_of(markup: str, name: str) -> ReadText:
    """The visible text of markup that is already decoded; hidden text stands aside."""
    # an encoding declared by text that is decoded already would be refused by the parser
    markup = _DECLARED.sub("", markup.replace("\x00", ""))
    if not markup.strip():
        return ReadText("")
    walk = _Walk([])
    try:
        walk.element(html.document_fromstring(markup, parser=html.HTMLParser()))
    except (etree.ParserError, ValueError, RecursionError) as problem:
        raise damaged(name) from problem
    walk.end_line()
    return ReadText("\n".join(walk.lines), aside="\n".join(walk.hidden))


class _Walk:
    """Gathers lines; inline text runs together until a block begins or ends."""

    def __init__(self, hidden: list[str]) -> None:
        self.lines: list[str] = []
        self.hidden = hidden
        self._line: list[str] = []
        self._at_blank = True
        self._label = ""

    def end_line(self) -> None:
        """What was gathered becomes a line, behind the number of the item that it opens."""
        text = "".join(self._line).replace("\xa0", " ").strip()
        if text:
            self.lines.append(f"{self._label}{text}")
            self._label = ""
        self._line, self._at_blank = [], True

    def element(self, element: etree._Element, *, pre: bool = False) -> None:
        """An element with everything in it; its tail belongs to whoever holds it."""
        name = local(element)
        if not name or name in _DROPPED:
            return
        if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            self.hidden.append(" ".join("".join(element.itertext()).split()))
        elif name == "table":
            self.end_line()
            self.lines += lines_of([[self._cell(entry) for entry in row] for row in _rows(element)])
        elif name == "br":
            self.end_line()
        elif name in _BLOCKS:
            self.end_line()
            self.inside(element, pre=pre or name == "pre")
            self.end_line()
        else:
            self.inside(element, pre=pre)

    def inside(self, element: etree._Element, *, pre: bool = False) -> None:
        """The text and the elements which an element holds."""
        labels = _labels(element)
        self._text(element.text, pre=pre)
        for inner in element:
            if local(inner) == "li":
                self.end_line()
                self._label = labels.get(inner, "- ")
            self.element(inner, pre=pre)
            self._text(inner.tail, pre=pre)

    def _text(self, text: str | None, *, pre: bool) -> None:
        for number, line in enumerate((text or "").split("\n") if pre else [text or ""]):
            if number:
                self.end_line()
            gathered = _SPACES.sub(" ", line)
            if gathered := gathered.removeprefix(" ") if self._at_blank else gathered:
                self._line.append(gathered)
                self._at_blank = gathered.endswith(" ")

    def _cell(self, entry: etree._Element) -> Cell:
        walk = _Walk(self.hidden)
        walk.inside(entry)
        walk.end_line()
        return Cell(tuple(walk.lines), _whole(entry.get("colspan"), 1), _whole(entry.get("rowspan"), 1))


def _labels(holder: etree._Element) -> dict[etree._Element, str]:
    """The items of a numbered list with their numbers; letters are closed as Vietnamese papers do: "a)"."""
    if local(holder) != "ol":
        return {}
    form = _FORMS.get(holder.get("type") or "", "decimal")
    found, number = {}, _whole(holder.get("start"), 1)
    for item in holder:
        if local(item) == "li":
            number = _whole(item.get("value"), number)
            found[item] = f"{in_form(number, form)}{')' if form == 'lowerLetter' else '.'} "
            number += 1
    return found


def _rows(holder: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row of a table, without those of tables inside it."""
    for element in holder:
        if local(element) == "tr":
            yield [entry for entry in element if local(entry) in ("td", "th")]
        elif local(element) in ("thead", "tbody", "tfoot", "form"):
            yield from _rows(element)


def _whole(text: str | None, otherwise: int) -> int:
    return max(1, min(int(text), _MOST)) if text and text.isdecimal() and len(text) < 7 else otherwise
