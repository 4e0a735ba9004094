"""What leaders open every morning, and the pages of the register, beside the bare SQL of the same question.

The bare SQL is what one would type into psql: the same rows read or counted, and nothing made of them. Both
run on the same connection, in turn. A page is asked for through the whole site (middleware, template), a
panel is what the page takes of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import (
    CaptureQueriesContext,
    override_settings,
    setup_test_environment,
    teardown_test_environment,
)

from agencies.calendar import day_set
from directives.models import Assignment, AssignmentVersion
from directives.models.rules import forget_rules, rules_held

from .province import ON, Province, fill
from .questions import Question, pages, panels
from .timing import timed

SIZES = (20_000, 200_000, 1_000_000)
ROUNDS, FEW_ROUNDS = 3, 1  # the latter from so many shares on
FROM = 500_000
SLOW = 2.0  # seconds, after which somebody has looked away


def bare(sql: str) -> None:
    """All rows of these statements, read and dropped."""
    with connection.cursor() as cursor:
        for statement in sql.split(";"):
            cursor.execute(statement)
            cursor.fetchall()


def compared(questions: list[Question], *, rounds: int) -> Iterator[str]:
    """A table of the questions: both ways in turn."""
    yield "| | Seconds | … in the database | Queries | Bare SQL | × bare SQL | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for question in questions:
        ways: dict[str, Callable[[], object]] = {"ours": question.ask, "bare": partial(bare, question.sql)}
        timing = timed(ways, rounds=rounds, clock=perf_counter)
        seconds = timing.typical("ours")
        with CaptureQueriesContext(connection) as asked:
            question.ask()
        answered = sum(float(query["time"]) for query in asked)
        yield (
            f"| {question.name} | {seconds:.3f} s | {answered:.3f} s | {len(asked)}"
            f" | {timing.typical('bare'):.3f} s | {timing.ratio('ours', 'bare'):.1f}"
            f" | {'slow' if seconds > SLOW else ''} |"
        )


def of_sizes(sizes: tuple[int, ...], kinds: dict[str, Callable[[Province], list[Question]]]) -> Iterator[str]:
    """Each size in a province of its own."""
    # A request reads the rules once; the files of the pages need no names of a deployment.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with day_set(ON), rules_held(), override_settings(STORAGES=storages, ALLOWED_HOSTS=["testserver"]):
        for size in sizes:
            call_command("flush", interactive=False, verbosity=0)
            began = perf_counter()
            people = fill(size)
            forget_rules()
            took = perf_counter() - began
            shares, versions = Assignment.objects.count(), AssignmentVersion.objects.count()
            yield f"\n### {shares:,} shares, {versions:,} versions (filled in {took:.0f} s)"
            for title, kind in kinds.items():
                yield f"\n{title}:\n"
                yield from compared(kind(people), rounds=FEW_ROUNDS if size >= FROM else ROUNDS)


@contextmanager
def _as_in_production() -> Iterator[None]:
    """Without what tests watch: each template that is drawn, with a copy of all it was given."""
    teardown_test_environment()
    try:
        yield
    finally:
        setup_test_environment()


def report(sizes: tuple[int, ...] = SIZES) -> Iterator[str]:
    """Lines of Markdown, as they come."""
    yield "\n## Dashboards and register beside bare SQL"
    with _as_in_production():
        yield from of_sizes(sizes, {"Panels": panels, "Pages": pages})
