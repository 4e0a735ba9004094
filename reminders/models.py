"""When to urge: the rules of the ladders, and the ledger of what was fired."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies import calendar
from directives.models import Assignment
from notifications.models import OutgoingMessage

# The capacities in which a person can hear, as the fields of a rule.
CAPACITIES = ("to_delegate", "to_focal", "to_head", "to_monitor", "to_office_head", "to_leader")


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    def active(self) -> "ReminderRuleQuerySet":
        """Those in use now; `ruling.rules_on` says which were on another day."""
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
    INSTRUCTION = "instruction", "Chỉ đạo thêm"


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
    # what it was called when it was delivered: how `ruling.reset_rules` finds its default again
    delivered_as = models.CharField(max_length=100, blank=True, default="", editable=False)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc nhắc việc"
        verbose_name_plural = "quy tắc nhắc việc"
        ordering = ["days_from_due", "pk"]
        constraints = [
            models.CheckConstraint(name="rule_about_known", condition=Q(about__in=About.values)),
            models.CheckConstraint(
                name="rule_in_use_tells_somebody",
                condition=Q(is_active=False)
                | Q(to_delegate=True)
                | Q(to_focal=True)
                | Q(to_head=True)
                | Q(to_monitor=True)
                | Q(to_office_head=True)
                | Q(to_leader=True),
                violation_error_message="Chọn ít nhất một người được nhắc.",
            ),
            models.CheckConstraint(
                name="rule_repeats_only_overdue",
                condition=Q(repeat_every__isnull=True) | Q(repeat_every__gt=0, days_from_due__gt=0),
                violation_error_message="Chỉ nhắc lại sau khi đã quá hạn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def when(self) -> str:
        """On which day it speaks, in words."""
        days = self.days_from_due
        if not days:
            return "Đúng ngày"
        words = f"{'Trước' if days < 0 else 'Quá'} {abs(days)} ngày"
        return f"{words}, rồi {self.repeat_every} ngày một lần" if self.repeat_every else words

    @property
    def audience(self) -> list[str]:
        """Who is told, in words."""
        return [str(self._meta.get_field(name).verbose_name) for name in CAPACITIES if getattr(self, name)]  # type: ignore[union-attr]

    @property
    def escalates(self) -> bool:
        """Whether somebody above the agency is told: never before the days are full."""
        return self.to_monitor or self.to_office_head or self.to_leader


class ReminderRuleChange(models.Model):
    """One field of a rule that was changed: who, when, from what to what. Written once, as an Event is."""

    rule = models.ForeignKey(ReminderRule, models.PROTECT, related_name="changes")
    rule_name = models.CharField(max_length=100)  # as it was called then
    field = models.CharField(max_length=20)  # of ReminderRule
    old = models.CharField(max_length=100, blank=True)
    new = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(default=calendar.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="reminder_rule_change_is_a_change", condition=~Q(old=F("new"))),
        ]

    def __str__(self) -> str:
        return f"{self.rule_name}, {self.label}: {self.old_words} → {self.new_words}"

    @property
    def label(self) -> str:
        """The field in words."""
        return str(ReminderRule._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]

    @property
    def old_words(self) -> str:
        return _SAID.get(self.old, self.old)

    @property
    def new_words(self) -> str:
        return _SAID.get(self.new, self.new)


_SAID = {"True": "có", "False": "không", "": "không"}


class PlannedDay(models.Model):
    """How far the reminders of a day were planned: what the health check asks."""

    on = models.DateField(primary_key=True)
    reached = models.TimeField()  # who chose this hour or an earlier one was told
    skipped = models.PositiveIntegerField(default=0)  # rows and people that failed in the last run
    finished_at = models.DateTimeField(default=calendar.now)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.reached:%H:%M}"


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
