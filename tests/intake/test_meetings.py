"""Logging meetings and finding them again."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.titles import usual_title
from tests.race import while_uncommitted

LIST, ADD = "/meetings/", "/meetings/add/"


def good(chi, **changes):
    return {
        "kind": "session",
        "held_on": "04/11/2025",
        "title": "Phiên họp tháng 10",
        "chair": chi.pk,
        "place": "Phòng họp số 1",
        **changes,
    }


SEES = {"chi": 200, "lan": 200, "dung": 200, "an": 200, "quan": 200, "ha": 403, "mai": 403}
LOGS = {"lan": 200, "dung": 200, "chi": 403, "an": 403, "quan": 403, "ha": 403, "mai": 403}


@pytest.mark.parametrize(("who", "status"), SEES.items())
def test_who_may_see_the_list(client, cast, who, status):
    client.force_login(cast[who])
    assert client.get(LIST).status_code == status
    assert client.get("/documents/").status_code == status


@pytest.mark.parametrize(("who", "status"), LOGS.items())
def test_who_may_log(client, cast, chi, who, status):
    client.force_login(cast[who])
    assert client.get(ADD).status_code == status
    client.post(ADD, good(chi))
    assert Meeting.objects.exists() == (status == 200)


@pytest.mark.parametrize(("who", "status"), {**LOGS, "ha": 404, "mai": 404}.items())
def test_who_may_correct_a_meeting(client, cast, session_0411, who, status):
    client.force_login(cast[who])
    assert client.get(reverse("meetings:edit", args=[session_0411.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), {**SEES, "ha": 404, "mai": 404}.items())
def test_who_may_see_a_meeting(client, cast, session_0411, who, status):
    client.force_login(cast[who])
    assert client.get(reverse("meetings:detail", args=[session_0411.pk])).status_code == status


@pytest.mark.parametrize("written", ["04/11/2025", "4/11/2025", "04-11-2025", "2025-11-04"])
def test_a_meeting_is_logged(client, lan, chi, written):
    client.force_login(lan)
    response = client.post(ADD, good(chi, held_on=written))
    meeting = Meeting.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/meetings/{meeting.pk}/"
    assert (meeting.held_on, meeting.created_by, meeting.chair) == (date(2025, 11, 4), lan, chi)


def test_a_meeting_without_a_name_gets_the_usual_one(client, lan, chi):
    client.force_login(lan)
    client.post(ADD, good(chi, title=""))
    assert Meeting.objects.get().title == "Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025"


def test_a_thematic_meeting_has_no_usual_name(client, lan, chi):
    client.force_login(lan)
    response = client.post(ADD, good(chi, title="", kind="thematic"))
    assert response.status_code == 422
    assert "Nhập tên cuộc họp." in response.content.decode()


def test_a_meeting_of_tomorrow_is_refused_and_what_was_typed_is_kept(client, lan, chi, day):
    day(date(2025, 11, 3))
    client.force_login(lan)
    response = client.post(ADD, good(chi))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ngày họp không được sau hôm nay." in page
    assert 'value="Phiên họp tháng 10"' in page
    assert not Meeting.objects.exists()


def test_the_same_meeting_twice_is_refused(client, lan, chi):
    client.force_login(lan)
    client.post(ADD, good(chi))
    response = client.post(ADD, good(chi))
    assert response.status_code == 422
    assert "Cuộc họp này đã được ghi." in response.content.decode()


def test_the_form_starts_with_today_the_usual_name_and_the_chairman(client, lan, chi, make_user, day):
    make_user("pho", "leader", "Bùi Thanh An", position="Phó Chủ tịch UBND tỉnh")
    day(date(2025, 11, 4))
    client.force_login(lan)
    form = client.get(ADD).context["form"]
    assert form["held_on"].value() == date(2025, 11, 4)
    assert form["title"].value() == "Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025"
    assert form["chair"].value() == chi.pk


@pytest.mark.parametrize(
    ("typed", "suggested", "shown"),
    [
        ("", "", "Họp giao ban ngày 05/11/2025"),
        ("Cái được gợi ý", "Cái được gợi ý", "Họp giao ban ngày 05/11/2025"),
        ("Tên tự gõ", "Cái được gợi ý", "Tên tự gõ"),
    ],
)
def test_a_suggested_name_never_replaces_what_was_typed(client, lan, chi, typed, suggested, shown):
    client.force_login(lan)
    query = {"kind": "briefing", "held_on": "05/11/2025", "title": typed, "suggested": suggested}
    page = client.get("/meetings/usual-title/", query).content.decode()
    assert f'value="{shown}"' in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("kind", "held_on", "title"),
    [
        ("session", date(2025, 11, 4), "Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025"),
        ("session", date(2025, 11, 28), "Phiên họp UBND tỉnh thường kỳ tháng 11 năm 2025"),
        ("session", date(2026, 1, 3), "Phiên họp UBND tỉnh thường kỳ tháng 12 năm 2025"),
        ("reception", date(2026, 1, 3), "Tiếp công dân định kỳ tháng 1 năm 2026"),
        ("working", date(2026, 1, 3), ""),
    ],
)
def test_usual_names(kind, held_on, title):
    assert usual_title(kind, held_on) == title


def test_a_meeting_is_found_without_accents_and_by_year(client, lan, chi, session_0411):
    Meeting.objects.create(title="Họp về bão số 9", held_on=date(2024, 9, 1), chair=chi, created_by=lan)
    client.force_login(lan)

    def found(**query):
        return [meeting.title for meeting in client.get(LIST, query).context["page"]]

    assert found(q="thuong ky thang 10") == [session_0411.title]
    assert found(q="bao so") == ["Họp về bão số 9"]
    assert found(year="2024") == ["Họp về bão số 9"]
    assert found(year="2024", q="thuong ky") == []
    assert found() == [session_0411.title, "Họp về bão số 9"]
    assert len(found(year="nonsense")) == 2


def test_the_list_is_paged_and_costs_the_same_however_long(client, lan, chi, django_assert_max_num_queries):
    client.force_login(lan)

    def more(first, count):
        for n in range(first, first + count):
            Meeting.objects.create(title=f"Họp {n}", held_on=date(2025, 1, 1), chair=chi, created_by=lan)

    def cost():
        with django_assert_max_num_queries(12) as spent:
            client.get(LIST)
        return len(spent)

    more(0, 2)
    few = cost()
    more(2, 28)
    assert cost() == few
    assert len(client.get(LIST).context["page"]) == 25
    assert len(client.get(LIST, {"page": "2"}).context["page"]) == 5


def test_an_empty_list_says_what_to_do(client, lan, chi):
    client.force_login(lan)
    assert "Ghi cuộc họp đầu tiên" in client.get(LIST).content.decode()
    client.force_login(chi)
    assert "Ghi cuộc họp" not in client.get(LIST).content.decode()


def test_a_correction_is_saved(client, lan, chi, session_0411):
    client.force_login(lan)
    url = reverse("meetings:edit", args=[session_0411.pk])
    response = client.post(url, good(chi, title="Phiên họp bất thường"))
    session_0411.refresh_from_db()
    assert response["Location"] == f"/meetings/{session_0411.pk}/"
    assert session_0411.title == "Phiên họp bất thường"
    assert Meeting.objects.search("bat thuong").get() == session_0411


def test_who_corrects_an_older_state_sees_what_another_saved_and_loses_nothing(
    client, lan, chi, session_0411
):
    client.force_login(lan)
    url = reverse("meetings:edit", args=[session_0411.pk])
    seen = client.get(url).context["form"]["seen"].value()
    Meeting.objects.filter(pk=session_0411.pk).update(place="Hội trường A", held_on=date(2025, 11, 3))
    sent = good(chi, title="Phiên họp bất thường", place="Phòng họp số 2", held_on="03/11/2025", seen=seen)
    response = client.post(url, sent)
    form = response.context["form"]
    assert response.status_code == 409
    # a day to which both came is no difference
    assert set(form.errors) == {"place"}
    text = unescape(response.text)
    assert "Người khác vừa lưu “Hội trường A”" in text
    assert "Phiên họp bất thường" in text
    assert "Phòng họp số 2" in text
    session_0411.refresh_from_db()
    assert session_0411.place == "Hội trường A"
    assert client.post(url, sent | {"seen": form["seen"].value()}).status_code == 302
    session_0411.refresh_from_db()
    assert (session_0411.place, session_0411.title) == ("Phòng họp số 2", "Phiên họp bất thường")


def test_a_field_that_is_wrong_as_well_does_not_hide_what_another_saved(client, lan, chi, session_0411):
    client.force_login(lan)
    url = reverse("meetings:edit", args=[session_0411.pk])
    seen = client.get(url).context["form"]["seen"].value()
    Meeting.objects.filter(pk=session_0411.pk).update(place="Hội trường A", held_on=date(2025, 11, 3))
    wrong = client.post(url, good(chi, held_on="31/02/2025", place="B", seen=seen)).context["form"]
    sent = good(chi, held_on="02/11/2025", place="B", seen=wrong["seen"].value())
    form = client.post(url, sent).context["form"]
    assert form.errors == {"held_on": ["Người khác vừa lưu “03/11/2025”. Xem lại rồi lưu."]}


@pytest.mark.parametrize("seen", ["", "x", "[]", "{}", '{"place": 1}'])
def test_a_sign_that_says_nothing_breaks_nothing(client, lan, chi, session_0411, seen):
    client.force_login(lan)
    url = reverse("meetings:edit", args=[session_0411.pk])
    assert client.post(url, good(chi, seen=seen)).status_code in (302, 409)


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_a_meeting_at_once_do_not_write_over_each_other(client, lan, dung, chi, session_0411):
    client.force_login(lan)
    url = reverse("meetings:edit", args=[session_0411.pk])
    seen = client.get(url).context["form"]["seen"].value()
    other = Client()
    other.force_login(dung)
    with while_uncommitted(lambda: other.post(url, good(chi, place="B", seen=seen))) as second:
        client.post(url, good(chi, place="A", seen=seen))
    assert second.result().status_code == 409
    session_0411.refresh_from_db()
    assert session_0411.place == "A"
