"""Files looked at on the site: page by page as pictures, whatever the file would like to be."""

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from directives.models import Attachment
from meetings import previewing, sources
from meetings.models import SourceFile
from meetings.reading import pictures

from .conftest import HTMX
from .test_files_by_content import word

pytestmark = pytest.mark.django_db


def pdf_of(pages=2, *, script="", password=""):
    """A PDF with empty pages of A4 and, if asked for, a script that runs when it is opened."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def image_of(size=(40, 30), kind="PNG", **options):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _today(day, tmp_path, settings):
    day(date(2025, 11, 6))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sent(brought_to):
    """Send a file with the result of Sở Tài chính; with `as_` it has become something else on disk."""

    def send(name, content, *, as_=None):
        brought_to("filed", files=[SimpleUploadedFile(name, content)])
        attachment = Attachment.objects.get()
        if as_ is not None:
            Path(attachment.file.path).write_bytes(as_)
        return attachment

    return send


def preview_of(attachment, query=""):
    return reverse("directives:attachment_preview", args=[attachment.pk]) + query


def picture_of(attachment, number=1, query=""):
    return reverse("directives:attachment_page", args=[attachment.pk, number]) + query


def drawn(response):
    return Image.open(io.BytesIO(response.getvalue()))


def test_who_may_look(cast, sent, ask):
    attachment = sent("Tờ trình.pdf", pdf_of())
    expected = dict.fromkeys(cast, 200) | {"ha": 404}
    for name, status in expected.items():
        for url in (preview_of(attachment), picture_of(attachment)):
            assert (name, ask(cast[name], url).status_code) == (name, status)


def test_a_pdf_is_shown_page_by_page(sent, lan, ask):
    attachment = sent("Tờ trình số 120.pdf", pdf_of(3))
    text = ask(lan, preview_of(attachment, "?page=2")).text
    assert "Trang 2/3" in text
    assert picture_of(attachment, 2) in text
    assert preview_of(attachment, "?page=1") in text and preview_of(attachment, "?page=3") in text
    assert reverse("directives:attachment", args=[attachment.pk]) in text
    for query, said in (("?page=0", "1/3"), ("?page=99", "3/3"), ("?page=x", "1/3"), ("?page=²", "1/3")):
        assert f"Trang {said}" in ask(lan, preview_of(attachment, query)).text
    for number in (0, 4, 10**9):
        assert ask(lan, picture_of(attachment, number)).status_code == 404


def test_in_the_dialog_the_picture_comes_alone(sent, lan, client):
    attachment = sent("a.pdf", pdf_of())
    client.force_login(lan)
    response = client.get(preview_of(attachment), headers=HTMX)
    assert "<html" not in response.text
    assert picture_of(attachment) in response.text


def test_a_picture_can_do_nothing_and_is_kept_by_nobody(sent, lan, ask):
    response = ask(lan, picture_of(sent("a.pdf", pdf_of())))
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_zoom_gives_more_pixels(sent, lan, ask):
    attachment = sent("a.pdf", pdf_of())
    sizes = [drawn(ask(lan, picture_of(attachment, 1, query))).width for query in ("", "?large=1")]
    assert sizes == list(previewing.WIDTHS)
    assert "large=1" in ask(lan, preview_of(attachment, "?large=1")).text


def test_a_script_in_a_pdf_stays_behind(sent, lan, ask):
    attachment = sent("a.pdf", pdf_of(1, script="app.alert('x');"))
    response = ask(lan, picture_of(attachment))
    assert b"app.alert" not in response.getvalue()
    assert "app.alert" not in ask(lan, preview_of(attachment)).text


def test_a_page_kilometres_long_stays_within_bounds(sent, lan, ask):
    document = pdfium.PdfDocument.new()
    document.new_page(14_000, 200_000)
    out = io.BytesIO()
    document.save(out)
    assert max(drawn(ask(lan, picture_of(sent("a.pdf", out.getvalue())))).size) <= 3001


@pytest.mark.parametrize(
    ("name", "content", "as_", "said"),
    [
        ("khóa.pdf", pdf_of(password="mat-khau"), None, pictures.LOCKED),
        ("hỏng.pdf", b"%PDF-1.7\nxref", None, pictures.DAMAGED),
        ("trang.pdf", b"%PDF-1.7", b"<!doctype html><script>alert(1)</script>", pictures.OTHER),
        (
            "hình.png",
            image_of(),
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            pictures.OTHER,
        ),
        ("hỏng.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 16, None, pictures.DAMAGED),
        ("đề án.docx", word(), None, pictures.OTHER),
    ],
)
def test_what_cannot_be_shown_says_why_and_offers_the_file(name, content, as_, said, sent, lan, ask):
    attachment = sent(name, content, as_=as_)
    response = ask(lan, preview_of(attachment))
    assert response.status_code == 200
    assert said in response.text
    shown = response.text.partition('class="preview"')[2]
    assert shown.count(f'href="{reverse("directives:attachment", args=[attachment.pk])}"') == 1
    assert "Tải về (" in shown
    assert "<img" not in response.text.partition('class="preview"')[2].partition("</section>")[0]
    assert ask(lan, picture_of(attachment)).status_code == 404


def test_every_file_of_a_report_can_be_looked_at(sent, lan, ask):
    attachment = sent("đề án.docx", word())
    directive = attachment.report.assignment.directive
    text = ask(lan, reverse("directives:detail", args=[directive.pk])).text
    assert f'hx-get="{preview_of(attachment)}"' in text


def test_a_huge_picture_is_not_unpacked(sent, lan, ask, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000)
    assert pictures.HUGE in ask(lan, preview_of(sent("a.png", image_of((40, 30))))).text


def test_a_photograph_is_drawn_anew_upright_and_without_its_story(sent, lan, ask):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "May anh cua Nam"
    attachment = sent("ảnh.jpg", image_of((3000, 1500), "JPEG", exif=exif))
    response = ask(lan, picture_of(attachment))
    content = response.getvalue()
    assert b"May anh" not in content
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    assert picture.size == (1100, 2200)


def test_pages_are_drawn_once_and_forgotten_when_there_are_too_many(sent, lan, ask, monkeypatch, tmp_path):
    attachment = sent("a.pdf", pdf_of())
    first = ask(lan, picture_of(attachment)).getvalue()
    kept = tmp_path / "previews" / attachment.sha256 / "1-1100.png"
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    assert ask(lan, picture_of(attachment)).getvalue() == b"kept"
    monkeypatch.setattr(previewing, "MOST_KEPT_MB", 0)
    source = SourceFile(file=ContentFile(image_of(), "x.png"))
    source.file.save("x.png", ContentFile(image_of()), save=False)
    previewing.page(source.file, "ab" * 32, 1, 1100)
    assert not kept.exists()


@pytest.fixture
def source(lan):
    """A file a clerk sent in; read, and no document made of it yet."""
    content = ContentFile(image_of(), "785.png")
    return SourceFile.objects.create(
        file=content, original_name="785 quét.png", content_type="image/png", size=99, sha256="cd" * 32,
        uploaded_by=lan, state="ready", finished_at="2025-11-06T08:00+07:00",
    )  # fmt: skip


def test_the_original_of_a_document_is_shown_too(source, cast, ask, directive):
    source.document = directive.document
    source.save()
    address = reverse("directives:source_preview", args=[source.pk])
    assert "785 quét.png" in ask(cast["chi"], address).text
    assert ask(cast["binh"], address).status_code == 404
    text = ask(cast["chi"], reverse("meetings:document", args=[directive.document_id])).text
    assert address in text
    assert re.search(
        r"785%20qu%C3%A9t",
        ask(cast["chi"], reverse("directives:source_file", args=[source.pk]))["Content-Disposition"],
    )


def test_a_file_that_was_not_read_yet_is_not_shown(source, lan, ask):
    """It may bear a mark of secrecy."""
    SourceFile.objects.filter(pk=source.pk).update(state="reading", finished_at=None, attempts=1)
    for name, more in (("source_preview", []), ("source_page", [1])):
        assert ask(lan, reverse(f"directives:{name}", args=[source.pk, *more])).status_code == 404


def test_what_was_drawn_goes_with_the_file(source, lan, ask, tmp_path, django_capture_on_commit_callbacks):
    ask(lan, reverse("directives:source_page", args=[source.pk, 1])).getvalue()
    assert (tmp_path / "previews" / source.sha256).exists()
    with django_capture_on_commit_callbacks(execute=True):
        sources.delete(source.pk)
    assert not (tmp_path / "previews" / source.sha256).exists()
