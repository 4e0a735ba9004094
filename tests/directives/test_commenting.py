"""Remarks and further instructions: who writes, who reads, who hears, and taking back while it is fresh."""

import json
from datetime import date, time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from agencies.calendar import day_set
from directives import following, transitions
from directives.detail_page import detail_page
from directives.history import history_of
from directives.models import Assignment, Comment
from directives.transitions import NotAllowed
from notifications.models import Notification, OutgoingMessage

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 5)
WORDS = "Làm rõ nguồn vốn của từng dự án."
INTERNAL, CHARGED = Comment.Audience.INTERNAL, Comment.Audience.CHARGED


@pytest.fixture(autouse=True)
def _nine_o_clock(cast):
    with day_set(TODAY, time(9)):
        yield


@pytest.fixture
def page(ask, directive):
    def read(user):
        return unescape(ask(user, reverse("directives:detail", args=[directive.pk])).text)

    return read


@pytest.mark.parametrize("audience", [INTERNAL, CHARGED])
@pytest.mark.parametrize("name", ["lan", "dung", "chi", "binh", "mai", "nam", "ha", "an", "quan"])
def test_leaders_and_the_office_write_remarks(name, audience, cast, directive):
    if name in ("lan", "dung", "chi"):
        made = transitions.comment(directive.pk, by=cast[name], text=WORDS, audience=audience)
        assert (made.kind, made.audience, made.author) == ("remark", audience, cast[name])
        return
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.comment(directive.pk, by=cast[name], text=WORDS, audience=audience)


@pytest.mark.parametrize("name", ["lan", "dung", "binh", "an", "quan"])
def test_only_leaders_instruct(name, cast, directive):
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.instruct(directive.pk, by=cast[name], text=WORDS)


@pytest.mark.parametrize("text", ["", "  \n", "MẬT\nLàm rõ nguồn vốn."])
def test_nothing_and_secrets_are_refused(text, directive, chi):
    with pytest.raises(NotAllowed, match=r"Phải nêu|dấu chỉ độ mật"):
        transitions.instruct(directive.pk, by=chi, text=text)
    with pytest.raises(NotAllowed, match="ai đọc được"):
        transitions.comment(directive.pk, by=chi, text=WORDS, audience="everybody")
    assert not Comment.objects.exists()


def test_what_is_said_among_leaders_and_office_is_read_by_them_alone(
    directive, cast, lan, page, make_user, education
):
    transitions.comment(directive.pk, by=lan, text="Cân nhắc giao lại.", audience=INTERNAL)
    transitions.comment(directive.pk, by=lan, text="Gửi kèm biểu số 02.", audience=CHARGED)
    stranger = make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")
    for name, person in (cast | {"tam": stranger}).items():
        insider = name in ("lan", "dung", "chi")
        seen = {said.text for said in Comment.objects.visible_to(person)}
        assert ("Cân nhắc giao lại." in seen) == insider, name
        assert ("Gửi kèm biểu số 02." in seen) == (name != "tam"), name
        told = {entry.kind for entry in history_of(directive, person)}
        assert ("noted" in told) == insider, name
        if name != "tam":
            text = page(person)
            assert ("Cân nhắc giao lại." in text, "ghi ý kiến nội bộ" in text) == (insider, insider), name
            assert "Gửi kèm biểu số 02." in text


def test_an_instruction_reaches_all_who_are_charged_and_the_monitor_in_the_app_at_once(
    directive, health, dung, chi, nam, ha, heard
):
    Assignment.objects.filter(directive=directive, agency__code="STC").update(delegate=nam)
    following.follow(directive, by=dung)
    said = transitions.instruct(directive.pk, by=chi, text=WORDS)
    assert heard("commented") == ["binh", "dung", "ha", "lan", "mai", "nam"]
    assert not OutgoingMessage.objects.filter(key__startswith=f"commented:{said.pk}:").exists()
    notice = Notification.objects.get(recipient=ha, key__startswith="commented:")
    assert (notice.title, notice.text) == (f"Chỉ đạo thêm của Phan Văn Chí: {directive.title}", WORDS)


def test_who_declined_or_lost_the_work_is_not_told(directive, health, dung, chi, heard):
    transitions.revoke(directive.assignments.get(agency=health).pk, by=dung, reason="Không cần phối hợp.")
    transitions.instruct(directive.pk, by=chi, text=WORDS)
    assert heard("commented") == ["binh", "lan", "mai"]


def test_remarks_are_told_in_the_app_alone(directive, dung, chi, an, ha, heard):
    type(directive).objects.update(directing_leader=chi)
    for person in (an, ha, chi):
        following.follow(directive, by=person)
    inner = transitions.comment(directive.pk, by=dung, text=WORDS, audience=INTERNAL)
    assert heard(f"commented:{inner.pk}") == ["chi", "lan"]
    outer = transitions.comment(directive.pk, by=dung, text=WORDS, audience=CHARGED)
    assert heard(f"commented:{outer.pk}") == ["an", "binh", "chi", "ha", "lan", "mai"]
    assert not OutgoingMessage.objects.filter(key__startswith="commented:").exists()


