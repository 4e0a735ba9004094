"""The letter of urging comes back signed: kept with what it is about, shown to whom it concerns."""

import io
from datetime import date, time
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from agencies.calendar import day_set
from directives import transitions
from directives.history import history_of
from directives.models import Attachment, Event, SignedLetter, Urging
from directives.transitions import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 12)
WORDS = "Đề nghị khẩn trương báo cáo."


@pytest.fixture(autouse=True)
def _three_o_clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day_set(TODAY, time(15)):
        yield


def scan(name="công văn đã ký.pdf", kind="PDF"):
    kept = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(kept, kind)
    return SimpleUploadedFile(name, kept.getvalue())


@pytest.fixture
def urging(assignment, lan):
    return transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)


def url(urging):
    return reverse("directives:signed_letter", args=[urging.pk])


def sent(**fields):
    return {"number": "123/VP-TH", "signed_on": "12/11/2025", "scan": scan(), **fields}


def file(urgings, by, **fields):
    given = {"number": "123/VP-TH", "signed_on": TODAY, "scan": scan(), **fields}
    return transitions.file_letter([urging.pk for urging in urgings], by=by, **given)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_office_uploads_it_and_it_stands_with_the_urging(htmx, urging, directive, lan, binh, ask):
    form = unescape(ask(lan, url(urging), htmx=htmx).text)
    assert "Tải lên công văn đã ký" in form
    assert form.lstrip().startswith("<form") is htmx
    saved = ask(lan, url(urging), sent(), htmx=htmx)
    assert saved.status_code == (204 if htmx else 302)
    kept = Attachment.objects.get()
    for person in (lan, binh):
        page = unescape(ask(person, reverse("directives:detail", args=[directive.pk])).text)
        assert "Công văn <b>123/VP-TH</b> ngày 12/11/2025" in page
        assert "công văn đã ký.pdf" in page
        assert ("Thay bản đã ký" in page) is (person == lan)
        assert ask(person, reverse("directives:attachment", args=[kept.pk])).status_code == 200
        shown = ask(person, reverse("directives:attachment_preview", args=[kept.pk]))
        assert f"#urging-{urging.pk}" in shown.text
    entry = history_of(directive, binh)[0]
    assert entry.did == "lưu công văn đã ký đôn đốc Sở Tài chính"
    assert ("Công văn", "", "123/VP-TH ngày 12/11/2025") in [
        (change.label, change.old, change.new) for change in entry.changes
    ]


def test_who_does_not_see_the_urging_does_not_get_the_letter(urging, lan, ha, binh, chi, an, ask):
    file([urging], lan)
    kept = Attachment.objects.get()
    address = reverse("directives:attachment", args=[kept.pk])
    assert ask(ha, address).status_code == 404  # Sở Y tế helps, and does not see the share of Sở Tài chính
    assert [ask(person, address).status_code for person in (chi, an)] == [200, 200]
    answers = {person.username: ask(person, url(urging)).status_code for person in (ha, binh, chi, an, lan)}
    assert answers == {"ha": 404, "binh": 403, "chi": 403, "an": 403, "lan": 200}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"number": " "}, "Nhập số, ký hiệu công văn."),
        ({"signed_on": ""}, "Nhập ngày ký."),
        ({"signed_on": "13/11/2025"}, "Ngày ký không thể sau hôm nay."),
        ({"scan": ""}, "Chọn tệp đã ký."),
        ({"scan": SimpleUploadedFile("ký.docx", b"PK\x03\x04")}, "Bản đã ký là tệp PDF hoặc ảnh"),
        ({"scan": SimpleUploadedFile("ký.pdf", b"")}, "rỗng"),
        ({"scan": SimpleUploadedFile("ký.pdf", b"GIF89a")}, "không đúng với đuôi .pdf"),
        ({"scan": SimpleUploadedFile("ký.pdf", b"%PDF-1.7 and no more")}, "Không mở được tệp “ký.pdf”"),
        ({"scan": SimpleUploadedFile("ký.png", b"\x89PNG\r\n\x1a\n cut")}, "Không mở được tệp “ký.png”"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(fields, problem, urging, lan, ask):
    for key, value in fields.items():
        if key == "scan" and value:
            value.seek(0)
    answer = ask(lan, url(urging), sent(**fields))
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert problem in text
    if "number" not in fields:
        assert 'value="123/VP-TH"' in text
    assert not SignedLetter.objects.exists()


def test_a_file_larger_than_any_other_may_be_is_refused(urging, lan, ask, settings):
    settings.MAX_UPLOAD_MB = 1
    large = SimpleUploadedFile("ký.pdf", scan().read() + b"%" * 1024 * 1024)
    assert "lớn hơn 1 MB" in unescape(ask(lan, url(urging), sent(scan=large)).text)


def test_a_picture_will_do(urging, lan, ask):
    ask(lan, url(urging), sent(scan=scan("ký.jpg", "JPEG")))
    assert Attachment.objects.get().content_type == "image/jpeg"


def test_one_letter_about_several_urgings_is_uploaded_once(
    make_directive, finance, health, ha, lan, dung, ask
):
    shares = [
        make_directive(lead=agency, title=f"Việc {n}").assignments.get()
        for n, agency in enumerate((finance, finance, finance, health))
    ]
    together = [transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan) for share in shares[:2]]
    other = transitions.urge(shares[2].pk, kind="reminder", text="Việc khác.", by=dung)
    transitions.urge(shares[3].pk, kind="reminder", text=WORDS, by=lan)
    form = ask(lan, url(together[0])).context["form"]
    assert [int(value) for value, _ in form.fields["also"].choices] == [other.pk, together[1].pk]
    assert form.initial["also"] == [str(together[1].pk)]
    ask(lan, url(together[0]), sent(also=[together[1].pk]))
    letter = SignedLetter.objects.get()
    assert set(letter.urgings.all()) == set(together)
    assert Event.objects.filter(kind="letter_filed").count() == 2
    ask(lan, url(other), sent(number="124/VP-TH", also=[together[1].pk]))  # which has its letter
    assert set(letter.urgings.all()) == set(together)


