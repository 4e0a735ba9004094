"""The rules of following up: who sets them, what stays on record, what they change."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from directives import transitions
from directives.giving import Entering
from directives.models import Assignment, FollowUpRules, RuleChange
from directives.models.rules import follow_up_rules, rules_held
from directives.transitions import NotAllowed, Progress
from directives.waiting import Waiting
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 10)  # a Monday
URL = "/rules/"
DEFAULTS = {
    "accept_within_days": 1,
    "extension_notice_days": 2,
    "extensions_at_most": 2,
    "confirm_within_days": 2,
    "update_every_days": 7,
    "soon_days": 3,
    "urge_again_hours": 6,
    "escalate_at_urging": 4,
    "enter_within_days": 1,
    "enter_many_within_days": 2,
    "figures_within_days": 10,
}


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def test_while_nobody_has_changed_any_the_defaults_hold():
    assert {name: getattr(follow_up_rules(), name) for name in DEFAULTS} == DEFAULTS
    assert not FollowUpRules.objects.exists()


def test_what_cannot_be_changed_is_said_beside_what_can(dung, ask):
    page = unescape(ask(dung, URL).text)
    assert "Ngày hạn còn trong hạn" in page
    assert "hạn ban đầu không bao giờ đổi" in page


def test_what_is_changed_holds_at_once_and_stays_on_record(dung, ask):
    page = unescape(ask(dung, URL).text)
    assert "Chưa ai thay đổi quy tắc" in page
    response = ask(dung, URL, DEFAULTS | {"extensions_at_most": 3, "extension_notice_days": 5, "seen": 0})
    assert response.status_code == 302
    assert (follow_up_rules().extensions_at_most, follow_up_rules().extension_notice_days) == (3, 5)
    changes = RuleChange.objects.values_list("rule", "old", "new", "actor__username", "actor_name")
    assert sorted(changes) == [
        ("extension_notice_days", 2, 5, "dung", "Nguyễn Tiến Dũng"),
        ("extensions_at_most", 2, 3, "dung", "Nguyễn Tiến Dũng"),
    ]
    page = unescape(ask(dung, URL).text)
    for words in ("Số lần gia hạn nhiều nhất", "Nguyễn Tiến Dũng", '<span class="old">2</span>'):
        assert words in page


def test_saving_the_same_again_is_no_change(dung, ask):
    assert ask(dung, URL, DEFAULTS | {"seen": 0}).status_code == 302
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"extensions_at_most": "11"}, "10"),
        ({"accept_within_days": "0"}, "1"),
        ({"confirm_within_days": ""}, "Nhập một số."),
        ({"extension_notice_days": "hai"}, "Nhập một số nguyên."),
    ],
)
def test_a_number_that_makes_no_sense_comes_back_with_the_others_kept(wrong, message, dung, ask):
    response = ask(dung, URL, DEFAULTS | {"accept_within_days": 4, "seen": 0} | wrong)
    assert response.status_code == 422
    (errors,) = response.context["form"].errors.values()
    assert message in str(errors)
    if "accept_within_days" not in wrong:
        assert 'value="4"' in response.text
    assert not RuleChange.objects.exists()


def test_who_comes_second_sees_what_the_first_changed_and_loses_nothing(dung, make_user, ask):
    transitions.set_rules(by=dung, values={"extensions_at_most": 1}, seen=0)
    first = RuleChange.objects.get()
    typed = DEFAULTS | {"accept_within_days": 3, "seen": 0}
    response = ask(dung, URL, typed)
    assert response.status_code == 409
    assert follow_up_rules().accept_within_days == 1
    page = unescape(response.text)
    assert "Người khác vừa đổi quy tắc" in page
    assert 'value="3"' in page
    assert f'name="seen" value="{first.pk}"' in page
    assert ask(dung, URL, typed | {"seen": first.pk}).status_code == 302
    assert follow_up_rules().accept_within_days == 3


def test_only_the_head_of_the_office_sets_them(cast):
    for name, person in cast.items():
        if name != "dung":
            with pytest.raises(NotAllowed, match="không có quyền"):
                transitions.set_rules(by=person, values={"extensions_at_most": 1}, seen=0)
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize("within", [1, 3])
def test_what_is_not_accepted_in_time_is_listed_for_the_office(
    within, make_directive, finance, binh, lan, dung, ask
):
    transitions.set_rules(by=dung, values={"accept_within_days": within}, seen=0)
    far = TODAY + timedelta(days=60)
    given = [
        make_directive(lead=finance, on=TODAY - timedelta(days=n), due_on=far).assignments.get()
        for n in range(within + 3)
    ]
    transitions.accept(given[-1].pk, by=binh)
    late = given[within + 1 : -1]
    assert late
    assert set(Assignment.objects.late_to_accept(TODAY)) == set(late)
    (group,) = Waiting(lan, TODAY).groups()
    assert (group.group.key, group.group.title) == ("late_to_accept", "Chậm tiếp nhận")
    assert [task.line.share for task in group.tasks] == late[::-1]  # the longest first
    rows = ask(lan, reverse("directives:register"), None).context
    assert rows is not None
    listed = ask(lan, f"{reverse('directives:register')}?late_to_accept=1").text
    for share in given:
        assert (f'data-assignment="{share.pk}"' in listed) == (share in late)


@pytest.mark.parametrize(
    ("within", "waited", "too_long"),
    [
        (2, 4, False),
        (2, 5, True),
        (1, 4, True),
        (1, 3, False),
    ],  # over a weekend: filed on a Thursday, a Wednesday
)
def test_the_office_sees_how_late_it_is_itself(
    within, waited, too_long, make_directive, finance, binh, lan, dung, day, ask
):
    transitions.set_rules(by=dung, values={"confirm_within_days": within}, seen=0)
    day(TODAY - timedelta(days=waited))
    share = make_directive(lead=finance, on=date(2025, 11, 4), due_on=None).assignments.get()
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    day(TODAY)
    task = Waiting(lan, TODAY).groups()[0].tasks[0]
    assert (task.waited, task.too_long) == (waited, too_long)
    assert (f"Chậm xác nhận: chờ {waited} ngày" in ask(lan, "/my-work/").text) == too_long


@pytest.mark.parametrize("days", [2, 9])
def test_soon_and_not_updated_follow_the_numbers_and_so_do_their_words(
    days, make_directive, finance, binh, lan, chi, dung, ask
):
    transitions.set_rules(by=dung, values={"soon_days": days, "update_every_days": days}, seen=0)
    given = [
        make_directive(lead=finance, on=TODAY - timedelta(days=n), due_on=TODAY + timedelta(days=n))
        for n in range(1, days + 3)
    ]
    shares = [made.assignments.get() for made in given]
    assert list(Assignment.objects.due_soon(TODAY)) == shares[:days]
    assert list(Assignment.objects.not_updated(TODAY)) == shares[days:]
    assert list(Assignment.objects.on_track(TODAY)) == shares[days:]
    assert [share.timing_on(TODAY) == "due_soon" for share in shares] == [n < days for n in range(days + 2)]
    titles = [filled.group.title for filled in Waiting(binh, TODAY).groups()]
    assert f"Hôm nay và {days} ngày tới" in titles
    register = unescape(ask(lan, f"{reverse('directives:register')}?time=due_soon&not_updated=1").text)
    for words in (f"Đến hạn trong {days} ngày", f"Còn hơn {days} ngày", f"Chưa cập nhật {days} ngày"):
        assert words in register
    assert f"chưa cập nhật {days} ngày" in unescape(ask(chi, reverse("dashboards:province")).text)


def test_how_soon_one_urges_again_and_when_those_above_hear(make_directive, finance, lan, dung, day, heard):
    transitions.set_rules(by=dung, values={"urge_again_hours": 48, "escalate_at_urging": 2}, seen=0)
    share = make_directive(lead=finance, due_on=TODAY).assignments.get()
    transitions.urge(share.pk, kind="reminder", text="Đề nghị báo cáo kết quả.", by=lan)
    assert "dung" not in heard("urged")
    day(TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed, match=r"Có thể đôn đốc tiếp từ .* ngày 12/11/2025"):
        transitions.urge(share.pk, kind="reminder", text="Đề nghị báo cáo kết quả.", by=lan)
    day(TODAY + timedelta(days=3))
    transitions.urge(share.pk, kind="reminder", text="Đề nghị báo cáo kết quả.", by=lan)
    assert "dung" in heard("urged")


def test_until_when_a_directive_should_be_entered(make_directive, make_document, finance, dung):
    transitions.set_rules(by=dung, values={"enter_within_days": 3, "enter_many_within_days": 5}, seen=0)
    assert make_directive(lead=finance, on=TODAY, due_on=None).enter_by == TODAY + timedelta(days=3)
    many = Entering(make_document(issued_on=TODAY), points=11)
    assert many.last_day("normal") == TODAY + timedelta(days=7)
    assert many.last_day("urgent") == TODAY


def test_a_past_day_is_judged_by_the_rules_of_that_day(dung, day):
    monday, tuesday, friday = TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=4)
    for on, soon in ((tuesday, 5), (tuesday, 6), (friday, 1)):
        day(on)
        transitions.set_rules(by=dung, values={"soon_days": soon}, seen=transitions.newest_change())
    of_day = {
        on: follow_up_rules(on).soon_days for on in (monday, tuesday, friday - timedelta(days=1), friday)
    }
    assert list(of_day.values()) == [3, 6, 6, 1]
    assert follow_up_rules().soon_days == follow_up_rules(friday + timedelta(days=30)).soon_days == 1


def test_a_request_asks_for_the_rules_once_and_sees_its_own_change(dung, django_assert_num_queries):
    transitions.set_rules(by=dung, values={"soon_days": 5}, seen=0)
    with rules_held():
        with django_assert_num_queries(1):
            assert {follow_up_rules(TODAY).soon_days for _ in range(3)} == {5}
        transitions.set_rules(by=dung, values={"soon_days": 6}, seen=transitions.newest_change())
        assert follow_up_rules(TODAY).soon_days == 6
