"""Events as sentences: who, when, what, and field by field what it changed. Made when read, never stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import Truncator

from accounts.access import Act, may
from accounts.models import User
from meetings.models import Document

from .models import Assignment, Directive, Event, Urging
from .models.assignment import Confirmation, Quality, WorkState
from .models.directive import DeadlineKind, Field, Priority
from .parties import Names

_NOTHING, _NO_DEADLINE = "chưa có", "không thời hạn"
# Their text stands in full elsewhere on the page.
_TOLD_IN_FULL = (
    Event.Kind.REPORTED,
    Event.Kind.COMPLETED,
    Event.Kind.CONTRIBUTED,
    Event.Kind.EXPLANATION_ASKED,
    Event.Kind.EXPLAINED,
    Event.Kind.URGED,
)
_NOTE_SHOWN = 120
# What another document than the directive's own did to it.
_ELSEWHERE = (Event.Kind.REPEATED, Event.Kind.REPLACED)
# What is done to all shares together is told once, for the directive.
_OF_THE_WHOLE = (Event.Kind.MERGED, Event.Kind.UNMERGED, Event.Kind.REPLACED)
# What the sentence says after the name of who did it; {agency} is the one whose share it was.
_DID: dict[str, str] = {
    Event.Kind.DOCUMENT_ADDED: "nhập văn bản",
    Event.Kind.DOCUMENT_PUBLISHED: "phát hành văn bản",
    Event.Kind.NAMED: "ghi nhớ tên gọi cơ quan",
    Event.Kind.PUBLISHED: "giao nhiệm vụ",
    Event.Kind.REPEATED: "nhắc lại nhiệm vụ",
    Event.Kind.ACCEPTED: "tiếp nhận nhiệm vụ của {agency}",
    Event.Kind.REPORTED: "báo cáo tiến độ của {agency}",
    Event.Kind.COMPLETED: "nộp báo cáo hoàn thành của {agency}",
    Event.Kind.CONFIRMED: "xác nhận {agency} đã hoàn thành",
    Event.Kind.RETURNED: "trả lại kết quả của {agency}",
    Event.Kind.WITHDRAWN: "rút báo cáo của {agency}",
    Event.Kind.AMENDED: "sửa báo cáo của {agency}",
    Event.Kind.DECLINED: "từ chối nhiệm vụ của {agency}",
    Event.Kind.INSISTED: "yêu cầu {agency} tiếp tục thực hiện",
    Event.Kind.REASSIGNED: "chuyển phần việc của {agency} cho cơ quan khác",
    Event.Kind.ADDED: "giao thêm cho {agency}",
    Event.Kind.ROLE_CHANGED: "đổi vai trò của {agency}",
    Event.Kind.EDITED: "sửa thông tin nhiệm vụ",
    Event.Kind.STARRED: "gắn sao trọng tâm",
    Event.Kind.UNSTARRED: "bỏ sao trọng tâm",
    Event.Kind.DELEGATED: "phân công người thực hiện tại {agency}",
    Event.Kind.CONTRIBUTED: "gửi ý kiến phối hợp của {agency}",
    Event.Kind.RETRACTED: "rút ý kiến phối hợp của {agency}",
    Event.Kind.CONTRIBUTION_ASKED: "đề nghị {agency} gửi ý kiến phối hợp",
    Event.Kind.CONTRIBUTIONS_ASKED: "đề nghị các cơ quan phối hợp gửi ý kiến",
    Event.Kind.SUBTASK_ADDED: "thêm việc con tại {agency}",
    Event.Kind.SUBTASK_CHANGED: "sửa việc con tại {agency}",
    Event.Kind.SUBTASK_REMOVED: "bỏ việc con tại {agency}",
    Event.Kind.SUBTASK_DONE: "hoàn thành việc con tại {agency}",
    Event.Kind.SUBTASK_REOPENED: "mở lại việc con tại {agency}",
    Event.Kind.EXTENSION_ASKED: "đề nghị gia hạn cho {agency}",
    Event.Kind.EXTENSION_GRANTED: "đồng ý gia hạn cho {agency}",
    Event.Kind.EXTENSION_REFUSED: "không đồng ý gia hạn cho {agency}",
    Event.Kind.DEADLINE_SET: "đổi thời hạn của {agency}",
    Event.Kind.PAUSED: "cho {agency} tạm dừng thực hiện",
    Event.Kind.RESUMED: "cho {agency} tiếp tục thực hiện",
    Event.Kind.REVOKED: "thu hồi nhiệm vụ đã giao {agency}",
    Event.Kind.REOPENED: "mở lại việc của {agency}",
    Event.Kind.MERGED: "gộp nhiệm vụ",
    Event.Kind.UNMERGED: "bỏ gộp nhiệm vụ",
    Event.Kind.REPLACED: "thay nhiệm vụ",
    Event.Kind.SUCCEEDED: "chuyển việc của {agency} cho cơ quan kế thừa",
    Event.Kind.INHERITED: "giao {agency} tiếp nhận việc của cơ quan đã kết thúc hoạt động",
    Event.Kind.RELEASED: "kết thúc phần phối hợp của {agency}",
    Event.Kind.EXPLANATION_ASKED: "yêu cầu {agency} giải trình",
    Event.Kind.EXPLAINED: "gửi giải trình của {agency}",
    Event.Kind.EXPLANATION_DROPPED: "rút yêu cầu giải trình đối với {agency}",
    Event.Kind.INSTRUCTED: "chỉ đạo thêm",
    Event.Kind.COMMENTED: "ghi ý kiến",
    Event.Kind.NOTED: "ghi ý kiến nội bộ",
    Event.Kind.COMMENT_TAKEN_BACK: "thu hồi ý kiến",
    Event.Kind.NOTE_TAKEN_BACK: "thu hồi ý kiến nội bộ",
    Event.Kind.URGED: "đôn đốc {agency}",
    Event.Kind.LETTER_FILED: "lưu công văn đã ký đôn đốc {agency}",
    Event.Kind.SPLIT: "tách phần việc của {agency}",
    Event.Kind.CYCLE_SET: "đặt chu kỳ",
    Event.Kind.CYCLE_CHANGED: "đổi chu kỳ",
    Event.Kind.CYCLE_STOPPED: "dừng chu kỳ",
    Event.Kind.REMINDED: "nhắc về việc của {agency}",
}


# What happens both to a share and to a directive as a whole.
_DID_TO_ALL: dict[str, str] = {Event.Kind.SPLIT: "tách nhiệm vụ"}
_TAKEN_BACK = "thôi phân công người thực hiện tại {agency}"


@dataclass(frozen=True)
class Change:
    """One field: its name, what it was (empty when it was nothing), what it became."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One line of history."""

    at: datetime
    kind: str
    who: str
    position: str
    did: str
    note: str
    changes: list[Change]
    document: Document | None = None  # in which it happened, for those who may read it
    place: str = ""  # that document in words, for everybody


