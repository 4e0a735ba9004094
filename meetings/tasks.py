"""What the worker does for files."""

from celery import shared_task

from . import sources
from .progress import READING_LIMITS


@shared_task(**READING_LIMITS)
def read_source(source_id: int) -> None:
    """Read one file if it is still to be read."""
    sources.read(source_id)


@shared_task
def sweep_sources() -> None:
    """Every minute: what the queue lost or a dead worker left."""
    sources.sweep()


@shared_task
def drop_abandoned_sources() -> None:
    """Every night."""
    sources.drop_abandoned()
