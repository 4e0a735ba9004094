"""The ladders on screen: what they are, and what the head of the Office makes of them."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from agencies.calendar import day_set
from directives.transitions import NotAllowed
from reminders.defaults import DEFAULTS
from reminders.models import About, ReminderRule, ReminderRuleChange
from reminders.ruling import CHANGED, newest_change, reset_rules, rules_on, set_rule
from tests.directives.conftest import HTMX
from tests.race import while_uncommitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]


@pytest.fixture
def early(db, ladder):
    return ReminderRule.objects.get(name="Trước hạn 7 ngày")


def sent(rule, **fields):
    """The form as it is shown, with what is changed."""
    shown = {
        "name": rule.name,
        "side": "before" if rule.days_from_due < 0 else "after" if rule.days_from_due else "same",
        "days": abs(rule.days_from_due) or "",
        "repeat_every": rule.repeat_every or "",
        "audience": ["to_delegate", "to_focal", "to_head"],
        "is_active": "on",
        "seen": newest_change(),
    }
    return shown | fields


def values(rule, **fields):
    return {name: getattr(rule, name) for name in CHANGED} | fields


def test_the_rungs_stand_with_whom_they_tell(dung, client, django_assert_num_queries):
    ReminderRule.objects.filter(name="Trước hạn 1 ngày").update(is_active=False)
    client.force_login(dung)
    address = reverse("reminders:ladder")
    assert f'hx-get="{address}"' in client.get(reverse("directives:rules")).text
    with django_assert_num_queries(4):  # who asks, the rungs, their changes
        piece = unescape(client.get(address, headers=HTMX).text)
    for words in (
        "Trước hạn 7 ngày",
        "Quá 1 ngày, rồi 3 ngày một lần",
        "chuyên viên theo dõi, lãnh đạo Văn phòng",
    ):
        assert words in piece
    assert piece.count("(đang tắt)") == 1
    assert "<main" not in piece
    assert "<main" in client.get(address).text


def test_the_default_rules_are_those_of_the_table(ladder):
    found = {}
    for rule in ReminderRule.objects.order_by("pk"):
        found.setdefault(About(rule.about), []).append((rule.delivered_as, values(rule)))
    assert found == {
        about: [(default.name, default.values) for default in some] for about, some in DEFAULTS.items()
    }


def test_a_rung_is_changed_by_the_form_and_each_change_is_on_record(dung, client, early):
    client.force_login(dung)
    page = client.get(f"/reminders/ladder/{early.pk}/")
    assert "Nhắc về: Thời hạn" in page.text
    answer = client.post(
        f"/reminders/ladder/{early.pk}/",
        sent(early, name="Trước hạn 10 ngày", days=10, audience=["to_focal"]),
        follow=True,
    )
    assert "Đã lưu mức nhắc “Trước hạn 10 ngày”." in unescape(answer.text)
    early.refresh_from_db()
    assert (early.days_from_due, early.audience) == (-10, ["cán bộ đầu mối"])
    changes = ReminderRuleChange.objects.order_by("pk").values_list("actor_name", "field", "old", "new")
    assert list(changes) == [
        ("Nguyễn Tiến Dũng", "name", "Trước hạn 7 ngày", "Trước hạn 10 ngày"),
        ("Nguyễn Tiến Dũng", "days_from_due", "-7", "-10"),
        ("Nguyễn Tiến Dũng", "to_delegate", "True", "False"),
        ("Nguyễn Tiến Dũng", "to_head", "True", "False"),
    ]
    assert "Thủ trưởng cơ quan" in answer.text
    dialog = client.post(f"/reminders/ladder/{early.pk}/", sent(early, audience=["to_focal"]), headers=HTMX)
    assert dialog.status_code == 204
    assert "rules:changed" in dialog["HX-Trigger"]
    assert "Không có gì thay đổi." in dialog["HX-Trigger"].encode().decode("unicode_escape")


@pytest.mark.parametrize(
    ("name", "fields", "problem"),
    [
        ("Trước hạn 7 ngày", {"days": ""}, "Nhập số ngày."),
        ("Trước hạn 7 ngày", {"days": "x"}, "Nhập một số nguyên."),
        ("Trước hạn 7 ngày", {"repeat_every": 2}, "Chỉ nhắc lại sau khi đã quá mốc."),
        ("Trước hạn 7 ngày", {"audience": []}, "Chọn ít nhất một người được nhắc."),
        ("Trước hạn 7 ngày", {"name": "Quá hạn"}, "Đã có mức nhắc tên này."),
        ("Chưa tiếp nhận", {"side": "before"}, "before"),
        ("Chậm xác nhận kết quả", {"audience": ["to_head"]}, "to_head"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_kept(dung, client, ladder, name, fields, problem):
    client.force_login(dung)
    rule = ReminderRule.objects.get(name=name)
    answer = client.post(f"/reminders/ladder/{rule.pk}/", sent(rule, **fields))
    assert answer.status_code == 422
    assert problem in unescape(answer.text)
    assert not ReminderRuleChange.objects.exists()


def test_who_was_second_reads_what_the_first_changed(dung, client, early):
    client.force_login(dung)
    stale = sent(early, days=9)
    set_rule(early.pk, by=dung, values=values(early, days_from_due=-8), seen=0)
    answer = client.post(f"/reminders/ladder/{early.pk}/", stale)
    assert answer.status_code == 409
    assert "Người khác vừa đổi quy tắc" in answer.text
    assert 'value="9"' in answer.text
    again = client.post(f"/reminders/ladder/{early.pk}/", stale | {"seen": newest_change()})
    assert again.status_code == 302
    early.refresh_from_db()
    assert early.days_from_due == -9


def test_only_the_head_of_the_office_sets_rules(lan, early):
    with pytest.raises(NotAllowed, match="không có quyền"):
        set_rule(early.pk, by=lan, values=values(early), seen=0)
    with pytest.raises(NotAllowed, match="không có quyền"):
        reset_rules(by=lan, seen=0)


def test_a_past_day_keeps_its_rules(dung, early):
    before, after = date(2025, 11, 5), date(2025, 11, 6)
    with day_set(after):
        set_rule(early.pk, by=dung, values=values(early, days_from_due=-9, is_active=False), seen=0)
    with day_set(after + timedelta(days=1)):
        then = {rule.pk: rule for rule in rules_on(before)}
        assert (then[early.pk].days_from_due, then[early.pk].is_active) == (-7, True)
        assert early.pk not in {rule.pk for rule in rules_on(after)}


def test_all_becomes_as_it_was_delivered(dung, client, early):
    set_rule(early.pk, by=dung, values=values(early, name="Sớm", repeat_every=None, is_active=False), seen=0)
    client.force_login(dung)
    page = client.get("/reminders/ladder/reset/")
    assert f'name="seen" value="{newest_change()}"' in page.text
    assert client.post("/reminders/ladder/reset/", {"seen": "0"}, headers=HTMX).status_code == 409
    done = client.post("/reminders/ladder/reset/", {"seen": newest_change()}, follow=True)
    assert "Đã đặt lại các mức nhắc như ban đầu." in done.text
    early.refresh_from_db()
    assert (early.name, early.is_active) == ("Trước hạn 7 ngày", True)


def test_who_changes_the_days_alone_is_told_of_the_name(dung, client, early):
    client.force_login(dung)
    said = "Tên mức nhắc vẫn như cũ"
    address = f"/reminders/ladder/{early.pk}/"
    assert said in client.post(address, sent(early, days=9), follow=True).text
    early.refresh_from_db()
    assert said not in client.post(address, sent(early, days=8, name="Trước hạn 8 ngày"), follow=True).text


def test_names_that_changed_hands_go_back_too(dung, early):
    later = ReminderRule.objects.get(name="Trước hạn 3 ngày")
    for rule, name in ((early, "Trước hạn 5 ngày"), (later, early.name)):
        set_rule(rule.pk, by=dung, values=values(rule, name=name), seen=newest_change())
    reset_rules(by=dung, seen=newest_change())
    for rule in (early, later):
        rule.refresh_from_db()
        assert rule.name == rule.delivered_as


class TestTogether:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_of_two_at_once_the_second_is_told(self, dung, early):
        with while_uncommitted(
            lambda: set_rule(early.pk, by=dung, values=values(early, days_from_due=-8), seen=0)
        ) as rival:
            set_rule(early.pk, by=dung, values=values(early, days_from_due=-9), seen=0)
        with pytest.raises(NotAllowed, match="Người khác vừa đổi"):
            rival.result()
        assert ReminderRuleChange.objects.count() == 1
