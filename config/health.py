"""Is the product at work? Three questions, each with its address.

/healthz: is the site able to serve people? /healthz/background: are beat and the workers at work?
/healthz/reminders: are people told in time? It asks more than containers are judged by: a mail server that is
away turns it red, and no restart of ours would mend that.
"""

from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from accounts.access import Act, may
from agencies import calendar
from notifications import waiting
from reminders import missed

HEARTBEAT = "heartbeat"
HEARTBEAT_LASTS = 100  # seconds: three may be missed
NOT_ALIVE = "Tiến trình nền (beat, worker) không hoạt động: lời nhắc không được lập, thư không được gửi."


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database and Redis answer, else 503 with the parts that do not."""
    parts = {"database": _database_answers(), "redis": _redis_answers()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


@require_safe
@login_not_required
def background(request: HttpRequest) -> JsonResponse:
    """200 when a task of beat's has lately been done by a worker, else 503."""
    alive = background_is_alive()
    return JsonResponse({"background": alive}, status=200 if alive else 503)


@require_safe
@login_not_required
def reminders(request: HttpRequest) -> JsonResponse:
    """200 when people are told in time, else 503 with the parts that fail and what is the matter in words."""
    found = problems()
    parts: dict[str, Any] = {part: not said for part, said in found.items()}
    words = [line for said in found.values() for line in said]
    answer = {**parts, "problems": words}
    return JsonResponse(answer, status=503 if words else 200, json_dumps_params={"ensure_ascii": False})


def problems() -> dict[str, list[str]]:
    """What keeps people from being told at this moment, by part; four queries at most."""
    alive = background_is_alive()
    return {
        "background": [] if alive else [NOT_ALIVE],
        "reminders": missed.problems(calendar.now()),
        "outbox": waiting.problems(timezone.now()),
    }


def not_told(request: HttpRequest) -> dict[str, Any]:
    """`not_told`: the same in lines, for screens of those who look after it; asked only where it is shown."""

    def lines() -> list[str]:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or not may(user, Act.SEE_DELIVERIES):
            return []
        return [line for said in problems().values() for line in said]

    return {"not_told": SimpleLazyObject(lines)}


def note_heartbeat() -> None:
    """A task of beat's is being done."""
    cache.set(HEARTBEAT, value=True, timeout=HEARTBEAT_LASTS)


def forget_heartbeat() -> None:
    """Whatever is found from now on is of processes that live now."""
    cache.delete(HEARTBEAT)


def background_is_alive() -> bool:
    """Whether a task of beat's has lately been done by a worker."""
    try:
        return cache.get(HEARTBEAT) is not None
    except redis.RedisError:
        return False


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
