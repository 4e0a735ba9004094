"""Who may move a share of work, and from where: the tables MAY and MOVES, tried exhaustively on real rows."""

from contextlib import contextmanager
from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.access import MAY, Act, demand, may
from accounts.models import Role, User
from agencies.models import Agency, Membership
from directives import transitions
from directives.access import Reach, may_act
from directives.models import Assignment, Event, ProgressReport
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import MOVES, NotAllowed, Progress
from directives.transitions.leaving import change_all
from tests.plugins.cast import SESSION_DAY

pytestmark = pytest.mark.django_db
FILED = date(2025, 11, 8)
STARTED = [WorkState.ACCEPTED, WorkState.IN_PROGRESS]
FREE = [Confirmation.NONE, Confirmation.RETURNED]
OPEN = [WorkState.NEW, *STARTED]
NONE, PENDING = Confirmation.NONE, Confirmation.PENDING
LATER = date(2025, 11, 20)
# Act → the standings (work, confirmation) from which it can start, written out once more by hand.
STARTS = {
    Act.ACCEPT: set(product([WorkState.NEW], FREE)),
    Act.REPORT: set(product(STARTED, FREE)),
    Act.COMPLETE: set(product(STARTED, FREE)),
    Act.CONFIRM: {(WorkState.IN_PROGRESS, Confirmation.PENDING)},
    Act.RETURN: {(WorkState.IN_PROGRESS, Confirmation.PENDING)},
    Act.WITHDRAW: set(product([WorkState.IN_PROGRESS], [*FREE, PENDING])),
    Act.PLAN_SUBTASKS: set(product([*OPEN, WorkState.PAUSED], [*FREE, PENDING])),
    Act.CONTRIBUTE: set(product(STARTED, FREE)),
    Act.RETRACT: set(product(STARTED, FREE)),
    Act.ASK_CONTRIBUTIONS: set(product(STARTED, FREE)),
    Act.AMEND: set(product([WorkState.IN_PROGRESS], [*FREE, PENDING])),
    Act.DELEGATE: set(product(OPEN, [*FREE, PENDING])),
    Act.DECLINE: {(WorkState.NEW, NONE), (WorkState.ACCEPTED, NONE)},
    Act.ASK_EXTENSION: set(product(OPEN, FREE)),
    Act.DECIDE_EXTENSION: set(product(OPEN, [*FREE, PENDING])),
    Act.SET_DEADLINE: set(product(OPEN, FREE)),
    Act.INSIST: {(WorkState.DECLINED, NONE)},
    Act.REASSIGN: {(WorkState.DECLINED, NONE)},
    Act.CHANGE_ROLE: set(product(OPEN, FREE)),
    Act.ASK_EXPLANATION: set(product([*OPEN, WorkState.PAUSED], [*FREE, PENDING])),
    Act.EXPLAIN: {
        *product([*OPEN, WorkState.PAUSED], [*FREE, PENDING]),
        (WorkState.DONE, Confirmation.CONFIRMED),
    },
    Act.URGE: set(product(OPEN, FREE)),
    Act.PAUSE: set(product(OPEN, FREE)),
    Act.RESUME: set(product([WorkState.PAUSED], FREE)),
    Act.REVOKE: set(product([*OPEN, WorkState.PAUSED, WorkState.DECLINED], FREE)),
    Act.MERGE: set(product([*OPEN, WorkState.PAUSED, WorkState.DECLINED], FREE)),
    Act.REPLACE: set(product([*OPEN, WorkState.PAUSED, WorkState.DECLINED], FREE)),
    Act.SUCCEED: set(product([*OPEN, WorkState.PAUSED], FREE)),
    Act.UNMERGE: set(product([WorkState.REVOKED], FREE)),
    Act.REOPEN: {
        (WorkState.DONE, Confirmation.CONFIRMED),
        *product([WorkState.REVOKED], FREE),
    },
}
# Acts of coordinators: for them the share is one of a coordinator that has contributed.
HELPING = {Act.CONTRIBUTE, Act.RETRACT}
# Who may do it to the share of Sở Tài chính.
ACTORS = {
    Act.ACCEPT: {"binh"},
    Act.REPORT: {"binh", "mai"},
    Act.COMPLETE: {"binh"},
    Act.CONFIRM: {"lan", "dung"},
    Act.RETURN: {"lan", "dung"},
    Act.WITHDRAW: {"binh", "mai"},
    Act.AMEND: {"binh", "mai"},
    Act.PLAN_SUBTASKS: {"binh", "mai"},
    Act.CONTRIBUTE: {"binh", "mai"},
    Act.RETRACT: {"binh", "mai"},
    Act.ASK_CONTRIBUTIONS: {"binh", "mai"},
    Act.DELEGATE: {"binh"},
    Act.DECLINE: {"binh"},
    Act.ASK_EXTENSION: {"binh"},
    Act.DECIDE_EXTENSION: {"dung"},
    Act.SET_DEADLINE: {"dung"},
    Act.INSIST: {"lan", "dung"},
    Act.REASSIGN: {"lan", "dung"},
    Act.CHANGE_ROLE: {"lan", "dung"},
    Act.ASK_EXPLANATION: {"chi"},
    Act.EXPLAIN: {"binh", "mai"},
    Act.URGE: {"lan", "dung"},
    Act.PAUSE: {"dung"},
    Act.RESUME: {"dung"},
    Act.REVOKE: {"dung"},
    Act.REOPEN: {"dung"},
}


