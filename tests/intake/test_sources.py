"""Files of which documents are made: kept as they came, read, offered; a secret leaves nothing."""

import hashlib
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone

from directives.models import Proposal
from meetings import sources
from meetings.models import Document, SourceFile
from meetings.sources import CannotTake
from notifications.models import Notification, OutgoingMessage

pytestmark = pytest.mark.django_db
ALONE = "/documents/add/"
TEXT = """UBND TỈNH NGHỆ AN
Số: 785/TB-UBND
Nghệ An, ngày 04 tháng 11 năm 2025
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát nhu cầu vốn, báo cáo trước ngày 20/11/2025.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Bùi Thanh An"""
# "Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát nhu cầu kinh phí, báo cáo UBND tỉnh." in TCVN3
OLD = "Giao Së Tµi chÝnh chñ tr×, phèi hîp víi Së Y tÕ rµ so¸t nhu cÇu kinh phÝ, b¸o c¸o UBND tØnh."
HTMX = {"HX-Request": "true"}
READING = {"state": "reading", "finished_at": None, "total": 12, "done": 2, "content_type": "application/pdf"}


@pytest.fixture(autouse=True)
def _today(day, tmp_path, settings):
    day(date(2025, 11, 6))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def at_meeting(session_0411):
    return f"/meetings/{session_0411.pk}/documents/add/"


@pytest.fixture
def client_lan(client, lan):
    client.force_login(lan)
    return client


def upload(content=TEXT, name="785 TB.txt"):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


@pytest.fixture
def send(client_lan, lan):
    """Send a file through the form and read it as the worker does: `send(upload(), at_meeting, number=…)`."""

    def send(file, url=ALONE, **typed):
        form = client_lan.get(url).context["form"]
        data = {name: form[name].value() or "" for name in (*form.Meta.fields, "suggested")} | typed
        response = client_lan.post(url, data | {"file": file})
        assert response.status_code == 302, response.context["entry"].upload.errors
        source = SourceFile.objects.latest("pk")
        assert response["Location"] == f"/documents/sources/{source.pk}/"
        sources.read(source.pk)
        source.refresh_from_db()
        return source

    return send


def fields(response):
    """What stands in the fields of an answer, be it a page or a piece of one."""
    answer = lxml.html.fromstring(response.content.decode())
    found = answer.xpath("//input[@name]|//select[@name]|//textarea")
    return {field.name: field.value or "" for field in found}


def files_on(disk):
    return [path for path in Path(disk).rglob("*") if path.is_file()]


def test_a_file_is_kept_as_it_came_under_a_name_that_tells_nothing(send, lan, tmp_path):
    source = send(upload())
    path = Path(source.file.path)
    assert path.read_bytes() == TEXT.encode()
    assert (path.suffix, len(path.stem), path.stem.isalnum()) == (".txt", 32, True)
    assert (source.original_name, source.size, source.uploaded_by) == ("785 TB.txt", len(TEXT.encode()), lan)
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (source.state, source.text) == ("ready", TEXT)


def test_what_was_read_fills_the_form_and_becomes_a_document(send, client_lan, at_meeting, provincial):
    source = send(upload(), at_meeting)
    page = client_lan.get(f"/documents/sources/{source.pk}/", follow=True)
    assert page.request["QUERY_STRING"] == f"source={source.pk}"
    form = page.context["form"]
    assert {name: form[name].value() for name in ("kind", "number", "issued_on", "signer", "text")} == {
        "kind": "conclusion",
        "number": "785/TB-UBND",
        "issued_on": "04/11/2025",
        "signer": "Bùi Thanh An",
        "text": TEXT,
    }
    assert form["subject"].value() == "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10"
    assert form["number"].help_text == "Đọc từ văn bản."
    data = {name: form[name].value() or "" for name in (*form.Meta.fields, "suggested")}
    response = client_lan.post(source.form_url, data)
    document = Document.objects.get()
    assert response["Location"] == f"/documents/{document.pk}/review/"
    source.refresh_from_db()
    assert (source.document, source.text, source.typed) == (document, "", {})
    assert Proposal.objects.get().due_on == date(2025, 11, 20)
    for url in (f"/documents/{document.pk}/", f"/documents/{document.pk}/review/"):
        page = client_lan.get(url).content.decode()
        assert "785 TB.txt" in page
        assert source.sha256[:12] in page
    assert client_lan.get(source.form_url)["Location"] == f"/documents/sources/{source.pk}/"
    assert client_lan.get(f"/documents/sources/{source.pk}/")["Location"] == f"/documents/{document.pk}/"


