"""When to urge: the rules of the ladders, and the ledger of what was fired."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies import calendar
from directives.models import Assignment
from notifications.models import OutgoingMessage


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    def active(self) -> "ReminderRuleQuerySet":
        return self.filter(is_active=True)


class About(models.TextChoices):
    """What is waited for; each has a day until which it is in time (subjects)."""

    DEADLINE = "deadline", "Thời hạn"
    ACCEPTANCE = "acceptance", "Tiếp nhận"
    UPDATE = "update", "Cập nhật tiến độ"
    CONTRIBUTION = "contribution", "Ý kiến phối hợp"
    EXPLANATION = "explanation", "Giải trình"
    ANSWER = "answer", "Đọc giải trình"
    CONFIRMATION = "confirmation", "Xác nhận kết quả"
    EXTENSION = "extension", "Quyết định gia hạn"
    DECLINED = "declined", "Giao lại việc bị từ chối"


class ReminderRule(models.Model):
    """A rung of a ladder: how many days from the day it is about, and who is told."""

    name = models.CharField("tên", max_length=100, unique=True)
    about = models.CharField("nhắc về", max_length=12, choices=About, default=About.DEADLINE)
    days_from_due = models.SmallIntegerField(
        "số ngày so với hạn", help_text="Âm: trước hạn; 0: đúng ngày hạn; dương: sau hạn."
    )
    repeat_every = models.PositiveSmallIntegerField("nhắc lại sau mỗi (ngày)", null=True, blank=True)
    to_delegate = models.BooleanField("người được giao", default=True)
    to_focal = models.BooleanField("cán bộ đầu mối", default=True)
    to_head = models.BooleanField("thủ trưởng cơ quan", default=True)
    to_monitor = models.BooleanField("chuyên viên theo dõi", default=False)
    to_office_head = models.BooleanField("lãnh đạo Văn phòng", default=False)
    to_leader = models.BooleanField("lãnh đạo chỉ đạo", default=False)
    is_active = models.BooleanField("đang dùng", default=True)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc nhắc việc"
        verbose_name_plural = "quy tắc nhắc việc"
        ordering = ["days_from_due", "pk"]
        constraints = [
            models.CheckConstraint(name="rule_about_known", condition=Q(about__in=About.values)),
            models.CheckConstraint(
                name="rule_repeats_only_overdue",
                condition=Q(repeat_every__isnull=True) | Q(repeat_every__gt=0, days_from_due__gt=0),
                violation_error_message="Chỉ nhắc lại sau khi đã quá hạn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audience(self) -> list[str]:
        """Who is told, in words."""
        names = [field.name for field in self._meta.fields if field.name.startswith("to_")]
        return [str(self._meta.get_field(name).verbose_name) for name in names if getattr(self, name)]  # type: ignore[union-attr]

    @property
    def escalates(self) -> bool:
        """Whether somebody above the agency is told: never before the days are full."""
        return self.to_monitor or self.to_office_head or self.to_leader


class Reminder(models.Model):
    """Proof that one person was told of a rung reached for a day. The constraint stops a second one."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reminders")
    rule = models.ForeignKey(ReminderRule, models.PROTECT, related_name="reminders")
    due_on = models.DateField()  # the day it was about; a new one (an extension) earns new reminders
    repetition = models.PositiveSmallIntegerField(default=0)  # 0, then 1, 2, ... of a rule that repeats
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    message = models.ForeignKey(OutgoingMessage, models.PROTECT, null=True, related_name="reminders")
    planned_on = models.DateField()
    planned_at = models.DateTimeField(default=calendar.now)

    class Meta:
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_once", fields=["assignment", "rule", "due_on", "repetition", "recipient"]
            ),
        ]
        indexes = [models.Index(name="reminder_by_day", fields=["planned_on", "recipient"])]

    def __str__(self) -> str:
        return f"{self.rule} · {self.assignment}"
