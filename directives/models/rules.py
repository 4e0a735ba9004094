"""The rules of following up which an office may set for itself. The defaults are DOMAIN's decisions."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from agencies import calendar


class FollowUpRules(models.Model):
    """How early, how often, how soon. Counted in working days unless the name says otherwise."""

    accept_within_days = models.PositiveSmallIntegerField(
        "cơ quan tiếp nhận trong (ngày)",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    extension_notice_days = models.PositiveSmallIntegerField(
        "đề nghị gia hạn trước hạn ít nhất (ngày làm việc)",
        default=2,
        validators=[MaxValueValidator(30)],
    )
    extensions_at_most = models.PositiveSmallIntegerField(
        "số lần gia hạn nhiều nhất",
        default=2,
        validators=[MaxValueValidator(10)],
    )
    confirm_within_days = models.PositiveSmallIntegerField(
        "Văn phòng xác nhận hoặc trả lại kết quả trong (ngày làm việc)",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    update_every_days = models.PositiveSmallIntegerField(
        "cơ quan báo cáo tiến độ ít nhất mỗi (ngày)",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    soon_days = models.PositiveSmallIntegerField(
        "gọi là sắp đến hạn khi còn (ngày)",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    urge_again_hours = models.PositiveSmallIntegerField(
        "hai lần đôn đốc một việc cách nhau ít nhất (giờ)",
        default=6,
        validators=[MaxValueValidator(240)],
    )
    escalate_at_urging = models.PositiveSmallIntegerField(
        "báo lãnh đạo từ lần đôn đốc thứ",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    enter_within_days = models.PositiveSmallIntegerField(
        "Văn phòng nhập nhiệm vụ sau ngày văn bản trong (ngày làm việc)",
        default=1,
        validators=[MaxValueValidator(30)],
    )
    enter_many_within_days = models.PositiveSmallIntegerField(
        "văn bản nhiều điểm: nhập trong (ngày làm việc)",
        default=2,
        validators=[MaxValueValidator(30)],
    )

    figures_within_days = models.PositiveSmallIntegerField(
        "cơ quan nhập số liệu chỉ tiêu sau khi hết kỳ trong (ngày)",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    class Meta:
        verbose_name = "quy tắc theo dõi"
        constraints = [models.CheckConstraint(name="follow_up_rules_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return "Quy tắc theo dõi"

    @property
    def soon(self) -> timedelta:
        """How near a deadline is called soon."""
        return timedelta(days=self.soon_days)


# the rules by day, while `rules_held`
_held: ContextVar[dict[date, FollowUpRules] | None] = ContextVar("rules", default=None)


@contextmanager
def rules_held() -> Iterator[None]:
    """Within the block the rules of a day are read once: a request shows many rows by one set of rules."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def follow_up_rules(on: date | None = None) -> FollowUpRules:
    """The rules in force at the end of the day `on`, or now: a past day is judged by what held on it."""
    held, day = _held.get(), on or calendar.today()
    if held is None:
        return _rules_on(day)
    if day not in held:
        held[day] = _rules_on(day)
    return held[day]


def forget_rules() -> None:
    """What is held is read again: the rules were changed."""
    if _held.get() is not None:
        _held.set({})


def _rules_on(day: date) -> FollowUpRules:
    """The stored row, or the defaults while nobody has changed any; what was changed later is undone."""
    rules = FollowUpRules.objects.filter(pk=1).first()
    if rules is None:
        return FollowUpRules(pk=1)
    if day < calendar.today():
        for change in RuleChange.objects.after(day):
            setattr(rules, change.rule, change.old)
    return rules


class RuleChangeQuerySet(models.QuerySet["RuleChange"]):
    def after(self, day: date) -> "RuleChangeQuerySet":
        """Those of later days, newest first."""
        return self.filter(at__date__gt=day)


class RuleChange(models.Model):
    """One rule that was changed: who, when, from what to what. Written once, as an Event is.

    It is no Event: an Event is about a document or a directive, and the rules are about all of them.
    """

    rule = models.CharField(max_length=40)  # a field of FollowUpRules
    old = models.PositiveSmallIntegerField()
    new = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=calendar.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)

    objects = RuleChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="rule_change_is_a_change", condition=~Q(old=F("new"))),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.old} → {self.new}"

    @property
    def label(self) -> str:
        """The rule in words."""
        words = str(FollowUpRules._meta.get_field(self.rule).verbose_name)  # type: ignore[union-attr]
        return words[0].upper() + words[1:]
