"""Read settings from the environment. A missing or nonsensical value stops the start, by name."""

import re
from base64 import urlsafe_b64decode
from datetime import date
from os import environ
from pathlib import Path

__all__ = ["BadEnv", "day", "environ", "flag", "secret", "signing_key", "text", "whole", "words"]

RAW_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class BadEnv(Exception):
    """A variable of the environment is missing or cannot be understood."""


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be set."""
    value = environ.get(name, default)
    if value is None:
        raise BadEnv(f"{name} is not set")
    return value


def secret(name: str, default: str | None = None) -> str:
    """NAME_FILE wins, so that a password can arrive as a mounted file and never be in the process list."""
    path = environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else text(name, default)


def signing_key(name: str) -> str:
    """A key of the curve P-256 in base64 for addresses, or nothing when the variable is unset."""
    value = secret(name, "").rstrip("=")
    if not value:
        return ""
    if not RAW_KEY.fullmatch(value) or not 0 < int.from_bytes(urlsafe_b64decode(value + "=")) < P256_ORDER:
        raise BadEnv(f"{name} is no key: manage.py push_key makes one")
    return value


def flag(name: str, *, default: bool) -> bool:
    """``true`` or ``false``."""
    value = environ.get(name)
    if value is None:
        return default
    if value.lower() not in ("true", "false"):
        raise BadEnv(f"{name} must be true or false, not {value!r}")
    return value.lower() == "true"


def whole(name: str, default: int) -> int:
    """A whole number."""
    try:
        return int(environ.get(name, default))
    except ValueError as exc:
        raise BadEnv(f"{name} must be a whole number") from exc


def words(name: str, default: str = "") -> list[str]:
    """A list whose items are separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def day(name: str) -> date | None:
    """A day as YYYY-MM-DD, or None when the variable is unset or empty."""
    value = environ.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as exc:
        raise BadEnv(f"{name} must be a day such as 2025-11-06, not {value!r}") from exc
