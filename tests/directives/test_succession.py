"""An agency that ended: its open work goes to its successor in one act; the past stays its own."""

from datetime import date

import pytest
from django.db import DatabaseError

from accounts.models import Role
from agencies.succession import heir_of
from directives import past, transitions
from directives.models import Assignment, AssignmentVersion
from directives.succession_page import ended_agencies, preview
from directives.transitions import NotAllowed, Progress, succeeding
from notifications.models import Notification
from tests.directives.conftest import DONE
from tests.plugins.cast import DUE_ON, SESSION_DAY
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
ENDS = date(2025, 11, 6)
AFTER = date(2025, 11, 10)
LATER = date(2025, 11, 28)


@pytest.fixture(autouse=True)
def _on_the_session_day(day):
    day(SESSION_DAY)


@pytest.fixture
def planning(make_agency, finance):
    """Sở Kế hoạch và Đầu tư, which Sở Tài chính takes over after 06/11/2025."""
    return make_agency(
        "SKHDT", "Sở Kế hoạch và Đầu tư", short_name="Sở KH&ĐT", valid_to=ENDS, successor=finance
    )


@pytest.fixture
def head(make_user, planning):
    return make_user("ke", Role.AGENCY_HEAD, "Đỗ Văn Kế", agency=planning, place="head")


@pytest.fixture
def officer(make_user, planning):
    return make_user("phan", Role.AGENCY_STAFF, "Lê Văn Phan", agency=planning)


def of(directive, agency):
    return directive.assignments.get(agency=agency)


def test_open_work_goes_on_with_both_deadlines_and_the_past_stays(
    make_directive, planning, finance, head, officer, binh, dung, lan, day, ask
):
    directive = make_directive(lead=planning)
    old = of(directive, planning)
    transitions.set_deadline(old.pk, by=dung, to=LATER, reason="Theo văn bản mới.")
    transitions.accept(old.pk, by=head)
    transitions.delegate(old.pk, by=head, to=officer)
    transitions.report(old.pk, by=officer, progress=Progress(done=DONE, percent=40))
    request = transitions.ask_extension(old.pk, by=head, to=date(2025, 12, 20), reason="Chờ số liệu.")
    day(AFTER)
    before = Notification.objects.count()
    [outcome] = transitions.move_to_successor(planning.pk, by=dung)
    new = of(directive, finance)
    assert (outcome.to, outcome.joined, outcome.problem) == (new, False, "")
    old.refresh_from_db()
    request.refresh_from_db()
    assert (old.work_state, old.passed_to, old.delegate, request.decision) == ("revoked", new, None, "lapsed")
    assert (new.role, new.work_state, new.original_due_on, new.due_on) == ("lead", "new", DUE_ON, LATER)
    assert [share.events.latest("pk").kind for share in (old, new)] == ["succeeded", "inherited"]
    # one notice each, whatever it is about
    told = Notification.objects.order_by("pk")[before:]
    assert sorted(note.recipient.username for note in told) == ["binh", "ke", "lan", "phan"]
    assert told[0].title == "Sở Tài chính tiếp nhận 1 việc của Sở KH&ĐT"
    # the numbers of each day
    counted = [
        list(AssignmentVersion.objects.as_of(on).counted().values_list("agency__code", flat=True))
        for on in (date(2025, 11, 9), AFTER)
    ]
    assert counted == [["SKHDT"], ["STC"]]
    past.rebuild([old, new])
    assert AssignmentVersion.objects.as_of(date(2025, 11, 9)).counted().get().assignment == old
    # the successor reads what its predecessor reported, and is told where it is
    page = ask(binh, f"/directives/{directive.pk}/").text
    assert "Tiếp nhận việc của Sở Kế hoạch và Đầu tư" in page
    assert "1 báo cáo của Sở KH&amp;ĐT" in page
    assert DONE in page
    office = ask(lan, f"/directives/{directive.pk}/").text
    assert "Đã giao cho <b>Sở Tài chính</b>" in office
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        transitions.reopen(old.pk, by=dung, reason="x")


def test_files_of_the_predecessor_open_for_the_successor_alone(
    make_directive, planning, finance, head, binh, ha, dung, day, pdf, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    old = of(make_directive(lead=planning), planning)
    transitions.accept(old.pk, by=head)
    report = transitions.report(old.pk, by=head, progress=Progress(done=DONE, percent=40), files=[pdf()])
    url = f"/attachments/{report.attachments.get().pk}/"
    client.force_login(binh)
    assert client.get(url).status_code == 404
    day(AFTER)
    transitions.move_to_successor(planning.pk, by=dung)
    assert client.get(url).status_code == 200
    client.force_login(ha)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("mine", "theirs", "becomes"),
    [
        (("lead", DUE_ON), ("coordinator", LATER), ("lead", DUE_ON, LATER)),
        (("coordinator", DUE_ON), ("lead", LATER), ("lead", DUE_ON, LATER)),
        (("coordinator", LATER), ("lead", DUE_ON), ("lead", DUE_ON, DUE_ON)),
        (("lead", LATER), ("lead", None), ("lead", LATER, LATER)),
        (("lead", None), ("lead", LATER), ("lead", LATER, LATER)),
    ],
)
def test_a_share_which_the_successor_has_already_is_joined(
    mine, theirs, becomes, make_directive, planning, finance, health, dung, day
):
    directive = make_directive(lead=health)
    for agency, (role, due_on) in ((planning, mine), (finance, theirs)):
        days = {"due_on": due_on, "original_due_on": due_on, "assigned_on": SESSION_DAY}
        past.keep([Assignment.objects.create(directive=directive, agency=agency, role=role, **days)])
    day(AFTER)
    row = preview(planning, AFTER).rows[0]
    [outcome] = transitions.move_to_successor(planning.pk, by=dung)
    own = of(directive, finance)
    assert outcome.joined
    assert (own.role, own.due_on, own.original_due_on) == becomes
    assert (row.role, row.due_on) == (own.get_role_display(), own.due_on)  # as it was announced
    assert of(directive, planning).passed_to == own


