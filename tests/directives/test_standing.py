"""Where a share stands in words, who may act in SQL and in Python, and history as sentences."""

from datetime import date

import pytest

from accounts.access import Act
from directives import transitions
from directives.access import Reach
from directives.history import entry, history_of
from directives.models import Assignment, Directive, Event
from directives.parties import Names, parties_of
from directives.standing import of_directive, standing
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db  # how soon is soon is a rule of the office
TODAY = date(2025, 11, 6)


def share(work_state, confirmation="none", due_on=date(2025, 11, 9), **days):
    return Assignment(
        directive=Directive(), work_state=work_state, confirmation=confirmation, due_on=due_on, **days
    )


@pytest.mark.parametrize(
    ("made", "on", "state", "text", "stage", "tone"),
    [
        (share("new"), date(2025, 11, 1), "new", "Mới giao", "new", ""),
        (share("new"), date(2025, 11, 6), "due_soon", "Còn 3 ngày", "new", "due_soon"),
        (share("accepted"), date(2025, 11, 5), "on_track", "Trong hạn, còn 4 ngày", "accepted", ""),
        (share("in_progress"), date(2025, 11, 9), "due_today", "Đến hạn hôm nay", "in_progress", "due_today"),
        (share("in_progress"), date(2025, 11, 14), "overdue", "Quá hạn 5 ngày", "in_progress", "overdue"),
        (share("in_progress", due_on=None), TODAY, "in_progress", "Đang thực hiện", "in_progress", ""),
        (
            share("in_progress", "pending", filed_on=date(2025, 11, 9)),
            date(2025, 12, 1),
            "pending",
            "Chờ xác nhận, nộp 09/11/2025",
            "pending",
            "",
        ),
        (
            share("in_progress", "pending", filed_on=date(2025, 11, 11)),
            date(2025, 12, 1),
            "pending",
            "Chờ xác nhận, nộp 11/11/2025, chậm 2 ngày",
            "pending",
            "overdue",
        ),
        (
            share("in_progress", "returned"),
            date(2025, 11, 10),
            "overdue",
            "Quá hạn 1 ngày, bị trả lại",
            "returned",
            "overdue",
        ),
        (
            share("in_progress", "returned"),
            date(2025, 11, 7),
            "returned",
            "Bị trả lại, còn 2 ngày",
            "returned",
            "due_soon",
        ),
        (share("in_progress", "returned"), date(2025, 11, 1), "returned", "Bị trả lại", "returned", ""),
        (
            share("done", "confirmed", filed_on=date(2025, 11, 9), finished_on=date(2025, 11, 9)),
            date(2025, 12, 1),
            "finished_on_time",
            "Hoàn thành đúng hạn",
            "finished_on_time",
            "",
        ),
        (
            share("done", "confirmed", filed_on=date(2025, 11, 10), finished_on=date(2025, 11, 10)),
            date(2025, 12, 1),
            "finished_late",
            "Hoàn thành quá hạn",
            "finished_late",
            "",
        ),
        (
            share("done", "confirmed", due_on=None, filed_on=TODAY, finished_on=TODAY),
            TODAY,
            "done",
            "Hoàn thành",
            "done",
            "",
        ),
        (share("paused"), date(2025, 12, 1), "paused", "Tạm dừng", "paused", "overdue"),
    ],
)
def test_a_share_in_words(made, on, state, text, stage, tone):
    where = standing(made, on)
    assert (where.state, where.text, where.stage, where.time_tone) == (state, text, stage, tone)


def test_every_state_can_stand_in_the_order_of_pressing():
    for work_state, confirmation in (
        *(
            (state, "none")
            for state in ("new", "accepted", "in_progress", "paused", "revoked", "declined", "split")
        ),
        ("in_progress", "pending"),
        ("in_progress", "returned"),
        ("done", "confirmed"),
    ):
        for due_on in (None, date(2025, 11, 1), TODAY, date(2025, 11, 7), date(2025, 12, 1)):
            filed = TODAY if confirmation in ("pending", "confirmed") else None
            made = share(
                work_state,
                confirmation,
                due_on,
                filed_on=filed,
                finished_on=filed if work_state == "done" else None,
            )
            assert of_directive([standing(made, TODAY)]) is not None
    assert of_directive([]) is None


