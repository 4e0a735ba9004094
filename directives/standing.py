"""Where a share of work stands, in one word and colour: the four axes as a person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .carrying import words_for
from .deadlines import Timing, distance, timing
from .models import Assignment
from .models.assignment import Confirmation, WorkState
from .models.rules import follow_up_rules
from .models.states import LEFT, OPEN

NEAR = (Timing.OVERDUE, Timing.DUE_TODAY, Timing.DUE_SOON)
CONTRIBUTED = "contributed"  # the stage of a coordinator that has given what it had to give
CARRIED = "carried"  # the stage of a share whose work goes on in another directive
_FINISHED = (Timing.FINISHED_LATE, Timing.FINISHED_ON_TIME, WorkState.DONE)
_STOPPED = (WorkState.PAUSED, *LEFT)
# What presses most stands first: the order in which several leads make the state of their directive.
PRESSING = (
    *(
        "overdue",
        "returned",
        "due_today",
        "due_soon",
        "pending",
        "new",
        "on_track",
        "in_progress",
        "accepted",
        "contributed",
    ),
    *("paused", "finished_late", "finished_on_time", "done", "declined", "revoked", "carried", "split"),
)


@dataclass(frozen=True)
class Standing:
    """What components/state.html and components/deadline.html show.

    `state`, `text` sum everything up. `stage`, `stage_text` say how far the work is without the time;
    `time_text` says the time alone, `time_tone` its colour (both may be empty): for lists, where they stand
    side by side.
    """

    state: str
    text: str
    stage: str
    stage_text: str
    timing: Timing
    time_text: str
    time_tone: str


def standing(assignment: Assignment, on: date, *, needed: bool = True) -> Standing:
    """Where the share stands on the day `on`. Once it is not needed any more, its lateness says nothing."""
    timing = assignment.timing_on(on)
    stage, stage_text = _stage(assignment, timing)
    time_text = _time_text(assignment, on)
    state, text = stage, stage_text
    if not needed or assignment.released_on is not None:
        return Standing(stage, stage_text, stage, stage_text, timing, "", "")
    if stage in (WorkState.NEW, WorkState.ACCEPTED, WorkState.IN_PROGRESS) and timing in NEAR:
        state, text = str(timing), time_text
    elif stage in (WorkState.ACCEPTED, WorkState.IN_PROGRESS) and timing == Timing.ON_TRACK:
        state, text = str(timing), f"{timing.label}, {time_text.lower()}"
    elif stage == Confirmation.RETURNED and timing == Timing.OVERDUE:
        state, text = str(timing), f"{time_text}, {stage_text.lower()}"
    elif time_text and (
        stage in (Confirmation.PENDING, CONTRIBUTED) or (stage == Confirmation.RETURNED and timing in NEAR)
    ):
        text = f"{stage_text}, {time_text.lower()}"
    given_on = assignment.filed_on or assignment.contributed_on
    loud = timing == Timing.OVERDUE or (timing in NEAR and given_on is None)
    return Standing(state, text, stage, stage_text, timing, time_text, str(timing) if loud else "")


def timing_of(due_on: date | None, on: date) -> Timing:
    """Where open work with this deadline stands."""
    return timing(due_on, None, None, on, soon=follow_up_rules(on).soon)


def of_directive(standings: Iterable[Standing]) -> Standing | None:
    """The state of a directive: the most pressing of its leads'. None when it has none."""
    return min(standings, key=lambda each: PRESSING.index(each.state), default=None)


def between_occurrences(state: Standing | None) -> Standing | None:
    """The state of recurring work: when all that was given out is finished, the next is waited for."""
    if state is None or state.state not in _FINISHED:
        return state
    text = "Đã xong các kỳ đã giao"
    return replace(state, state="done", text=text, stage="done", stage_text=text, time_text="", time_tone="")


def _stage(assignment: Assignment, timing: Timing) -> tuple[str, str]:
    if assignment.released_on is not None:
        return str(WorkState.ACCEPTED), "Kết thúc phối hợp"
    work = WorkState(assignment.work_state)
    if assignment.contributed_on is not None and work in OPEN:
        return CONTRIBUTED, "Đã gửi ý kiến"
    if work == WorkState.REVOKED and (words := words_for(assignment)):
        return CARRIED, words
    if work == WorkState.DONE and timing != Timing.NO_DEADLINE:
        return str(timing), str(timing.label)
    if work in (WorkState.ACCEPTED, WorkState.IN_PROGRESS) and assignment.confirmation != Confirmation.NONE:
        return str(assignment.confirmation), str(Confirmation(assignment.confirmation).label)
    return str(work), str(work.label)


def _time_text(assignment: Assignment, on: date) -> str:
    """The distance to the deadline; once a result is filed or a contribution given, the day of that."""
    due_on, filed_on = assignment.due_on, assignment.filed_on or assignment.contributed_on
    if due_on is None or assignment.work_state in _STOPPED:
        return ""
    if filed_on is None:
        return distance(due_on, on)
    late = (filed_on - due_on).days
    said = "Gửi" if assignment.contributed_on else "Nộp"
    return f"{said} {filed_on:%d/%m/%Y}" + (f", chậm {late} ngày" if late > 0 else "")
