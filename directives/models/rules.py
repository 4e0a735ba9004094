"""The rules of following up which an office may set for itself. The defaults are DOMAIN's decisions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class FollowUpRules(models.Model):
    """How early, how often, how soon. Counted in working days unless the name says otherwise."""

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
