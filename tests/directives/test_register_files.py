"""The register as a file and on paper: the very rows of the list, in the official layout."""

from datetime import date, datetime
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from directives import exporting, saving, transitions
from directives.columns import COLUMNS
from directives.models import Directive
from directives.transitions import Progress
from directives.views import register_files
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/directives/"
EXPORT, PRINT = "/directives/export/", "/directives/print/"
NINTH = datetime.fromisoformat("2025-11-09")  # as a file holds a day
TOP = 4  # title, what is listed, the day; then the headings and their numbers


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def sheet_of(response):
    assert response.status_code == 200
    return load_workbook(BytesIO(b"".join(response.streaming_content))).active


def lines_of(sheet):
    return [list(row) for row in sheet.iter_rows(min_row=TOP + 2, values_only=True)]


@pytest.fixture
def some(make_directive, finance, health, education):
    """Three of Sở Tài chính, one of Sở Y tế; one without a deadline."""
    made = [make_directive(lead=finance, coordinators=[health], title=f"Việc thứ {n}") for n in range(2)]
    made.append(make_directive(lead=finance, due_on=None, title="=HYPERLINK(1)"))
    made.append(make_directive(lead=health, title="Của ngành y tế"))
    return made


@pytest.mark.parametrize("query", ["", "?role=all", "?q=tai+chinh&sort=-code", "?time=no_deadline", "?q=zzz"])
def test_the_file_has_the_rows_of_the_list_in_their_order(query, some, lan, ask):
    listed = [row.directive.code for row in ask(lan, f"{URL}{query}").context["shown"].rows]
    assert [line[0] for line in lines_of(sheet_of(ask(lan, f"{EXPORT}{query}")))] == listed
    assert [line[0] for line in lines_of(sheet_of(ask(lan, f"{EXPORT}?{query[1:]}&layout=book")))] == listed


def test_it_holds_the_columns_one_sees_as_days_numbers_and_texts(some, lan, ask):
    saving.keep_columns(["code", "title", "lead", "due", "percent"], by=lan)
    response = ask(lan, f"{EXPORT}?sort=code")
    assert response["Content-Disposition"] == 'attachment; filename="so-theo-doi-2025-11-06.xlsx"'
    sheet = sheet_of(response)
    head = [cell.value for cell in sheet[TOP]]
    assert head == [COLUMNS[key].label for key in ("code", "title", "lead", "due", "percent")]
    assert [cell.value for cell in sheet[TOP + 1]] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    first = lines_of(sheet)[0]
    assert first == [some[0].code, "Việc thứ 0", "Sở Tài chính", NINTH, 0]
    assert lines_of(sheet)[2][1] == "=HYPERLINK(1)"
    assert sheet.cell(TOP + 4, 2).data_type == "s"  # no formula, whatever it begins with
    assert lines_of(sheet)[2][3] is None


def test_it_is_laid_out_as_offices_do(some, lan, ask):
    sheet = sheet_of(ask(lan, f"{EXPORT}?state=new"))
    assert sheet["A1"].value == exporting.TITLE
    assert sheet["A2"].value == "Vai trò: Chủ trì; Tình trạng: Mới giao"
    assert sheet["A3"].value == "Số liệu ngày 06/11/2025; 4 dòng"
    cell = sheet.cell(TOP + 2, 5)
    assert {cell.font.name, sheet["A1"].font.name} == {"Times New Roman"}
    assert (cell.number_format, cell.border.left.style) == ("dd/mm/yyyy", "thin")
    assert sheet.freeze_panes == f"A{TOP + 2}"
    assert sheet.auto_filter.ref == f"A{TOP + 1}:H{TOP + 5}"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", f"${TOP}:${TOP + 1}")


def test_chosen_rows_alone_and_only_ones_own(some, lan, ha, finance, ask):
    shares = [made.assignments.get(role="lead").pk for made in some]
    chosen = f"{EXPORT}?share={shares[0]}&share={shares[3]}&state=done&sort=code"
    assert [line[0] for line in lines_of(sheet_of(ask(lan, chosen)))] == [some[0].code, some[3].code]
    assert sheet_of(ask(lan, chosen))["A2"].value == "Các dòng được chọn"
    assert [line[0] for line in lines_of(sheet_of(ask(ha, chosen)))] == [some[3].code]
    everything = f"{chosen}&all=1"
    assert lines_of(sheet_of(ask(lan, everything))) == []  # all of the filter, not the ticks


