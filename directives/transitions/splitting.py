"""One directive becomes several that are followed one by one: its shares make way for its children's."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import past, telling
from ..families import Part, add_children, shares_in_force, titled
from ..giving import Shares
from ..models import Assignment, Directive, Event
from ..models.assignment import Confirmation, WorkState
from ..models.states import LEFT
from .editing import lock_directive, record_of_directive
from .extending import let_lapse
from .moves import Changed, NotAllowed, plain

FEWEST_PARTS, MOST_PARTS = 2, 12
_FILED = (Confirmation.PENDING, Confirmation.CONFIRMED)


@transaction.atomic
def split(
    directive_id: int, *, by: User, version: int, parts: Sequence[Part], note: str = ""
) -> list[Directive]:
    """Make a child of each part, for the same agencies; the directive becomes their heading.

    `version` is that of the directive which the person saw. Returns the children.
    """
    directive, shares = lock_whole(directive_id, Act.SPLIT, by=by)
    demand_version(directive, version)
    if problem := split_refusal(directive, shares):
        raise NotAllowed(problem)
    if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        raise NotAllowed(f"Tách thành {FEWEST_PARTS} đến {MOST_PARTS} mốc.")
    if min(part.due_on for part in parts) < calendar.today():
        raise NotAllowed("Hạn không được ở trong quá khứ.")
    charged, taken = make_way(shares, by=by, note="Nhiệm vụ được tách thành các mốc.")
    named = [Part(titled(directive.title, part.title), part.due_on, part.deadline_text) for part in parts]
    children = add_children(directive, named, charged, by=by)
    data = {"parts": [None, len(children)]}
    told = record_of_directive(Event.Kind.SPLIT, directive, by=by, data=data, note=note)
    telling.split_up(directive, children, taken, told, by=by)
    return children


def split_refusal(directive: Directive, shares: Sequence[Assignment]) -> str | None:
    """Why the directive cannot get children in place of its shares, for people; None when it can."""
    if directive.parent_id is not None:
        return "Đây đã là một phần của nhiệm vụ khác, không tách tiếp được."
    if directive.is_heading:
        return "Nhiệm vụ này đã được tách hoặc theo chu kỳ."
    if any(share.confirmation in _FILED for share in shares):
        return "Đã có cơ quan báo cáo hoàn thành nhiệm vụ này, không tách được nữa."
    if not any(share.role == Assignment.Role.LEAD and share.work_state not in LEFT for share in shares):
        return "Không còn cơ quan chủ trì nào đang thực hiện nhiệm vụ này."
    return None


def lock_whole(directive_id: int, act: Act, *, by: User) -> tuple[Directive, list[Assignment]]:
    """The directive and all its shares, locked in the order which others keep: leads, directive, the rest."""
    shares = (
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .filter(directive=directive_id)
        .select_related("agency", "delegate")
        .order_by("pk")
    )
    list(shares.leads())
    directive = lock_directive(directive_id, act, by=by)
    return directive, list(shares)


def demand_version(directive: Directive, version: int) -> None:
    """Raise Changed unless the directive stands as the person saw it; from now on it stands otherwise."""
    if directive.version != version:
        raise Changed("Người khác vừa thay đổi nhiệm vụ này. Xem các thay đổi rồi lưu lại.")
    directive.version += 1
    directive.save(update_fields=["version"])


def make_way(shares: Sequence[Assignment], *, by: User, note: str) -> tuple[Shares, list[Assignment]]:
    """Take locked shares out of force; who had work by them, and which they are.

    What was declined and given to nobody goes too: nobody needs to decide on it any more.
    """
    charged = shares_in_force(share for share in shares if share.work_state not in LEFT)
    taken = [
        share
        for share in shares
        if share.work_state not in LEFT
        or (share.work_state == WorkState.DECLINED and share.passed_to_id is None)
    ]
    events = []
    for share in taken:
        data: dict[str, list[Any]] = {"work_state": [share.work_state, WorkState.SPLIT.value]}
        if share.asked_due_on is not None:
            data["asked_due_on"] = [plain(share.asked_due_on), None]
            let_lapse(share, by=by, note=note)
        share.work_state, share.asked_due_on = WorkState.SPLIT, None
        events.append(
            Event(
                directive_id=share.directive_id,
                assignment=share,
                kind=Event.Kind.SPLIT,
                actor=by,
                actor_name=by.get_full_name(),
                data=data,
            )
        )
    Event.objects.bulk_create(events)
    Assignment.objects.bulk_update(taken, ["work_state", "asked_due_on"])
    past.keep(taken)
    return charged, taken
