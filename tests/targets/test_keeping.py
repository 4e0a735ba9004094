"""What is done to targets: who may, what is refused, what stands in their history."""

from datetime import date
from decimal import Decimal as D

import pytest

from accounts.models import Role
from directives.transitions import Changed, NotAllowed
from targets import keeping
from targets.history import history_of
from targets.models import MonthValue, Target

from .conftest import month, put

pytestmark = pytest.mark.django_db


def facts(target, **changes):
    return {name: getattr(target, name) for name in keeping.FACTS} | changes


def newest(target):
    return target.events.first()


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chi", False),
        ("dung", True),
        ("lan", True),
        ("binh", False),
        ("mai", False),
        ("nam", False),
        ("ha", False),
        ("an", False),
        ("quan", False),
    ],
)
def test_who_may_set_a_target(cast, make_target, name, may):
    target = make_target()

    def act():
        keeping.edit(
            target.pk, by=cast[name], facts=facts(target, name="Khác"), directives=[], seen=newest(target).pk
        )

    if may:
        act()
    else:
        with pytest.raises(NotAllowed):
            act()
        with pytest.raises(NotAllowed):
            keeping.create(by=cast[name], facts=facts(target))
        with pytest.raises(NotAllowed):
            keeping.close(target.pk, by=cast[name], seen=newest(target).pk, reason="x")
    target.refresh_from_db()
    assert (target.name == "Khác") == may


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chi", False),
        ("dung", True),
        ("lan", True),
        ("binh", True),
        ("mai", True),
        ("nam", True),
        ("ha", False),  # of another agency
        ("an", False),
        ("quan", False),
    ],
)
def test_who_may_enter_a_figure(cast, make_target, name, may):
    target = make_target()
    if may:
        put(target, 1, 2_400, cast[name])
    else:
        with pytest.raises(NotAllowed):
            put(target, 1, 2_400, cast[name])
    assert target.values.exists() == may


def test_members_of_an_agency_see_what_it_leads_and_others_see_all(cast, make_target, health):
    of_finance = make_target()
    of_health = make_target(name="Tỷ lệ bao phủ bảo hiểm y tế", lead=health)
    seen = {name: set(Target.objects.visible_to(person)) for name, person in cast.items()}

    assert seen["binh"] == seen["mai"] == seen["nam"] == {of_finance}
    assert seen["ha"] == {of_health}
    for name in ("chi", "dung", "lan", "an", "quan"):
        assert seen[name] == {of_finance, of_health}


def test_a_figure_stands_in_the_history_with_who_entered_it(make_target, mai):
    target = make_target()
    put(target, 10, "21456.5", mai, note="Số ước")

    line = history_of(target, mai)[0]
    assert (line.who, line.did, line.note) == ("Đặng Ngọc Mai", "nhập số liệu tháng 10/2025", "Số ước")
    assert [(change.label, change.old, change.new) for change in line.changes] == [("Số", "", "21.456,5")]


def test_a_figure_entered_today_is_corrected_without_a_reason(make_target, mai):
    target = make_target()
    put(target, 10, 21_456, mai)
    put(target, 10, 21_465, mai)

    assert target.values.get().value == 21_465
    assert newest(target).data == {"value": ["21456", "21465"]}


def test_from_the_next_day_on_a_correction_says_why(make_target, mai, day):
    target = make_target()
    put(target, 10, 21_456, mai)
    day(date(2025, 11, 7))

    with pytest.raises(NotAllowed, match="nêu lý do sửa"):
        put(target, 10, 21_465, mai)
    put(target, 10, 21_465, mai, reason="Kho bạc đối chiếu lại")
    assert newest(target).note == "Kho bạc đối chiếu lại"
    assert target.values.get().value == 21_465


def test_the_same_figure_again_leaves_no_trace(revenue, lan):
    lines = revenue.events.count()

    assert not put(revenue, 9, "20100.0000", lan)
    assert revenue.events.count() == lines


