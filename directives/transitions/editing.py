"""What the Office changes of a directive after publishing. The quote and the document stay as published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.models import Agency

from .. import telling
from ..models import Assignment, Directive, Event
from ..models.directive import DeadlineKind, directive_search_text
from .coordinators import recall_coordinators
from .handing import give_later
from .moves import Changed, NotAllowed, change_deadline_kind, plain

# What can be changed; the words of the document cannot.
EDITABLE = ("title", "field", "priority", "deliverable", "monitor", "directing_leader")


@transaction.atomic
def edit_directive(
    directive_id: int, *, by: User, version: int, fields: Mapping[str, Any], told: bool = True
) -> Directive:
    """Change some of EDITABLE; each with its old and new value in the history.

    `version` is that of the directive which the person saw. Raises Changed when it is another one by now.
    `told` False: the caller tells of many at once.
    """
    directive = lock_directive(directive_id, Act.EDIT_DIRECTIVE, by=by)
    if directive.version != version:
        raise Changed("Người khác vừa sửa nhiệm vụ này. Xem các thay đổi rồi lưu lại.")
    changes = {
        name: [plain(getattr(directive, name)), plain(value)]
        for name, value in fields.items()
        if name in EDITABLE and getattr(directive, name) != value
    }
    if not changes:
        return directive
    before = directive.monitor
    for name in changes:
        setattr(directive, name, fields[name])
    directive.version += 1
    directive.search_text = directive_search_text(
        directive.code, directive.title, directive.content, directive.document
    )
    directive.save(update_fields=[*changes, "version", "search_text"])
    tell = record_of_directive(Event.Kind.EDITED, directive, by=by, data=changes)
    if told and "monitor" in changes:
        telling.monitors_changed([(directive, before, tell)], by=by)
    return directive


@transaction.atomic
def add_agency(
    directive_id: int, *, by: User, agency: Agency, role: str, due_on: date | None, note: str = ""
) -> Assignment:
    """Give a share of the directive to one more agency. Its deadline is its original one."""
    directive = lock_directive(directive_id, Act.ADD_AGENCY, by=by)
    if directive.is_heading:
        raise NotAllowed(
            "Nhiệm vụ này đã được tách hoặc theo chu kỳ. Giao thêm cơ quan ở từng phần, từng kỳ."
        )
    if due_on is not None and due_on < calendar.today():
        raise NotAllowed("Hạn không được ở trong quá khứ.")
    kind = {} if due_on is None else change_deadline_kind(directive, DeadlineKind.FIXED)
    share = give_later(directive, agency, role=role, due_on=due_on, by=by, note=note, said=kind)
    if role == Assignment.Role.LEAD:
        recall_coordinators(share, by=by)
    return share


def lock_directive(directive_id: int, act: Act, *, by: User) -> Directive:
    """The directive, held until the transaction ends, provided that this person may do this act."""
    if not may(by, act):
        raise NotAllowed(f"Bạn không có quyền “{act.label}”.")
    return (
        Directive.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document", "monitor", "directing_leader")
        .get(pk=directive_id)
    )


def record_of_directive(
    kind: Event.Kind,
    directive: Directive,
    *,
    by: User,
    data: Mapping[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Write one line of history about the directive as a whole."""
    return Event.objects.create(
        directive=directive,
        kind=kind,
        actor=by,
        actor_name=by.get_full_name(),
        note=note,
        data=dict(data or {}),
    )
