"""Make two people press at the same moment, the same way every time."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction


@contextmanager
def while_uncommitted(rival: Callable[[], Any]) -> Iterator[Future[Any]]:
    """Run the body in a transaction, start `rival` before it commits, and let them collide.

    Yields a future: after the block, `result()` gives what the rival returned or raises what it raised. The
    test must run outside a transaction of its own: `pytest.mark.django_db(transaction=True)`.
    """
    thread, outcome = _thread(rival)
    with transaction.atomic(durable=True):
        yield outcome
        thread.start()
        _wait_until_blocked_or_done(thread)
    thread.join()


@contextmanager
def halfway(step: tuple[Any, str], rival: Callable[[], Any]) -> Iterator[Future[Any]]:
    """Start `rival` when the body has taken a `step` (a module, a function of it) for the first time.

    The body goes on when the rival waits for it, or is done: so two that lock in different orders meet.
    """
    thread, outcome = _thread(rival)
    module, name = step
    take = getattr(module, name)

    def taken(*args: Any, **kwargs: Any) -> Any:
        result = take(*args, **kwargs)
        if thread.ident is None and threading.current_thread() is not thread:
            thread.start()
            _wait_until_blocked_or_done(thread)
        return result

    with patch.object(module, name, taken):
        yield outcome
        assert thread.ident is not None, f"{name} was never called"
        thread.join()


def _thread(rival: Callable[[], Any]) -> tuple[threading.Thread, Future[Any]]:
    outcome: Future[Any] = Future()
    context = copy_context()  # the rival lives on the day that is set here

    def work() -> None:
        try:
            outcome.set_result(context.run(rival))
        except BaseException as error:  # noqa: BLE001  handed to the test by the future
            outcome.set_exception(error)
        finally:
            connection.close()

    return threading.Thread(target=work), outcome


def _wait_until_blocked_or_done(thread: threading.Thread, seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.fetchone():
                return
        time.sleep(0.01)
