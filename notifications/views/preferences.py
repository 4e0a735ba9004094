"""How I want to be told, and ending one kind of mail by the address in its foot."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from agencies import calendar

from .. import vapid
from ..forms import PreferencesForm
from ..kinds import Channel
from ..models import PushDevice, RefusedAddress
from ..preferences import Wishes, choose, switch_mail
from ..unsubscribing import subscription_of

ENDED_FOR = timedelta(days=30)  # how long a device that an error has ended is still listed


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """What reaches me by which way, and at which hour the morning's digest."""
    user: User = request.user  # type: ignore[assignment]
    form = PreferencesForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose(user, form.wanted(), form.cleaned_data["digest_at"])
        messages.success(request, "Đã lưu cách nhận thông báo.")
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "mail_stopped": RefusedAddress.objects.in_use().filter(user=user).first(),
        "push_key": vapid.public_key(),
        "devices": PushDevice.objects.shown_to(user.pk, calendar.now() - ENDED_FOR),
    }
    return render(request, "notifications/preferences.html", context, status=status)


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed address says who and what
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End one kind of mail, or take that back. Opening the page changes nothing: programs follow links."""
    found = subscription_of(token)
    if found is None:
        return render(request, "notifications/unsubscribe.html", {"kind": None}, status=404)
    if request.method == "POST":
        switch_mail(found.user.pk, found.kind, on="undo" in request.POST)
    on = Wishes.of([found.user.pk]).want(found.user.pk, found.kind, Channel.EMAIL)
    context = {"kind": found.kind, "on": on, "changed": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
