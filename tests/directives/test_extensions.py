"""Deadlines that move: asked for early enough and not too often, decided, or changed by the Office itself."""

from datetime import date, timedelta

import pytest

from agencies.models import WorkingDayException
from directives import transitions
from directives.detail_page import detail_page
from directives.history import history_of
from directives.models import Assignment, Event, ExtensionRequest, FollowUpRules
from directives.transitions import NotAllowed
from notifications.models import Notification
from tests.directives.conftest import DONE
from tests.plugins.cast import DUE_ON

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 5)
LATER = date(2025, 11, 20)
LATEST = date(2025, 11, 28)
WHY = "Hai chủ đầu tư chưa gửi số liệu."
Decision = ExtensionRequest.Decision


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def asked(assignment, binh):
    """Sở Tài chính asks for 20/11/2025."""
    return transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)


@pytest.mark.parametrize(
    ("due_on", "exceptions", "last"),
    [
        (date(2025, 11, 13), {}, date(2025, 11, 11)),
        (date(2025, 11, 9), {}, date(2025, 11, 6)),  # a Sunday: Friday and Thursday before it
        (date(2025, 11, 10), {}, date(2025, 11, 6)),  # a Monday
        (date(2025, 9, 4), {}, date(2025, 8, 29)),  # the National Day's two days off and a weekend between
        (date(2025, 11, 9), {date(2025, 11, 8): True}, date(2025, 11, 7)),  # a Saturday that is worked
        (date(2025, 11, 13), {date(2025, 11, 12): False}, date(2025, 11, 10)),  # a Wednesday that is not
    ],
)
def test_the_last_day_to_ask_is_two_working_days_before_the_deadline(due_on, exceptions, last):
    for off, worked in exceptions.items():
        WorkingDayException.objects.create(day=off, is_worked=worked)
    assert transitions.last_day_to_ask(due_on) == last


def test_on_the_last_day_one_may_ask_on_the_next_one_may_not(assignment, binh, day):
    day(date(2025, 11, 7))
    with pytest.raises(NotAllowed, match="chậm nhất ngày 06/11/2025"):
        transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)
    assert not ExtensionRequest.objects.exists()
    day(date(2025, 11, 6))
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)


def test_how_early_and_how_often_are_rules_of_the_office(assignment, binh, dung, day):
    FollowUpRules.objects.create(pk=1, extension_notice_days=0, extensions_at_most=1)
    day(DUE_ON)
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)
    transitions.grant_extension(assignment.pk, by=dung, to=LATER)
    with pytest.raises(NotAllowed, match="đã được gia hạn 1 lần"):
        transitions.ask_extension(assignment.pk, by=binh, to=LATEST, reason=WHY)


def test_two_are_granted_a_third_is_not_even_asked(assignment, binh, dung):
    for to in (LATER, LATEST):
        transitions.ask_extension(assignment.pk, by=binh, to=to, reason=WHY)
        transitions.grant_extension(assignment.pk, by=dung, to=to)
    with pytest.raises(NotAllowed, match="đã được gia hạn 2 lần"):
        transitions.ask_extension(assignment.pk, by=binh, to=date(2025, 12, 30), reason=WHY)


def test_what_was_refused_does_not_count_as_an_extension(assignment, asked, binh, dung):
    transitions.refuse_extension(assignment.pk, by=dung, reason="Còn đủ thời gian.")
    for to in (LATER, LATEST):
        transitions.ask_extension(assignment.pk, by=binh, to=to, reason=WHY)
        transitions.grant_extension(assignment.pk, by=dung, to=to)
    assert assignment.extension_requests.granted().count() == 2


@pytest.mark.parametrize("to", [DUE_ON, DUE_ON - timedelta(days=1)])
def test_only_a_later_day_can_be_asked_for_or_granted(to, assignment, binh, dung):
    with pytest.raises(NotAllowed, match="phải sau hạn hiện tại 09/11/2025"):
        transitions.ask_extension(assignment.pk, by=binh, to=to, reason=WHY)
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)
    with pytest.raises(NotAllowed, match="phải sau hạn hiện tại 09/11/2025"):
        transitions.grant_extension(assignment.pk, by=dung, to=to)


