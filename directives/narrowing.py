"""What the register can be asked for: the values of its address, their words, and the rows they keep."""

from collections.abc import Callable
from datetime import date
from typing import Any

from .deadlines import Timing
from .models.assignment import WorkState
from .models.rules import FollowUpRules
from .models.states import Quality

Narrowing = Callable[[Any, date], Any]  # of shares, and leaves what they are

ROLES: dict[str, str] = {"lead": "Chủ trì", "coordinator": "Phối hợp", "all": "Chủ trì và phối hợp"}

# value in the address → words (which may name a rule's number), what it keeps
STATES: dict[str, tuple[str, Narrowing]] = {
    "not_done": ("Chưa hoàn thành", lambda rows, on: rows.not_done()),
    "open": ("Đang mở", lambda rows, on: rows.open()),
    "new": ("Mới giao", lambda rows, on: rows.new()),
    "accepted": ("Đã tiếp nhận", lambda rows, on: rows.in_state(WorkState.ACCEPTED)),
    "in_progress": ("Đang thực hiện", lambda rows, on: rows.in_state(WorkState.IN_PROGRESS)),
    "with_agency": ("Chờ cơ quan báo cáo", lambda rows, on: rows.waiting_on_agency()),
    "contributed": ("Đã gửi ý kiến", lambda rows, on: rows.contribution_stands()),
    "pending": ("Chờ xác nhận", lambda rows, on: rows.pending()),
    "returned": ("Bị trả lại", lambda rows, on: rows.returned()),
    "done": ("Hoàn thành", lambda rows, on: rows.done()),
    "paused": ("Tạm dừng", lambda rows, on: rows.paused()),
    "declined": ("Bị từ chối", lambda rows, on: rows.in_state(WorkState.DECLINED)),
    "revoked": ("Thu hồi", lambda rows, on: rows.in_state(WorkState.REVOKED)),
    "split": ("Đã tách", lambda rows, on: rows.in_state(WorkState.SPLIT)),
}
# Out of all counts: shown only when asked for by name.
LEFT = ("declined", "revoked", "split")
TIMES: dict[str, tuple[str, Narrowing]] = {
    "overdue": ("Quá hạn", lambda rows, on: rows.overdue(on)),
    "due_today": ("Đến hạn hôm nay", lambda rows, on: rows.due_within(0, on)),
    "due_soon": ("Đến hạn trong {rules.soon_days} ngày", lambda rows, on: rows.due_soon(on)),
    "due_week": ("Đến hạn trong 7 ngày", lambda rows, on: rows.due_within(6, on)),
    "due_fortnight": ("Đến hạn trong 14 ngày", lambda rows, on: rows.due_within(13, on)),
    "on_track": ("Còn hơn {rules.soon_days} ngày", lambda rows, on: rows.on_track(on)),
    "open_in_time": ("Chưa hoàn thành, trong hạn", lambda rows, on: rows.open_in_time(on)),
    "no_deadline": ("Không thời hạn", lambda rows, on: rows.no_deadline()),
    "finished": ("Hoàn thành, có thời hạn", lambda rows, on: rows.done_with_deadline()),
    "finished_on_time": (
        "Hoàn thành đúng hạn",
        lambda rows, on: rows.finished(Timing.FINISHED_ON_TIME),
    ),
    "finished_late": ("Hoàn thành quá hạn", lambda rows, on: rows.finished(Timing.FINISHED_LATE)),
    "finished_original": ("Hoàn thành, có hạn ban đầu", lambda rows, on: rows.done_with_original()),
    "finished_on_time_original": (
        "Hoàn thành đúng hạn ban đầu",
        lambda rows, on: rows.on_time_original(),
    ),
}
FLAGS: dict[str, tuple[str, Narrowing]] = {
    "asks_extension": ("Đang đề nghị gia hạn", lambda rows, on: rows.asking_extension()),
    "new": ("Chưa tiếp nhận", lambda rows, on: rows.new()),
    "late_to_accept": ("Chậm tiếp nhận", lambda rows, on: rows.late_to_accept(on)),
    "not_updated": ("Chưa cập nhật {rules.update_every_days} ngày", lambda rows, on: rows.not_updated(on)),
    "fallen_due": ("Đã đến hạn (hoàn thành hoặc quá hạn)", lambda rows, on: rows.fallen_due(on)),
    "starred": ("Trọng tâm", lambda rows, on: rows.filter(directive__starred=True)),
    "to_explain": ("Đang phải giải trình", lambda rows, on: rows.to_explain()),
    "undelegated": ("Chưa giao người thực hiện", lambda rows, on: rows.filter(delegate__isnull=True)),
    "of_group": ("Giao theo nhóm cơ quan", lambda rows, on: rows.filter(group__isnull=False)),
    "late_to_confirm": (
        "Chậm xác nhận, quá {rules.confirm_within_days} ngày làm việc",
        lambda rows, on: rows.late_to_confirm(on),
    ),
    "entered_late": ("Nhập chậm so với văn bản", lambda rows, on: rows.entered_late()),
    "undirected": (
        "Chưa gắn lãnh đạo chỉ đạo",
        lambda rows, on: rows.filter(directive__directing_leader__isnull=True),
    ),
    "excellent": ("Kết quả được đánh giá xuất sắc", lambda rows, on: rows.marked(Quality.EXCELLENT)),
    "good": ("Kết quả được đánh giá tốt", lambda rows, on: rows.marked(Quality.GOOD)),
    "fair": ("Kết quả được đánh giá đạt", lambda rows, on: rows.marked(Quality.FAIR)),
    "unmonitored": (
        "Chưa có chuyên viên theo dõi",
        lambda rows, on: rows.filter(directive__monitor__isnull=True),
    ),
}
# what the record of past days does not hold
NOT_KEPT = ("to_explain", "explain_to_me", "undelegated", "of_group", "delegate")
# times → words
URGED: dict[str, str] = {"1": "Đã đôn đốc", "2": "Từ 2 lần", "3": "Từ 3 lần", "4": "Từ 4 lần"}
# name in the address → words, what the day bounds
DAYS: dict[str, tuple[str, str]] = {
    "from": ("Giao từ ngày", "assigned_on__gte"),
    "to": ("Giao đến ngày", "assigned_on__lte"),
    "due_from": ("Hạn từ ngày", "due_on__gte"),
    "due_to": ("Hạn đến ngày", "due_on__lte"),
    "done_from": ("Hoàn thành từ ngày", "finished_on__gte"),
    "done_to": ("Hoàn thành đến ngày", "finished_on__lte"),
}
# name in the address → the column it must equal
COLUMNS: dict[str, str] = {
    "agency": "agency",
    "meeting": "directive__document__meeting",
    "document": "directive__document",
    "field": "directive__field",
    "leader": "directive__directing_leader",
    "monitor": "directive__monitor",
    "origin": "directive__origin",
    "priority": "directive__priority",
    "delegate": "delegate",
}


def in_words(words: str, rules: FollowUpRules) -> str:
    """The words with the numbers of the rules: "Chưa cập nhật 7 ngày"."""
    return words.format(rules=rules)
