"""An agency divides its share among its people: internal, counted nowhere, read by those who see all."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import transitions
from directives.history import history_of
from directives.models import Assignment, ProgressReport, SubTask
from directives.transitions import Changed, NotAllowed
from directives.waiting import Waiting
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
DUE = date(2025, 11, 8)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def add(assignment, binh, nam):
    def make(title="Tổng hợp số liệu nợ đọng", person=nam, due_on=DUE, by=binh):
        return transitions.add_subtask(assignment.pk, by=by, title=title, person=person, due_on=due_on)

    return make


@pytest.fixture
def page_of(client, directive):
    def page(user):
        client.force_login(user)
        response = client.get(reverse("directives:detail", args=[directive.pk]))
        return unescape(response.text) if response.status_code == 200 else response.status_code

    return page


def url_of(name, piece):
    return reverse(f"directives:subtask_{name}", args=[piece.pk])


def test_the_agency_and_who_sees_all_read_it_no_other_agency(add, page_of, binh, nam, lan, chi, ha):
    add()
    for reader in (binh, nam, lan, chi):
        assert "Tổng hợp số liệu nợ đọng" in page_of(reader)
        assert "0/1" in page_of(reader)
    assert "Tổng hợp số liệu" not in page_of(ha)
    # the Office reads only
    assert "/subtasks/" not in page_of(lan)


def test_it_changes_nothing_official(add, assignment, nam):
    before = Assignment.objects.values().get(pk=assignment.pk)
    piece = add(due_on=date(2025, 11, 5))  # late
    transitions.tick_subtask(piece.pk, by=nam)
    assert Assignment.objects.values().get(pk=assignment.pk) == before


def test_its_person_has_it_in_my_work_though_the_share_is_not_theirs(add, nam, directive, client, assignment):
    add(title="Không hạn", due_on=None)
    add()
    client.force_login(nam)
    response = client.get("/my-work/")
    assert [piece.row.title for piece in response.context["pieces"]] == [
        "Tổng hợp số liệu nợ đọng",
        "Không hạn",
    ]
    text = unescape(response.text)
    assert "Việc con của tôi" in text
    assert "2 việc đang chờ bạn" in text
    assert "Còn 2 ngày" in text
    assert client.get(reverse("directives:detail", args=[directive.pk])).status_code == 200


@pytest.mark.parametrize("state", ["declined", "paused"])
def test_of_work_that_stands_still_nothing_waits(state, add, assignment, binh, dung, nam):
    add()
    if state == "declined":
        transitions.decline(assignment.pk, by=binh, reason="Không thuộc chức năng.")
    else:
        transitions.pause(assignment.pk, by=dung, reason="Chờ hướng dẫn.")
    assert Waiting(nam, TODAY).pieces() == []


def test_who_is_told(add, nam, mai, binh, heard):
    piece = add(by=mai)
    assert heard("subtask_given") == ["nam"]
    transitions.change_subtask(piece.pk, by=mai, version=1, title=piece.title, person=binh, due_on=DUE)
    assert heard("subtask_given") == ["binh", "nam", "nam"]
    transitions.tick_subtask(piece.pk, by=binh, note="Đã gửi bảng tổng hợp.")
    assert heard("subtask_done") == ["mai"]
    gone = add(by=mai)
    transitions.remove_subtask(gone.pk, by=mai)
    assert heard("subtask_removed") == ["nam"]


def test_only_a_member_of_the_agency_gets_one(add, ha):
    with pytest.raises(NotAllowed, match="không thuộc"):
        add(person=ha)


def test_only_whose_it_is_ticks_it_off(add, binh, nam):
    piece = add()
    with pytest.raises(NotAllowed, match="Chỉ người được giao"):
        transitions.tick_subtask(piece.pk, by=binh)
    transitions.tick_subtask(piece.pk, by=nam, note="Đã gửi.")
    with pytest.raises(NotAllowed, match="đã được đánh dấu xong"):
        transitions.tick_subtask(piece.pk, by=nam)
    with pytest.raises(NotAllowed, match="đã được đánh dấu xong"):
        transitions.remove_subtask(piece.pk, by=binh)
    undone = transitions.untick_subtask(piece.pk, by=nam, note="Thiếu 2 huyện.")
    assert (undone.done_on, undone.done_note) == (None, "")


def test_who_has_left_the_agency_ticks_nothing_off(add, nam):
    piece = add()
    nam.memberships.all().delete()
    with pytest.raises(NotAllowed, match="Chỉ người được giao"):
        transitions.tick_subtask(piece.pk, by=nam)


def test_an_officer_plans_only_what_is_delegated_to_them(add, nam, binh, assignment):
    with pytest.raises(NotAllowed, match="không có quyền"):
        add(by=nam)
    transitions.delegate(assignment.pk, by=binh, to=nam)
    assert add(by=nam).created_by == nam


def test_the_history_tells_it_in_sentences(add, nam, binh, directive):
    piece = add()
    transitions.change_subtask(piece.pk, by=binh, version=1, title=piece.title, person=nam, due_on=None)
    transitions.tick_subtask(piece.pk, by=nam, note="Đã gửi bảng tổng hợp.")
    entries = history_of(directive, binh)[:3]
    assert [entry.did for entry in entries] == [
        "hoàn thành việc con tại Sở Tài chính",
        "sửa việc con tại Sở Tài chính",
        "thêm việc con tại Sở Tài chính",
    ]
    assert entries[0].note == "Đã gửi bảng tổng hợp."
    added = [(one.label, one.new) for one in entries[2].changes]
    assert added == [
        ("Việc con", "Tổng hợp số liệu nợ đọng"),
        ("Người làm", "Vũ Hoài Nam"),
        ("Hạn việc con", "08/11/2025"),
    ]


def test_order(add, assignment, binh, ask):
    first, second, third = (add(title=title) for title in ("Một", "Hai", "Ba"))
    assert ask(binh, url_of("up", third), {}, htmx=True).status_code == 204
    assert ask(binh, url_of("down", first), {}).status_code == 302
    ask(binh, url_of("down", second), {})  # the last already: stays
    titles = list(assignment.subtasks.values_list("title", flat=True))
    assert titles == ["Ba", "Một", "Hai"]


def test_the_form_adds_warns_of_a_late_day_and_keeps_what_was_typed(assignment, binh, nam, ask, act_url):
    url = act_url("plan_subtasks", assignment)
    bad = ask(binh, url, {"name": "Tổng hợp số liệu", "due_on": "32/11/2025"}, htmx=True)
    assert bad.status_code == 422
    assert bad.context["form"].errors.keys() == {"person", "due_on"}
    assert "Tổng hợp số liệu" in bad.text
    late = {"name": "Tổng hợp số liệu", "person": nam.pk, "due_on": "20/11/2025"}
    response = ask(binh, url, late, htmx=True)
    assert response.status_code == 204
    assert "sau h\\u1ea1n" in response["HX-Trigger"] or "sau hạn" in response["HX-Trigger"]
    assert SubTask.objects.get().due_on == date(2025, 11, 20)


def test_who_edits_an_old_one_sees_what_changed_and_loses_nothing(add, binh, mai, nam, ask):
    piece = add()
    transitions.change_subtask(
        piece.pk, by=mai, version=1, title="Tổng hợp nợ quý III", person=nam, due_on=DUE
    )
    typed = {"name": "Tổng hợp nợ năm 2025", "person": nam.pk, "due_on": "08/11/2025", "version": 1}
    response = ask(binh, url_of("edit", piece), typed, htmx=True)
    text = unescape(response.text)
    assert response.status_code == 409
    assert "Tổng hợp nợ quý III" in text  # what the other one wrote
    assert 'value="Tổng hợp nợ năm 2025"' in text
    again = typed | {"version": response.context["form"]["version"].value()}
    assert ask(binh, url_of("edit", piece), again, htmx=True).status_code == 204
    with pytest.raises(Changed):
        transitions.change_subtask(piece.pk, by=mai, version=1, title="x", person=nam, due_on=None)


def test_ticking_by_the_form_and_a_stale_one(add, nam, binh, ask):
    piece = add()
    assert ask(nam, url_of("tick", piece), {"note": "Đã gửi."}, htmx=True).status_code == 204
    assert ask(nam, url_of("tick", piece), {"note": "Đã gửi."}, htmx=True).status_code == 409
    other = add()
    assert "đang giao cho Vũ Hoài Nam" in unescape(ask(binh, url_of("remove", other)).text)
    assert ask(binh, url_of("remove", other), {}).status_code == 302
    assert ask(binh, url_of("remove", other), {}).status_code == 404


def test_filing_a_result_with_open_pieces_asks_once(add, assignment, binh, nam, ask, act_url):
    transitions.accept(assignment.pk, by=binh)
    piece = add()
    url = act_url("complete", assignment)
    assert "Vẫn báo cáo hoàn thành khi còn 1 việc con chưa xong" in unescape(ask(binh, url).text)
    asked = ask(binh, url, {"done": DONE}, htmx=True)
    assert asked.status_code == 422
    assert asked.context["form"].errors.keys() == {"despite"}
    assert ask(binh, url, {"done": DONE, "despite": "on"}, htmx=True).status_code == 204
    assert ProgressReport.objects.waiting().exists()
    piece.refresh_from_db()
    assert piece.done_on is None


def test_with_all_done_nothing_is_asked(add, assignment, binh, nam, ask, act_url):
    transitions.accept(assignment.pk, by=binh)
    transitions.tick_subtask(add().pk, by=nam)
    assert ask(binh, act_url("complete", assignment), {"done": DONE}, htmx=True).status_code == 204
