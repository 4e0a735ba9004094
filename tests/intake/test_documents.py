"""Entering a text: what is stored, what is refused, who may."""

import unicodedata
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import intake
from directives.models import Event, Proposal
from meetings import texts
from meetings.models import Document
from tests.intake.conftest import TEXT

ALONE = "/documents/add/"


@pytest.fixture
def at_meeting(session_0411):
    return f"/meetings/{session_0411.pk}/documents/add/"


def good(**changes):
    return {
        "kind": "conclusion",
        "number": "785/TB-UBND",
        "issued_on": "06/11/2025",
        "subject": "Kết luận phiên họp tháng 10",
        "signer": "Phan Văn Chí",
        "text": TEXT,
        **changes,
    }


LOGS = {"lan": 200, "dung": 200, "chi": 403, "an": 403, "quan": 403, "ha": 403, "mai": 403}


@pytest.mark.parametrize(("who", "status"), LOGS.items())
def test_who_may_enter_a_text(client, cast, provincial, who, status):
    client.force_login(cast[who])
    assert client.get(ALONE).status_code == status
    client.post(ALONE, good())
    assert Document.objects.exists() == (status == 200)


@pytest.mark.parametrize(("who", "status"), {**LOGS, "ha": 404, "mai": 404}.items())
def test_who_may_enter_the_text_of_a_meeting(client, cast, at_meeting, who, status):
    client.force_login(cast[who])
    assert client.get(at_meeting).status_code == status


def test_a_text_is_stored_read_and_shown_for_review(client, lan, at_meeting, session_0411, provincial):
    client.force_login(lan)
    response = client.post(at_meeting, good())
    document = Document.objects.get()
    assert response["Location"] == f"/documents/{document.pk}/review/"
    assert (document.meeting, document.created_by, document.text) == (session_0411, lan, TEXT)
    assert document.sentences.count() >= 5
    assert document.proposals.count() == 3
    event = Event.objects.get()
    assert (event.kind, event.document, event.actor_name) == ("document_added", document, "Trần Thị Lan")


def test_the_form_of_a_meeting_starts_with_what_is_known(client, lan, at_meeting):
    client.force_login(lan)
    form = client.get(at_meeting).context["form"]
    assert form["issued_on"].value() == "04/11/2025"
    assert form["subject"].value() == "Kết luận phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025"
    assert form["signer"].value() == "Phan Văn Chí"
    assert "Không đưa thông tin bí mật nhà nước" in client.get(at_meeting).content.decode()


def test_lines_and_letters_are_stored_in_one_form(client, lan, provincial):
    client.force_login(lan)
    typed = unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n")
    client.post(ALONE, good(text=f"\r\n{typed}\r\n\r\n"))
    document = Document.objects.get()
    assert document.text == TEXT
    for proposal in document.proposals.all():
        assert document.text[proposal.start : proposal.end].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Dán toàn văn văn bản vào đây, hoặc chọn tệp ở trên."),
        ("   \n ", "quá ngắn"),
        ("Giao Sở Y tế.", "quá ngắn"),
        ("x" * 500_001, "quá dài"),
        (f"MẬT\n{TEXT}", "dấu chỉ độ mật “MẬT”"),
        (f"{TEXT}\nĐộ mật: Tối mật", "dấu chỉ độ mật “TỐI MẬT”"),
    ],
)
def test_a_text_that_cannot_be_taken_is_refused_at_its_field(client, lan, provincial, text, words):
    client.force_login(lan)
    response = client.post(ALONE, good(text=text))
    assert response.status_code == 422
    assert words in " ".join(response.context["form"].errors["text"])
    assert not Document.objects.exists()
    assert not Proposal.objects.exists()


def test_a_very_long_text_gets_a_message_not_an_error_page(client, lan):
    client.force_login(lan)
    response = client.post(ALONE, good(text="Giao Sở Y tế. " * 160_000))
    assert response.status_code == 422
    assert "quá dài" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"issued_on": "01/01/2999"}, "issued_on", "không được sau hôm nay"),
        ({"issued_on": "31/02/2025"}, "issued_on", "Ngày không đúng"),
        ({"issued_on": "03/11/2025"}, "issued_on", "trước ngày họp 04/11/2025"),
        ({"subject": ""}, "subject", "Chưa nhập mục này."),
        ({"kind": "poem"}, "kind", "poem"),
    ],
)
def test_other_fields_are_checked(client, lan, at_meeting, changes, field, words):
    client.force_login(lan)
    response = client.post(at_meeting, good(**changes))
    assert response.status_code == 422
    assert words in " ".join(response.context["form"].errors[field])
    assert response.context["form"]["text"].value() == TEXT


