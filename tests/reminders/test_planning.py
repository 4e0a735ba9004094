"""Planning on real rows: who hears what, once each, however often it runs."""

from datetime import date, time, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from agencies.calendar import day_set
from agencies.models import Membership
from directives import transitions
from directives.following import mute
from directives.models import Assignment, Event
from directives.transitions import Progress
from notifications.kinds import Kind
from notifications.models import Notification, OutgoingMessage
from notifications.preferences import OPEN, choose
from reminders import planning
from reminders.models import About, Reminder, ReminderRule
from reminders.planning import Incomplete, Planned, plan, preview
from reminders.tasks import send_reminders
from tests.race import while_uncommitted

DUE_ON = date(2025, 11, 13)  # a Thursday
GIVEN_ON = date(2025, 11, 4)
DAY = timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("deadlines_alone")]


@pytest.fixture
def deadlines_alone(ladder):
    """What else is reminded of has tests of its own (test_subjects)."""
    ReminderRule.objects.exclude(about=About.DEADLINE).update(is_active=False)


@pytest.fixture
def task(make_directive, finance, binh, mai, lan):
    """The share of Sở Tài chính, due on Thursday 13/11; the notices of its publication are gone."""
    directive = make_directive(lead=finance, due_on=DUE_ON, on=GIVEN_ON)
    forget_notices()
    return directive.assignments.get(agency=finance)


def forget_notices():
    OutgoingMessage.objects.all().delete()
    Notification.objects.all().delete()


def told(on=None):
    """(username, days from due, repetition) of the ledger, of one day or all."""
    rows = Reminder.objects.all() if on is None else Reminder.objects.filter(planned_on=on)
    return sorted(rows.values_list("recipient__username", "rule__days_from_due", "repetition"))


def file_result(task, by, on, day):
    day(on)
    if task.work_state == "new":
        transitions.accept(task.pk, by=by)
    return transitions.complete(task.pk, by=by, progress=Progress(done="Đã trình UBND tỉnh tờ trình."))


def test_head_and_focal_officer_hear_once_each_by_mail_and_in_the_app(task):
    on = DUE_ON - 3 * DAY
    done = plan(on)

    assert (done.people, done.reminders, done.letters, done.skipped) == (2, 2, 2, 0)
    assert told() == [("binh", -3, 0), ("mai", -3, 0)]
    assert set(OutgoingMessage.objects.values_list("address", flat=True)) == {
        "binh@dondoc.example",
        "mai@dondoc.example",
    }
    notice = Notification.objects.get(recipient__username="binh")
    assert notice.title == f"Còn 3 ngày: {task.directive.title}"
    assert notice.url == f"/directives/{task.directive_id}/"


def test_running_it_again_changes_nothing(task):
    on = DUE_ON - 3 * DAY
    plan(on)
    again = plan(on), plan(on + DAY)

    assert again == (Planned(on), Planned(on + DAY))
    assert Reminder.objects.count() == OutgoingMessage.objects.count() == Notification.objects.count() == 2


def test_a_month_of_nights_makes_each_rung_once(task):
    for n in range(-9, 22):
        plan(DUE_ON + n * DAY)
    of_head = [(days, repetition) for name, days, repetition in told() if name == "binh"]
    assert len(set(of_head)) == len(of_head)
    # 21 days late: repetitions 0 to 6, none lost to the escalations, which are of others
    assert of_head == [(-7, 0), (-3, 0), (-1, 0), (0, 0), *((1, n) for n in range(7))]


def test_a_missed_night_is_caught_up_with_the_latest_rung_only(task):
    plan(DUE_ON - 7 * DAY)
    plan(DUE_ON + DAY)  # nobody ran it for eight days
    assert told(DUE_ON + DAY) == [("binh", 1, 0), ("mai", 1, 0)]
    assert Notification.objects.filter(title__startswith="Quá hạn 1 ngày").count() == 2