@pytest.mark.parametrize(
    ("names", "few", "fewest"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A, B", "A, B"),
        (["A", "B", "C"], "A, B, C", "A và 2 cơ quan khác"),
        (["A", "B", "C", "D"], "A, B và 2 cơ quan khác", "A và 3 cơ quan khác"),
    ],
)
def test_many_agencies_in_few_words(names, few, fewest):
    assert (Names(names).few, Names(names).fewest, Names(names).whole) == (few, fewest, ", ".join(names))


@pytest.mark.django_db
def test_a_group_stands_by_its_name_and_size(make_directive, finance, communes_group):
    made = make_directive(lead=finance, groups=[communes_group])
    parties = parties_of([made.pk])[made.pk]
    assert (parties.lead, parties.coordinator) == (["Sở Tài chính"], ["UBND các xã, phường (3)"])


@pytest.mark.django_db
def test_who_holds_a_share_is_the_same_in_python_and_in_sql(cast, make_directive, finance, health):
    for delegate in (None, cast["nam"], cast["ha"]):
        made = make_directive(lead=finance, coordinators=[health])
        Assignment.objects.filter(directive=made).update(delegate=delegate)
    shares = list(Assignment.objects.all())
    for user in (cast["binh"], cast["mai"], cast["nam"], cast["ha"]):
        reach = Reach.of(user)
        held = set(Assignment.objects.held_by(user))
        assert {row for row in shares if reach.may_act(row, Act.REPORT)} == held, user


# History ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_step_of_the_path_is_a_sentence(directive, brought_to, lan, day):
    day(TODAY)
    brought_to("returned")
    told = [(line.who, line.did) for line in history_of(directive, lan)]
    assert told == [
        ("Trần Thị Lan", "trả lại kết quả của Sở Tài chính"),
        ("Hồ Thanh Bình", "nộp báo cáo hoàn thành của Sở Tài chính"),
        ("Hồ Thanh Bình", "báo cáo tiến độ của Sở Tài chính"),
        ("Hồ Thanh Bình", "tiếp nhận nhiệm vụ của Sở Tài chính"),
        ("Trần Thị Lan", "giao nhiệm vụ"),
    ]
    returned, completed, reported, _accepted, published = history_of(directive, lan)
    assert returned.note == "Thiếu số quyết định"
    assert returned.position == "Chuyên viên Phòng Tổng hợp"
    assert completed.note == DONE

    def changes(line):
        return [(change.label, change.old, change.new) for change in line.changes]

    assert changes(returned) == [
        ("Kết quả", "Chờ xác nhận", "Bị trả lại"),
        ("Tiến độ", "100 %", "40 %"),
        ("Ngày báo cáo hoàn thành", "06/11/2025", "chưa có"),
    ]
    assert ("Tiến độ", "", "40 %") in changes(reported)
    assert ("Chủ trì", "", "Sở Tài chính") in changes(published)
    assert ("Hạn", "", "09/11/2025") in changes(published)


@pytest.mark.django_db
def test_members_of_another_agency_do_not_read_this_ones_history(directive, brought_to, ha):
    brought_to("reported")
    assert [line.did for line in history_of(directive, ha)] == ["giao nhiệm vụ"]


@pytest.mark.django_db
def test_a_long_report_is_shortened_in_the_history_a_reason_is_not(
    directive, assignment, binh, lan, brought_to
):
    transitions.accept(assignment.pk, by=binh)
    long = "Đã trình UBND tỉnh. " * 40
    transitions.report(assignment.pk, by=binh, progress=transitions.Progress(done=long, percent=20))
    transitions.complete(assignment.pk, by=binh, progress=transitions.Progress(done=DONE))
    transitions.send_back(assignment.pk, by=lan, reason=long)
    notes = {line.kind: line.note for line in history_of(directive, lan)}
    assert len(notes[Event.Kind.REPORTED]) == 120
    assert notes[Event.Kind.RETURNED] == long


@pytest.mark.parametrize("kind", Event.Kind.values)
def test_every_kind_of_event_has_its_sentence(kind):
    assert entry(Event(kind=kind, actor_name="Hệ thống")).did
