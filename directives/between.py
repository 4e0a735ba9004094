"""What the register can be asked about two days: the changes between their ends, and the rows of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from .deadlines import Timing
from .models import between, conditions
from .models.share import ShareQuerySet
from .models.states import WorkState

_Rows = TypeVar("_Rows", bound=ShareQuerySet[Any])


@dataclass(frozen=True)
class Change:
    """Something that happened to shares between two days: in words, and its condition on the later one."""

    words: str
    condition: Callable[[date], Q]


def _always(condition: Q) -> Callable[[date], Q]:
    return lambda on: condition


_LATE, _ON_TIME = (conditions.finished(each) for each in (Timing.FINISHED_LATE, Timing.FINISHED_ON_TIME))

# value in the address → what it keeps
CHANGES: dict[str, Change] = {
    "given": Change("Giao mới", _always(between.GIVEN)),
    "came_back": Change("Trở lại thực hiện", _always(between.CAME_BACK)),
    "reopened": Change("Mở lại sau khi hoàn thành", _always(between.REOPENED)),
    "restored": Change("Khôi phục sau thu hồi, từ chối, gộp", _always(between.RESTORED)),
    "made_lead": Change("Chuyển thành chủ trì", _always(between.MADE_LEAD)),
    "finished": Change("Hoàn thành", _always(between.FINISHED)),
    "finished_on_time": Change("Hoàn thành đúng hạn", _always(between.FINISHED & _ON_TIME)),
    "finished_late": Change("Hoàn thành quá hạn", _always(between.FINISHED & _LATE)),
    "finished_without_deadline": Change(
        "Hoàn thành, không thời hạn", _always(between.FINISHED & conditions.NO_DEADLINE)
    ),
    "taken_out": Change("Không còn tính", _always(between.TAKEN_OUT)),
    "revoked": Change("Thu hồi, gộp, thay, chuyển", _always(between.taken_away(WorkState.REVOKED))),
    "declined": Change("Bị từ chối", _always(between.taken_away(WorkState.DECLINED))),
    "split": Change("Đã tách", _always(between.taken_away(WorkState.SPLIT))),
    "unmade_lead": Change("Thôi chủ trì", _always(between.UNMADE_LEAD)),
    "fell_overdue": Change("Phát sinh quá hạn", between.fell_overdue),
    "cleared": Change("Hết quá hạn", between.cleared),
    "cleared_by_result": Change("Hết quá hạn do hoàn thành", _always(between.CLEARED_BY_RESULT)),
    "cleared_otherwise": Change(
        "Hết quá hạn do lùi hạn, nộp đúng hạn hoặc không còn tính",
        lambda on: between.cleared(on) & ~between.CLEARED_BY_RESULT,
    ),
    "extended": Change("Được lùi hạn", _always(between.EXTENDED)),
    "returned": Change("Bị trả lại, chưa nộp lại", _always(between.NEWLY_RETURNED)),
}


def changed_since(rows: _Rows, since: date, change: str | None, on: date) -> _Rows:
    """The rows beside how they stood on the day `since`, if asked those of one change."""
    rows = rows.since(since)
    return rows.filter(CHANGES[change].condition(on)) if change else rows
