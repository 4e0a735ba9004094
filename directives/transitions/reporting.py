"""What agencies report, and what the Office says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import past, telling
from ..filing import keep_files
from ..models import Assignment, Event, ProgressReport
from ..models.assignment import Quality
from .coordinators import release_coordinators
from .extending import let_lapse
from .moves import NotAllowed, lock, lock_for, move, reason_given

NOTHING_TO_WITHDRAW = "Không có báo cáo nào có thể rút."
PERCENT_WRONG = "Tiến độ phải từ 0 đến 99 %. Khi đã xong, hãy báo cáo hoàn thành."


@dataclass(frozen=True)
class Progress:
    """What an agency reports. `percent` is 0-100; a completion is always 100."""

    done: str
    percent: int = 100
    difficulties: str = ""
    proposals: str = ""
    product_number: str = ""
    product_on: date | None = None


@transaction.atomic
def accept(assignment_id: int, *, by: User) -> Assignment:
    """The agency takes the work."""
    return move(assignment_id, Act.ACCEPT, by=by, accepted_at=calendar.now())


@transaction.atomic
def report(
    assignment_id: int, *, by: User, progress: Progress, files: Iterable[UploadedFile] = ()
) -> ProgressReport:
    """The agency tells how far it has got. The percentage may fall: the truth counts, not the trend."""
    if not 0 <= progress.percent <= 99:
        raise NotAllowed(PERCENT_WRONG)
    assignment = move(
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
    assignment = move(
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


def to_withdraw(share: Assignment) -> ProgressReport | None:
    """The report that can be taken back: the latest one, provided that nobody has decided on it."""
    latest = share.reports.standing().select_related("filed_by").first()
    return latest if latest is not None and latest.decision == ProgressReport.Decision.NONE else None


@transaction.atomic
def withdraw(assignment_id: int, *, by: User, seen: int | None = None) -> ProgressReport:
    """The agency takes back its latest report, on which nobody has acted: as if it had not been sent.

    The report stays on record as withdrawn. `seen` is the report the person read.
    """
    share = lock_for(assignment_id, Act.WITHDRAW, by=by)
    latest = to_withdraw(share)
    if latest is None:
        raise NotAllowed(NOTHING_TO_WITHDRAW)
    if seen is not None and seen != latest.pk:
        raise NotAllowed("Đã có báo cáo khác từ khi bạn mở trang. Xem lại trước khi rút.")
    share = move(assignment_id, Act.WITHDRAW, by=by, **_as_before(_told_last(share)))
    latest.decision, latest.decided_by = ProgressReport.Decision.WITHDRAWN, by
    latest.decided_at = calendar.now()
    latest.save(update_fields=["decision", "decided_by", "decided_at"])
    if latest.kind == ProgressReport.Kind.COMPLETION:
        telling.result_withdrawn(share, latest, by=by)
    return latest


@transaction.atomic
def confirm(
    assignment_id: int,
    *,
    by: User,
    note: str = "",
    quality: str = Quality.NONE,
    seen: int | None = None,
    version: int | None = None,
) -> Assignment:
    """The Office accepts the filed result. Finished on the day of filing, however long the Office took.

    `seen` and `version` are of the report the person read: another result filed meanwhile, or the same one
    amended, is not confirmed by mistake.
    """
    if quality not in Quality.values:
        raise NotAllowed("Chọn mức chất lượng có trong danh sách.")
    assignment = move(
        assignment_id,
        Act.CONFIRM,
        by=by,
        note=note,
        finished_on=lock(assignment_id).filed_on,
        confirmed_on=calendar.today(),
        quality=quality,
        asked_due_on=None,
    )
    let_lapse(assignment, by=by, note="Kết quả đã được xác nhận hoàn thành.")
    filed = _decide(
        assignment, ProgressReport.Decision.CONFIRMED, by=by, reason=note, seen=seen, version=version
    )
    release_coordinators(assignment, by=by)
    telling.result_confirmed(assignment, filed, by=by)
    return assignment


@transaction.atomic
def send_back(
    assignment_id: int, *, by: User, reason: str, seen: int | None = None, version: int | None = None
) -> Assignment:
    """The Office returns the filed result with a reason: not done. `seen`, `version` as in `confirm`."""
    reason = reason_given(reason, "Phải nêu lý do trả lại.")
    before = lock(assignment_id).reports.last_percent()  # what was filed as 100 % is not done after all
    assignment = move(assignment_id, Act.RETURN, by=by, note=reason, filed_on=None, percent=before)
    filed = _decide(
        assignment, ProgressReport.Decision.RETURNED, by=by, reason=reason, seen=seen, version=version
    )
    telling.result_returned(assignment, filed, by=by)
    return assignment


def _told_last(share: Assignment) -> list[Event]:
    """The line of history of the latest report that stands, then those of its amendments.

    Each withdrawal undid the report before it, with its amendments.
    """
    kinds = (Event.Kind.REPORTED, Event.Kind.COMPLETED, Event.Kind.AMENDED, Event.Kind.WITHDRAWN)
    told: list[list[Event]] = []
    for event in share.events.filter(kind__in=kinds).order_by("pk"):
        if event.kind == Event.Kind.WITHDRAWN:
            told.pop()
        elif event.kind == Event.Kind.AMENDED:
            told[-1].append(event)
        else:
            told.append([event])
    return told[-1]


def _as_before(events: list[Event]) -> dict[str, Any]:
    """The fields of the share which the events changed, as they were before the first of them."""
    before: dict[str, Any] = {}
    for event in reversed(events):
        before |= {name: old for name, (old, _) in event.data.items() if name in past.KEPT}
    for name in ("last_report_on", "filed_on"):
        if before.get(name):
            before[name] = date.fromisoformat(before[name])
    return before


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
    assignment: Assignment,
    decision: ProgressReport.Decision,
    *,
    by: User,
    reason: str,
    seen: int | None,
    version: int | None,
) -> ProgressReport:
    filed = assignment.reports.get(kind=ProgressReport.Kind.COMPLETION, decision=ProgressReport.Decision.NONE)
    if seen is not None and seen != filed.pk:
        raise NotAllowed("Cơ quan đã gửi kết quả khác từ khi bạn mở trang. Xem kết quả mới rồi quyết định.")
    if version is not None and version != filed.version:
        raise NotAllowed("Cơ quan vừa sửa kết quả từ khi bạn mở trang. Xem kết quả mới rồi quyết định.")
    filed.decision, filed.decided_by, filed.decided_at, filed.reason = decision, by, calendar.now(), reason
    filed.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    return filed
