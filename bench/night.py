"""The night of a large province: who hears what is planned and queued, then its digests leave by mail."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTP
from statistics import median
from time import perf_counter
from typing import TypeVar

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, User
from agencies.models import Agency, Membership
from directives.models import Assignment, Directive
from directives.models.assignment import WorkState
from directives.models.directive import DeadlineKind
from meetings.models import Document, text_digest
from notifications import delivery, mailing
from notifications.models import OutgoingMessage
from reminders.planning import plan

ON = date(2025, 11, 6)
PEOPLE, OPEN = 2_000, 20_000
DONE_FOR_EACH = 9  # shares that are done, for each open one
MAILS, ROUNDS = 2_000, 4
AT_ONCE = 10_000  # rows stored together
# Days from ON until the deadline, in turn: half of the work is at a rung or past one, half is not.
DAYS = (-40, -4, -1, 0, 1, 3, 7, 15, 30, 45, 60, 90)

T = TypeVar("T")


@dataclass
class Night:
    """What planning it took."""

    people: int
    reminders: int
    seconds: float
    queries: int


def make_province(people: int, *, open_work: int, done_for_each: int = 0) -> None:
    """Two people for each agency, its head and its focal officer, and work shared out in turn.

    `done_for_each`: how many other agencies led the same directive, and are done.
    """
    count = max(people // 2, 1)
    agencies = Agency.objects.bulk_create(
        Agency(code=f"CQ{n}", name=f"Cơ quan số {n}", short_name=f"Cơ quan {n}", kind=Agency.Kind.COMMUNE)
        for n in range(count)
    )
    users = User.objects.bulk_create(
        User(
            username=f"nguoi{n}",
            full_name=f"Nguyễn Văn Thứ {n}",
            email=f"nguoi{n}@dondoc.example",
            role=Role.AGENCY_STAFF if n % 2 else Role.AGENCY_HEAD,
        )
        for n in range(people)
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            agency=agencies[n // 2 % count],
            role=Membership.Role.FOCAL if n % 2 else Membership.Role.HEAD,
        )
        for n, user in enumerate(users)
    )
    clerk = User.objects.create(username="chuyen-vien", full_name="Trần Thị Lan", role=Role.OFFICE_STAFF)
    text = "Giao các cơ quan thực hiện nhiệm vụ."
    document = Document.objects.create(
        issued_on=ON, subject="Kết luận", text=text, text_sha256=text_digest(text), created_by=clerk
    )
    for start in range(0, open_work, AT_ONCE):
        _give(document, clerk, agencies, range(start, min(start + AT_ONCE, open_work)))
    _done_elsewhere(agencies, done_for_each)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _done_elsewhere(agencies: list[Agency], times: int) -> None:
    """In one statement: most shares of a province are done, and no reminder is about them."""
    fields = Assignment._meta.concrete_fields
    kept = [str(field.column) for field in fields if not field.primary_key]
    given = {column: connection.ops.quote_name(column) for column in kept}
    day = "assigned_on + 20"
    given |= {
        "agency_id": "%(first)s + (agency_id - %(first)s + other) %% %(count)s",
        "work_state": "'done'",
        "confirmation": "'confirmed'",
        "filed_on": day,
        "finished_on": day,
        "confirmed_on": day,
    }
    columns, values = ", ".join(map(connection.ops.quote_name, given)), ", ".join(given.values())
    table = connection.ops.quote_name(Assignment._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values}"
            f" FROM {table}, generate_series(1, %(times)s) other",
            {"first": agencies[0].pk, "count": len(agencies), "times": times},
        )


def _give(document: Document, clerk: User, agencies: list[Agency], numbers: range) -> None:
    """Straight into the tables: what publishing itself costs is not asked here."""
    directives = Directive.objects.bulk_create(
        Directive(
            code=f"NV-2025-{n:06}",
            year=2025,
            number=n + 1,
            document=document,
            position=n % 30_000,
            title=f"Báo cáo kết quả thực hiện nhiệm vụ số {n}",
            content=f"Báo cáo kết quả thực hiện nhiệm vụ số {n}",
            deadline_kind=DeadlineKind.FIXED,
            monitor=clerk,
            published_by=clerk,
            published_at=timezone.now(),
            search_text=f"bao cao so {n}",
        )
        for n in numbers
    )
    Assignment.objects.bulk_create(
        Assignment(
            directive=directive,
            agency=agencies[n % len(agencies)],
            role=Assignment.Role.LEAD,
            assigned_on=ON - timedelta(days=60),
            accepted_at=timezone.now(),
            **_open(n, len(agencies)),
        )
        for n, directive in zip(numbers, directives, strict=True)
    )


def _open(n: int, agencies: int) -> dict[str, object]:
    due_on = ON + timedelta(days=DAYS[(n + n // agencies) % len(DAYS)])  # of each agency some is due
    return {
        "due_on": due_on,
        "original_due_on": due_on,
        "work_state": WorkState.IN_PROGRESS,
        "last_report_on": ON,
    }


def planned_night() -> Night:
    """Plan and queue it, with every question to the database counted."""
    begin = perf_counter()
    with CaptureQueriesContext(connection) as asked:
        done = plan(ON)
    return Night(done.people, done.reminders, perf_counter() - begin, len(asked))


@contextmanager
def mail_server() -> Iterator[None]:
    """A real SMTP server in a process of its own, which takes everything and keeps nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "aiosmtpd",
        "-n",
        "-c",
        "aiosmtpd.handlers.Sink",
        "-l",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(command)  # noqa: S603
    try:
        _wait_for(port)
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=port,
        ):
            yield
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def delivered(ids: list[int]) -> None:
    """As the worker does: claimed, sent, noted, one after the other."""
    for pk in ids:
        if not delivery.deliver(pk):
            raise AssertionError(f"message {pk} did not leave")