def test_taking_back_hides_the_words_and_leaves_the_trace(directive, chi, binh, lan, page, heard):
    said = transitions.instruct(directive.pk, by=chi, text=WORDS)
    with day_set(TODAY, time(9, 15)):
        transitions.take_back_comment(said.pk, by=chi)
    for person in (chi, binh):
        text = page(person)
        assert WORDS not in text
        assert "Đã thu hồi" in text
        assert "thu hồi ý kiến" in text  # the history
    assert not Notification.objects.filter(text=WORDS).exists()
    assert heard("comment_taken_back") == ["binh", "ha", "lan", "mai"] == heard("commented")
    with pytest.raises(NotAllowed, match="đã được thu hồi"):
        transitions.take_back_comment(said.pk, by=chi)


def test_taking_back_what_was_internal_is_internal(directive, chi, lan, an):
    said = transitions.comment(directive.pk, by=chi, text=WORDS, audience=INTERNAL)
    transitions.take_back_comment(said.pk, by=chi)
    assert history_of(directive, lan)[0].kind == "note_taken_back"
    assert "note_taken_back" not in {entry.kind for entry in history_of(directive, an)}


def test_after_a_quarter_of_an_hour_it_stands(directive, chi, page):
    said = transitions.instruct(directive.pk, by=chi, text=WORDS)
    assert "take-back" in page(chi)
    with day_set(TODAY, time(9, 15, 1)):
        assert "take-back" not in page(chi)
        with pytest.raises(NotAllowed, match="trong 15 phút"):
            transitions.take_back_comment(said.pk, by=chi)


def test_nobody_takes_back_the_words_of_another(directive, chi, dung, ask, page):
    said = transitions.instruct(directive.pk, by=chi, text=WORDS)
    assert "take-back" not in page(dung)
    with pytest.raises(NotAllowed, match="Chỉ người viết"):
        transitions.take_back_comment(said.pk, by=dung)


def test_instructions_stand_above_everything_else(directive, chi, lan, binh, page):
    transitions.instruct(directive.pk, by=chi, text=WORDS)
    transitions.comment(directive.pk, by=lan, text="Đã chuyển Sở Tài chính.", audience=CHARGED)
    text = page(binh)
    assert text.index("Chỉ đạo thêm") < text.index(WORDS) < text.index("Nguyên văn")
    assert text.index("Nguyên văn") < text.index("Đã chuyển Sở Tài chính.")


@pytest.mark.parametrize(
    ("name", "offered"), [("chi", {"comment", "instruct"}), ("lan", {"comment"}), ("binh", set())]
)
def test_the_buttons_are_for_those_who_may(name, offered, cast, directive, page):
    text = page(cast[name])
    found = {
        act for act in ("comment", "instruct") if reverse(f"directives:{act}", args=[directive.pk]) in text
    }
    assert found == offered


@pytest.mark.parametrize("act", ["comment", "instruct"])
@pytest.mark.parametrize("htmx", [False, True])
def test_the_forms(act, htmx, directive, chi, ask):
    url = reverse(f"directives:{act}", args=[directive.pk])
    shown = ask(chi, url, htmx=htmx)
    assert shown.status_code == 200
    assert ("<main" in shown.text) == (not htmx)
    assert "bí mật nhà nước" in shown.text
    for wrong, why in (
        ({"text": "TỐI MẬT\nABC"}, "dấu chỉ độ mật"),
        ({"text": " "}, "Nhập ý kiến|Nêu nội dung"),
    ):
        bad = ask(chi, url, wrong | {"audience": CHARGED}, htmx=htmx)
        assert bad.status_code == 422
        assert any(words in unescape(bad.text) for words in why.split("|"))
    saved = ask(chi, url, {"text": WORDS, "audience": CHARGED}, htmx=htmx)
    assert saved.status_code == (204 if htmx else 302)
    if htmx:
        assert "assignment:changed" in json.loads(saved["HX-Trigger"])
    assert Comment.objects.get().text == WORDS


def test_a_remark_says_who_may_read_it(directive, lan, ask):
    url = reverse("directives:comment", args=[directive.pk])
    bad = ask(lan, url, {"text": WORDS})
    assert bad.status_code == 422
    assert "Chọn ai đọc được" in bad.text
    assert WORDS in unescape(bad.text)


def test_the_button_that_takes_back_and_a_stale_press(directive, chi, ask):
    said = transitions.instruct(directive.pk, by=chi, text=WORDS)
    url = reverse("directives:comment_take_back", args=[said.pk])
    assert ask(chi, url, {}, htmx=True).status_code == 204
    stale = ask(chi, url, {}, htmx=True)
    assert stale.status_code == 409
    assert "đã được thu hồi" in json.loads(stale["HX-Trigger"])["app:problem"]["text"]


def test_many_remarks_are_shown_in_part_and_cost_no_query_each(directive, lan, chi, client):
    client.force_login(lan)
    url = reverse("directives:detail", args=[directive.pk])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    transitions.comment(directive.pk, by=lan, text=WORDS, audience=INTERNAL)
    transitions.instruct(directive.pk, by=chi, text=WORDS)
    queries()
    few = queries()
    for n in range(24):
        transitions.comment(directive.pk, by=(lan, chi)[n % 2], text=f"Ý {n}", audience=CHARGED)
    transitions.instruct(directive.pk, by=chi, text=WORDS)
    assert queries() == few
    page = detail_page(directive, lan, TODAY)
    assert (len(page.talk.remarks), page.talk.remarks_left, page.talk.remarks_count) == (20, 5, 25)
    assert page.talk.remarks[0].row.text == "Ý 23"
    assert "Xem cả 5 ý kiến" in unescape(client.get(url).text)
    assert detail_page(directive, lan, TODAY, whole=True).talk.remarks_left == 0
