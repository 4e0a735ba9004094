"""A long Excel file: the memory of the process that makes it, and its time beside the bare reading."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.test.utils import override_settings

from agencies.calendar import day_set
from directives import long_exports
from directives.models import Assignment, Export

from .province import ON, fill
from .questions import FIRST, LINE, LINES

SIZES = (5_000, 200_000)
ROOT = Path(__file__).resolve().parents[1]
# Each in a process of its own, which says how much memory it needed at most, and how long it took. Not what
# getrusage says, which begins with the memory of the process that starts it.
_MEASURED = """
import re, sys, time
import django
django.setup()
from django.db import connection
{prepare}
begin = time.perf_counter()
{act}
print(time.perf_counter() - begin, re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""
_MAKE = _MEASURED.format(
    prepare="from directives import long_exports", act="long_exports.write(int(sys.argv[1]))"
)
_READ = _MEASURED.format(
    prepare="",
    act="""
with connection.chunked_cursor() as cursor:
    cursor.execute(sys.argv[1])
    while cursor.fetchmany(1000):
        pass
""",
)
_STILL_GIVEN = "a.work_state NOT IN ('revoked', 'declined', 'split')"


def report(sizes: tuple[int, ...], media: Path) -> Iterator[str]:
    """Lines of Markdown, as they come."""
    yield "\n## A long Excel file\n"
    yield "| Rows | Size | Seconds | … 1,000 rows | × bare SQL read | Peak memory | … of the bare read |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    sql = f"SELECT {LINE} {LINES} WHERE {_STILL_GIVEN} ORDER BY {FIRST}"
    with day_set(ON), override_settings(MEDIA_ROOT=str(media)):
        for size in sizes:
            call_command("flush", interactive=False, verbosity=0)
            clerk = fill(size).clerk
            export, _ = long_exports.ask(Export.What.LIST, QueryDict("role=all"), by=clerk)
            seconds, memory = _process(_MAKE, str(export.pk), media)
            bare, bare_memory = _process(_READ, sql, media)
            export.refresh_from_db()
            if export.rows != Assignment.objects.count():
                raise AssertionError(export.problem or "rows are missing")
            yield (
                f"| {export.rows:,} | {export.size / 1e6:.1f} MB | {seconds:.1f} s"
                f" | {seconds / export.rows * 1e6:.0f} ms | {seconds / bare:.1f}"
                f" | {memory / 1024:.0f} MB | {bare_memory / 1024:.0f} MB |"
            )
            export.file.delete(save=False)


def _process(program: str, argument: str, media: Path) -> tuple[float, int]:
    environment = os.environ | {
        "DATABASE_URL": _this_database(),
        "MEDIA_ROOT": str(media),
        "DONDOC_TODAY": ON.isoformat(),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(  # noqa: S603  this module's own text
        [sys.executable, "-c", program, argument],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def _this_database() -> str:
    """The address of the database of this run, which is not the one that the environment names."""
    url, name = os.environ["DATABASE_URL"], settings.DATABASES["default"]["NAME"]
    address, _, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{options}"
