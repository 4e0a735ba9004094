"""Shares that leave all counts together, because another directive carries their work on.

They become `revoked`, each with an Event of its own kind; the directive says where the work went.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.access import Act
from accounts.models import User
from meetings.models import Document

from .. import past
from ..models import Assignment, Directive, Event
from ..models.assignment import Confirmation, WorkState
from ..models.states import OPEN
from .extending import let_lapse
from .moves import MOVES, NotAllowed, plain, refusal

LEAVES_FROM = (*OPEN, WorkState.PAUSED, WorkState.DECLINED)


def lock_whole(*directives: int) -> dict[int, Directive]:
    """These directives with all their shares, locked in the order in which every transition locks them.

    Leads come before their directive, coordinators after it (see `coordinators`).
    """
    shares = Assignment.objects.filter(directive__in=directives).order_by("pk").select_for_update(no_key=True)
    list(shares.leads().values_list("pk"))
    rows = (
        Directive.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document", "monitor")
        .filter(pk__in=directives)
        .order_by("pk")
    )
    found = {row.pk: row for row in rows}
    list(shares.coordinators().values_list("pk"))
    return found


def leaving(directive: Directive) -> list[Assignment]:
    """The shares which leave when the work is carried on elsewhere: those that are not done."""
    shares = directive.assignments.filter(
        work_state__in=LEAVES_FROM, released_on__isnull=True, passed_to__isnull=True
    )
    return list(shares.select_related("agency", "delegate", "directive").order_by("pk"))


def waits_for_the_office(directive: Directive) -> bool:
    """Whether a result of the directive is filed and undecided: it is decided on before anything moves."""
    return directive.assignments.filter(confirmation=Confirmation.PENDING).exists()


def leave(
    shares: Iterable[Assignment], act: Act, *, by: User, note: str, said: Mapping[str, Any], lapsed: str
) -> None:
    """Let the shares, which the caller has locked, leave all counts. `lapsed`: why requests end with them."""
    shares = list(shares)
    asking = [share for share in shares if share.asked_due_on is not None]
    to = {"work_state": MOVES[act].to_work, "asked_due_on": None}
    change_all(dict.fromkeys(shares, to), act, by=by, note=note, said=said)
    for share in asking:
        let_lapse(share, by=by, note=lapsed)


def change_all(
    changes: Mapping[Assignment, Mapping[str, Any]],
    act: Act,
    *,
    by: User,
    note: str,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Do one act to many shares, which the caller has locked; each gets its own line of history."""
    events = []
    for share, fields in changes.items():
        if problem := refusal(share, act):
            raise NotAllowed(f"{share.agency}: {problem}")
        data = {
            name: [plain(getattr(share, name)), plain(value)]
            for name, value in fields.items()
            if getattr(share, name) != value
        }
        for name, value in fields.items():
            setattr(share, name, value)
        events.append(
            Event(
                directive_id=share.directive_id,
                assignment=share,
                kind=MOVES[act].kind,
                actor=by,
                actor_name=by.get_full_name(),
                note=note,
                data={**data, **(said or {})},
            )
        )
    names = {name for fields in changes.values() for name in fields}
    if names:
        Assignment.objects.bulk_update(changes, sorted(names))
    past.keep(changes)
    Event.objects.bulk_create(events)


def tell_of_whole(
    kind: Event.Kind,
    directive: Directive,
    *,
    by: User,
    note: str,
    data: Mapping[str, Any],
    document: Document | None = None,
) -> Event:
    """The line of history of the directive as a whole; `document`: the one which did it."""
    return Event.objects.create(
        document=document,
        directive=directive,
        kind=kind,
        actor=by,
        actor_name=by.get_full_name(),
        note=note,
        data=dict(data),
    )