def test_the_words_count_the_real_days(task):
    plan(DUE_ON - 2 * DAY)  # the rung of three days before, a day late
    assert told() == [("binh", -3, 0), ("mai", -3, 0)]
    assert OutgoingMessage.objects.first().subject.startswith("Còn 2 ngày: ")


def test_an_extension_earns_new_reminders(task):
    plan(DUE_ON)
    Assignment.objects.filter(pk=task.pk).update(due_on=DUE_ON + 8 * DAY)
    plan(DUE_ON + DAY)
    assert told() == [("binh", -7, 0), ("binh", 0, 0), ("mai", -7, 0), ("mai", 0, 0)]


def test_while_the_office_checks_the_agency_is_left_alone_and_chased_again_when_returned(
    task, binh, lan, day
):
    file_result(task, binh, DUE_ON - DAY, day)
    plan(DUE_ON + DAY)
    assert told() == []

    day(DUE_ON + 2 * DAY)
    transitions.send_back(task.pk, by=lan, reason="Thiếu số văn bản.")
    plan(DUE_ON + 2 * DAY)
    assert told() == [("binh", 1, 0), ("mai", 1, 0)]
    letter = OutgoingMessage.objects.filter(key__startswith="reminders:").first()
    assert "kết quả đã bị trả lại" in letter.text
    assert "kết quả đã bị trả lại" in letter.html


def test_what_is_done_is_not_chased(task, binh, lan, day):
    file_result(task, binh, DUE_ON, day)
    transitions.confirm(task.pk, by=lan)
    plan(DUE_ON + 5 * DAY)
    assert told() == []


def test_coordinators_are_not_chased(make_directive, finance, health, binh, ha):
    make_directive(lead=finance, coordinators=[health], due_on=DUE_ON, on=GIVEN_ON)
    plan(DUE_ON)
    assert told() == [("binh", 0, 0)]


def test_each_hears_at_their_hour_and_later_than_it_when_it_was_missed(task, mai, binh):
    choose(mai, dict.fromkeys(OPEN, True), time(6, 30))
    choose(binh, dict.fromkeys(OPEN, True), time(9))
    heard = []
    for at in (time(6), time(6, 30), time(7, 30), time(8, 59), time(9), time(10)):
        plan(DUE_ON, at)
        heard.append({name for name, _, _ in told()})
    assert heard == [set(), {"mai"}, {"mai"}, {"mai"}, {"binh", "mai"}, {"binh", "mai"}]


def test_who_has_not_chosen_hears_at_half_past_seven(task):
    assert plan(DUE_ON, time(7, 29)).people == 0
    assert plan(DUE_ON, time(7, 30)).people == 2


def test_the_task_asks_for_the_hour_and_a_trial_does_not(task):
    with day_set(DUE_ON, at=time(7)):
        send_reminders()
        assert told() == []
        send_reminders(at_any_hour=True)
        assert len(told()) == 2


def test_a_digest_with_something_late_cannot_be_switched_off_and_one_without_can(
    task, mai, make_directive, finance
):
    choose(mai, dict.fromkeys(OPEN, False), time(7, 30))
    plan(DUE_ON - 3 * DAY)
    assert not OutgoingMessage.objects.filter(recipient=mai).exists()
    assert Notification.objects.get(recipient=mai).kind == Kind.UPCOMING, "the ledger says that she was told"
    plan(DUE_ON + DAY)
    assert OutgoingMessage.objects.get(recipient=mai).kind == Kind.OVERDUE


def test_of_what_one_muted_one_hears_when_it_is_late(task, binh, mai):
    mute(task.directive, by=mai)
    plan(DUE_ON)
    assert told() == [("binh", 0, 0)]
    plan(DUE_ON + DAY)
    assert told(DUE_ON + DAY) == [("binh", 1, 0), ("mai", 1, 0)]


def test_work_without_a_deadline_is_not_chased(make_directive, finance, binh):
    make_directive(lead=finance, due_on=None, on=GIVEN_ON)
    assert plan(DUE_ON).reminders == 0


