"""Push on the devices of a person: switching on and off, trying out, and the worker that shows what comes."""

from pathlib import Path

from allauth.account.views import logout
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User

from .. import browsers, device_mark, devices, vapid
from ..access import push_device_for
from ..forms import PushDeviceForm
from ..models import PushDevice

WORKER = Path(settings.BASE_DIR) / "static" / "js" / "push_worker.js"
BACK = "notifications:preferences"


@require_safe
@login_not_required  # the browser looks for a newer one whoever is signed in; it holds nothing of anybody
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root of the site: it may open pages of all rooms."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    if pk := device_mark.read(
        request
    ):  # asked for each day: so the mark lasts as long as the browser is used
        device_mark.leave(response, pk)
    return response


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
    response = JsonResponse({"device": device.pk}, status=201)
    device_mark.leave(response, device.pk)
    return response


@require_http_methods(["GET", "POST"])
@login_not_required  # sessions end at night; the browser shows by its mark which device it is
@never_cache
def renew(request: HttpRequest) -> JsonResponse:
    """This browser has another subscription: what its worker needs to make one (GET); to keep it (POST)."""
    device = _device_here(request)
    if device is None or not device.is_renewable:
        raise Http404
    if request.method == "GET":
        return JsonResponse({"key": vapid.public_key(), "token": get_token(request)})
    form = PushDeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": next(iter(form.errors.values()))[0]}, status=422)
    try:
        devices.renew(device.pk, **form.cleaned_data)
    except devices.NotPossible as problem:
        return JsonResponse({"problem": str(problem)}, status=409)
    return JsonResponse({"device": device.pk})


@login_not_required  # who has been signed out meanwhile leaves the machine all the same
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out, and end the push messages of this browser: at a shared machine the next must not read them.

    In one request: whoever is told that they have left is told nothing there any more.
    """
    device = _device_here(request) if request.method == "POST" else None
    if device is not None:
        devices.remove(device.pk)
    response = logout(request)
    if device is not None:
        device_mark.wipe(response)
    return response


def _device_here(request: HttpRequest) -> PushDevice | None:
    """The device which this browser is, unless somebody else sits at it."""
    pk = device_mark.read(request)
    device = PushDevice.objects.filter(pk=pk).first() if pk else None
    strangers = device and request.user.is_authenticated and device.user_id != request.user.pk
    return None if strangers else device


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
