"""What is done to targets. Nothing else writes them; their history keeps each change, old and new."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from directives.models import Directive
from directives.transitions import Changed, NotAllowed

from .course import Adding, Cadence
from .models import (
    LONGEST,
    MonthValue,
    PlannedValue,
    Target,
    TargetEvent,
    first_of,
    month_words,
    months_between,
)

Kind = TargetEvent.Kind

FACTS = (
    *("name", "unit", "first_month", "last_month", "direction", "value"),
    *("adding", "cadence", "start", "lead", "document", "note"),
)
_ABOUT_FACTS = (Kind.CREATED, Kind.EDITED)
_ABOUT_PLAN = (Kind.PLANNED,)
_ABOUT_END = (Kind.CREATED, Kind.CLOSED, Kind.REOPENED, Kind.REMOVED)
CLOSED = "Chỉ tiêu đã kết thúc theo dõi. Mở theo dõi lại rồi làm tiếp."
_CHANGED = "Người khác vừa sửa. Xem thay đổi bên dưới rồi lưu lại nếu vẫn muốn."


@transaction.atomic
def create(*, by: User, facts: Mapping[str, Any], directives: Iterable[Directive] = ()) -> Target:
    """A new target."""
    _demand(by, Act.SET_TARGETS)
    target = Target(created_by=by, **{name: facts[name] for name in FACTS})
    _refuse(misfits(target, facts))
    target.full_clean()
    target.save()
    target.directives.set(directives)
    _tell(target, Kind.CREATED, by, data={"value": [None, _plain(target.value)]})
    return target


@transaction.atomic
def edit(
    target_id: int, *, by: User, facts: Mapping[str, Any], directives: Iterable[Directive], seen: int
) -> bool:
    """Change its facts; whether anything changed. `seen`: the newest change of facts that the person saw."""
    target = _locked(target_id, by, Act.SET_TARGETS)
    _refuse_stale(target, _ABOUT_FACTS, None, seen)
    _refuse(misfits(target, facts))
    before = {name: _plain(getattr(target, name)) for name in FACTS}
    for name in FACTS:
        setattr(target, name, facts[name])
    target.full_clean()
    changes = {
        name: [before[name], _plain(facts[name])] for name in FACTS if before[name] != _plain(facts[name])
    }
    codes = sorted(target.directives.values_list("code", flat=True))
    wanted = list(directives)
    if codes != sorted(directive.code for directive in wanted):
        changes["directives"] = [codes, sorted(directive.code for directive in wanted)]
        target.directives.set(wanted)
    if changes:
        target.save()
        _tell(target, Kind.EDITED, by, data=changes)
    return bool(changes)


def misfits(target: Target, facts: Mapping[str, Any]) -> dict[str, str]:
    """What of these facts cannot be, by field, in words: also beside the figures that were entered."""
    found = {}
    first, last = facts.get("first_month"), facts.get("last_month")
    if first and last and last < first:
        found["last_month"] = "Tháng cuối không được trước tháng đầu."
    elif first and last and months_between(first, last) > LONGEST:
        found["last_month"] = f"Kỳ dài nhất {LONGEST} tháng."
    if target.pk is None:
        return found
    entered = list(target.values.values_list("month", flat=True))
    planned = list(target.planned.values_list("month", flat=True))
    for months, words in ((entered, "số liệu"), (planned, "kế hoạch")):
        for name, outside in (
            ("first_month", [month for month in months if first and month < first]),
            ("last_month", [month for month in months if last and month > last]),
        ):
            if outside:
                found.setdefault(name, f"Tháng {month_words(outside[0])} đã có {words}, phải nằm trong kỳ.")
    if entered and facts.get("adding") not in (None, target.adding):
        found["adding"] = "Đã nhập số liệu nên không đổi được cách nhập số. Bỏ các số đã nhập rồi đổi."
    # What is said of the whole period stays right; what covers one month alone says nothing of a quarter.
    elif entered and target.adding == Adding.MONTHLY and facts.get("cadence") not in (None, target.cadence):
        found["cadence"] = (
            f"Đã nhập số riêng của từng {target.step} nên không đổi được kỳ nhập. Bỏ các số đã nhập rồi đổi."
        )
    return found


@transaction.atomic
def plan(target_id: int, *, by: User, values: Mapping[date, Decimal], seen: int) -> bool:
    """How far it should be month by month; months left out are on the straight line between the others."""
    target = _locked(target_id, by, Act.SET_TARGETS)
    _refuse_stale(target, _ABOUT_PLAN, None, seen)
    if any(not target.first_month <= month < target.last_month for month in values):
        raise NotAllowed("Kế hoạch đặt cho các tháng trong kỳ, trừ tháng cuối.")
    before = dict(target.planned.values_list("month", "value"))
    changes = {
        month.isoformat(): [_plain(before.get(month)), _plain(values.get(month))]
        for month in sorted(before.keys() | values.keys())
        if before.get(month) != values.get(month)
    }
    if changes:
        target.planned.all().delete()
        PlannedValue.objects.bulk_create(
            PlannedValue(target=target, month=month, value=value) for month, value in sorted(values.items())
        )
        _tell(target, Kind.PLANNED, by, data={"planned": changes})
    return bool(changes)


@transaction.atomic
def enter(
    target_id: int,
    month: date,
    *,
    by: User,
    value: Decimal,
    seen: int,
    note: str = "",
    reason: str = "",
) -> bool:
    """Store the figure of a month; whether it changed anything. `seen`: the newest change of it one saw."""
    target = _locked(target_id, by, Act.ENTER_TARGET_VALUES)
    _refuse_month(target, month)
    _refuse_stale(target, (), month, seen)
    row = target.values.filter(month=month).first()
    if row is None:
        _refuse_between(target, month)
        MonthValue.objects.create(target=target, month=month, value=value, note=note, entered_by=by)
        _tell(target, Kind.ENTERED, by, month=month, note=note, data={"value": [None, _plain(value)]})
        return True
    now = {"value": value, "note": note}
    changes = {
        name: [_plain(getattr(row, name)), _plain(new)]
        for name, new in now.items()
        if getattr(row, name) != new
    }
    if not changes:
        return False
    _refuse_without_reason(row, reason)
    row.value, row.note, row.entered_by, row.entered_at = value, note, by, calendar.now()
    row.save()
    _tell(target, Kind.CORRECTED, by, month=month, note=reason, data=changes)
    return True


@transaction.atomic
def take_back(target_id: int, month: date, *, by: User, seen: int, reason: str) -> None:
    """The month has no figure any more: it was entered for another one, or came too early."""
    target = _locked(target_id, by, Act.ENTER_TARGET_VALUES)
    _refuse_stale(target, (), month, seen)
    row = target.values.filter(month=month).first()
    if row is None:
        raise NotAllowed(f"Tháng {month_words(month)} chưa có số liệu.")
    _refuse_without_reason(row, reason)
    row.delete()
    _tell(target, Kind.TAKEN_BACK, by, month=month, note=reason, data={"value": [_plain(row.value), None]})


def needs_reason(row: MonthValue | None) -> bool:
    """From the day after it was entered a figure may stand in a report: who changes it then says why."""
    return row is not None and timezone.localtime(row.entered_at).date() < calendar.today()


@transaction.atomic
def close(target_id: int, *, by: User, seen: int, reason: str) -> None:
    """Nobody follows it any more; it stays to be read."""
    target = _locked(target_id, by, Act.SET_TARGETS)
    _refuse_stale(target, _ABOUT_END, None, seen)
    _end(target, Kind.CLOSED, by, reason, closed_at=calendar.now())


@transaction.atomic
def reopen(target_id: int, *, by: User, seen: int) -> None:
    """It is followed again."""
    target = _locked(target_id, by, Act.SET_TARGETS, closed=True)
    _refuse_stale(target, _ABOUT_END, None, seen)
    if not target.is_closed:
        raise NotAllowed("Chỉ tiêu đang được theo dõi.")
    _end(target, Kind.REOPENED, by, "", closed_at=None)


@transaction.atomic
def remove(target_id: int, *, by: User, seen: int, reason: str) -> None:
    """It was entered by mistake: it leaves every list. Only while it has no figure; its record is kept."""
    target = _locked(target_id, by, Act.SET_TARGETS, closed=True)
    _refuse_stale(target, _ABOUT_END, None, seen)
    if target.values.exists():
        raise NotAllowed("Chỉ tiêu đã có số liệu nên không xóa được. Kết thúc theo dõi nếu không dùng nữa.")
    _end(target, Kind.REMOVED, by, reason, removed_at=calendar.now())


def newest_of_facts(target: Target) -> int:
    """What a form of its facts carries, to know whether somebody else was first."""
    return _newest(target, _ABOUT_FACTS, None)


def newest_of_plan(target: Target) -> int:
    """The same for the plan of its months."""
    return _newest(target, _ABOUT_PLAN, None)


def newest_of_month(target: Target, month: date) -> int:
    """The same for the figure of a month."""
    return _newest(target, (), month)


def newest_of_end(target: Target) -> int:
    """The same for closing, reopening and removing."""
    return _newest(target, _ABOUT_END, None)


def _newest(target: Target, kinds: tuple[Kind, ...], month: date | None) -> int:
    events = target.events.filter(month=month) if month else target.events.filter(kind__in=kinds)
    return events.values_list("pk", flat=True).first() or 0


def _locked(target_id: int, by: User, act: Act, *, closed: bool = False) -> Target:
    """The target, nobody else's for this transaction; `closed`: also one that was closed."""
    _demand(by, act)
    rows = Target.objects.visible_to(by).filter(pk=target_id).select_for_update(of=("self",), no_key=True)
    target = rows.first()
    if target is None:
        raise NotAllowed("Chỉ tiêu không còn, hoặc không thuộc cơ quan của bạn.")
    if target.is_closed and not closed:
        raise NotAllowed(CLOSED)
    return target


