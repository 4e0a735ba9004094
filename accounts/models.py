"""Who signs in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What a person is to the follow-up of directives (DESIGN: who uses it)."""

    LEADER = "leader", "Lãnh đạo UBND tỉnh"
    OFFICE_HEAD = "office_head", "Lãnh đạo Văn phòng"
    OFFICE_STAFF = "office_staff", "Chuyên viên Văn phòng"
    AGENCY_HEAD = "agency_head", "Thủ trưởng cơ quan"
    AGENCY_STAFF = "agency_staff", "Chuyên viên cơ quan"
    AUDITOR = "auditor", "Kiểm tra, giám sát"
    ADMIN = "admin", "Quản trị"

    @classmethod
    def office(cls) -> set["Role"]:
        """The Office of the People's Committee: logs, publishes, confirms."""
        return {cls.OFFICE_HEAD, cls.OFFICE_STAFF}

    @classmethod
    def seeing_all(cls) -> set["Role"]:
        """Those who see every agency's work."""
        return {cls.LEADER, cls.OFFICE_HEAD, cls.OFFICE_STAFF, cls.AUDITOR, cls.ADMIN}

    @classmethod
    def reading_internal(cls) -> set["Role"]:
        """Those who read what leaders and the Office say among themselves."""
        return {cls.LEADER, *cls.office()}

    @classmethod
    def of_agencies(cls) -> set["Role"]:
        """Those who see the work of the agencies they belong to."""
        return {cls.AGENCY_HEAD, cls.AGENCY_STAFF}


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def with_role(self, *roles: Role) -> "UserQuerySet":
        return self.filter(role__in=roles)


class AccountManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager of users with our questions added."""


class User(AbstractUser):
    """A civil servant with an account. One person has one role; agencies come through Membership."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=150)
    position = models.CharField("chức vụ", max_length=150, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    role = models.CharField("vai trò", max_length=20, choices=Role)

    objects: ClassVar[AccountManager] = AccountManager()

    REQUIRED_FIELDS = ["email", "full_name", "role"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [
            models.CheckConstraint(name="user_role_known", condition=Q(role__in=Role.values)),
            models.UniqueConstraint(
                name="user_email_once",
                fields=["email"],
                condition=~Q(email=""),
                violation_error_message="Địa chỉ thư điện tử này đã được dùng cho người khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """The given name, which Vietnamese put last."""
        return self.get_full_name().split()[-1]

    @property
    def sees_all(self) -> bool:
        """Whether every agency's work is visible to this person."""
        return self.role in Role.seeing_all()

    @property
    def in_office(self) -> bool:
        """Whether this person works for the Office of the People's Committee."""
        return self.role in Role.office()
