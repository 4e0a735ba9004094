"""Work that stops for a while or for good, and work that is taken up again."""

from datetime import date

import pytest

from directives import transitions
from directives.history import history_of
from directives.models import Assignment, Event
from directives.models.assignment import Confirmation, WorkState
from directives.standing import standing
from directives.transitions import NotAllowed, Progress
from directives.waiting import Waiting
from reminders.planning import preview
from tests.directives.conftest import DONE
from tests.plugins.cast import DUE_ON

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
LATE = date(2025, 11, 20)
WHY = "Chờ Bộ Tài chính hướng dẫn."


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_stopping_and_reopening_take_a_reason(reason, brought_to, dung):
    share = brought_to("accepted")
    for act in (transitions.pause, transitions.revoke):
        with pytest.raises(NotAllowed, match="lý do"):
            act(share.pk, by=dung, reason=reason)
    transitions.revoke(share.pk, by=dung, reason=WHY)
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.reopen(share.pk, by=dung, reason=reason)


def test_what_is_paused_is_not_overdue_not_reminded_and_asks_nothing(ladder, brought_to, cast, binh, dung):
    share = brought_to("accepted")
    assert share in Assignment.objects.overdue(LATE)
    assert {due.assignment for due in preview(LATE)} == {share}
    transitions.pause(share.pk, by=dung, reason=WHY)
    share.refresh_from_db()
    counted = Assignment.objects.counted()
    for rows in (
        counted.overdue(LATE),
        counted.fallen_due(LATE),
        counted.due_within(30, TODAY),
        counted.not_updated(LATE),
        counted.open(),
    ):
        assert share not in rows
    assert share in counted.not_done()  # it is still given
    assert preview(LATE) == []
    assert Waiting(binh, LATE).groups() == []
    shown = standing(share, LATE)
    assert (shown.state, shown.text, shown.time_text) == ("paused", "Tạm dừng", "")


@pytest.mark.parametrize("stood", ["new", "accepted", "reported", "returned"])
def test_what_is_resumed_or_reopened_goes_on_from_where_it_stood(stood, brought_to, dung, ladder):
    share = brought_to(stood)
    before = (share.work_state, share.percent, share.accepted_at, share.due_on, share.original_due_on)
    transitions.pause(share.pk, by=dung, reason=WHY)
    transitions.resume(share.pk, by=dung)
    share.refresh_from_db()
    now = (share.work_state, share.percent, share.accepted_at, share.due_on, share.original_due_on)
    assert now == before
    assert share.confirmation == (Confirmation.RETURNED if stood == "returned" else Confirmation.NONE)
    assert share in Assignment.objects.overdue(LATE)
    assert share in {due.assignment for due in preview(LATE)}
    transitions.revoke(share.pk, by=dung, reason=WHY)
    transitions.reopen(share.pk, by=dung, reason="Thu hồi nhầm.")
    share.refresh_from_db()
    now = (share.work_state, share.percent, share.accepted_at, share.due_on, share.original_due_on)
    assert now == before


def test_what_is_revoked_leaves_all_counts_and_lists(ladder, brought_to, binh, dung, lan):
    share = brought_to("accepted")
    transitions.revoke(share.pk, by=dung, reason="Đã có chỉ đạo khác.")
    share.refresh_from_db()
    counted = Assignment.objects.counted()
    for rows in (counted, counted.not_done(), counted.overdue(LATE), counted.fallen_due(LATE)):
        assert share not in rows
    assert preview(LATE) == []
    for person in (binh, lan, dung):
        assert Waiting(person, LATE).groups() == []
    assert standing(share, LATE).text == "Thu hồi"


def test_a_directive_without_a_lead_releases_its_coordinators_until_it_is_reopened(
    directive, assignment, dung
):
    helper = directive.assignments.coordinators().get()
    transitions.revoke(assignment.pk, by=dung, reason="Đã có chỉ đạo khác.")
    helper.refresh_from_db()
    assert helper.released_on == TODAY
    assert helper.events.latest("pk").kind == Event.Kind.RELEASED
    transitions.reopen(assignment.pk, by=dung, reason="Thu hồi nhầm.")
    helper.refresh_from_db()
    assert helper.released_on is None
    recalled = helper.events.latest("pk")
    assert (recalled.kind, recalled.actor) == (Event.Kind.REOPENED, dung)
    assert recalled.data == {"released_on": ["2025-11-06", None]}


