"""The numbers of a past day are the same whenever they are asked: random lives, counted each evening."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from accounts.access import Act
from accounts.models import Role
from directives import occurrences, past, transitions
from directives.cycles import CyclePlan, DayRule, Every, Rule
from directives.families import Part
from directives.measures import MEASURES, PARTS, WHOLE
from directives.models import Assignment, AssignmentVersion, Directive
from directives.transitions import NotAllowed, Progress

pytestmark = pytest.mark.django_db
START = date(2025, 11, 4)
DAYS = 24
KEPT = [name for name in past.KEPT if name != "directive_id"]
# What brings work to its end is likelier: a life is not all detours.
FORWARD = {Act.ACCEPT, Act.REPORT, Act.COMPLETE, Act.CONFIRM, Act.RETURN, Act.CONTRIBUTE}


def amend_at_random(share, by, progress):
    read = transitions.to_withdraw(share)
    if read is not None:
        progress = replace(progress, product_number=f"{progress.percent}/TTr-STC")
        transitions.amend(share.pk, by=by, seen=read.pk, version=read.version, progress=progress, kept=[])


def act_at_random(chance, share, cast, spare):
    """One act on the share by somebody who may; what the rules refuse is left out."""
    open_to = {act: name for name in sorted(cast) for act in transitions.acts_open_to(cast[name], share)}
    if not open_to:
        return
    acts = sorted(open_to)
    act = chance.choices(acts, [6 if act in FORWARD else 1 for act in acts])[0]
    name = open_to[act]
    by, later = cast[name], (share.due_on or START) + timedelta(days=chance.randint(1, 9))
    progress = Progress(done="Đã trình Tờ trình số 12.", percent=chance.randint(0, 99))
    reason = "Theo ý kiến chỉ đạo."
    todo = {
        Act.ACCEPT: lambda: transitions.accept(share.pk, by=by),
        Act.REPORT: lambda: transitions.report(share.pk, by=by, progress=progress),
        Act.COMPLETE: lambda: transitions.complete(share.pk, by=by, progress=progress),
        Act.WITHDRAW: lambda: transitions.withdraw(share.pk, by=by),
        Act.AMEND: lambda: amend_at_random(share, by, progress),
        Act.CONTRIBUTE: lambda: transitions.contribute(share.pk, by=by, text="Thống nhất dự thảo lần 2."),
        Act.RETRACT: lambda: transitions.retract(share.pk, by=by),
        Act.CONFIRM: lambda: transitions.confirm(share.pk, by=by),
        Act.RETURN: lambda: transitions.send_back(share.pk, by=by, reason=reason),
        Act.PLAN_SUBTASKS: lambda: transitions.add_subtask(share.pk, by=by, title="Lập danh mục", person=by),
        Act.ASK_CONTRIBUTIONS: lambda: transitions.ask_contributions(share.pk, by=by, until=later),
        Act.ASK_EXPLANATION: lambda: transitions.ask_explanation(
            share.pk, by=by, due_on=later, question=reason
        ),
        Act.EXPLAIN: lambda: transitions.explain(share.pk, by=by, answer="Đã trình Tờ trình số 12."),
        Act.URGE: lambda: transitions.urge(share.pk, kind="reminder", text=reason, by=by),
        Act.DELEGATE: lambda: transitions.delegate(share.pk, by=by, to=None),
        Act.DECLINE: lambda: transitions.decline(share.pk, by=by, reason=reason),
        Act.INSIST: lambda: transitions.insist(share.pk, by=by, reason=reason),
        Act.REASSIGN: lambda: transitions.reassign(share.pk, by=by, to=spare.pop()),
        Act.ASK_EXTENSION: lambda: transitions.ask_extension(share.pk, by=by, to=later, reason=reason),
        Act.DECIDE_EXTENSION: lambda: transitions.grant_extension(share.pk, by=by, to=later),
        Act.SET_DEADLINE: lambda: transitions.set_deadline(
            share.pk, by=by, to=None if later.day % 3 == 0 else later, reason=reason
        ),
        Act.CHANGE_ROLE: lambda: transitions.change_role(share.pk, by=by, reason=reason),
        Act.PAUSE: lambda: transitions.pause(share.pk, by=by, reason=reason),
        Act.RESUME: lambda: transitions.resume(share.pk, by=by),
        Act.REVOKE: lambda: transitions.revoke(share.pk, by=by, reason=reason),
        Act.REOPEN: lambda: transitions.reopen(share.pk, by=by, reason=reason),
    }
    if act == Act.REASSIGN and not spare:
        return
    try:
        todo[act]()
    except NotAllowed:
        return


def split_in_two(directive, by, on):
    """The directive becomes a heading of two parts, whatever was reported or declined before."""
    parts = [Part("đợt 1", on + timedelta(days=2)), Part("đợt 2", on + timedelta(days=5))]
    transitions.split(directive.pk, by=by, version=0, parts=parts)


def recur(n, on, cast, directive, finance, education):
    """Work comes back: its cycle is set, beat gives it out, it is changed, stopped and taken up again."""
    fridays, mondays = (CyclePlan(Rule(Every.WEEK, DayRule.WEEKDAY, day), on) for day in (5, 1))
    change = {"leads": [finance], "coordinators": [education]}
    if n == 5:
        transitions.set_cycle(directive.pk, by=cast["lan"], version=0, plan=fridays)
    if n >= 5:
        occurrences.give_all()
    if n == 9:
        transitions.change_cycle(directive.pk, by=cast["dung"], version=1, plan=mondays, **change)
    if n == 14:
        transitions.stop_cycle(directive.pk, by=cast["dung"], version=2, reason="Theo chỉ đạo.")
    if n == 21:
        transitions.change_cycle(directive.pk, by=cast["dung"], version=3, plan=mondays, **change)


KEPT_NUMBERS = [name for name, measure in MEASURES.items() if measure.is_kept]


def numbers(shares, on):
    """Each measure of the dashboards as the keys of its rows."""
    counted = shares.counted()
    return {
        name: sorted(key(share) for share in counted.filter(MEASURES[name].condition(on)))
        for name in KEPT_NUMBERS
    }


def test_all_that_the_dashboards_count_is_kept_for_past_days():
    assert set(MEASURES) - set(KEPT_NUMBERS) == {"to_explain", "urged", "urged_often"}
    assert {*PARTS, *WHOLE} <= set(KEPT_NUMBERS)


def key(share):
    return share.assignment_id if isinstance(share, AssignmentVersion) else share.pk


@pytest.fixture
def lived(make_directive, make_agency, make_user, finance, health, education, cast, day):
    """Shares with a random life of DAYS days, and what was counted on each evening."""
    tam = make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")
    people = {**cast, "tam": tam}
    chance, other = random.Random(20251104), random.Random(20251107)
    spare = [make_agency(f"N{n}", f"Sở Mới {n}") for n in range(3)]
    evenings = {}
    for n in range(DAYS):
        on = START + timedelta(days=n)
        day(on)
        if n in (0, 3, 8):
            make_directive(
                lead=[finance, health], coordinators=[education], on=on, due_on=on + timedelta(days=6)
            )
        if n == 1:
            make_directive(lead=health, on=on, due_on=None)
        if n in (6, 13):
            rules = {"update_every_days": chance.randint(1, 3), "soon_days": chance.randint(1, 9)}
            transitions.set_rules(by=cast["dung"], values=rules, seen=transitions.newest_change())
        if n == 2:
            whole = make_directive(lead=[finance, health], coordinators=[education], on=on)
            back = make_directive(lead=finance, coordinators=[health], on=on, due_on=None)
        if n == 4:
            split_in_two(whole, cast["lan"], on)
        if n >= 2:
            recur(n, on, cast, back, finance, education)
        for share in Assignment.objects.select_related("directive").order_by("pk"):
            family = {share.directive_id, share.directive.parent_id}
            luck = other if n >= 2 and family & {whole.pk, back.pk} else chance
            if luck.random() < 0.45:
                act_at_random(luck, Assignment.objects.get(pk=share.pk), people, spare)
        evenings[on] = numbers(Assignment.objects.all(), on)
    return evenings


def test_a_past_day_has_the_numbers_it_had_and_they_follow_from_the_history(lived):
    assert AssignmentVersion.objects.exclude(contributed_on=None).exists()
    moved = {name for name in KEPT_NUMBERS if len({tuple(evening[name]) for evening in lived.values()}) > 1}
    assert moved >= {"given", "done", "overdue", "pending", "returned", "in_time", "new", "not_updated"}
    for on, counted in lived.items():
        assert numbers(AssignmentVersion.objects.as_of(on), on) == counted, on
    assert AssignmentVersion.objects.filter(work_state="split").exists()
    assert Directive.objects.filter(occurs_on__isnull=False).count() == 4
    versions = AssignmentVersion.objects.values_list("assignment_id", "from_on", "until_on", *KEPT)
    before = list(versions)
    call_command("rebuild_past", verbosity=0)
    assert list(versions.all()) == before
    assert len(before) > 2 * Assignment.objects.count()


def rows_of(share):
    return list(share.versions.values_list("from_on", "until_on", *KEPT))


def test_a_day_on_which_nothing_counts_has_no_version_lived_or_rebuilt(assignment, binh, nam, lan, dung, day):
    def on(date_of_november, *acts):
        day(date(2025, 11, date_of_november))
        for act in acts:
            act()

    on(5, lambda: transitions.accept(assignment.pk, by=binh))
    on(6, lambda: transitions.delegate(assignment.pk, by=binh, to=nam))
    on(7, lambda: transitions.urge(assignment.pk, kind="reminder", text="Khẩn trương.", by=lan))
    on(8, lambda: transitions.add_subtask(assignment.pk, by=binh, title="Lập danh mục", person=nam))
    on(
        9,
        lambda: transitions.pause(assignment.pk, by=dung, reason="Chờ hướng dẫn."),
        lambda: transitions.resume(assignment.pk, by=dung),
    )
    on(10, lambda: transitions.delegate(assignment.pk, by=binh, to=None))
    lived = rows_of(assignment)
    assert [(start.day, until and until.day) for start, until, *_ in lived] == [(4, 5), (5, None)]
    call_command("rebuild_past", verbosity=0)
    assert rows_of(assignment) == lived


def test_before_it_was_given_a_share_does_not_exist(directive):
    assert not AssignmentVersion.objects.as_of(date(2025, 11, 3)).exists()
    assert AssignmentVersion.objects.as_of(START).count() == 2


def test_several_changes_of_a_day_leave_the_last(assignment, binh, day):
    day(date(2025, 11, 5))
    transitions.accept(assignment.pk, by=binh)
    transitions.report(assignment.pk, by=binh, progress=Progress(done="Đã họp ngày 05/11/2025.", percent=10))
    versions = list(assignment.versions.values_list("from_on", "until_on", "work_state", "percent"))
    assert versions == [
        (START, date(2025, 11, 5), "new", 0),
        (date(2025, 11, 5), None, "in_progress", 10),
    ]


def test_when_the_clock_is_set_back_the_last_word_counts(assignment, binh, day):
    day(date(2025, 11, 6))
    transitions.accept(assignment.pk, by=binh)
    day(date(2025, 11, 5))
    transitions.report(assignment.pk, by=binh, progress=Progress(done="Đã họp ngày 05/11/2025.", percent=10))
    assert assignment.versions.filter(until_on__isnull=True).get().percent == 10
