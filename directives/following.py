"""Following or muting a directive: for oneself, by whoever sees it. It changes nothing of the directive."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User

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
