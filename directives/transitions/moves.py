"""The table of moves, and the one way in which a share of work is changed.

`move` locks the row, checks who and from where, changes it and writes the Event. It runs inside the
transaction of the function that owns the transition.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.access import Act
from accounts.models import User

from .. import past
from ..access import Reach, may_act
from ..models import Assignment, Directive, Event
from ..models.assignment import Confirmation, WorkState
from ..models.directive import DeadlineKind

ROLE_CHANGED = "Vai trò của cơ quan này vừa được đổi. Xem lại trang rồi làm lại."


class NotAllowed(Exception):
    """The move cannot start from where the share stands, or breaks a rule. The text is for people."""


class Changed(NotAllowed):
    """Somebody else changed it since the person opened it; the text is for people."""


@dataclass(frozen=True)
class Move:
    """From which work and confirmation states an act can start, and to which it leads.

    `to_work` None: the function that owns the act says where it leads, or leaves it where it is.
    """

    act: Act
    kind: Event.Kind
    work: tuple[WorkState, ...]
    confirmation: tuple[Confirmation, ...]
    to_work: WorkState | None = None
    to_confirmation: Confirmation | None = None
    of_coordinators: bool = True  # whether shares of coordinators know this act at all
    of_leads: bool = True  # whether those of leads do
    by_share: bool = True  # whether one share is acted on; else all that a wider act concerns, together


_NOT_WAITING = (Confirmation.NONE, Confirmation.RETURNED)
_UNDECIDED = (*_NOT_WAITING, Confirmation.PENDING)
_STARTED = (WorkState.ACCEPTED, WorkState.IN_PROGRESS)
_OPEN = (WorkState.NEW, *_STARTED)
_W, _C, _K = WorkState, Confirmation, Event.Kind

MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.ACCEPT, _K.ACCEPTED, (_W.NEW,), _NOT_WAITING, _W.ACCEPTED),
        Move(Act.REPORT, _K.REPORTED, _STARTED, _NOT_WAITING, _W.IN_PROGRESS),
        Move(
            Act.COMPLETE,
            _K.COMPLETED,
            _STARTED,
            _NOT_WAITING,
            _W.IN_PROGRESS,
            _C.PENDING,
            of_coordinators=False,
        ),
        Move(Act.WITHDRAW, _K.WITHDRAWN, (_W.IN_PROGRESS,), _UNDECIDED),
        Move(Act.AMEND, _K.AMENDED, (_W.IN_PROGRESS,), _UNDECIDED),
        Move(Act.CONTRIBUTE, _K.CONTRIBUTED, _STARTED, _NOT_WAITING, of_leads=False),
        Move(Act.RETRACT, _K.RETRACTED, _STARTED, _NOT_WAITING, of_leads=False),
        Move(Act.ASK_CONTRIBUTIONS, _K.CONTRIBUTIONS_ASKED, _STARTED, _NOT_WAITING, of_coordinators=False),
        Move(Act.PLAN_SUBTASKS, _K.SUBTASK_ADDED, (*_OPEN, _W.PAUSED), _UNDECIDED),
        Move(
            Act.ASK_EXTENSION,
            _K.EXTENSION_ASKED,
            _OPEN,
            _NOT_WAITING,
            of_coordinators=False,
        ),
        Move(Act.DELEGATE, _K.DELEGATED, _OPEN, _UNDECIDED),
        # before starting only (DOMAIN R3)
        Move(Act.DECLINE, _K.DECLINED, (_W.NEW, _W.ACCEPTED), (_C.NONE,), _W.DECLINED),
        Move(
            Act.CONFIRM,
            _K.CONFIRMED,
            (_W.IN_PROGRESS,),
            (_C.PENDING,),
            _W.DONE,
            _C.CONFIRMED,
            of_coordinators=False,
        ),
        Move(
            Act.RETURN,
            _K.RETURNED,
            (_W.IN_PROGRESS,),
            (_C.PENDING,),
            None,
            _C.RETURNED,
            of_coordinators=False,
        ),
        Move(
            Act.DECIDE_EXTENSION,
            _K.EXTENSION_GRANTED,
            _OPEN,
            _UNDECIDED,
            of_coordinators=False,
        ),
        Move(Act.SET_DEADLINE, _K.DEADLINE_SET, _OPEN, _NOT_WAITING),
        Move(Act.INSIST, _K.INSISTED, (_W.DECLINED,), (_C.NONE,), _W.NEW),
        Move(Act.REASSIGN, _K.REASSIGNED, (_W.DECLINED,), (_C.NONE,)),
        Move(Act.CHANGE_ROLE, _K.ROLE_CHANGED, _OPEN, _NOT_WAITING),
        Move(
            Act.ASK_EXPLANATION,
            _K.EXPLANATION_ASKED,
            (*_OPEN, _W.PAUSED),
            _UNDECIDED,
            of_coordinators=False,
        ),
        # whatever became of the work and the role meanwhile: the question stands until it is answered
        Move(
            Act.EXPLAIN,
            _K.EXPLAINED,
            (*_OPEN, _W.PAUSED, _W.DONE),
            (*_UNDECIDED, _C.CONFIRMED),
        ),
        Move(Act.URGE, _K.URGED, _OPEN, _NOT_WAITING, of_coordinators=False),
        Move(Act.PAUSE, _K.PAUSED, _OPEN, _NOT_WAITING, _W.PAUSED),
        Move(Act.RESUME, _K.RESUMED, (_W.PAUSED,), _NOT_WAITING),
        Move(Act.REVOKE, _K.REVOKED, (*_OPEN, _W.PAUSED, _W.DECLINED), _NOT_WAITING, _W.REVOKED),
        Move(
            Act.MERGE,
            _K.MERGED,
            (*_OPEN, _W.PAUSED, _W.DECLINED),
            _NOT_WAITING,
            _W.REVOKED,
            by_share=False,
        ),
        Move(
            Act.REPLACE,
            _K.REPLACED,
            (*_OPEN, _W.PAUSED, _W.DECLINED),
            _NOT_WAITING,
            _W.REVOKED,
            by_share=False,
        ),
        Move(Act.SUCCEED, _K.SUCCEEDED, (*_OPEN, _W.PAUSED), _NOT_WAITING, _W.REVOKED, by_share=False),
        Move(Act.UNMERGE, _K.UNMERGED, (_W.REVOKED,), _NOT_WAITING, by_share=False),
        Move(
            Act.REOPEN,
            _K.REOPENED,
            (_W.DONE, _W.REVOKED),
            (_C.NONE, _C.RETURNED, _C.CONFIRMED),
            None,
            _C.NONE,
        ),
    )
}


def can(assignment: Assignment, act: Act) -> bool:
    """Whether the share stands where this act can start; who may do it is asked elsewhere."""
    return refusal(assignment, act) is None


def refusal(assignment: Assignment, act: Act) -> str | None:
    """Why the act cannot start from where the share stands, for people; None when it can."""
    move = MOVES[act]
    if assignment.directive.is_heading:
        return "Nhiệm vụ này đã được tách hoặc theo chu kỳ; thao tác ở từng phần, từng kỳ."
    if assignment.role == Assignment.Role.COORDINATOR and not move.of_coordinators:
        return "Cơ quan phối hợp báo cáo tiến độ; kết quả và thời hạn do cơ quan chủ trì chịu trách nhiệm."
    if assignment.role == Assignment.Role.LEAD and not move.of_leads:
        return "Cơ quan chủ trì báo cáo kết quả; ý kiến phối hợp do cơ quan phối hợp gửi."
    if assignment.released_on is not None:
        return "Các cơ quan chủ trì đã hoàn thành; không còn việc phối hợp."
    if assignment.confirmation not in move.confirmation:
        now = assignment.get_confirmation_display()
        return f"Không thể “{act.label}” khi kết quả đang ở tình trạng “{now}”."
    if assignment.work_state not in move.work:
        now = assignment.get_work_state_display()
        return f"Không thể “{act.label}” khi việc đang ở trạng thái “{now}”."
    return _refusal_of_its_own(assignment, act)


def _refusal_of_its_own(assignment: Assignment, act: Act) -> str | None:
    """What some acts ask beyond the two states."""
    if act == Act.ASK_EXTENSION and assignment.due_on is None:
        return "Việc này không có thời hạn nên không cần gia hạn."
    if act == Act.ASK_EXTENSION and assignment.asked_due_on is not None:
        return "Đề nghị gia hạn trước đang chờ quyết định."
    if act == Act.DECIDE_EXTENSION and assignment.asked_due_on is None:
        return "Không có đề nghị gia hạn nào chờ quyết định."
    if act in (Act.SET_DEADLINE, Act.CHANGE_ROLE) and assignment.asked_due_on is not None:
        return f"Quyết định đề nghị gia hạn đang chờ trước khi “{act.label}”."
    if act == Act.RETRACT and assignment.contributed_on is None:
        return "Không có ý kiến nào có thể rút."
    if act == Act.DECLINE and assignment.contributed_on is not None:
        return "Cơ quan đã gửi ý kiến phối hợp nên không từ chối được nữa."
    if act == Act.ASK_EXPLANATION and assignment.explain_on is not None:
        return "Yêu cầu giải trình trước đang chờ trả lời."
    if act == Act.EXPLAIN and assignment.explain_on is None:
        return "Không có yêu cầu giải trình nào chờ trả lời."
    passed_on = (Act.INSIST, Act.REASSIGN, Act.REVOKE, Act.REOPEN, Act.MERGE, Act.REPLACE)
    if act in passed_on and assignment.passed_to_id is not None:
        return "Việc này đã được giao cho cơ quan khác."
    if act == Act.REOPEN and assignment.directive.is_carried_on:
        return "Nhiệm vụ này đã được gộp hoặc thay bằng nhiệm vụ khác."
    return None


def acts_open_to(person: User | Reach, assignment: Assignment) -> set[Act]:
    """The acts this person may do to this share now: what the page offers as buttons.

    Give a Reach instead of the User when there are many shares.
    """
    reach = person if isinstance(person, Reach) else Reach.of(person)
    return {
        act
        for act, row in MOVES.items()
        if row.by_share and can(assignment, act) and reach.may_act(assignment, act)
    }


def lock(assignment_id: int) -> Assignment:
    """The share with its directive and agency, held until the transaction ends.

    Everything locks in one order: leads by their number, their directives by theirs, coordinators by theirs,
    then what hangs on a share. With `no_key`, so that rows which only point to a locked one (an Event, a
    reminder, a version) can be written meanwhile: they would be locks out of order.
    """
    return (
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("directive", "agency")
        .get(pk=assignment_id)
    )


def lock_for(assignment_id: int, act: Act, *, by: User) -> Assignment:
    """`lock`, provided that this person may do this act and that it can start from where the share stands."""
    assignment = lock(assignment_id)
    if not may_act(by, assignment, act):
        raise NotAllowed(f"Bạn không có quyền “{act.label}” đối với việc này.")
    if problem := refusal(assignment, act):
        raise NotAllowed(problem)
    return assignment


def lock_directive_row(directive_id: int) -> Directive:
    """The directive, held until the transaction ends: after its leads, before its coordinators."""
    return Directive.objects.select_for_update(no_key=True).get(pk=directive_id)


def lock_with_directive(assignment_id: int, act: Act, *, by: User) -> Assignment:
    """`lock_for` of an act that concerns the directive too: both are locked, each in its turn."""
    roles = Assignment.objects.values_list("role", "directive_id")
    role, directive_id = roles.get(pk=assignment_id)
    if role == Assignment.Role.COORDINATOR:
        lock_directive_row(directive_id)  # from now on nobody changes the role
        if roles.get(pk=assignment_id)[0] != role:
            raise NotAllowed(ROLE_CHANGED)
        return lock_for(assignment_id, act, by=by)
    share = lock_for(assignment_id, act, by=by)
    if share.role != role:
        raise NotAllowed(ROLE_CHANGED)
    lock_directive_row(directive_id)
    return share


def move(
    assignment_id: int,
    act: Act,
    *,
    by: User,
    note: str = "",
    kind: Event.Kind | None = None,
    said: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Assignment:
    """Do one act: lock, check, change the states of the table and the given fields, write the Event.

    `kind` replaces the table's kind of Event; `said` adds to what the Event says ({name: [old, new]}).
    Raises NotAllowed; then nothing has changed.
    """
    assignment, row = lock_for(assignment_id, act, by=by), MOVES[act]
    if row.to_work is not None:
        fields["work_state"] = row.to_work
    if row.to_confirmation is not None:
        fields["confirmation"] = row.to_confirmation
    changes = change(assignment, **fields)
    record(kind or row.kind, by=by, assignment=assignment, note=note, data={**changes, **(said or {})})
    return assignment


def change(assignment: Assignment, **fields: Any) -> dict[str, list[Any]]:
    """Store the fields and return what they were and are, as an Event keeps it."""
    changes = {
        name: [plain(getattr(assignment, name)), plain(value)]
        for name, value in fields.items()
        if getattr(assignment, name) != value
    }
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=list(fields))
    past.keep([assignment])
    return changes


def plain(value: Any) -> Any:
    """A value as JSON can keep it: days as YYYY-MM-DD, people by their name, other rows by their key."""
    if isinstance(value, User):
        return value.get_full_name()
    if isinstance(value, Assignment):
        return value.pk
    return value if isinstance(value, int | str | bool | None) else str(value)


def record(
    kind: Event.Kind,
    *,
    by: User | None,
    assignment: Assignment,
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Write one line of history. `by` None is the system itself; `data` is {field: [old, new]}."""
    return Event.objects.create(
        directive_id=assignment.directive_id,
        assignment=assignment,
        kind=kind,
        actor=by,
        actor_name=by.get_full_name() if by else "Hệ thống",
        note=note,
        data=dict(data or {}),
    )


