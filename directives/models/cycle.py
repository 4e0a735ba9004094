"""Work that comes back: how often, on which day, and who gets a share of each occurrence."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, AgencyGroup
from directives.cycles import DayRule, Every, Rule

from .directive import Directive
from .share import Share


class CycleQuerySet(models.QuerySet["Cycle"]):
    def running(self) -> "CycleQuerySet":
        """Those which nobody has stopped; what an end leaves of them, their days say."""
        return self.filter(stopped_on__isnull=True)

    def going_on(self, on: date) -> "CycleQuerySet":
        """Those running whose last day is not over."""
        return self.running().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Cycle(models.Model):
    """Chu kỳ: the rule of a heading whose children are its occurrences."""

    directive = models.OneToOneField(Directive, models.PROTECT, related_name="cycle")
    every = models.CharField("chu kỳ", max_length=9, choices=Every)
    day_rule = models.CharField("ngày đến hạn", max_length=16, choices=DayRule)
    number = models.PositiveSmallIntegerField(null=True)  # which day, working day or weekday
    month = models.PositiveSmallIntegerField(null=True)  # which month of the period, from 1
    starts_on = models.DateField("áp dụng từ ngày")  # no occurrence is due before
    ends_on = models.DateField("đến hết ngày", null=True)
    stopped_on = models.DateField("dừng từ ngày", null=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "chu kỳ"
        constraints = [
            models.CheckConstraint(
                name="cycle_rule_known", condition=Q(every__in=Every.values, day_rule__in=DayRule.values)
            ),
            models.CheckConstraint(
                name="cycle_month_unless_weekly",
                condition=Q(every="week", day_rule="weekday", month__isnull=True)
                | (~Q(every="week") & ~Q(day_rule="weekday") & Q(month__isnull=False, month__range=(1, 12))),
            ),
            models.CheckConstraint(
                name="cycle_number_unless_last",
                condition=Q(day_rule__in=["last_day", "last_working_day"], number__isnull=True)
                | (
                    ~Q(day_rule__in=["last_day", "last_working_day"])
                    & Q(number__isnull=False, number__range=(1, 31))
                ),
            ),
            models.CheckConstraint(
                name="cycle_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.rule.words}"

    @property
    def rule(self) -> Rule:
        return Rule(Every(self.every), DayRule(self.day_rule), self.number, self.month)

    @rule.setter
    def rule(self, rule: Rule) -> None:
        self.every, self.day_rule, self.number, self.month = rule.every, rule.on, rule.number, rule.month

    @property
    def is_stopped(self) -> bool:
        return self.stopped_on is not None

    def has_ended(self, on: date) -> bool:
        """Whether its last day is over."""
        return self.ends_on is not None and self.ends_on < on


class CycleParty(models.Model):
    """Who gets a share of each occurrence; a group's members as they were when it was chosen."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=11, choices=Share.Role)
    group = models.ForeignKey(AgencyGroup, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="cycle_agency_once", fields=["cycle", "agency"])]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.agency_id}"
