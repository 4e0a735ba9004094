"""The numbers and bullets which Word counts itself: they stand in no paragraph, only in the lists."""

import re
from dataclasses import dataclass, field

from lxml import etree

from meetings.reading.markup import attribute, child, local, value

_PLACE = re.compile(r"%(\d)")
_PLUS = ("+",)
_MOST_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list is written."""

    start: int
    form: str
    text: str
    plain: bool  # every number in figures, whatever the form of its level
    restart: int | None
    style: str | None


@dataclass
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts along the document: ask for the label of each numbered paragraph in order, once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        links, names = dict[str, str](), dict[str, str]()
        for entry in root:
            if local(entry) == "abstractNum":
                number = attribute(entry, "abstractNumId") or ""
                levels = [inner for inner in entry if local(inner) == "lvl"]
                self._lists[number] = _List({_level_of(level): _level(level) for level in levels})
                if link := value(entry, "numStyleLink"):
                    links[number] = link
                if name := value(entry, "styleLink"):
                    names[name] = number
        for number, link in links.items():
            if link in names:
                self._lists[number] = self._lists[names[link]]
        for entry in root:
            if local(entry) == "num":
                self._read_num(entry)

    def _read_num(self, entry: etree._Element) -> None:
        number = attribute(entry, "numId") or ""
        abstract = value(entry, "abstractNumId") or ""
        own = {_level_of(inner): inner for inner in entry if local(inner) == "lvlOverride"}
        self._overrides[number] = {
            level: _whole(start, 1)
            for level, inner in own.items()
            if (start := value(inner, "startOverride")) is not None
        }
        levels = {
            level: _level(found) for level, inner in own.items() if (found := child(inner, "lvl")) is not None
        }
        if levels and abstract in self._lists:
            base = self._lists[abstract]
            abstract = f"{abstract}/{number}"
            self._lists[abstract] = _List({**base.levels, **levels}, base.counts)
        self._abstract[number] = abstract

    def level_of_style(self, number: str, style: str, otherwise: int | None) -> int:
        """The level which a list ties to a paragraph style, else the other one, else the first."""
        levels = self._list(number).levels
        return next((place for place, level in levels.items() if level.style == style), otherwise or 0)

    def _list(self, number: str) -> "_List":
        return self._lists.get(self._abstract.get(number, ""), _List({}))

    def label(self, number: str, place: int) -> str:
        """The next label of that list at that level, "" where it shows none. Counting goes on."""
        found = self._list(number)
        level = found.levels.get(place)
        if level is None:
            return ""
        override = self._overrides.get(number, {}).get(place)
        if override is not None and (number, place) not in self._used:
            found.counts[place] = override
        elif place in found.counts:
            found.counts[place] += 1
        else:
            found.counts[place] = level.start
        self._used.add((number, place))
        for deeper in [inner for inner in found.counts if inner > place]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or (restart and place < restart):
                del found.counts[deeper]
        return _written(found, level)


def _written(found: _List, level: Level) -> str:
    if level.form == "bullet":
        return level.text if level.text in _PLUS else "-"
    if level.form == "none":
        return _PLACE.sub("", level.text).strip()

    def count(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        inner = found.levels.get(place)
        number = found.counts.get(place, inner.start if inner else 1)
        return in_form(number, "decimal" if level.plain or inner is None else inner.form)

    return _PLACE.sub(count, level.text).strip()


def in_form(number: int, form: str) -> str:
    """A number as figures, letters or a Roman number."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form in ("none", "bullet") else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // size)
        number %= size
    return text


def _level_of(element: etree._Element) -> int:
    return min(_whole(attribute(element, "ilvl"), 0), _MOST_LEVELS)


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    plain = child(element, "isLgl")
    return Level(
        start=_whole(value(element, "start"), 1),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        plain=plain is not None and attribute(plain, "val") not in ("0", "false"),
        restart=None if restart is None else _whole(restart, 0),
        style=value(element, "pStyle"),
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
