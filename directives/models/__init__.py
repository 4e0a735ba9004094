"""What must be done, by whom, until when, and everything that happened to it."""

from .assignment import Assignment
from .directive import Directive
from .event import Event
from .proposal import Proposal, ProposalParty, Sentence
from .reading import DocumentReading
from .report import Attachment, ProgressReport
from .review import ReviewStep

__all__ = [
    "Assignment",
    "Attachment",
    "Directive",
    "DocumentReading",
    "Event",
    "ProgressReport",
    "Proposal",
    "ProposalParty",
    "ReviewStep",
    "Sentence",
]
