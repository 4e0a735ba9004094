"""What an extraction says. Offsets are into the text that was given, not into a normalised copy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Actor:
    """Somebody who is charged. `span` is where the name was read, which may be outside the proposal."""

    name: str
    span: Span | None = None
    personally: bool = False


@dataclass(frozen=True)
class Deadline:
    """`kind`: date, month_end, quarter_end, year_end, relative, recurring, asap or none."""

    kind: str = "none"
    on: date | None = None
    span: Span | None = None
    year_guessed: bool = False
    suspect: date | None = None
    hour: str | None = None


@dataclass(frozen=True)
class Deliverable:
    """What shall come of the work ("sản phẩm"), in the words of a table."""

    text: str
    span: Span


@dataclass(frozen=True)
class Proposal:
    span: Span
    leads: tuple[Actor, ...]
    coordinators: tuple[Actor, ...]
    deadline: Deadline
    milestones: tuple[Deadline, ...]
    inherited: bool
    collector: Actor | None
    urgent: bool
    title: str
    confidence: float
    deliverable: Deliverable | None = None


@dataclass(frozen=True)
class Extraction:
    """`formal`: those of the sentences which certainly give no work, as head and signature of a letter."""

    sentences: tuple[Span, ...]
    proposals: tuple[Proposal, ...]
    formal: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The names a province knows. They help where grammar alone cannot tell where a name ends."""

    names: Iterable[str] = field(default_factory=tuple)
    groups: Iterable[str] = field(default_factory=tuple)
