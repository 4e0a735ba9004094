"""Who in the Office follows a directive: given to an officer, one or many at once."""

from collections.abc import Iterable

from django.db import transaction

from accounts.access import Act
from accounts.models import User

from .. import telling
from ..models import Event
from .editing import lock_directive, record_of_directive
from .moves import NotAllowed, plain

Outcome = tuple[int, str | None]  # a directive's key, and why nothing was done; None: it was done


@transaction.atomic
def assign_monitor(directive_ids: Iterable[int], *, by: User, to: User) -> list[Outcome]:
    """Give the directives to an officer of the Office; each by itself, one that is refused stops no other.

    The people are told once of all of them.
    """
    if not (to.is_active and to.in_office):
        raise NotAllowed("Chỉ giao theo dõi cho người của Văn phòng đang làm việc.")
    outcomes: list[Outcome] = []
    changes: list[telling.MonitorChange] = []
    for pk in sorted(directive_ids):  # in one order, so that two at once do not wait for each other
        try:
            with transaction.atomic():
                changes.append(_assign(pk, by=by, to=to))
            outcomes.append((pk, None))
        except NotAllowed as problem:
            outcomes.append((pk, str(problem)))
    telling.monitors_changed(changes, by=by)
    return outcomes


def _assign(directive_id: int, *, by: User, to: User) -> telling.MonitorChange:
    directive = lock_directive(directive_id, Act.EDIT_DIRECTIVE, by=by)
    before = directive.monitor
    if before == to:
        raise NotAllowed(f"{to} đang theo dõi nhiệm vụ này.")
    directive.monitor = to
    directive.version += 1
    directive.save(update_fields=["monitor", "version"])
    data = {"monitor": [plain(before), plain(to)]}
    return directive, before, record_of_directive(Event.Kind.EDITED, directive, by=by, data=data)