def history_of(directive: Directive, user: User) -> list[Entry]:
    """What happened to the directive, newest first: all of it, or what concerns the person's own agencies."""
    events = (
        Event.objects.filter(directive=directive)
        .exclude(kind__in=_OF_THE_WHOLE, assignment__isnull=False)
        .readable_by(user)
        .select_related("actor", "assignment__agency", "document")
        .defer("document__text")
    )
    if not user.sees_all:
        events = events.about(Assignment.objects.visible_to(user))
    return [entry(event, reads_texts=may(user, Act.SEE_MEETINGS)) for event in events]


def entry(event: Event, *, reads_texts: bool = False) -> Entry:
    """The event in words. A field we have no word for is not shown."""
    document = event.document if event.kind in _ELSEWHERE else None
    agency = event.assignment.agency.short_name if event.assignment else "cơ quan"
    did = _DID_TO_ALL.get(event.kind) if event.assignment is None else None
    if event.kind == Event.Kind.DELEGATED and event.data.get("delegate", [None, ""])[1] is None:
        did = _TAKEN_BACK.format(agency=agency)
    return Entry(
        at=event.at,
        kind=event.kind,
        who=event.actor_name,
        position=event.actor.position if event.actor else "",
        did=did or _DID[event.kind].format(agency=agency),
        note=Truncator(event.note).chars(_NOTE_SHOWN) if event.kind in _TOLD_IN_FULL else event.note,
        changes=[
            Change(
                label,
                words(old) if old else (_NO_DEADLINE if moves_day else ""),
                words(new) if new or new == 0 else (_NO_DEADLINE if moves_day else _NOTHING),
            )
            for name, (label, words) in _FIELDS.items()
            if name in event.data
            for old, new in [event.data[name]]
            for moves_day in [name == "due_on" and event.kind == Event.Kind.DEADLINE_SET]
            if new is not None or name not in _SETTLED
        ],
        document=document if reads_texts else None,
        place=str(document or ""),
    )


