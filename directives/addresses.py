"""Where the forms of acts are."""

from django.urls import reverse

from accounts.access import Act

from .models import Assignment

_OF_WHOLE = {Act.SET_CYCLE, Act.INSTRUCT}


def act_address(share: Assignment, act: str) -> str:
    """The form of an act on a share; of a cycle or an instruction, on the directive as a whole."""
    of_share = [] if act in _OF_WHOLE else [share.pk]
    return reverse(f"directives:{act}", args=[share.directive_id, *of_share])
