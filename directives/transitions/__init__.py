"""What happens to an agency's share of a directive. One function owns each transition; only it writes state.

Each locks the row, checks that the move can start from where the share stands, changes it, writes the Event
and queues the messages: all in one transaction, or nothing.
"""

from .extending import ask_extension, grant_extension, last_day_to_ask, refuse_extension, set_deadline
from .handing import decline, delegate, insist, reassign
from .moves import MOVES, Move, NotAllowed, acts_open_to, can, record, refusal
from .reporting import Progress, accept, complete, confirm, report, send_back, withdraw
from .stopping import pause, reopen, resume, revoke

__all__ = [
    "MOVES",
    "Move",
    "NotAllowed",
    "Progress",
    "accept",
    "acts_open_to",
    "ask_extension",
    "can",
    "complete",
    "confirm",
    "decline",
    "delegate",
    "grant_extension",
    "insist",
    "last_day_to_ask",
    "pause",
    "reassign",
    "record",
    "refusal",
    "refuse_extension",
    "reopen",
    "report",
    "resume",
    "revoke",
    "send_back",
    "set_deadline",
    "withdraw",
]
