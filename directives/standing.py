"""Where a share of work stands, in one word and colour: the four axes as a person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .deadlines import Timing, distance
from .models import Assignment
from .models.assignment import Confirmation, WorkState

_STOPPED = {WorkState.PAUSED, WorkState.REVOKED, WorkState.DECLINED}
# What presses most stands first: the order in which several leads make the state of their directive.
_PRESSING = (
    "overdue",
    "returned",
    "due_today",
    "due_soon",
    "pending",
    "new",
    "on_track",
    "in_progress",
    "accepted",
    "paused",
    "finished_late",
    "finished_on_time",
    "done",
    "declined",
    "revoked",
)


@dataclass(frozen=True)
class Standing:
    """What components/state.html and components/deadline.html show.

    `state`, `text` sum everything up. `stage`, `stage_text` say how far the work is without the time;
    `timing`, `time_text` the time alone (empty without a deadline): for lists, where both stand side by side.
    """

    state: str
    text: str
    stage: str
    stage_text: str
    timing: Timing
    time_text: str

    @property
    def time_tone(self) -> str:
        """The colour of the distance: no colour while there is time, or once it no longer matters."""
        loud = (Timing.OVERDUE, Timing.DUE_TODAY, Timing.DUE_SOON)
        return str(self.timing) if self.timing in loud else ""


def standing(assignment: Assignment, on: date) -> Standing:
    """Where the share stands on the day `on`."""
    timing = assignment.timing_on(on)
    time_text = _time_text(assignment, timing, on)
    stage, stage_text = _stage(assignment, timing)
    if stage in ("accepted", "in_progress", "new") and timing in (
        Timing.OVERDUE,
        Timing.DUE_TODAY,
        Timing.DUE_SOON,
    ):
        return Standing(timing, time_text, stage, stage_text, timing, time_text)
    if stage in ("accepted", "in_progress"):
        known = timing != Timing.NO_DEADLINE
        state, text = ("on_track", f"Trong hạn, {time_text.lower()}") if known else (stage, stage_text)
        return Standing(state, text, stage, stage_text, timing, time_text)
    if stage == "pending" and timing == Timing.OVERDUE:
        return Standing(stage, f"{stage_text}, {time_text.lower()}", stage, stage_text, timing, time_text)
    return Standing(stage, stage_text, stage, stage_text, timing, time_text)


def of_directive(standings: Iterable[Standing]) -> Standing | None:
    """The state of a directive: the most pressing of its leads'. None when it has none."""
    return min(standings, key=lambda each: _PRESSING.index(each.state), default=None)


def _stage(assignment: Assignment, timing: Timing) -> tuple[str, str]:
    work = WorkState(assignment.work_state)
    if work in _STOPPED or work == WorkState.NEW:
        return work, work.label
    if work == WorkState.DONE:
        return ("done", work.label) if timing == Timing.NO_DEADLINE else (timing, timing.label)
    if assignment.confirmation in (Confirmation.PENDING, Confirmation.RETURNED):
        return assignment.confirmation, Confirmation(assignment.confirmation).label
    return work, work.label


def _time_text(assignment: Assignment, timing: Timing, on: date) -> str:
    due_on, filed_on = assignment.due_on, assignment.filed_on
    if due_on is None:
        return ""
    if assignment.work_state in _STOPPED:
        return ""
    if filed_on is None:
        return distance(due_on, on)
    late = (filed_on - due_on).days
    word = "Xong" if assignment.work_state == WorkState.DONE else "Báo cáo"
    return f"{word} {filed_on:%d/%m}, quá hạn {late} ngày" if late > 0 else f"{word} {filed_on:%d/%m/%Y}"
