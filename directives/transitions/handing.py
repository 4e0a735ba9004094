"""To whom the work goes: a person in the agency, back to the Office, or on to another agency."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.models import Agency, Membership

from .. import past, telling
from ..models import Assignment, Directive, Event
from .coordinators import need_a_working_lead
from .extending import let_lapse
from .moves import (
    NotAllowed,
    lock_for,
    lock_with_directive,
    move,
    plain,
    reason_given,
    record,
    unless_changed,
)


@transaction.atomic
def delegate(
    assignment_id: int,
    *,
    by: User,
    to: User | None,
    note: str = "",
    instead_of: User | None = None,
    told: bool = True,
    seen: int | None = None,
) -> Assignment:
    """The head of the agency hands the share to a person of it, or takes it back (`to` None).

    `instead_of`: only while that person holds it. `told` False: the caller tells of many at once. `seen` is
    the last handing over which the person saw. Raises Changed when there is another one by now.
    """
    share = lock_for(assignment_id, Act.DELEGATE, by=by)
    unless_changed(share, (Event.Kind.DELEGATED,), seen)
    if instead_of is not None and share.delegate != instead_of:
        raise NotAllowed("Việc này vừa được giao cho người khác.")
    if to is not None and not Membership.objects.current().filter(agency=share.agency_id, user=to).exists():
        raise NotAllowed(f"{to} không thuộc {share.agency}.")
    if to == share.delegate:
        raise NotAllowed("Việc này đã được giao như vậy." if to else "Việc này chưa giao cho ai.")
    before = share.delegate
    share = move(assignment_id, Act.DELEGATE, by=by, note=note, delegate=to)
    if told:
        telling.delegated(share, before, note, by=by)
    return share


@transaction.atomic
def decline(assignment_id: int, *, by: User, reason: str) -> Assignment:
    """The agency says, before starting, that the work is not its own. The Office decides what follows."""
    reason = reason_given(reason, "Phải nêu lý do từ chối.")
    share = move(assignment_id, Act.DECLINE, by=by, note=reason, asked_due_on=None)
    let_lapse(share, by=by, note="Cơ quan từ chối nhiệm vụ.")
    telling.declined(share, reason, by=by)
    return share


@transaction.atomic
def insist(assignment_id: int, *, by: User, reason: str) -> Assignment:
    """The Office does not accept that the agency declined: the work is given to it again."""
    reason = reason_given(reason, "Phải nêu lý do yêu cầu tiếp tục.")
    need_a_working_lead(assignment_id)
    share = move(assignment_id, Act.INSIST, by=by, note=reason, accepted_at=None)
    telling.stopped(share, Act.INSIST, reason, by=by)
    return share


@transaction.atomic
def reassign(assignment_id: int, *, by: User, to: Agency, note: str = "") -> Assignment:
    """What one agency declined goes to another, in the same role and with the same deadline."""
    need_a_working_lead(assignment_id)
    # what two agencies declined may go to the same one at once: the second waits here and is told so
    declined = lock_with_directive(assignment_id, Act.REASSIGN, by=by)
    made = _new_share(declined.directive, to, role=declined.role, due_on=declined.due_on)
    names = {"agency": [declined.agency.short_name, to.short_name]}
    move(assignment_id, Act.REASSIGN, by=by, note=note, said=names, passed_to=made)
    _tell_of(made, by=by, note=note)
    return made


def give_later(
    directive: Directive,
    agency: Agency,
    *,
    role: str,
    due_on: date | None,
    by: User,
    note: str,
    said: Mapping[str, Any],
) -> Assignment:
    """Give an agency a share of a directive that is out already; the directive is locked by the caller.

    Its deadline is its original one. `said` adds to what the Event says. Raises NotAllowed for an agency that
    has a share, or is not at work.
    """
    share = _new_share(directive, agency, role=role, due_on=due_on)
    _tell_of(share, by=by, note=note, said=said)
    return share


def _new_share(directive: Directive, agency: Agency, *, role: str, due_on: date | None) -> Assignment:
    today = calendar.today()
    if directive.is_carried_on:
        raise NotAllowed("Nhiệm vụ này đã được gộp hoặc thay bằng nhiệm vụ khác.")
    if not Agency.objects.existing(today).filter(pk=agency.pk).exists():
        raise NotAllowed(f"{agency} hiện không hoạt động.")
    if directive.assignments.filter(agency=agency).exists():
        raise NotAllowed(f"{agency} đã có phần việc trong nhiệm vụ này. Có thể mở lại phần việc đó.")
    share = Assignment.objects.create(
        directive=directive,
        agency=agency,
        role=role,
        original_due_on=due_on,
        due_on=due_on,
        assigned_on=today,
    )
    past.keep([share])
    return share


def _tell_of(share: Assignment, *, by: User, note: str, said: Mapping[str, Any] | None = None) -> None:
    data = {"role": [None, share.role], "due_on": [None, plain(share.due_on)], **(said or {})}
    record(Event.Kind.ADDED, by=by, assignment=share, note=note, data=data)
    telling.given_later(share, by=by)


@transaction.atomic
def change_role(assignment_id: int, *, by: User, reason: str, seen: int | None = None) -> Assignment:
    """A lead becomes a coordinator, or the reverse. A directive keeps at least one lead that has work.

    `seen` is the last change of role which the person saw: a second one would turn the first round. Raises
    Changed when there is another one by now.
    """
    reason = reason_given(reason, "Phải nêu lý do đổi vai trò.")
    # two leads changed at once: the second waits here and sees that it is the last
    share = lock_with_directive(assignment_id, Act.CHANGE_ROLE, by=by)
    unless_changed(share, (Event.Kind.ROLE_CHANGED,), seen)
    leads, coordinators = Assignment.Role.LEAD, Assignment.Role.COORDINATOR
    to = coordinators if share.role == leads else leads
    others = Assignment.objects.filter(directive=share.directive_id).exclude(pk=share.pk)
    if to == coordinators and not others.leads().not_done().exists():
        raise NotAllowed("Đây là cơ quan chủ trì duy nhất còn việc. Giao thêm cơ quan chủ trì khác trước.")
    # what it gave as a coordinator stays on record; a lead answers with a result
    given = {"contributed_on": None, "contribute_by": None} if to == leads else {}
    share = move(assignment_id, Act.CHANGE_ROLE, by=by, note=reason, role=to, **given)
    telling.role_changed(share, reason, by=by)
    return share
