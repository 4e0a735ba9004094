"""The ladders, changed by the head of the Office. Each change is on record, so a past day keeps its rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from directives.transitions import NotAllowed

from .defaults import DEFAULTS
from .models import CAPACITIES, ReminderRule, ReminderRuleChange

CHANGED = ("name", "days_from_due", "repeat_every", *CAPACITIES, "is_active")


def rules_on(on: date) -> list[ReminderRule]:
    """The rules in use at the end of the day `on`: what was changed later is undone."""
    rules = {rule.pk: rule for rule in ReminderRule.objects.all()}
    if on < calendar.today():
        for change in ReminderRuleChange.objects.filter(at__date__gt=on):
            field = ReminderRule._meta.get_field(change.field)
            setattr(rules[change.rule_id], change.field, field.to_python(change.old or None))  # type: ignore[union-attr]
    return [rule for rule in rules.values() if rule.is_active]


def newest_change() -> int:
    """What a page of the rules carries to know whether somebody else was first."""
    return ReminderRuleChange.objects.values_list("pk", flat=True).first() or 0


@transaction.atomic
def set_rule(rule_id: int, *, by: User, values: Mapping[str, Any], seen: int) -> list[ReminderRuleChange]:
    """Store one rule and return what changed. `seen` is the newest change the person saw (0: none yet)."""
    _lock(by, seen)
    rule = ReminderRule.objects.get(pk=rule_id)
    return _store([(rule, values)], by=by)


@transaction.atomic
def reset_rules(*, by: User, seen: int) -> list[ReminderRuleChange]:
    """Every rule becomes again as it was delivered."""
    _lock(by, seen)
    defaults = {default.name: default for some in DEFAULTS.values() for default in some}
    rules = [rule for rule in ReminderRule.objects.all() if rule.delivered_as in defaults]
    # A rule may have taken the name of another: all names are free before they are given back.
    renamed = [rule.pk for rule in rules if rule.name != rule.delivered_as]
    ReminderRule.objects.filter(pk__in=renamed).update(name=Concat(Value("#"), Cast("pk", CharField())))
    return _store([(rule, defaults[rule.delivered_as].values) for rule in rules], by=by)


def _lock(by: User, seen: int) -> None:
    """One change of the rules at a time, by who may, on what they have seen."""
    if not may(by, Act.SET_RULES):
        raise NotAllowed("Bạn không có quyền đổi quy tắc nhắc việc.")
    list(ReminderRule.objects.select_for_update().order_by("pk").values_list("pk"))
    if newest_change() != seen:
        raise NotAllowed("Người khác vừa đổi quy tắc. Xem thay đổi ở cuối trang rồi lưu lại.")


def _store(wanted: Iterable[tuple[ReminderRule, Mapping[str, Any]]], *, by: User) -> list[ReminderRuleChange]:
    changes = []
    for rule, values in wanted:
        called = rule.name
        for name in CHANGED:
            old, new = getattr(rule, name), values[name]
            if old != new:
                setattr(rule, name, new)
                said = {"old": _text(old), "new": _text(new)}
                changes.append(
                    ReminderRuleChange(
                        rule=rule,
                        rule_name=called,
                        field=name,
                        actor=by,
                        actor_name=by.get_full_name(),
                        **said,
                    )
                )
        rule.save()
    return ReminderRuleChange.objects.bulk_create(changes)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
