"""Every kind of file gives the text that stands in it, and the same proposals as the text itself."""

import ast
import base64
import codecs
import unicodedata
from pathlib import Path

import pytest

from meetings.reading import Kind, check, legacy, reader, scan
from tests.reading import papers


@pytest.fixture(scope="module")
def printed(browser, tmp_path_factory):
    """The conclusion printed to a PDF by the browser."""
    page = browser.new_page()
    page.set_content("".join(f"<p>{line}</p>" for line in papers.TEXT.split("\n")))
    path = tmp_path_factory.mktemp("printed") / "ket-luan.pdf"
    path.write_bytes(page.pdf(format="A4"))
    page.close()
    return path


def make(kind, folder, printed):
    path = folder / f"kết luận.{kind}"
    match kind:
        case "docx":
            papers.save_docx(path)
        case "pdf":
            return printed
        case "odt":
            papers.save_odt(path, papers.open_document(papers.open_document_body()))
        case "txt":
            path.write_text(papers.TEXT, encoding="utf-8")
        case "html":
            path.write_text(papers.page_markup(), encoding="utf-8")
        case "mht":
            path.write_bytes(papers.mail(page=True))
        case "eml":
            path.write_bytes(papers.mail(page=False))
    return path


@pytest.mark.parametrize("kind", ["docx", "pdf", "odt", "txt", "html", "mht", "eml"])
def test_the_conclusion_comes_out_as_it_stands(kind, tmp_path, printed):
    path = make(kind, tmp_path, printed)
    found = papers.text_of(path)
    assert papers.words(found.text) == papers.words(papers.TEXT)
    assert found.notes == ()
    assert papers.charged(found.text) == papers.charged(papers.TEXT)
    assert len(papers.charged(papers.TEXT)) >= 4


def test_pages_run_on_without_their_numbers_and_each_is_told(browser, tmp_path):
    page = browser.new_page()
    sentence = (
        "Giao Sở Y tế rà soát tuyến Hà Nội-Vinh-Huế phòng, chống dịch bệnh, bảo đảm quốc phòng-an ninh. "
    )
    page.set_content(f"<p style='font-size:14pt'>{sentence * 60}</p>")
    margin = "<div style='font-size:10px;width:100%;text-align:center'>{}</div>"
    path, told = tmp_path / "a.pdf", []
    path.write_bytes(
        page.pdf(
            format="A4",
            display_header_footer=True,
            header_template=margin.format("Trang <b class='pageNumber'></b>/<b class='totalPages'></b>"),
            footer_template=margin.format("- <b class='pageNumber'></b> -"),
            margin={"top": "2cm", "bottom": "2cm"},
        )
    )
    page.close()
    found = papers.read(path, path.name, on_progress=lambda done, of: told.append((done, of)))
    assert papers.words(found.text) == papers.words(sentence * 60)
    assert told == [(1, 2), (2, 2)]


