"""Wait for what other processes do."""

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def wait_for(condition: Callable[[], Result], *, seconds: float = 60, what: str = "") -> Result:
    """The condition's first true result; AssertionError when it does not come in time."""
    until = time.monotonic() + seconds
    while True:
        if result := condition():
            return result
        assert time.monotonic() < until, f"not within {seconds:g} seconds: {what or condition}"
        time.sleep(0.1)
