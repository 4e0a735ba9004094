"""Push on the devices of a person: switching on and off, trying out, and the worker that shows what comes."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User

from .. import browsers, devices
from ..access import push_device_for
from ..forms import PushDeviceForm

WORKER = Path(settings.BASE_DIR) / "static" / "js" / "push_worker.js"
BACK = "notifications:preferences"


@require_safe
@login_not_required  # the browser looks for a newer one whoever is signed in; it holds nothing of anybody
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root of the site: it may open pages of all rooms."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@require_POST
def add(request: HttpRequest) -> JsonResponse:
    """Tell me by push in this browser; asked for by a script, because only one can subscribe."""
    user: User = request.user  # type: ignore[assignment]
    form = PushDeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": next(iter(form.errors.values()))[0]}, status=422)
    label = browsers.name_of(request.headers.get("User-Agent", ""))
    try:
        device = devices.switch_on(user, label=label, **form.cleaned_data)
    except devices.NotPossible as problem:
        return JsonResponse({"problem": str(problem)}, status=409)
    messages.success(request, f"Đã bật thông báo đẩy trên {label}.")
    return JsonResponse({"device": device.pk}, status=201)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more to one of my devices, whichever I sit at."""
    user: User = request.user  # type: ignore[assignment]
    device = push_device_for(user, pk)
    devices.remove(device.pk)
    messages.success(request, f"Đã gỡ {device.label}. Thiết bị đó không nhận thông báo đẩy nữa.")
    return redirect(BACK)


@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message to one of my devices, as any other is sent."""
    user: User = request.user  # type: ignore[assignment]
    device = push_device_for(user, pk)
    try:
        devices.try_out(device.pk, by=user)
    except devices.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Đang gửi tin thử tới {device.label}. Tải lại trang để xem kết quả.")
    return redirect(BACK)