def _demand(by: User, act: Act) -> None:
    if not may(by, act):
        raise NotAllowed(f"Bạn không có quyền “{act.label}”.")


def _refuse(found: Mapping[str, str]) -> None:
    if found:
        raise NotAllowed(" ".join(found.values()))


def _refuse_month(target: Target, month: date) -> None:
    if not target.first_month <= month <= target.last_month or month.day != 1:
        raise NotAllowed(f"Tháng {month_words(month)} không thuộc kỳ của chỉ tiêu ({target.period}).")
    if month > first_of(calendar.today()):
        raise NotAllowed(f"Tháng {month_words(month)} chưa đến.")


def _refuse_between(target: Target, month: date) -> None:
    """A figure which nobody asked for; one that is there from before may still be corrected."""
    if not target.is_due(month):
        every = str(Cadence(target.cadence).label).lower()
        raise NotAllowed(f"Chỉ tiêu này nhập {every}: không nhập số của tháng {month_words(month)}.")


def _refuse_stale(target: Target, kinds: tuple[Kind, ...], month: date | None, seen: int) -> None:
    if _newest(target, kinds, month) != seen:
        raise Changed(_CHANGED)


def _refuse_without_reason(row: MonthValue, reason: str) -> None:
    if needs_reason(row) and not reason.strip():
        raise NotAllowed("Số liệu đã nhập từ hôm trước: nêu lý do sửa.")


def _end(target: Target, kind: Kind, by: User, reason: str, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(target, name, value)
    target.save(update_fields=list(fields))
    _tell(target, kind, by, note=reason)


def _tell(
    target: Target,
    kind: Kind,
    by: User,
    *,
    month: date | None = None,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    TargetEvent.objects.create(
        target=target,
        month=month,
        kind=kind,
        actor=by,
        actor_name=by.get_full_name(),
        note=note,
        data=data or {},
    )


def _plain(value: Any) -> Any:
    """As the history keeps it: figures without idle zeros, days and names as text."""
    if value is None or isinstance(value, list):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
