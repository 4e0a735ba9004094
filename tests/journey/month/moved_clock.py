"""The site and the worker as they are, but for their clock: the day stands in a file which a test rewrites.

`gunicorn tests.journey.month.moved_clock`, `celery -A tests.journey.month.moved_clock worker`.
"""

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from celery.signals import task_prerun
from django.conf import settings

from config.celery import app
from config.wsgi import application as site

__all__ = ["app", "application"]


@task_prerun.connect
def look_at_the_calendar(**_: object) -> None:
    """Before each request and each task, as `make run DONDOC_TODAY=...` does once."""
    settings.DONDOC_TODAY = date.fromisoformat(Path(os.environ["DAY_FILE"]).read_text(encoding="ascii"))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site on the day of the file."""
    look_at_the_calendar()
    return site(environ, start_response)
