"""Two people press at the same moment: one of them is told so, and history has one line."""

from datetime import date

import pytest

from accounts.models import Role
from directives import transitions
from directives.models import Assignment, Contribution, Event, ProgressReport
from directives.models.rules import follow_up_rules
from directives.transitions import NotAllowed, Progress
from notifications.models import Notification
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)
LATER = date(2025, 11, 20)


@pytest.fixture
def filed(assignment, binh, mai):
    """A result of Sở Tài chính which waits for the Office."""
    transitions.accept(assignment.pk, by=binh)
    transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh."))
    return assignment


def test_two_people_confirming_at_the_same_moment_make_one_confirmation(filed, lan, dung, binh):
    with while_uncommitted(lambda: transitions.confirm(filed.pk, by=dung)) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    event = Event.objects.get(assignment=filed, kind=Event.Kind.CONFIRMED)
    assert event.actor == lan
    assert ProgressReport.objects.get(assignment=filed).decided_by == lan
    assert Notification.objects.filter(recipient=binh, key__startswith="confirmed:").count() == 1
    assert Assignment.objects.done().get() == filed


def test_one_confirms_while_the_other_returns(filed, lan, dung):
    with while_uncommitted(lambda: transitions.send_back(filed.pk, by=dung, reason="Thiếu.")) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    assert not Event.objects.filter(kind=Event.Kind.RETURNED).exists()


def test_one_returns_while_the_other_confirms(filed, lan, dung):
    with while_uncommitted(lambda: transitions.confirm(filed.pk, by=dung)) as rival:
        transitions.send_back(filed.pk, by=lan, reason="Thiếu số liệu.")

    with pytest.raises(NotAllowed):
        rival.result()
    assert not Assignment.objects.done().exists()


def test_head_and_focal_officer_reporting_at_once_are_both_heard(assignment, binh, mai):
    transitions.accept(assignment.pk, by=binh)
    with while_uncommitted(
        lambda: transitions.report(assignment.pk, by=mai, progress=Progress(done="Một nửa.", percent=50))
    ) as rival:
        transitions.report(assignment.pk, by=binh, progress=Progress(done="Một phần.", percent=30))

    assert rival.result().percent == 50
    assignment.refresh_from_db()
    assert assignment.percent == 50
    changes = [event.data.get("percent") for event in Event.objects.filter(kind="reported").order_by("pk")]
    assert changes == [[0, 30], [30, 50]]


def test_a_result_filed_twice_at_once_is_filed_once(assignment, binh):
    transitions.accept(assignment.pk, by=binh)
    told = Progress(done="Đã hoàn thành.")
    with while_uncommitted(lambda: transitions.complete(assignment.pk, by=binh, progress=told)) as rival:
        transitions.complete(assignment.pk, by=binh, progress=told)

    with pytest.raises(NotAllowed):
        rival.result()
    assert ProgressReport.objects.count() == 1


def test_accepting_twice_at_once_is_accepting_once(assignment, binh, make_user, finance):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(lambda: transitions.accept(assignment.pk, by=deputy)) as rival:
        transitions.accept(assignment.pk, by=binh)

    with pytest.raises(NotAllowed):
        rival.result()
    assert Event.objects.get(kind=Event.Kind.ACCEPTED).actor == binh


def test_declining_while_another_accepts_is_one_of_them(assignment, binh, make_user, finance):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(
        lambda: transitions.report(assignment.pk, by=deputy, progress=Progress(done="Một phần.", percent=10))
    ) as rival:
        transitions.decline(assignment.pk, by=binh, reason="Không thuộc chức năng.")

    with pytest.raises(NotAllowed, match="Từ chối"):
        rival.result()
    assert Assignment.objects.declined().get() == assignment


def test_accepting_while_another_declines_is_too_late(assignment, binh, make_user, finance):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(lambda: transitions.accept(assignment.pk, by=deputy)) as rival:
        transitions.decline(assignment.pk, by=binh, reason="Không thuộc chức năng.")

    with pytest.raises(NotAllowed, match="Từ chối"):
        rival.result()
    assert not Event.objects.filter(kind=Event.Kind.ACCEPTED).exists()


def test_what_is_withdrawn_at_the_same_moment_is_not_confirmed(filed, binh, lan):
    with while_uncommitted(lambda: transitions.confirm(filed.pk, by=lan)) as rival:
        transitions.withdraw(filed.pk, by=binh)

    with pytest.raises(NotAllowed):
        rival.result()
    assert not Assignment.objects.done().exists()
    assert ProgressReport.objects.get(assignment=filed).decision == "withdrawn"


def test_what_is_confirmed_at_the_same_moment_is_not_withdrawn(filed, binh, lan):
    with while_uncommitted(lambda: transitions.withdraw(filed.pk, by=binh)) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    assert ProgressReport.objects.get(assignment=filed).decision == "confirmed"


def amended(share, by, done):
    read = share.reports.get()
    values = {"seen": read.pk, "version": read.version, "progress": Progress(done=done), "kept": []}
    return lambda: transitions.amend(share.pk, by=by, **values)