def test_a_plan_may_be_older_than_the_meeting_it_is_filed_under(client, lan, at_meeting, provincial):
    client.force_login(lan)
    client.post(at_meeting, good(kind="plan", issued_on="03/11/2025"))
    assert Document.objects.count() == 1


def test_the_same_number_and_day_is_refused(client, lan, provincial):
    client.force_login(lan)
    client.post(ALONE, good())
    response = client.post(ALONE, good(text=TEXT + " Thêm một câu nữa."))
    assert response.status_code == 422
    assert "Văn bản có số và ngày này đã được nhập." in response.content.decode()


def test_the_same_text_is_asked_about_and_may_be_entered_all_the_same(client, lan, provincial):
    client.force_login(lan)
    client.post(ALONE, good())
    first = Document.objects.get()
    again = good(number="786/TB-UBND", text=TEXT.upper())
    response = client.post(ALONE, again)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"<a href='/documents/{first.pk}/'>" in page
    assert 'name="again"' in page
    assert Document.objects.count() == 1
    client.post(ALONE, again | {"again": "on"})
    assert Document.objects.count() == 2


def test_what_was_typed_is_escaped_in_the_message_about_the_same_text(client, lan, provincial):
    client.force_login(lan)
    client.post(ALONE, good(number="", subject="<script>alert(1)</script>"))
    page = client.post(ALONE, good(number="")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_fault_of_the_reading_shows_and_loses_nothing(client, lan, provincial, monkeypatch):
    client.force_login(lan)

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as planted, pytest.raises(ZeroDivisionError):
        planted.setattr(intake.extraction, "extract", fail)
        client.post(ALONE, good())
    document = Document.objects.get()
    assert client.get(f"/documents/{document.pk}/review/").status_code == 200
    client.post(f"/documents/{document.pk}/find-again/")
    assert document.proposals.count() == 3


def test_a_draft_is_corrected_and_its_text_read_again(client, lan, draft):
    client.force_login(lan)
    url = reverse("directives:document_edit", args=[draft.pk])
    before = set(draft.proposals.values_list("pk", flat=True))
    client.post(url, good(number="790/TB-UBND"))
    draft.refresh_from_db()
    assert draft.number == "790/TB-UBND"
    assert set(draft.proposals.values_list("pk", flat=True)) == before
    client.post(url, good(text="Giao Sở Y tế kiểm tra các trạm y tế, báo cáo trước ngày 20/11/2025."))
    [proposal] = draft.proposals.all()
    assert proposal.due_on == date(2025, 11, 20)


def test_a_text_that_another_corrected_meanwhile_is_not_written_over_unseen(client, lan, draft):
    client.force_login(lan)
    url = reverse("directives:document_edit", args=[draft.pk])
    seen = client.get(url).context["form"]["seen"].value()
    theirs = "Giao Sở Y tế kiểm tra các trạm y tế, báo cáo trước ngày 20/11/2025."
    assert client.post(url, good(text=theirs, seen=seen)).status_code == 302
    mine = good(number="790/TB-UBND", seen=seen)
    response = client.post(url, mine)
    form = response.context["form"]
    assert (response.status_code, set(form.errors)) == (409, {"text", "number"})
    assert theirs in unescape(response.text)
    assert form["text"].value() == TEXT
    draft.refresh_from_db()
    assert (draft.text, draft.number) == (theirs, "785/TB-UBND")
    assert client.post(url, mine | {"seen": form["seen"].value()}).status_code == 302
    draft.refresh_from_db()
    assert (draft.text, draft.number) == (TEXT, "790/TB-UBND")


def test_a_published_text_cannot_be_corrected(client, lan, directive):
    client.force_login(lan)
    url = reverse("directives:document_edit", args=[directive.document_id])
    response = client.post(url, good())
    assert response["Location"] == f"/documents/{directive.document_id}/"
    directive.document.refresh_from_db()
    assert directive.document.text != TEXT


def test_documents_are_found_by_number_subject_and_state(client, lan, draft, directive):
    client.force_login(lan)

    def found(**query):
        return {document.pk for document in client.get("/documents/", query).context["page"]}

    assert found() == {draft.pk, directive.document_id}
    assert found(draft="on") == {draft.pk}
    assert found(q=draft.number) == {draft.pk}
    assert found(q="ket luan cua chu tich") == {draft.pk, directive.document_id}
    assert found(q="khong co") == set()


def test_the_limit_is_the_one_the_message_names():
    assert texts.LONGEST == 500_000