def test_a_paused_coordinator_is_released_with_the_others(directive, brought_to, dung):
    helper = directive.assignments.coordinators().get()
    transitions.pause(helper.pk, by=dung, reason=WHY)
    brought_to("confirmed")
    with pytest.raises(NotAllowed, match="không còn việc phối hợp"):
        transitions.resume(helper.pk, by=dung)


def test_a_revoked_coordinator_is_not_reopened_once_the_leads_are_done(directive, brought_to, dung):
    helper = directive.assignments.coordinators().get()
    transitions.revoke(helper.pk, by=dung, reason="Không cần phối hợp.")
    brought_to("confirmed")
    with pytest.raises(NotAllowed, match="không còn việc phối hợp"):
        transitions.reopen(helper.pk, by=dung, reason="Thu hồi nhầm.")


def test_reopening_what_was_done_makes_it_undone_and_keeps_what_was_said(brought_to, binh, dung, lan, day):
    share = brought_to("confirmed")
    day(date(2025, 11, 15))
    transitions.reopen(share.pk, by=dung, reason="Quyết định bị hủy bỏ.")
    share.refresh_from_db()
    assert (share.work_state, share.confirmation) == (WorkState.IN_PROGRESS, Confirmation.NONE)
    assert (share.filed_on, share.finished_on, share.confirmed_on) == (None, None, None)
    assert share.percent == 40  # as last reported before the result
    assert (share.original_due_on, share.due_on) == (DUE_ON, DUE_ON)
    assert share in Assignment.objects.counted().overdue(date(2025, 11, 15))
    assert share not in Assignment.objects.done()
    assert [report.decision for report in share.reports.all()] == ["confirmed", ""]
    data = share.events.latest("pk").data
    assert data["work_state"] == ["done", "in_progress"]
    assert data["finished_on"] == ["2025-11-06", None]
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(share.pk, by=lan)
    share.refresh_from_db()
    assert share.timing_on(LATE) == "finished_late"  # the new result counts


@pytest.mark.parametrize(
    ("act", "from_state", "said"),
    [
        ("pause", "accepted", "cho Sở Tài chính tạm dừng thực hiện"),
        ("revoke", "accepted", "thu hồi nhiệm vụ đã giao Sở Tài chính"),
        ("reopen", "confirmed", "mở lại việc của Sở Tài chính"),
    ],
)
def test_the_agency_hears_why_and_the_history_says_it(
    act, from_state, said, cast, brought_to, dung, lan, heard
):
    share = brought_to(from_state)
    getattr(transitions, act)(share.pk, by=dung, reason=WHY)
    assert heard(act) == ["binh", "mai"]
    entry = next(one for one in history_of(share.directive, lan) if one.did == said)
    assert (entry.who, entry.note) == ("Nguyễn Tiến Dũng", WHY)


def test_resuming_is_told_to_the_agency_too(cast, brought_to, dung, binh, nam, heard, last_event):
    share = brought_to("accepted")
    transitions.delegate(share.pk, by=binh, to=nam)
    transitions.pause(share.pk, by=dung, reason=WHY)
    transitions.resume(share.pk, by=dung, note="Đã có hướng dẫn.")
    assert heard("resume") == ["binh", "mai", "nam"]
    event = last_event(share)
    assert (event.kind, event.note, event.data["work_state"]) == (
        "resumed",
        "Đã có hướng dẫn.",
        ["paused", "accepted"],
    )


@pytest.mark.parametrize("act", ["pause", "revoke"])
def test_a_result_that_waits_is_decided_on_first(act, brought_to, dung):
    share = brought_to("filed")
    with pytest.raises(NotAllowed, match="Chờ xác nhận"):
        getattr(transitions, act)(share.pk, by=dung, reason=WHY)


def test_nobody_stops_or_reopens_the_work_of_an_agency_they_belong_to(brought_to, dung, finance):
    share = brought_to("accepted")
    finance.memberships.create(user=dung, role="staff")
    for act in (transitions.pause, transitions.revoke):
        with pytest.raises(NotAllowed, match="không có quyền"):
            act(share.pk, by=dung, reason=WHY)