def test_what_is_amended_at_the_same_moment_is_not_confirmed_unread(filed, binh, lan):
    read = filed.reports.get()
    with while_uncommitted(
        lambda: transitions.confirm(filed.pk, by=lan, seen=read.pk, version=read.version)
    ) as rival:
        amended(filed, binh, "Đã trình Tờ trình số 121.")()

    with pytest.raises(NotAllowed, match="vừa sửa kết quả"):
        rival.result()
    assert not Assignment.objects.done().exists()


def test_what_is_confirmed_at_the_same_moment_is_not_amended(filed, binh, lan):
    with while_uncommitted(amended(filed, binh, "Đã trình Tờ trình số 121.")) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    assert filed.reports.get().done == "Đã trình UBND tỉnh."


def test_two_who_amend_at_once_do_not_write_over_each_other(filed, binh, mai):
    with while_uncommitted(amended(filed, mai, "Đã trình Tờ trình số 122.")) as rival:
        amended(filed, binh, "Đã trình Tờ trình số 121.")()

    with pytest.raises(transitions.Changed):
        rival.result()
    assert filed.reports.get().done == "Đã trình Tờ trình số 121."


@pytest.fixture
def asked(assignment, binh, day):
    """Sở Tài chính asks for more time; two people may decide."""
    day(date(2025, 11, 5))
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason="Chờ số liệu.")
    return assignment


def test_two_decisions_on_an_extension_at_once_are_one(asked, dung, make_user):
    other = make_user("son", Role.OFFICE_HEAD, "Lê Hồng Sơn")
    with while_uncommitted(
        lambda: transitions.refuse_extension(asked.pk, by=other, reason="Còn đủ thời gian.")
    ) as rival:
        transitions.grant_extension(asked.pk, by=dung, to=LATER)

    with pytest.raises(NotAllowed):
        rival.result()
    asked.refresh_from_db()
    assert (asked.due_on, asked.extension_requests.granted().count()) == (LATER, 1)
    assert not Event.objects.filter(kind=Event.Kind.EXTENSION_REFUSED).exists()


def test_asking_twice_at_once_is_asking_once(assignment, binh, day, make_user, finance):
    day(date(2025, 11, 5))
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(
        lambda: transitions.ask_extension(assignment.pk, by=deputy, to=LATER, reason="Chờ ý kiến.")
    ) as rival:
        transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason="Chờ số liệu.")

    with pytest.raises(NotAllowed, match="đang chờ quyết định"):
        rival.result()
    assert assignment.extension_requests.count() == 1


def test_what_two_agencies_declined_goes_to_the_same_one_once(
    directive, assignment, binh, ha, lan, dung, education
):
    helper = directive.assignments.coordinators().get()
    transitions.decline(assignment.pk, by=binh, reason="Không thuộc chức năng.")
    transitions.decline(helper.pk, by=ha, reason="Không thuộc chức năng.")
    with while_uncommitted(lambda: transitions.reassign(helper.pk, by=dung, to=education)) as rival:
        transitions.reassign(assignment.pk, by=lan, to=education)

    with pytest.raises(NotAllowed, match="đã có phần việc"):
        rival.result()
    assert directive.assignments.filter(agency=education).count() == 1


def test_a_coordinator_gets_no_work_back_while_the_last_lead_is_confirmed(directive, filed, ha, lan, dung):
    helper = directive.assignments.coordinators().get()
    transitions.revoke(helper.pk, by=dung, reason="Không cần phối hợp.")
    with while_uncommitted(lambda: transitions.reopen(helper.pk, by=dung, reason="Thu hồi nhầm.")) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed, match="không còn việc phối hợp"):
        rival.result()
    assert not Assignment.objects.coordinators().open().exists()


def test_two_answers_at_once_are_one(assignment, chi, binh, mai, day):
    day(date(2025, 11, 5))
    transitions.ask_explanation(assignment.pk, by=chi, question="Vì sao chậm?", due_on=LATER)
    with while_uncommitted(
        lambda: transitions.explain(assignment.pk, by=mai, answer="Chờ số liệu của chủ đầu tư.")
    ) as rival:
        transitions.explain(assignment.pk, by=binh, answer="Chưa bố trí được cán bộ.")

    with pytest.raises(NotAllowed, match="Không có yêu cầu giải trình"):
        rival.result()
    assert assignment.explanations.get().answered_by == binh
    assert Event.objects.filter(kind=Event.Kind.EXPLAINED).count() == 1


def test_what_is_answered_at_the_same_moment_is_not_withdrawn(assignment, chi, binh, day):
    day(date(2025, 11, 5))
    asked = transitions.ask_explanation(assignment.pk, by=chi, question="Vì sao chậm?", due_on=LATER)
    with while_uncommitted(lambda: transitions.withdraw_explanation(asked.pk, by=chi)) as rival:
        transitions.explain(assignment.pk, by=binh, answer="Chờ số liệu của chủ đầu tư.")

    with pytest.raises(NotAllowed, match="đã được trả lời"):
        rival.result()
    asked.refresh_from_db()
    assert (asked.answered_by, asked.withdrawn_at) == (binh, None)


