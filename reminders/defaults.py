"""The rules as they are delivered: DOMAIN's decisions, to which an office can go back.

The migrations made the rules with these values; a test holds that both are the same.
"""

from dataclasses import dataclass
from typing import Any

from .models import CAPACITIES, About

AGENCY = ("to_delegate", "to_focal", "to_head")
HEADS = ("to_focal", "to_head")
OFFICE = ("to_monitor", "to_office_head", "to_leader")


@dataclass(frozen=True)
class Default:
    """One rung: its name, how many days from its day, how often again, whom it tells."""

    name: str
    days: int
    again: int | None
    audience: tuple[str, ...]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the rule."""
        told = {capacity: capacity in self.audience for capacity in CAPACITIES}
        days = {"days_from_due": self.days, "repeat_every": self.again}
        return {"name": self.name, **days, **told, "is_active": True}


DEFAULTS: dict[About, tuple[Default, ...]] = {
    About.DEADLINE: (
        Default("Trước hạn 7 ngày", -7, None, AGENCY),
        Default("Trước hạn 3 ngày", -3, None, AGENCY),
        Default("Trước hạn 1 ngày", -1, None, AGENCY),
        Default("Đúng ngày hạn", 0, None, AGENCY),
        Default("Quá hạn", 1, 3, AGENCY),
        Default("Quá hạn 3 ngày: báo chuyên viên theo dõi", 3, None, ("to_monitor",)),
        Default("Quá hạn 10 ngày: báo lãnh đạo", 10, None, OFFICE),
    ),
    About.ACCEPTANCE: (Default("Chưa tiếp nhận", 1, 3, HEADS),),
    About.UPDATE: (Default("Chưa cập nhật tiến độ", 1, 7, AGENCY),),
    About.CONTRIBUTION: (
        Default("Còn 1 ngày để gửi ý kiến", -1, None, AGENCY),
        Default("Ngày cuối để gửi ý kiến", 0, None, AGENCY),
        Default("Chậm gửi ý kiến", 1, 3, AGENCY),
    ),
    About.EXPLANATION: (
        Default("Còn 1 ngày để giải trình", -1, None, HEADS),
        Default("Ngày cuối để giải trình", 0, None, HEADS),
        Default("Chậm giải trình", 1, 3, HEADS),
        Default("Chậm giải trình: báo người yêu cầu", 1, None, ("to_monitor", "to_leader")),
    ),
    About.ANSWER: (Default("Đã giải trình, chờ đọc", 1, 3, ("to_leader",)),),
    About.CONFIRMATION: (
        Default("Chậm xác nhận kết quả", 1, 3, ("to_monitor",)),
        Default("Chậm xác nhận 3 ngày: báo lãnh đạo Văn phòng", 3, None, ("to_office_head",)),
    ),
    About.EXTENSION: (Default("Đề nghị gia hạn chờ quyết định", 1, 2, ("to_office_head",)),),
    About.DECLINED: (Default("Việc bị từ chối chờ giao lại", 1, 3, ("to_monitor",)),),
    About.INSTRUCTION: (Default("Có chỉ đạo thêm", 1, None, (*AGENCY, "to_monitor")),),
}
