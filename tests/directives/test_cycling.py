"""Recurring work: its cycle is set, changed and stopped; each occurrence is given out ahead of its day."""

from datetime import date

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import Role
from agencies.models import WorkingDayException
from directives import occurrences, transitions
from directives.cycles import CyclePlan, DayRule, Every, Rule
from directives.departed import count_for, piles_for
from directives.following import follow, mute
from directives.models import Assignment, AssignmentVersion, Cycle, Directive, Event
from directives.occurrences import Incomplete
from directives.tasks import give_occurrences
from directives.transitions import Changed, NotAllowed, Progress
from notifications.models import Notification
from tests.directives.conftest import DONE
from tests.plugins.cast import SESSION_DAY
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
NOVEMBER, DECEMBER, JANUARY = date(2025, 11, 25), date(2025, 12, 25), date(2026, 1, 23)
MONTHLY = Rule(Every.MONTH, DayRule.DAY, 25, 1)
FRIDAYS = Rule(Every.WEEK, DayRule.WEEKDAY, 5)
YEARLY = Rule(Every.YEAR, DayRule.DAY, 15, 10)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def version_of(directive):
    return Directive.objects.get(pk=directive.pk).version


@pytest.fixture
def recurring(directive, lan):
    """The directive comes back: `recurring()`; its cycle."""

    def do(rule=MONTHLY, by=lan, starts_on=TODAY, ends_on=None, **options):
        plan = CyclePlan(rule, starts_on, ends_on)
        options = {"version": version_of(directive)} | options
        return transitions.set_cycle(directive.pk, by=by, plan=plan, **options)

    return do


@pytest.fixture
def changed(directive, dung, finance, health):
    """Change the cycle: `changed(FRIDAYS, leads=[health])`."""

    def do(rule=MONTHLY, by=dung, starts_on=None, ends_on=None, leads=None, coordinators=None, **options):
        starts_on = starts_on or occurrences.calendar.today()
        options = {"version": version_of(directive)} | options
        return transitions.change_cycle(
            directive.pk,
            by=by,
            plan=CyclePlan(rule, starts_on, ends_on),
            leads=[finance] if leads is None else leads,
            coordinators=[health] if coordinators is None else coordinators,
            **options,
        )

    return do


def stop(directive, by, **options):
    options = {"version": version_of(directive), "reason": "Đã có báo cáo tự động."} | options
    return transitions.stop_cycle(directive.pk, by=by, **options)


def due_days(directive):
    """The deadline of each occurrence, in the order in which they were given out."""
    leads = Assignment.objects.leads().filter(directive__parent=directive).order_by("directive__part")
    return list(leads.values_list("due_on", flat=True))


def test_the_first_occurrence_goes_out_at_once_to_the_same_agencies(
    recurring, directive, finance, health, lan
):
    recurring(note="Theo mục 3 Thông báo")
    child = directive.children.get()
    assert (child.code, child.title) == (f"{directive.code}.1", f"{directive.title}: kỳ 25/11/2025")
    assert (child.occurs_on, child.deadline_kind, child.published_by) == (NOVEMBER, "fixed", lan)
    shares = {share.agency: share for share in child.assignments.select_related("agency")}
    assert {agency: share.role for agency, share in shares.items()} == {
        finance: "lead",
        health: "coordinator",
    }
    days = {(share.due_on, share.original_due_on, share.assigned_on) for share in shares.values()}
    assert days == {(NOVEMBER, NOVEMBER, TODAY)}
    directive.refresh_from_db()
    assert (directive.is_heading, directive.deadline_kind) == (True, "recurring")


def test_the_heading_leaves_all_counts_and_the_history_says_why(recurring, directive, assignment):
    recurring(note="Theo mục 3 Thông báo", ends_on=date(2026, 12, 31))
    counted = Assignment.objects.counted().get()
    assert counted.directive.parent == directive
    assert assignment.events.get(kind="split").data == {"work_state": ["new", "split"]}
    told = directive.events.get(kind="cycle_set")
    assert (told.note, told.data) == (
        "Theo mục 3 Thông báo",
        {
            "cycle": [None, "ngày 25 hằng tháng"],
            "starts_on": [None, "2025-11-06"],
            "ends_on": [None, "2026-12-31"],
            "lead": [None, ["Sở Tài chính"]],
            "coordinator": [None, ["Sở Y tế"]],
            "deadline_kind": ["fixed", "recurring"],
        },
    )
    assert AssignmentVersion.objects.as_of(TODAY).counted().get().assignment == counted
    assert AssignmentVersion.objects.as_of(SESSION_DAY).counted().get().assignment == assignment


