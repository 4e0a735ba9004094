"""Tables become rows with one TAB between cells; what only lays out a letter becomes lines."""

from datetime import date, datetime

import docx
import openpyxl
import pytest

from meetings.reading import tables
from meetings.reading.tables import Cell
from tests.reading import papers

# ruff: noqa: DTZ001 - a workbook knows no time zones
HEADING = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
EXPECTED = [
    "TT\tNhiệm vụ\tChủ trì\tThời hạn",
    "I\tTài chính, ngân sách\t\t",
    "1\tRà soát kinh phí\tSở Tài chính\t20/11/2025",
    "2\tSoạn dự thảo; Lấy ý kiến\tSở Tài chính\t15/12/2025",
]


def add_table(document):
    """A plan annex with an empty row, a group across its columns, and a lead for two rows."""
    table = document.add_table(rows=5, cols=4)
    rows = [
        HEADING,
        ["I", "Tài chính, ngân sách", "", ""],
        ["1", "Rà soát\nkinh phí", "Sở Tài chính", "20/11/2025"],
        ["2", "- Soạn dự thảo\n- Lấy ý kiến", "", "15/12/2025"],
        ["", "", "", ""],
    ]
    for number, row in enumerate(rows):
        for cell, words in zip(table.rows[number].cells, row, strict=True):
            cell.text = words
    table.cell(1, 1).merge(table.cell(1, 3))
    table.cell(2, 2).merge(table.cell(3, 2))


def word_table(path):
    document = docx.Document()
    document.add_paragraph("Phụ lục")
    add_table(document)
    document.save(str(path))
    return path


