"""What the worker does for the outbox."""

from celery import shared_task

from . import delivery


@shared_task(acks_late=True, time_limit=300, soft_time_limit=240)
def deliver_message(message_id: int) -> None:
    """Send one message if it is still to be sent."""
    delivery.deliver(message_id)


@shared_task
def sweep_outbox() -> None:
    """Every minute: un-stick, then push whatever is due. Loses nothing if Redis lost its queue."""
    sweep()


def sweep() -> int:
    """Hand what is due to the workers; how many messages that was."""
    delivery.release_stuck()
    due = delivery.due_ids()
    for pk in due:
        # The next sweep hands over what was not done by then: without an end the queue would only grow.
        deliver_message.apply_async([pk], expires=60)
    return len(due)