def _for_the_wire(message: OutgoingMessage) -> bytes:
    return mailing.as_mail(message).message().as_bytes().replace(b"\n", b"\r\n")


def only_sent(letters: list[tuple[str, bytes]]) -> None:
    """What no sender can spare: the same letters, ready as bytes, each over a connection of its own."""
    for address, content in letters:
        with SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
            server.sendmail("dondoc@localhost", [address], content)


def _timed(act: Callable[[T], object], what: T) -> float:
    begin = perf_counter()
    act(what)
    return perf_counter() - begin


def report() -> Iterator[str]:
    """Lines of Markdown, as they come."""
    make_province(PEOPLE, open_work=OPEN, done_for_each=DONE_FOR_EACH)
    night = planned_night()
    shares = Assignment.objects.count()
    yield f"\nThe night of {shares:,} shares, {OPEN:,} of them open, on the wall clock:\n"
    yield "| People told | Reminders | Seconds | … a person | Queries | … for 100 people |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield (
        f"| {night.people:,} | {night.reminders:,} | {night.seconds:.1f} s "
        f"| {night.seconds / night.people * 1000:.1f} ms | {night.queries} "
        f"| {night.queries / night.people * 100:.0f} |"
    )
    again = planned_night()
    yield f"\nThe same again, with nobody left to tell: {again.seconds:.1f} s, {again.queries} queries."
    messages = list(OutgoingMessage.objects.due(timezone.now()).order_by("pk")[:MAILS])
    letters = [(one.address, _for_the_wire(one)) for one in messages]
    ours, bare = [], []
    with mail_server():
        # In turn, so that a busy moment of the machine strikes both.
        for start in range(ROUNDS):
            ids = [one.pk for one in messages[start::ROUNDS]]
            ours.append(_timed(delivered, ids))
            bare.append(_timed(only_sent, letters[start::ROUNDS]))
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    yield f"\n{len(messages):,} digests through a real SMTP server, by one process:\n"
    yield "| | Seconds | … a digest | × only SMTP |"
    yield "| --- | --- | --- | --- |"
    for name, seconds, times in (
        ("from the outbox", sum(ours), f"{ratio:.1f}"),
        ("only SMTP", sum(bare), "1"),
    ):
        yield f"| {name} | {seconds:.1f} s | {seconds / len(messages) * 1000:.1f} ms | {times} |"
