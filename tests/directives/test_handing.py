"""To whom the work goes: to a person of the agency, back to the Office, on to another agency."""

from datetime import date

import pytest

from accounts.models import Role
from directives import transitions
from directives.history import history_of
from directives.models import Assignment, Event
from directives.models.assignment import WorkState
from directives.transitions import NotAllowed, Progress
from directives.waiting import Waiting
from notifications.models import Notification
from reminders.models import About
from reminders.planning import preview
from tests.directives.conftest import DONE
from tests.plugins.cast import DUE_ON

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
LATE = date(2025, 11, 20)
NOT_OURS = "Việc thuộc chức năng của Sở Giáo dục và Đào tạo."


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def declined(assignment, binh):
    """Sở Tài chính declined its share."""
    transitions.decline(assignment.pk, by=binh, reason=NOT_OURS)
    assignment.refresh_from_db()
    return assignment


# Declining


def test_declining_is_for_those_who_have_not_started(assignment, brought_to, binh):
    share = brought_to("reported")
    with pytest.raises(NotAllowed, match="Đang thực hiện"):
        transitions.decline(share.pk, by=binh, reason=NOT_OURS)
    Assignment.objects.filter(pk=share.pk).update(work_state=WorkState.ACCEPTED)
    transitions.decline(share.pk, by=binh, reason=NOT_OURS)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_declining_and_insisting_take_a_reason(reason, assignment, binh, lan):
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.decline(assignment.pk, by=binh, reason=reason)
    transitions.decline(assignment.pk, by=binh, reason=NOT_OURS)
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.insist(assignment.pk, by=lan, reason=reason)


def test_a_declined_share_leaves_all_counts_lists_and_reminders(
    ladder, declined, make_directive, health, ha, binh, lan
):
    other = make_directive(lead=health).assignments.get()
    chased = {due.assignment for due in preview(LATE) if due.about == About.DEADLINE}
    assert chased == {other}
    counted = Assignment.objects.counted()
    for rows in (counted, counted.not_done(), counted.overdue(LATE), counted.fallen_due(LATE)):
        assert list(rows.filter(agency=declined.agency)) == []
        assert list(rows.filter(pk=other.pk)) == [other]
    assert Waiting(binh, TODAY).groups() == []


def test_the_office_hears_of_it_and_it_waits_there_to_be_given_out_again(cast, assignment, heard):
    transitions.decline(assignment.pk, by=cast["binh"], reason=NOT_OURS)
    assert heard("declined") == ["lan"]  # who monitors it
    for person in (cast["lan"], cast["dung"]):
        group = Waiting(person, TODAY).groups()[0]
        assert (group.group.key, group.count) == ("declined", 1)
        assert group.tasks[0].act == "reassign"


def test_of_what_nobody_monitors_the_whole_office_hears(cast, directive, assignment, heard):
    type(directive).objects.filter(pk=directive.pk).update(monitor=None)
    transitions.decline(assignment.pk, by=cast["binh"], reason=NOT_OURS)
    assert heard("declined") == ["dung", "lan"]


def test_insisting_gives_it_back_as_new(declined, cast, lan, binh, heard, last_event):
    transitions.insist(declined.pk, by=lan, reason="Đúng chức năng của Sở.")
    declined.refresh_from_db()
    assert (declined.work_state, declined.accepted_at) == (WorkState.NEW, None)
    assert heard("insist") == ["binh", "mai"]
    event = last_event(declined)
    assert (event.kind, event.note) == ("insisted", "Đúng chức năng của Sở.")
    assert event.data["work_state"] == ["declined", "new"]
    transitions.decline(declined.pk, by=binh, reason="Vẫn không thuộc chức năng.")


# Giving it to another agency


def test_another_agency_gets_it_in_the_same_role_with_the_same_deadline(declined, education, lan):
    made = transitions.reassign(declined.pk, by=lan, to=education, note="Theo đề nghị của Sở Tài chính.")
    assert (made.agency, made.role, made.directive_id) == (education, "lead", declined.directive_id)
    assert (made.original_due_on, made.due_on, made.assigned_on) == (DUE_ON, DUE_ON, TODAY)
    assert made.work_state == WorkState.NEW
    declined.refresh_from_db()
    assert (declined.work_state, declined.passed_to) == (WorkState.DECLINED, made)
    assert not Assignment.objects.declined().exists()
    assert made in Assignment.objects.counted()