# What is done to one share; the others are done to all that a directive or an agency has.
BY_SHARE = [act for act, move in MOVES.items() if move.by_share]


def do(act, share, by):
    if act not in BY_SHARE:
        to = {"work_state": MOVES[act].to_work or share.work_state}
        return change_all({share: to}, act, by=by, note="Theo chỉ đạo.")
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
        case Act.WITHDRAW:
            return transitions.withdraw(share.pk, by=by)
        case Act.PLAN_SUBTASKS:
            mai = User.objects.get(username="mai")
            return transitions.add_subtask(share.pk, by=by, title="Tổng hợp số liệu", person=mai)
        case Act.CONTRIBUTE:
            return transitions.contribute(share.pk, by=by, text="Thống nhất dự thảo.")
        case Act.RETRACT:
            return transitions.retract(share.pk, by=by)
        case Act.ASK_CONTRIBUTIONS:
            return transitions.ask_contributions(share.pk, by=by, until=LATER)
        case Act.AMEND:
            seen = share.reports.values_list("pk", flat=True).first() or 0
            progress = Progress(done="Đã làm hai phần ba.", percent=66)
            return transitions.amend(share.pk, by=by, seen=seen, version=1, progress=progress, kept=[])
        case Act.DELEGATE:
            return transitions.delegate(share.pk, by=by, to=User.objects.get(username="mai"))
        case Act.DECLINE:
            return transitions.decline(share.pk, by=by, reason="Việc thuộc Sở Xây dựng.")
        case Act.ASK_EXTENSION:
            return transitions.ask_extension(share.pk, by=by, to=LATER, reason="Chờ ý kiến Bộ Tài chính.")
        case Act.DECIDE_EXTENSION:
            return transitions.grant_extension(share.pk, by=by, to=LATER)
        case Act.SET_DEADLINE:
            return transitions.set_deadline(share.pk, by=by, to=LATER, reason="Theo văn bản mới.")
        case Act.INSIST:
            return transitions.insist(share.pk, by=by, reason="Đúng chức năng của Sở.")
        case Act.REASSIGN:
            return transitions.reassign(share.pk, by=by, to=Agency.objects.get(code="SGDDT"))
        case Act.CHANGE_ROLE:
            share.directive.assignments.exclude(pk=share.pk).update(role="lead")
            return transitions.change_role(share.pk, by=by, reason="Theo ý kiến chỉ đạo.")
        case Act.ASK_EXPLANATION:
            return transitions.ask_explanation(share.pk, by=by, question="Vì sao chậm?", due_on=LATER)
        case Act.EXPLAIN:
            return transitions.explain(share.pk, by=by, answer="Chờ số liệu của chủ đầu tư.")
        case Act.URGE:
            return transitions.urge(share.pk, kind="reminder", text="Đề nghị khẩn trương.", by=by)
        case Act.PAUSE:
            return transitions.pause(share.pk, by=by, reason="Chờ Trung ương hướng dẫn.")
        case Act.RESUME:
            return transitions.resume(share.pk, by=by)
        case Act.REVOKE:
            return transitions.revoke(share.pk, by=by, reason="Đã có chỉ đạo khác.")
        case Act.REOPEN:
            return transitions.reopen(share.pk, by=by, reason="Kết quả bị hủy bỏ.")
    raise AssertionError(act)


def possible(work, confirmation):
    """The database knows no work that is done and not confirmed, nor the reverse."""
    return (work == WorkState.DONE) == (confirmation == Confirmation.CONFIRMED)


