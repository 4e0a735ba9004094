"""Who may do what: one table of role and act. It refuses requests, hides buttons and feeds the tests."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse

from .models import Role, User


class Act(models.TextChoices):
    """Something a person does. Each changes something, or opens a room."""

    SEE_MEETINGS = "see_meetings", "Xem cuộc họp và văn bản"
    LOG_MEETING = "log_meeting", "Ghi cuộc họp, văn bản"
    REVIEW = "review", "Rà soát nhiệm vụ dự kiến"
    REMEMBER_NAME = "remember_name", "Ghi nhớ tên gọi cơ quan"
    PUBLISH = "publish", "Phát hành nhiệm vụ"
    ACCEPT = "accept", "Tiếp nhận"
    REPORT = "report", "Báo cáo tiến độ"
    COMPLETE = "complete", "Báo cáo hoàn thành"
    CONFIRM = "confirm", "Xác nhận hoàn thành"
    RETURN = "return", "Trả lại"
    AMEND = "amend", "Sửa báo cáo"
    TAKE_OVER = "take_over", "Nhận lại việc của người đã rời đi"
    DECLINE = "decline", "Từ chối nhiệm vụ"
    DELEGATE = "delegate", "Giao người thực hiện"
    WITHDRAW = "withdraw", "Rút báo cáo"
    PLAN_SUBTASKS = "plan_subtasks", "Chia việc con"
    TICK_SUBTASK = "tick_subtask", "Đánh dấu việc con"
    CONTRIBUTE = "contribute", "Gửi ý kiến phối hợp"
    RETRACT = "retract", "Rút ý kiến phối hợp"
    ASK_CONTRIBUTIONS = "ask_contributions", "Đề nghị gửi ý kiến"
    ASK_EXTENSION = "ask_extension", "Đề nghị gia hạn"
    DECIDE_EXTENSION = "decide_extension", "Quyết định gia hạn"
    SET_DEADLINE = "set_deadline", "Đổi thời hạn"
    PAUSE = "pause", "Tạm dừng"
    RESUME = "resume", "Tiếp tục thực hiện"
    REVOKE = "revoke", "Thu hồi"
    REOPEN = "reopen", "Mở lại"
    INSIST = "insist", "Yêu cầu tiếp tục"
    REASSIGN = "reassign", "Giao cơ quan khác"
    EDIT_DIRECTIVE = "edit_directive", "Sửa nhiệm vụ"
    ADD_AGENCY = "add_agency", "Giao thêm cơ quan"
    CHANGE_ROLE = "change_role", "Đổi vai trò"
    ASK_EXPLANATION = "ask_explanation", "Yêu cầu giải trình"
    EXPLAIN = "explain", "Giải trình"
    COMMENT = "comment", "Ghi ý kiến"
    INSTRUCT = "instruct", "Chỉ đạo thêm"
    URGE = "urge", "Đôn đốc"
    CRITICISE = "criticise", "Phê bình, yêu cầu kiểm điểm"
    MERGE = "merge", "Gộp nhiệm vụ"
    UNMERGE = "unmerge", "Bỏ gộp"
    REPLACE = "replace", "Thay nhiệm vụ"
    SUCCEED = "succeed", "Chuyển cho cơ quan kế thừa"
    STAR = "star", "Gắn sao trọng tâm"
    SPLIT = "split", "Tách thành các mốc"
    SET_CYCLE = "set_cycle", "Đặt chu kỳ"
    CHANGE_CYCLE = "change_cycle", "Đổi chu kỳ"
    STOP_CYCLE = "stop_cycle", "Dừng chu kỳ"
    SET_TARGETS = "set_targets", "Đặt chỉ tiêu"
    ENTER_TARGET_VALUES = "enter_target_values", "Nhập số liệu chỉ tiêu"
    SHARE_VIEW = "share_view", "Dùng chung bộ lọc sổ theo dõi"
    SET_RULES = "set_rules", "Đặt quy tắc theo dõi"
    SEE_PROVINCE = "see_province", "Xem bảng điều hành toàn tỉnh"
    SEE_OFFICE = "see_office", "Xem bảng điều hành Văn phòng"
    SEE_OWN_DIRECTED = "see_own_directed", "Xem bảng điều hành của mình"
    SEE_OWN_AGENCY = "see_own_agency", "Xem bảng điều hành cơ quan mình"
    SEE_REPORTS = "see_reports", "Xem báo cáo tháng"
    COMPARE_DAYS = "compare_days", "So sánh hai ngày"
    SEE_SCORES = "see_scores", "Xem phiếu chấm điểm"
    TELL_RESULTS = "tell_results", "Thông báo kết quả tháng cho cơ quan"
    PUBLISH_NUMBERS = "publish_numbers", "Công bố số liệu"
    SEE_DELIVERIES = "see_deliveries", "Xem nhật ký gửi tin"
    RESEND = "resend", "Gửi lại thư"
    SET_WEBHOOKS = "set_webhooks", "Đặt webhook"
    MANAGE = "manage", "Quản trị danh mục"


_OFFICE = {
    Act.SEE_MEETINGS,
    Act.LOG_MEETING,
    Act.REVIEW,
    Act.REMEMBER_NAME,
    Act.PUBLISH,
    Act.CONFIRM,
    Act.RETURN,
    Act.INSIST,
    Act.REASSIGN,
    Act.EDIT_DIRECTIVE,
    Act.ADD_AGENCY,
    Act.CHANGE_ROLE,
    Act.COMMENT,
    Act.URGE,
    Act.MERGE,
    Act.UNMERGE,
    Act.REPLACE,
    Act.STAR,
    Act.SPLIT,
    Act.SET_CYCLE,
    Act.SET_TARGETS,
    Act.ENTER_TARGET_VALUES,
    Act.SHARE_VIEW,
    Act.SEE_PROVINCE,
    Act.SEE_REPORTS,
    Act.COMPARE_DAYS,
    Act.SEE_SCORES,
    Act.TELL_RESULTS,
    Act.SEE_OFFICE,
    Act.SEE_DELIVERIES,
    Act.RESEND,
}
# What only the head of the Office decides (DESIGN: who uses it).
_OFFICE_HEAD = {
    Act.SEE_OWN_DIRECTED,
    Act.TAKE_OVER,
    Act.DECIDE_EXTENSION,
    Act.SET_DEADLINE,
    Act.PAUSE,
    Act.RESUME,
    Act.REVOKE,
    Act.REOPEN,
    Act.CRITICISE,
    Act.SUCCEED,
    Act.CHANGE_CYCLE,
    Act.STOP_CYCLE,
    Act.SET_RULES,
    Act.PUBLISH_NUMBERS,
    Act.SET_WEBHOOKS,
}

# Who sees everything and decides nothing on the work (DESIGN: who uses it).
_READS_ALL = {
    Act.SEE_MEETINGS,
    Act.SEE_PROVINCE,
    Act.SEE_REPORTS,
    Act.COMPARE_DAYS,
    Act.SEE_SCORES,
    Act.SEE_DELIVERIES,
}

MAY: dict[Role, set[Act]] = {
    Role.LEADER: {
        Act.SEE_MEETINGS,
        Act.SEE_PROVINCE,
        Act.SEE_REPORTS,
        Act.COMPARE_DAYS,
        Act.SEE_SCORES,
        Act.SEE_OWN_DIRECTED,
        Act.STAR,
        Act.COMMENT,
        Act.INSTRUCT,
        Act.ASK_EXPLANATION,
    },
    Role.OFFICE_HEAD: _OFFICE | _OFFICE_HEAD,
    Role.OFFICE_STAFF: _OFFICE,
    Role.AGENCY_HEAD: {
        Act.SEE_OWN_AGENCY,
        Act.COMPARE_DAYS,
        Act.SEE_SCORES,
        Act.TAKE_OVER,
        Act.ACCEPT,
        Act.DECLINE,
        Act.DELEGATE,
        Act.REPORT,
        Act.WITHDRAW,
        Act.AMEND,
        Act.COMPLETE,
        Act.CONTRIBUTE,
        Act.RETRACT,
        Act.ASK_CONTRIBUTIONS,
        Act.PLAN_SUBTASKS,
        Act.TICK_SUBTASK,
        Act.ASK_EXTENSION,
        Act.EXPLAIN,
        Act.ENTER_TARGET_VALUES,
    },
    Role.AGENCY_STAFF: {
        Act.SEE_OWN_AGENCY,
        Act.COMPARE_DAYS,
        Act.SEE_SCORES,
        Act.REPORT,
        Act.WITHDRAW,
        Act.AMEND,
        Act.CONTRIBUTE,
        Act.RETRACT,
        Act.ASK_CONTRIBUTIONS,
        Act.PLAN_SUBTASKS,
        Act.TICK_SUBTASK,
        Act.EXPLAIN,
        Act.ENTER_TARGET_VALUES,
    },
    Role.AUDITOR: _READS_ALL,
    Role.ADMIN: _READS_ALL | {Act.SET_WEBHOOKS, Act.MANAGE},
}


def may(user: User, act: Act) -> bool:
    """Whether the person's role is allowed the act at all; rules about the row come on top."""
    return user.is_authenticated and act in MAY[Role(user.role)]


def roles_with(act: Act) -> list[Role]:
    """The roles that are allowed the act."""
    return [role for role, acts in MAY.items() if act in acts]


def demand(user: User, act: Act) -> None:
    """Raise PermissionDenied (403) unless the person's role is allowed the act."""
    if not may(user, act):
        raise PermissionDenied


View = Callable[..., HttpResponse]


def requires(act: Act) -> Callable[[View], View]:
    """Decorator of a view that only those who may do the act can open."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            demand(request.user, act)  # type: ignore[arg-type]
            return view(request, *args, **kwargs)

        return guarded

    return decorate