def test_another_letter_takes_its_place_and_the_first_stays_on_record(urging, directive, lan, dung, ask):
    file([urging], lan)
    [old] = Attachment.objects.all()
    form = ask(dung, url(urging))
    assert "Đang lưu: công văn 123/VP-TH ngày 12/11/2025" in unescape(form.text)
    seen = form.context["form"].initial["seen"]
    ask(dung, url(urging), sent(number="124/VP-TH", scan=scan("bản đúng.pdf"), seen=seen))
    page = unescape(ask(dung, reverse("directives:detail", args=[directive.pk])).text)
    assert "Công văn <b>124/VP-TH</b>" in page
    assert ask(lan, reverse("directives:attachment", args=[old.pk])).status_code == 404
    changes = {change.label: (change.old, change.new) for change in history_of(directive, lan)[0].changes}
    assert changes["Công văn"] == ("123/VP-TH ngày 12/11/2025", "124/VP-TH ngày 12/11/2025")
    assert changes["Tệp đính kèm"] == ("công văn đã ký.pdf", "bản đúng.pdf")
    assert SignedLetter.objects.count() == 2
    old.refresh_from_db()
    assert old.file.storage.exists(old.file.name)


def test_a_letter_of_which_one_urging_is_left_is_still_given_out(make_directive, finance, lan):
    made = [make_directive(lead=finance).assignments.get() for _ in range(2)]
    first, second = (transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan) for share in made)
    letter = file([first, second], lan)
    file([second], lan, seen=[letter.pk])
    assert letter.attachments.get().dropped_at is None
    first.refresh_from_db()
    assert first.letter == letter


def test_whoever_was_first_is_not_overwritten_unseen(urging, lan, dung, ask):
    file([urging], lan)
    answer = ask(dung, url(urging), sent(number="999/VP-TH"))
    assert answer.status_code == 409
    assert "vừa được người khác lưu" in unescape(answer.text)
    assert 'value="999/VP-TH"' in answer.text
    assert ask(dung, url(urging), sent(number="999/VP-TH"), htmx=True).status_code == 409
    assert Urging.objects.get().letter.number == "123/VP-TH"


def test_earlier_urgings_in_the_same_words_are_offered_and_not_ticked(
    assignment, make_directive, finance, lan, ask
):
    """A letter is about what was urged with it: not what was urged before, to this work or to another."""
    same = make_directive(lead=finance, title="Việc khác").assignments.get()
    words = {"kind": "reminder", "by": lan}
    with day_set(date(2025, 11, 6), time(9)):
        first = transitions.urge(assignment.pk, text=WORDS, **words)
        of_another = transitions.urge(same.pk, text=WORDS, **words)
    with day_set(date(2025, 11, 10), time(9)):
        second = transitions.urge(assignment.pk, text="Đề nghị báo cáo ngay.", **words)
    third = transitions.urge(assignment.pk, text=WORDS, **words)
    form = ask(lan, url(third)).context["form"]
    offered = {int(value) for value, _ in form.fields["also"].choices}
    assert offered == {first.pk, of_another.pk, second.pk}
    assert form.initial["also"] == []
    assert ask(lan, url(first)).context["form"].initial["also"] == [str(of_another.pk)]


def test_it_is_kept_also_when_the_work_is_done(brought_to, assignment, lan):
    urging = transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    brought_to("confirmed")
    assert file([urging], lan).number == "123/VP-TH"


def test_a_letter_is_of_one_agency_and_of_whom_one_may_urge(make_directive, finance, health, lan, binh):
    made = [make_directive(lead=agency).assignments.get() for agency in (finance, health)]
    urgings = [transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan) for share in made]
    with pytest.raises(NotAllowed, match="một cơ quan"):
        file(urgings, lan)
    with pytest.raises(NotAllowed, match="không có quyền"):
        file(urgings[:1], binh)
    with pytest.raises(NotAllowed, match="Nhập số"):
        file(urgings[:1], lan, number=" ")
    with pytest.raises(NotAllowed, match="sau hôm nay"):
        file(urgings[:1], lan, signed_on=date(2025, 11, 13))


def test_the_page_asks_the_same_for_one_letter_and_for_many(
    directive, assignment, urging, lan, ask, django_assert_num_queries
):
    address = reverse("directives:detail", args=[directive.pk])

    def queries():
        with django_assert_num_queries(60, exact=False) as captured:
            ask(lan, address)
        return len(captured)

    file([urging], lan)
    ask(lan, address)
    one = queries()
    for number in range(2, 5):
        more = Urging.objects.create(assignment=assignment, number=number, kind="reminder", text="x", by=lan)
        file([more], lan)
    assert queries() == one