def change_deadline_kind(directive: Directive, to: DeadlineKind) -> dict[str, list[Any]]:
    """Store the kind of the deadlines of a locked directive; what changed, as an Event keeps it."""
    if directive.deadline_kind == to:
        return {}
    before, directive.deadline_kind = str(directive.deadline_kind), to
    directive.save(update_fields=["deadline_kind"])
    return {"deadline_kind": [before, str(to)]}


def newest_of(share: Assignment, kinds: Collection[Event.Kind]) -> int:
    """The number of the newest line of the share's history of these kinds; 0 when there is none."""
    told = share.events.filter(kind__in=kinds).order_by("-pk")
    return told.values_list("pk", flat=True).first() or 0


def unless_changed(share: Assignment, kinds: Collection[Event.Kind], seen: int | None) -> None:
    """Raise Changed when the locked share has a newer line of these kinds than the person saw.

    `seen` None: whoever calls has not read the share before, as work in the background.
    """
    if seen is not None and newest_of(share, kinds) != seen:
        raise Changed("Người khác vừa thay đổi điều này. Xem thay đổi dưới đây rồi gửi lại nếu vẫn cần.")


def reason_given(reason: str, problem: str) -> str:
    """The reason; NotAllowed with the problem when there is none."""
    if not reason.strip():
        raise NotAllowed(problem)
    return reason
