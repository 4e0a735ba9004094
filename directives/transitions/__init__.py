"""What happens to an agency's share of a directive. One function owns each transition; only it writes state.

Each locks the row, checks that the move can start from where the share stands, changes it, writes the Event
and queues the messages: all in one transaction, or nothing.
"""

from .amending import NOTHING_TO_AMEND, amend
from .commenting import comment, instruct, take_back_comment
from .contributing import (
    NOBODY_TO_ASK,
    NOTHING_TO_RETRACT,
    ask_contributions,
    contribute,
    retract,
    to_ask,
    to_retract,
)
from .cycling import change_cycle, set_cycle, set_refusal, stop_cycle
from .editing import EDITABLE, add_agency, edit_directive
from .explaining import ask_explanation, explain, read_answers, withdraw_explanation
from .extending import (
    MOVES_DEADLINE,
    ask_extension,
    deadline_refusal,
    grant_extension,
    last_day_to_ask,
    refuse_extension,
    set_deadline,
)
from .handing import change_role, decline, delegate, insist, reassign
from .merging import merge, merge_refusal, unmerge, unmerge_refusal
from .monitoring import assign_monitor
from .moves import MOVES, Changed, Move, NotAllowed, acts_open_to, can, newest_of, record, refusal
from .replacing import replace, replace_refusal
from .reporting import (
    NOTHING_TO_WITHDRAW,
    Progress,
    accept,
    complete,
    confirm,
    report,
    send_back,
    to_withdraw,
    withdraw,
)
from .ruling import newest_change, set_rules
from .signing import file_letter
from .splitting import FEWEST_PARTS, MOST_PARTS, split, split_refusal
from .starring import set_star
from .stopping import pause, reopen, resume, revoke
from .subtasks import (
    add_subtask,
    change_subtask,
    remove_subtask,
    shift_subtask,
    tick_subtask,
    untick_subtask,
)
from .succeeding import Outcome, move_to_successor, obstacle
from .urging import kinds_open_to, last_urging, too_soon, urge, urged_lately

__all__ = [
    "EDITABLE",
    "FEWEST_PARTS",
    "MOST_PARTS",
    "MOVES",
    "MOVES_DEADLINE",
    "NOBODY_TO_ASK",
    "NOTHING_TO_AMEND",
    "NOTHING_TO_RETRACT",
    "NOTHING_TO_WITHDRAW",
    "Changed",
    "Move",
    "NotAllowed",
    "Outcome",
    "Progress",
    "accept",
    "acts_open_to",
    "add_agency",
    "add_subtask",
    "amend",
    "ask_contributions",
    "ask_explanation",
    "ask_extension",
    "assign_monitor",
    "can",
    "change_cycle",
    "change_role",
    "change_subtask",
    "comment",
    "complete",
    "confirm",
    "contribute",
    "deadline_refusal",
    "decline",
    "delegate",
    "edit_directive",
    "explain",
    "file_letter",
    "grant_extension",
    "insist",
    "instruct",
    "kinds_open_to",
    "last_day_to_ask",
    "last_urging",
    "merge",
    "merge_refusal",
    "move_to_successor",
    "newest_change",
    "newest_of",
    "obstacle",
    "pause",
    "read_answers",
    "reassign",
    "record",
    "refusal",
    "refuse_extension",
    "remove_subtask",
    "reopen",
    "replace",
    "replace_refusal",
    "report",
    "resume",
    "retract",
    "revoke",
    "send_back",
    "set_cycle",
    "set_deadline",
    "set_refusal",
    "set_rules",
    "set_star",
    "shift_subtask",
    "split",
    "split_refusal",
    "stop_cycle",
    "take_back_comment",
    "tick_subtask",
    "to_ask",
    "to_retract",
    "to_withdraw",
    "too_soon",
    "unmerge",
    "unmerge_refusal",
    "untick_subtask",
    "urge",
    "urged_lately",
    "withdraw",
    "withdraw_explanation",
]
