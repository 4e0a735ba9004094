"""Two days compared, as an Excel workbook: both balances, and each agency."""

from collections.abc import Iterator
from typing import IO, Any

from directives.spreadsheet import Heading, Table, write_tables

from .compare import Comparison

TITLE = "SO SÁNH TÌNH HÌNH THỰC HIỆN NHIỆM VỤ GIỮA HAI NGÀY"
BALANCE = [Heading("Chỉ tiêu", 58), Heading("Cộng, trừ", 9), Heading("Số nhiệm vụ", 12, is_number=True)]
# column of the agencies → its number
COLUMNS = {
    "Chưa hoàn thành đầu kỳ": "first_not_done",
    "Giao mới": "given",
    "Trở lại thực hiện": "came_back",
    "Hoàn thành": "finished",
    "Không còn tính": "taken_out",
    "Chưa hoàn thành cuối kỳ": "last_not_done",
    "Quá hạn đầu kỳ": "first_overdue",
    "Phát sinh quá hạn": "fell_overdue",
    "Hết quá hạn": "cleared",
    "Quá hạn cuối kỳ": "last_overdue",
    "Được lùi hạn": "extended",
    "Bị trả lại, chưa nộp lại": "returned",
}
AGENCIES = [
    Heading("STT", 6, is_number=True),
    Heading("Cơ quan", 40),
    *(Heading(words, 11, is_number=True) for words in COLUMNS),
]


def write_comparison(file: IO[bytes], of: Comparison) -> None:
    """Two sheets; the rows of the second are those of the page."""
    days = f"Từ cuối ngày {of.first:%d/%m/%Y} đến cuối ngày {of.last:%d/%m/%Y}"
    said = [f"{days}, theo phần việc của cơ quan chủ trì"]
    total = [None, "Tổng cộng", *(of.total[name].count for name in COLUMNS.values())]
    write_tables(
        file,
        [
            Table("Tổng hợp", TITLE, said, BALANCE, _lines(of)),
            Table("Theo cơ quan", f"{TITLE}, THEO CƠ QUAN", said, AGENCIES, _agencies(of), [total]),
        ],
    )


def _lines(of: Comparison) -> Iterator[list[Any]]:
    for line in (*of.open_balance, *of.overdue_balance, *of.beside):
        yield [f"{'    ' * line.level}{line.words}", line.sign, line.figure.count]


def _agencies(of: Comparison) -> Iterator[list[Any]]:
    rows = [row for board in of.boards for row in board.rows]
    for n, row in enumerate(rows, 1):
        yield [n, row.name, *(row.numbers[name].count for name in COLUMNS.values())]