def test_what_has_lost_its_deadline_is_not_chased_until_it_has_one_again(task, dung, day):
    day(DUE_ON)
    transitions.set_deadline(task.pk, by=dung, to=None, reason="Theo ý kiến Chủ tịch.")
    assert plan(DUE_ON + 4 * DAY).reminders == 0
    transitions.set_deadline(task.pk, by=dung, to=DUE_ON, reason="Theo văn bản mới.")
    assert plan(DUE_ON + 4 * DAY).reminders > 0


def test_escalation_reaches_monitor_office_and_leader_each_in_their_turn(task, lan, dung, chi):
    plan(DUE_ON + 3 * DAY)  # a Sunday
    assert {name for name, _, _ in told()} == {"binh", "mai"}
    plan(DUE_ON + 4 * DAY)
    assert ("lan", 3, 0) in told()
    assert not {"dung", "chi"} & {name for name, _, _ in told()}
    plan(DUE_ON + 11 * DAY)
    assert {("lan", 10, 0), ("dung", 10, 0), ("chi", 10, 0)} <= set(told())


def test_what_nobody_monitors_escalates_to_the_heads_of_the_office(task, lan, dung):
    lan.is_active = False
    lan.save(update_fields=["is_active"])
    plan(DUE_ON + 4 * DAY)
    assert ("dung", 3, 0) in told()
    assert not any(name == "lan" for name, _, _ in told())


def test_a_delegate_hears_while_a_member_of_the_agency(task, nam):
    Assignment.objects.filter(pk=task.pk).update(delegate=nam)
    plan(DUE_ON)
    assert ("nam", 0, 0) in told()

    Membership.objects.filter(user=nam).delete()  # he may not see the row any more
    plan(DUE_ON + DAY)
    assert not any(name == "nam" for name, _, _ in told(DUE_ON + DAY))


def test_who_can_no_longer_sign_in_hears_nothing(task, binh):
    binh.is_active = False
    binh.save(update_fields=["is_active"])
    plan(DUE_ON)
    assert told() == [("mai", 0, 0)]


def test_a_new_head_hears_the_latest_rung(task, make_user, finance):
    plan(DUE_ON)
    make_user("tam", Role.AGENCY_HEAD, "Phạm Minh Tâm", agency=finance, place="head")
    plan(DUE_ON)
    assert told() == [("binh", 0, 0), ("mai", 0, 0), ("tam", 0, 0)]


def test_without_an_address_a_person_is_told_in_the_app(task, binh):
    binh.email = ""
    binh.save(update_fields=["email"])
    done = plan(DUE_ON)
    assert (done.people, done.letters) == (2, 1)
    assert Notification.objects.filter(recipient=binh).count() == 1
    assert Reminder.objects.get(recipient=binh).message is None


def test_one_digest_for_all_that_is_new_the_late_first(make_directive, finance, binh):
    for title, days in (("Việc còn xa", 3), ("Việc hôm nay", 0), ("Việc trễ ít", -1), ("Việc trễ nhiều", -4)):
        make_directive(lead=finance, title=title, due_on=DUE_ON + days * DAY, on=GIVEN_ON)
    forget_notices()
    plan(DUE_ON)

    message = OutgoingMessage.objects.get(recipient=binh)
    assert message.subject == "Nhắc việc ngày 13/11/2025: 2 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn"
    for body in (message.text, message.html):
        places = [
            body.index(title) for title in ("Việc trễ nhiều", "Việc trễ ít", "Việc hôm nay", "Việc còn xa")
        ]
        assert places == sorted(places)
        assert "Quá hạn 4 ngày" in body
    notice = Notification.objects.get(recipient=binh)
    assert notice.url == "/my-work/"
    assert notice.text.count("\n") == 3
    assert set(Reminder.objects.filter(recipient=binh).values_list("message_id", flat=True)) == {message.pk}


