"""What the worker does for long texts and long files, and for work that comes back."""

import logging

from celery import shared_task

from meetings.progress import READING_LIMITS

from . import long_exports, long_texts, occurrences

logger = logging.getLogger(__name__)


@shared_task(**READING_LIMITS)
def read_long_text(reading_id: int) -> None:
    """Read one text if it is still to be read."""
    long_texts.read(reading_id)


@shared_task
def sweep_long_texts() -> None:
    """Every minute: what the queue lost or a dead worker left."""
    long_texts.sweep()


@shared_task(**READING_LIMITS)
def write_export(export_id: int) -> None:
    """Make one file if it is still to be made."""
    long_exports.write(export_id)


@shared_task
def sweep_exports() -> None:
    """Every minute: what the queue lost or a dead worker left."""
    long_exports.sweep()


@shared_task
def drop_old_exports() -> None:
    """Every night."""
    long_exports.drop_old()


@shared_task(acks_late=True)
def give_occurrences() -> None:
    """Give out the occurrences which are due soon; again changes nothing. Fails when a cycle was skipped."""
    logger.info("occurrences %s", occurrences.give_all())
