"""What only Word files have: counted lists, tracked changes, text boxes, fonts from before Unicode."""

import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from meetings.reading import legacy
from meetings.reading.numbering import in_form
from tests.reading import papers
from tests.reading.archives import zip_of


@pytest.fixture
def document():
    return papers.word_document()


@pytest.fixture
def read(document, tmp_path):
    """What is read of the document as it is now."""

    def read():
        path = tmp_path / "a.docx"
        document.save(str(path))
        return papers.text_of(path)

    return read


def lines(read):
    return read().text.split("\n")


def add(paragraph, markup):
    """Put an element into a paragraph, in the namespace of Word."""
    holder = parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>")
    paragraph._p.extend(list(holder))


def test_lists_count_as_word_shows_them(document, read):
    for words, number, level in (
        ("một", 42, 0), ("a", 42, 1), ("b", 42, 1), ("cộng", 42, 2), ("trơn", 42, 3),
        ("hai", 42, 0), ("a", 42, 1), ("năm", 43, 0), ("sáu", 43, 0), ("con", 43, 1),
    ):  # fmt: skip
        papers.numbered(document, words, number, level)
    assert lines(read) == [
        "I. một", "1.1. a", "1.2. b", "+ cộng", "trơn", "II. hai", "2.1. a", "5. năm", "6. sáu", "a) con",
    ]  # fmt: skip


def test_two_lists_of_one_kind_count_together_unless_one_says_where_it_starts(document, read):
    papers.numbered(document, "một", 41)
    papers.numbered(document, "hai", 41)
    papers.numbered(document, "năm", 43)
    assert lines(read) == ["1. một", "2. hai", "5. năm"]


def test_a_paragraph_counts_by_its_style_and_can_be_taken_out(document, read):
    style = document.styles["Heading 1"]
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="42"/></w:numPr>')
    )
    document.add_heading("Nhiệm vụ", 1)
    out = papers.numbered(document, "không đánh số", 0)
    out.style = "Heading 1"
    document.add_heading("Giải pháp", 1)
    assert lines(read) == ["I. Nhiệm vụ", "không đánh số", "II. Giải pháp"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (28, "lowerLetter", "bb"), (3, "upperLetter", "C"),
        (1994, "upperRoman", "MCMXCIV"), (9, "lowerRoman", "ix"), (0, "upperRoman", "0"), (2, "bullet", ""),
        (7, "ordinal", "7"),
    ],
)  # fmt: skip
def test_numbers_in_each_form(number, form, shown):
    assert in_form(number, form) == shown


