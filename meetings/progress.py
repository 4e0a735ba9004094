"""The one owner of `Progress`: claiming a row for a worker, its heartbeat, its end, taking it up again.

A worker holds a row by the number of its attempt. Whoever is thought dead and comes back finds that number
gone and must leave the row alone: `Superseded`. Nobody waits for a lock while a text is read.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

from celery import Task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from notifications.outbox import Notice, post

from .models import Progress, ProgressQuerySet

logger = logging.getLogger(__name__)

State = Progress.State
# Longer than any single step of a reading: one page of a scan, one old Word file through LibreOffice.
SILENT_AFTER = timedelta(minutes=5)
MOST_ATTEMPTS = 3
TELL_AFTER = timedelta(seconds=20)  # whoever waited longer than this has gone elsewhere
BEAT_EVERY = 1.0  # seconds between two writes of the same reading
SWEEP_SECONDS = 60  # how often beat looks for what was left behind
GIVEN_UP = f"Đã thử {MOST_ATTEMPTS} lần mà không đọc xong. Thử lại sau, hoặc dán nội dung văn bản vào ô nhập."
# Set on the task itself, because one text may take longer than other tasks may (CELERY_TASK_TIME_LIMIT).
READING_LIMITS = {"time_limit": 2 * 3600, "soft_time_limit": 2 * 3600 - 60}


class Superseded(Exception):
    """The row is no longer this worker's: deleted, or given to another."""


class Hold:
    """A row that this worker has claimed."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self._beat = float("-inf")

    def note(self, done: int, total: int) -> None:
        """Say how far it is; written at most once a second. Raises Superseded."""
        if monotonic() - self._beat < BEAT_EVERY and done < total:
            return
        self._beat = monotonic()
        self._write(done=min(done, total), total=total, beat_at=timezone.now())

    def check(self) -> None:
        """Raise Superseded unless the row is this worker's; within a transaction it stays so to its end."""
        self._write(beat_at=timezone.now())

    def ready(self, **fields: Any) -> None:
        """End well, with what was read. Raises Superseded."""
        self._end(state=State.READY, problem="", **fields)

    def fail(self, problem: str, **fields: Any) -> None:
        """End with a message for the clerk. Raises Superseded."""
        self._end(state=State.FAILED, problem=problem, **fields)

    def _end(self, **fields: Any) -> None:
        self._write(finished_at=timezone.now(), **fields)

    def _write(self, **fields: Any) -> None:
        mine = self._rows().filter(pk=self.row.pk, state=State.READING, attempts=self.row.attempts)
        if not mine.update(**fields):
            raise Superseded
        for name, value in fields.items():
            setattr(self.row, name, value)

    def _rows(self) -> ProgressQuerySet:
        return type(self.row).objects.all()


@transaction.atomic
def claim(rows: ProgressQuerySet, pk: int) -> Hold | None:
    """Take a waiting row for this worker; None when it is not to be had: taken, finished or deleted."""
    row = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, state=State.WAITING).first()
    if row is None:
        return None
    row.state, row.attempts = State.READING, row.attempts + 1
    row.started_at = row.beat_at = timezone.now()
    row.done = row.total = 0
    row.save(update_fields=["state", "attempts", "started_at", "beat_at", "done", "total"])
    return Hold(row)


def carry_out(
    hold: Hold,
    work: Callable[[], None],
    fail: Callable[[str], None],
    *,
    refusal: type[Exception],
    broken: str,
    too_slow: str,
) -> None:
    """Do the work of a claimed row. Whatever goes wrong ends in `fail`, with words for the clerk.

    An error nobody foresaw is raised again: the worker's log and its failed task tell of it.
    """
    try:
        work()
    except Superseded:
        _replaced(hold)
    except refusal as problem:
        _tell(hold, fail, str(problem))
    except SoftTimeLimitExceeded:
        _tell(hold, fail, too_slow)
    except Exception:
        _tell(hold, fail, broken)
        raise


def _tell(hold: Hold, fail: Callable[[str], None], problem: str) -> None:
    try:
        fail(problem)
    except Superseded:
        _replaced(hold)


def _replaced(hold: Hold) -> None:
    logger.info("%r was deleted or taken over by another worker", hold.row)


@transaction.atomic
def finish(
    hold: Hold,
    told: Callable[[str], Notice],
    *,
    problem: str = "",
    told_always: bool = False,
    **fields: Any,
) -> None:
    """End a work, with what it brought or with a problem, and tell whoever has waited long for it.

    `told` makes the notice of a problem, or of none; `told_always`: however short the wait was.
    """
    if problem:
        hold.fail(problem, **fields)
    else:
        hold.ready(**fields)
    if told_always or hold.row.waited > TELL_AFTER:
        post([told(problem)])


def hand_over(task: Task, pk: int) -> None:
    """Give a new row to the workers once it is certain."""
    # robust: a dead broker must not turn a saved file into an error page; the next sweep catches up
    transaction.on_commit(lambda: task.delay(pk), robust=True)


def take_up_again(rows: ProgressQuerySet, task: Task, *, given_up: str = GIVEN_UP) -> None:
    """Hand over again what the queue lost or a dead worker left; not what keeps killing workers."""
    now = timezone.now()
    left = rows.filter(state=State.READING, beat_at__lt=now - SILENT_AFTER)
    lost = left.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED, problem=given_up, finished_at=now
    )
    freed = left.update(state=State.WAITING, beat_at=now)
    if lost or freed:
        logger.warning("work left by a dead worker: %s again, %s given up", freed, lost)
    # The first hand-over has had its chance; expires, so that a stopped worker finds no heap of them.
    waiting = rows.filter(state=State.WAITING)
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:500]:
        task.apply_async([pk], expires=SWEEP_SECONDS)
