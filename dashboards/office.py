"""What the Office asks of its own work: how late it enters, what waits for it, who looks after what."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Max, Min
from django.db.models.functions import TruncDate

from accounts.models import User
from agencies.vietnamese import sort_key
from directives.measures import MEASURES, Figure, Link, Tally, counted, counts
from directives.models import conditions
from notifications.access import deliveries_for
from notifications.models import OutgoingMessage

from .ranking import Row
from .tallies import Work

OF_MONITOR = ("open", "overdue", "pending", "not_updated")
_PUBLISHED = TruncDate("directive__published_at")


@dataclass(frozen=True)
class LateText:
    """A text of which something was entered late: how many days after the last one allowed, at most."""

    document: int
    number: str
    subject: str
    issued_on: date
    published_on: date
    days: int
    figure: Figure


@dataclass(frozen=True)
class Entry:
    """How long texts wait until their directives go out; days are None where there is nothing to count."""

    documents: int
    days: float | None
    days_from_meeting: float | None
    late: list[LateText]


def entry(work: Work, link: Link, *, most: int) -> Entry:
    """From a text's day, and from its meeting's, to the day it was published; two queries."""
    texts = (
        work.filter(directive__enter_by__isnull=False)
        .order_by()
        .values("directive__document")
        .annotate(
            wait=Min(_PUBLISHED) - F("directive__document__issued_on"),
            wait_from_meeting=Min(_PUBLISHED) - F("directive__document__meeting__held_on"),
        )
    )
    found = texts.aggregate(
        days=Avg("wait"), days_from_meeting=Avg("wait_from_meeting"), documents=Count("directive__document")
    )
    return Entry(
        found["documents"],
        _in_days(found["days"]),
        _in_days(found["days_from_meeting"]),
        _late(work, link, most),
    )


def _late(work: Work, link: Link, most: int) -> list[LateText]:
    columns = {name: F(f"directive__document__{name}") for name in ("number", "subject", "issued_on")}
    rows = (
        work.filter(conditions.ENTERED_LATE)
        .values(document=F("directive__document"), **columns)
        .annotate(
            late=Max(_PUBLISHED - F("directive__enter_by")), published_on=Max(_PUBLISHED), count=Count("pk")
        )
        .order_by("-late", "document")[:most]
    )
    measure = MEASURES["entered_late"]
    return [
        LateText(
            row["document"],
            row["number"],
            row["subject"],
            row["issued_on"],
            row["published_on"],
            row["late"].days,
            Figure(row["count"], measure.address(link(document=row["document"]))),
        )
        for row in rows
    ]


def _in_days(length: timedelta | None) -> float | None:
    return None if length is None else round(length / timedelta(days=1), 1)


def by_monitor(work: Work, link: Link, *, on: date) -> list[Row]:
    """The open work which each officer looks after, the most overdue first, but first what nobody does."""
    rows: list[Any] = list(
        work.values(monitor=F("directive__monitor"), name=F("directive__monitor__full_name"))
        .annotate(**counts(OF_MONITOR, on))
        .filter(n_open__gt=0)
        .order_by()
    )
    rows.sort(key=lambda row: (row["monitor"] is not None, -row["n_overdue"], sort_key(row["name"] or "")))
    return [Row(row, Tally(counted(row), _of_monitor(link, row["monitor"]))) for row in rows]


def _of_monitor(link: Link, monitor: int | None) -> str:
    return link(monitor=monitor) if monitor else link(unmonitored=True)


def not_delivered(user: User) -> int:
    """Messages which were given up, whatever the scope; one query."""
    return deliveries_for(user).filter(status=OutgoingMessage.Status.FAILED).count()