def workbook(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "KẾ HOẠCH"
    sheet.merge_cells("A1:D1")
    for row in (
        HEADING,
        ["I", "Tài chính, ngân sách"],
        [1, "Rà soát\nkinh phí", "Sở Tài chính", date(2025, 11, 20)],
        [2, "- Soạn dự thảo\n- Lấy ý kiến", None, datetime(2025, 12, 15)],
        [],
    ):
        sheet.append(row)
    sheet.merge_cells("B3:D3")
    sheet.merge_cells("C4:C5")
    sheet["A8"], sheet["D8"] = "Nơi nhận:", "CHỦ TỊCH"
    book.save(path)
    return path


def page(path):
    path.write_text(
        """<p>Phụ lục</p><table><thead><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn</thead>
        <tr><td>I<td colspan="3">Tài chính, ngân sách
        <tr><td>1<td>Rà soát<br>kinh phí<td rowspan="2">Sở Tài chính<td>20/11/2025
        <tr><td>2<td><ul><li>Soạn dự thảo<li>Lấy ý kiến</ul><td>15/12/2025<tr><td><td><td><td></table>""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("name", "make"), [("a.docx", word_table), ("a.xlsx", workbook), ("a.html", page)])
def test_the_rows_of_any_table_are_read_as_directives(tmp_path, name, make):
    found = papers.charged(papers.text_of(make(tmp_path / name)).text)
    assert [(leads, day) for _passage, leads, _others, day in found] == [
        (["Sở Tài chính"], date(2025, 11, 20)),
        (["Sở Tài chính"], date(2025, 12, 15)),
    ]


def test_a_table_of_word(tmp_path):
    assert papers.text_of(word_table(tmp_path / "a.docx")).text.split("\n") == ["Phụ lục", *EXPECTED]


def test_a_table_of_excel_between_its_title_and_its_signature(tmp_path):
    found = papers.text_of(workbook(tmp_path / "a.xlsx")).text.split("\n")
    assert found == ["KẾ HOẠCH", *EXPECTED, "Nơi nhận:", "CHỦ TỊCH"]


def test_a_table_of_a_web_page(tmp_path):
    assert papers.text_of(page(tmp_path / "a.html")).text.split("\n") == ["Phụ lục", *EXPECTED]


def test_a_table_of_an_open_document(tmp_path):
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    gone = "<table:covered-table-cell/>"
    rows = [
        "".join(cell("", words) for words in HEADING),
        cell("", "I") + cell(' table:number-columns-spanned="3"', "Tài chính, ngân sách") + gone * 2,
        cell("", "1") + cell("", "Rà soát</text:p><text:p>kinh phí")
        + cell(' table:number-rows-spanned="2"', "Sở Tài chính") + cell("", "20/11/2025"),
        cell("", "2") + cell("", "- Soạn dự thảo</text:p><text:p>- Lấy ý kiến") + gone
        + cell("", "15/12/2025"),
    ]  # fmt: skip
    markup = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = papers.open_document(f"<table:table>{markup}</table:table>")
    path = papers.save_odt(tmp_path / "a.odt", content)
    assert papers.text_of(path).text.split("\n") == EXPECTED


def test_the_head_and_the_foot_of_a_letter_are_no_tables(tmp_path):
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: 12/TB-UBND", "Nghệ An, ngày 04 tháng 11 năm 2025"
    document.add_paragraph("Giao Sở Y tế báo cáo.")
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text, foot.cell(0, 1).text = "Nơi nhận:\n- Như trên;", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert papers.text_of(path).text.split("\n") == [
        "ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/TB-UBND", "Nghệ An, ngày 04 tháng 11 năm 2025", "Giao Sở Y tế báo cáo.",
        "Nơi nhận:", "- Như trên;", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    ]  # fmt: skip


def test_numbers_counted_by_word_stand_in_their_cells(tmp_path):
    document = papers.word_document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "TT", "Nhiệm vụ"
    for number, words in ((1, "Rà soát"), (2, "Báo cáo")):
        empty = papers.numbered(document, "", 41)._p
        table.cell(number, 0)._tc.append(empty)
        table.cell(number, 1).text = words
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert papers.text_of(path).text.split("\n") == ["TT\tNhiệm vụ", "1.\tRà soát", "2.\tBáo cáo"]


def test_values_of_excel_are_shown_as_a_reader_sees_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", "b", "c"])
    sheet.append([1.5, 98.0, 0.1 + 0.2])
    sheet.append([0.985, datetime(2025, 11, 20, 9, 30), "=1+1"])
    sheet["A3"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    rows = papers.text_of(tmp_path / "a.xlsx").text.split("\n")
    assert rows == ["a\tb\tc", "1,5\t98\t0,3", "98,5 %\t09:30 20/11/2025\t"]


def test_hidden_sheets_margins_and_boxes_of_excel_stand_aside(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Việc", "Hạn"])
    book.active.append(["Báo cáo", "20/11"])
    book.active.oddHeader.center.text = "TỐI MẬT"
    second = book.create_sheet("Phụ lục")
    second.append(["TT", "Tên", "Số"])
    second.append([1, "Một", 10])
    hidden = book.create_sheet("Nháp")
    hidden.append(["riêng", "tư"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = papers.text_of(tmp_path / "a.xlsx")
    assert found.text == "Việc\tHạn\nBáo cáo\t20/11\n\nTT\tTên\tSố\n1\tMột\t10"
    assert found.notes == ("Trang tính ẩn “Nháp” không được đọc.",)
    assert "TỐI MẬT" in found.aside.split("\n")
    assert "riêng\ttư" in found.aside.split("\n")


@pytest.mark.parametrize(
    ("cell", "flat"),
    [
        (["Sở Y tế", "Sở Tài chính"], "Sở Y tế Sở Tài chính"),
        (["- Sở Y tế;", "- Sở Tài chính;"], "Sở Y tế; Sở Tài chính;"),
        (["1. Rà soát", "2. Báo cáo"], "1. Rà soát; 2. Báo cáo"),
        (["a) Một", "tiếp theo", "b) Hai"], "a) Một tiếp theo; b) Hai"),
        (["- Chỉ một"], "Chỉ một"),
        (["", "  thừa   dấu cách "], "thừa dấu cách"),
        ([], ""),
    ],
)
def test_a_cell_is_one_line(cell, flat):
    assert tables.flat(cell) == flat


def test_every_row_has_the_same_number_of_cells_whatever_is_merged():
    rows = [
        [Cell(("TT",), down=2), Cell(("Việc",), across=2), Cell(("Hạn",), down=2)],
        [Cell(("Tên",)), Cell(("Sản phẩm",))],
        [Cell(("1",)), Cell(("Lập",)), Cell(("Báo cáo",)), Cell(("20/11",))],
        [Cell(("hết",), across=4)],
        [Cell(("",))],
    ]
    assert tables.lines_of(rows) == [
        "TT\tViệc\t\tHạn", "TT\tTên\tSản phẩm\tHạn", "1\tLập\tBáo cáo\t20/11", "hết\t\t\t",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell(("một ô",))]],
        [[Cell(("một",)), Cell(("hàng",))]],
        [[Cell(("cột",))], [Cell(("cột",))]],
        [[Cell(("",)), Cell(("a",))], [Cell(("b",)), Cell(("",))]],
    ],
)
def test_one_cell_one_row_and_one_column_are_no_tables(rows):
    assert tables.is_layout(rows)