def test_everybody_concerned_is_told_once(recurring, binh, mai, ha, nam, assignment, dung):
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    recurring(by=dung)
    notices = Notification.objects.filter(key__startswith="cycle:")
    people = sorted(notices.values_list("recipient__username", flat=True))
    assert people == ["binh", "ha", "lan", "mai", "nam"]
    notice = notices.get(recipient=binh)
    assert notice.title.startswith("Theo chu kỳ ngày 25 hằng tháng: ")
    assert notice.text == "Kỳ đã giao: hạn 25/11/2025."


@pytest.mark.parametrize(
    ("rule", "today", "days"),
    [
        # two weeks ahead, not a day earlier
        (MONTHLY, date(2025, 12, 10), [NOVEMBER]),
        (MONTHLY, date(2025, 12, 11), [NOVEMBER, DECEMBER]),
        # a week ahead: what is due on the 14th as soon as the cycle is set
        (FRIDAYS, date(2025, 11, 6), [date(2025, 11, 7)]),
        (FRIDAYS, date(2025, 11, 7), [date(2025, 11, 7), date(2025, 11, 14)]),
        # the first of a year ahead all the same; the next thirty days ahead
        (YEARLY, TODAY, [date(2026, 10, 15)]),
        (YEARLY, date(2027, 9, 14), [date(2026, 10, 15)]),
        (YEARLY, date(2027, 9, 15), [date(2026, 10, 15), date(2027, 10, 15)]),
        # beat was away for more than a week: nothing is left out, and each keeps its day
        (FRIDAYS, date(2025, 11, 24), [date(2025, 11, n) for n in (7, 14, 21, 28)]),
        (MONTHLY, date(2026, 1, 12), [NOVEMBER, DECEMBER, JANUARY]),
    ],
)
def test_each_occurrence_is_given_out_ahead_of_its_day(recurring, directive, day, rule, today, days):
    recurring(rule)
    day(today)
    give_occurrences()
    assert due_days(directive) == days
    give_occurrences()
    assert due_days(directive) == days


def test_what_the_system_gives_out_is_told_and_on_record(recurring, directive, binh, ha, day, lan):
    recurring()
    day(date(2025, 12, 11))
    give_occurrences()
    child = directive.children.get(part=2)
    told = child.events.get()
    assert (told.kind, told.actor, told.actor_name) == ("published", None, "Hệ thống")
    assert told.data["due_on"] == [None, "2025-12-25"]
    assert (child.published_by, child.monitor) == (lan, lan)
    notices = Notification.objects.filter(key__startswith="occurrence:")
    assert {notice.recipient: notice.text for notice in notices} == {
        binh: "Chủ trì: hạn 25/12/2025",
        ha: "Phối hợp: hạn 25/12/2025",
    }


def test_an_occurrence_has_a_result_of_its_own(recurring, directive, binh, lan, day):
    recurring()
    share = Assignment.objects.leads().get(directive__parent=directive)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(share.pk, by=lan)
    day(date(2025, 12, 12))
    give_occurrences()
    assert list(Assignment.objects.counted().order_by("pk").values_list("work_state", flat=True)) == [
        "done",
        "new",
    ]


def test_a_day_that_is_off_gives_way_to_the_working_day_before(recurring, directive):
    WorkingDayException.objects.create(day=NOVEMBER, is_worked=False)
    recurring()
    assert due_days(directive) == [date(2025, 11, 24)]
    assert directive.children.get().occurs_on == NOVEMBER


def test_days_swapped_later_give_no_occurrence_twice(recurring, directive, day):
    recurring()
    WorkingDayException.objects.create(day=NOVEMBER, is_worked=False)
    day(date(2025, 11, 24))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER]


def test_a_cycle_begins_and_ends_when_it_is_told_to(recurring, directive, day):
    recurring(FRIDAYS, starts_on=date(2025, 12, 1), ends_on=date(2025, 12, 12))
    assert due_days(directive) == [date(2025, 12, 5)]
    day(date(2026, 2, 1))
    give_occurrences()
    assert due_days(directive) == [date(2025, 12, 5), date(2025, 12, 12)]


def test_the_database_takes_an_occurrence_once(recurring, directive):
    recurring()
    child = directive.children.get()
    with pytest.raises(IntegrityError, match="directive_occurs_once"), transaction.atomic():
        Directive.objects.filter(pk=child.pk).update(part=9)
        child.pk, child.code = None, "NV-X"
        child.save(force_insert=True)


# changing it


