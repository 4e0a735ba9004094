"""What the reading of a file says, and the bounds it keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

# done, of how many; called now and then while a file is read
Progress = Callable[[int, int], None]

MOST_MB = 25  # unless the caller allows another size
MOST_PAGES = 500
MOST_CHARACTERS = 500_000  # as much as the form of a document takes
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, all parts of an office file together
MOST_XML = 60 * 1024 * 1024  # bytes, one part that has to be parsed
MOST_PARTS = 5_000
MOST_PIXELS = 120_000_000  # A3 at 600 dpi is 70 million


class Unreadable(Exception):
    """The file cannot be read; str() tells the clerk in Vietnamese what is wrong and what to do."""


class Kind(StrEnum):
    """What a file is by its content, whatever its name says."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    TXT = "txt"
    HTML = "html"
    MHT = "mht"
    EML = "eml"
    IMAGE = "image"


@dataclass(frozen=True)
class ReadText:
    """`text` is the body, `notes` are warnings for the clerk in Vietnamese, and `aside` is what stands
    beside the body (headers, footers): never shown, but searched for secrecy marks."""

    text: str
    notes: tuple[str, ...] = ()
    aside: str = ""


class Fault(IntEnum):
    """What is wrong with a page that had to be recognised, the worst last."""

    NONE = 0
    BLURRED = 1  # read, with letters and digits that may be others
    LINES_LOST = 2  # read well but for lines of which nothing was made
    UNREAD = 3  # it bears ink and gave no sure words, or few


@dataclass(frozen=True)
class PageText:
    """One page that had to be recognised."""

    text: str
    fault: Fault = Fault.NONE
