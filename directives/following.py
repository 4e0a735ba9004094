"""Following or muting a directive: for oneself, by whoever sees it. It changes nothing of the directive."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import User
from agencies.models import Membership

from .models import Assignment, Comment, Directive, Follow, Mute


@transaction.atomic
def follow(directive: Directive, *, by: User) -> None:
    """Hear from now on what happens to it, also who had muted it. Following twice is following."""
    unmute(directive, by=by)
    Follow.objects.get_or_create(directive=directive, user=by)


def unfollow(directive: Directive, *, by: User) -> None:
    """Hear no more of it than one has to."""
    Follow.objects.filter(directive=directive, user=by).delete()


@transaction.atomic
def mute(directive: Directive, *, by: User) -> None:
    """Hear from now on only what is obligatory, also who followed it."""
    unfollow(directive, by=by)
    Mute.objects.get_or_create(directive=directive, user=by)


def unmute(directive: Directive, *, by: User) -> None:
    """Hear again what concerns one."""
    Mute.objects.filter(directive=directive, user=by).delete()


def muted_by(people: Iterable[int], directive_id: int) -> set[int]:
    """Who of these people muted the directive, or its heading; one query."""
    rows = Mute.objects.of_family(directive_id).filter(user__in=set(people))
    return set(rows.values_list("user_id", flat=True))


def follows(directive: Directive, user: User) -> bool:
    """Whether the person follows it."""
    return Follow.objects.filter(directive=directive, user=user).exists()


def mutes(directive: Directive, user: User) -> bool:
    """Whether the person muted it."""
    return Mute.objects.filter(directive=directive, user=user).exists()


def readers_of(comment: Comment) -> list[User]:
    """Those who follow the directive and may read this comment on it."""
    return [follow.user for follow in Follow.objects.reading(comment).select_related("user")]


def followers_of(share: Assignment) -> list[User]:
    """Those who follow the directive and can see this share of it."""
    rows = Follow.objects.seeing(share).select_related("user")
    return list(dict.fromkeys(follow.user for follow in rows))


def followers_of_each(shares: Sequence[Assignment]) -> dict[int, list[User]]:
    """By share, those who follow its directive or heading, muted neither and can see the share; 3 queries."""
    families = {
        share.pk: {pk for pk in (share.directive_id, share.directive.parent_id) if pk} for share in shares
    }
    every = {pk for family in families.values() for pk in family}
    followed: dict[int, list[User]] = {}
    for follow in Follow.objects.filter(directive__in=every).select_related("user").order_by("pk"):
        followed.setdefault(follow.directive_id, []).append(follow.user)
    people = {person.pk for some in followed.values() for person in some}
    muted = set(
        Mute.objects.filter(directive__in=every, user__in=people).values_list("user_id", "directive_id")
    )
    places = set(Membership.objects.filter(user__in=people).values_list("user_id", "agency_id"))
    return {
        share.pk: list(
            dict.fromkeys(
                person
                for pk in sorted(families[share.pk])
                for person in followed.get(pk, [])
                if (person.sees_all or (person.pk, share.agency_id) in places)
                and not any((person.pk, member) in muted for member in families[share.pk])
            )
        )
        for share in shares
    }