def test_another_rule_holds_from_the_period_after_the_last_occurrence(recurring, changed, directive, day):
    recurring()
    day(date(2025, 11, 10))
    changed(Rule(Every.MONTH, DayRule.DAY, 28, 1), note="Theo đề nghị của Sở Tài chính")
    assert due_days(directive) == [NOVEMBER]
    told = directive.events.get(kind="cycle_changed")
    assert told.data == {"cycle": ["ngày 25 hằng tháng", "ngày 28 hằng tháng"]}
    day(date(2025, 12, 15))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER, date(2025, 12, 26)]


def test_what_the_old_rule_owes_is_given_out_by_it(recurring, changed, directive, day):
    recurring()
    day(date(2025, 12, 20))
    changed(Rule(Every.MONTH, DayRule.DAY, 10, 1))
    assert due_days(directive) == [NOVEMBER, DECEMBER]
    day(date(2025, 12, 27))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER, DECEMBER, date(2026, 1, 9)]


def test_a_period_that_became_shorter_leaves_no_gap_until_the_day_given_out(
    recurring, changed, directive, day
):
    recurring(YEARLY)  # meant was every month
    changed()
    day(NOVEMBER)
    give_occurrences()
    assert due_days(directive) == [date(2026, 10, 15), NOVEMBER]
    day(date(2026, 12, 11))
    give_occurrences()
    days = sorted(due_days(directive))
    assert (len(days), len({day.replace(day=1) for day in days})) == (14, 14)  # October has one


def test_who_muted_it_hears_of_new_work_alone(recurring, changed, directive, binh, ha, heard):
    recurring()
    mute(directive, by=binh)
    Notification.objects.all().delete()
    changed(ends_on=date(2026, 12, 31))
    assert heard("cycle") == ["ha", "lan"]
    changed(FRIDAYS, note="Tăng tần suất")  # the first Friday is near enough to be given out with it
    assert heard("cycle") == ["binh", "ha", "ha", "lan", "lan"]
    assert Notification.objects.get(recipient=binh).text == "Kỳ đã giao: hạn 07/11/2025.\nTăng tần suất"


def test_who_follows_the_heading_hears_of_its_occurrences_and_of_its_end(
    recurring, directive, chi, dung, binh, heard, day
):
    for person in (chi, binh, dung):
        follow(directive, by=person)
    recurring()
    assert heard("cycle") == ["binh", "chi", "dung"]
    day(date(2025, 12, 11))
    give_occurrences()
    assert heard("occurrence") == ["binh", "chi", "dung"]
    notice = Notification.objects.get(recipient=chi, key__startswith="occurrence:")
    assert (notice.kind, notice.text) == ("followed", "Hạn 25/12/2025")
    assert Notification.objects.get(recipient=binh, key__startswith="occurrence:").kind == "assigned"
    Notification.objects.all().delete()
    stop(directive, dung)
    assert heard("cycle") == ["binh", "chi", "lan"]


def test_who_is_charged_anew_gets_the_next_occurrence(
    recurring, changed, directive, finance, health, education, day, heard, binh, ha, make_user
):
    recurring()
    make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")
    Notification.objects.all().delete()
    changed(leads=[education], coordinators=[finance])
    told = directive.events.get(kind="cycle_changed").data
    assert told == {
        "lead": [["Sở Tài chính"], ["Sở GD&ĐT"]],
        "coordinator": [["Sở Y tế"], ["Sở Tài chính"]],
    }
    assert heard("cycle") == ["binh", "ha", "lan", "tam"]
    url = Notification.objects.get(recipient__username="tam").url
    assert url == "/my-work/"  # there is nothing of it that they may open yet
    assert set(directive.children.get().assignments.values_list("agency", flat=True)) == {
        finance.pk,
        health.pk,
    }
    day(date(2025, 12, 11))
    give_occurrences()
    shares = directive.children.get(part=2).assignments.values_list("agency", "role")
    assert set(shares) == {(education.pk, "lead"), (finance.pk, "coordinator")}


def test_a_group_keeps_the_members_it_had_until_it_is_chosen_anew(
    make_directive, finance, communes, communes_group, lan, dung, make_agency, day
):
    directive = make_directive(lead=finance, groups=[communes_group], due_on=None)
    plan = CyclePlan(MONTHLY, TODAY)
    transitions.set_cycle(directive.pk, by=lan, version=0, plan=plan)
    late = make_agency("X9", "UBND xã Mới", kind="commune")
    communes_group.members.add(late)

    def change(version, rule, groups):
        plan = CyclePlan(rule, TODAY)
        cycle = transitions.change_cycle(
            directive.pk, by=dung, version=version, plan=plan, leads=[finance], coordinators=groups
        )
        return set(cycle.parties.values_list("agency", flat=True))

    old = {finance.pk, *(commune.pk for commune in communes)}
    assert change(1, YEARLY, [communes_group]) == old
    assert change(2, YEARLY, []) == {finance.pk}
    assert change(3, YEARLY, [communes_group]) == {*old, late.pk}


