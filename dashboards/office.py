"""What the Office asks of its own work: how late it enters, what waits for it, who looks after what."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, F, Max, Min
from django.db.models.functions import TruncDate

from accounts.models import User
from agencies.vietnamese import sort_key
from directives.measures import MEASURES, Figure, Link, Tally, counted_by
from directives.models import Directive, conditions
from notifications.access import deliveries_for
from notifications.models import OutgoingMessage

from .ranking import Row
from .tallies import Work

OF_MONITOR = ("open", "overdue", "pending", "not_updated")
_PUBLISHED = TruncDate("directive__published_at")
_FIRST = TruncDate(Min("published_at"))


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
    directives = Directive.objects.filter(enter_by__isnull=False, pk__in=work.order_by().values("directive"))
    texts = (
        directives.order_by()
        .values("document")
        .annotate(
            wait=_FIRST - F("document__issued_on"),
            wait_from_meeting=_FIRST - F("document__meeting__held_on"),
        )
    )
    found = texts.aggregate(
        days=Avg("wait"), days_from_meeting=Avg("wait_from_meeting"), documents=Count("document")
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
    found = counted_by(work, ["directive__monitor", "directive__monitor__full_name"], OF_MONITOR, on)
    rows = [
        Row({"monitor": pk, "name": name}, Tally(numbers, _of_monitor(link, pk)))
        for (pk, name), numbers in found.items()
        if numbers["open"]
    ]
    rows.sort(key=lambda row: sort_key(row.of["name"] or ""))
    rows.sort(key=lambda row: (row.of["monitor"] is not None, -row.tally["overdue"].count))
    return rows


def _of_monitor(link: Link, monitor: int | None) -> str:
    return link(monitor=monitor) if monitor else link(unmonitored=True)


def alone(name: str, work: Work, link: Link, *, on: date) -> Figure:
    """A measure counted by itself: of what it asks there is little, and an index holds it; one query."""
    measure = MEASURES[name]
    return Figure(work.filter(measure.condition(on)).count(), measure.address(link()))


def not_delivered(user: User) -> int:
    """Messages which were given up, whatever the scope; one query."""
    return deliveries_for(user).filter(status=OutgoingMessage.Status.FAILED).count()
