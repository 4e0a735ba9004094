"""An agency that ended: its open work goes to the agency which took over, all of it in one act."""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.models import Agency
from agencies.succession import heir_of

from .. import announcing, past
from ..models import Assignment, Event
from ..models.assignment import Confirmation, WorkState
from ..models.states import LEFT
from .extending import let_lapse
from .leaving import lock_whole
from .moves import NotAllowed, change, move, plain, record

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one share of the agency that ended. `to` None: it stayed, and `problem` says why."""

    share: Assignment
    to: Assignment | None = None
    joined: bool = False  # with a share which the successor had already
    problem: str = ""


def obstacle(share: Assignment, own: Assignment | None) -> str | None:
    """What keeps a share from going to the successor, who has a share of `own` or none; for people."""
    if share.confirmation == Confirmation.PENDING:
        return "Kết quả đang chờ Văn phòng xác nhận. Xác nhận hoặc trả lại trước."
    if own is None:
        return None
    name = own.agency.short_name
    if own.work_state == WorkState.DONE:
        return f"{name} đã hoàn thành phần việc của mình. Mở lại phần việc ấy, hoặc thu hồi phần việc này."
    if own.released_on is not None or own.work_state in (*LEFT, WorkState.PAUSED):
        state = "Kết thúc phối hợp" if own.released_on else own.get_work_state_display()
        return f"Phần việc của {name} đang ở trạng thái “{state}”. Cho phần việc ấy tiếp tục trước."
    if own.confirmation == Confirmation.PENDING:
        return f"Kết quả của {name} đang chờ xác nhận. Xác nhận hoặc trả lại trước."
    return None


def joined_fields(share: Assignment, own: Assignment) -> dict[str, Any]:
    """What a share of the successor becomes when another joins it: a lead stays lead, the earlier day counts.

    Its original deadline is written once, as everywhere: it is taken over only where there was none.
    """
    fields: dict[str, Any] = {}
    if share.role == Assignment.Role.LEAD and own.role != share.role:
        # what it gave as a coordinator stays on record; a lead answers with a result
        fields |= {"role": share.role, "contributed_on": None, "contribute_by": None}
    if share.due_on is not None and (own.due_on is None or share.due_on < own.due_on):
        fields["due_on"] = share.due_on
        fields["original_due_on"] = own.original_due_on or share.original_due_on
    return fields


@transaction.atomic
def move_to_successor(agency_id: int, *, by: User) -> list[Outcome]:
    """Move all open work of an agency that ended to its successor; what one row meets stops no other.

    Everybody concerned is told once. Raises NotAllowed when there is nobody to move it to.
    """
    if not may(by, Act.SUCCEED):
        raise NotAllowed("Bạn không có quyền chuyển việc cho cơ quan kế thừa.")
    today = calendar.today()
    agency = Agency.objects.select_related("successor").get(pk=agency_id)
    heir = heir_of(agency, today)
    if agency.valid_to is None or agency.valid_to >= today:
        raise NotAllowed(f"{agency} đang hoạt động.")
    if heir is None:
        raise NotAllowed(f"{agency} chưa có cơ quan kế thừa. Quản trị ghi cơ quan kế thừa ở mục Quản trị.")
    rows = list(agency.assignments.not_done().select_related("directive__monitor", "agency", "delegate"))
    outcomes = [_tried(row, heir, by=by) for row in sorted(rows, key=lambda row: row.pk)]
    moved = [outcome.share for outcome in outcomes if outcome.to is not None]
    announcing.succeeded(agency, heir, moved, by=by)
    return outcomes


def _tried(row: Assignment, heir: Agency, *, by: User) -> Outcome:
    """One row, for itself: whatever goes wrong is undone and told."""
    try:
        with transaction.atomic():
            to, joined = _succeed(row, heir, by=by)
    except NotAllowed as problem:
        return Outcome(row, problem=str(problem))
    except DatabaseError:
        logger.exception("share %s could not be moved to agency %s", row.pk, heir.pk)
        return Outcome(row, problem="Không chuyển được do lỗi hệ thống. Thử lại sau.")
    return Outcome(row, to, joined)


def _succeed(row: Assignment, heir: Agency, *, by: User) -> tuple[Assignment, bool]:
    """Give the work to the successor and let the old share go; the two lead to each other."""
    lock_whole(row.directive_id)
    share = Assignment.objects.select_related("directive", "agency").get(pk=row.pk)
    own = share.directive.assignments.filter(agency=heir).select_related("agency", "directive").first()
    if problem := obstacle(share, own):
        raise NotAllowed(problem)
    names = {"agency": [share.agency.short_name, heir.short_name]}
    to = _join(share, own, names, by=by) if own is not None else _take_over(share, heir, names, by=by)
    gone = move(share.pk, Act.SUCCEED, by=by, said=names, passed_to=to, delegate=None, asked_due_on=None)
    let_lapse(gone, by=by, note=f"Việc được chuyển cho {heir}.")
    return to, own is not None


def _join(share: Assignment, own: Assignment, names: dict[str, Any], *, by: User) -> Assignment:
    changes = change(own, **joined_fields(share, own))
    record(Event.Kind.INHERITED, by=by, assignment=own, data={**names, **changes})
    return own


def _take_over(share: Assignment, heir: Agency, names: dict[str, Any], *, by: User) -> Assignment:
    """A share of the successor's own, with both deadlines; accepted anew, still paused if it was."""
    paused = share.work_state == WorkState.PAUSED
    to = Assignment.objects.create(
        directive=share.directive,
        agency=heir,
        role=share.role,
        original_due_on=share.original_due_on,
        due_on=share.due_on,
        assigned_on=calendar.today(),
        work_state=WorkState.PAUSED if paused else WorkState.NEW,
    )
    past.keep([to])
    data = {**names, "role": [None, to.role], "due_on": [None, plain(to.due_on)]}
    record(Event.Kind.INHERITED, by=by, assignment=to, data=data)
    if paused:
        why = share.events.filter(kind=Event.Kind.PAUSED).latest("pk").note
        record(Event.Kind.PAUSED, by=by, assignment=to, note=why)
    return to
