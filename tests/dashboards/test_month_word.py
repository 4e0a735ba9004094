"""The month's report in Word, printed by LibreOffice page by page; the template an office may change."""

import subprocess
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.calendar import day_set
from dashboards.reports import word
from dashboards.reports.word_layout import default_template
from directives import transitions
from directives.models import Assignment, Urging, WordTemplate
from directives.transitions import Progress
from tests.plugins.province import DAY

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
URL = "/reports/month/"
WORD, TEMPLATE = f"{URL}word/", f"{URL}template/"
MONTH = {"month": "2025-11"}


@pytest.fixture(autouse=True)
def _today(day, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    day(DAY)


@pytest.fixture
def as_head(client, dung):
    client.force_login(dung)
    return client


def made(client, query=MONTH):
    response = client.get(WORD, query)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def tables_of(file):
    """Each table as rows of texts."""
    paper = docx.Document(BytesIO(file))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


def table_of(file, heading):
    """The rows below the one which holds the heading."""
    [found] = [rows for rows in tables_of(file) if heading in rows[0]]
    return found[1:]


def words_of(file):
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs)


def printed(file, folder):
    (folder / "report.docx").write_bytes(file)
    order = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    order += ["--outdir", str(folder), str(folder / "report.docx")]
    subprocess.run(order, check=True, timeout=300, capture_output=True)
    return pypdfium2.PdfDocument(folder / "report.pdf")


def lines_of(page):
    """What stands on a page: the text of each line and its box (left, bottom, right, top) in millimetres."""
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    return [(text.get_text_bounded(*box).strip(), [side / MM for side in box]) for box in boxes]


def test_each_page_is_laid_out_as_the_decree_fixes_it(past_province, as_head, tmp_path):
    """A4; the body upright, annexes across; margins; numbers in the top margin, centred, none on page 1."""
    pages = list(printed(made(as_head, {"month": "2025-11"}), tmp_path))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pages]
    first_across = next(n for n, text in enumerate(texts) if text.startswith(f"{n + 1} Phụ lục I "))

    assert first_across >= 2, "the body has more than a page"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts[0]
    assert "Độc lập - Tự do - Hạnh phúc" in texts[0]
    for n, page in enumerate(pages):
        width, height = (round(side / MM) for side in page.get_size())
        assert (width, height) == ((210, 297) if n < first_across else (297, 210)), n
        lines = [line for line in lines_of(page) if line[0]]
        number = [
            (said, (left + right) / 2) for said, (left, bottom, right, _) in lines if bottom > height - 20
        ]
        if n == 0:
            assert not number, "no number on page 1"
        else:
            [(said, middle)] = number
            assert said == str(n + 1)
            assert middle == pytest.approx(30 + (width - 45) / 2, abs=2), "centred between the margins"
        for said, (left, bottom, right, top) in lines:
            assert left > 29.5 and right < width - 14.5, said
            assert bottom > 19.5 and (top < height - 19 or said == str(n + 1)), said
    whole = " ".join(texts)
    order = ("I. TÌNH HÌNH", "II. KẾT QUẢ", "III. NHIỆM VỤ", "IV. NHIỆM VỤ", "V. KIẾN NGHỊ", "Nơi nhận")
    places = [whole.index(words) for words in (*order, "Phụ lục I ", "Phụ lục II ")]
    assert places == sorted(places)
    [second] = [text for n, text in enumerate(texts) if text.startswith(f"{n + 1} Phụ lục II ")]
    assert "TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO CƠ QUAN THÁNG 11/2025" in texts[first_across]
    assert "CHI TIẾT KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 11/2025" in second
    assert all("(1) (2) (3)" in text for text in texts[first_across:]), "headings come again on each page"


