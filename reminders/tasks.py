"""What beat starts every morning, and each hour after it to catch up."""

import logging

from celery import shared_task

from agencies import calendar

from . import planning

logger = logging.getLogger(__name__)


@shared_task(acks_late=True)
def send_reminders() -> None:
    """Remind everybody of what is due; running it again changes nothing. Fails when somebody was skipped."""
    logger.info("reminders %s", planning.plan(calendar.today()))