def test_one_digest_a_day_what_comes_up_later_waits_for_the_next(task, make_directive, finance):
    plan(DUE_ON)
    make_directive(lead=finance, title="Việc mới thêm", due_on=DUE_ON + DAY, on=DUE_ON)
    assert plan(DUE_ON) == Planned(DUE_ON)

    plan(DUE_ON + DAY)
    letter = OutgoingMessage.objects.filter(recipient__username="binh").latest("pk")
    assert letter.subject == "Nhắc việc ngày 14/11/2025: 1 quá hạn, 1 đến hạn hôm nay"


def test_each_share_gets_one_line_of_history(task):
    plan(DUE_ON)
    event = Event.objects.get(kind=Event.Kind.REMINDED)
    assert (event.assignment_id, event.directive_id, event.actor) == (task.pk, task.directive_id, None)
    assert event.data["rules"] == [None, ["Đúng ngày hạn"]]
    assert event.data["due_on"] == [None, "2025-11-13"]
    assert set(event.data["recipients"][1]) == {"Hồ Thanh Bình", "Đặng Ngọc Mai"}


def test_a_rule_that_is_switched_off_is_silent(task):
    ReminderRule.objects.filter(days_from_due=0).update(is_active=False)
    plan(DUE_ON)
    assert told() == [("binh", -1, 0), ("mai", -1, 0)]
    ReminderRule.objects.update(is_active=False)
    assert plan(DUE_ON + DAY).reminders == 0


def test_one_bad_row_does_not_silence_the_others(task, make_directive, finance, caplog):
    """A year that was mistyped: seven days before 03/01/0001 there is no day."""
    bad = make_directive(lead=finance, due_on=date(1, 1, 3), on=GIVEN_ON).assignments.get()
    with pytest.raises(Incomplete) as ended:
        plan(DUE_ON)
    assert ended.value.planned.skipped == 1
    assert told() == [("binh", 0, 0), ("mai", 0, 0)]
    assert f"assignment {bad.pk} skipped" in caplog.text
    with pytest.raises(CommandError, match="bỏ qua 1"):
        call_command("send_reminders", "--on", f"{DUE_ON}")


def test_one_person_who_cannot_be_told_does_not_silence_the_others(task, mai, caplog):
    """The fault is planted in the database: it refuses every reminder of hers."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""CREATE FUNCTION refuse_mai() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.recipient_id = {mai.pk} THEN RAISE EXCEPTION 'planted'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER planted BEFORE INSERT ON reminders_reminder
                FOR EACH ROW EXECUTE FUNCTION refuse_mai()"""
        )
    with pytest.raises(Incomplete) as ended:
        plan(DUE_ON)
    done = ended.value.planned
    assert (done.people, done.reminders, done.skipped) == (1, 1, 1)
    assert told() == [("binh", 0, 0)]
    assert not OutgoingMessage.objects.filter(recipient=mai).exists(), "her message went with her reminder"