def test_both_histories_tell_of_it(declined, education, lan, binh, last_event):
    made = transitions.reassign(declined.pk, by=lan, to=education, note="Theo đề nghị.")
    passed = last_event(declined)
    assert (passed.kind, passed.actor, passed.note) == ("reassigned", lan, "Theo đề nghị.")
    assert passed.data["agency"] == ["Sở Tài chính", "Sở GD&ĐT"]
    assert last_event(made).kind == "added"
    told = [(entry.who, entry.did) for entry in history_of(made.directive, lan)[:3]]
    assert told == [
        ("Trần Thị Lan", "giao thêm cho Sở GD&ĐT"),
        ("Trần Thị Lan", "chuyển phần việc của Sở Tài chính cho cơ quan khác"),
        ("Hồ Thanh Bình", "từ chối nhiệm vụ của Sở Tài chính"),
    ]
    for_finance = [entry.did for entry in history_of(made.directive, binh)]
    assert "giao thêm cho Sở GD&ĐT" not in for_finance


def test_the_people_of_the_new_agency_hear_of_it(declined, education, lan, make_user, heard):
    make_user("giao", Role.AGENCY_HEAD, "Võ Thị Giao", agency=education, place="head")
    make_user("ky", Role.AGENCY_STAFF, "Lê Văn Kỳ", agency=education)  # a member to whom nothing is given
    transitions.reassign(declined.pk, by=lan, to=education)
    assert heard("given_later") == ["giao"]


def test_not_to_an_agency_which_has_a_share_already(declined, health, lan):
    with pytest.raises(NotAllowed, match="đã có phần việc"):
        transitions.reassign(declined.pk, by=lan, to=health)


def test_not_to_an_agency_which_is_no_more_or_not_yet(declined, make_agency, lan):
    gone = make_agency("CU", "Sở Ngoại vụ", valid_to=date(2025, 11, 5))
    coming = make_agency("MOI", "Sở Dân tộc", valid_from=date(2025, 11, 7))
    for agency in (gone, coming):
        with pytest.raises(NotAllowed, match="không hoạt động"):
            transitions.reassign(declined.pk, by=lan, to=agency)
    assert Assignment.objects.declined().get() == declined


def test_what_was_passed_on_can_neither_be_given_back_nor_passed_on_again(
    declined, education, communes, lan, dung
):
    transitions.reassign(declined.pk, by=lan, to=education)
    for act in (
        lambda: transitions.insist(declined.pk, by=lan, reason="Đúng chức năng."),
        lambda: transitions.reassign(declined.pk, by=lan, to=communes[0]),
        lambda: transitions.revoke(declined.pk, by=dung, reason="Không cần nữa."),
    ):
        with pytest.raises(NotAllowed, match="đã được giao cho cơ quan khác"):
            act()


def test_nobody_of_the_declining_agency_decides_who_does_it(declined, education, lan, make_user, finance):
    clerk = make_user("thu", Role.OFFICE_STAFF, "Võ Thị Thu", agency=finance)
    for act in (
        lambda: transitions.reassign(declined.pk, by=clerk, to=education),
        lambda: transitions.insist(declined.pk, by=clerk, reason="Đúng chức năng."),
    ):
        with pytest.raises(NotAllowed, match="không có quyền"):
            act()


# Coordinators of leads who decline


