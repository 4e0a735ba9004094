"""Keeps how each share stood on each day. Called with every change of a share, in its transaction."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils import timezone

from agencies import calendar

from .models import Assignment, AssignmentVersion, Event

# What a version keeps of its share.
KEPT = (
    "directive_id",
    "agency_id",
    "passed_to_id",
    "role",
    "original_due_on",
    "due_on",
    "assigned_on",
    "work_state",
    "confirmation",
    "percent",
    "last_report_on",
    "filed_on",
    "finished_on",
    "released_on",
    "contributed_on",
    "asked_due_on",
    "quality",
)

_DAYS = tuple(name for name in KEPT if name.endswith("_on"))


def as_it_stood(share: Assignment, then: AssignmentVersion) -> Assignment:
    """The share with what the version keeps of it: to be shown, never to be saved."""
    for name in KEPT:
        setattr(share, name, getattr(then, name))
    share.agency = then.agency
    return share


def keep(shares: Iterable[Assignment]) -> None:
    """Note how the shares stand from today on. Several changes of one day leave one version, the last.

    What a version does not keep makes none: neither does what was changed and changed back on one day.
    """
    now = {share.pk: share for share in shares}
    today = calendar.today()
    current = AssignmentVersion.objects.filter(assignment__in=now, until_on__isnull=True)
    changed = {version.assignment_id: version for version in current}
    for key, version in list(changed.items()):
        if _same(now[key], version):
            del changed[key], now[key]
    # a day in the future only when the clock was set back: then the last word counts
    todays = {key: version for key, version in changed.items() if version.from_on >= today}
    _drop_what_changed_back(todays, now)
    AssignmentVersion.objects.filter(
        pk__in=[version.pk for key, version in changed.items() if key in now and key not in todays]
    ).update(until_on=today)
    for key, version in todays.items():
        _copy(now[key], version)
    AssignmentVersion.objects.bulk_update(todays.values(), KEPT)
    AssignmentVersion.objects.bulk_create(
        _copy(share, AssignmentVersion(assignment=share, from_on=today))
        for key, share in now.items()
        if key not in todays
    )


def _drop_what_changed_back(todays: dict[int, AssignmentVersion], now: dict[int, Assignment]) -> None:
    """Shares which stand again as they did before today's version go on with the one before it."""
    before = AssignmentVersion.objects.filter(
        assignment__in=todays, until_on__in={version.from_on for version in todays.values()}
    )
    for version in before if todays else ():
        key = version.assignment_id
        if version.until_on == todays[key].from_on and _same(now[key], version):
            todays.pop(key).delete()
            version.until_on = None
            version.save(update_fields=["until_on"])
            del now[key]


def rebuild(shares: Iterable[Assignment]) -> None:
    """Make the versions of these shares anew from their history: each Event is undone, the latest first."""
    shares = list(shares)
    AssignmentVersion.objects.filter(assignment__in=shares).delete()
    events: dict[int, list[Event]] = {share.pk: [] for share in shares}
    # a reminder names the deadline that stood and changed nothing
    changed = Event.objects.filter(assignment__in=shares).exclude(kind=Event.Kind.REMINDED)
    for event in changed.order_by("-pk"):
        events[event.assignment_id].append(event)  # type: ignore[index]
    AssignmentVersion.objects.bulk_create(
        version for share in shares for version in _lived(share, events[share.pk])
    )


def _lived(share: Assignment, events: list[Event]) -> list[AssignmentVersion]:
    """The versions of the share, the latest first; none for a day on which nothing changed that is kept."""
    versions: list[AssignmentVersion] = []
    until: date | None = None
    by_day = groupby(events, key=lambda event: timezone.localtime(event.at).date())
    for day, of_day in [*((day, list(group)) for day, group in by_day), (share.assigned_on, [])]:
        if versions and _same(share, versions[-1]):
            versions[-1].from_on = until = min(day, versions[-1].from_on)
        elif until is None or day < until:
            made = AssignmentVersion(assignment=share, from_on=day, until_on=until)
            versions.append(_copy(share, made))
            until = day
        for event in of_day:
            for name, (old, _) in event.data.items():
                column = "passed_to_id" if name == "passed_to" else name
                if column in KEPT:
                    setattr(share, column, date.fromisoformat(old) if name in _DAYS and old else old)
    return versions


def _same(share: Assignment, version: AssignmentVersion) -> bool:
    return all(getattr(share, name) == getattr(version, name) for name in KEPT)


def _copy(share: Assignment, version: AssignmentVersion) -> AssignmentVersion:
    for name in KEPT:
        setattr(version, name, getattr(share, name))
    return version