def test_word_reads_the_same_layout(as_head, directive):
    paper = docx.Document(BytesIO(made(as_head)))

    for section in paper.sections:
        sides = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]
        assert [round(side) for side in sides] == [20, 20, 30, 15]
    assert [section.different_first_page_header_footer for section in paper.sections] == [True, False, False]
    assert [round(section.page_width.mm) for section in paper.sections] == [210, 297, 297]
    head = paper.tables[0]
    assert (len(head.rows), len(head.columns)) == (2, 2)
    runs = [run for cell in head._cells for paragraph in cell.paragraphs for run in paragraph.runs]
    runs += [run for paragraph in paper.paragraphs for run in paragraph.runs]
    assert {run.font.name for run in runs if run.text.strip()} == {"Times New Roman"}
    sizes = {run.text: run.font.size.pt for run in runs}
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == 13
    assert sizes["Độc lập - Tự do - Hạnh phúc"] == 14
    [number] = [text for row in tables_of(made(as_head))[0] for text in row if text.startswith("Số:")]
    assert number.split() == ["Số:", "/BC-VP"], "the number is left to the clerk"


def test_its_tables_hold_the_numbers_of_the_page(past_province, as_head):
    report = as_head.get(URL, MONTH).context["report"]
    file = made(as_head)

    scheme = table_of(file, "So với kỳ trước")
    assert [[row[1], row[2], row[3], row[4]] for row in scheme[: len(report.scheme)]] == [
        [f"{line.now.count}", f"{line.then.count}", line.change, f"{line.whole.count}"]
        for line in report.scheme
    ]
    done, due = report.total["done"].count, report.total["fallen_due"].count
    assert scheme[len(report.scheme)][1].startswith(f"{done}/{due}\n(")
    lines = [line for board in report.boards for line in board.rows]
    rows = [row for row in table_of(file, "Tổng số") if row[0].isdigit()]
    assert [row[1] for row in rows] == [line.name for line in lines]
    assert [row[2] for row in rows] == [f"{line.tally['given'].count}" for line in lines]
    total = table_of(file, "Tổng số")[-1]
    assert total[1:3] == ["Tổng cộng", f"{report.total['given'].count}"]
    details = table_of(file, "Hạn ban đầu")[1:]
    assert len(details) == report.total["given"].count
    assert [row[0] for row in details] == [str(n) for n in range(1, len(details) + 1)]


def test_what_is_overdue_stands_with_its_lateness_urgings_and_reason(
    as_head, make_directive, finance, health, binh, lan
):
    given = {"on": date(2025, 10, 20)}
    late = make_directive(
        lead=[finance, health], title="Rà soát vốn", due_on=DAY - timedelta(days=9), **given
    )
    why = "Thiếu số liệu <3 xã & phường>."
    share = late.assignments.get(agency=finance)
    with day_set(date(2025, 10, 25)):
        transitions.accept(share.pk, by=binh)
        transitions.report(
            share.pk,
            by=binh,
            progress=Progress(done="Đã rà soát xong 12 dự án.", percent=40, difficulties=why),
        )
    with day_set(date(2025, 10, 27)):
        progress = Progress(done="Đã rà soát thêm 2 dự án nữa.", percent=50)
        transitions.report(share.pk, by=binh, progress=progress)
    for days in (3, 1):
        with day_set(DAY - timedelta(days=days)):
            transitions.urge(share.pk, kind="reminder", text="Khẩn trương.", by=lan)
    make_directive(lead=finance, title="Báo cáo sau", due_on=date(2025, 12, 1), **given)
    file = made(as_head)

    [row] = table_of(file, "Số ngày quá hạn")
    assert row == ["1", "Rà soát vốn", "Sở Tài chính, Sở Y tế", "28/10/2025", "9", "2", why]
    headings = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn"]
    coming = [rows[1:] for rows in tables_of(file) if rows[0] == headings]
    assert coming == [[["1", "Báo cáo sau", "Sở Tài chính", "01/12/2025"]]]
    details = table_of(file, "Hạn ban đầu")
    [detail] = [row for row in details if row[2:4] == ["Rà soát vốn", "Sở Tài chính"]]
    assert detail[7] == "Đã rà soát thêm 2 dự án nữa."
    assert detail[10] == "Đôn đốc 2 lần"
    assert "Đến ngày 06/11/2025 còn 2 nhiệm vụ quá hạn" in words_of(file)
    assert Urging.objects.count() == 2


