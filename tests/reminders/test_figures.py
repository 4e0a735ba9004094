"""Figures that an agency has not entered: who is told, when, once, and of what."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command

from agencies.calendar import day_set
from agencies.models import WorkingDayException
from directives.models import FollowUpRules
from notifications.kinds import Channel, Kind
from notifications.models import Notification, OutgoingMessage
from notifications.preferences import OPEN, choose
from reminders import figures, tasks
from targets import keeping

pytestmark = pytest.mark.django_db
ASKED = date(2025, 10, 11)  # ten days after the third quarter; a Saturday
MONDAY = date(2025, 10, 13)
ONE = timedelta(days=1)


@pytest.fixture
def make(lan, finance):
    """A target of 2025 by the quarter, of which the first half is in."""

    def of(name="Tốc độ tăng trưởng", lead=finance, entered=6, **fields):
        facts = {
            "name": name,
            "unit": "%",
            "first_month": date(2025, 1, 1),
            "last_month": date(2025, 12, 1),
            "direction": "at_least",
            "value": Decimal(9),
            "adding": "latest",
            "cadence": "quarterly",
            "start": None,
            "lead": lead,
            "document": None,
            "note": "",
            **fields,
        }
        with day_set(date(2025, max(entered, 6) + 1, 5)):
            target = keeping.create(by=lan, facts=facts)
            if entered:
                keeping.enter(target.pk, date(2025, entered, 1), by=lan, value=Decimal("8.1"), seen=0)
        return target

    return of


def told(person):
    return list(Notification.objects.filter(recipient=person, kind=Kind.FIGURES).order_by("pk"))


def test_the_focal_officer_and_the_head_of_the_agency_are_told_and_nobody_else(cast, make, mai):
    target = make()
    assert {person.username for person in figures.to_tell(MONDAY)} == {"binh", "mai"}
    assert figures.send(MONDAY) == 2
    (notice,) = told(mai)
    assert notice.title == "Chưa nhập số liệu quý III/2025: Tốc độ tăng trưởng"
    assert notice.url == f"/targets/{target.pk}/months/2025/9/"
    assert "ít nhất 9 %, năm 2025. Sở Tài chính chủ trì." in notice.text
    assert OutgoingMessage.objects.filter(recipient=mai, kind=Kind.FIGURES).count() == 1


def test_the_notice_opens_the_form_of_the_figure(client, cast, make, mai):
    make()
    figures.send(MONDAY)
    client.force_login(mai)
    with day_set(MONDAY):
        assert "Số liệu quý III/2025" in client.get(told(mai)[0].url).text


def test_not_before_the_days_are_over_nor_on_a_day_off_and_a_missed_day_is_caught_up(cast, make):
    make()
    for on in (date(2025, 10, 1), ASKED - ONE, ASKED, ASKED + ONE):
        assert figures.to_tell(on) == {}
    WorkingDayException.objects.create(day=MONDAY, is_worked=False)
    assert figures.to_tell(MONDAY) == {}
    assert len(figures.to_tell(MONDAY + ONE)) == 2
    assert len(figures.to_tell(MONDAY + 9 * ONE)) == 2
    assert figures.to_tell(ASKED + 31 * ONE) == {}  # no news any more


def test_once_and_not_daily_each_at_their_hour(cast, make, mai):
    make()
    assert figures.send(MONDAY, time(7)) == 0
    assert figures.send(MONDAY, time(7, 30)) == 2
    for later in (0, 1, 7, 20):
        assert figures.send(MONDAY + later * ONE) == 0
    assert figures.send(date(2026, 1, 12)) == 2  # the next quarter
    assert [notice.title for notice in told(mai)] == [
        "Chưa nhập số liệu quý III/2025: Tốc độ tăng trưởng",
        "Chưa nhập số liệu quý III/2025, quý IV/2025: Tốc độ tăng trưởng",
    ]


def test_several_are_one_notice_that_opens_the_list_of_them(client, cast, make, mai):
    make()
    make("Thu ngân sách", entered=8, adding="cumulative", cadence="monthly")
    make("Tỷ lệ hộ nghèo", cadence="half")  # nothing due
    assert figures.send(MONDAY) == 2
    (notice,) = told(mai)
    assert notice.title == "2 chỉ tiêu đã hết kỳ chưa nhập số liệu"
    assert notice.text.splitlines() == [
        "Thu ngân sách: tháng 9/2025",
        "Tốc độ tăng trưởng: quý III/2025",
    ]
    client.force_login(mai)
    with day_set(MONDAY):
        assert client.get(notice.url).context["page"].paginator.count == 2


def test_what_is_entered_closed_or_removed_is_not_asked_for(cast, make, lan):
    entered, closed, removed = make("A"), make("B"), make("C", entered=0)
    with day_set(MONDAY):
        keeping.enter(entered.pk, date(2025, 9, 1), by=lan, value=Decimal("8.4"), seen=0)
        keeping.close(closed.pk, by=lan, seen=keeping.newest_of_end(closed), reason="x")
        keeping.remove(removed.pk, by=lan, seen=keeping.newest_of_end(removed), reason="x")
        assert figures.to_tell(MONDAY) == {}


def test_the_office_sets_how_many_days(cast, make):
    FollowUpRules.objects.create(pk=1, figures_within_days=15)
    make()
    assert figures.to_tell(date(2025, 10, 15)) == {}
    assert len(figures.to_tell(date(2025, 10, 16))) == 2


def test_each_agency_hears_of_its_own(cast, make, health, ha):
    make()
    make("Tỷ lệ bao phủ bảo hiểm y tế", lead=health)
    names = {
        person.username: [each.standing.target.name for each in missing]
        for person, missing in figures.to_tell(MONDAY).items()
    }
    assert names.pop("ha") == ["Tỷ lệ bao phủ bảo hiểm y tế"]
    assert set(map(tuple, names.values())) == {("Tốc độ tăng trưởng",)}


def test_who_wants_none_of_it_is_left_alone_and_who_wants_mail_alone_hears_once(cast, make, mai):
    make()
    choose(mai, dict.fromkeys(OPEN, False), time(7, 30))
    assert {person.username for person in figures.to_tell(MONDAY)} == {"binh"}
    choose(mai, dict.fromkeys(OPEN, True) | {(Kind.FIGURES, Channel.APP): False}, time(7, 30))
    assert figures.send(MONDAY) == 2
    assert figures.to_tell(MONDAY + ONE) == {}


def test_more_targets_and_people_take_no_more_queries(cast, make, health, django_assert_num_queries):
    make()
    figures.to_tell(MONDAY)  # the working days of the year are remembered
    with django_assert_num_queries(10):
        figures.to_tell(MONDAY)
    for n in range(8):
        make(f"Chỉ tiêu {n}", lead=health)
    with django_assert_num_queries(10):
        figures.to_tell(MONDAY)


def test_the_task_and_the_command_tell_and_a_dry_run_only_shows(cast, make, mai, capsys):
    make()
    call_command("send_reminders", on=MONDAY, dry_run=True)
    assert "Số liệu chỉ tiêu" in capsys.readouterr().out
    assert told(mai) == []
    with day_set(MONDAY):
        tasks.send_reminders(at_any_hour=True)
    assert len(told(mai)) == 1
    call_command("send_reminders", on=MONDAY)
    assert len(told(mai)) == 1


def test_nobody_hears_of_nothing(cast):
    assert figures.send(MONDAY) == 0
    assert not Notification.objects.exists()
