"""`manage.py send_reminders`: what the task of the same name does, for any day, or only shown."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Field

from accounts.models import User
from agencies import calendar
from directives.deadlines import distance
from notifications.devices import with_device
from notifications.kinds import Channel, Kind
from notifications.outbox import ways_to
from notifications.preferences import Wishes
from reminders import figures, weekly
from reminders.digests import digest_kind
from reminders.models import ReminderRule
from reminders.planning import Due, Incomplete, plan, preview

HEAD = ("Người nhận", "Tư cách", "Nhiệm vụ", "Cơ quan", "Nhắc về", "Mốc", "Cách mốc", "Quy tắc", "Qua")
WIDEST = 44
WORDS = {Channel.EMAIL: "thư", Channel.APP: "ứng dụng", Channel.PUSH: "đẩy"}


class Command(BaseCommand):
    """Tell everybody what is due, or show who would hear what and why."""

    help = (
        "Nhắc việc đến hạn và quá hạn. Chạy lại bao nhiêu lần, mỗi người vẫn chỉ nhận mỗi lời nhắc một lần."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="ngày nhắc (2025-11-06); mặc định hôm nay")
        parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem ai sẽ nhận gì, không ghi gì")

    def handle(self, *args: Any, **options: Any) -> None:
        on: date = options["on"] or calendar.today()
        if not options["dry_run"]:
            self._send(on)
            return
        dues, leaders, asked = preview(on), weekly.to_tell(on), figures.to_tell(on)
        people = {due.recipient.pk for due in dues} | {person.pk for person in (*leaders, *asked)}
        wishes, pushed_to = Wishes.of(people), with_device(people)

        def ways(person: User, kind: Kind) -> str:
            there = ways_to(person, kind, wishes, pushed_to)
            return ", ".join(word for way, word in WORDS.items() if way in there)

        late = {due.recipient.pk for due in dues if due.is_late}
        rows = [
            _cells(due, on, ways(due.recipient, digest_kind(late=due.recipient.pk in late))) for due in dues
        ]
        rows += [_of_the_week(leader, on, ways(leader, Kind.WEEKLY)) for leader in leaders]
        rows += [
            _of_figures(person, missing, on, ways(person, Kind.FIGURES)) for person, missing in asked.items()
        ]
        if not rows:
            self.stdout.write(f"Ngày {on:%d/%m/%Y} không có gì để nhắc.")
            return
        for line in _table([HEAD, *rows]):
            self.stdout.write(line)
        self.stdout.write(f"\nNgày {on:%d/%m/%Y}: {len(rows)} lượt nhắc. Chưa ghi và chưa gửi gì.")

    def _send(self, on: date) -> None:
        try:
            self.stdout.write(str(plan(on)))
        except Incomplete as problem:
            raise CommandError(f"{problem}. Xem nhật ký để biết lý do.") from problem
        finally:
            try:
                if leaders := weekly.send(on):
                    self.stdout.write(f"{on:%d/%m/%Y}: gửi tổng hợp tuần cho {leaders} lãnh đạo")
            finally:
                if people := figures.send(on):
                    self.stdout.write(f"{on:%d/%m/%Y}: nhắc {people} người nhập số liệu chỉ tiêu")


def _of_the_week(leader: User, on: date, ways: str) -> tuple[str, ...]:
    """A line for the week's summary, which speaks of no single row."""
    cells = (leader.get_full_name(), "lãnh đạo UBND tỉnh", "Tổng hợp tuần", "Toàn tỉnh", "Cả tuần")
    return (*cells, f"{on:%d/%m/%Y}", "", "Ngày làm việc đầu tuần", ways)


def _of_figures(person: User, missing: list[figures.Missing], on: date, ways: str) -> tuple[str, ...]:
    """A line for the figures that an agency has not entered."""
    cells = (
        person.get_full_name(),
        "cơ quan chủ trì",
        f"{len(missing)} chỉ tiêu",
        missing[0].lead.short_name,
    )
    since = max(each.asked_on for each in missing)
    return (*cells, "Số liệu chỉ tiêu", f"{since:%d/%m/%Y}", distance(since, on), "Hết kỳ chưa nhập", ways)


def _cells(due: Due, on: date, ways: str) -> tuple[str, ...]:
    row = due.assignment
    capacity = ReminderRule._meta.get_field(due.capacity)
    assert isinstance(capacity, Field)
    return (
        due.recipient.get_full_name(),
        str(capacity.verbose_name),
        f"{row.directive.code} {row.directive.title}",
        row.agency.short_name,
        str(due.about.label),
        f"{due.until:%d/%m/%Y}",
        distance(due.until, on),
        due.rung.rule.name,
        ways,
    )


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    cut = [[cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…" for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in cut) for n in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cut]
    return [
        lines[0].rstrip(),
        "  ".join("─" * width for width in widths),
        *(line.rstrip() for line in lines[1:]),
    ]
