"""Recurring work: its cycle is set, changed, stopped. What was given out by then stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from notifications.kinds import Kind

from .. import occurrences
from .. import telling_cycles as telling
from ..cycles import START_WITHIN, CyclePlan
from ..giving import Body, Shares
from ..models import Assignment, Cycle, Directive, Event
from ..models.directive import DeadlineKind
from ..occurrences import NobodyLeads
from .charging import expand_bodies
from .editing import lock_directive, record_of_directive
from .moves import NotAllowed, change_deadline_kind, plain, reason_given
from .splitting import demand_version, lock_whole, make_way, split_refusal

STOPPED = "đã dừng"


@transaction.atomic
def set_cycle(directive_id: int, *, by: User, version: int, plan: CyclePlan, note: str = "") -> Cycle:
    """Have the directive come back by the plan; it becomes the heading of its occurrences.

    The first is given out at once, to the agencies that have work by it now. `version` is that of the
    directive which the person saw.
    """
    directive, shares = lock_whole(directive_id, Act.SET_CYCLE, by=by)
    demand_version(directive, version)
    if problem := set_refusal(directive, shares):
        raise NotAllowed(problem)
    _demand(plan)
    charged, taken = make_way(shares, by=by, note="Nhiệm vụ được giao theo chu kỳ.")
    kind = change_deadline_kind(directive, DeadlineKind.RECURRING)
    cycle, children, told = begin(directive, plan, charged, by=by, note=note, said=kind)
    telling.cycle_told(cycle, told, _title(cycle), _days(children), by=by, kind=Kind.ASSIGNED, taken=taken)
    return cycle


def begin(
    heading: Directive,
    plan: CyclePlan,
    charged: Shares,
    *,
    by: User,
    note: str = "",
    said: Mapping[str, Any] | None = None,
) -> tuple[Cycle, list[Directive], Event]:
    """Store the cycle of a directive which the caller has locked or just made, and give out the first.

    `said` adds to what the Event says. The caller tells the agencies.
    """
    cycle = occurrences.start(heading, plan, charged)
    children = _give(cycle, by=by)
    data = {name: [None, value] for name, value in _said(cycle).items() if value} | dict(said or {})
    return cycle, children, record_of_directive(Event.Kind.CYCLE_SET, heading, by=by, data=data, note=note)


@transaction.atomic
def change_cycle(
    directive_id: int,
    *,
    by: User,
    version: int,
    plan: CyclePlan,
    leads: Sequence[Body],
    coordinators: Sequence[Body],
    note: str = "",
) -> Cycle:
    """Another rule, another end, other agencies, from the next occurrence on; a stopped cycle goes on again.

    A body that was charged before stays so with the members it had; a group that comes is expanded today.
    """
    cycle = _lock(directive_id, Act.CHANGE_CYCLE, by=by, version=version)
    before, charged_before = _said(cycle), set(cycle.parties.values_list("agency", flat=True))
    _demand(plan)
    if not cycle.is_stopped:
        _catch_up(cycle)
    else:
        before["cycle"] = STOPPED
    from_before = max(cycle.starts_on, calendar.today())
    occurrences.put(cycle, plan)
    cycle.stopped_on = None
    cycle.save()
    occurrences.charge(cycle, _charged(cycle, leads, coordinators))
    before["starts_on"] = plain(from_before)
    data = {name: [before[name], value] for name, value in _said(cycle).items() if before[name] != value}
    if not data:
        raise NotAllowed("Chưa có thay đổi nào so với chu kỳ hiện nay.")
    children = _give(cycle, by=by)
    told = record_of_directive(Event.Kind.CYCLE_CHANGED, cycle.directive, by=by, data=data, note=note)
    kind = Kind.ASSIGNED if children else Kind.CHANGED  # new work is told to those who muted it, too
    text = "\n".join(filter(None, [_days(children), note]))
    telling.cycle_told(cycle, told, _title(cycle), text, by=by, kind=kind, before=charged_before)
    return cycle


@transaction.atomic
def stop_cycle(directive_id: int, *, by: User, version: int, reason: str) -> Cycle:
    """No further occurrence is given out. Those which were stay, open ones too."""
    cycle = _lock(directive_id, Act.STOP_CYCLE, by=by, version=version)
    if cycle.is_stopped:
        raise NotAllowed("Chu kỳ này đã dừng.")
    reason_given(reason, "Nêu lý do dừng chu kỳ.")
    _stop(cycle, by=by, reason=reason)
    return cycle


def stop_replaced(heading: Directive, *, by: User, reason: str) -> None:
    """Another document orders instead what comes back by this heading, which the caller has locked.

    Part of publishing that document: it takes away the occurrence that is open, and those to come with it.
    """
    cycle = Cycle.objects.running().filter(directive=heading).first()
    if cycle is None:
        return
    cycle.directive = heading
    heading.version += 1
    heading.save(update_fields=["version"])
    _stop(cycle, by=by, reason=reason)


def _stop(cycle: Cycle, *, by: User, reason: str) -> None:
    cycle.stopped_on = calendar.today()
    cycle.save(update_fields=["stopped_on"])
    data = {"cycle": [cycle.rule.words, STOPPED]}
    told = record_of_directive(Event.Kind.CYCLE_STOPPED, cycle.directive, by=by, data=data, note=reason)
    telling.cycle_told(cycle, told, "Dừng chu kỳ", reason, by=by)


def set_refusal(directive: Directive, shares: Sequence[Assignment]) -> str | None:
    """Why the directive cannot get a cycle, for people; None when it can."""
    if directive.is_heading:
        has_one = Cycle.objects.filter(directive=directive).exists()
        return "Nhiệm vụ này đã có chu kỳ." if has_one else "Nhiệm vụ này đã được tách thành các mốc."
    return split_refusal(directive, shares)


def _lock(directive_id: int, act: Act, *, by: User, version: int) -> Cycle:
    directive = lock_directive(directive_id, act, by=by)
    demand_version(directive, version)
    cycle = Cycle.objects.filter(directive=directive).first()
    if cycle is None:
        raise NotAllowed("Nhiệm vụ này không có chu kỳ.")
    cycle.directive = directive
    return cycle


def _demand(plan: CyclePlan) -> None:
    if plan.starts_on < calendar.today():
        raise NotAllowed("Ngày bắt đầu không được ở trong quá khứ.")
    if plan.starts_on > (last := calendar.today() + START_WITHIN):
        raise NotAllowed(f"Ngày bắt đầu chậm nhất là {last:%d/%m/%Y}.")
    if not plan.has_a_day(calendar.working_days()):
        raise NotAllowed("Không có kỳ nào đến hạn trong khoảng thời gian này.")


def _catch_up(cycle: Cycle) -> None:
    """What the old rule owes by today is still given out by it; nobody to lead it is why it is changed."""
    try:
        with transaction.atomic():
            children = occurrences.give_due(cycle, calendar.today(), calendar.working_days(), by=None)
    except NobodyLeads:
        return
    telling.occurrences_given(cycle.directive, children)


def _give(cycle: Cycle, *, by: User) -> list[Directive]:
    """What is to be out by today. The agencies are told with the act itself."""
    try:
        return occurrences.give_due(cycle, calendar.today(), calendar.working_days(), by=by)
    except NobodyLeads as problem:
        raise NotAllowed("Không có cơ quan chủ trì nào đang hoạt động.") from problem


def _charged(cycle: Cycle, leads: Sequence[Body], coordinators: Sequence[Body]) -> Shares:
    """The shares of who stays as they were, and of who comes, as giving by hand expands them."""
    roles = Assignment.Role
    chosen = {(roles.LEAD.value, body) for body in leads}
    chosen |= {(roles.COORDINATOR.value, body) for body in coordinators}
    stay: dict[int, tuple[str, int | None]] = {}
    known = set()
    for party in cycle.parties.select_related("agency", "group"):
        body: Body = party.group or party.agency
        if (party.role, body) in chosen:
            stay[party.agency_id] = (party.role, party.group_id)
            known.add((party.role, body))
    new = expand_bodies(
        [body for body in leads if (roles.LEAD.value, body) not in known],
        [body for body in coordinators if (roles.COORDINATOR.value, body) not in known],
    )
    leading = {pk: share for pk, share in new.by_agency.items() if share[0] == roles.LEAD}
    return Shares({**new.by_agency, **stay, **leading})


def _said(cycle: Cycle) -> dict[str, Any]:
    """The cycle as an Event keeps it."""
    names: dict[str, list[str]] = {"lead": [], "coordinator": []}
    parties = cycle.parties.order_by("agency__kind_order", "agency__sort_key")
    for role, name in parties.values_list("role", "agency__short_name"):
        names[role].append(name)
    days = {"starts_on": plain(cycle.starts_on), "ends_on": plain(cycle.ends_on)}
    return {"cycle": cycle.rule.words, **days, **names}


def _title(cycle: Cycle) -> str:
    return f"Theo chu kỳ {cycle.rule.words}"


def _days(children: Iterable[Directive]) -> str:
    """The days of the occurrences which were given out now."""
    shares = Assignment.objects.filter(directive__in=[child.pk for child in children])
    days = [day for day in shares.order_by("due_on").values_list("due_on", flat=True).distinct() if day]
    return f"Kỳ đã giao: hạn {', '.join(f'{day:%d/%m/%Y}' for day in days)}." if days else ""
