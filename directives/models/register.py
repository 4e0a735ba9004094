"""How a person likes the register: the columns they see, the filters they come back to."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from agencies import calendar


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def open_to(self, user: User) -> "SavedViewQuerySet":
        """A person's own, and those which the Office shares; own ones first, each kind by name."""
        mine = models.Case(models.When(owner=user, then=0), default=1)
        return self.filter(Q(owner=user) | Q(is_shared=True)).order_by(mine, "name", "pk")


class SavedView(models.Model):
    """A filter of the register under a name. Everybody who opens it sees their own rows in it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField("tên", max_length=80)
    query = models.CharField(max_length=2000)  # the address without "?", as the register writes it
    is_shared = models.BooleanField("dùng chung cho mọi người", default=False)
    made_at = models.DateTimeField(default=calendar.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="saved_view_name_once",
                fields=["owner", "name"],
                violation_error_message="Bạn đã có bộ lọc mang tên này.",
            ),
            models.CheckConstraint(name="saved_view_named", condition=~Q(name="")),
        ]
        # the shared ones, for everybody
        indexes = [models.Index(name="saved_view_shared", fields=["name"], condition=Q(is_shared=True))]

    def __str__(self) -> str:
        return self.name


class RegisterSetup(models.Model):
    """What one person has chosen for the register. Without a row, or without columns: what is usual."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="register_setup"
    )
    columns: Any = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    opens_with = models.ForeignKey(SavedView, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["user"]

    def __str__(self) -> str:
        return f"Sổ theo dõi của {self.user_id}"