def test_a_figure_taken_back_is_gone_and_told(revenue, lan):
    seen = keeping.newest_of_month(revenue, month(9))
    with pytest.raises(NotAllowed, match="nêu lý do"):
        keeping.take_back(revenue.pk, month(9), by=lan, seen=seen, reason=" ")
    keeping.take_back(revenue.pk, month(9), by=lan, seen=seen, reason="Nhầm tháng")

    assert not revenue.values.filter(month=month(9)).exists()
    assert newest(revenue).data == {"value": ["20100", None]}


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2024, 12, 1), "không thuộc kỳ"),
        (date(2026, 1, 1), "không thuộc kỳ"),
        (date(2025, 12, 1), "chưa đến"),
    ],
)
def test_a_month_outside_the_period_or_to_come_takes_no_figure(make_target, lan, when, words):
    target = make_target()
    with pytest.raises(NotAllowed, match=words):
        keeping.enter(target.pk, when, by=lan, value=D(1), seen=0)


def test_the_running_month_takes_an_estimate(make_target, lan):
    target = make_target()
    put(target, 11, 23_000, lan, note="Ước thực hiện")
    assert target.values.get().month == month(11)


def test_who_saw_an_older_figure_is_refused(make_target, lan, mai):
    target = make_target()
    put(target, 10, 21_456, lan)

    with pytest.raises(Changed):
        keeping.enter(target.pk, month(10), by=mai, value=D(1), seen=0)
    assert target.values.get().value == 21_456


def test_a_figure_taken_back_meanwhile_is_told_to_who_corrects_it(make_target, lan, mai):
    target = make_target()
    put(target, 10, 21_456, lan)
    seen = keeping.newest_of_month(target, month(10))
    keeping.take_back(target.pk, month(10), by=lan, seen=seen, reason="Nhầm")

    with pytest.raises(Changed):
        keeping.enter(target.pk, month(10), by=mai, value=D(1), seen=seen)


def test_an_edit_tells_each_field_and_the_directives(make_target, lan, health, directive):
    target = make_target()
    changed = keeping.edit(
        target.pk,
        by=lan,
        facts=facts(target, value=D(27_000), lead=health, first_month=date(2024, 7, 1)),
        directives=[directive],
        seen=newest(target).pk,
    )

    assert changed
    words = {change.label: (change.old, change.new) for change in history_of(target, lan)[0].changes}
    assert words == {
        "Số": ("26.000", "27.000"),
        "Từ tháng": ("1/2025", "7/2024"),
        "Cơ quan chủ trì": ("Sở Tài chính", "Sở Y tế"),
        "Nhiệm vụ liên quan": ("", directive.code),
    }


def test_an_agency_reads_no_codes_of_directives_in_the_history(make_target, lan, binh, directive):
    target = make_target()
    keeping.edit(target.pk, by=lan, facts=facts(target), directives=[directive], seen=newest(target).pk)
    assert history_of(target, binh)[0].changes == []


def test_an_edit_that_changes_nothing_leaves_no_trace(make_target, lan, directive):
    target = make_target(directives=[directive])
    assert not keeping.edit(
        target.pk, by=lan, facts=facts(target), directives=[directive], seen=newest(target).pk
    )
    assert target.events.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_month": month(6)}, "Tháng 7/2025 đã có số liệu"),
        ({"first_month": month(2)}, "Tháng 1/2025 đã có số liệu"),
        ({"last_month": date(2024, 1, 1)}, "không được trước tháng đầu"),
        ({"last_month": date(2031, 1, 1)}, "Kỳ dài nhất 60 tháng"),
        ({"adding": "monthly"}, "không đổi được cách nhập số"),
    ],
)
def test_what_does_not_fit_the_figures_is_refused(revenue, lan, changes, words):
    seen = keeping.newest_of_facts(revenue)
    with pytest.raises(NotAllowed, match=words):
        keeping.edit(revenue.pk, by=lan, facts=facts(revenue, **changes), directives=[], seen=seen)


