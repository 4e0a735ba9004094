"""What the styles of a Word file hand on to paragraphs and runs: fonts, list numbers, hidden text."""

from lxml import etree

from meetings.reading.markup import attribute, child, local, value

_DEEPEST = 20  # styles based on styles; a ring of them ends here


class Styles:
    """Styles by id, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._font = ""
        for entry in root if root is not None else ():
            if local(entry) == "style":
                name = attribute(entry, "styleId") or ""
                self._styles[name] = entry
                if attribute(entry, "type") == "paragraph" and attribute(entry, "default") in ("1", "true"):
                    self._default = name
            elif local(entry) == "docDefaults":
                self._font = font_of(child(entry, "rPrDefault", "rPr")) or ""

    def _chain(self, name: str | None) -> list[etree._Element]:
        found = list[etree._Element]()
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = value(found[-1], "basedOn")
        return found

    def paragraph_style(self, paragraph: etree._Element) -> str | None:
        """The id of the style of a paragraph."""
        return value(paragraph, "pPr", "pStyle") or self._default

    def font(self, paragraph_style: str | None, run: etree._Element) -> str:
        """The font in which a run is shown."""
        if own := font_of(child(run, "rPr")):
            return own
        chain = [*self._chain(value(run, "rPr", "rStyle")), *self._chain(paragraph_style)]
        return next((font for style in chain if (font := font_of(child(style, "rPr")))), self._font)

    def is_hidden(self, paragraph_style: str | None, run: etree._Element) -> bool:
        """Whether a run is not shown at all."""
        chain = [*self._chain(value(run, "rPr", "rStyle")), *self._chain(paragraph_style)]
        for holder in [run, *chain]:
            if (vanish := child(holder, "rPr", "vanish")) is not None:
                return attribute(vanish, "val") not in ("0", "false", "off")
        return False

    def list_of(self, paragraph: etree._Element) -> tuple[str, int | None, str | None] | None:
        """The list a paragraph counts in: its number, the level, and the style when that one says so."""
        style = self.paragraph_style(paragraph)
        chain = self._chain(style)
        own = child(paragraph, "pPr", "numPr")
        held: list[tuple[etree._Element, str | None]] = [(own, None)] if own is not None else []
        held += [(found, style) for holder in chain if (found := child(holder, "pPr", "numPr")) is not None]
        number = next((text for entry, _ in held if (text := value(entry, "numId"))), None)
        if number is None or number == "0":
            return None
        level = next((text for entry, _ in held if (text := value(entry, "ilvl"))), None)
        return number, int(level) if level and level.isdecimal() else None, held[0][1]

    def is_contents_line(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a line of a table of contents, which only repeats headings."""
        chain = self._chain(self.paragraph_style(paragraph))
        return any((value(style, "name") or "").lower().startswith("toc ") for style in chain)


def font_of(properties: etree._Element | None) -> str | None:
    """The font named by the properties of a run; that of letters beyond ASCII comes first."""
    fonts = child(properties, "rFonts")
    if fonts is None:
        return None
    return attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
