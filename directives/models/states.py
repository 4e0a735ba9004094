"""The states of a share of work which are stored. The third axis, time, is computed (deadlines)."""

from django.db import models


class WorkState(models.TextChoices):
    """First axis: how far the agency's work has got."""

    NEW = "new", "Mới giao"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    DONE = "done", "Hoàn thành"
    PAUSED = "paused", "Tạm dừng"
    REVOKED = "revoked", "Thu hồi"
    DECLINED = "declined", "Từ chối"
    SPLIT = "split", "Đã tách"  # the directive got children, which have shares of their own


class Confirmation(models.TextChoices):
    """Second axis: what the Office has said of the filed result."""

    NONE = "none", "Chưa báo cáo hoàn thành"
    PENDING = "pending", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    RETURNED = "returned", "Bị trả lại"


class Quality(models.TextChoices):
    """What the Office thinks of a result that it confirms; it may leave it open."""

    NONE = "", "Không đánh giá"
    EXCELLENT = "excellent", "Xuất sắc"
    GOOD = "good", "Tốt"
    FAIR = "fair", "Đạt"


LEFT = (WorkState.REVOKED, WorkState.DECLINED, WorkState.SPLIT)
OPEN = (WorkState.NEW, WorkState.ACCEPTED, WorkState.IN_PROGRESS)
