"""Work that stops for a while or for good, and work that is taken up again. Each with a reason."""

from django.db import transaction

from accounts.access import Act
from accounts.models import User

from .. import telling
from ..models import Assignment
from ..models.assignment import Quality, WorkState
from .coordinators import need_a_working_lead, recall_coordinators, release_coordinators
from .extending import let_lapse
from .moves import lock_for, move, reason_given


@transaction.atomic
def pause(assignment_id: int, *, by: User, reason: str) -> Assignment:
    """Nothing is expected until the work is resumed; meanwhile it is not overdue."""
    reason = reason_given(reason, "Phải nêu lý do tạm dừng.")
    share = move(assignment_id, Act.PAUSE, by=by, note=reason, asked_due_on=None)
    let_lapse(share, by=by, note="Việc được tạm dừng.")
    telling.stopped(share, Act.PAUSE, reason, by=by)
    return share


@transaction.atomic
def resume(assignment_id: int, *, by: User, note: str = "") -> Assignment:
    """The work goes on from where it stood."""
    share = move(
        assignment_id,
        Act.RESUME,
        by=by,
        note=note,
        work_state=_stood(lock_for(assignment_id, Act.RESUME, by=by)),
    )
    telling.stopped(share, Act.RESUME, note, by=by)
    return share


@transaction.atomic
def revoke(assignment_id: int, *, by: User, reason: str) -> Assignment:
    """The work is taken from the agency: it leaves all counts."""
    reason = reason_given(reason, "Phải nêu lý do thu hồi.")
    share = move(assignment_id, Act.REVOKE, by=by, note=reason, asked_due_on=None)
    let_lapse(share, by=by, note="Việc được thu hồi.")
    release_coordinators(share, by=by)
    telling.stopped(share, Act.REVOKE, reason, by=by)
    return share


@transaction.atomic
def reopen(assignment_id: int, *, by: User, reason: str) -> Assignment:
    """Work that was confirmed or revoked is open again. What was reported and decided stays on record."""
    reason = reason_given(reason, "Phải nêu lý do mở lại.")
    need_a_working_lead(assignment_id)
    before = lock_for(assignment_id, Act.REOPEN, by=by)
    state = WorkState.IN_PROGRESS if before.work_state == WorkState.DONE else _stood(before)
    share = move(
        assignment_id,
        Act.REOPEN,
        by=by,
        note=reason,
        work_state=state,
        percent=before.reports.last_percent(),
        filed_on=None,
        finished_on=None,
        confirmed_on=None,
        quality=Quality.NONE,
    )
    if share.role == Assignment.Role.LEAD:
        recall_coordinators(share, by=by)
    telling.stopped(share, Act.REOPEN, reason, by=by)
    return share


def _stood(share: Assignment) -> WorkState:
    """Where work that was stopped had got to."""
    if share.last_report_on is not None:
        return WorkState.IN_PROGRESS
    return WorkState.ACCEPTED if share.accepted_at is not None else WorkState.NEW
