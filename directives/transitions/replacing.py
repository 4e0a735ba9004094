"""What a correcting document orders instead of a directive: the old one ends, with a link."""

from collections.abc import Mapping

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from meetings.models import Document

from ..models import Assignment, Directive, Event
from .cycling import stop_replaced
from .leaving import leave, leaving, lock_whole, tell_of_whole, waits_for_the_office
from .moves import NotAllowed


def replace_refusal(old: Directive) -> str | None:
    """Why a directive cannot be replaced, for people; None when it can."""
    if old.is_carried_on:
        return f"{old.code} đã được gộp hoặc thay bằng nhiệm vụ khác."
    if old.children.exists():
        return f"{old.code} đã được tách hoặc theo chu kỳ. Chọn từng phần, từng kỳ để thay."
    if waits_for_the_office(old):
        return f"{old.code} có kết quả chờ xác nhận. Xác nhận hoặc trả lại trước khi thay."
    if not leaving(old):
        return f"{old.code} không còn việc nào đang thực hiện, không thay được."
    return None


@transaction.atomic
def replace(
    document: Document, by_old: Mapping[int, Directive], *, by: User
) -> list[tuple[Directive, list[Assignment]]]:
    """End the old directives in favour of new ones of the document: id of the old → the new.

    Part of publishing, which tells the people. Returns each old one with the shares that left. Shares which
    are done stay as they are. Where an occurrence is replaced, its cycle stops.
    """
    if not may(by, Act.REPLACE):
        raise NotAllowed("Bạn không có quyền thay nhiệm vụ.")
    headings = Directive.objects.filter(children__in=by_old, cycle__isnull=False).distinct()
    ended, locked = [], lock_whole(*by_old, *headings.values_list("pk", flat=True))
    for pk in sorted(by_old):
        old = locked[pk]
        if problem := replace_refusal(old):
            raise NotAllowed(problem)
        new, shares = by_old[pk], leaving(old)
        where = {"replaced_by": [None, new.code]}
        lapsed = f"Nhiệm vụ được thay bằng {new.code}."
        leave(shares, Act.REPLACE, by=by, note="", said=where, lapsed=lapsed)
        old.replaced_by = new
        old.save(update_fields=["replaced_by"])
        tell_of_whole(Event.Kind.REPLACED, old, by=by, note="", data=where, document=document)
        if old.parent_id in locked:
            stop_replaced(locked[old.parent_id], by=by, reason=lapsed)
        ended.append((old, shares))
    return ended
