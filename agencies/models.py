"""Who is charged: agencies, the names they go by, the groups they form, the people in them; days off."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .naming import name_key
from .vietnamese import fold_words, sort_key


class AgencyQuerySet(models.QuerySet["Agency"]):
    def existing(self, on: date) -> "AgencyQuerySet":
        """Agencies which are at work on that day: founded, and not merged into another yet."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def ended(self, on: date) -> "AgencyQuerySet":
        """Agencies which are not at work any more on that day."""
        return self.filter(valid_to__lt=on)

    def ranked(self) -> "AgencyQuerySet":
        """Agencies whose on-time rate is compared; bodies outside the Committee are not."""
        return self.filter(is_ranked=True)

    def in_order(self) -> "AgencyQuerySet":
        """By kind, then in the order of the Vietnamese alphabet."""
        return self.order_by("kind_order", "sort_key")

    def search(self, words: str) -> "AgencyQuerySet":
        """Those whose name or short name holds each word, accents aside."""
        found = self
        for word in fold_words(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def known_as(self, words: str) -> "AgencyQuerySet":
        """`search`, and those which documents write in such a way: by an alias that holds the words."""
        key = name_key(words)
        if len(key) < 2:
            return self.search(words)
        aliases = AgencyAlias.objects.filter(agency__isnull=False, key__contains=key).values("agency")
        return self.search(words) | self.filter(pk__in=aliases)


class Agency(models.Model):
    """A body which can be given work: a department, a commune, a branch of a ministry, a party body ..."""

    class Kind(models.TextChoices):
        OFFICE = "office", "Văn phòng UBND tỉnh"
        DEPARTMENT = "department", "Sở, ngành"
        UNIT = "unit", "Đơn vị trực thuộc UBND tỉnh"
        COMMUNE = "commune", "Xã, phường"
        SECURITY = "security", "Công an, quân sự, biên phòng"
        CENTRAL = "central", "Cơ quan Trung ương trên địa bàn"
        PARTY = "party", "Cơ quan Đảng"
        FRONT = "front", "Mặt trận, đoàn thể"
        COURT = "court", "Tòa án, Viện kiểm sát"
        COUNCIL = "council", "Hội đồng nhân dân"
        ENTERPRISE = "enterprise", "Doanh nghiệp"

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60)
    kind = models.CharField("loại", max_length=12, choices=Kind)
    kind_order = models.PositiveSmallIntegerField(editable=False, default=0)
    symbol = models.CharField("ký hiệu văn bản", max_length=20, blank=True)
    is_ranked = models.BooleanField("xếp hạng", default=True)
    is_asked = models.BooleanField(
        "đề nghị thay vì giao", default=False, help_text="Cơ quan ngoài hệ thống UBND: đề nghị, không giao."
    )
    valid_from = models.DateField("hoạt động từ ngày", null=True, blank=True)
    valid_to = models.DateField("hoạt động đến ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="cơ quan kế thừa",
    )
    search_text = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=600, editable=False, db_collation="C")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["kind_order", "sort_key"]
        constraints = [
            models.CheckConstraint(
                name="agency_valid_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="agency_successor_not_itself",
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
            ),
            models.CheckConstraint(
                name="agency_asked_not_ranked", condition=Q(is_asked=False) | Q(is_ranked=False)
            ),
        ]
        indexes = [models.Index(name="agency_in_order", fields=["kind_order", "sort_key"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the derived search and sorting columns true."""
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill the columns which follow from others; whoever creates rows in bulk calls it for each."""
        self.search_text = fold_words(f"{self.name} {self.short_name} {self.symbol} {self.code}")[:300]
        self.sort_key = sort_key(self.name)
        self.kind_order = list(self.Kind).index(self.Kind(self.kind))


class AgencyGroup(models.Model):
    """Agencies which are charged together: "các sở, ban, ngành", "UBND các xã, phường"."""

    code = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("tên", max_length=200, unique=True)
    members = models.ManyToManyField(Agency, related_name="groups", verbose_name="thành viên", blank=True)

    class Meta:
        verbose_name = "nhóm cơ quan"
        verbose_name_plural = "nhóm cơ quan"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgencyAliasQuerySet(models.QuerySet["AgencyAlias"]):
    def valid(self, on: date) -> "AgencyAliasQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class AgencyAlias(models.Model):
    """Another way in which documents write an agency or a group, and when it was in use."""

    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="aliases")
    group = models.ForeignKey(AgencyGroup, models.CASCADE, null=True, blank=True, related_name="aliases")
    text = models.CharField("cách viết", max_length=200)
    key = models.CharField(max_length=200, editable=False)
    valid_from = models.DateField("dùng từ ngày", null=True, blank=True)
    valid_to = models.DateField("dùng đến ngày", null=True, blank=True)

    objects = AgencyAliasQuerySet.as_manager()

    class Meta:
        verbose_name = "cách viết khác"
        verbose_name_plural = "cách viết khác"
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                name="alias_once",
                fields=["key", "valid_from"],
                nulls_distinct=False,
                violation_error_message="Cách viết này đã được dùng cho một cơ quan hoặc nhóm khác.",
            ),
            models.CheckConstraint(
                name="alias_of_one",
                condition=Q(agency__isnull=False, group__isnull=True)
                | Q(agency__isnull=True, group__isnull=False),
                violation_error_message="Chọn một cơ quan hoặc một nhóm, không chọn cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the derived key true; matching compares keys."""
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill the columns which follow from others; whoever creates rows in bulk calls it for each."""
        self.key = name_key(self.text)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(user__is_active=True)


class Membership(models.Model):
    """A person's place in an agency."""

    class Role(models.TextChoices):
        HEAD = "head", "Thủ trưởng"
        FOCAL = "focal", "Cán bộ đầu mối"
        STAFF = "staff", "Chuyên viên"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="người dùng"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="cơ quan")
    role = models.CharField("vai trò trong cơ quan", max_length=5, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên cơ quan"
        verbose_name_plural = "thành viên cơ quan"
        ordering = ["agency", "user"]
        constraints = [
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "agency"],
                violation_error_message="Người này đã thuộc cơ quan này.",
            ),
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=["head", "focal", "staff"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.agency}"


class WorkingDayException(models.Model):
    """A swapped day: a Saturday that is worked, a Monday that is off."""

    day = models.DateField("ngày", unique=True)
    is_worked = models.BooleanField("là ngày làm việc")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