def test_nothing_changed_is_no_change(recurring, changed, directive):
    recurring()
    with pytest.raises(NotAllowed, match="Chưa có thay đổi nào"):
        changed()
    assert version_of(directive) == 1


def test_the_successor_of_an_agency_that_ended_gets_the_next(recurring, directive, finance, education, day):
    recurring()
    finance.valid_to, finance.successor = date(2025, 11, 30), education
    finance.save()
    day(date(2025, 12, 11))
    give_occurrences()
    assert directive.children.get(part=2).assignments.leads().get().agency == education


def test_a_cycle_nobody_leads_is_told_to_the_office_and_stops_no_other(
    recurring, changed, directive, make_directive, finance, health, lan, dung, day, heard, caplog
):
    recurring()
    other = make_directive(lead=health, due_on=None)
    transitions.set_cycle(other.pk, by=lan, version=0, plan=CyclePlan(MONTHLY, TODAY))
    finance.valid_to = date(2025, 11, 30)
    finance.save()
    day(date(2025, 12, 11))
    for _ in range(2):
        with pytest.raises(Incomplete, match="1 chu kỳ không giao được"):
            give_occurrences()
    assert due_days(directive) == [NOVEMBER]
    assert due_days(other) == [NOVEMBER, DECEMBER]
    assert heard("nobody_leads") == ["lan"]
    with pytest.raises(CommandError, match="đã giao 0 kỳ; 1 chu kỳ"):
        call_command("give_occurrences")
    changed(leads=[health], coordinators=[])
    assert due_days(directive) == [NOVEMBER, DECEMBER]


def test_a_run_that_is_out_of_time_ends_as_such_and_the_next_goes_on(recurring, directive, day):
    def over(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "directives_assignment"'):
            raise SoftTimeLimitExceeded
        return execute(sql, params, many, context)

    recurring()
    day(date(2025, 12, 11))
    with connection.execute_wrapper(over), pytest.raises(SoftTimeLimitExceeded):
        give_occurrences()
    assert due_days(directive) == [NOVEMBER]
    give_occurrences()
    assert due_days(directive) == [NOVEMBER, DECEMBER]


# stopping it


def test_stopping_keeps_what_was_given_out(recurring, directive, dung, day, heard):
    recurring()
    stop(directive, dung)
    day(date(2026, 2, 1))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER]
    assert Assignment.objects.counted().open().get().due_on == NOVEMBER
    told = directive.events.get(kind="cycle_stopped")
    assert (told.note, told.data) == ("Đã có báo cáo tự động.", {"cycle": ["ngày 25 hằng tháng", "đã dừng"]})
    with pytest.raises(NotAllowed, match="đã dừng"):
        stop(directive, dung)


def test_a_stopped_cycle_goes_on_again_without_what_lay_between(recurring, changed, directive, dung, day):
    recurring()
    stop(directive, dung)
    day(date(2026, 3, 2))
    cycle = changed()
    assert cycle.stopped_on is None
    assert directive.events.get(kind="cycle_changed").data == {"cycle": ["đã dừng", "ngày 25 hằng tháng"]}
    day(date(2026, 3, 12))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER, date(2026, 3, 25)]


def test_stopping_asks_a_reason(recurring, directive, dung):
    recurring()
    with pytest.raises(NotAllowed, match="lý do"):
        stop(directive, dung, reason=" ")
    assert Cycle.objects.running().exists()


def test_who_replaces_an_occurrence_stops_its_cycle(
    recurring, directive, make_directive, finance, binh, ha, lan, day, heard
):
    recurring()
    version = version_of(directive)
    new = make_directive(lead=finance, due_on=None)
    Notification.objects.all().delete()
    transitions.replace(new.document, {directive.children.get().pk: new}, by=lan)
    told = directive.events.get(kind="cycle_stopped")
    assert told.note == f"Nhiệm vụ được thay bằng {new.code}."
    assert heard("cycle") == ["binh", "ha"]
    assert version_of(directive) == version + 1
    day(date(2026, 2, 1))
    give_occurrences()
    assert due_days(directive) == [NOVEMBER]


