"""How the work of agencies is scored, as the head of the Office sets it: each saving is a row of its own."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies import calendar


class ScoringRulesQuerySet(models.QuerySet["ScoringRules"]):
    def on(self, day: date) -> "ScoringRules":
        """The rules in force at the end of the day; the defaults while nobody has set any."""
        return self.filter(at__date__lte=day).first() or ScoringRules()


def completion_from() -> list[int]:
    return [95, 80, 60, 40]


def completion_points() -> list[int]:
    return [20, 16, 12, 8, 4]


def on_time_from() -> list[int]:
    return [90, 70, 50]


def on_time_points() -> list[int]:
    return [10, 7, 5, 3]


def update_from() -> list[int]:
    return [95, 80, 60]


def update_points() -> list[int]:
    return [10, 8, 6, 3]


def quality_points() -> list[int]:
    return [10, 8, 5]


class ScoringRules(models.Model):
    """Bands of rates and what each is worth, the best first (DOMAIN: Scoring). Written once, never changed.

    `…_from` are the percentages from which a band reaches down; the last band begins at 0 and has none.
    """

    completion_from = ArrayField(models.PositiveSmallIntegerField(), default=completion_from)
    completion_points = ArrayField(models.PositiveSmallIntegerField(), default=completion_points)
    on_time_from = ArrayField(models.PositiveSmallIntegerField(), default=on_time_from)
    on_time_points = ArrayField(models.PositiveSmallIntegerField(), default=on_time_points)
    update_from = ArrayField(models.PositiveSmallIntegerField(), default=update_from)
    update_points = ArrayField(models.PositiveSmallIntegerField(), default=update_points)
    # of an excellent, a good and a fair result
    quality_points = ArrayField(models.PositiveSmallIntegerField(), default=quality_points)
    # a rate of fewer pieces of work than this is marked: it says little
    few = models.PositiveSmallIntegerField(default=5)
    at = models.DateTimeField(default=calendar.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150)

    objects = ScoringRulesQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Quy tắc chấm điểm {self.at:%d/%m/%Y}"

    def values(self) -> dict[str, int]:
        """Each number by its name: `completion_from_0`, `quality_points_2`, `few`."""
        lists = {name: getattr(self, name) for name in LISTS}
        numbers = {f"{name}_{n}": value for name, values in lists.items() for n, value in enumerate(values)}
        return numbers | {"few": self.few}

    @classmethod
    def of(cls, values: dict[str, int]) -> "ScoringRules":
        """The rules with these numbers, as `values` names them."""
        usual = cls()
        lists = {name: [values[f"{name}_{n}"] for n in range(len(getattr(usual, name)))] for name in LISTS}
        return cls(**lists, few=values["few"])

    @property
    def most(self) -> int:
        """The points of an agency that is best in everything."""
        return sum(getattr(self, name)[0] for name in LISTS if name.endswith("_points"))


LISTS = (
    *("completion_from", "completion_points", "on_time_from", "on_time_points"),
    *("update_from", "update_points", "quality_points"),
)