def test_what_has_no_deadline_needs_no_extension(make_directive, finance, binh):
    share = make_directive(lead=finance, due_on=None).assignments.get()
    with pytest.raises(NotAllowed, match="không có thời hạn"):
        transitions.ask_extension(share.pk, by=binh, to=LATER, reason=WHY)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_each_of_them_takes_a_reason(reason, assignment, binh, dung):
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason=reason)
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=reason)
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.refuse_extension(assignment.pk, by=dung, reason=reason)


def test_a_coordinator_asks_for_none(directive, health, ha):
    share = directive.assignments.get(agency=health)
    with pytest.raises(NotAllowed, match="cơ quan chủ trì"):
        transitions.ask_extension(share.pk, by=ha, to=LATER, reason=WHY)


def test_until_it_is_decided_the_deadline_stands_and_nothing_else_moves_it(assignment, asked, binh, dung):
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.asked_due_on) == (DUE_ON, LATER)
    with pytest.raises(NotAllowed, match="đang chờ quyết định"):
        transitions.ask_extension(assignment.pk, by=binh, to=LATEST, reason=WHY)
    with pytest.raises(NotAllowed, match="đề nghị gia hạn đang chờ"):
        transitions.set_deadline(assignment.pk, by=dung, to=LATEST, reason="Theo văn bản mới.")


def test_granting_moves_the_deadline_and_never_the_original_one(assignment, asked, dung, last_event):
    transitions.grant_extension(assignment.pk, by=dung, to=LATEST, note="Lần cuối.", seen=asked.pk)
    assignment.refresh_from_db()
    asked.refresh_from_db()
    assert (assignment.original_due_on, assignment.due_on, assignment.asked_due_on) == (DUE_ON, LATEST, None)
    assert assignment.extension_requests.granted().count() == 1
    assert (asked.decision, asked.due_on, asked.asked_due_on, asked.granted_due_on) == (
        Decision.GRANTED,
        DUE_ON,
        LATER,
        LATEST,
    )
    assert (asked.decided_by, asked.note) == (dung, "Lần cuối.")
    event = last_event(assignment)
    assert (event.kind, event.actor, event.note) == ("extension_granted", dung, "Lần cuối.")
    assert event.data["due_on"] == ["2025-11-09", "2025-11-28"]


def test_refusing_leaves_the_deadline_and_says_why(assignment, asked, dung, last_event):
    transitions.refuse_extension(assignment.pk, by=dung, reason="Còn đủ thời gian.", seen=asked.pk)
    assignment.refresh_from_db()
    asked.refresh_from_db()
    assert (assignment.due_on, assignment.asked_due_on) == (DUE_ON, None)
    assert not assignment.extension_requests.granted().exists()
    assert (asked.decision, asked.granted_due_on, asked.note) == (Decision.REFUSED, None, "Còn đủ thời gian.")
    assert last_event(assignment).kind == "extension_refused"


def test_the_request_that_was_read_is_decided_on_and_no_other(assignment, asked, binh, dung):
    transitions.refuse_extension(assignment.pk, by=dung, reason="Chưa rõ.", seen=asked.pk)
    transitions.ask_extension(assignment.pk, by=binh, to=LATEST, reason=WHY)
    for decide in (
        lambda: transitions.grant_extension(assignment.pk, by=dung, to=LATER, seen=asked.pk),
        lambda: transitions.refuse_extension(assignment.pk, by=dung, reason="Không.", seen=asked.pk),
    ):
        with pytest.raises(NotAllowed, match="đề nghị khác"):
            decide()


