"""Where the forms of acts are."""

from django.urls import reverse

from accounts.access import Act

from .models import Assignment


def act_address(share: Assignment, act: str) -> str:
    """The form of an act on a share; that of a cycle is about the directive as a whole."""
    of_share = [] if act == Act.SET_CYCLE else [share.pk]
    return reverse(f"directives:{act}", args=[share.directive_id, *of_share])
