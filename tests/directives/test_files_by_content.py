"""What may be sent with a report is known by what a file holds, not by its name."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from directives.filing import KNOWN, check_file
from tests.reading.archives import compound


def word() -> bytes:
    made = io.BytesIO()
    Word().save(made)
    return made.getvalue()


def excel() -> bytes:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("_xml", ".xml").replace("types", "[Content_Types]"), text)
    return made.getvalue()


def open_document(kind: str) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_xml="<x/>")


def slides() -> bytes:
    return archive(
        types_xml='<Types><Override ContentType="application/vnd.openxmlformats-officedocument.'
        'presentationml.presentation.main+xml"/></Types>'
    )


def with_macros() -> bytes:
    return archive(
        types_xml='<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
        "</Types>"
    )


def old_office(stream: str) -> bytes:
    with TemporaryDirectory() as folder:
        return compound(Path(folder) / "a", {stream: b"x" * 5000}).read_bytes()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", word),
        ("a.xlsx", excel),
        ("a.pptx", slides),
        ("a.odt", lambda: open_document("text")),
        ("a.ods", lambda: open_document("spreadsheet")),
        ("a.zip", lambda: archive(thu="ghi chú")),
        ("A.DOCX", word),
        ("a.doc", lambda: old_office("WordDocument")),
        ("a.xls", lambda: old_office("Workbook")),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(name: str, make: Callable[[], bytes]) -> None:
    upload = SimpleUploadedFile(name, make())
    assert check_file(upload) == KNOWN[name.lower().rpartition(".")[2]][0]
    assert upload.tell() == 0
    assert not upload.closed


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("nén.docx", lambda: archive(thu="ghi chú")),
        ("bảng.docx", excel),
        ("văn bản.xlsx", word),
        ("macro.docx", with_macros),
        ("bảng.odt", lambda: open_document("spreadsheet")),
        ("mẫu.odt", lambda: open_document("text-template")),
        ("cụt.docx", lambda: word()[:2000]),
        ("cụt.zip", lambda: archive(thu="ghi chú" * 900)[:40]),
        ("mới.doc", word),
        ("bảng.doc", lambda: old_office("Workbook")),
        ("hỏng.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_its_name(name: str, make: Callable[[], bytes]) -> None:
    upload = SimpleUploadedFile(name, make())
    with pytest.raises(ValidationError, match=f"Nội dung tệp “{name}” không đúng với đuôi"):
        check_file(upload)
    assert not upload.closed


def test_a_part_that_unpacks_without_end_is_read_no_further_than_it_may() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("[Content_Types].xml", "w") as part,
    ):
        for _ in range(64):
            part.write(b" " * 1024 * 1024)
    with pytest.raises(ValidationError):
        check_file(SimpleUploadedFile("bom.docx", made.getvalue()))
