"""My deadlines in my own calendar program: the secret address, and what stands under it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from agencies import calendar

from ..feeding import address_of, close_feed, open_feed, read_feed, reads_too_often
from ..models import CalendarFeed
from ..models.feed import digest_of

SHOWN_ONCE = "calendar_feed_secret"


@require_safe
@never_cache
def feed_page(request: HttpRequest) -> HttpResponse:
    """Whether I have such an address; it is shown once, on the page after it was made."""
    feed = CalendarFeed.objects.filter(user=request.user.pk).first()
    secret = request.session.pop(SHOWN_ONCE, None)
    address = address_of(secret) if secret and feed and feed.digest == digest_of(secret) else ""
    return render(request, "directives/calendar_feed.html", {"feed": feed, "address": address})


@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Make an address, or another one in place of the old."""
    user: User = request.user  # type: ignore[assignment]
    request.session[SHOWN_ONCE] = open_feed(by=user)
    messages.success(request, "Đã tạo địa chỉ lịch.")
    return redirect("directives:calendar_feed")


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    user: User = request.user  # type: ignore[assignment]
    close_feed(by=user)
    messages.success(request, "Đã hủy địa chỉ lịch. Ứng dụng đã đăng ký sẽ không đọc được nữa.")
    return redirect("directives:calendar_feed")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself, for whoever knows the address; nothing when it is as it was read last."""
    found = CalendarFeed.objects.living().select_related("user").filter(digest=digest_of(secret)).first()
    if found is None:
        raise Http404
    if reads_too_often(found):
        return HttpResponse("Đọc quá nhiều lần, thử lại sau.", status=429, headers={"Retry-After": "3600"})
    told = read_feed(found, calendar.today())
    response = HttpResponse(told.body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="don-doc.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["ETag"] = told.tag
    return get_conditional_response(request, etag=told.tag, response=response) or response
