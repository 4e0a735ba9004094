"""The annexes of the month's report as a workbook: layout, real days and numbers, texts that stay texts."""

import tracemalloc
from datetime import date, datetime, timedelta
from io import BytesIO
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook

from dashboards.reports import annexes, views
from directives.spreadsheet import Table, write_tables
from tests.plugins.province import DAY

pytestmark = pytest.mark.django_db
URL = "/reports/month/excel/"
TOP = 3  # title and period; then the headings and their numbers


@pytest.fixture
def as_clerk(client, lan, day):
    day(DAY)
    client.force_login(lan)
    return client


def book_of(client, **query):
    response = client.get(URL, {"month": "2025-11"} | query)
    assert response.status_code == 200
    return load_workbook(BytesIO(b"".join(response.streaming_content)))


def test_both_annexes_stand_in_one_workbook_in_the_official_layout(as_clerk, past_province):
    book = book_of(as_clerk)

    assert book.sheetnames == ["Phụ lục I", "Phụ lục II"]
    for sheet, headings in zip(book, (annexes.AGENCIES, annexes.DETAIL), strict=True):
        title = sheet["A1"]
        assert title.value.startswith(f"PHỤ LỤC {'I' if sheet.title == 'Phụ lục I' else 'II'}. ")
        assert (title.font.name, title.font.bold) == ("Times New Roman", True)
        assert "Tháng 11/2025 (từ ngày 15/10/2025 đến ngày 14/11/2025)" in sheet["A2"].value
        assert "số liệu tính đến ngày 06/11/2025" in sheet["A2"].value
        assert any(area.coord.startswith("A1:") for area in sheet.merged_cells.ranges)
        assert [cell.value for cell in sheet[TOP]] == [heading.label for heading in headings]
        assert [cell.value for cell in sheet[TOP + 1]] == [f"({n})" for n in range(1, len(headings) + 1)]
        for cell in sheet[TOP]:
            assert cell.font.bold and cell.alignment.wrap_text
            assert cell.border.left.style == cell.border.bottom.style == "thin"
        assert sheet.freeze_panes == f"A{TOP + 2}"
        assert sheet.auto_filter.ref.startswith(f"A{TOP + 1}:")
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
            "Times New Roman"
        }


def test_annex_1_has_the_numbers_of_the_page_and_their_sum_outside_the_filter(as_clerk, past_province):
    report = as_clerk.get("/reports/month/", {"month": "2025-11"}).context["report"]
    sheet = book_of(as_clerk)["Phụ lục I"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TOP + 2)]
    lines = [line for board in report.boards for line in board.rows]

    for n, (row, line) in enumerate(zip(rows, lines, strict=False), 1):
        tally = {name: figure.count for name, figure in line.tally.items()}
        assert row[:3] == [n, line.name, tally["given"]]
        assert sum(row[3:8]) == tally["given"], "the parts are the whole"
        assert row[8:11] == [tally["pending"], tally["returned"], line.urged]
        assert row[11] == (pytest.approx(tally["done"] / tally["fallen_due"]) if tally["fallen_due"] else "–")
        assert row[12] == pytest.approx(tally["done"] / tally["given"])
    assert len(rows) == len(lines) + 1
    assert rows[-1][1:3] == ["Tổng cộng", report.total["given"].count]
    assert sheet.auto_filter.ref.endswith(f":M{TOP + 1 + len(lines)}")
    assert sheet.cell(TOP + 2 + len(lines), 2).font.bold
    assert sheet.cell(TOP + 2, 13).number_format == "0.00%"


def test_annex_2_holds_days_as_days_and_texts_as_texts(as_clerk, make_directive, finance, health):
    titles = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "Rà soát \x0b vốn"]
    for n, title in enumerate(titles):
        make_directive(
            lead=finance,
            coordinators=[health],
            title=title,
            on=date(2025, 10, 20 + n),
            due_on=DAY - timedelta(days=9) if n else None,
        )
    sheet = book_of(as_clerk)["Phụ lục II"]
    rows = list(sheet.iter_rows(min_row=TOP + 2))

    assert [row[2].value for row in rows] == [*titles[:4], "Rà soát  vốn"]
    assert {row[2].data_type for row in rows} == {"s"}
    assert [row[0].value for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0][5].value is None
    assert rows[1][5].value == rows[1][6].value == datetime(2025, 10, 28)  # noqa: DTZ001 - as a file holds it
    assert rows[1][5].number_format == "dd/mm/yyyy"
    assert (rows[1][3].value, rows[1][4].value) == ("Sở Tài chính", "Sở Y tế")
    assert "Quá hạn 9 ngày" in rows[1][9].value or rows[1][9].value == "Mới giao"


def test_a_month_without_work_has_empty_annexes(as_clerk, make_directive, finance):
    make_directive(lead=finance, on=date(2025, 9, 16), due_on=None)
    book = book_of(as_clerk, periods="calendar", month="2025-10")

    assert book["Phụ lục I"].max_row == TOP + 2
    assert [cell.value for cell in book["Phụ lục I"][TOP + 2]] == [None, "Tổng cộng", *[0] * 9, "–", "–"]
    assert book["Phụ lục II"].max_row == TOP + 1


def test_its_name_tells_the_month_and_the_day(as_clerk, directive):
    response = as_clerk.get(URL, {"month": "2025-11"})

    assert "phu-luc-bao-cao-thang-11-2025-2025-11-06.xlsx" in response["Content-Disposition"]


def test_a_month_of_more_rows_than_can_be_waited_for_is_offered_as_a_file_to_be_made(
    as_clerk, directive, monkeypatch
):
    monkeypatch.setattr(views, "MOST_ROWS", 0)
    page = as_clerk.get(URL, {"month": "2025-11"})

    assert "Tệp có 1 dòng" in page.text
    assert "Tháng 11/2025 (từ ngày 15/10/2025 đến ngày 14/11/2025)" in page.text
    assert 'action="/reports/month/excel/later/?periods=middle&amp;month=2025-11"' in page.text


def test_more_work_takes_no_more_queries(
    as_clerk, make_directive, finance, health, django_assert_num_queries
):
    for due in (-10, 1):
        make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY + timedelta(days=due))
    book_of(as_clerk)
    with django_assert_num_queries(18) as few:
        book_of(as_clerk)
    for _ in range(3):
        make_directive(lead=[finance, health], on=date(2025, 10, 20), due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        book_of(as_clerk)


def _peak(rows):
    """The most memory, in bytes, while so many rows are written."""
    texts = ["785/TB-UBND ngày 04/11/2025", "Rà soát nhu cầu vốn", "Sở Tài chính", ""]
    line = [1, *texts, DAY, DAY, "", None, "", ""]
    with TemporaryFile() as file:
        tracemalloc.start()
        [count] = write_tables(
            file, [Table("Phụ lục II", "Tiêu đề", [], annexes.DETAIL, (line for _ in range(rows)))]
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert count == rows
    return peak


def test_ten_times_the_rows_take_hardly_more_memory():
    _peak(10)  # what is loaded at the first use
    assert _peak(5000) < 2 * _peak(500)
