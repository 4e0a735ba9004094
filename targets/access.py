"""The only door to a target: who may see it, and what they may do to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.access import Act, may
from accounts.models import User

from .models import Target


def target_for(user: User, pk: int, *, to: Act | None = None) -> Target:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    visible = Target.objects.visible_to(user).select_related("lead", "document")
    target = get_object_or_404(visible.defer("document__text"), pk=pk)
    if to is not None and not may_act(user, to):
        raise PermissionDenied
    return target


def may_act(user: User, act: Act) -> bool:
    """Whether the person may do this to a target they see: members of agencies see those of theirs alone."""
    return may(user, act)