def stand(share, work, confirmation, *, act=None):
    """Put a share where the constraints allow it to stand; False where they do not.

    What the act is about is there: a request for extension or for an explanation waits, or the share is a
    coordinator's which has contributed.
    """
    asked, questioned, helping = act == Act.DECIDE_EXTENSION, act == Act.EXPLAIN, act in HELPING
    if not possible(work, confirmation):
        return False
    filed = FILED if confirmation in (Confirmation.PENDING, Confirmation.CONFIRMED) else None
    done = confirmation == Confirmation.CONFIRMED
    share.extension_requests.all().delete()
    share.explanations.all().delete()
    Assignment.objects.filter(pk=share.pk).update(
        work_state=work,
        confirmation=confirmation,
        filed_on=filed,
        finished_on=filed if done else None,
        confirmed_on=FILED if done else None,
        accepted_at=None if work == WorkState.NEW else timezone.now(),
        asked_due_on=LATER if asked else None,
        explain_on=LATER if questioned else None,
        passed_to=None,
        delegate=None,
        role="coordinator" if helping else "lead",
        contributed_on=FILED if helping else None,
    )
    share.contributions.all().delete()
    if helping:
        share.contributions.create(text="Thống nhất.", filed_by_id=share.filer, filed_on=FILED)
    share.reports.all().delete()
    told = {"assignment": share, "filed_by_id": share.filer, "filed_on": FILED}
    if confirmation == Confirmation.PENDING:
        ProgressReport.objects.create(kind="completion", percent=100, done="Xong", **told)
    elif work == WorkState.IN_PROGRESS:
        ProgressReport.objects.create(kind="progress", percent=30, done="Một phần", **told)
    if work == WorkState.IN_PROGRESS:
        transitions.record(Event.Kind.REPORTED, by=None, assignment=share)
    if questioned:
        share.explanations.create(question="Vì sao?", due_on=LATER, asked_by_id=share.filer)
    if asked:
        share.extension_requests.create(
            due_on=share.due_on, asked_due_on=LATER, reason="Chờ số liệu", asked_by_id=share.filer
        )
    return True


def test_every_act_on_a_share_has_one_move_and_the_hand_written_table_agrees():
    assert set(STARTS) == set(MOVES)
    for act, move in MOVES.items():
        assert {pair for pair in product(move.work, move.confirmation) if possible(*pair)} == STARTS[act]


@pytest.mark.parametrize("act", list(MOVES), ids=lambda act: act.value)
def test_an_act_starts_only_from_its_standings(act, assignment, cast, binh, education, day):
    day(SESSION_DAY)
    assignment.filer = binh.pk
    by = cast[min(ACTORS.get(act, {"lan"}))]
    tried = 0
    for work, confirmation in product(WorkState, Confirmation):
        if not stand(assignment, work, confirmation, act=act):
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
            continue
        with rolled_back():
            told = assignment.events.latest("pk").pk if assignment.events.exists() else 0
            do(act, assignment, by)
            assert assignment.events.filter(pk__gt=told, kind=MOVES[act].kind).count() == 1, (
                work,
                confirmation,
            )
    assert tried == 7 * 3 + 1


@pytest.mark.parametrize("act", BY_SHARE, ids=lambda act: act.value)
def test_only_these_people_may(act, cast, assignment, binh, education, day):
    day(SESSION_DAY)
    assignment.filer = binh.pk
    stand(assignment, *min(STARTS[act]), act=act)
    assignment.refresh_from_db()
    for name, person in cast.items():
        allowed = name in ACTORS[act]
        assert may_act(person, assignment, act) is allowed, name
        assert (act in transitions.acts_open_to(person, assignment)) is allowed, name
        if not allowed:
            with pytest.raises(NotAllowed, match="không có quyền"):
                do(act, assignment, person)
    for name in sorted(ACTORS[act]):
        with rolled_back():
            do(act, assignment, cast[name])


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_the_table_of_roles_is_what_the_house_decided():
    """A change of the table is a decision: it is made here too, by hand."""
    by_role = {role: {act.value for act in acts} for role, acts in MAY.items()}
    office = {
        "see_meetings",
        "log_meeting",
        "review",
        "remember_name",
        "publish",
        "confirm",
        "return",
        "see_province",
        "see_office",
        "see_reports",
        "see_deliveries",
        "resend",
        "insist",
        "reassign",
        "edit_directive",
        "add_agency",
        "change_role",
        "merge",
        "unmerge",
        "replace",
        "star",
        "urge",
        "comment",
        "split",
        "set_cycle",
        "share_view",
        "set_targets",
        "enter_target_values",
        "compare_days",
        "see_scores",
        "tell_results",
    }
    decisions = {
        "see_own_directed",
        "change_cycle",
        "stop_cycle",
        "criticise",
        "take_over",
        "set_rules",
        "set_webhooks",
        "decide_extension",
        "set_deadline",
        "pause",
        "resume",
        "revoke",
        "reopen",
        "succeed",
        "publish_numbers",
    }
    staff = {"see_own_agency", "compare_days", "see_scores", "enter_target_values"}
    staff |= {"report", "withdraw", "contribute", "retract", "ask_contributions"}
    staff |= {"amend", "plan_subtasks", "tick_subtask", "explain"}
    head = staff | {"take_over", "accept", "decline", "delegate", "complete", "ask_extension"}
    reads = {"see_meetings", "see_province", "see_reports", "compare_days", "see_scores", "see_deliveries"}
    assert by_role == {
        Role.LEADER: {
            *(
                "see_meetings",
                "see_province",
                "see_reports",
                "compare_days",
                "see_scores",
                "see_own_directed",
            ),
            *("star", "comment", "instruct", "ask_explanation"),
        },
        Role.OFFICE_HEAD: office | decisions,
        Role.OFFICE_STAFF: office,
        Role.AGENCY_HEAD: head,
        Role.AGENCY_STAFF: staff,
        Role.AUDITOR: reads,
        Role.ADMIN: reads | {"set_webhooks", "manage"},
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
