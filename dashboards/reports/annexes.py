"""Annexes 1 and 2 of the month's report as an Excel workbook (DOMAIN R8)."""

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from django.http import QueryDict

from accounts.access import Act, may
from accounts.models import User
from directives.exporting import Note, file_name, noted
from directives.long_exports import CannotExport, Content
from directives.spreadsheet import Heading, Table, write_tables

from .lists import details
from .month import AgencyLine, MonthReport, month_report
from .periods import MonthForm

AGENCIES_TITLE = "Tổng hợp kết quả thực hiện nhiệm vụ theo cơ quan"
DETAIL_TITLE = "Chi tiết kết quả thực hiện nhiệm vụ"

AGENCIES = [
    Heading("STT", 6, is_number=True),
    Heading("Cơ quan", 40),
    Heading("Tổng số", 10, is_number=True),
    Heading("Hoàn thành đúng hạn", 11, is_number=True),
    Heading("Hoàn thành quá hạn", 11, is_number=True),
    Heading("Chưa hoàn thành, trong hạn", 11, is_number=True),
    Heading("Chưa hoàn thành, quá hạn", 11, is_number=True),
    Heading("Không thời hạn", 10, is_number=True),
    Heading("Chờ xác nhận", 10, is_number=True),
    Heading("Bị trả lại", 9, is_number=True),
    Heading("Số lần đôn đốc", 9, is_number=True),
    Heading("Tỷ lệ trên số đã đến hạn", 12, is_rate=True),
    Heading("Tỷ lệ trên số đã giao", 12, is_rate=True),
]
DETAIL = [
    Heading("STT", 6, is_number=True),
    Heading("Số, ngày văn bản", 24),
    Heading("Nội dung", 50),
    Heading("Chủ trì", 24),
    Heading("Phối hợp", 26),
    Heading("Hạn ban đầu", 12, is_day=True),
    Heading("Hạn hiện tại", 12, is_day=True),
    Heading("Kết quả", 40),
    Heading("Ngày hoàn thành", 12, is_day=True),
    Heading("Trạng thái", 22),
    Heading("Ghi chú", 26),
]
COUNTED = ("given", "on_time", "late", "in_time", "overdue")


def numbers_of(line: AgencyLine) -> list[int]:
    """The numbers of an agency in the order of annex 1, without the rates."""
    tally = line.tally
    return [
        *(tally[name].count for name in COUNTED),
        line.without_deadline.count,
        tally["pending"].count,
        tally["returned"].count,
        line.urged,
    ]


def sums_of(report: MonthReport) -> list[int]:
    """The numbers of all agencies together."""
    rows = [numbers_of(line) for board in report.boards for line in board.rows]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * len(COUNTED) + [0] * 4


def _rate(part: int, whole: int) -> float | str:
    return part / whole if whole else "–"


def _rates(done: int, due: int, given: int) -> list[float | str]:
    return [_rate(done, due), _rate(done, given)]


def content(query: QueryDict, user: User, today: date) -> Content:
    """Both annexes as a file which a worker makes. Raises CannotExport."""
    form = MonthForm(query, today=today)
    if not may(user, Act.SEE_REPORTS):
        raise CannotExport("Bạn không còn quyền xem báo cáo tháng.")
    if not form.is_valid():
        raise CannotExport(" ".join(str(words) for found in form.errors.values() for words in found))
    report = month_report(form, user, most=1)
    return Content(
        query=form.address,
        name=file_name(f"Phu luc bao cao {form.chosen}", form.on),
        said=said_of(form),
        on=form.on,
        count=report.total["given"].count,
        write=lambda file, note: write_annexes(file, report, form, user, note),
    )


def said_of(form: MonthForm) -> str:
    """Which month, as of which day."""
    return f"{str(form.chosen).capitalize()} ({form.chosen.days}), số liệu tính đến ngày {form.on:%d/%m/%Y}"


def write_annexes(
    file: IO[bytes], report: MonthReport, form: MonthForm, user: User, note: Note | None = None
) -> int:
    """Both annexes, a sheet each; rows of annex 2 are written as they are read. How many these are."""
    said = [said_of(form)]
    _, count = write_tables(
        file,
        [
            Table(
                "Phụ lục I",
                f"PHỤ LỤC I. {AGENCIES_TITLE.upper()}",
                said,
                AGENCIES,
                _agencies(report),
                [_sum(report)],
            ),
            Table(
                "Phụ lục II",
                f"PHỤ LỤC II. {DETAIL_TITLE.upper()}",
                said,
                DETAIL,
                noted(_detail(form, user), note),
            ),
        ],
    )
    return count


def _agencies(report: MonthReport) -> Iterator[list[Any]]:
    lines = [line for board in report.boards for line in board.rows]
    for n, line in enumerate(lines, 1):
        counts = [line.tally[name].count for name in ("done", "fallen_due", "given")]
        yield [n, line.name, *numbers_of(line), *_rates(*counts)]


def _sum(report: MonthReport) -> list[Any]:
    counts = [report.total[name].count for name in ("done", "fallen_due", "given")]
    return [None, "Tổng cộng", *sums_of(report), *_rates(*counts)]


def _detail(form: MonthForm, user: User) -> Iterator[list[Any]]:
    work = form.scope().shares(user, form.today)
    for n, line in enumerate(details(work, form.on, of=user), 1):
        yield [n, *line.values]