def test_two_who_urge_at_once_are_one_urging(assignment, lan, dung):
    with while_uncommitted(
        lambda: transitions.urge(assignment.pk, kind="criticism", text="Phê bình chậm trễ.", by=dung)
    ) as rival:
        transitions.urge(assignment.pk, kind="reminder", text="Đề nghị khẩn trương.", by=lan)

    with pytest.raises(NotAllowed, match="Đã đôn đốc lần 1"):
        rival.result()
    assert assignment.urgings.get().by == lan


def test_what_is_filed_at_the_same_moment_is_not_urged(assignment, binh, lan):
    transitions.accept(assignment.pk, by=binh)
    with while_uncommitted(
        lambda: transitions.urge(assignment.pk, kind="reminder", text="Đề nghị khẩn trương.", by=lan)
    ) as rival:
        transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh."))

    with pytest.raises(NotAllowed, match="Chờ xác nhận"):
        rival.result()
    assert not assignment.urgings.exists()


@pytest.fixture
def helper(directive, assignment, binh, ha):
    """The share of Sở Y tế, which has given its opinion; Sở Tài chính leads and is at work."""
    share = directive.assignments.coordinators().get()
    transitions.accept(assignment.pk, by=binh)
    transitions.accept(share.pk, by=ha)
    transitions.contribute(share.pk, by=ha, text="Thống nhất dự thảo lần 2.")
    return share


def test_an_opinion_is_not_taken_back_while_the_lead_files_its_result(assignment, helper, binh, ha):
    with while_uncommitted(lambda: transitions.retract(helper.pk, by=ha)) as rival:
        transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh."))

    with pytest.raises(NotAllowed, match="đã gửi kết quả"):
        rival.result()
    assert Contribution.objects.standing().count() == 1


def test_an_opinion_taken_back_twice_at_once_is_taken_back_once(helper, ha, health, make_user):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=health, place="head")
    with while_uncommitted(lambda: transitions.retract(helper.pk, by=deputy)) as rival:
        transitions.retract(helper.pk, by=ha)

    with pytest.raises(NotAllowed, match="Không có ý kiến"):
        rival.result()
    assert Event.objects.filter(kind=Event.Kind.RETRACTED).count() == 1


def test_two_leads_asking_at_once_ask_once(make_directive, finance, education, health, binh, ha, make_user):
    tam = make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")
    made = make_directive(lead=[finance, education], coordinators=[health])
    first, second = (made.assignments.get(agency=agency) for agency in (finance, education))
    transitions.accept(first.pk, by=binh)
    transitions.accept(second.pk, by=tam)
    with while_uncommitted(
        lambda: transitions.ask_contributions(second.pk, by=tam, until=date(2099, 1, 1))
    ) as rival:
        transitions.ask_contributions(first.pk, by=binh, until=date(2099, 1, 1))

    with pytest.raises(NotAllowed, match="24 giờ"):
        rival.result()
    assert Notification.objects.filter(recipient=ha, key__startswith="contribution_asked:").count() == 1


@pytest.fixture
def piece(assignment, binh, nam):
    return transitions.add_subtask(assignment.pk, by=binh, title="Tổng hợp số liệu", person=nam)


def test_a_piece_taken_away_at_the_same_moment_is_not_ticked_off(piece, binh, nam):
    with while_uncommitted(lambda: transitions.tick_subtask(piece.pk, by=nam)) as rival:
        transitions.remove_subtask(piece.pk, by=binh)

    with pytest.raises(NotAllowed, match="vừa được người khác bỏ"):
        rival.result()
    assert not Event.objects.filter(kind=Event.Kind.SUBTASK_DONE).exists()


def test_two_who_change_a_piece_at_once_do_not_write_over_each_other(piece, binh, mai, nam):
    values = {"version": 1, "person": nam, "due_on": None}
    with while_uncommitted(
        lambda: transitions.change_subtask(piece.pk, by=mai, title="Số liệu quý", **values)
    ) as rival:
        transitions.change_subtask(piece.pk, by=binh, title="Số liệu tháng", **values)

    with pytest.raises(transitions.Changed):
        rival.result()
    piece.refresh_from_db()
    assert piece.title == "Số liệu tháng"


def test_rules_set_twice_at_once_are_set_by_the_first(dung, make_user):
    other = make_user("son", Role.OFFICE_HEAD, "Lê Hồng Sơn")
    with while_uncommitted(
        lambda: transitions.set_rules(by=other, values={"extensions_at_most": 5}, seen=0)
    ) as rival:
        transitions.set_rules(by=dung, values={"extensions_at_most": 1}, seen=0)

    with pytest.raises(NotAllowed, match="Người khác vừa đổi"):
        rival.result()
    assert follow_up_rules().extensions_at_most == 1
