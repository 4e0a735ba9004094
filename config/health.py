"""/healthz: is the site able to serve people? /healthz/background: are beat and the workers at work?"""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

HEARTBEAT = "heartbeat"
HEARTBEAT_LASTS = 100  # seconds: three may be missed


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
