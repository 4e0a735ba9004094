"""What happens to an agency's share of a directive. One function owns each transition; only it writes state.

Each locks the row, checks that the move can start from where the share stands, changes it, writes the Event
and queues the messages: all in one transaction, or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from . import telling
from .access import Reach, may_act
from .filing import keep_files
from .models import Assignment, Directive, Event, ProgressReport
from .models.assignment import Confirmation, WorkState


class NotAllowed(Exception):
    """The move cannot start from where the share stands, or breaks a rule. The text is for people."""


@dataclass(frozen=True)
class Move:
    """From which work and confirmation states an act can start, and to which it leads."""

    act: Act
    kind: Event.Kind
    work: tuple[WorkState, ...]
    confirmation: tuple[Confirmation, ...]
    to_work: WorkState | None
    to_confirmation: Confirmation | None


_NOT_WAITING = (Confirmation.NONE, Confirmation.RETURNED)
_STARTED = (WorkState.ACCEPTED, WorkState.IN_PROGRESS)

MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.ACCEPT, Event.Kind.ACCEPTED, (WorkState.NEW,), _NOT_WAITING, WorkState.ACCEPTED, None),
        Move(Act.REPORT, Event.Kind.REPORTED, _STARTED, _NOT_WAITING, WorkState.IN_PROGRESS, None),
        Move(
            Act.COMPLETE,
            Event.Kind.COMPLETED,
            _STARTED,
            _NOT_WAITING,
            WorkState.IN_PROGRESS,
            Confirmation.PENDING,
        ),
        Move(
            Act.CONFIRM,
            Event.Kind.CONFIRMED,
            (WorkState.IN_PROGRESS,),
            (Confirmation.PENDING,),
            WorkState.DONE,
            Confirmation.CONFIRMED,
        ),
        Move(
            Act.RETURN,
            Event.Kind.RETURNED,
            (WorkState.IN_PROGRESS,),
            (Confirmation.PENDING,),
            None,
            Confirmation.RETURNED,
        ),
    )
}


@dataclass(frozen=True)
class Progress:
    """What an agency reports. `percent` is 0-100; a completion is always 100."""

    done: str
    percent: int = 100
    difficulties: str = ""
    proposals: str = ""
    product_number: str = ""
    product_on: date | None = None


def can(assignment: Assignment, act: Act) -> bool:
    """Whether the share stands where this act can start; who may do it is asked elsewhere."""
    return refusal(assignment, act) is None


def refusal(assignment: Assignment, act: Act) -> str | None:
    """Why the act cannot start from where the share stands, for people; None when it can."""
    return _refusal(assignment, MOVES[act])


def acts_open_to(person: User | Reach, assignment: Assignment) -> set[Act]:
    """The acts this person may do to this share now: what the page offers as buttons.

    Give a Reach instead of the User when there are many shares.
    """
    reach = person if isinstance(person, Reach) else Reach.of(person)
    return {act for act in MOVES if can(assignment, act) and reach.may_act(assignment, act)}


@transaction.atomic
def accept(assignment_id: int, *, by: User) -> Assignment:
    """The agency takes the work."""
    return _move(assignment_id, Act.ACCEPT, by=by, accepted_at=calendar.now())


@transaction.atomic
def report(
    assignment_id: int, *, by: User, progress: Progress, files: Iterable[UploadedFile] = ()
) -> ProgressReport:
    """The agency tells how far it has got. The percentage may fall: the truth counts, not the trend."""
    if not 0 <= progress.percent <= 99:
        raise NotAllowed("Tiến độ phải từ 0 đến 99 %. Khi đã xong, hãy báo cáo hoàn thành.")
    assignment = _move(
        assignment_id,
        Act.REPORT,
        by=by,
        note=progress.done,
        percent=progress.percent,
        last_report_on=calendar.today(),
    )
    return _file(assignment, ProgressReport.Kind.PROGRESS, by=by, progress=progress, files=files)


@transaction.atomic
def complete(
    assignment_id: int, *, by: User, progress: Progress, files: Iterable[UploadedFile] = ()
) -> ProgressReport:
    """The agency files its result, which then waits for the Office. The day of filing counts as finished."""
    today = calendar.today()
    assignment = _move(
        assignment_id,
        Act.COMPLETE,
        by=by,
        note=progress.done,
        percent=100,
        last_report_on=today,
        filed_on=today,
    )
    filed = _file(assignment, ProgressReport.Kind.COMPLETION, by=by, progress=progress, files=files)
    telling.result_filed(assignment, filed, by=by)
    return filed


@transaction.atomic
def confirm(assignment_id: int, *, by: User, note: str = "", seen: int | None = None) -> Assignment:
    """The Office accepts the filed result. Finished on the day of filing, however long the Office took.

    `seen` is the report the person read: another result filed meanwhile is not confirmed by mistake.
    """
    assignment = _lock(assignment_id)
    assignment = _move(
        assignment_id,
        Act.CONFIRM,
        by=by,
        note=note,
        finished_on=assignment.filed_on,
        confirmed_on=calendar.today(),
    )
    filed = _decide(assignment, ProgressReport.Decision.CONFIRMED, by=by, reason=note, seen=seen)
    _release_coordinators(assignment, by=by)
    telling.result_confirmed(assignment, filed, by=by)
    return assignment


@transaction.atomic
def send_back(assignment_id: int, *, by: User, reason: str, seen: int | None = None) -> Assignment:
    """The Office returns the filed result with a reason: not done. `seen` as in `confirm`."""
    if not reason.strip():
        raise NotAllowed("Phải nêu lý do trả lại.")
    assignment = _lock(assignment_id)
    told = assignment.reports.filter(kind=ProgressReport.Kind.PROGRESS).first()
    before = told.percent if told else 0  # what was filed as 100 % is not done after all
    assignment = _move(assignment_id, Act.RETURN, by=by, note=reason, filed_on=None, percent=before)
    filed = _decide(assignment, ProgressReport.Decision.RETURNED, by=by, reason=reason, seen=seen)
    telling.result_returned(assignment, filed, by=by)
    return assignment


def _lock(assignment_id: int) -> Assignment:
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("directive", "agency")
        .get(pk=assignment_id)
    )


def _refusal(assignment: Assignment, move: Move) -> str | None:
    if assignment.role == Assignment.Role.COORDINATOR and move.act not in (Act.ACCEPT, Act.REPORT):
        return "Cơ quan phối hợp báo cáo tiến độ; kết quả do cơ quan chủ trì báo cáo."
    if assignment.released_on is not None:
        return "Các cơ quan chủ trì đã hoàn thành; không còn việc phối hợp."
    if assignment.confirmation not in move.confirmation:
        now = assignment.get_confirmation_display()
        return f"Không thể “{move.act.label}” khi kết quả đang ở tình trạng “{now}”."
    if assignment.work_state not in move.work:
        now = assignment.get_work_state_display()
        return f"Không thể “{move.act.label}” khi việc đang ở trạng thái “{now}”."
    return None


def _move(assignment_id: int, act: Act, *, by: User, note: str = "", **fields: Any) -> Assignment:
    assignment, move = _lock(assignment_id), MOVES[act]
    if not may_act(by, assignment, act):
        raise NotAllowed(f"Bạn không có quyền “{act.label}” đối với việc này.")
    if refusal := _refusal(assignment, move):
        raise NotAllowed(refusal)
    if move.to_work is not None:
        fields["work_state"] = move.to_work
    if move.to_confirmation is not None:
        fields["confirmation"] = move.to_confirmation
    changes = {
        name: [_plain(getattr(assignment, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(assignment, name) != value
    }
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=list(fields))
    record(move.kind, by=by, assignment=assignment, note=note, data=changes)
    return assignment


def _release_coordinators(confirmed: Assignment, *, by: User) -> None:
    """Once no lead has anything left to do, its coordinators have not either; they are late for nothing."""
    shares = Assignment.objects.filter(directive=confirmed.directive_id)
    # two leads confirmed at once: the second waits here for the first
    Directive.objects.select_for_update().get(pk=confirmed.directive_id)
    if shares.leads().not_done().exists():
        return
    released = list(shares.coordinators().open())
    today = calendar.today()
    for share in released:
        share.released_on = today
        record(Event.Kind.RELEASED, by=by, assignment=share, data={"released_on": [None, str(today)]})
    Assignment.objects.bulk_update(released, ["released_on"])


def _plain(value: Any) -> Any:
    """A value as JSON can keep it: days as YYYY-MM-DD."""
    return value if isinstance(value, int | str | bool | None) else str(value)


def _file(
    assignment: Assignment,
    kind: ProgressReport.Kind,
    *,
    by: User,
    progress: Progress,
    files: Iterable[UploadedFile],
) -> ProgressReport:
    filed = ProgressReport.objects.create(
        assignment=assignment,
        kind=kind,
        percent=assignment.percent,
        done=progress.done,
        difficulties=progress.difficulties,
        proposals=progress.proposals,
        product_number=progress.product_number,
        product_on=progress.product_on,
        filed_by=by,
        filed_on=calendar.today(),
    )
    keep_files(filed, files, by=by)
    return filed


def _decide(
    assignment: Assignment, decision: ProgressReport.Decision, *, by: User, reason: str, seen: int | None
) -> ProgressReport:
    filed = assignment.reports.get(kind=ProgressReport.Kind.COMPLETION, decision=ProgressReport.Decision.NONE)
    if seen is not None and seen != filed.pk:
        raise NotAllowed("Cơ quan đã gửi kết quả khác từ khi bạn mở trang. Xem kết quả mới rồi quyết định.")
    filed.decision, filed.decided_by, filed.decided_at, filed.reason = decision, by, calendar.now(), reason
    filed.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    return filed


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