def test_what_was_typed_before_wins_over_what_was_read(send, client_lan, at_meeting):
    source = send(upload(), at_meeting, number="786/TB-UBND", subject="Tên khác")
    form = client_lan.get(source.form_url).context["form"]
    assert (form["number"].value(), form["subject"].value()) == ("786/TB-UBND", "Tên khác")
    assert (form["issued_on"].value(), form["signer"].value()) == ("04/11/2025", "Bùi Thanh An")
    assert not form["number"].help_text


def test_a_character_that_the_database_refuses_is_left_out(send):
    assert send(upload(), subject="Kết luận\0").typed["subject"] == "Kết luận"


def test_a_row_that_cannot_be_stored_leaves_no_file(lan, tmp_path):
    with pytest.raises(DatabaseError):
        sources.keep(upload(), by=lan, meeting=None, typed={"subject": "\0"})
    assert files_on(tmp_path) == []


def test_two_clerks_make_one_document_of_a_file(send, client_lan, lan, make_document):
    source = send(upload())
    sources.link(source.pk, make_document())
    with pytest.raises(CannotTake, match="đã được nhập"):
        sources.link(source.pk, make_document())
    with pytest.raises(CannotTake, match="đã được nhập"):
        sources.delete(source.pk)
    assert client_lan.post(f"/documents/sources/{source.pk}/delete/")["Location"] == "/documents/"
    assert SourceFile.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (upload("", "a.txt"), "rỗng"),
        (upload(b"not a document", "a.docx"), "hỏng"),
        (upload("x" * 30, "a.exe"), "Không đọc được loại tệp"),
        (upload(b"%PDF-1.7 nothing", "a.pdf"), "hỏng"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_loses_nothing(client_lan, at_meeting, tmp_path, file, words):
    file.seek(0)
    typed = {"number": "785/TB-UBND", "subject": "Đã gõ", "issued_on": "05/11/2025", "kind": "plan"}
    response = client_lan.post(at_meeting, {**typed, "text": "", "file": file})
    assert response.status_code == 422
    (said,) = response.context["entry"].upload.errors["file"]
    assert words in said
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert not SourceFile.objects.exists()
    assert files_on(tmp_path) == []


def test_a_file_larger_than_allowed_is_refused(client_lan, settings):
    settings.MAX_UPLOAD_MB = 1
    response = client_lan.post(ALONE, {"file": upload("Giao Sở Y tế. " * 90_000)})
    assert response.status_code == 422
    assert "lớn hơn 1 MB" in response.content.decode()


def test_a_file_beside_a_pasted_text_is_asked_about(client_lan):
    response = client_lan.post(ALONE, {"file": upload(), "text": TEXT})
    assert "đã có chữ" in response.context["entry"].upload.errors["file"][0]
    assert response.context["form"]["text"].value() == TEXT


def test_a_file_that_could_not_be_read_gives_back_what_was_typed(send, client_lan, at_meeting):
    source = send(upload("..."), at_meeting, number="786/TB-UBND")
    assert source.state == "failed"
    page = client_lan.get(f"/documents/sources/{source.pk}/").content.decode()
    assert source.problem in page
    assert f"{source.form_url}#id_file" in page
    form = client_lan.get(source.form_url)
    assert form.context["form"]["number"].value() == "786/TB-UBND"
    assert 'type="file"' in form.content.decode()
    client_lan.post(source.form_url, {"file": upload()})
    assert not SourceFile.objects.filter(pk=source.pk).exists(), "another file took its place"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"MẬT\n{TEXT}", "785.txt"),
        (f"<html><body><p>TỐI MẬT</p><p>{TEXT}</p></body></html>", "785.html"),
    ],
)
def test_of_a_secret_nothing_stays(
    send, client_lan, at_meeting, tmp_path, lan, content, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        source = send(upload(content, name), at_meeting, subject="Chuyện mật")
    assert files_on(tmp_path) == []
    assert (source.state, source.secret, source.uploaded_by) == ("failed", True, lan)
    kept = SourceFile.objects.values().get()
    told = {"id", "state", "done", "total", "problem", "attempts", "uploaded_by_id", "secret"}
    times = {"asked_at", "beat_at", "started_at", "finished_at", "uploaded_at"}
    assert {field for field, value in kept.items() if value} <= told | times
    page = client_lan.get(f"/documents/sources/{source.pk}/").content.decode()
    assert "Hệ thống đã xóa tệp" in page
    assert name not in page
    assert "Tệp bị từ chối" in client_lan.get("/documents/").content.decode()
    assert client_lan.get(f"/documents/sources/{source.pk}/file/").status_code == 404
    assert client_lan.get(source.form_url).context["form"]["text"].value() == ""


def test_deleting_removes_the_file_from_disk(send, client_lan, tmp_path, django_capture_on_commit_callbacks):
    source = send(upload())
    url = f"/documents/sources/{source.pk}/delete/"
    assert "785 TB.txt" in client_lan.get(url).content.decode()
    assert SourceFile.objects.exists(), "asking deletes nothing"
    with django_capture_on_commit_callbacks(execute=True):
        assert client_lan.post(url)["Location"] == "/documents/"
    assert not SourceFile.objects.exists()
    assert files_on(tmp_path) == []


def test_what_nobody_made_a_document_of_is_dropped_after_30_days(
    send, make_document, day, tmp_path, django_capture_on_commit_callbacks
):
    abandoned, entered = send(upload()), send(upload(f"{TEXT}.", "khác.txt"))
    sources.link(entered.pk, make_document())
    day(date(2025, 12, 5))
    assert sources.drop_abandoned() == 0
    day(date(2025, 12, 7))
    with django_capture_on_commit_callbacks(execute=True):
        assert sources.drop_abandoned() == 1
    assert list(SourceFile.objects.all()) == [entered]
    assert files_on(tmp_path) == [Path(entered.file.path)]
    assert not Path(abandoned.file.path).exists()


def test_the_original_comes_back_as_it_was(send, client_lan, chi, ha, client):
    source = send(upload(name="Thông báo 785.txt"))
    url = f"/documents/sources/{source.pk}/file/"
    response = client_lan.get(url)
    assert response.getvalue() == TEXT.encode()
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Thông báo 785.txt" in unquote(response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert client_lan.get(f"{url}?inline=1")["Content-Disposition"].startswith("attachment;")
    for stranger in (chi, ha):  # before it is a document only those who enter documents see it
        client.force_login(stranger)
        assert client.get(url).status_code == 404


def test_a_file_of_one_meeting_is_not_taken_for_another(send, client_lan, at_meeting):
    source = send(upload(), at_meeting)
    assert client_lan.get(f"{ALONE}?source={source.pk}").status_code == 404
    for nonsense in ("0", "x", "-1", "9" * 30, "١"):
        assert client_lan.get(f"{ALONE}?source={nonsense}").status_code == 404


def test_the_list_tells_what_waits(send, client_lan, client, an):
    send(upload())
    page = client_lan.get("/documents/").content.decode()
    assert "Tệp chờ nhập" in page
    assert "Nhập tiếp" in page
    SourceFile.objects.update(**READING)
    part = client_lan.get("/documents/", headers=HTMX).content.decode()
    assert "Đang đọc trang 3/12" in part
    assert "every 4s" in part
    assert "<main" not in part
    client.force_login(an)
    assert "Tệp chờ nhập" not in client.get("/documents/").content.decode()


def test_progress_is_shown_and_the_page_goes_on_by_itself(send, client_lan):
    source = send(upload())
    url = f"/documents/sources/{source.pk}/"
    SourceFile.objects.update(**READING)
    whole, part = client_lan.get(url).content.decode(), client_lan.get(url, headers=HTMX).content.decode()
    assert "Đang đọc trang 3/12" in part
    assert "<main" not in part
    assert f'<noscript><p><a href="{url}">Xem tiến độ mới nhất</a>' in whole
    assert client_lan.get(source.form_url)["Location"] == url
    SourceFile.objects.update(state="ready", finished_at=timezone.now())
    assert client_lan.get(url, headers=HTMX)["HX-Redirect"] == source.form_url
    SourceFile.objects.update(state="failed", problem="Hỏng.")
    assert client_lan.get(url, headers=HTMX)["HX-Redirect"] == url


@pytest.mark.parametrize(("waited", "told"), [(0, 0), (60, 1)])
def test_whoever_had_to_wait_is_told_in_the_app_only(client_lan, lan, waited, told):
    client_lan.post(ALONE, {"file": upload(), "text": ""})
    SourceFile.objects.update(asked_at=timezone.now() - timedelta(seconds=waited))
    source = SourceFile.objects.get()
    sources.read(source.pk)
    notices = Notification.objects.filter(recipient=lan)
    assert [notice.url for notice in notices] == [f"/documents/sources/{source.pk}/"] * told
    assert not OutgoingMessage.objects.exists()


def test_notes_of_the_reading_stand_above_the_form(send, client_lan):
    source = send(upload())
    SourceFile.objects.update(notes=["Trang 3 không đọc được; hãy đối chiếu bản gốc."])
    assert "Trang 3 không đọc được" in client_lan.get(source.form_url).content.decode()


def test_a_pasted_text_fills_the_fields_nobody_typed(client_lan, at_meeting):
    data = fields(client_lan.get(at_meeting)) | {"text": TEXT, "signer": "Người gõ", "read": "1"}
    del data["file"]
    response = client_lan.post(at_meeting, data, headers=HTMX)
    filled = fields(response)
    assert "<main" not in response.content.decode()
    assert (filled["number"], filled["kind"], filled["signer"]) == ("785/TB-UBND", "conclusion", "Người gõ")
    assert response.content.decode().count("Đọc từ văn bản.") == 4
    again = data | filled | {"text": TEXT.replace("785", "799")}
    refilled = fields(client_lan.post(at_meeting, again, headers=HTMX))
    assert (refilled["number"], refilled["signer"]) == ("799/TB-UBND", "Người gõ")
    assert not Document.objects.exists()


def test_without_a_script_a_button_fills_them(client_lan):
    page = client_lan.post(ALONE, {"text": TEXT, "number": "", "read": "1"})
    assert "<main" in page.content.decode()
    assert fields(page)["number"] == "785/TB-UBND"
    assert fields(page)["text"].strip() == TEXT


def test_a_pasted_secret_is_pointed_out_at_once_and_not_read(client_lan):
    response = client_lan.post(ALONE, {"text": f"MẬT\n{TEXT}", "read": "1"}, headers=HTMX)
    assert "dấu chỉ độ mật" in response.content.decode()
    assert not fields(response)["number"]


FORGED = ["", "{", "[]", '{"suggested": 1, "read": 2}', '{"suggested": {"number": 5}, "read": []}']


@pytest.mark.parametrize("suggested", FORGED)
def test_a_forged_suggestion_is_left_out(client_lan, suggested):
    data = {"text": TEXT, "number": "1/TB", "suggested": suggested, "read": "1"}
    assert fields(client_lan.post(ALONE, data, headers=HTMX))["number"] == "1/TB"


def test_a_text_in_an_old_encoding_is_converted_and_says_so(client_lan, provincial):
    pasted = f"{OLD}\n{OLD}"
    response = client_lan.post(ALONE, {"text": pasted, "read": "1"}, headers=HTMX)
    assert "bảng mã cũ" in response.content.decode()
    assert "Giao Sở Tài chính chủ trì" in fields(response)["text"]
    data = {"kind": "official_letter", "issued_on": "05/11/2025", "subject": "Rà soát", "text": pasted}
    page = client_lan.post(ALONE, data, follow=True)
    assert Document.objects.get().text.startswith("Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế")
    assert "bảng mã cũ" in page.content.decode()
