"""The star: leaders and the Office mark what matters most."""

from django.db import transaction

from accounts.access import Act
from accounts.models import User

from ..models import Directive, Event
from .editing import lock_directive, record_of_directive
from .moves import NotAllowed


@transaction.atomic
def set_star(directive_id: int, *, by: User, starred: bool) -> Directive:
    """Mark the directive as one of those that matter most (trọng tâm), or take the mark away.

    Lists and reports look for the mark where the shares are: the children of a heading have it with it.
    """
    directive = lock_directive(directive_id, Act.STAR, by=by)
    if directive.starred == starred:
        raise NotAllowed("Nhiệm vụ này đã là trọng tâm." if starred else "Nhiệm vụ này không là trọng tâm.")
    directive.starred = starred
    directive.save(update_fields=["starred"])
    directive.children.update(starred=starred)
    kind = Event.Kind.STARRED if starred else Event.Kind.UNSTARRED
    record_of_directive(kind, directive, by=by, data={"starred": [not starred, starred]})
    return directive
