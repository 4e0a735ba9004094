"""The Celery application and what beat starts when."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("dondoc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "send-reminders": {"task": "reminders.tasks.send_reminders", "schedule": crontab(hour="7", minute="30")},
    # A machine that was off at half past seven catches up within the hour; running again changes nothing.
    "send-reminders-late": {
        "task": "reminders.tasks.send_reminders",
        "schedule": crontab(hour="8-17", minute="5"),
    },
    "sweep-outbox": {"task": "notifications.tasks.sweep_outbox", "schedule": 60.0},
    "heartbeat": {"task": "config.heartbeat", "schedule": 30.0},
}


@app.task(name="config.heartbeat", expires=30)
def heartbeat() -> None:
    """Note that beat has sent something and that a worker has done it."""
    from .health import note_heartbeat

    note_heartbeat()


@beat_init.connect
def first_heartbeat(**_: object) -> None:
    """So that a start need not wait half a minute to be found healthy."""
    heartbeat.delay()