def test_one_row_that_cannot_go_stops_no_other(
    make_directive, planning, finance, head, binh, lan, dung, day, ask, monkeypatch
):
    filed, both, paused, broken, free = (
        make_directive(lead=planning if n != 1 else [planning, finance], title=f"Việc {n}") for n in range(5)
    )
    share = of(filed, planning)
    transitions.accept(share.pk, by=head)
    transitions.complete(share.pk, by=head, progress=Progress(done=DONE))
    done = of(both, finance)
    transitions.accept(done.pk, by=binh)
    transitions.complete(done.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(done.pk, by=lan)
    transitions.pause(of(paused, planning).pk, by=dung, reason="Chờ Trung ương.")
    day(AFTER)
    shown = preview(planning, AFTER)
    assert (shown.moving, shown.joining, shown.staying) == (3, 0, 2)
    take_over = succeeding._take_over

    def fails(share, *args, **kwargs):
        if share.directive_id == broken.pk:
            raise DatabaseError("planted")
        return take_over(share, *args, **kwargs)

    monkeypatch.setattr(succeeding, "_take_over", fails)
    page = ask(dung, f"/successions/{planning.pk}/", {}).text
    assert "đang chờ Văn phòng xác nhận" in page
    assert "đã hoàn thành phần việc của mình" in page
    assert "lỗi hệ thống" in page
    assert page.count("Đã chuyển cho Sở Tài chính") == 2
    assert of(free, finance).work_state == "new"
    went = of(paused, finance)
    assert (went.work_state, went.events.latest("pk").note) == ("paused", "Chờ Trung ương.")
    assert of(broken, planning).work_state == "new"
    # what is left can be moved later
    monkeypatch.undo()
    transitions.send_back(share.pk, by=lan, reason="Thiếu số liệu.")
    moved = [
        outcome.share.directive
        for outcome in transitions.move_to_successor(planning.pk, by=dung)
        if outcome.to
    ]
    assert moved == [filed, broken]


def test_who_may_and_when(make_directive, planning, finance, health, cast, day):
    make_directive(lead=planning)
    with pytest.raises(NotAllowed, match="đang hoạt động"):
        transitions.move_to_successor(planning.pk, by=cast["dung"])
    day(AFTER)
    for name in set(cast) - {"dung"}:
        with pytest.raises(NotAllowed, match="không có quyền"):
            transitions.move_to_successor(planning.pk, by=cast[name])
    type(planning).objects.filter(pk=planning.pk).update(successor=None)
    with pytest.raises(NotAllowed, match="chưa có cơ quan kế thừa"):
        transitions.move_to_successor(planning.pk, by=cast["dung"])


def test_the_work_goes_to_the_last_of_a_line_of_successors(make_agency, planning, finance, health):
    middle = make_agency("SM", "Sở Giữa", valid_to=ENDS, successor=health)
    planning.successor = middle
    assert heir_of(planning, AFTER) == health
    middle.successor = planning  # a ring, entered by mistake
    assert heir_of(planning, AFTER) is None


def test_the_pages_list_what_is_left_behind(
    make_directive, planning, finance, health, dung, lan, day, ask, client, django_assert_max_num_queries
):
    make_directive(lead=planning)
    make_directive(lead=health, coordinators=[planning])
    assert "Không có cơ quan nào" in ask(dung, "/successions/").text
    assert ask(dung, f"/successions/{planning.pk}/").status_code == 404  # at work still
    day(AFTER)
    [ended] = ended_agencies(AFTER)
    assert (ended.agency, ended.heir, ended.leads, ended.coordinates) == (planning, finance, 1, 1)
    assert "2 việc đang mở: 1 chủ trì, 1 phối hợp" in ask(dung, "/successions/").text
    assert "/successions/" in ask(dung, "/my-work/").text
    assert "/successions/" not in ask(lan, "/my-work/").text
    assert "Chuyển 2 việc cho Sở Tài chính" in ask(dung, f"/successions/{planning.pk}/").text
    for n in range(4):
        make_directive(lead=planning, title=f"Việc {n}", on=SESSION_DAY)
    client.force_login(dung)
    with django_assert_max_num_queries(12):
        client.get(f"/successions/{planning.pk}/")
    type(planning).objects.filter(pk=planning.pk).update(successor=None)
    refused = ask(dung, f"/successions/{planning.pk}/", {})
    assert refused.status_code == 409
    assert "chưa có cơ quan kế thừa" in refused.text


@pytest.mark.django_db(transaction=True)
def test_what_is_moved_twice_at_once_is_moved_once(make_directive, planning, finance, dung, make_user, day):
    other = make_user("son", Role.OFFICE_HEAD, "Trịnh Sơn")
    directive = make_directive(lead=planning)
    day(AFTER)
    with while_uncommitted(lambda: transitions.move_to_successor(planning.pk, by=other)) as rival:
        transitions.move_to_successor(planning.pk, by=dung)
    [outcome] = rival.result()
    assert outcome.to is None
    assert Assignment.objects.filter(directive=directive, agency=finance).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_result_filed_at_the_same_moment_waits_where_it_is(make_directive, planning, head, dung):
    share = of(make_directive(lead=planning), planning)
    transitions.accept(share.pk, by=head)
    with while_uncommitted(lambda: succeeding._tried(share, planning.successor, by=dung)) as rival:
        transitions.complete(share.pk, by=head, progress=Progress(done=DONE))
    assert "đang chờ Văn phòng xác nhận" in rival.result().problem
