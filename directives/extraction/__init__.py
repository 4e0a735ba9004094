"""Text of a conclusion or a written direction → proposed directives. Knows no Django and no database."""

from directives.extraction.extractor import extract
from directives.extraction.types import Actor, Deadline, Directory, Extraction, Proposal, Span

__all__ = ["Actor", "Deadline", "Directory", "Extraction", "Proposal", "Span", "extract"]