def test_coordinators_get_the_day_of_their_lead(make_directive, finance, health, education, binh, dung):
    made = make_directive(lead=finance, coordinators=[health, education])
    lead, own, following = (made.assignments.get(agency=agency) for agency in (finance, health, education))
    transitions.set_deadline(own.pk, by=dung, to=date(2025, 11, 7), reason="Cần số liệu sớm.")
    transitions.pause(following.pk, by=dung, reason="Chờ kết quả tổng hợp.")
    transitions.ask_extension(lead.pk, by=binh, to=LATER, reason=WHY)
    transitions.grant_extension(lead.pk, by=dung, to=LATER)
    own.refresh_from_db()
    following.refresh_from_db()
    assert own.due_on == date(2025, 11, 7)  # it had a day of its own
    assert (following.original_due_on, following.due_on) == (DUE_ON, LATER)
    moved = following.events.get(kind=Event.Kind.DEADLINE_SET)
    assert (moved.actor, moved.data) == (dung, {"due_on": ["2025-11-09", "2025-11-20"]})


def test_the_office_changes_a_deadline_of_the_lead_and_of_its_coordinators(
    directive, assignment, health, dung
):
    transitions.set_deadline(assignment.pk, by=dung, to=date(2025, 11, 7), reason="Theo công điện mới.")
    for share in directive.assignments.all():
        assert (share.original_due_on, share.due_on) == (DUE_ON, date(2025, 11, 7)), share


@pytest.mark.parametrize(
    ("to", "why"), [(DUE_ON, "trùng với hạn"), (TODAY - timedelta(days=1), "trong quá khứ")]
)
def test_the_office_gives_another_day_and_not_one_that_is_over(to, why, assignment, dung):
    with pytest.raises(NotAllowed, match=why):
        transitions.set_deadline(assignment.pk, by=dung, to=to, reason="Theo văn bản mới.")


def test_a_first_deadline_is_the_original_one(make_directive, finance, dung, last_event):
    made = make_directive(lead=finance, due_on=None)
    share = made.assignments.get()
    transitions.set_deadline(share.pk, by=dung, to=LATER, reason="Chủ tịch yêu cầu có hạn.")
    transitions.set_deadline(share.pk, by=dung, to=LATEST, reason="Theo văn bản mới.")
    share.refresh_from_db()
    made.refresh_from_db()
    assert (share.original_due_on, share.due_on, made.deadline_kind) == (LATER, LATEST, "fixed")
    assert last_event(share).data["due_on"] == ["2025-11-20", "2025-11-28"]


def taken_away(share, by):
    return transitions.set_deadline(share.pk, by=by, to=None, reason="Theo ý kiến Chủ tịch.")


def test_a_deadline_taken_away_leaves_the_original_one_and_is_never_overdue(directive, assignment, dung, day):
    taken_away(assignment, dung)
    directive.refresh_from_db()
    assert directive.deadline_kind == "none"
    for share in directive.assignments.all():  # the coordinator had the day of its lead
        assert (share.original_due_on, share.due_on) == (DUE_ON, None), share
        assert share.timing_on(LATEST) == "no_deadline"
    day(LATEST)
    assert not Assignment.objects.overdue(LATEST).exists()


def test_back_to_a_day_the_original_deadline_is_the_first_one(directive, assignment, dung):
    taken_away(assignment, dung)
    transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason="Theo văn bản mới.")
    directive.refresh_from_db()
    assert directive.deadline_kind == "fixed"
    for share in directive.assignments.all():
        assert (share.original_due_on, share.due_on) == (DUE_ON, LATER), share


def test_what_has_no_deadline_cannot_lose_it(make_directive, assignment, finance, dung):
    never = make_directive(lead=finance, due_on=None).assignments.get()
    taken_away(assignment, dung)
    for share in (never, assignment):
        with pytest.raises(NotAllowed, match="hiện không có thời hạn"):
            taken_away(share, dung)


def test_nothing_is_taken_away_while_a_later_day_is_asked_for(assignment, asked, dung):
    with pytest.raises(NotAllowed, match="đề nghị gia hạn đang chờ"):
        taken_away(assignment, dung)


def test_a_directive_has_a_deadline_while_one_of_its_agencies_has(
    make_directive, finance, health, education, dung
):
    made = make_directive(lead=[finance, education], coordinators=[health])
    shares = {share.agency: share for share in made.assignments.all()}
    transitions.set_deadline(shares[health].pk, by=dung, to=date(2025, 11, 7), reason="Cần số liệu sớm.")
    kinds = []
    for agency in (finance, education, health):
        taken_away(shares[agency], dung)
        made.refresh_from_db()
        kinds.append(made.deadline_kind)
    assert kinds == ["fixed", "fixed", "none"]


