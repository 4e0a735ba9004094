"""Has the outbox waited too long? What the health check and the screens say of it, in words for people."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from .delivery import STUCK_AFTER
from .kinds import Channel
from .models import WAITING, OutgoingMessage

Status = OutgoingMessage.Status
# By then a message was tried for more than ten minutes: longer than greylisting usually takes.
TRIES = 3
NONE_SENT_FOR = timedelta(hours=1)


def problems(now: datetime) -> list[str]:
    """What keeps messages from leaving at this moment; one query, two where some were put off for long."""
    late = now - timedelta(minutes=settings.OUTBOX_LATE_MINUTES)
    overdue = Q(status__in=WAITING, not_before__lt=late)
    left = Q(status=Status.INFLIGHT, claimed_at__lt=late - STUCK_AFTER)  # no sweep has freed them
    # Not of push: where a network reaches no push service, that is how it stays, and mail tells the same.
    put_off = Q(status=Status.RETRY, attempts__gte=TRIES) & ~Q(channel=Channel.PUSH)
    found = OutgoingMessage.objects.filter(status__in=[*WAITING, Status.INFLIGHT]).aggregate(
        late=Count("pk", filter=overdue | left),
        due=Min("not_before", filter=overdue),
        claimed=Min("claimed_at", filter=left),
        put_off=Count("pk", filter=put_off),
    )
    said = []
    if found["late"]:
        oldest = timezone.localtime(min(filter(None, [found["due"], found["claimed"]])))
        said.append(
            f"{found['late']} thư chờ gửi quá {settings.OUTBOX_LATE_MINUTES} phút, "
            f"lâu nhất từ {oldest:%H:%M} ngày {oldest:%d/%m/%Y}."
        )
    if found["put_off"] and not _sent_since(now - NONE_SENT_FOR):
        said.append(
            f"{found['put_off']} thư gửi nhiều lần không được, trong 1 giờ qua chưa thư nào gửi được. "
            "Kiểm tra máy chủ thư."
        )
    return said


def _sent_since(moment: datetime) -> bool:
    return OutgoingMessage.objects.filter(status=Status.SENT, sent_at__gte=moment).exists()
