"""Files that cannot be read: each is told what is wrong with it and what to do, and harms nobody."""

import io
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from PIL import Image

from meetings.reading import Kind, Unreadable, check, types
from tests.reading import papers
from tests.reading.archives import changed, compound, zip_of

SCHEMAS = "http://schemas.openxmlformats.org"
DOCUMENT = (
    f"""<w:document xmlns:w="{SCHEMAS}/wordprocessingml/2006/main"><w:body>{{}}</w:body></w:document>"""
)
TYPES = f"""<Types xmlns="{SCHEMAS}/package/2006/content-types"><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


@pytest.fixture
def refused(tmp_path):
    """The message with which a file of this name and content is refused while it is uploaded."""

    def refused(name, content, **options):
        path = tmp_path / "stored"
        path.write_bytes(content)
        with pytest.raises(Unreadable) as caught:
            check(path, name, **options)
        assert name in str(caught.value)
        return str(caught.value)

    return refused


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    return papers.save_docx(tmp_path_factory.mktemp("paper") / "a.docx")


def word_of(path, body="", **more):
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT.format(body)}
    return zip_of(path, {**parts, **more})


def pdf_of(pages=1, password=None):
    writer, held = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a.png", "a.eml"])
def test_an_empty_file(refused, name):
    assert "rỗng" in refused(name, b"")


def test_a_file_above_the_limit(refused):
    message = refused("a.txt", b"a " * 600_000, most_mb=1)
    assert "lớn hơn 1 MB" in message


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.xls", ".xlsx"), ("a.docm", ".docx"), ("a.msg", "Outlook"), ("a.heic", ".jpg"), ("a.zip", "nén"),
        ("a.pages", ".docx"), ("a.exe", "Hãy dùng"), ("không đuôi", "Hãy dùng"),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_read_is_told_which_are(refused, name, advice):
    message = refused(name, b"x")
    assert "Không đọc được loại tệp" in message
    assert advice in message


def test_the_wrong_kind_behind_a_name(refused, paper):
    word = paper.read_bytes()
    assert "thực ra là tệp PDF (.pdf)" in refused("a.docx", pdf_of())
    assert "thực ra là tệp Word (.docx)" in refused("a.pdf", word)
    assert "thực ra là tệp Word (.docx)" in refused("a.xlsx", word)
    assert "thực ra là trang web (.html)" in refused("a.docx", papers.page_markup().encode())
    assert "bị hỏng hoặc không đúng định dạng" in refused("a.docx", papers.TEXT.encode())
    assert "bị hỏng hoặc không đúng định dạng" in refused("a.pdf", papers.TEXT.encode())
    assert "bị hỏng hoặc không đúng định dạng" in refused("a.txt", bytes(range(256)) * 40)


def test_a_password_on_word_and_excel(refused, tmp_path):
    wrapped = compound(
        tmp_path / "ole", {"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}
    ).read_bytes()
    assert "được đặt mật khẩu. Mở bằng Word, bỏ mật khẩu" in refused("a.docx", wrapped)
    assert "được đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu" in refused("a.xlsx", wrapped)


def test_a_password_on_word_of_old(refused, tmp_path):
    head = b"\xec\xa5\xc1\x00" + bytes(6)
    locked = compound(tmp_path / "locked", {"WordDocument": head + b"\x00\x01"}).read_bytes()
    assert "được đặt mật khẩu" in refused("a.doc", locked)
    assert check(compound(tmp_path / "open", {"WordDocument": head + b"\x00\x02"}), "a.doc") is Kind.DOC


def test_old_files_that_are_not_word(refused, tmp_path):
    assert "Excel đời cũ" in refused("a.doc", compound(tmp_path / "x", {"Workbook": b"x"}).read_bytes())
    mail = compound(tmp_path / "m", {"__properties_version1.0": b"x"}).read_bytes()
    assert "thư Outlook" in refused("a.doc", mail)
    assert "bị hỏng" in refused("a.doc", compound(tmp_path / "o", {"Other": b"x"}).read_bytes())
    assert "bị hỏng" in refused("a.doc", mail[:700])
    assert "bị hỏng" in refused("a.doc", mail[:8] + bytes(600))


def test_a_password_on_a_pdf(refused):
    assert "được đặt mật khẩu" in refused("a.pdf", pdf_of(password="x"))


def test_a_password_on_an_open_document(refused, tmp_path):
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<x/>",
        "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
    }
    assert "được đặt mật khẩu" in refused("a.odt", zip_of(tmp_path / "x", parts).read_bytes())


def test_a_password_on_a_zip_archive(refused, paper):
    locked = bytearray(paper.read_bytes())
    entry = locked.index(b"PK\x01\x02")
    locked[entry + 8] |= 1
    assert "được đặt mật khẩu" in refused("a.docx", bytes(locked))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_file_cut_off(refused, paper, keep):
    content = paper.read_bytes()
    assert "bị hỏng" in refused("a.docx", content[: int(len(content) * keep)])


def test_a_damaged_part_is_seen_before_it_is_read(refused, paper):
    content = bytearray(paper.read_bytes())
    with zipfile.ZipFile(paper) as archive:
        entry = archive.getinfo("word/document.xml")
    middle = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    content[middle : middle + 8] = b"\xff" * 8
    assert "bị hỏng" in refused("a.docx", bytes(content))


def test_damaged_pdfs_and_pictures(refused):
    assert "bị hỏng" in refused("a.pdf", b"%PDF-1.7\nnothing follows")
    assert "bị hỏng" in refused("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    assert "bị hỏng" in refused("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50)


def test_other_archives(refused, tmp_path):
    assert "tệp nén" in refused("a.docx", zip_of(tmp_path / "z", {"a.txt": "x"}).read_bytes())
    sheet = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<m/>"}
    assert "không phải văn bản OpenDocument" in refused("a.odt", zip_of(tmp_path / "s", sheet).read_bytes())
    for kind, said in (("macroEnabled.main+xml", "macro"), ("presentationml", "trình chiếu")):
        parts = {"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>'}
        assert said in refused("a.docx", zip_of(tmp_path / "k", parts).read_bytes())


def test_a_bomb_by_its_size_its_parts_or_one_part(refused, tmp_path, monkeypatch):
    monkeypatch.setattr("meetings.reading.archives.MOST_UNPACKED", 3_000_000)
    monkeypatch.setattr("meetings.reading.archives.MOST_XML", 1_000_000)
    monkeypatch.setattr("meetings.reading.archives.MOST_PARTS", 50)
    many = {f"word/{number}.bin": "" for number in range(60)}
    for more in ({"word/a.bin": bytes(4_000_000)}, {"word/a.xml": b"<a>" + b" " * 1_100_000}, many):
        bomb = word_of(tmp_path / "bomb", **more).read_bytes()
        assert "cấu trúc bất thường" in refused("a.docx", bomb)


def test_an_archive_in_an_archive_is_not_unpacked(tmp_path):
    inner = zip_of(tmp_path / "inner.zip", {"x": bytes(10_000_000)}).read_bytes()
    words = "<w:p><w:r><w:t>Giao Sở Y tế báo cáo.</w:t></w:r></w:p>"
    path = word_of(tmp_path / "a.docx", words, **{"word/embeddings/inner.docx": inner})
    assert papers.text_of(path).text == "Giao Sở Y tế báo cáo."


def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_says(refused, tmp_path):
    path = word_of(tmp_path / "a.docx", "<w:p/>" * 100_000)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert "bị hỏng" in refused("a.docx", bytes(content))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    [
        LAUGHS.encode(),
        b"<!--" + b" " * 1_100_000 + b"-->" + LAUGHS.encode(),
        ('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS).encode("utf-16"),
        b"\xfe\xff" + LAUGHS.encode("utf-16-be"),
    ],
)
def test_entities_that_grow(refused, paper, tmp_path, part):
    assert "cấu trúc bất thường" in refused(
        "a.docx", changed(paper, tmp_path / "x", document_xml=part).read_bytes()
    )


@pytest.mark.parametrize(
    "part", [b'<?xml version="1.0" encoding="utf-7"?><x/>', b"\x4c\x6f\xa7\x94", b"\x00\x00\x00<x"]
)
def test_encodings_in_which_a_trap_could_hide(refused, paper, tmp_path, part):
    assert "bị hỏng" in refused("a.docx", changed(paper, tmp_path / "x", document_xml=part).read_bytes())


@pytest.mark.parametrize("part", [b"<w:document", b"<x/>", b"<a>" * 3000 + b"</a>" * 3000])
def test_markup_that_makes_no_document(paper, tmp_path, part):
    path = changed(paper, tmp_path / "x.docx", document_xml=part)
    with pytest.raises(Unreadable, match="bị hỏng"):
        papers.text_of(path)


def test_too_many_pages(refused):
    assert f"nhiều hơn {types.MOST_PAGES} trang" in refused("a.pdf", pdf_of(types.MOST_PAGES + 1))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_too_many_pixels(refused, tmp_path):
    held = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(held, "PNG")
    assert "quá lớn" in refused("a.png", held.getvalue())


def test_a_heic_photograph_under_another_name(refused):
    assert "HEIC" in refused("a.jpg", b"\x00\x00\x00\x18ftypheic" + b"x" * 50)


def empty_docx(path):
    docx.Document().save(str(path))


def empty_xlsx(path):
    openpyxl.Workbook().save(path)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", empty_docx),
        ("a.xlsx", empty_xlsx),
        ("a.txt", lambda path: path.write_text(" \n\n ", encoding="utf-8")),
        ("a.html", lambda path: path.write_text("<html><body><p> </p></body></html>", encoding="utf-8")),
        ("a.odt", lambda path: papers.save_odt(path, papers.open_document("<text:p/>"))),
        ("a.pdf", lambda path: path.write_bytes(pdf_of())),
    ],
)
def test_a_file_without_any_text(tmp_path, name, make):
    make(tmp_path / name)
    with pytest.raises(Unreadable, match=r"không có chữ nào|Không nhận ra chữ nào"):
        papers.text_of(tmp_path / name)


def test_a_text_that_is_too_long(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Giao Sở Y tế báo cáo. " * 25_000, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"dài hơn 500\.000 ký tự"):
        papers.text_of(path)


def test_an_encrypted_e_mail(tmp_path):
    path = tmp_path / "a.eml"
    path.write_text(
        "Subject: x\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB", encoding="utf-8"
    )
    with pytest.raises(Unreadable, match="mã hóa"):
        papers.text_of(path)


@pytest.mark.parametrize("part", ["workbook_xml", "sheet1_xml"])
def test_a_workbook_with_a_broken_part(tmp_path, part):
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    path = changed(tmp_path / "a.xlsx", tmp_path / "b.xlsx", **{part: b"<broken"})
    with pytest.raises(Unreadable, match="bị hỏng"):
        papers.text_of(path)
