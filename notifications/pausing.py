"""A channel whose other side is away is left alone for a while.

Each try on a mail server that is silent costs a timeout. Two thousand digests would keep the workers from all
else for hours, and use up their tries, so that they waited a day more when the server is back.
"""

import logging

import redis
from django.conf import settings
from django.core.cache import cache

from .kinds import Channel

logger = logging.getLogger(__name__)

_KEYS = {f"paused:{channel}": str(channel) for channel in Channel}


def pause(channel: str) -> None:
    """Nothing is tried on it for MAIL_PAUSE_SECONDS; what waits keeps waiting without losing a try."""
    try:
        cache.set(f"paused:{channel}", value=True, timeout=settings.MAIL_PAUSE_SECONDS)
    except redis.RedisError as problem:  # then each message finds out by itself
        logger.warning("%s is not left alone: %s", channel, problem)


def paused() -> set[str]:
    """The channels which are left alone now."""
    try:
        return {_KEYS[key] for key in cache.get_many(_KEYS)}
    except redis.RedisError as problem:
        logger.warning("which channels are left alone is not known: %s", problem)
        return set()
