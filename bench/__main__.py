"""Run the benches on a database of their own, which is made for the run and dropped behind it.

`python -m bench night` runs one of them; `python -m bench dashboards --size 20000` one that asks how much
work there is, with so much of it.
"""

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import django
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from config.private_servers import database_url, redis_url

NAME = "bench"


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="How long it takes, as ratios.")
    parser.add_argument("names", nargs="*", metavar="bench", help="intake, night, export, dashboards; all")
    parser.add_argument("--size", type=int, action="append", help="shares of work; several times for several")
    asked = parser.parse_args()
    # Never the data of an office: what the environment names is not asked.
    os.environ.update(
        DATABASE_URL=database_url(NAME),
        REDIS_URL=redis_url(NAME),
        SECRET_KEY=token_urlsafe(40),
        DEBUG="false",
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    django.setup()
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _report(asked.names, tuple(asked.size or ()))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
        teardown_test_environment()


def _report(names: list[str], sizes: tuple[int, ...]) -> None:
    from bench import dashboards, export, intake, night  # their models need the settings

    load, cores = os.getloadavg()[0], os.cpu_count()
    print(f"Python {platform.python_version()}, {cores} cores, load {load:.1f} at the start\n", flush=True)
    with TemporaryDirectory() as folder:
        benches: dict[str, Callable[[], Iterator[str]]] = {
            "intake": partial(intake.report, Path(folder)),
            "night": night.report,
            "export": partial(export.report, sizes or export.SIZES, Path(folder)),
            "dashboards": partial(dashboards.report, sizes or dashboards.SIZES),
        }
        for name in names or benches:
            for line in benches[name]():
                print(line, flush=True)


if __name__ == "__main__":
    main()
