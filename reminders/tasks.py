"""What beat starts at every hour people can choose, and each hour after those to catch up."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from agencies import calendar

from . import figures, planning, weekly

logger = logging.getLogger(__name__)

SLOW_CLOCK = timedelta(minutes=1)  # by so much a worker's clock may be behind beat's


@shared_task(acks_late=True)
def send_reminders(*, at_any_hour: bool = False) -> None:
    """Remind those whose hour has come; running it again changes nothing. Fails when somebody was skipped."""
    at = None if at_any_hour else timezone.localtime(calendar.now() + SLOW_CLOCK).time()
    on = calendar.today()
    try:
        logger.info("reminders %s", planning.plan(on, at))
    finally:
        try:
            logger.info("weekly summaries %s", weekly.send(on, at))
        finally:
            logger.info("figures asked for %s", figures.send(on, at))
