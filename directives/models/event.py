"""The history: what happened, who did it, when. Written once; the database refuses to change or delete it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Role, User
from agencies import calendar
from meetings.models import Document

from .assignment import Assignment, AssignmentQuerySet
from .directive import Directive


class EventQuerySet(models.QuerySet["Event"]):
    def readable_by(self, user: User) -> "EventQuerySet":
        """Without what leaders and the Office said among themselves, for those who are neither."""
        internal = (Event.Kind.NOTED, Event.Kind.NOTE_TAKEN_BACK)
        return self if user.role in Role.reading_internal() else self.exclude(kind__in=internal)

    def about(self, shares: AssignmentQuerySet) -> "EventQuerySet":
        """What happened to these shares, or to their directives as a whole."""
        return self.filter(Q(assignment__isnull=True) | Q(assignment__in=shares))


class Event(models.Model):
    """One thing that happened to a document, a directive or an assignment, field by field."""

    class Kind(models.TextChoices):
        DOCUMENT_ADDED = "document_added", "Nhập văn bản"
        DOCUMENT_PUBLISHED = "document_published", "Phát hành văn bản"
        NAMED = "named", "Ghi nhớ tên gọi cơ quan"
        PUBLISHED = "published", "Giao nhiệm vụ"
        REPEATED = "repeated", "Nhắc lại nhiệm vụ"
        ACCEPTED = "accepted", "Tiếp nhận"
        REPORTED = "reported", "Báo cáo tiến độ"
        COMPLETED = "completed", "Báo cáo hoàn thành"
        CONFIRMED = "confirmed", "Xác nhận hoàn thành"
        RETURNED = "returned", "Trả lại"
        WITHDRAWN = "withdrawn", "Rút báo cáo"
        AMENDED = "amended", "Sửa báo cáo"
        DECLINED = "declined", "Từ chối nhiệm vụ"
        INSISTED = "insisted", "Yêu cầu tiếp tục thực hiện"
        REASSIGNED = "reassigned", "Giao cơ quan khác"
        ADDED = "added", "Giao thêm cơ quan"
        ROLE_CHANGED = "role_changed", "Đổi vai trò"
        EDITED = "edited", "Sửa nhiệm vụ"
        STARRED = "starred", "Gắn sao trọng tâm"
        UNSTARRED = "unstarred", "Bỏ sao trọng tâm"
        CONTRIBUTED = "contributed", "Gửi ý kiến phối hợp"
        RETRACTED = "retracted", "Rút ý kiến phối hợp"
        CONTRIBUTION_ASKED = "contribution_asked", "Đề nghị gửi ý kiến"
        CONTRIBUTIONS_ASKED = "contributions_asked", "Đề nghị các cơ quan phối hợp gửi ý kiến"
        SUBTASK_ADDED = "subtask_added", "Thêm việc con"
        SUBTASK_CHANGED = "subtask_changed", "Sửa việc con"
        SUBTASK_REMOVED = "subtask_removed", "Bỏ việc con"
        SUBTASK_DONE = "subtask_done", "Xong việc con"
        SUBTASK_REOPENED = "subtask_reopened", "Mở lại việc con"
        DELEGATED = "delegated", "Giao người thực hiện"
        EXTENSION_ASKED = "extension_asked", "Đề nghị gia hạn"
        EXTENSION_GRANTED = "extension_granted", "Đồng ý gia hạn"
        EXTENSION_REFUSED = "extension_refused", "Không đồng ý gia hạn"
        DEADLINE_SET = "deadline_set", "Đổi thời hạn"
        PAUSED = "paused", "Tạm dừng"
        RESUMED = "resumed", "Tiếp tục thực hiện"
        REVOKED = "revoked", "Thu hồi"
        REOPENED = "reopened", "Mở lại"
        MERGED = "merged", "Gộp nhiệm vụ"
        UNMERGED = "unmerged", "Bỏ gộp"
        REPLACED = "replaced", "Thay nhiệm vụ"
        SUCCEEDED = "succeeded", "Chuyển cho cơ quan kế thừa"
        INHERITED = "inherited", "Nhận từ cơ quan đã kết thúc"
        RELEASED = "released", "Kết thúc phối hợp"
        EXPLANATION_ASKED = "explanation_asked", "Yêu cầu giải trình"
        EXPLAINED = "explained", "Giải trình"
        EXPLANATION_DROPPED = "explanation_dropped", "Rút yêu cầu giải trình"
        INSTRUCTED = "instructed", "Chỉ đạo thêm"
        COMMENTED = "commented", "Ý kiến"
        NOTED = "noted", "Ý kiến nội bộ"
        COMMENT_TAKEN_BACK = "comment_taken_back", "Thu hồi ý kiến"
        NOTE_TAKEN_BACK = "note_taken_back", "Thu hồi ý kiến nội bộ"
        URGED = "urged", "Đôn đốc"
        LETTER_FILED = "letter_filed", "Lưu công văn đôn đốc"
        SPLIT = "split", "Tách nhiệm vụ"
        CYCLE_SET = "cycle_set", "Đặt chu kỳ"
        CYCLE_CHANGED = "cycle_changed", "Đổi chu kỳ"
        CYCLE_STOPPED = "cycle_stopped", "Dừng chu kỳ"
        REMINDED = "reminded", "Nhắc việc tự động"

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="events")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="events")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=calendar.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: system
    actor_name = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="event_about_something", condition=Q(document__isnull=False) | Q(directive__isnull=False)
            ),
            models.CheckConstraint(
                name="event_assignment_has_directive",
                condition=Q(assignment__isnull=True) | Q(directive__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="event_of_directive", fields=["directive", "-at"]),
            models.Index(name="event_of_document", fields=["document", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.actor_name}"
