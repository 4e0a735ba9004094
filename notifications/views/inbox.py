"""The inbox and the bell: what a person was told."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, done, part

from ..access import notification_for, notifications_of
from ..models import Notification

PER_PAGE = 30
INBOX = "notifications/inbox.html"


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What I was told, newest first, by day."""
    user: User = request.user  # type: ignore[assignment]
    mine, only_unread = notifications_of(user), request.GET.get("only") == "unread"
    page = Paginator(mine.unread() if only_unread else mine, PER_PAGE).get_page(request.GET.get("page"))
    unread = mine.unread().count()
    here = reverse("notifications:inbox")
    context = {
        "page": page,
        "days": [(day, list(rows)) for day, rows in groupby(page, _day)],
        "unread": unread,
        "only_unread": only_unread,
        "tabs": [
            ("Tất cả", here, not only_unread, None),
            ("Chưa đọc", f"{here}?only=unread", only_unread, unread),
        ],
    }
    return render(request, part(request, INBOX, "rows"), context)


def _day(notification: Notification) -> object:
    return timezone.localtime(notification.created_at).date()


@require_safe
@never_cache
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with its count; a person who comes here by hand is shown the inbox."""
    if not by_htmx(request):
        return redirect("notifications:inbox")
    user: User = request.user  # type: ignore[assignment]
    return render(request, "components/bell.html", {"unread": notifications_of(user).unread().count()})


@require_safe
@never_cache
def open_notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what the notice is about; it counts as read from now on."""
    user: User = request.user  # type: ignore[assignment]
    notification = notification_for(user, pk)
    notifications_of(user).filter(pk=pk).unread().update(read_at=calendar.now())
    if not url_has_allowed_host_and_scheme(notification.url, allowed_hosts=None):
        return redirect("notifications:inbox")
    return redirect(notification.url)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read."""
    user: User = request.user  # type: ignore[assignment]
    notification_for(user, pk)
    notifications_of(user).filter(pk=pk).unread().update(read_at=calendar.now())
    return done(request, "Đã đánh dấu là đã đọc.", changed="notification:changed", to="notifications:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    user: User = request.user  # type: ignore[assignment]
    count = notifications_of(user).unread().update(read_at=calendar.now())
    text = f"Đã đánh dấu {count} thông báo là đã đọc." if count else "Không có thông báo chưa đọc."
    return done(request, text, changed="notification:changed", to="notifications:inbox")
