"""The Celery application and what beat starts when."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init
from django.utils import timezone

from . import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("dondoc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# For trials: reminders every so many seconds instead of at their hours.
REMINDERS_EVERY = env.whole("REMINDERS_EVERY_SECONDS", 0)
SWEEP_EVERY = env.whole("SWEEP_EVERY_SECONDS", 60)
FIRST, LAST = 6, 17  # hours of the day; in the evening nobody is reminded any more


def _reminders(schedule: crontab | float, **options: bool) -> dict[str, Any]:
    return {"task": "reminders.tasks.send_reminders", "schedule": schedule, "kwargs": options}


app.conf.beat_schedule = {
    **(
        {"send-reminders": _reminders(REMINDERS_EVERY, at_any_hour=True)}
        if REMINDERS_EVERY
        else {
            # The hours which people can choose for their digest (notifications.models.DIGEST_HOURS).
            "send-reminders": _reminders(crontab(hour=f"{FIRST}-8", minute="0,30")),
            # A machine that was off at one's hour catches up within the hour; again changes nothing.
            "send-reminders-late": _reminders(crontab(hour=f"9-{LAST}", minute="0")),
        }
    ),
    # Before the reminders of the day; hourly, so that a machine that was off catches up.
    "give-occurrences": {
        "task": "directives.tasks.give_occurrences",
        "schedule": crontab(hour="5-17", minute="45"),
        "options": {"expires": 3600},
    },
    # Expires: while no worker runs, sweeps must not pile up for it.
    "sweep-outbox": {
        "task": "notifications.tasks.sweep_outbox",
        "schedule": float(SWEEP_EVERY),
        "options": {"expires": SWEEP_EVERY},
    },
    "sweep-sources": {
        "task": "meetings.tasks.sweep_sources",
        "schedule": float(SWEEP_EVERY),
        "options": {"expires": SWEEP_EVERY},
    },
    "sweep-long-texts": {
        "task": "directives.tasks.sweep_long_texts",
        "schedule": float(SWEEP_EVERY),
        "options": {"expires": SWEEP_EVERY},
    },
    "sweep-exports": {
        "task": "directives.tasks.sweep_exports",
        "schedule": float(SWEEP_EVERY),
        "options": {"expires": SWEEP_EVERY},
    },
    "drop-old-exports": {
        "task": "directives.tasks.drop_old_exports",
        "schedule": crontab(hour="2", minute="50"),
    },
    "drop-abandoned-sources": {
        "task": "meetings.tasks.drop_abandoned_sources",
        "schedule": crontab(hour="2", minute="40"),
    },
    "heartbeat": {"task": "config.heartbeat", "schedule": 30.0},
}


@app.task(name="config.heartbeat", expires=30)
def heartbeat() -> None:
    """Note that beat has sent something and that a worker has done it."""
    from .health import note_heartbeat

    note_heartbeat()


@beat_init.connect
def at_the_start(**_: object) -> None:
    """So that nobody waits for half a minute to find it healthy, nor for an hour to hear what was missed."""
    heartbeat.delay()
    if not REMINDERS_EVERY and FIRST <= timezone.localtime().hour <= LAST:
        app.send_task("reminders.tasks.send_reminders")