def test_a_report_of_a_past_day_knows_nothing_of_later_days(as_head, make_directive, finance, binh, lan):
    share = make_directive(lead=finance, due_on=date(2025, 10, 10), on=date(2025, 10, 2)).assignments.get()
    with day_set(date(2025, 10, 20)):
        transitions.accept(share.pk, by=binh)
        progress = Progress(done="Đã rà soát xong 12 dự án.", percent=40, difficulties="Thiếu người.")
        transitions.report(share.pk, by=binh, progress=progress)
        transitions.urge(share.pk, kind="reminder", text="Khẩn trương.", by=lan)
    then = made(as_head, {"month": "2025-10"})
    later = made(as_head, {"month": "2025-10", "as_of": "20/10/2025"})

    assert table_of(then, "Số ngày quá hạn")[0][4:] == ["4", "0", "Chưa báo cáo"]
    assert table_of(later, "Số ngày quá hạn")[0][4:] == ["10", "1", "Thiếu người."]
    assert table_of(then, "Hạn ban đầu")[1][7] == ""
    assert table_of(later, "Hạn ban đầu")[1][7] == "Đã rà soát xong 12 dự án."


def test_a_month_without_work_reads_well(as_head, make_directive, finance, tmp_path):
    make_directive(lead=finance, on=date(2025, 9, 16), due_on=None)
    file = made(as_head, {"periods": "calendar", "month": "2025-10"})
    text = words_of(file)

    for words in (
        "Trong kỳ (từ ngày 01/10/2025 đến ngày 31/10/2025; số liệu tính đến ngày 31/10/2025) không có",
        "Trong kỳ không có cơ quan nào được giao nhiệm vụ.",
        "Đến ngày 31/10/2025 không có nhiệm vụ nào quá hạn.",
        "Từ ngày 01/11/2025 đến ngày 30/11/2025 không có nhiệm vụ nào đến hạn.",
    ):
        assert words in text
    assert text.count("Trong kỳ không có nhiệm vụ nào được giao.") == 2, "in both annexes"
    assert len(tables_of(file)) == 3, "head, numbers, signature"
    assert "{" not in text


def test_it_is_signed_by_the_head_who_makes_it_and_left_open_for_a_clerk(client, directive, dung, lan):
    signed = {}
    for person in (dung, lan):
        client.force_login(person)
        signed[person] = next(rows[0][1] for rows in tables_of(made(client)) if "Nơi nhận" in rows[0][0])

    assert signed[dung].startswith("KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG")
    assert signed[dung].endswith("Nguyễn Tiến Dũng")
    assert signed[lan].strip() == "CHÁNH VĂN PHÒNG"


def test_a_long_month_says_what_its_file_leaves_out(as_head, make_directive, finance, health, monkeypatch):
    monkeypatch.setattr(word, "MOST_DETAILED", 1)
    for n in range(2):
        make_directive(lead=finance, title=f"Việc {n}", due_on=DAY - timedelta(days=1))
    file = made(as_head)

    assert len(table_of(file, "Hạn ban đầu")) == 1 + 1
    assert "Phụ lục này nêu 1 trong số 2 nhiệm vụ" in words_of(file)


def test_what_no_file_can_hold_is_left_out(as_head, directive):
    type(directive).objects.filter(pk=directive.pk).update(title="Rà soát\x0b vốn\x1f")

    assert table_of(made(as_head), "Hạn ban đầu")[1][2] == "Rà soát vốn"