def test_coordinators_stay_while_the_office_has_not_settled_what_a_lead_declined(
    make_directive, finance, health, education, binh, ha, lan
):
    made = make_directive(lead=[finance, health], coordinators=[education])
    first, second, helper = (made.assignments.get(agency=one) for one in (finance, health, education))
    transitions.decline(first.pk, by=binh, reason=NOT_OURS)
    transitions.accept(second.pk, by=ha)
    transitions.complete(second.pk, by=ha, progress=Progress(done=DONE))
    transitions.confirm(second.pk, by=lan)
    helper.refresh_from_db()
    assert helper.released_on is None
    transitions.insist(first.pk, by=lan, reason="Đúng chức năng của Sở.")
    transitions.accept(first.pk, by=binh)
    transitions.complete(first.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(first.pk, by=lan)
    helper.refresh_from_db()
    assert helper.released_on == TODAY


def test_what_a_coordinator_declined_is_not_given_out_once_the_leads_are_done(
    directive, brought_to, health, education, ha, lan
):
    helper = directive.assignments.get(agency=health)
    transitions.decline(helper.pk, by=ha, reason=NOT_OURS)
    brought_to("confirmed")
    for act in (
        lambda: transitions.insist(helper.pk, by=lan, reason="Đúng chức năng."),
        lambda: transitions.reassign(helper.pk, by=lan, to=education),
    ):
        with pytest.raises(NotAllowed, match="không còn việc phối hợp"):
            act()
    assert directive.assignments.count() == 2


# Delegating


def test_the_head_hands_it_to_a_person_and_takes_it_back(cast, assignment, binh, nam, mai, last_event):
    transitions.delegate(assignment.pk, by=binh, to=nam, note="Xong trước thứ Sáu.")
    assignment.refresh_from_db()
    assert assignment.delegate == nam
    event = last_event(assignment)
    assert (event.kind, event.note, event.data) == (
        "delegated",
        "Xong trước thứ Sáu.",
        {"delegate": [None, "Vũ Hoài Nam"]},
    )
    transitions.delegate(assignment.pk, by=binh, to=mai)
    assert last_event(assignment).data == {"delegate": ["Vũ Hoài Nam", "Đặng Ngọc Mai"]}
    transitions.delegate(assignment.pk, by=binh, to=None)
    assignment.refresh_from_db()
    assert assignment.delegate is None
    entry, handed, *_ = history_of(assignment.directive, binh)
    assert handed.did == "phân công người thực hiện tại Sở Tài chính"
    assert entry.did == "thôi phân công người thực hiện tại Sở Tài chính"
    assert [(change.label, change.old, change.new) for change in entry.changes] == [
        ("Người thực hiện", "Đặng Ngọc Mai", "chưa có")
    ]


def test_who_gets_it_and_who_loses_it_both_hear(cast, assignment, binh, nam, mai):
    transitions.delegate(assignment.pk, by=binh, to=nam)
    transitions.delegate(assignment.pk, by=binh, to=mai)
    told = Notification.objects.filter(key__startswith="delegated:").order_by("pk")
    assert sorted((one.recipient.username, one.title.split(":")[0]) for one in told) == [
        ("mai", "Bạn được giao"),
        ("nam", "Bạn được giao"),
        ("nam", "Không còn giao cho bạn"),
    ]


def test_a_head_who_keeps_it_is_not_told_so(assignment, binh, heard):
    transitions.delegate(assignment.pk, by=binh, to=binh)
    assert heard("delegated") == []


def test_only_a_person_of_the_agency_whose_account_is_in_use_can_have_it(assignment, binh, ha, lan, nam):
    for other in (ha, lan):
        with pytest.raises(NotAllowed, match="không thuộc Sở Tài chính"):
            transitions.delegate(assignment.pk, by=binh, to=other)
    type(nam).objects.filter(pk=nam.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="không thuộc Sở Tài chính"):
        transitions.delegate(assignment.pk, by=binh, to=nam)


def test_handing_it_to_the_same_person_again_is_no_change(assignment, binh, nam):
    with pytest.raises(NotAllowed, match="chưa giao cho ai"):
        transitions.delegate(assignment.pk, by=binh, to=None)
    transitions.delegate(assignment.pk, by=binh, to=nam)
    with pytest.raises(NotAllowed, match="đã được giao như vậy"):
        transitions.delegate(assignment.pk, by=binh, to=nam)
    assert Event.objects.filter(kind=Event.Kind.DELEGATED).count() == 1
