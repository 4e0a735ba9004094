"""The numbers of a month for everybody: frozen when they are published, withdrawn with a reason."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from directives.measures import Tally
from directives.transitions import NotAllowed

from .. import tallies
from ..models import Publication
from .periods import MonthForm

# measure → words: everything that a publication holds of an agency, beside its name
SHOWN = {
    "given": "Tổng số được giao",
    "on_time": "Hoàn thành đúng hạn",
    "late": "Hoàn thành quá hạn",
    "done_without_deadline": "Hoàn thành, không thời hạn",
    "in_time": "Chưa hoàn thành, trong hạn",
    "overdue": "Chưa hoàn thành, quá hạn",
    "open_without_deadline": "Chưa hoàn thành, không thời hạn",
}
_KEPT = (*SHOWN, "done", "fallen_due")


def numbers_of(form: MonthForm, user: User) -> dict[str, Any]:
    """What would be published of a valid form: of all, and of each agency; two queries."""
    scope = form.scope()
    work = scope.shares(user, form.today)
    boards = tallies.by_agency(work, scope.link, on=form.on, sort="name")
    total = tallies.all_of(boards, scope.link)
    return {
        "total": _counts(total),
        "boards": [
            {
                "title": board.title,
                "agencies": [{"name": row.of["name"]} | _counts(row.tally) for row in board.rows],
            }
            for board in boards
        ],
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {name: tally[name].count for name in _KEPT}


def publish(form: MonthForm, *, by: User) -> Publication:
    """The numbers as they are now, for everybody. Raises NotAllowed with why not."""
    if not may(by, Act.PUBLISH_NUMBERS):
        raise NotAllowed("Bạn không có quyền công bố số liệu.")
    if not form.is_over:
        raise NotAllowed("Chỉ công bố kỳ đã kết thúc, với số liệu từ ngày cuối kỳ trở đi.")
    numbers = numbers_of(form, by)
    if not numbers["total"]["given"]:
        raise NotAllowed("Trong kỳ không có nhiệm vụ nào được giao, không có gì để công bố.")
    chosen = form.chosen
    try:
        with transaction.atomic():
            return Publication.objects.create(
                periods=chosen.periods.value,
                month=chosen.value,
                title=str(chosen),
                first=chosen.first,
                last=chosen.last,
                on=form.on,
                numbers=numbers,
                published_by=by,
                published_by_name=by.get_full_name(),
            )
    except IntegrityError:
        raise NotAllowed("Kỳ này đã được công bố. Thu hồi bản đã công bố trước khi công bố lại.")


@transaction.atomic
def withdraw(pk: int, *, by: User, reason: str) -> Publication:
    """Nobody reads it any more; it stays on record with who took it back and why."""
    if not may(by, Act.PUBLISH_NUMBERS):
        raise NotAllowed("Bạn không có quyền thu hồi số liệu đã công bố.")
    publication = Publication.objects.select_for_update().get(pk=pk)
    if publication.withdrawn_at:
        raise NotAllowed("Bản công bố này đã được thu hồi.")
    publication.withdrawn_at, publication.reason = calendar.now(), reason
    publication.withdrawn_by, publication.withdrawn_by_name = by, by.get_full_name()
    publication.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_by_name", "reason"])
    return publication