def test_more_work_takes_no_more_queries(as_head, make_directive, finance, health, django_assert_num_queries):
    for due in (-10, 1):
        make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY + timedelta(days=due))
    made(as_head)
    with django_assert_num_queries(20) as few:
        made(as_head)
    for _ in range(3):
        make_directive(lead=[finance, health], on=date(2025, 10, 20), due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        made(as_head)


def changed(old="", new=""):
    """The delivered template with one text changed."""
    paper, kept = docx.Document(BytesIO(default_template())), BytesIO()
    for paragraph in paper.paragraphs:
        for run in paragraph.runs:
            if old and old in run.text:
                run.text = run.text.replace(old, new)
    paper.save(kept)
    return SimpleUploadedFile("mẫu báo cáo.docx", kept.getvalue())


def test_the_office_changes_the_layout_and_goes_back(as_head, directive):
    page = as_head.get(TEMPLATE)
    assert "Mẫu báo cáo tháng" in page.text
    assert all(f"{{{{ {name} }}}}" in page.text for name in word.SAMPLE)
    assert "phu_luc_1" in page.text and "cac_dong (danh sách; mỗi phần có so, ten, tong" in page.text
    file = as_head.get(f"{TEMPLATE}file/")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    sent = as_head.post(TEMPLATE, {"file": changed("V. KIẾN NGHỊ", "V. ĐỀ XUẤT")}, follow=True)
    assert "Đã dùng mẫu mới cho các báo cáo tháng." in sent.text
    assert "mẫu báo cáo.docx" in sent.text
    assert "V. ĐỀ XUẤT" in words_of(made(as_head))
    back = as_head.post(f"{TEMPLATE}reset/", follow=True)
    assert "Đã trở về mẫu báo cáo tháng ban đầu." in back.text
    assert "V. KIẾN NGHỊ" in words_of(made(as_head))
    assert WordTemplate.objects.filter(kind="month").count() == 2


def test_the_template_of_one_paper_is_not_that_of_another(as_head, directive):
    as_head.post(TEMPLATE, {"file": changed("V. KIẾN NGHỊ", "V. ĐỀ XUẤT")})

    assert "mẫu báo cáo.docx" not in as_head.get("/urging-letter/").text
    as_head.post("/urging-letter/reset/")
    assert "V. ĐỀ XUẤT" in words_of(made(as_head))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{{ qua_han_mo_dau }}", "{{ qua_han_ket }}", "tên không biết: “qua_han_ket”"),
        ("{{ phu_luc_2_con }}", "{{ con_lai }}", "tên không biết: “con_lai”"),  # only long months have it
        ("{{ doan }}", "{{ doan.chu }}", "tên không biết: “chu”"),
        ("{{ sap_han_mo_dau }}", "{% if %}", "chỗ điền viết sai"),
        ("{{ ten_ky }}", "", "Mẫu thiếu chỗ điền tên kỳ báo cáo: {{ ten_ky }}."),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused_in_words(as_head, old, new, problem):
    answer = as_head.post(TEMPLATE, {"file": changed(old, new)})

    assert answer.status_code == 422
    assert problem in unescape(answer.text)
    assert not WordTemplate.objects.exists()


def test_a_template_that_fails_later_is_said_and_the_delivered_one_offered(as_head, directive, dung):
    WordTemplate.objects.create(
        kind="month", file=changed("{{ qua_han_mo_dau }}", "{{ ten_cu }}"), uploaded_by=dung
    )
    answer = as_head.get(WORD, MONTH)

    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "Chưa lập được báo cáo tháng" in page
    assert "tên không biết: “ten_cu”" in page
    assert f'href="{WORD}?month=2025-11&delivered=1"' in page
    assert f'href="{URL}?month=2025-11"' in page
    assert "V. KIẾN NGHỊ" in words_of(made(as_head, MONTH | {"delivered": "1"}))
    assert Assignment.objects.exists()
