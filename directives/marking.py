"""A document's text cut into pieces with marks: which directive a passage became, what was read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Generic, Protocol, TypeVar

from .models import Sentence

# Where two readings overlap, the narrower question wins.
_EVIDENCE = ("deadline", "lead", "coordinator")


@dataclass(frozen=True)
class Evidence:
    """Where in the text something was read: a deadline, a lead, a coordinator."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Mark:
    """A passage with the number of the card or directive that speaks of it."""

    key: int
    number: int
    start: int
    end: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Letters which stand under the same marks. `at` is their place in the text."""

    at: int
    text: str
    evidence: str = ""


@dataclass
class Stretch:
    """Consecutive pieces of one line under the same marks, or of one sentence that has none."""

    marks: tuple[Mark, ...]
    sentence: Sentence | None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def at(self) -> int:
        return self.pieces[0].at

    @property
    def end(self) -> int:
        return self.pieces[-1].at + len(self.pieces[-1].text)

    @property
    def pair(self) -> int:
        """Which of the colours that tell neighbours apart: that of the innermost mark."""
        return self.marks[-1].number % 3 if self.marks else 0

    @property
    def starting(self) -> list[Mark]:
        """The marks which begin here: their numbers are shown."""
        return [mark for mark in self.marks if self.at <= mark.start < self.end]

    @property
    def closes_sentence(self) -> bool:
        """Whether the sentence ends here: its buttons are shown."""
        return self.sentence is not None and self.end >= self.sentence.end


@dataclass
class Line:
    """A line of the text; blank ones are left out, `spaced` remembers them."""

    stretches: list[Stretch]
    spaced: bool


def marked_lines(text: str, marks: Iterable[Mark], sentences: Iterable[Sentence] = ()) -> list[Line]:
    """The text line by line. Sentences are given only where no mark covers the place."""
    lines: list[Line] = []
    spaced, pieces = False, _pieces(text, list(marks), list(sentences))
    for blank, group in groupby(pieces, key=lambda found: found[2] is None):
        if blank:
            spaced = len(list(group)) > 1
            continue
        lines.append(Line(_stretches(group), spaced))
        spaced = False
    return lines


_Found = tuple[tuple[Mark, ...], Sentence | None, Piece | None]


def _stretches(found: Iterable[_Found]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for marks, sentence, piece in found:
        last = stretches[-1] if stretches else None
        if last is None or last.marks != marks or last.sentence is not sentence:
            stretches.append(last := Stretch(marks, sentence))
        assert piece is not None
        last.pieces.append(piece)
    return stretches


def _pieces(text: str, marks: list[Mark], sentences: list[Sentence]) -> Iterator[_Found]:
    """Every piece in order; a line end is a piece None. One sweep over the edges."""
    evidence = [item for mark in marks for item in mark.evidence]
    edges = {0, len(text)}
    spans: list[_Span] = [*marks, *evidence, *sentences]
    for span in spans:
        edges |= {max(0, span.start), min(len(text), span.end)}
    for at, letter in enumerate(text):
        if letter == "\n":
            edges |= {at, at + 1}
    cover, proof, plain = _Sweep(marks), _Sweep(evidence), _Sweep(sentences)
    places = sorted(edges)
    for start, end in pairwise(places):
        part = text[start:end]
        if part == "\n":
            yield (), None, None
            continue
        over: tuple[Mark, ...] = cover.at(start)
        kinds = {item.kind for item in proof.at(start)}
        sentence = None if over else next(iter(plain.at(start)), None)
        kind = next((kind for kind in _EVIDENCE if kind in kinds), "")
        yield over, sentence, Piece(start, part, kind)


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


class _Sweep(Generic[S]):
    """Which spans cover a place, asked from left to right."""

    def __init__(self, spans: Iterable[S]) -> None:
        self.coming = sorted(spans, key=lambda span: (-span.start, -span.end))
        self.open: tuple[S, ...] = ()

    def at(self, place: int) -> tuple[S, ...]:
        self.open = tuple(span for span in self.open if span.end > place)
        while self.coming and self.coming[-1].start <= place:
            span = self.coming.pop()
            if span.end > place:
                self.open += (span,)
        return self.open