def test_deleted_text_is_left_out_and_inserted_text_kept(document, read):
    paragraph = document.add_paragraph("Giao Sở ")
    add(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>Y tế</w:delText></w:r></w:del>')
    add(paragraph, '<w:ins w:id="2" w:author="a"><w:r><w:t>Tài chính</w:t></w:r></w:ins>')
    add(paragraph, '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>nơi cũ</w:t></w:r></w:moveFrom>')
    paragraph.add_run(" chủ trì.")
    first = document.add_paragraph("Câu bị ngắt ")
    mark = f'<w:rPr {nsdecls("w")}><w:del w:id="4" w:author="a"/></w:rPr>'
    first._p.get_or_add_pPr().append(parse_xml(mark))
    document.add_paragraph("nay liền nhau.")
    assert lines(read) == ["Giao Sở Tài chính chủ trì.", "Câu bị ngắt nay liền nhau."]


def test_a_deleted_row_of_a_table_is_left_out(document, read):
    table = document.add_table(rows=3, cols=2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"a{number}", f"b{number}"
    mark = f'<w:trPr {nsdecls("w")}><w:del w:id="1" w:author="a"/></w:trPr>'
    table.rows[1]._tr.insert(0, parse_xml(mark))
    assert lines(read) == ["a0\tb0", "a2\tb2"]


BOX = f"""<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p>
</w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>
</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_a_text_box_is_read_once_behind_its_paragraph(document, read):
    paragraph = document.add_paragraph("Số: 12/TB-UBND")
    paragraph._p.append(parse_xml(BOX))
    document.add_paragraph("sau")
    assert lines(read) == ["Số: 12/TB-UBND", "HỎA TỐC", "sau"]


def test_headers_footers_and_hidden_text_stand_aside(document, read):
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.sections[0].footer.paragraphs[0].text = "Trang"
    paragraph = document.add_paragraph("Giao Sở Y tế báo cáo.")
    paragraph.add_run("ẩn").font.hidden = True
    found = read()
    assert found.text == "Giao Sở Y tế báo cáo."
    assert set(found.aside.split("\n")) == {"MẬT", "Trang", "ẩn"}


def test_links_controls_breaks_and_signs_keep_the_sentence_whole(document, read):
    paragraph = document.add_paragraph("Theo ")
    add(paragraph, "<w:hyperlink><w:r><w:t>Công văn</w:t></w:r></w:hyperlink>")
    add(paragraph, "<w:sdt><w:sdtContent><w:r><w:t> số 5</w:t></w:r></w:sdtContent></w:sdt>")
    add(paragraph, "<w:r><w:tab/><w:t>kinh tế</w:t><w:noBreakHyphen/><w:t>xã hội</w:t><w:br/></w:r>")
    add(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>')
    add(paragraph, '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>xong</w:t></w:r>')
    bullet = document.add_paragraph()
    add(bullet, '<w:r><w:sym w:font="Wingdings" w:char="F0D8"/><w:t>mục</w:t></w:r>')
    assert lines(read) == ["Theo Công văn số 5 kinh tế-xã hội", "xong", "- mục"]


def test_a_table_of_contents_is_left_out(document, read):
    style = document.styles.add_style("TOC 1", 1)
    document.add_paragraph("I. Nhiệm vụ\t3", style=style)
    document.add_paragraph("Nội dung")
    assert lines(read) == ["Nội dung"]


def test_runs_in_old_fonts_are_read_as_their_fonts_show_them(document, read):
    title = document.add_paragraph()
    title.add_run("th«ng b¸").font.name = ".VnTimeH"
    title.add_run("o").font.name = ".VnTimeH"
    body = document.add_paragraph()
    body.add_run("Giao Së Y tÕ ").font.name = ".VnTime"
    body.add_run("phối hợp ").font.name = "Times New Roman"
    body.add_run("Sôû Taøi chính").font.name = "VNI-Times"
    found = read()
    assert found.text == "THÔNG BÁO\nGiao Sở Y tế phối hợp Sở Tài chính"
    assert found.notes == (legacy.note(legacy.TCVN3), legacy.note(legacy.VNI))


def test_the_font_of_a_style_counts_as_that_of_its_runs(document, read):
    document.styles["Normal"].font.name = ".VnTime"
    run = document.add_paragraph().add_run("UBND tØnh giao Së Tµi chÝnh")
    run.font.size = Pt(14)
    document.add_paragraph("cã b¸o c¸o")
    assert lines(read) == ["UBND tỉnh giao Sở Tài chính", "có báo cáo"]


def test_unicode_that_kept_its_old_font_is_left_alone(document, read):
    document.styles["Normal"].font.name = ".VnTime"
    words = ["Giao Sở Tài chính có báo cáo", "tôi là", "Sở Y tế được giao", "Ủy ban nhân dân tỉnh"]
    for line in words:
        document.add_paragraph(line)
    found = read()
    assert found.text.split("\n") == words
    assert found.notes == ()


def test_a_file_in_the_strict_form_is_read(tmp_path):
    path, strict = papers.save_docx(tmp_path / "a.docx"), tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    zip_of(strict, {name: content.replace(old, new) for name, content in parts.items()})
    assert papers.words(papers.text_of(strict).text) == papers.words(papers.TEXT)


def test_word_is_not_asked_for_a_library_part_that_is_missing(tmp_path):
    document = docx.Document()
    document.add_paragraph("Giao Sở Y tế báo cáo.")
    path, bare = tmp_path / "a.docx", tmp_path / "bare.docx"
    document.save(str(path))
    with zipfile.ZipFile(path) as source:
        keep = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels")
        zip_of(bare, {name: source.read(name) for name in keep})
    assert papers.text_of(bare).text == "Giao Sở Y tế báo cáo."
