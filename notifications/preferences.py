"""Who wants to be told what by which way. Only what departs from the default is stored."""

from collections.abc import Iterable, Mapping
from datetime import time

from django.db import transaction

from accounts.models import Role, User
from agencies.models import Membership

from . import vapid
from .kinds import PERSONAL, Channel, Kind, by_default, can_be_refused, concerns
from .models import HALF_PAST_SEVEN, DigestHour, Preference

Choice = tuple[Kind, Channel]
# What people can choose about: everything but what the regulation makes obligatory.
OPEN: list[Choice] = [(kind, way) for kind in Kind for way in PERSONAL if can_be_refused(kind, way)]


class Wishes:
    """What some people want, read with one query for however many."""

    def __init__(self, departures: Mapping[tuple[int, str, str], bool]) -> None:
        self._departures = departures

    @classmethod
    def of(cls, user_ids: Iterable[int]) -> "Wishes":
        rows = Preference.objects.filter(user__in=set(user_ids))
        return cls({(row.user_id, row.kind, row.channel): row.wanted for row in rows})

    def want(self, user_id: int, kind: str, channel: str) -> bool:
        """Whether the person is told of this kind by this channel; what is obligatory always is."""
        if not can_be_refused(kind, channel):
            return True
        return self._departures.get((user_id, kind, channel), by_default(kind, channel))


@transaction.atomic
def choose(user: User, wanted: Mapping[Choice, bool], digest_at: time) -> None:
    """Store how the person wants to be told: what they chose about, and the hour of the digest."""
    user = _locked(user.pk)
    # What was not asked about stays as it is: where the office has no push, the page is silent on it.
    asked = {channel for _, channel in wanted}
    Preference.objects.of(user.pk).filter(channel__in=asked).delete()
    Preference.objects.bulk_create(
        Preference(user=user, kind=kind, channel=channel, wanted=wants)
        for (kind, channel), wants in wanted.items()
        if wants != by_default(kind, channel)
    )
    if digest_at == HALF_PAST_SEVEN:
        DigestHour.objects.filter(user=user).delete()
    else:
        DigestHour.objects.update_or_create(user=user, defaults={"at": digest_at})


def ways() -> list[Channel]:
    """The ways there are in this office."""
    return [way for way in PERSONAL if way != Channel.PUSH or vapid.is_on()]


def kinds_of(user: User) -> list[Kind]:
    """What this person can be told of, by role and by belonging to an agency."""
    in_agency = user.role in Role.of_agencies() or Membership.objects.filter(user=user).exists()
    return [kind for kind in Kind if concerns(kind, user.role, in_agency=in_agency)]


def open_to(kinds: Iterable[Kind]) -> list[Choice]:
    """What there is to choose about for somebody who can be told of these kinds, by the ways there are."""
    told, there = set(kinds), ways()
    return [(kind, way) for kind, way in OPEN if kind in told and way in there]


def _locked(user_id: int) -> User:
    """One change of a person's choices at a time."""
    return User.objects.select_for_update(no_key=True).get(pk=user_id)


@transaction.atomic
def switch_mail(user_id: int, kind: Kind, *, on: bool) -> None:
    """Have one kind mailed to the person, or not any more. Only what is open to choice comes here."""
    _locked(user_id)
    chosen = Preference.objects.of(user_id).filter(kind=kind, channel=Channel.EMAIL)
    if on == by_default(kind, Channel.EMAIL):
        chosen.delete()
    else:
        Preference.objects.update_or_create(
            user_id=user_id, kind=kind, channel=Channel.EMAIL, defaults={"wanted": on}
        )


def digest_hour(user: User) -> time:
    """When the morning's digest reaches this person."""
    row = DigestHour.objects.filter(user=user).first()
    return row.at if row else HALF_PAST_SEVEN


def digest_hours() -> dict[int, time]:
    """The hours of all who have chosen one, by their ids."""
    return dict(DigestHour.objects.values_list("user_id", "at"))
