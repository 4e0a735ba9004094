"""Who keeps an eye on which directive, for himself."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Role
from agencies import calendar
from agencies.models import Membership

from .assignment import Assignment
from .comment import Comment
from .directive import Directive


class FollowQuerySet(models.QuerySet["Follow"]):
    def seeing(self, share: Assignment) -> "FollowQuerySet":
        """Those who follow the directive of this share, or its heading, and can see the share."""
        family = [pk for pk in (share.directive_id, share.directive.parent_id) if pk]
        members = Membership.objects.filter(agency=share.agency_id).values("user")
        return self.filter(Q(user__role__in=Role.seeing_all()) | Q(user__in=members), directive__in=family)

    def of_children(self, heading: Directive, agencies: Iterable[int]) -> "FollowQuerySet":
        """Those who follow a heading and can see the children in which these agencies have shares."""
        members = Membership.objects.filter(agency__in=agencies).values("user")
        sees = Q(user__role__in=Role.seeing_all()) | Q(user__in=members)
        return self.filter(sees, directive=heading, user__is_active=True)

    def reading(self, comment: Comment) -> "FollowQuerySet":
        """Those who follow the directive and may read what was said about it."""
        of_directive = self.filter(directive=comment.directive_id)
        if comment.is_internal:
            return of_directive.filter(user__role__in=Role.reading_internal())
        charged = Assignment.objects.filter(directive=comment.directive_id).values("agency")
        members = Membership.objects.filter(agency__in=charged).values("user")
        return of_directive.filter(Q(user__role__in=Role.seeing_all()) | Q(user__in=members))


class Follow(models.Model):
    """That a person wants to hear, in the app, what happens to a directive. No part of its history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=calendar.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="follow_once", fields=["user", "directive"])]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.directive_id}"


class MuteQuerySet(models.QuerySet["Mute"]):
    def of_family(self, directive: int) -> "MuteQuerySet":
        """Of this directive, or of its heading."""
        heading = Directive.objects.filter(pk=directive).values("parent")
        return self.filter(Q(directive=directive) | Q(directive__in=heading))


class Mute(models.Model):
    """That a person does not want to hear of a directive more than they have to. No part of its history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes")
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="mutes")
    since = models.DateTimeField(default=calendar.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="mute_once", fields=["user", "directive"])]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.directive_id}"