def test_a_run_that_is_out_of_time_ends_as_such_and_the_next_goes_on(task):
    """The time of the task is over in the middle of a statement: that is no bad row."""

    def over(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "reminders_reminder"'):
            raise SoftTimeLimitExceeded
        return execute(sql, params, many, context)

    with connection.execute_wrapper(over), pytest.raises(SoftTimeLimitExceeded):
        plan(DUE_ON)
    assert told() == []
    plan(DUE_ON)
    assert told() == [("binh", 0, 0), ("mai", 0, 0)]


def test_a_rule_that_repeats_less_often_than_before_is_not_silent(task, binh):
    overdue, his = ReminderRule.objects.filter(name="Quá hạn"), Reminder.objects.filter(recipient=binh)
    overdue.update(repeat_every=1)
    for days in range(1, 7):
        plan(DUE_ON + days * DAY)
    before = his.count()
    overdue.update(repeat_every=3)
    for days in range(7, 20):
        plan(DUE_ON + days * DAY)
    told_on = [(row.planned_on - DUE_ON).days for row in his.order_by("planned_on")]
    assert told_on[before:] == [7, 8, 13, 15, 19], "every three days, what falls on a weekend on Friday"
    assert OutgoingMessage.objects.filter(recipient=binh).count() == len(told_on), "each by a mail of its own"


def test_the_dry_run_shows_who_would_hear_what_and_writes_nothing(task, capsys):
    call_command("send_reminders", "--on", "2025-11-10", "--dry-run")
    out = capsys.readouterr().out
    assert "Hồ Thanh Bình" in out
    assert "thủ trưởng cơ quan" in out
    assert "cán bộ đầu mối" in out
    assert "Trước hạn 3 ngày" in out
    assert "Còn 3 ngày" in out
    assert "Tổng hợp tuần" in out  # it is a Monday
    assert "3 lượt nhắc. Chưa ghi và chưa gửi gì." in out
    assert not Reminder.objects.exists()
    assert not OutgoingMessage.objects.exists()
    assert not Notification.objects.exists()
    assert not Event.objects.filter(kind=Event.Kind.REMINDED).exists()

    call_command("send_reminders", "--on", "2025-10-01", "--dry-run")
    assert "không có gì để nhắc" in capsys.readouterr().out


def test_the_dry_run_names_the_ways_which_people_chose(task, mai, capsys):
    choose(mai, dict.fromkeys(OPEN, False), time(7, 30))
    for on, ways in (("2025-11-12", ["thư, ứng dụng", "ứng dụng"]), ("2025-11-14", ["thư, ứng dụng"] * 2)):
        call_command("send_reminders", "--on", on, "--dry-run")
        rows = [line for line in capsys.readouterr().out.splitlines() if "Rà soát" in line]
        assert [row.split("  ")[-1].strip() for row in rows] == ways


def test_the_command_does_what_the_task_does(task, day, capsys):
    day(DUE_ON)
    call_command("send_reminders")
    assert capsys.readouterr().out.strip() == "13/11/2025: nhắc 2 người về 2 lượt việc, 2 thư, bỏ qua 0"
    assert told() == [("binh", 0, 0), ("mai", 0, 0)]


def queries(run):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_work(make_directive, finance, health, binh, ha, mai):
    for n in range(5):
        make_directive(lead=[finance, health], title=f"Việc {n}", due_on=DUE_ON, on=GIVEN_ON)
    few = queries(lambda: plan(DUE_ON))
    assert Reminder.objects.count() == 15
    for n in range(45):
        make_directive(lead=[finance, health], title=f"Việc khác {n}", due_on=DUE_ON, on=GIVEN_ON)
    many = queries(lambda: plan(DUE_ON + DAY))
    assert Reminder.objects.count() == 15 + 150
    assert many == few <= 32
    assert queries(lambda: preview(DUE_ON)) <= 12


def test_the_work_is_scanned_and_told_in_batches(
    make_directive, finance, health, binh, ha, mai, lan, monkeypatch
):
    """Also the officer who hears of everybody's work gets one digest."""
    monkeypatch.setattr(planning, "SCAN", 2)
    monkeypatch.setattr(planning, "TOLD_TOGETHER", 1)
    for n in range(3):
        make_directive(lead=[finance, health], title=f"Việc {n}", due_on=DUE_ON, on=GIVEN_ON)
    done = plan(DUE_ON + 4 * DAY)
    assert (done.people, done.reminders) == (4, 15)
    assert Notification.objects.filter(key__startswith="reminders:").count() == 4


class TestTogether:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_two_runs_at_once_remind_once(self, task):
        with while_uncommitted(lambda: plan(DUE_ON)) as rival:
            plan(DUE_ON)
        assert rival.result().reminders == 0
        assert told() == [("binh", 0, 0), ("mai", 0, 0)]
        assert OutgoingMessage.objects.count() == Notification.objects.count() == 2
        assert Event.objects.filter(kind=Event.Kind.REMINDED).count() == 1

    def test_what_is_filed_between_scan_and_lock_is_not_chased(self, task, binh, day):
        day(DUE_ON)
        transitions.accept(task.pk, by=binh)
        forget_notices()
        with while_uncommitted(lambda: plan(DUE_ON)) as rival:
            transitions.complete(task.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh tờ trình."))
        assert rival.result().reminders == 0
        assert told() == []
