"""Mail addresses which the mail server says do not exist: left alone, and shown to those who can mend them.

Whoever goes on writing to such addresses is soon taken for a sender of spam, and then nobody hears any more.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from agencies import calendar

from .models import Notification, OutgoingMessage, RefusedAddress, search_words

LEFT_ALONE = timedelta(days=30)  # then tried again: a mailbox may have been made meanwhile


def why_stopped(message: OutgoingMessage) -> str | None:
    """Why nothing is sent to where this mail is to go; None when it can be sent. No query after `claim`."""
    stopped = getattr(message.recipient, "refused_address", None)
    if stopped is None or stopped.address != message.address or calendar.now() > stopped.at + LEFT_ALONE:
        return None
    return (
        f"Địa chỉ bị máy chủ thư từ chối từ {timezone.localtime(stopped.at):%d/%m/%Y}, đã ngừng gửi: "
        f"{stopped.problem}"
    )


def stop(message: OutgoingMessage, said: str) -> None:
    """Send nothing more to where this mail was to go, and tell its owner in the app."""
    stopped, _ = RefusedAddress.objects.update_or_create(
        user=message.recipient,
        defaults={"address": message.address, "problem": said[:300], "at": calendar.now()},
    )
    title = "Địa chỉ thư của bạn không nhận được thư"
    notice = Notification(
        key=f"mail:stopped:{stopped.pk}:{stopped.at:%Y%m%d}",
        recipient=message.recipient,
        title=title,
        search_text=search_words(title, message.recipient),
        text=f"Máy chủ thư từ chối {message.address}. Đề nghị quản trị sửa địa chỉ; thông báo vẫn ở đây.",
        url=reverse("notifications:preferences"),
    )
    Notification.objects.bulk_create([notice], ignore_conflicts=True)


def try_again(user_id: int) -> None:
    """Somebody says that the person's address works."""
    RefusedAddress.objects.filter(user=user_id).delete()
