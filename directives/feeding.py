"""A person's deadlines as a calendar which Outlook, Google Calendar and phones subscribe to (iCalendar)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, Min
from django.urls import reverse
from redis import RedisError

from accounts.models import User
from agencies import calendar

from .models import Assignment, CalendarFeed, Event
from .models.feed import digest_of

BACK = timedelta(days=60)  # what is later than that stands in the list of work, and clutters a calendar
AT_MOST = 1000
READ_EVERY = timedelta(hours=1)  # what programs are asked for; many have their own mind
READS_AN_HOUR = 60  # several devices of one person; beyond it is a program gone wild
NOTED_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Feed:
    """The calendar as it goes over the wire; the tag changes when something in it does."""

    body: bytes
    tag: str


def open_feed(*, by: User) -> str:
    """Make the person's feed, or give it another address: the old one is dead at once. The secret, once."""
    secret = secrets.token_urlsafe(32)
    fresh = {"digest": digest_of(secret), "made_at": calendar.now(), "read_at": None}
    CalendarFeed.objects.update_or_create(user=by, defaults=fresh)
    return secret


def close_feed(*, by: User) -> None:
    """No address leads to the person's deadlines any more."""
    CalendarFeed.objects.filter(user=by).delete()


def address_of(secret: str) -> str:
    """The whole address, as it is typed into a calendar program."""
    return settings.SITE_URL + reverse("directives:calendar_ics", args=[secret])


def reads_too_often(feed: CalendarFeed) -> bool:
    """Whether this feed was asked for more often within an hour than several devices would."""
    key = f"feed:{feed.pk}"
    try:
        cache.add(key, 0, timeout=3600)
        return cache.incr(key) > READS_AN_HOUR
    except (RedisError, ValueError):  # away, or forgotten between the two
        return False


def read_feed(feed: CalendarFeed, on: date) -> Feed:
    """What the person has to do: an entry for each directive, at the nearest of their deadlines."""
    now = calendar.now()
    if feed.read_at is None or now - feed.read_at > NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
    book = icalendar.Calendar()
    book.add("prodid", "-//Don Doc//Deadlines//VI")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("x-wr-calname", "Đôn Đốc: thời hạn của tôi")
    book.add("refresh-interval", icalendar.vDuration(READ_EVERY), parameters={"VALUE": "DURATION"})
    book.add("x-published-ttl", icalendar.vDuration(READ_EVERY))
    rows = _rows(feed.user, on)
    changes = _changes(feed.user, [row["directive"] for row in rows])
    for row in rows:
        book.add_component(_entry(row, *changes.get(row["directive"], (0, feed.made_at.astimezone(UTC)))))
    body = book.to_ical()
    return Feed(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _rows(user: User, on: date) -> list[dict[str, Any]]:
    """By directive, what waits for its agency: what is filed, done or stopped leaves the calendar."""
    shares = Assignment.objects.due_to(user).waiting_on_agency().still_needed().filter(due_on__gte=on - BACK)
    fields = ("directive", "directive__code", "directive__title")
    return list(
        shares.values(*fields)
        .annotate(nearest=Min("due_on"), shares=Count("pk"), agency_name=Min("agency__name"))
        .order_by("nearest", "directive")[:AT_MOST]
    )


def _changes(user: User, directives: list[int]) -> dict[int, tuple[int, datetime]]:
    """How often each directive changed, as far as the person may read, and when last; reminding aside."""
    events = (
        Event.objects.readable_by(user).filter(directive__in=directives).exclude(kind=Event.Kind.REMINDED)
    )
    rows = events.values("directive").annotate(count=Count("pk"), last=Max("at")).order_by()
    return {row["directive"]: (row["count"], row["last"].astimezone(UTC)) for row in rows}


def _entry(row: dict[str, Any], changes: int, last: datetime) -> icalendar.Event:
    address = settings.SITE_URL + reverse("directives:detail", args=[row["directive"]])
    who = row["agency_name"] if row["shares"] == 1 else f"{row['shares']} cơ quan"
    entry = icalendar.Event()
    entry.add("uid", f"directive-{row['directive']}@{settings.SITE_URL.split('//')[-1].split(':')[0]}")
    entry.add("dtstamp", last)
    entry.add("last-modified", last)
    entry.add("sequence", changes)
    entry.add("dtstart", row["nearest"])
    entry.add("dtend", row["nearest"] + timedelta(days=1))
    entry.add("summary", f"Hạn: {row['directive__title']}")
    entry.add("description", f"{row['directive__code']}. {who}.\n{address}")
    entry.add("url", address)
    entry.add("transp", "TRANSPARENT")  # a deadline keeps nobody from a meeting
    entry.add("x-microsoft-cdo-busystatus", "FREE")
    return entry
