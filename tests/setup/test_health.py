"""The health check of telling people: red when beat has not planned in time or the outbox stands still."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.calendar import day_set
from config.health import NOT_ALIVE, note_heartbeat
from notifications import waiting
from notifications.delivery import STUCK_AFTER, claim
from notifications.models import OutgoingMessage
from notifications.outbox import Notice, post
from reminders import missed
from reminders.models import PlannedDay, ReminderRule
from reminders.planning import Incomplete, plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]
URL = "/healthz/reminders"
DAY = date(2025, 11, 6)
Status = OutgoingMessage.Status


@pytest.fixture
def work(make_directive, finance, binh):
    """Given two days before, due in three; of its giving everybody has heard."""
    make_directive(lead=finance, title="Rà soát nhu cầu vốn", due_on=date(2025, 11, 9))
    OutgoingMessage.objects.all().delete()


def ask(client, at, on=DAY):
    with day_set(on, at):
        return client.get(URL)


def said(client, at, on=DAY):
    return ask(client, at, on).json()["problems"]


def test_all_is_well_where_everybody_was_told(client, work):
    note_heartbeat()
    with day_set(DAY, time(7, 30)):
        plan(DAY, time(7, 30))
    OutgoingMessage.objects.update(status=Status.SENT, sent_at=timezone.now())
    answer = ask(client, time(8, 40))
    assert (answer.status_code, answer.json()) == (
        200,
        {"background": True, "reminders": True, "outbox": True, "problems": []},
    )


def test_it_is_red_while_no_worker_does_what_beat_sends(client):
    answer = ask(client, time(3))
    assert answer.status_code == 503
    assert answer.json() == {"background": False, "reminders": True, "outbox": True, "problems": [NOT_ALIVE]}


@pytest.mark.parametrize(
    ("at", "hour"),
    [(time(6, 44), None), (time(6, 45), "06:00"), (time(8, 15), "07:30"), (time(23, 59), "09:00")],
)
def test_it_turns_red_when_an_hour_was_not_planned_by_its_set_time(client, work, at, hour):
    note_heartbeat()
    answer = ask(client, at)
    assert answer.status_code == (503 if hour else 200)
    assert answer.json()["reminders"] is not bool(hour)
    assert answer.json()["problems"] == (
        [f"Chưa lập lời nhắc ngày 06/11/2025 cho người nhận lúc {hour} (đã quá 45 phút)."] if hour else []
    )


def test_the_set_time_can_be_set(client, work, settings):
    note_heartbeat()
    settings.REMINDERS_LATE_MINUTES = 5
    assert "06:00 (đã quá 5 phút)" in said(client, time(6, 5))[0]


def test_a_run_for_an_early_hour_is_not_enough_later_on_and_takes_nothing_back(client, work):
    note_heartbeat()
    plan(DAY, time(6))
    OutgoingMessage.objects.all().update(status=Status.SENT, sent_at=timezone.now())
    assert said(client, time(7, 10)) == []
    assert "lúc 06:30" in said(client, time(7, 15))[0]
    plan(DAY, time(9))
    plan(DAY, time(6, 30))
    assert PlannedDay.objects.get().reached == time(9)
    assert said(client, time(18)) == []


def test_a_run_of_yesterday_is_none_of_today(client, work):
    note_heartbeat()
    plan(DAY - timedelta(days=1))
    OutgoingMessage.objects.all().update(status=Status.SENT, sent_at=timezone.now())
    assert "Chưa lập lời nhắc ngày 06/11/2025" in said(client, time(12))[0]


def test_a_run_with_nothing_to_tell_counts(client, work):
    note_heartbeat()
    ReminderRule.objects.update(is_active=False)
    plan(DAY)
    assert said(client, time(12)) == []


def test_what_a_run_skipped_is_told_until_a_run_skips_nothing(client, work, monkeypatch):
    note_heartbeat()
    with monkeypatch.context() as fault, day_set(DAY, time(7, 30)), pytest.raises(Incomplete):
        fault.setattr("reminders.planning.latest_rung", lambda *_: 1 / 0)
        plan(DAY)
    [line] = said(client, time(12))
    assert line == "Lần lập lời nhắc lúc 07:30 bỏ qua 1 việc hoặc người vì lỗi. Xem nhật ký của hệ thống."
    plan(DAY)
    OutgoingMessage.objects.all().update(status=Status.SENT, sent_at=timezone.now())
    assert said(client, time(12)) == []


def test_on_the_day_of_the_installation_nothing_was_missed(client, work):
    note_heartbeat()
    assert said(client, time(23), on=date(2025, 11, 4)) == []


@pytest.fixture
def message(binh):
    post([Notice(key="n:1", recipient=binh, title="Việc mới", text="", url="/my-work/", kind="assigned")])
    return OutgoingMessage.objects.get()


class TestOutbox:
    def test_a_message_which_nobody_takes_turns_it_red(self, message):
        since = timezone.localtime(message.not_before)
        assert waiting.problems(since + timedelta(minutes=14)) == []
        [line] = waiting.problems(since + timedelta(minutes=16))
        assert line == f"1 thư chờ gửi quá 15 phút, lâu nhất từ {since:%H:%M} ngày {since:%d/%m/%Y}."

    def test_what_waits_for_its_next_try_is_not_late_before_that(self, message):
        later = timezone.now() + timedelta(hours=4)
        OutgoingMessage.objects.update(status=Status.RETRY, attempts=1, not_before=later)
        assert waiting.problems(later - timedelta(minutes=1)) == []
        assert waiting.problems(later + timedelta(minutes=16)) != []

    def test_what_a_dead_worker_left_and_no_sweep_freed_turns_it_red(self, message):
        claimed = claim(message.pk).claimed_at
        assert waiting.problems(claimed + STUCK_AFTER) == []
        assert waiting.problems(claimed + STUCK_AFTER + timedelta(minutes=16)) != []

    def test_a_server_that_takes_nothing_any_more_turns_it_red(self, message, ha):
        now = timezone.now()
        OutgoingMessage.objects.update(status=Status.RETRY, attempts=3, not_before=now + timedelta(hours=4))
        [line] = waiting.problems(now)
        assert line.startswith("1 thư gửi nhiều lần không được")
        post([Notice(key="n:2", recipient=ha, title="Việc", text="", url="/my-work/", kind="assigned")])
        OutgoingMessage.objects.filter(key="n:2").update(status=Status.SENT, sent_at=now)
        assert waiting.problems(now) == [], "it takes mail, one address alone is in trouble"
        assert waiting.problems(now + timedelta(minutes=61)) != []

    def test_what_was_sent_or_given_up_waits_no_more(self, message):
        OutgoingMessage.objects.update(status=Status.FAILED)
        assert waiting.problems(timezone.now() + timedelta(days=1)) == []

    def test_the_address_says_so(self, client, message):
        note_heartbeat()
        OutgoingMessage.objects.update(not_before=timezone.now() - timedelta(hours=2))
        answer = ask(client, time(3))
        assert answer.status_code == 503
        assert (answer.json()["outbox"], answer.json()["reminders"]) == (False, True)
        assert "thư chờ gửi quá 15 phút" in answer.content.decode(), "readable as it stands"


PLACES = ["/notifications/deliveries/", "/my-work/", "/admin/"]
SEE = {"lan": PLACES[:2], "dung": PLACES[:2], "an": PLACES[:2], "quan": PLACES}


@pytest.mark.parametrize("name", ["an", "binh", "chi", "dung", "ha", "lan", "mai", "nam", "quan"])
def test_those_who_look_after_it_read_it_where_they_look(client, cast, work, name):
    client.force_login(cast[name])
    with day_set(DAY, time(12)):
        seen = [place for place in PLACES if "Chưa lập lời nhắc ngày 06/11/2025" in client.get(place).text]
    assert seen == SEE.get(name, [])


def test_nothing_stands_there_when_all_is_well(client, cast, work):
    note_heartbeat()
    client.force_login(cast["lan"])
    with day_set(DAY, time(3)):
        assert "remark warning" not in client.get(PLACES[0]).text


def test_the_questions_are_few_however_much_waits(client, binh, work):
    note_heartbeat()
    counts = []
    for n in (1, 20):
        post(
            Notice(key=f"{n}:{m}", recipient=binh, title="Việc", text="", url="/my-work/", kind="assigned")
            for m in range(n)
        )
        OutgoingMessage.objects.update(
            status=Status.RETRY, attempts=3, not_before=timezone.now() - timedelta(hours=1)
        )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ask(client, time(12)).status_code == 503
        counts.append(len(asked))
    assert counts == [4, 4]


def test_the_problems_of_the_day_need_no_question_before_its_first_hour(work, django_assert_num_queries):
    with day_set(DAY, time(6, 30)), django_assert_num_queries(0):
        from agencies import calendar

        assert missed.problems(calendar.now()) == []
