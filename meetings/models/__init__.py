"""What was said: meetings, the documents which give work, and the files they came from."""

from .document import Document, DocumentQuerySet, text_digest
from .meeting import Meeting, MeetingQuerySet
from .progress import Progress, ProgressQuerySet
from .source import SourceFile, SourceFileQuerySet

__all__ = [
    "Document",
    "DocumentQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "Progress",
    "ProgressQuerySet",
    "SourceFile",
    "SourceFileQuerySet",
    "text_digest",
]
