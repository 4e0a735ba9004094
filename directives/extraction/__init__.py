"""Text of a conclusion or a written direction → proposed directives. Knows no Django and no database."""

from directives.extraction.extractor import extract, extract_row
from directives.extraction.types import Actor, Deadline, Deliverable, Directory, Extraction, Proposal, Span

__all__ = [
    "Actor",
    "Deadline",
    "Deliverable",
    "Directory",
    "Extraction",
    "Proposal",
    "Span",
    "extract",
    "extract_row",
]
