"""The week's summary: the dashboard's own numbers, to the leaders, once, on the first working day."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.core.management import call_command

from agencies.models import WorkingDayException
from directives.measures import PARTS, WHOLE
from directives.models import Assignment, AssignmentVersion
from notifications.kinds import Channel, Kind
from notifications.models import Notification, OutgoingMessage
from notifications.preferences import OPEN, choose
from reminders import weekly
from tests.plugins.province import DAY

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 11, 10)
ONE = timedelta(days=1)


@pytest.fixture
def letter(province, chi, day):
    """What the Chairman gets of a province with work in every state."""
    day(DAY)
    weekly._tell([chi], DAY)
    return OutgoingMessage.objects.get(recipient=chi, key__startswith="weekly:")


def test_its_numbers_are_those_of_the_dashboard_and_open_their_rows(letter, client, chi):
    client.force_login(chi)
    total = client.get("/dashboards/province/").context["total"]
    found = weekly.summary(chi, DAY)
    told = {name: figure for name, figure in found.total.items() if name != "to_explain"}
    assert {*WHOLE, *PARTS} <= set(told)
    assert told == {name: total[name] for name in told}  # the dashboard has some more
    linked = re.findall(
        r'href="http://localhost:8000(/directives/[^"]*)">([\d.]+)</a>', unescape(letter.html)
    )
    assert len(linked) > 15
    for url, count in linked:
        assert client.get(url).context["page"].paginator.count == int(count.replace(".", "")), url
    for rate in found.rates:
        assert f"({rate.part.count} / {rate.whole.count} nhiệm vụ)" in letter.text


def test_it_says_what_changed_in_a_week_and_what_is_late_longest(letter, chi):
    late = Assignment.objects.counted().overdue(DAY).order_by("due_on", "pk")
    assert late.first().directive.title in letter.text
    then = AssignmentVersion.objects.as_of(DAY - timedelta(days=7)).counted()
    found = weekly.summary(chi, DAY)
    more = Assignment.objects.counted().count() - then.count() if then.exists() else None
    assert found.number("given", "đã giao").more == more
    assert found.number("to_explain", "x").more is None  # past days do not keep it


def test_the_first_working_day_of_the_week_and_the_next(chi, lan, directive):
    for on in (MONDAY, MONDAY + ONE):
        assert weekly.to_tell(on) == [chi]
    for on in (MONDAY - ONE, MONDAY + 2 * ONE, MONDAY + 4 * ONE):
        assert weekly.to_tell(on) == []
    WorkingDayException.objects.create(day=MONDAY, is_worked=False)
    assert weekly.to_tell(MONDAY) == []
    assert weekly.to_tell(MONDAY + 2 * ONE) == [chi]


def test_once_a_week_each_at_their_hour(chi, directive):
    assert weekly.send(MONDAY, time(7)) == 0
    assert weekly.send(MONDAY, time(7, 30)) == 1
    assert weekly.send(MONDAY, time(9)) == weekly.send(MONDAY + ONE) == 0
    assert weekly.send(MONDAY + 7 * ONE) == 1
    assert Notification.objects.filter(recipient=chi, key__startswith="weekly:").count() == 2


def test_who_wants_it_by_mail_alone_has_had_it_and_who_refused_it_is_not_told(chi, directive):
    everything = dict.fromkeys(OPEN, True)
    choose(chi, everything | {(Kind.WEEKLY, Channel.APP): False}, time(7, 30))
    assert weekly.send(MONDAY) == 1
    assert weekly.to_tell(MONDAY + ONE) == []
    choose(chi, dict.fromkeys(OPEN, False), time(7, 30))
    assert weekly.to_tell(MONDAY + 7 * ONE) == []


def test_nobody_hears_of_nothing(chi):
    assert weekly.send(MONDAY) == 0
    assert not Notification.objects.exists()


def test_the_command_shows_it_and_sends_it(chi, directive, capsys):
    call_command("send_reminders", "--on", f"{MONDAY}", "--dry-run")
    assert "Tổng hợp tuần" in capsys.readouterr().out
    assert not Notification.objects.filter(key__startswith="weekly:").exists()
    call_command("send_reminders", "--on", f"{MONDAY}")
    assert "gửi tổng hợp tuần cho 1 lãnh đạo" in capsys.readouterr().out