def test_what_comes_back_is_handed_over_between_its_occurrences(recurring, directive, lan, dung, day):
    recurring()
    share = Assignment.objects.leads().get(directive__parent=directive)
    transitions.revoke(share.pk, by=dung, reason="Đã có báo cáo tự động.")
    lan.is_active = False
    lan.save()
    (pile,) = piles_for(dung)
    assert [held.directive for held in pile.rows] == [directive]
    assert count_for(dung) == 1
    stop(directive, dung)
    assert piles_for(dung) == []


# what is refused


@pytest.mark.parametrize("who", ["chi", "binh", "an", "quan"])
def test_only_the_office_sets_a_cycle(recurring, cast, who):
    with pytest.raises(NotAllowed, match="không có quyền"):
        recurring(by=cast[who])


@pytest.mark.parametrize("who", ["lan", "chi", "binh", "an", "quan"])
def test_only_the_head_of_the_office_changes_and_stops_it(recurring, changed, directive, cast, who):
    recurring()
    with pytest.raises(NotAllowed, match="không có quyền"):
        changed(YEARLY, by=cast[who])
    with pytest.raises(NotAllowed, match="không có quyền"):
        stop(directive, cast[who])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"starts_on": date(2025, 11, 5)}, "quá khứ"),
        ({"starts_on": date(9999, 12, 31)}, "chậm nhất"),
        ({"ends_on": date(2025, 11, 24)}, "Không có kỳ nào"),
    ],
)
def test_a_plan_lies_ahead_and_has_a_day(recurring, options, message):
    with pytest.raises(NotAllowed, match=message):
        recurring(**options)


def test_neither_twice_nor_for_an_occurrence_nor_for_milestones(
    recurring, directive, make_directive, health, lan, dung
):
    recurring()
    with pytest.raises(NotAllowed, match="đã có chu kỳ"):
        recurring()
    child = directive.children.get()
    with pytest.raises(NotAllowed, match="một phần"):
        transitions.set_cycle(child.pk, by=lan, version=0, plan=CyclePlan(MONTHLY, TODAY))
    other = make_directive(lead=health)
    with pytest.raises(NotAllowed, match="không có chu kỳ"):
        stop(other, dung)
    Directive.objects.filter(pk=other.pk).update(is_heading=True)
    with pytest.raises(NotAllowed, match="các mốc"):
        transitions.set_cycle(other.pk, by=lan, version=0, plan=CyclePlan(MONTHLY, TODAY))


def test_not_once_a_result_was_filed(recurring, brought_to):
    brought_to("filed")
    with pytest.raises(NotAllowed, match="báo cáo hoàn thành"):
        recurring()
    assert not Cycle.objects.exists()


def test_who_saw_an_older_state_is_told(recurring, changed, directive, dung):
    recurring()
    with pytest.raises(Changed):
        changed(YEARLY, version=0)
    with pytest.raises(Changed):
        stop(directive, dung, version=0)


# at the same moment


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_give_out_one_occurrence(recurring, directive, day):
    recurring()
    day(date(2025, 12, 11))
    heading = Cycle.objects.get().directive_id
    on, working = date(2025, 12, 11), occurrences.calendar.working_days()
    with while_uncommitted(occurrences.give_all) as outcome:
        assert occurrences._give(heading, on, working) == 1
    assert outcome.result().occurrences == 0
    assert due_days(directive) == [NOVEMBER, DECEMBER]


@pytest.mark.django_db(transaction=True)
def test_a_run_that_waits_for_who_stops_the_cycle_gives_out_nothing(recurring, directive, dung, day):
    recurring()
    day(date(2025, 12, 11))
    with while_uncommitted(occurrences.give_all) as outcome:
        stop(directive, dung)
    assert outcome.result().occurrences == 0
    assert due_days(directive) == [NOVEMBER]


@pytest.mark.django_db(transaction=True)
def test_two_people_setting_a_cycle_at_once_make_one(recurring, directive, dung):
    version = version_of(directive)
    with while_uncommitted(lambda: recurring(by=dung, version=version)) as outcome:
        recurring()
    with pytest.raises(NotAllowed):
        outcome.result()
    assert (Cycle.objects.count(), directive.children.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_who_changes_what_is_being_stopped_is_told(recurring, changed, directive, dung):
    recurring()
    version = version_of(directive)
    with while_uncommitted(lambda: changed(YEARLY, version=version)) as outcome:
        stop(directive, dung)
    with pytest.raises(Changed):
        outcome.result()
    assert Cycle.objects.get().is_stopped
    assert not Event.objects.filter(kind="cycle_changed").exists()
