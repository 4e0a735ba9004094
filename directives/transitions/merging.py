"""A directive that only repeats an earlier one is merged into it: the work is followed up once."""

from datetime import date

from django.db import transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar

from .. import announcing
from ..models import Assignment, Directive, Event
from ..models.assignment import WorkState
from .extending import set_deadline
from .leaving import change_all, leave, leaving, lock_whole, tell_of_whole, waits_for_the_office
from .moves import NotAllowed, reason_given


def merge_refusal(later: Directive, earlier: Directive) -> str | None:
    """Why the later cannot be merged into the earlier, for people; None when it can."""
    if (earlier.year, earlier.number) >= (later.year, later.number):
        return f"{earlier.code} không được giao trước {later.code}."
    if problem := _not_by_itself(later):
        return problem
    if earlier.is_carried_on:
        return f"{earlier.code} đã được gộp hoặc thay bằng nhiệm vụ khác."
    if earlier.is_heading:
        return f"{earlier.code} đã được tách hoặc theo chu kỳ. Gộp vào phần, kỳ tương ứng."
    if not earlier.assignments.leads().open().exists():
        return f"{earlier.code} không còn cơ quan chủ trì nào đang thực hiện, không gộp vào được."
    return None


def _not_by_itself(later: Directive) -> str | None:
    """What of the later alone keeps it from being merged."""
    if later.is_carried_on:
        return f"{later.code} đã được gộp hoặc thay bằng nhiệm vụ khác."
    if later.children.exists():
        return f"{later.code} đã được tách hoặc theo chu kỳ. Gộp từng phần, từng kỳ."
    if waits_for_the_office(later) or later.assignments.done().exists():
        return f"{later.code} đã có kết quả báo cáo hoàn thành, không gộp được."
    if not leaving(later):
        return f"{later.code} không còn việc nào đang thực hiện."
    return None


@transaction.atomic
def merge(later_id: int, *, by: User, into: int, reason: str, due_on: date | None = None) -> Directive:
    """Let an earlier directive carry the later one on; returns the earlier.

    The open shares of the later leave all counts. `due_on`: the deadline which the leads of the earlier get,
    as whoever may change deadlines changes them.
    """
    reason = reason_given(reason, "Phải nêu lý do gộp.")
    if not may(by, Act.MERGE):
        raise NotAllowed("Bạn không có quyền gộp nhiệm vụ.")
    rows = lock_whole(later_id, into)
    if into not in rows:
        raise NotAllowed("Chọn nhiệm vụ giao trước để gộp vào.")
    later, earlier = rows[later_id], rows[into]
    if problem := merge_refusal(later, earlier):
        raise NotAllowed(problem)
    shares, where = leaving(later), {"merged_into": [None, earlier.code]}
    leave(shares, Act.MERGE, by=by, note=reason, said=where, lapsed=f"Nhiệm vụ được gộp vào {earlier.code}.")
    later.merged_into = earlier
    later.save(update_fields=["merged_into"])
    quote = {"merged": [None, later.code]}
    tell_of_whole(Event.Kind.REPEATED, earlier, by=by, note=later.quote or later.content, data=quote)
    told = tell_of_whole(Event.Kind.MERGED, later, by=by, note=reason, data=where)
    if due_on is not None:
        for lead in earlier.assignments.leads().open().exclude(due_on=due_on):
            set_deadline(lead.pk, by=by, to=due_on, reason=f"Theo {later.code}: {reason}", tell=False)
    announcing.merged(later, earlier, shares, told, by=by, due_on=due_on)
    return earlier


def unmerge_refusal(later: Directive) -> str | None:
    """Why the merge cannot be taken back, for people; None when it can."""
    if later.merged_into is None:
        return f"{later.code} không được gộp vào nhiệm vụ nào."
    earlier, merged = later.merged_into, _merge_of(later)
    if earlier.is_carried_on:
        return f"{earlier.code} đã được gộp hoặc thay bằng nhiệm vụ khác."
    filed = (Event.Kind.COMPLETED, Event.Kind.CONFIRMED)
    if earlier.events.filter(kind__in=filed, pk__gt=merged.pk).exists():
        return f"Sau khi gộp, kết quả chung đã được báo cáo tại {earlier.code}; không bỏ gộp được."
    return None


@transaction.atomic
def unmerge(later_id: int, *, by: User, reason: str) -> Directive:
    """Take a merge back: each share stands again where it stood. Deadlines stay as they are."""
    reason = reason_given(reason, "Phải nêu lý do bỏ gộp.")
    if not may(by, Act.UNMERGE):
        raise NotAllowed("Bạn không có quyền bỏ gộp.")
    before = Directive.objects.get(pk=later_id)
    rows = lock_whole(later_id, *filter(None, [before.merged_into_id]))
    later = rows[later_id]
    if later.merged_into_id != before.merged_into_id:
        raise NotAllowed("Người khác vừa thay đổi việc gộp nhiệm vụ này. Xem lại trang.")
    if problem := unmerge_refusal(later):
        raise NotAllowed(problem)
    earlier = rows[later.merged_into_id or 0]
    shares = _put_back(later, by=by, reason=reason)
    later.merged_into = None
    later.save(update_fields=["merged_into"])
    tell_of_whole(Event.Kind.UNMERGED, earlier, by=by, note=reason, data={"merged": [later.code, None]})
    where = {"merged_into": [earlier.code, None]}
    told = tell_of_whole(Event.Kind.UNMERGED, later, by=by, note=reason, data=where)
    announcing.unmerged(later, earlier, shares, told, by=by)
    return later


def _merge_of(later: Directive) -> Event:
    """The line of history of the merge which holds now."""
    return later.events.filter(kind=Event.Kind.MERGED, assignment__isnull=True).latest("pk")


def _put_back(later: Directive, *, by: User, reason: str) -> list[Assignment]:
    """The shares which this merge took out, where they stood before it."""
    of_it = later.events.filter(kind=Event.Kind.MERGED, assignment__isnull=False, pk__lt=_merge_of(later).pk)
    undone = later.events.filter(kind=Event.Kind.UNMERGED, assignment__isnull=True).order_by("pk").last()
    if undone is not None:
        of_it = of_it.filter(pk__gt=undone.pk)
    stood = {event.assignment_id or 0: event.data["work_state"][0] for event in of_it}
    shares = list(later.assignments.filter(pk__in=stood).select_related("agency", "delegate", "directive"))
    back = {share: {"work_state": WorkState(stood[share.pk])} for share in shares}
    change_all(back, Act.UNMERGE, by=by, note=reason)
    return shares


def deadline_to_take(later: Directive, earlier: Directive) -> date | None:
    """The day which the leads of the earlier could get from the later: a day to come, and another one."""
    days = later.assignments.leads().open().filter(due_on__gte=calendar.today())
    wanted = days.order_by("due_on").values_list("due_on", flat=True).first()
    leads = earlier.assignments.leads().open()
    return wanted if wanted is not None and leads.exclude(due_on=wanted).exists() else None
