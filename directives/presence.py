"""Who has a review open, and what they are changing. Kept in the cache alone, gone by itself."""

from dataclasses import dataclass

from django.core.cache import cache

from accounts.access import Act, roles_with
from accounts.models import User
from meetings.models import Document

STAYS = 30  # seconds without a sign of life; pages give one every ten


@dataclass(frozen=True)
class Other:
    """Somebody else at the same text; `number` is that of the card which they are editing."""

    user: User
    number: int | None


def come(document: Document, user: User, *, card: int | None = None) -> None:
    """Say that a person has the review open, and which proposal they edit."""
    cache.set(_key(document, user), card or 0, STAYS)


def leave(document: Document, user: User) -> None:
    """Say that a person has closed the review."""
    cache.delete(_key(document, user))


def others(document: Document, user: User) -> list[Other]:
    """Who else is there, by name: a query for the people who may review, another when one of them edits."""
    office = (
        User.objects.active().with_role(*roles_with(Act.REVIEW)).exclude(pk=user.pk).order_by("full_name")
    )
    people = {_key(document, person): person for person in office}
    found: dict[str, int] = cache.get_many(people)
    cards = list(document.proposals.values_list("pk", flat=True)) if any(found.values()) else []
    numbers = {pk: number for number, pk in enumerate(cards, start=1)}
    return [Other(people[key], numbers.get(found[key])) for key in people if key in found]


def _key(document: Document, user: User) -> str:
    return f"present:{document.pk}:{user.pk}"
