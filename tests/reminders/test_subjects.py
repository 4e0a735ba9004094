"""What else is reminded of than deadlines: who hears of it, from which day on, how often, until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.models import Membership
from directives import transitions
from directives.models import Assignment, FollowUpRules
from directives.transitions import Progress
from notifications.models import OutgoingMessage
from reminders.models import About, Reminder
from reminders.planning import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]
GIVEN_ON = date(2025, 11, 4)  # a Tuesday
FAR = date(2026, 3, 31)
DAY = timedelta(days=1)


@pytest.fixture
def task(make_directive, finance, health, binh, mai, lan, dung, chi):
    """Sở Tài chính leads, Sở Y tế coordinates; nothing presses yet."""
    made = make_directive(lead=finance, coordinators=[health], due_on=FAR, on=GIVEN_ON)
    return made.assignments.get(agency=finance)


def heard(about, first, last):
    """Days after `first` on which somebody heard of it, while every morning is planned until `last`."""
    Reminder.objects.all().delete()
    found = {}
    for n in range((last - first).days + 1):
        on = first + n * DAY
        plan(on)
        rows = Reminder.objects.filter(rule__about=about, planned_on=on)
        if names := sorted(rows.values_list("recipient__username", flat=True)):
            found[n] = names
    return found


def put(share, **fields):
    Assignment.objects.filter(pk=share.pk).update(accepted_at=timezone.now(), **fields)


def test_what_is_not_accepted_in_time_is_asked_for_until_it_is(task, binh, day):
    # 24 hours end on Wednesday; 6, 9 (a Sunday, so the Friday before it) and 12 November follow
    assert heard(About.ACCEPTANCE, GIVEN_ON, GIVEN_ON + 8 * DAY) == {
        2: ["binh", "mai"],
        3: ["binh", "mai"],
        8: ["binh", "mai"],
    }
    day(GIVEN_ON + 8 * DAY)
    transitions.accept(task.pk, by=binh)
    assert heard(About.ACCEPTANCE, GIVEN_ON + 9 * DAY, GIVEN_ON + 13 * DAY) == {}


def test_the_rules_of_following_up_move_the_day(task):
    FollowUpRules.objects.create(pk=1, accept_within_days=5)
    assert min(heard(About.ACCEPTANCE, GIVEN_ON, GIVEN_ON + 7 * DAY)) == 6


def test_silence_is_asked_about_every_week(task, nam, binh, day):
    put(task, work_state="accepted", delegate=nam)
    everybody = ["binh", "mai", "nam"]
    assert heard(About.UPDATE, GIVEN_ON, GIVEN_ON + 15 * DAY) == {8: everybody, 15: everybody}
    day(GIVEN_ON + 15 * DAY)
    transitions.report(task.pk, by=binh, progress=Progress(done="Đã rà soát xong 12 dự án.", percent=40))
    assert heard(About.UPDATE, GIVEN_ON + 15 * DAY, GIVEN_ON + 24 * DAY) == {8: everybody}


def test_what_is_overdue_as_well_is_chased_for_that_alone(make_directive, finance, binh):
    made = make_directive(lead=finance, due_on=GIVEN_ON, on=GIVEN_ON)
    assert heard(About.ACCEPTANCE, GIVEN_ON, GIVEN_ON + 8 * DAY) == {}
    put(made.assignments.get(), work_state="accepted")
    assert heard(About.UPDATE, GIVEN_ON, GIVEN_ON + 8 * DAY) == {}


def test_a_result_that_waits_is_the_offices_to_be_reminded_of(task, binh, lan, day):
    put(task, work_state="accepted")
    day(GIVEN_ON + DAY)
    transitions.complete(task.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh tờ trình."))
    # filed on Wednesday: two working days end on Friday; Monday is the first late one
    assert heard(About.CONFIRMATION, GIVEN_ON + DAY, GIVEN_ON + 8 * DAY) == {5: ["dung", "lan"], 6: ["lan"]}
    day(GIVEN_ON + 8 * DAY)
    transitions.confirm(task.pk, by=lan)
    assert heard(About.CONFIRMATION, GIVEN_ON + 8 * DAY, GIVEN_ON + 12 * DAY) == {}


def test_nobody_of_the_office_is_asked_to_decide_on_their_own_agency(task, lan, dung, finance):
    Membership.objects.create(user=lan, agency=finance, role="staff")
    put(task, work_state="in_progress", confirmation="pending", filed_on=GIVEN_ON)
    assert heard(About.CONFIRMATION, GIVEN_ON + 3 * DAY, GIVEN_ON + 3 * DAY) == {0: ["dung"]}


def test_a_request_for_extension_waits_for_those_who_decide(task, binh, dung, day):
    put(task, work_state="accepted")
    day(GIVEN_ON + 2 * DAY)
    transitions.ask_extension(task.pk, by=binh, to=FAR + 9 * DAY, reason="Chờ ý kiến của Bộ Tài chính.")
    first = GIVEN_ON + 2 * DAY
    assert heard(About.EXTENSION, first, first + 5 * DAY) == {1: ["dung"], 4: ["dung"], 5: ["dung"]}
    day(first + 5 * DAY)
    transitions.refuse_extension(task.pk, by=dung, reason="Không có lý do chính đáng.")
    assert heard(About.EXTENSION, first + 6 * DAY, first + 9 * DAY) == {}


def test_what_was_declined_waits_to_be_given_to_somebody(task, binh, day):
    day(GIVEN_ON + DAY)
    transitions.decline(task.pk, by=binh, reason="Thuộc chức năng của Sở Y tế.")
    assert heard(About.DECLINED, GIVEN_ON + DAY, GIVEN_ON + 7 * DAY) == {1: ["lan"], 5: ["lan"]}


def test_an_explanation_is_chased_like_a_deadline_and_its_answer_waits_to_be_read(task, chi, binh, lan, day):
    until = GIVEN_ON + 8 * DAY
    day(GIVEN_ON + DAY)
    transitions.ask_explanation(task.pk, by=chi, question="Vì sao chưa trình?", due_on=until)
    agency = ["binh", "mai"]
    assert heard(About.EXPLANATION, GIVEN_ON + DAY, until + 2 * DAY) == {
        6: agency,
        7: agency,
        8: ["binh", "chi", "lan", "mai"],
        9: agency,
    }
    day(until + DAY)
    transitions.explain(task.pk, by=binh, answer="Chờ ý kiến của Bộ Tài chính đến ngày 20/11/2025.")
    assert heard(About.EXPLANATION, until + DAY, until + 5 * DAY) == {}
    assert heard(About.ANSWER, until + DAY, until + 5 * DAY) == {1: ["chi"], 4: ["chi"]}
    transitions.read_answers([task], by=chi)
    assert heard(About.ANSWER, until + DAY, until + 5 * DAY) == {}


def test_an_instruction_is_told_the_next_morning_once_to_those_charged_and_the_monitor(
    task, chi, ha, lan, binh, day
):
    day(GIVEN_ON + DAY)
    said = transitions.instruct(task.directive_id, by=chi, text="Làm rõ nguồn vốn của từng dự án.")
    people = ["binh", "ha", "lan", "lan", "mai"]  # who monitors hears of both shares in one letter
    on = GIVEN_ON + DAY
    assert heard(About.INSTRUCTION, on, on + 6 * DAY) == {1: people}
    digests = OutgoingMessage.objects.filter(
        key__startswith="reminders:", text__contains="chỉ đạo thêm ngày 05/11"
    )
    assert {mail.recipient.username for mail in digests} == set(people)
    assert {mail.kind for mail in digests.filter(recipient=ha)} == {"upcoming"}
    day(on + 6 * DAY)
    transitions.instruct(task.directive_id, by=chi, text="Báo cáo tại phiên họp tháng 12.")
    assert heard(About.INSTRUCTION, on + 7 * DAY, on + 7 * DAY) == {0: people}
    assert heard(About.INSTRUCTION, on + 40 * DAY, on + 40 * DAY) == {}, "what is old is no news"
    assert said.withdrawn_at is None


def test_an_instruction_that_was_taken_back_is_not_told(task, chi, day):
    day(GIVEN_ON + DAY)
    said = transitions.instruct(task.directive_id, by=chi, text="Làm rõ nguồn vốn của từng dự án.")
    transitions.take_back_comment(said.pk, by=chi)
    assert heard(About.INSTRUCTION, GIVEN_ON + DAY, GIVEN_ON + 5 * DAY) == {}


def test_a_coordinator_is_reminded_of_the_opinion_it_was_asked_for(task, binh, ha, day):
    put(task, work_state="accepted")
    day(GIVEN_ON + DAY)
    transitions.ask_contributions(task.pk, by=binh, until=GIVEN_ON + 8 * DAY)
    until = GIVEN_ON + 8 * DAY
    assert heard(About.CONTRIBUTION, until - 2 * DAY, until + 2 * DAY) == {
        1: ["ha"],
        2: ["ha"],
        3: ["ha"],
        4: ["ha"],
    }
    share = Assignment.objects.get(agency__code="SYT")
    transitions.accept(share.pk, by=ha)
    transitions.contribute(share.pk, by=ha, text="Thống nhất với dự thảo tờ trình.")
    assert heard(About.CONTRIBUTION, until + DAY, until + 5 * DAY) == {}