def test_the_book_keeps_the_columns_of_the_paper_one(make_directive, finance, health, binh, lan, day, ask):
    made = make_directive(lead=finance, coordinators=[health], due_on=date(2025, 11, 9))
    Directive.objects.filter(pk=made.pk).update(origin="government", deliverable="Báo cáo")
    share = made.assignments.get(role="lead")
    row = lines_of(sheet_of(ask(lan, f"{EXPORT}?layout=book")))[0]
    assert row[5:8] == [str(made.document), None, "Báo cáo"]
    transitions.accept(share.pk, by=binh)
    told = Progress(done=DONE, percent=40, product_number="120/TTr-STC", product_on=date(2025, 11, 5))
    transitions.report(share.pk, by=binh, progress=told)
    Directive.objects.filter(pk=made.pk).update(origin="chairman")
    sheet = sheet_of(ask(lan, f"{EXPORT}?layout=book"))
    assert [cell.value for cell in sheet[TOP]] == [
        "Mã",
        "Nội dung nhiệm vụ/Trích yếu",
        "Cơ quan chủ trì tham mưu",
        "Chuyên viên VP theo dõi",
        "Đơn vị thực hiện",
        "Văn bản cấp trên giao",
        "Văn bản chỉ đạo",
        "Văn bản sản phẩm đầu ra",
        "Hạn xử lý",
        "Tóm tắt kết quả",
        "Ghi chú",
        "Lãnh đạo đã phê duyệt hoàn thành",
        "Cấp trên đã công nhận hoàn thành",
    ]
    assert lines_of(sheet) == [
        [
            made.code,
            made.title,
            "Sở Tài chính",
            "Trần Thị Lan",
            "Sở Tài chính; phối hợp: Sở Y tế",
            None,
            str(made.document),
            "120/TTr-STC ngày 05/11/2025",
            NINTH,
            DONE,
            "Còn 3 ngày",
            None,
            None,
        ]
    ]
    page = unescape(ask(lan, PRINT).text)
    for words in (made.code, "120/TTr-STC ngày 05/11/2025", "09/11/2025", "Số liệu ngày 06/11/2025; 1 dòng"):
        assert words in page


def test_more_rows_than_can_be_waited_for_are_offered_as_a_file_to_be_made(some, lan, ask, monkeypatch):
    monkeypatch.setattr(register_files, "MOST_ROWS", 3)
    for layout in ("", "book"):
        page = ask(lan, f"{EXPORT}?state=new&layout={layout}")
        assert page.status_code == 200
        assert "Tệp có 4 dòng" in unescape(page.text)
        assert 'action="/directives/export/later/?state=new"' in page.text
        assert ('name="layout" value="book"' in page.text) == bool(layout)
    shares = [made.assignments.get(role="lead").pk for made in some]
    chosen = f"?share={shares[0]}&share={shares[1]}&share={shares[2]}&share={shares[3]}"
    assert f'action="/directives/export/later/{chosen}"' in unescape(ask(lan, EXPORT + chosen).text)


def test_too_many_rows_to_print_are_refused_with_the_reason(some, lan, ask, monkeypatch):
    monkeypatch.setattr(register_files, "MOST_PRINTED", 3)
    response = ask(lan, f"{PRINT}?state=new")
    assert response["Location"] == f"{URL}?state=new"
    assert "nhiều nhất 3 dòng, bộ lọc đang có 4" in unescape(ask(lan, response["Location"]).text)


def test_a_file_asks_the_same_however_many_rows_it_has(
    some, make_directive, finance, lan, ask, django_assert_num_queries
):
    def queries(address):
        with django_assert_num_queries(25, exact=False) as captured:
            response = ask(lan, address)
            if address.startswith(EXPORT):
                sheet_of(response)
        return len(captured)

    addresses = [EXPORT, f"{EXPORT}?layout=book", PRINT]
    ask(lan, EXPORT)  # whoever signs in first asks more
    few = [queries(address) for address in addresses]
    for _ in range(4):
        make_directive(lead=finance)
    assert [queries(address) for address in addresses] == few