def _day(value: Any) -> str:
    return f"{date.fromisoformat(value):%d/%m/%Y}"


def _percent(value: Any) -> str:
    return f"{value} %"


def _names(value: Any) -> str:
    return Names(value).few


def _listed(value: Any) -> str:
    return ", ".join(value)


def _work_state(value: Any) -> str:
    return str(WorkState(value).label)


def _confirmation(value: Any) -> str:
    return str(Confirmation(value).label)


def _quality(value: Any) -> str:
    return str(Quality(value).label)


def _field(value: Any) -> str:
    return str(Field(value).label)


def _deadline_kind(value: Any) -> str:
    return str(DeadlineKind(value).label)


def _priority(value: Any) -> str:
    return str(Priority(value).label)


def _urging_kind(value: Any) -> str:
    return str(Urging.Kind(value).label)


def _role(value: Any) -> str:
    return str(Assignment.Role(value).label)


# What was asked is answered by the act itself: that nothing is asked any more is no news.
_SETTLED = {"asked_due_on", "contribute_by", "explain_on", "subtask_due_on"}
# In the order in which they are shown. Days that only repeat the moment of the event are left out.
_FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "cycle": ("Chu kỳ", str),
    "starts_on": ("Áp dụng từ ngày", _day),
    "ends_on": ("Đến hết ngày", _day),
    "lead": ("Chủ trì", _names),
    "coordinator": ("Phối hợp", _names),
    "parts": ("Số phần", str),
    "title": ("Tên nhiệm vụ", str),
    "field": ("Lĩnh vực", _field),
    "priority": ("Độ khẩn", _priority),
    "deliverable": ("Sản phẩm", str),
    "monitor": ("Chuyên viên theo dõi", str),
    "directing_leader": ("Lãnh đạo chỉ đạo", str),
    "merged_into": ("Gộp vào", str),
    "merged": ("Gộp từ", str),
    "replaced_by": ("Thay bằng", str),
    "replaces": ("Thay cho", _listed),
    "agency": ("Cơ quan", str),
    "role": ("Vai trò", _role),
    "delegate": ("Người thực hiện", str),
    "deadline_kind": ("Loại thời hạn", _deadline_kind),
    "due_on": ("Hạn", _day),
    "subtask": ("Việc con", str),
    "subtask_person": ("Người làm", str),
    "subtask_due_on": ("Hạn việc con", _day),
    "asked": ("Cơ quan được đề nghị", _listed),
    "contribute_by": ("Gửi ý kiến chậm nhất", _day),
    "asked_due_on": ("Đề nghị gia hạn đến", _day),
    "explain_on": ("Hạn giải trình", _day),
    "urging": ("Lần đôn đốc", str),
    "urging_kind": ("Hình thức", _urging_kind),
    "letter": ("Công văn", str),
    "rules": ("Mức nhắc", _listed),
    "recipients": ("Người nhận", _listed),
    "work_state": ("Tình trạng", _work_state),
    "confirmation": ("Kết quả", _confirmation),
    "percent": ("Tiến độ", _percent),
    "done": ("Kết quả đã thực hiện", str),
    "difficulties": ("Khó khăn, vướng mắc", str),
    "proposals": ("Đề xuất, kiến nghị", str),
    "product_number": ("Số văn bản kết quả", str),
    "product_on": ("Ngày văn bản kết quả", _day),
    "files": ("Tệp đính kèm", _listed),
    "quality": ("Chất lượng", _quality),
    "filed_on": ("Ngày báo cáo hoàn thành", _day),
    "finished_on": ("Ngày hoàn thành", _day),
}
