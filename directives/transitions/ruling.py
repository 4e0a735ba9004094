"""The rules of following up, changed by the head of the Office: each with its old and new value on record."""

from collections.abc import Mapping

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User

from ..models import FollowUpRules, RuleChange
from ..models.rules import forget_rules
from .moves import NotAllowed


@transaction.atomic
def set_rules(*, by: User, values: Mapping[str, int], seen: int) -> list[RuleChange]:
    """Store the rules and return what changed. `seen` is the newest change the person saw (0: none yet)."""
    if not may(by, Act.SET_RULES):
        raise NotAllowed("Bạn không có quyền đổi quy tắc theo dõi.")
    FollowUpRules.objects.get_or_create(pk=1)
    rules = FollowUpRules.objects.select_for_update().get(pk=1)
    if newest_change() != seen:
        raise NotAllowed("Người khác vừa đổi quy tắc. Xem thay đổi ở cuối trang rồi lưu lại.")
    changes = [
        RuleChange(rule=name, old=getattr(rules, name), new=value, actor=by, actor_name=by.get_full_name())
        for name, value in values.items()
        if getattr(rules, name) != value
    ]
    for change in changes:
        setattr(rules, change.rule, change.new)
    rules.full_clean()
    rules.save()
    forget_rules()
    return RuleChange.objects.bulk_create(changes)


def newest_change() -> int:
    """What the page of the rules carries to know whether somebody else was first."""
    return RuleChange.objects.values_list("pk", flat=True).first() or 0
