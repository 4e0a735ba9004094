"""Files sent with reports: who gets them, under which name, and that they can do nothing."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directives.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(day, tmp_path, settings):
    day(date(2025, 11, 6))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sent(brought_to):
    """Send a file with the result of Sở Tài chính."""

    def send(name, content=b"%PDF-1.7\nxref"):
        brought_to("filed", files=[SimpleUploadedFile(name, content)])
        return Attachment.objects.get()

    return send


def test_who_gets_it(cast, sent, ask):
    url = reverse("directives:attachment", args=[sent("Tờ trình.pdf").pk])
    # Sở Y tế coordinates and sees the directive, but not what Sở Tài chính sends.
    expected = dict.fromkeys(cast, 200) | {"ha": 404}
    for name, status in expected.items():
        assert (name, ask(cast[name], url).status_code) == (name, status)
    assert ask(cast["lan"], reverse("directives:attachment", args=[10**9])).status_code == 404


def test_it_comes_back_as_it_was_under_its_name(sent, lan, ask):
    response = ask(lan, reverse("directives:attachment", args=[sent("Tờ trình số 120.pdf").pk]))
    assert response.getvalue() == b"%PDF-1.7\nxref"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Tờ trình số 120.pdf" in unquote(response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_file_is_only_ever_saved_and_shut_off(sent, lan, ask):
    response = ask(lan, reverse("directives:attachment", args=[sent("a.pdf").pk]) + "?inline=1")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\system.pdf", "system.pdf"),
        ('a"; filename="evil.exe".pdf', 'evil.exe".pdf'),
        ("a%22%0d%0ab;.pdf", "a%22%0d%0ab;.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_malicious_names_stay_names(name, kept, brought_to, binh, lan, ask, act_url):
    share = brought_to("reported")
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    upload._name = name  # as a hostile client writes it, past Python's own cleaning
    data = {"done": "Đã trình tại Tờ trình số 120/TTr-STC.", "attachments": [upload]}
    assert ask(binh, act_url("complete", share), data).status_code == 302
    attachment = Attachment.objects.get()
    assert attachment.original_name == kept
    path = Path(attachment.file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert path.suffix == ".pdf"
    assert path.stem.isalnum()
    assert len(path.stem) == 32
    response = ask(lan, reverse("directives:attachment", args=[attachment.pk]))
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "\n" not in response["Content-Disposition"]
    page = ask(lan, reverse("directives:detail", args=[share.directive_id])).text
    assert "<img src=x" not in page


def test_a_name_that_breaks_out_of_its_header_is_refused(brought_to, binh, ask, act_url):
    share = brought_to("reported")
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    upload._name = "đề án\r\nSet-Cookie: a=b.pdf"
    data = {"done": "Đã trình tại Tờ trình số 120/TTr-STC.", "attachments": [upload]}
    response = ask(binh, act_url("complete", share), data)
    assert response.status_code == 422
    assert "Set-Cookie" not in response.headers
    assert not Attachment.objects.exists()