def test_a_first_deadline_of_the_lead_is_not_that_of_its_coordinators(make_directive, finance, health, dung):
    made = make_directive(lead=finance, coordinators=[health], due_on=None)
    transitions.set_deadline(made.assignments.get(agency=finance).pk, by=dung, to=LATER, reason=WHY)
    assert made.assignments.get(agency=health).due_on is None


def test_the_history_and_the_notice_say_that_no_deadline_is_set_any_more(
    directive, assignment, dung, lan, binh, health, heard
):
    taken_away(assignment, dung)
    assert heard("deadline_set") == ["binh"]
    notice = Notification.objects.get(key__startswith="deadline_set:")
    assert notice.title.startswith("Không còn ấn định thời hạn (trước đây 09/11/2025): ")
    transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason="Theo văn bản mới.")
    told = [
        [(change.label, change.old, change.new) for change in line.changes]
        for line in history_of(directive, lan)
        if line.did == "đổi thời hạn của Sở Tài chính"
    ]
    assert told == [
        [("Loại thời hạn", "Không thời hạn", "Có thời hạn"), ("Hạn", "không thời hạn", "20/11/2025")],
        [("Loại thời hạn", "Có thời hạn", "Không thời hạn"), ("Hạn", "09/11/2025", "không thời hạn")],
    ]
    followed = directive.assignments.get(agency=health).events.filter(kind=Event.Kind.DEADLINE_SET)
    assert [event.data["due_on"] for event in followed.order_by("pk")] == [
        ["2025-11-09", None],
        [None, "2025-11-20"],
    ]


def test_the_page_names_the_original_deadline_of_what_has_none_any_more(
    directive, assignment, dung, lan, ask
):
    taken_away(assignment, dung)
    assert detail_page(directive, lan, TODAY).deadlines == [(DUE_ON, None)]
    text = " ".join(ask(lan, f"/directives/{directive.pk}/").text.split())
    assert 'Không thời hạn <span class="secondary">(hạn ban đầu 09/11/2025)</span>' in text
    assert "Không thời hạn (ban đầu 09/11/2025)" in text


def test_who_hears_of_a_request_and_of_its_decision(cast, assignment, binh, dung, heard, make_user, finance):
    transitions.delegate(assignment.pk, by=binh, to=cast["nam"])
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason=WHY)
    assert heard("extension_asked") == ["dung", "lan"]  # who decides, who monitors
    transitions.grant_extension(assignment.pk, by=dung, to=LATER)
    assert heard("extension_decided") == ["binh", "mai", "nam"]
    transitions.set_deadline(assignment.pk, by=dung, to=LATEST, reason="Theo văn bản mới.")
    assert heard("deadline_set") == ["binh", "mai", "nam"]


def test_a_monitor_who_decides_hears_nothing_of_it(cast, make_directive, finance, binh, dung, heard):
    share = make_directive(lead=finance, by=dung).assignments.get()
    transitions.ask_extension(share.pk, by=binh, to=LATER, reason=WHY)
    assert heard("extension_asked") == ["dung"]
    transitions.refuse_extension(share.pk, by=dung, reason="Còn đủ thời gian.")
    assert heard("extension_decided") == ["binh", "mai"]


@pytest.mark.parametrize(
    ("stop", "note"),
    [
        (
            lambda pk, cast: transitions.decline(pk, by=cast["binh"], reason="Việc của Sở Xây dựng."),
            "từ chối",
        ),
        (lambda pk, cast: transitions.pause(pk, by=cast["dung"], reason="Chờ hướng dẫn."), "tạm dừng"),
        (lambda pk, cast: transitions.revoke(pk, by=cast["dung"], reason="Có chỉ đạo khác."), "thu hồi"),
    ],
    ids=["decline", "pause", "revoke"],
)
def test_a_request_lapses_when_the_work_stops(stop, note, cast, assignment, asked):
    stop(assignment.pk, cast)
    assignment.refresh_from_db()
    asked.refresh_from_db()
    assert (assignment.asked_due_on, asked.decision) == (None, Decision.LAPSED)
    assert note in asked.note
    assert assignment not in Assignment.objects.asking_extension()


