"""The Office urges an agency which holds the ball: numbered, typed, and not more often than it can act."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar

from .. import telling_talk
from ..models import Assignment, Event, Urging
from ..models.rules import follow_up_rules
from .moves import NotAllowed, lock_for, record
from .words import words_given


def kinds_open_to(user: User) -> list[Urging.Kind]:
    """The kinds of urging which this person may send: beyond a reminder it takes the head of the Office."""
    if may(user, Act.CRITICISE):
        return list(Urging.Kind)
    return [Urging.Kind.REMINDER] if may(user, Act.URGE) else []


def last_urging(share: Assignment) -> Urging | None:
    """The newest urging of the share."""
    return share.urgings.order_by("-number").first()


def urged_lately(at: datetime | None) -> bool:
    """Whether the last urging was so short ago that another one has to wait."""
    return at is not None and calendar.now() < at + _apart()


def too_soon(last: Urging | None) -> str | None:
    """Why the share cannot be urged again yet, for people; None when it can."""
    if last is None or not urged_lately(last.at):
        return None
    at, again = timezone.localtime(last.at), timezone.localtime(last.at + _apart())
    return (
        f"Đã đôn đốc lần {last.number} lúc {at:%H:%M} ngày {at:%d/%m/%Y}. "
        f"Có thể đôn đốc tiếp từ {again:%H:%M} ngày {again:%d/%m/%Y}."
    )


def _apart() -> timedelta:
    """How long there is between two urgings of one share (DOMAIN R4)."""
    return timedelta(hours=follow_up_rules().urge_again_hours)


@transaction.atomic
def urge(assignment_id: int, *, kind: str, text: str, by: User) -> Urging:
    """Urge the agency to do its open share; from the fourth time on those above hear of it too."""
    text = words_given(text, "Phải nêu nội dung đôn đốc.")
    share = lock_for(assignment_id, Act.URGE, by=by)
    if kind not in kinds_open_to(by):
        raise NotAllowed("Phê bình, kiểm điểm do lãnh đạo Văn phòng quyết định.")
    last = last_urging(share)
    if problem := too_soon(last):
        raise NotAllowed(problem)
    number = last.number + 1 if last else 1
    urging = Urging.objects.create(assignment=share, number=number, kind=kind, text=text, by=by)
    said = {"urging": [None, number], "urging_kind": [None, kind]}
    record(Event.Kind.URGED, by=by, assignment=share, note=text, data=said)
    telling_talk.urged(urging, by=by)
    return urging
