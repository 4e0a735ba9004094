"""The rules of following up which an office may set for itself. The defaults are DOMAIN's decisions."""

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

    class Meta:
        verbose_name = "quy tắc theo dõi"
        constraints = [models.CheckConstraint(name="follow_up_rules_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return "Quy tắc theo dõi"


def follow_up_rules() -> FollowUpRules:
    """The rules as they stand: the stored row, or the defaults while nobody has changed any."""
    return FollowUpRules.objects.filter(pk=1).first() or FollowUpRules(pk=1)


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
