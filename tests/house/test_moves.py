"""Who may move a share of work, and from where: the tables MAY and MOVES, tried exhaustively on real rows."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.access import MAY, Act, demand, may
from accounts.models import Role
from agencies.models import Membership
from directives import transitions
from directives.access import Reach, may_act
from directives.models import Assignment, Event, ProgressReport
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import MOVES, NotAllowed, Progress

pytestmark = pytest.mark.django_db
FILED = date(2025, 11, 8)
STARTED = [WorkState.ACCEPTED, WorkState.IN_PROGRESS]
FREE = [Confirmation.NONE, Confirmation.RETURNED]
# Act → the standings (work, confirmation) from which it can start, written out once more by hand.
STARTS = {
    Act.ACCEPT: set(product([WorkState.NEW], FREE)),
    Act.REPORT: set(product(STARTED, FREE)),
    Act.COMPLETE: set(product(STARTED, FREE)),
    Act.CONFIRM: {(WorkState.IN_PROGRESS, Confirmation.PENDING)},
    Act.RETURN: {(WorkState.IN_PROGRESS, Confirmation.PENDING)},
}
# Who may do it to the share of Sở Tài chính, which Sở Tài chính leads.
ACTORS = {
    Act.ACCEPT: {"binh"},
    Act.REPORT: {"binh", "mai"},
    Act.COMPLETE: {"binh"},
    Act.CONFIRM: {"lan", "dung"},
    Act.RETURN: {"lan", "dung"},
}


def do(act, share, by):
    match act:
        case Act.ACCEPT:
            return transitions.accept(share.pk, by=by)
        case Act.REPORT:
            return transitions.report(share.pk, by=by, progress=Progress(done="Đã làm một nửa.", percent=50))
        case Act.COMPLETE:
            return transitions.complete(share.pk, by=by, progress=Progress(done="Đã xong."))
        case Act.CONFIRM:
            return transitions.confirm(share.pk, by=by)
        case Act.RETURN:
            return transitions.send_back(share.pk, by=by, reason="Thiếu số liệu.")
    raise AssertionError(act)


def stand(share, work, confirmation):
    """Put a share where the constraints allow it to stand; False where they do not."""
    if (work == WorkState.DONE) != (confirmation == Confirmation.CONFIRMED):
        return False
    filed = FILED if confirmation in (Confirmation.PENDING, Confirmation.CONFIRMED) else None
    done = confirmation == Confirmation.CONFIRMED
    Assignment.objects.filter(pk=share.pk).update(
        work_state=work,
        confirmation=confirmation,
        filed_on=filed,
        finished_on=filed if done else None,
        confirmed_on=FILED if done else None,
        accepted_at=None if work == WorkState.NEW else timezone.now(),
    )
    share.reports.all().delete()
    if confirmation == Confirmation.PENDING:
        ProgressReport.objects.create(
            assignment=share,
            kind="completion",
            percent=100,
            done="Xong",
            filed_by_id=share.filer,
            filed_on=FILED,
        )
    return True


def test_every_act_on_a_share_has_one_move_and_the_hand_written_table_agrees():
    assert set(STARTS) == set(MOVES)
    for act, move in MOVES.items():
        assert set(product(move.work, move.confirmation)) == STARTS[act]


@pytest.mark.parametrize("act", list(MOVES), ids=lambda act: act.value)
def test_an_act_starts_only_from_its_standings(act, assignment, binh, lan):
    assignment.filer = binh.pk
    by = lan if act in (Act.CONFIRM, Act.RETURN) else binh
    tried = 0
    for work, confirmation in product(WorkState, Confirmation):
        if not stand(assignment, work, confirmation):
            continue
        tried += 1
        assignment.refresh_from_db()
        allowed = (work, confirmation) in STARTS[act]
        assert transitions.can(assignment, act) is allowed, (work, confirmation)
        if not allowed:
            before = Event.objects.count()
            with pytest.raises(NotAllowed):
                do(act, assignment, by)
            assert Event.objects.count() == before
    assert tried == 6 * 3 + 1


@pytest.mark.parametrize("act", list(MOVES), ids=lambda act: act.value)
def test_only_these_people_may(act, cast, assignment, binh):
    assignment.filer = binh.pk
    stand(assignment, *next(iter(STARTS[act])))
    assignment.refresh_from_db()
    for name, person in cast.items():
        allowed = name in ACTORS[act]
        assert may_act(person, assignment, act) is allowed, name
        assert (act in transitions.acts_open_to(person, assignment)) is allowed, name
        if not allowed:
            with pytest.raises(NotAllowed, match="không có quyền"):
                do(act, assignment, person)
    do(act, assignment, cast[min(ACTORS[act])])


def test_the_table_of_roles_is_what_the_house_decided():
    """A change of the table is a decision: it is made here too, by hand."""
    by_role = {role: {act.value for act in acts} for role, acts in MAY.items()}
    office = {
        "see_meetings", "log_meeting", "review", "remember_name", "publish", "confirm", "return",
        "see_province", "see_deliveries", "resend",
    }  # fmt: skip
    assert by_role == {
        Role.LEADER: {"see_meetings", "see_province"},
        Role.OFFICE_HEAD: office,
        Role.OFFICE_STAFF: office,
        Role.AGENCY_HEAD: {"accept", "report", "complete"},
        Role.AGENCY_STAFF: {"report"},
        Role.AUDITOR: {"see_meetings", "see_province", "see_deliveries"},
        Role.ADMIN: {"see_meetings", "see_province", "see_deliveries", "manage"},
    }


def test_what_the_table_refuses_is_refused(cast):
    for person in cast.values():
        for act in Act:
            if may(person, act):
                demand(person, act)
            else:
                with pytest.raises(PermissionDenied):
                    demand(person, act)


@pytest.mark.parametrize("act", [Act.CONFIRM, Act.RETURN])
@pytest.mark.parametrize("place", list(Membership.Role))
def test_nobody_decides_on_the_result_of_an_agency_they_belong_to(act, place, assignment, binh, lan):
    assignment.filer = binh.pk
    stand(assignment, WorkState.IN_PROGRESS, Confirmation.PENDING)
    Membership.objects.create(user=lan, agency=assignment.agency, role=place)
    assert not Reach.of(lan).may_act(assignment, act)
    with pytest.raises(NotAllowed, match="không có quyền"):
        do(act, assignment, lan)


def test_what_is_delegated_to_an_officer_the_officer_reports_on(assignment, binh, nam):
    transitions.accept(assignment.pk, by=binh)
    with pytest.raises(NotAllowed):
        do(Act.REPORT, assignment, nam)
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    assert do(Act.REPORT, assignment, nam).percent == 50


def test_a_coordinator_reports_and_files_no_result(directive, health, ha):
    share = directive.assignments.get(agency=health)
    do(Act.ACCEPT, share, ha)
    do(Act.REPORT, share, ha)
    with pytest.raises(NotAllowed, match="cơ quan chủ trì"):
        do(Act.COMPLETE, share, ha)


def test_a_result_is_finished_on_the_day_it_was_filed(assignment, binh, lan, day):
    day(date(2025, 11, 5))
    do(Act.ACCEPT, assignment, binh)
    day(date(2025, 11, 9))  # the deadline itself
    do(Act.COMPLETE, assignment, binh)
    day(date(2025, 11, 20))
    do(Act.CONFIRM, assignment, lan)
    assignment.refresh_from_db()
    assert (assignment.finished_on, assignment.confirmed_on) == (date(2025, 11, 9), date(2025, 11, 20))
    assert assignment.timing_on(date(2026, 1, 1)) == "finished_on_time"


def test_a_returned_result_counts_as_not_done(assignment, binh, lan, day):
    day(date(2025, 11, 8))
    for act, by in ((Act.ACCEPT, binh), (Act.REPORT, binh), (Act.COMPLETE, binh), (Act.RETURN, lan)):
        do(act, assignment, by)
    assignment.refresh_from_db()
    assert (assignment.filed_on, assignment.finished_on, assignment.percent) == (None, None, 50)
    counted = Assignment.objects.counted()
    assert assignment in counted.not_done()
    assert assignment not in counted.done()
    assert assignment in counted.returned().waiting_on_agency()
    assert assignment in counted.overdue(date(2025, 11, 10))
    assert assignment not in counted.overdue(date(2025, 11, 9))


def test_the_history_tells_each_act_field_by_field(assignment, binh, lan):
    for act, by in ((Act.ACCEPT, binh), (Act.REPORT, binh), (Act.COMPLETE, binh), (Act.CONFIRM, lan)):
        do(act, assignment, by)
    events = list(assignment.events.order_by("pk"))
    assert [event.kind for event in events] == ["accepted", "reported", "completed", "confirmed"]
    assert events[0].data["work_state"] == ["new", "accepted"]
    assert events[3].data["confirmation"] == ["pending", "confirmed"]
    assert [event.actor_name for event in events] == ["Hồ Thanh Bình"] * 3 + ["Trần Thị Lan"]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(reason, assignment, binh, lan):
    assignment.filer = binh.pk
    stand(assignment, WorkState.IN_PROGRESS, Confirmation.PENDING)
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.send_back(assignment.pk, by=lan, reason=reason)


@pytest.mark.parametrize("percent", [-1, 100, 101])
def test_progress_is_between_0_and_99(percent, assignment, binh):
    do(Act.ACCEPT, assignment, binh)
    with pytest.raises(NotAllowed, match="từ 0 đến 99"):
        transitions.report(assignment.pk, by=binh, progress=Progress(done="Đã làm.", percent=percent))
