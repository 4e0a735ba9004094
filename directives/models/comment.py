"""What leaders and the Office say about a directive. Immutable once posted; its author may take it back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Role, User
from agencies import calendar

from .directive import Directive

TAKEN_BACK_WITHIN = timedelta(minutes=15)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """All for leaders and the Office; for everybody else the open ones on what they see."""
        if user.role in Role.reading_internal():
            return self
        return self.filter(
            audience=Comment.Audience.CHARGED, directive__in=Directive.objects.visible_to(user)
        )


class Comment(models.Model):
    """A remark, or a further instruction of a leader. What was taken back stays, without its words shown."""

    class Kind(models.TextChoices):
        REMARK = "remark", "Ý kiến"
        INSTRUCTION = "instruction", "Chỉ đạo thêm"

    class Audience(models.TextChoices):
        INTERNAL = "internal", "Nội bộ lãnh đạo và Văn phòng"
        CHARGED = "charged", "Các cơ quan được giao cùng đọc"

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind)
    audience = models.CharField("ai đọc được", max_length=8, choices=Audience)
    text = models.TextField("nội dung")
    at = models.DateTimeField(default=calendar.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_kind_known", condition=Q(kind__in=["remark", "instruction"])
            ),
            models.CheckConstraint(
                name="comment_audience_known", condition=Q(audience__in=["internal", "charged"])
            ),
            models.CheckConstraint(
                name="comment_instruction_is_open", condition=Q(kind="remark") | Q(audience="charged")
            ),
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_withdrawn_later",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("at")),
            ),
        ]
        indexes = [models.Index(name="comment_on_directive", fields=["directive", "-at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.author_id}"

    @property
    def is_internal(self) -> bool:
        """Whether agencies must not know of it."""
        return self.audience == self.Audience.INTERNAL

    def can_be_taken_back(self, user: User) -> bool:
        """Whether this person may still take it back."""
        fresh = self.at <= calendar.now() <= self.at + TAKEN_BACK_WITHIN
        return self.author_id == user.pk and self.withdrawn_at is None and fresh
