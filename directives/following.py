"""Following a directive: for oneself, by whoever sees it. It changes nothing of the directive."""

from accounts.models import User

from .models import Assignment, Comment, Directive, Follow


def follow(directive: Directive, *, by: User) -> None:
    """Hear from now on what happens to it. Following twice is following."""
    Follow.objects.get_or_create(directive=directive, user=by)


def unfollow(directive: Directive, *, by: User) -> None:
    """Hear no more of it than one has to."""
    Follow.objects.filter(directive=directive, user=by).delete()


def follows(directive: Directive, user: User) -> bool:
    """Whether the person follows it."""
    return Follow.objects.filter(directive=directive, user=user).exists()


def readers_of(comment: Comment) -> list[User]:
    """Those who follow the directive and may read this comment on it."""
    return [follow.user for follow in Follow.objects.reading(comment).select_related("user")]


def followers_of(share: Assignment) -> list[User]:
    """Those who follow the directive and can see this share of it."""
    rows = Follow.objects.seeing(share).select_related("user")
    return list(dict.fromkeys(follow.user for follow in rows))
