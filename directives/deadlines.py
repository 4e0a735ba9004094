"""Lateness, defined once for Python and for SQL. It is computed from days, never stored."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Least


class Timing(models.TextChoices):
    """Where a piece of work stands against its deadline."""

    NO_DEADLINE = "no_deadline", "Không thời hạn"
    ON_TRACK = "on_track", "Trong hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    DUE_TODAY = "due_today", "Đến hạn hôm nay"
    OVERDUE = "overdue", "Quá hạn"
    FINISHED_ON_TIME = "finished_on_time", "Hoàn thành đúng hạn"
    FINISHED_LATE = "finished_late", "Hoàn thành quá hạn"


def timing(
    due_on: date | None, finished_on: date | None, filed_on: date | None, on: date, *, soon: timedelta
) -> Timing:
    """Where the work stands on the day `on`; `soon` is what the rules of the office call near.

    `finished_on` is the day on which the accepted result was filed; `filed_on` the day on which a result
    that still waits for the Office was filed: from then on the clock stands still, so a slow confirmation
    makes nobody late, and what was filed late stays late while it waits. For a coordinator it is the day of
    its contribution. The deadline day itself is in time (DOMAIN decisions).
    """
    if due_on is None:
        return Timing.NO_DEADLINE
    if finished_on is not None:
        return Timing.FINISHED_LATE if finished_on > due_on else Timing.FINISHED_ON_TIME
    day = min(on, filed_on) if filed_on else on
    if day > due_on:
        return Timing.OVERDUE
    if day == due_on:
        return Timing.DUE_TODAY
    return Timing.DUE_SOON if day >= due_on - soon else Timing.ON_TRACK


def timing_sql(on: date, *, soon: timedelta) -> Case:
    """`timing` as an SQL expression over an assignment's columns."""
    day = Least(
        Value(on), Coalesce(F("filed_on"), F("contributed_on"), Value(on)), output_field=models.DateField()
    )
    return Case(
        When(due_on__isnull=True, then=Value(Timing.NO_DEADLINE)),
        When(finished_on__gt=F("due_on"), then=Value(Timing.FINISHED_LATE)),
        When(finished_on__isnull=False, then=Value(Timing.FINISHED_ON_TIME)),
        When(due_on__lt=day, then=Value(Timing.OVERDUE)),
        When(due_on=day, then=Value(Timing.DUE_TODAY)),
        When(due_on__lte=day + Value(soon), then=Value(Timing.DUE_SOON)),
        default=Value(Timing.ON_TRACK),
        output_field=models.CharField(),
    )


def distance(due_on: date, on: date) -> str:
    """The distance to a deadline in words: "Còn 2 ngày", "Đến hạn hôm nay", "Quá hạn 12 ngày"."""
    days = (due_on - on).days
    if days == 0:
        return "Đến hạn hôm nay"
    return f"Còn {days} ngày" if days > 0 else f"Quá hạn {-days} ngày"
