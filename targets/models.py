"""Targets, the figures entered for them month by month, and their history."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from agencies import calendar
from agencies.models import Agency, Membership
from directives.models import Directive
from meetings.models import Document

from .course import Adding, Cadence, Direction
from .numbers import DIGITS, PLACES, in_words

LONGEST = 60  # months

# What units are offered; others can be typed.
UNITS = (
    "%",
    "tỷ đồng",
    "triệu USD",
    "triệu đồng/người",
    "xã",
    "dự án",
    "doanh nghiệp",
    "hộ",
    "người",
    "lao động",
    "giường bệnh",
    "căn",
    "km",
    "ha",
    "tấn",
)


def first_of(day: date) -> date:
    """The first day of its month, which stands for the month."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> int:
    """How many months from the first to the last, both counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def month_after(month: date, by: int = 1) -> date:
    """The month so many later."""
    years, at = divmod(month.month - 1 + by, 12)
    return date(month.year + years, at + 1, 1)


def figure_field(words: str, *, null: bool = False) -> models.DecimalField:
    """A figure in the unit of its target."""
    return models.DecimalField(
        words, max_digits=DIGITS + PLACES, decimal_places=PLACES, null=null, blank=null
    )


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User) -> "TargetQuerySet":
        """All for those who see the province; for others those which an agency of theirs leads.

        One that was entered by mistake and removed is seen by nobody; its row stays for the record.
        """
        kept = self.filter(removed_at__isnull=True)
        if user.sees_all:
            return kept
        return kept.filter(lead__in=Membership.objects.filter(user=user).values("agency"))

    def followed(self) -> "TargetQuerySet":
        """Those which nobody has closed."""
        return self.filter(closed_at__isnull=True)

    def of_year(self, year: int) -> "TargetQuerySet":
        """Those whose period touches the year."""
        return self.filter(first_month__lte=date(year, 12, 1), last_month__gte=date(year, 1, 1))


class Target(models.Model):
    """Chỉ tiêu: how much of what is to be reached until when, and who answers for it."""

    name = models.CharField("tên chỉ tiêu", max_length=250)
    unit = models.CharField("đơn vị tính", max_length=30)
    first_month = models.DateField("từ tháng")  # the first day of it
    last_month = models.DateField("đến tháng")
    direction = models.CharField("yêu cầu", max_length=8, choices=Direction, default=Direction.AT_LEAST)
    value = figure_field("mục tiêu")
    adding = models.CharField("cách nhập số", max_length=10, choices=Adding, default=Adding.CUMULATIVE)
    cadence = models.CharField("kỳ nhập số", max_length=9, choices=Cadence, default=Cadence.MONTHLY)
    start = figure_field("mức trước kỳ", null=True)
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="targets", verbose_name="cơ quan chủ trì")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="văn bản giao"
    )
    directives = models.ManyToManyField(
        Directive, blank=True, related_name="targets", verbose_name="nhiệm vụ liên quan"
    )
    note = models.TextField("cách tính, ghi chú", blank=True, max_length=2000)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=calendar.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "chỉ tiêu"
        ordering = ["first_month", "name", "pk"]
        constraints = [
            models.CheckConstraint(name="target_named", condition=~Q(name="") & ~Q(unit="")),
            models.CheckConstraint(
                name="target_direction_known", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(name="target_adding_known", condition=Q(adding__in=Adding.values)),
            models.CheckConstraint(name="target_cadence_known", condition=Q(cadence__in=Cadence.values)),
            models.CheckConstraint(
                name="target_months_are_first_days", condition=Q(first_month__day=1, last_month__day=1)
            ),
            models.CheckConstraint(
                name="target_period_in_order", condition=Q(last_month__gte=F("first_month"))
            ),
            models.CheckConstraint(name="target_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="target_start_of_levels_only", condition=Q(start__isnull=True) | Q(adding=Adding.LATEST)
            ),
        ]
        indexes = [models.Index(name="target_of_lead", fields=["lead", "last_month"])]

    def __str__(self) -> str:
        return self.name

    @property
    def months(self) -> list[date]:
        """Every month of the period."""
        return [month_after(self.first_month, n) for n in range(self.months_count)]

    @property
    def months_count(self) -> int:
        return months_between(self.first_month, self.last_month)

    def number_of(self, month: date) -> int:
        """Which month of the period that is, from 1; below 1 or above `months_count` outside of it."""
        return months_between(self.first_month, month)

    @property
    def period(self) -> str:
        """năm 2025, or tháng 7/2025 – 6/2026."""
        first, last = self.first_month, self.last_month
        if (first.month, last.month) == (1, 12):
            return f"năm {first.year}" if first.year == last.year else f"{first.year} – {last.year}"
        if first == last:
            return f"tháng {month_words(first)}"
        begin = str(first.month) if first.year == last.year else month_words(first)
        return f"tháng {begin} – {month_words(last)}"

    @property
    def step(self) -> str:
        """tháng, quý, 6 tháng or năm: what a figure covers."""
        return _STEPS[Cadence(self.cadence)]

    def is_due(self, month: date) -> bool:
        """Whether a figure of this month of the period is asked for."""
        return month == self.last_month or month.month % Cadence(self.cadence).months == 0

    def span(self, month: date) -> str:
        """What the figure of the month covers: tháng 9/2025, quý III/2025, 6 tháng đầu năm 2025, năm 2025."""
        cadence = Cadence(self.cadence)
        if cadence == Cadence.MONTHLY or not self.is_due(month):
            return f"tháng {month_words(month)}"
        if month.month % cadence.months:  # the period ends before a quarter or a year does
            return f"kỳ kết thúc tháng {month_words(month)}"
        if cadence == Cadence.QUARTERLY:
            return f"quý {_QUARTERS[month.month // 3 - 1]}/{month.year}"
        if cadence == Cadence.HALF_YEARLY:
            return f"6 tháng {'đầu' if month.month == 6 else 'cuối'} năm {month.year}"
        return f"năm {month.year}"

    @property
    def wanted(self) -> str:
        """ít nhất 26.000 tỷ đồng."""
        side = "ít nhất" if self.direction == Direction.AT_LEAST else "không quá"
        return f"{side} {self.measured}"

    @property
    def measured(self) -> str:
        """26.000 tỷ đồng."""
        return f"{in_words(self.value)} {self.unit}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


_QUARTERS = ("I", "II", "III", "IV")
_STEPS = {
    Cadence.MONTHLY: "tháng",
    Cadence.QUARTERLY: "quý",
    Cadence.HALF_YEARLY: "6 tháng",
    Cadence.YEARLY: "năm",
}


def month_words(month: date) -> str:
    """10/2025."""
    return f"{month.month}/{month.year}"


class PlannedValue(models.Model):
    """How far a target should be at the end of a month, where that is not on the straight line."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="planned")
    month = models.DateField()
    value = figure_field("kế hoạch")

    class Meta:
        verbose_name = verbose_name_plural = "kế hoạch từng tháng"
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(name="planned_once_a_month", fields=["target", "month"]),
            models.CheckConstraint(name="planned_month_is_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{month_words(self.month)}: {in_words(self.value)}"


class MonthValue(models.Model):
    """The figure of a month, as it stands now; what it was before is in the history."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="values")
    month = models.DateField()
    value = figure_field("số liệu")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=calendar.now)  # of the last change

    class Meta:
        verbose_name = verbose_name_plural = "số liệu tháng"
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(name="value_once_a_month", fields=["target", "month"]),
            models.CheckConstraint(name="value_month_is_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{month_words(self.month)}: {in_words(self.value)}"


class TargetEvent(models.Model):
    """One thing that happened to a target, with old and new values. Written once, as an Event is.

    It is no Event: an Event is about a document or a directive, and a target may have neither.
    """

    class Kind(models.TextChoices):
        CREATED = "created", "Tạo chỉ tiêu"
        EDITED = "edited", "Sửa chỉ tiêu"
        PLANNED = "planned", "Đặt kế hoạch từng tháng"
        ENTERED = "entered", "Nhập số liệu"
        CORRECTED = "corrected", "Sửa số liệu"
        TAKEN_BACK = "taken_back", "Bỏ số liệu"
        CLOSED = "closed", "Kết thúc theo dõi"
        REOPENED = "reopened", "Theo dõi lại"
        REMOVED = "removed", "Xóa chỉ tiêu"

    target = models.ForeignKey(Target, models.PROTECT, related_name="events")
    month = models.DateField(null=True)  # of a figure
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=calendar.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="target_event_month_of_figures",
                condition=Q(month__isnull=False, kind__in=["entered", "corrected", "taken_back"])
                | (Q(month__isnull=True) & ~Q(kind__in=["entered", "corrected", "taken_back"])),
            ),
        ]
        indexes = [models.Index(name="event_of_target", fields=["target", "month", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.actor_name}"
