"""Figures of targets that are late: told once for each period, to those of the agency who enter them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from agencies.calendar import working_days
from agencies.models import Agency, Membership
from directives.models.rules import follow_up_rules
from notifications.devices import with_device
from notifications.kinds import Kind
from notifications.outbox import Notice, already_told, post, ways_to
from notifications.preferences import Wishes
from targets.listing import MISSING, list_url
from targets.models import Target, month_after
from targets.standing import Standing, standings_of

from .planning import at_their_hour

NEWS = timedelta(days=31)  # by then the next month has its own day; what is older stands in the list alone
SHOWN = 10
_ROLES = (Membership.Role.FOCAL, Membership.Role.HEAD)


@dataclass(frozen=True)
class Missing:
    """A target whose figures are missing for longer than the rules allow, and since when the newest is."""

    standing: Standing
    months: list[date]
    asked_on: date

    @property
    def lead(self) -> Agency:
        return self.standing.target.lead

    @property
    def words(self) -> str:
        """quý III/2025."""
        return self.standing.spans(self.months)


def send(on: date, at: time | None = None) -> int:
    """Tell those who have not heard of it, when it is their hour; how many they were."""
    waiting = to_tell(on)
    return _tell({person: waiting[person] for person in at_their_hour(waiting, at)})


def to_tell(on: date) -> dict[User, list[Missing]]:
    """Who is to hear on this day of which figures: a missed night is caught up, on a day off nobody is told.

    Ten queries, however many targets and people.
    """
    missing = _missing(on) if on in working_days() else {}
    if not missing:
        return {}
    members = Membership.objects.current().filter(agency__in=missing, role__in=_ROLES).select_related("user")
    waiting: dict[User, list[Missing]] = defaultdict(list)
    for member in members.order_by("user_id", "agency_id"):
        waiting[member.user] += missing[member.agency_id]
    ids = [person.pk for person in waiting]
    wishes, pushed_to = Wishes.of(ids), with_device(ids)
    told = already_told(_key(person, found) for person, found in waiting.items())
    return {
        person: found
        for person, found in waiting.items()
        if ways_to(person, Kind.FIGURES, wishes, pushed_to) and _key(person, found) not in told
    }


def _missing(on: date) -> dict[int, list[Missing]]:
    """By agency, those whose last day to enter is behind them, where that is still news."""
    patience = timedelta(days=follow_up_rules(on).figures_within_days)
    by_agency: dict[int, list[Missing]] = defaultdict(list)
    for standing in standings_of(Target.objects.filter(removed_at__isnull=True).followed(), on):
        # The rules allow so many days; the next morning it is late.
        late = [month for month in standing.missing if month_after(month) + patience <= on]
        if late and (asked_on := month_after(late[-1]) + patience) > on - NEWS:
            by_agency[standing.target.lead_id].append(Missing(standing, late, asked_on))
    return by_agency


@transaction.atomic
def _tell(waiting: Mapping[User, list[Missing]]) -> int:
    """The key of a notice lets each day of asking through once."""
    post(_notice(person, missing) for person, missing in waiting.items())
    return len(waiting)


def _notice(person: User, missing: list[Missing]) -> Notice:
    targets = [each.standing.target for each in missing]
    if len(missing) == 1:
        title = f"Chưa nhập số liệu {missing[0].words}: {targets[0].name}"
        text = f"Chỉ tiêu {targets[0].wanted}, {targets[0].period}. {missing[0].lead} chủ trì."
    else:
        title = f"{len(missing)} chỉ tiêu đã hết kỳ chưa nhập số liệu"
        lines = [f"{each.standing.target.name}: {each.words}" for each in missing[:SHOWN]]
        left = [f"Và {len(missing) - SHOWN} chỉ tiêu khác."] if len(missing) > SHOWN else []
        text = "\n".join(lines + left)
    return Notice(
        key=_key(person, missing),
        recipient=person,
        title=title,
        text=text,
        url=_address(missing),
        kind=Kind.FIGURES,
    )


def _address(missing: list[Missing]) -> str:
    """The form of the figure, where it is the only one; the list of what is missing otherwise."""
    first = missing[0]
    if len(missing) > 1:
        return list_url(state=MISSING)
    month = first.months[0]
    return reverse("targets:enter", args=[first.standing.target.pk, month.year, month.month])


def _key(person: User, missing: list[Missing]) -> str:
    """By the day since when the newest is late: with it one hears of what is older, and on no day between."""
    return f"figures:{person.pk}:{max(each.asked_on for each in missing)}"