def test_a_request_lapses_when_the_result_is_confirmed(assignment, asked, binh, dung, lan):
    transitions.accept(assignment.pk, by=binh)
    transitions.complete(assignment.pk, by=binh, progress=transitions.Progress(done=DONE))
    transitions.confirm(assignment.pk, by=lan)
    asked.refresh_from_db()
    assert asked.decision == Decision.LAPSED
    assert not Assignment.objects.asking_extension().exists()
    with pytest.raises(NotAllowed):
        transitions.grant_extension(assignment.pk, by=dung, to=LATER)


def test_after_a_decline_that_was_not_accepted_one_may_ask_again(assignment, asked, binh, lan):
    transitions.decline(assignment.pk, by=binh, reason="Việc của Sở Xây dựng.")
    transitions.insist(assignment.pk, by=lan, reason="Đúng chức năng của Sở.")
    transitions.ask_extension(assignment.pk, by=binh, to=LATEST, reason=WHY)
    assert ExtensionRequest.objects.waiting().get().asked_due_on == LATEST


def test_a_filed_result_that_asked_for_more_time_is_measured_by_the_granted_day(
    assignment, asked, binh, dung, lan, day
):
    transitions.accept(assignment.pk, by=binh)
    day(date(2025, 11, 11))  # two days late
    transitions.complete(assignment.pk, by=binh, progress=transitions.Progress(done=DONE))
    assert assignment in Assignment.objects.overdue(date(2025, 11, 11))
    transitions.grant_extension(assignment.pk, by=dung, to=LATER)
    assert assignment not in Assignment.objects.overdue(date(2025, 11, 11))
    transitions.confirm(assignment.pk, by=lan)
    assignment.refresh_from_db()
    assert assignment.timing_on(LATEST) == "finished_on_time"


def test_nobody_decides_on_the_deadline_of_an_agency_they_belong_to(assignment, asked, dung, finance):
    finance.memberships.create(user=dung, role="staff")
    for act in (
        lambda: transitions.grant_extension(assignment.pk, by=dung, to=LATER),
        lambda: transitions.refuse_extension(assignment.pk, by=dung, reason="Còn đủ thời gian."),
        lambda: transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason="Theo văn bản mới."),
    ):
        with pytest.raises(NotAllowed, match="không có quyền"):
            act()


def test_the_history_says_it_in_sentences(directive, assignment, asked, dung, lan):
    transitions.grant_extension(assignment.pk, by=dung, to=LATEST)
    granted, request = history_of(directive, lan)[1], history_of(directive, lan)[2]
    assert (request.who, request.did, request.note) == (
        "Hồ Thanh Bình",
        "đề nghị gia hạn cho Sở Tài chính",
        WHY,
    )
    assert [(change.label, change.new) for change in request.changes] == [
        ("Đề nghị gia hạn đến", "20/11/2025")
    ]
    assert (granted.who, granted.did) == ("Nguyễn Tiến Dũng", "đồng ý gia hạn cho Sở Tài chính")
    assert [(change.label, change.old, change.new) for change in granted.changes] == [
        ("Hạn", "09/11/2025", "28/11/2025")
    ]


def test_both_deadlines_and_every_request_stand_on_the_page(directive, assignment, asked, dung, lan, binh):
    transitions.refuse_extension(assignment.pk, by=dung, reason="Còn đủ thời gian.")
    transitions.ask_extension(assignment.pk, by=binh, to=LATEST, reason=WHY)
    transitions.grant_extension(assignment.pk, by=dung, to=LATEST)
    page = detail_page(directive, lan, TODAY)
    assert [(one.asked_due_on, one.decision) for one in page.extensions] == [
        (LATEST, Decision.GRANTED),
        (LATER, Decision.REFUSED),
    ]
    assert page.deadlines == [(DUE_ON, LATEST)]
