"""Files → text: `check` in the request, `read` in a worker. Pure Python, knows no model and no database."""

from meetings.reading.checking import check
from meetings.reading.reader import read
from meetings.reading.types import Kind, Progress, ReadText, Unreadable

__all__ = ["Kind", "Progress", "ReadText", "Unreadable", "check", "read"]
