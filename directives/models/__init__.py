"""What must be done, by whom, until when, and everything that happened to it."""

from .assignment import Assignment
from .comment import Comment
from .contribution import Contribution
from .cycle import Cycle, CycleParty
from .directive import Directive
from .event import Event
from .explanation import Explanation
from .export import Export
from .extension import ExtensionRequest
from .feed import CalendarFeed
from .follow import Follow, Mute
from .proposal import Proposal, ProposalParty, Sentence
from .reading import DocumentReading
from .register import RegisterSetup, SavedView
from .report import Attachment, ProgressReport
from .review import ReviewStep
from .rules import FollowUpRules, RuleChange
from .subtask import SubTask
from .urging import SignedLetter, Urging
from .version import AssignmentVersion
from .word_template import WordTemplate

__all__ = [
    "Assignment",
    "AssignmentVersion",
    "Attachment",
    "CalendarFeed",
    "Comment",
    "Contribution",
    "Cycle",
    "CycleParty",
    "Directive",
    "DocumentReading",
    "Event",
    "Explanation",
    "Export",
    "ExtensionRequest",
    "Follow",
    "FollowUpRules",
    "Mute",
    "ProgressReport",
    "Proposal",
    "ProposalParty",
    "RegisterSetup",
    "ReviewStep",
    "RuleChange",
    "SavedView",
    "Sentence",
    "SignedLetter",
    "SubTask",
    "Urging",
    "WordTemplate",
]