def test_a_scanned_page_is_recognised_although_signing_software_wrote_on_it(browser, tmp_path):
    page = browser.new_page(viewport={"width": 794, "height": 1123}, device_scale_factor=2)
    lines = "".join(f"<p>{line}</p>" for line in papers.TEXT.split("\n"))
    page.set_content(f"<body style='font: 19px serif; margin: 60px'>{lines}</body>")
    picture = base64.b64encode(page.screenshot()).decode()
    whole = "position:absolute;left:0;top:0;width:794px;height:1122px"
    page.set_content(
        f"<body style='margin:0'><p>Trang bìa có chữ</p><div style='break-before:page;position:relative'>"
        f"<img style='{whole}' src='data:image/png;base64,{picture}'><small>Người ký: UBND TỈNH</small></div>"
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(page.pdf(format="A4", margin={}))
    page.close()
    found = papers.text_of(path)
    assert found.text.startswith("Trang bìa có chữ\n")
    assert [day for *_who, day in papers.charged(found.text)] == [
        day for *_who, day in papers.charged(papers.TEXT)
    ]
    assert found.notes == (scan.CHECK,)
    assert found.aside == "Người ký: UBND TỈNH"


def test_the_readers_know_no_database():
    for path in Path(reader.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
        ours = {name for name in names if name.split(".")[0] in ("accounts", "agencies", "meetings")}
        assert not {name.split(".")[0] for name in names} & {"django", "psycopg", "celery"}, path
        assert {name for name in ours if not name.startswith("meetings.reading")} <= {
            "agencies.vietnamese"
        }, path


ENCODINGS = {
    "utf-8 with a mark": codecs.BOM_UTF8 + papers.TEXT.encode(),
    "utf-16 with a mark": papers.TEXT.encode("utf-16"),
    "utf-16, big end first": codecs.BOM_UTF16_BE + papers.TEXT.encode("utf-16-be"),
    "utf-16 without a mark": papers.TEXT.encode("utf-16-le"),
    "utf-8, letters taken apart": unicodedata.normalize("NFD", papers.TEXT).encode(),
    "windows line ends": papers.TEXT.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS)
def test_plain_text_in_any_form_of_unicode(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    found = papers.text_of(path)
    assert found.text == papers.TEXT
    assert found.notes == ()


def in_windows_1258(text):
    """Bytes as Windows wrote Vietnamese: ă, â, đ, ê, ô, ơ, ư as letters, the tones as marks behind them."""
    data = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            data += letter.encode("cp1258")
        except UnicodeEncodeError:
            taken_apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in taken_apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", taken_apart.replace(tone, ""))
            data += (base + tone).encode("cp1258")
    return data


def test_plain_text_of_windows_1258(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(in_windows_1258(papers.TEXT))
    assert papers.text_of(path).text == papers.TEXT


def test_plain_text_in_bytes_of_tcvn3_is_converted_and_said(tmp_path):
    old = {new: given for given, new in legacy._TCVN3.items()}
    small = papers.TEXT.lower()
    path = tmp_path / "a.txt"
    quoted = f"“{small}” – hết"
    path.write_bytes("".join(old.get(letter, letter) for letter in quoted).encode("cp1252"))
    found = papers.text_of(path)
    assert found.text == quoted
    assert found.notes == (legacy.note(legacy.TCVN3),)


def test_a_page_in_another_encoding_is_read_by_what_it_names(tmp_path):
    path = tmp_path / "a.html"
    markup = papers.page_markup().replace('charset="utf-8"', 'charset="windows-1258"')
    path.write_bytes(in_windows_1258(markup))
    assert papers.words(papers.text_of(path).text) == papers.words(papers.TEXT)


def test_hidden_text_of_a_page_stands_aside(tmp_path):
    path = tmp_path / "a.html"
    path.write_text('<p>Giao Sở Y tế báo cáo.</p><p style="display:none">MẬT</p><p hidden>ẩn</p>')
    found = papers.text_of(path)
    assert found.text == "Giao Sở Y tế báo cáo."
    assert found.aside == "MẬT\nẩn"


def test_a_page_keeps_lines_of_its_own_numbers_and_of_preformatted_text(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<div>Một<br>Hai&nbsp;ba<span> bốn</span></div>"
        '<ol start="4"><li value="7"><p>Bảy</p><p>Tiếp</p><li>Tám</ol>'
        "<pre>dòng 1\ndòng 2</pre>cuối<ol type='I'><li>Mã</ol>"
    )
    lines = papers.text_of(path).text.split("\n")
    assert lines == ["Một", "Hai ba bốn", "7. Bảy", "Tiếp", "8. Tám", "dòng 1", "dòng 2", "cuối", "I. Mã"]


def test_an_attachment_of_an_e_mail_is_named_and_not_read(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(papers.mail(page=False, attached="kế hoạch.pdf"))
    found = papers.text_of(path)
    assert found.text == papers.TEXT
    assert found.notes == (
        "Tệp đính kèm “kế hoạch.pdf” của thư chưa được đọc; nếu cần, lưu ra và tải lên riêng.",
    )
    assert "Kết luận phiên họp" in found.aside


def test_an_e_mail_with_both_bodies_gives_the_plain_one_unless_a_table_is_in_the_other(tmp_path):
    path = tmp_path / "a.eml"
    for markup, expected in (
        ("<p>Thư</p>", "Bản chữ"),
        ("<table><tr><td>TT<td>Việc<tr><td>1<td>Làm</table>", "TT\tViệc\n1\tLàm"),
    ):
        message = papers.EmailMessage()
        message["Subject"], message["From"] = "x", "a@example.vn"
        message.set_content("Bản chữ")
        message.add_alternative(markup, subtype="html")
        path.write_bytes(message.as_bytes())
        assert papers.text_of(path).text == expected


def test_an_e_mail_that_names_an_encoding_nobody_knows(tmp_path):
    path = tmp_path / "a.eml"
    head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=x-nobody\n\n"
    path.write_bytes(head + papers.TEXT.encode())
    assert papers.text_of(path).text == papers.TEXT


def test_an_open_document_goes_on_counting_where_it_says_so(tmp_path):
    item = "<text:list-item><text:p>{}</text:p></text:list-item>".format
    body = (
        f'<text:list text:style-name="L" xml:id="one">{item("a")}{item("b")}</text:list>'
        "<text:h>Đề mục</text:h>"
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("c")}</text:list>'
        f'<text:list text:style-name="L">{item("d")}</text:list>'
        f'<text:list text:style-name="L" text:continue-list="one">{item("e")}</text:list>'
        "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>"
        "<text:p>một<text:tab/>hai<text:s text:c='3'/>ba<text:note><text:p>chú thích</text:p></text:note>."
        "</text:p>"
    )
    content = papers.open_document(body)
    path = papers.save_odt(tmp_path / "a.odt", content)
    lines = papers.text_of(path).text.split("\n")
    assert lines == ["1. a", "2. b", "Đề mục", "3. c", "1. d", "4. e", "một hai   ba."]


def test_what_word_itself_opens_under_the_name_doc_is_read_too(tmp_path):
    path = tmp_path / "a.doc"
    path.write_text(papers.page_markup(), encoding="utf-8")
    assert check(path, path.name) is Kind.HTML
    assert papers.words(papers.text_of(path).text) == papers.words(papers.TEXT)
