"""The inbox and the bell: what a person was told."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, done, part

from ..access import notification_for, notifications_of
from ..forms import InboxFilter
from ..models import Notification

PER_PAGE = 30
INBOX = "notifications/inbox.html"


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What I was told, newest first, by day."""
    user: User = request.user  # type: ignore[assignment]
    filtered = InboxFilter(request.GET)
    rows = filtered.of_kind(notifications_of(user))
    unread = rows.unread().count()
    rows = rows.unread() if filtered.only_unread else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "days": [(day, list(rows)) for day, rows in groupby(page, _day)],
        "unread": unread,
        "filter": filtered,
        "tabs": _tabs(filtered, unread),
    }
    return render(request, part(request, INBOX, "rows"), context)


def _tabs(filtered: InboxFilter, unread: int) -> list[tuple[str, str, bool, int | None]]:
    kind = {"kind": filtered.chosen} if filtered.chosen else {}
    here = reverse("notifications:inbox")
    every = f"{here}?{urlencode(kind)}" if kind else here
    new = f"{here}?{urlencode(kind | {'only': 'unread'})}"
    return [
        ("Tất cả", every, not filtered.only_unread, None),
        ("Chưa đọc", new, filtered.only_unread, unread),
    ]


def _day(notification: Notification) -> object:
    return timezone.localtime(notification.created_at).date()


@require_safe
@never_cache
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with its count, nothing when it is as shown; who comes here by hand is shown the inbox."""
    if not by_htmx(request):
        return redirect("notifications:inbox")
    user: User = request.user  # type: ignore[assignment]
    unread = notifications_of(user).unread().count()
    if request.GET.get("shown") == str(unread):
        return HttpResponse(status=204)  # most of the time: the page keeps the bell it has
    return render(request, "components/bell.html", {"unread": unread})


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
    """Mark everything as read, or everything of the kind that is shown."""
    user: User = request.user  # type: ignore[assignment]
    rows = InboxFilter(request.POST).of_kind(notifications_of(user))
    count = rows.unread().update(read_at=calendar.now())
    text = f"Đã đánh dấu {count} thông báo là đã đọc." if count else "Không có thông báo chưa đọc."
    return done(request, text, changed="notification:changed", to="notifications:inbox")