def test_who_saw_older_facts_is_refused(make_target, lan, dung):
    target = make_target()
    seen = newest(target).pk
    keeping.edit(target.pk, by=dung, facts=facts(target, value=D(27_000)), directives=[], seen=seen)
    with pytest.raises(Changed):
        keeping.edit(target.pk, by=lan, facts=facts(target, name="Khác"), directives=[], seen=seen)


def test_a_plan_is_stored_and_told_month_by_month(make_target, lan):
    target = make_target()
    keeping.plan(target.pk, by=lan, values={month(3): D(5_000), month(6): D(12_000)}, seen=0)
    seen = newest(target).pk
    keeping.plan(target.pk, by=lan, values={month(6): D(12_500)}, seen=seen)

    assert list(target.planned.values_list("month", "value")) == [(month(6), D(12_500))]
    words = {change.label: (change.old, change.new) for change in history_of(target, lan)[0].changes}
    assert words == {
        "Tháng 3/2025": ("5.000", "theo đường thẳng"),
        "Tháng 6/2025": ("12.000", "12.500"),
    }
    with pytest.raises(Changed):
        keeping.plan(target.pk, by=lan, values={}, seen=seen)


def test_the_last_month_is_the_target_and_takes_no_plan(make_target, lan):
    with pytest.raises(NotAllowed, match="trừ tháng cuối"):
        keeping.plan(make_target().pk, by=lan, values={month(12): D(1)}, seen=0)


def test_a_closed_target_takes_nothing_until_it_is_followed_again(revenue, lan, binh):
    keeping.close(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue), reason="Giao lại chỉ tiêu mới")
    for act in (
        lambda: put(revenue, 10, 1, binh),
        lambda: keeping.plan(revenue.pk, by=lan, values={}, seen=0),
        lambda: keeping.close(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue), reason="x"),
    ):
        with pytest.raises(NotAllowed, match="đã kết thúc theo dõi"):
            act()
    keeping.reopen(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue))
    assert put(revenue, 10, 22_000, binh)
    with pytest.raises(NotAllowed, match="đang được theo dõi"):
        keeping.reopen(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue))


def test_two_do_not_close_it_on_the_same_page(revenue, lan, dung):
    seen = keeping.newest_of_end(revenue)
    keeping.close(revenue.pk, by=lan, seen=seen, reason="Xong")
    with pytest.raises(NotAllowed):
        keeping.close(revenue.pk, by=dung, seen=seen, reason="Xong")
    with pytest.raises(Changed):
        keeping.reopen(revenue.pk, by=dung, seen=seen)


def test_one_entered_by_mistake_leaves_every_list_and_its_record_stays(make_target, lan, binh):
    target = make_target()
    keeping.remove(target.pk, by=lan, seen=keeping.newest_of_end(target), reason="Nhập hai lần")

    assert not Target.objects.visible_to(lan).exists()
    assert not Target.objects.visible_to(binh).exists()
    assert Target.objects.get().events.first().note == "Nhập hai lần"
    with pytest.raises(NotAllowed, match="không còn"):
        put(target, 1, 1, lan)


def test_one_with_figures_is_not_removed(revenue, lan):
    with pytest.raises(NotAllowed, match="đã có số liệu"):
        keeping.remove(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue), reason="x")


def test_every_kind_of_line_has_words(make_target, lan):
    target = make_target(figures=[1])
    for kind in ("taken_back", "closed", "reopened", "removed"):
        months = {"month": month(1)} if kind == "taken_back" else {}
        target.events.create(kind=kind, actor=lan, actor_name="Lan", **months)
    assert all(entry.did for entry in history_of(target, lan))


def test_roles_without_a_place_in_an_agency_see_no_target(make_user, revenue):
    stranger = make_user("xa", Role.AGENCY_STAFF, "Người mới")
    assert not Target.objects.visible_to(stranger).exists()
    assert MonthValue.objects.filter(target=revenue).count() == 9
