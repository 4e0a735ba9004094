"""By which a browser shows which device it is, to who signs out there and to its worker: a signed cookie.

The session would not do: it ends each evening, while the device is told all the same. No script can read the
mark, no other site can use it, and it is worth no more than the device: one that was removed opens nothing.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

NAME = "push_device"
LASTS = timedelta(days=400)  # browsers allow no more


def leave(response: HttpResponseBase, device_id: int) -> None:
    """Mark the browser as this device."""
    response.set_signed_cookie(
        NAME,
        str(device_id),
        salt=NAME,
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def wipe(response: HttpResponseBase) -> None:
    """The browser is no device any more."""
    response.delete_cookie(NAME, samesite="Strict")


def read(request: HttpRequest) -> int | None:
    """Which device the browser says it is; None when it is none, or when we did not write that."""
    mark = request.get_signed_cookie(NAME, None, salt=NAME)
    return int(mark) if mark else None
