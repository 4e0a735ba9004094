"""A proposal before its title and confidence are worked out."""

from dataclasses import dataclass

from directives.extraction.actors import Named
from directives.extraction.deadlines import Found
from directives.extraction.readings import SentenceReader
from directives.extraction.types import Deadline


@dataclass(slots=True)
class Draft:
    """A proposal before its title and confidence are worked out; offsets are of the normalised text."""

    start: int
    end: int
    work: int
    leads: list[Named]
    coordinators: list[Named]
    found: list[Found]
    deadline: Deadline
    milestones: tuple[Deadline, ...]
    inherited: bool
    kind: str
    block: int
    reader: SentenceReader
    work_end: int = 0  # where the words of the work end, when it is not the end of the draft
    product: tuple[int, int] | None = None  # what a table says shall come of it
