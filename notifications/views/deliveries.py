"""Deliveries: who was written to, when, whether it arrived; and sending again what did not."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Act, may, requires
from accounts.models import User
from agencies.htmx import done, part, refuse

from .. import outbox, unsubscribing
from ..access import deliveries_for, delivery_for, notices_for, reads_words_of, refused_addresses_for
from ..forms import DeliveryFilter, NoticeFilter
from ..models import NotificationQuerySet

PER_PAGE = 50
LIST = "notifications/deliveries.html"
ONE = "notifications/delivery.html"
NOTICES = "notifications/deliveries_in_app.html"


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """The outbox, newest first, filtered by what stands in the address."""
    user: User = request.user  # type: ignore[assignment]
    rows = deliveries_for(user)
    chosen = DeliveryFilter(request.GET)
    page = Paginator(chosen.apply(rows).defer("text", "html"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filter": chosen,
        "tabs": _tabs(request, in_app=False),
        "refused": refused_addresses_for(user),
        "may_resend": may(user, Act.RESEND),
        "may_hand_on": may(user, Act.SET_WEBHOOKS),
    }
    return render(request, part(request, LIST, "rows"), context)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What people were told in the app, newest first, and when they read it."""
    user: User = request.user  # type: ignore[assignment]
    chosen = NoticeFilter(request.GET)
    context = {
        "page": _page_of(chosen.apply(notices_for(user)), request.GET.get("page")),
        "filter": chosen,
        "tabs": _tabs(request, in_app=True),
    }
    return render(request, part(request, NOTICES, "rows"), context)


def _page_of(rows: NotificationQuerySet, number: str | None) -> "Page[Any]":
    """Which rows, from the index alone, then what they say: late pages do not read the early ones."""
    page: Page[Any] = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(number)
    page.object_list = list(rows.filter(pk__in=list(page.object_list)).select_related("recipient"))
    return page


def _tabs(request: HttpRequest, *, in_app: bool) -> list[tuple[str, str, bool, None]]:
    """Both lists, asked about the same person."""
    person = request.GET.get("person")
    asked = f"?{urlencode({'person': person})}" if person else ""
    return [
        ("Thư, thông báo đẩy, webhook", reverse("notifications:deliveries") + asked, not in_app, None),
        ("Trong hệ thống", reverse("notifications:deliveries_in_app") + asked, in_app, None),
    ]


@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: its words, without what only the recipient may have, and what became of it."""
    user: User = request.user  # type: ignore[assignment]
    message = delivery_for(user, pk)
    words = unsubscribing.masked(message.text) if reads_words_of(user, message) else None
    return render(request, ONE, {"message": message, "words": words, "may_resend": may(user, Act.RESEND)})


@require_POST
@requires(Act.RESEND)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed message again."""
    user: User = request.user  # type: ignore[assignment]
    message = delivery_for(user, pk)
    back = reverse("notifications:delivery", args=[pk])
    try:
        message = outbox.resend(message.pk, by=user)
    except outbox.NotFailed as problem:
        return refuse(request, str(problem), changed="delivery:changed", to=back)
    return done(request, f"Đang gửi lại thư tới {message.address}.", changed="delivery:changed", to=back)
