"""The forms by which work changes hands, gets another day, stops or goes on: as a page and in the dialog."""

import json
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import transitions
from directives.models import Assignment, Event, ProgressReport
from directives.transitions import Progress
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
WHY = "Chờ Bộ Tài chính hướng dẫn."
LATER = "20/11/2025"


def _asked(share, cast):
    transitions.ask_extension(share.pk, by=cast["binh"], to=date(2025, 11, 19), reason=WHY)


def _declined(share, cast):
    transitions.decline(share.pk, by=cast["binh"], reason=WHY)


def _paused(share, cast):
    transitions.pause(share.pk, by=cast["dung"], reason=WHY)


def _revoked(share, cast):
    transitions.revoke(share.pk, by=cast["dung"], reason=WHY)


def _reported(share, cast):
    transitions.accept(share.pk, by=cast["binh"])
    transitions.report(share.pk, by=cast["binh"], progress=Progress(done=DONE, percent=40))


def _questioned(share, cast):
    transitions.ask_explanation(share.pk, by=cast["chi"], question="Vì sao?", due_on=date(2025, 11, 8))


def _as_given(share, cast):
    pass


# act → who, how the share comes to stand where it can start, what is sent, what is wrong with it and where
# the message stands
STEPS = {
    "decline": ("binh", _as_given, {"reason": WHY}, {"reason": " "}, "Nêu lý do từ chối"),
    "delegate": ("binh", _as_given, {"to": "nam", "note": WHY}, {"to": "0"}, "lựa chọn hợp lệ"),
    "withdraw": ("binh", _reported, {}, {"seen": "x"}, ""),
    "ask_extension": (
        "binh",
        _as_given,
        {"to": LATER, "reason": WHY},
        {"to": "09/11/2025"},
        "phải sau hạn hiện tại 09/11/2025",
    ),
    "decide_extension": (
        "dung",
        _asked,
        {"decision": "refuse", "to": LATER, "note": WHY},
        {"decision": ""},
        "Chọn đồng ý hoặc không đồng ý",
    ),
    "set_deadline": (
        "dung",
        _as_given,
        {"limit": "day", "to": LATER, "reason": WHY},
        {"to": "01/11/2025"},
        "không được ở trong quá khứ",
    ),
    "pause": ("dung", _as_given, {"reason": WHY}, {"reason": ""}, "Nêu lý do tạm dừng"),
    "ask_explanation": (
        "chi",
        _as_given,
        {"question": WHY, "due_on": LATER},
        {"due_on": "01/11/2025"},
        "không được ở trong quá khứ",
    ),
    "explain": ("binh", _questioned, {"answer": WHY}, {"answer": " "}, "Nêu nội dung giải trình"),
    "urge": (
        "lan",
        _as_given,
        {"kind": "reminder", "text": WHY, "step": "send"},
        {"text": "MẬT\n"},
        "dấu chỉ độ mật",
    ),
    "resume": ("dung", _paused, {"note": WHY}, {"note": "x" * 2001}, "2000"),
    "revoke": ("dung", _as_given, {"reason": WHY}, {"reason": ""}, "Nêu lý do thu hồi"),
    "reopen": ("dung", _revoked, {"reason": WHY}, {"reason": ""}, "Nêu lý do mở lại"),
    "insist": ("lan", _declined, {"reason": WHY}, {"reason": ""}, "Nêu lý do"),
    "reassign": ("lan", _declined, {"to": "education", "note": WHY}, {"to": ""}, "Chọn cơ quan nhận việc"),
}


@pytest.fixture(autouse=True)
def _today(day):
    day(date(2025, 11, 5))


@pytest.fixture
def step(assignment, cast, education, act_url, ask):
    """Ready to do an act: `step(act)` gives how to ask, and what a good and a wrong answer are."""

    def prepare(act):
        name, bring, good, wrong, message = STEPS[act]
        bring(assignment, cast)
        ids = {"nam": cast["nam"].pk, "education": education.pk}
        good = {field: ids.get(value, value) for field, value in good.items()}

        def send(data=None, *, htmx=False):
            return ask(cast[name], act_url(act, assignment), data, htmx=htmx)

        return send, good, good | wrong, message

    return prepare


@pytest.mark.parametrize("act", STEPS)
def test_it_is_a_page_and_a_fragment_and_saves_from_both(act, step, assignment, last_event):
    send, good, _, _ = step(act)
    before = Event.objects.latest("pk").pk
    page = send().text
    assert "<main" in page
    assert 'aria-labelledby="act-title"' in page
    assert send(htmx=True).text.lstrip().startswith("<form")
    saved = send(good, htmx=True)
    assert (saved.status_code, saved.content) == (204, b"")
    assert json.loads(saved["HX-Trigger"])["assignment:changed"]["id"] == assignment.pk
    assert last_event(assignment).pk > before


@pytest.mark.parametrize("act", STEPS)
def test_what_is_wrong_comes_back_with_its_reason_and_what_was_typed(act, step, assignment):
    send, _, wrong, message = step(act)
    before = Event.objects.count()
    for htmx in (False, True):
        response = send(wrong, htmx=htmx)
        assert response.status_code == 422
        text = unescape(response.text)
        assert message in text
        if WHY in wrong.values():
            assert WHY in text
    assert Event.objects.count() == before


@pytest.mark.parametrize("act", STEPS)
def test_who_comes_too_late_is_told_so_and_changes_nothing(act, step, assignment):
    send, good, _, _ = step(act)
    send(good)
    before = Event.objects.count()
    response = send(good, htmx=True)
    if act in ("set_deadline", "delegate"):  # it may be done again, and to the same end it is no change
        assert response.status_code in (409, 422)
    else:
        assert response.status_code == 409
        assert json.loads(response["HX-Trigger"])["app:problem"]["text"]
        assert send().status_code == 302  # the form is not shown any more
    assert Event.objects.count() == before


def test_the_deciding_form_shows_what_was_asked_and_offers_that_day(step):
    send, *_ = step("decide_extension")
    text = unescape(send().text)
    assert "Đề nghị gia hạn từ 09/11/2025 đến <b>19/11/2025</b>" in text
    assert WHY in text
    assert 'value="19/11/2025"' in text


def test_granting_takes_a_later_day_refusing_a_reason(step, assignment):
    send, good, _, _ = step("decide_extension")
    for wrong, message in (
        ({"decision": "grant", "to": ""}, "Nhập hạn mới"),
        ({"decision": "grant", "to": "09/11/2025"}, "phải sau hạn hiện tại"),
        ({"decision": "refuse", "note": " "}, "Nêu lý do không đồng ý"),
    ):
        response = send(good | wrong)
        assert response.status_code == 422
        assert message in response.text
    # with a refusal nobody looks at the day
    assert send({"decision": "refuse", "to": "không", "note": WHY}).status_code == 302


def test_the_office_takes_a_deadline_away_and_gives_one_again(step, assignment, ask):
    send, good, _, _ = step("set_deadline")
    text = unescape(send().text)
    assert "Không ấn định thời hạn" in text
    # nobody looks at the day of a deadline that is taken away; its reason is asked for all the same
    taken = good | {"limit": "none", "to": "không"}
    response = send(taken | {"reason": " "})
    assert response.status_code == 422
    assert "Nêu lý do đổi thời hạn" in unescape(response.text)
    assert send(taken).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.original_due_on, assignment.due_on) == (date(2025, 11, 9), None)
    seen = str(send().context["form"]["seen"].value())
    response = send(taken | {"seen": seen})
    assert response.status_code == 422
    assert response.context["form"].errors["limit"] == ["Việc này hiện không có thời hạn."]
    assert WHY in unescape(response.text)
    response = send(good | {"to": "", "seen": seen})
    assert (response.status_code, response.context["form"].errors["to"]) == (422, ["Nhập hạn mới."])
    assert send(good | {"seen": seen}).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.original_due_on, assignment.due_on) == (date(2025, 11, 9), date(2025, 11, 20))


def test_which_deadline_is_chosen_is_asked_for(step):
    send, good, _, _ = step("set_deadline")
    response = send({"to": good["to"], "reason": WHY})
    assert response.status_code == 422
    assert "Chọn ấn định ngày hoặc không ấn định thời hạn." in unescape(response.text)


def test_asking_says_until_when_and_how_often_one_may(step):
    send, *_ = step("ask_extension")
    text = unescape(send().text)
    assert "Hạn hiện tại 09/11/2025. Gửi đề nghị chậm nhất ngày 06/11/2025; còn được gia hạn 2 lần." in text


def test_a_request_that_comes_too_late_keeps_what_was_typed(step, day):
    send, good, _, _ = step("ask_extension")
    day(date(2025, 11, 7))
    response = send(good)
    assert response.status_code == 409
    text = unescape(response.text)
    assert "chậm nhất ngày 06/11/2025" in text
    assert WHY in text


def test_only_agencies_without_a_share_are_offered(step, assignment, health, education, make_agency):
    gone = make_agency("CU", "Sở Ngoại vụ", valid_to=date(2025, 11, 4))
    send, *_ = step("reassign")
    offered = set(send().context["form"].fields["to"].queryset)
    assert education in offered
    assert offered.isdisjoint({assignment.agency, health, gone})


def test_only_people_of_the_agency_can_be_chosen(step):
    send, *_ = step("delegate")
    offered = send().context["form"].fields["to"].queryset
    assert {person.username for person in offered} == {"binh", "mai", "nam"}


# A report that was taken back


def test_a_withdrawn_report_is_offered_again(step, assignment, binh, ask, act_url):
    transitions.accept(assignment.pk, by=binh)
    told = Progress(
        done=DONE,
        percent=70,
        difficulties="Thiếu số liệu",
        product_number="120/TTr-STC",
        product_on=date(2025, 11, 4),
    )
    transitions.report(assignment.pk, by=binh, progress=told)
    transitions.withdraw(assignment.pk, by=binh)
    response = ask(binh, act_url("report", assignment))
    form = response.context["form"]
    for name in ("done", "percent", "difficulties", "product_number", "product_on"):
        assert form[name].value() == getattr(told, name)
    assert "báo cáo đã rút ngày 05/11/2025" in unescape(response.text)
    ask(binh, act_url("report", assignment), {"percent": "80", "done": DONE})
    again = ask(binh, act_url("report", assignment))
    assert again.context["form"]["done"].value() is None
    assert "đã rút" not in unescape(again.text)


def test_of_a_withdrawn_result_the_words_are_offered_and_not_its_hundred_percent(
    brought_to, binh, ask, act_url
):
    share = brought_to("filed")
    transitions.withdraw(share.pk, by=binh)
    form = ask(binh, act_url("report", share)).context["form"]
    assert (form["done"].value(), form["percent"].value()) == (DONE, 40)
    assert ask(binh, act_url("complete", share)).context["form"]["done"].value() == DONE


def test_a_withdrawn_report_stands_struck_on_the_page(brought_to, binh, directive, ask):
    share = brought_to("reported")
    transitions.withdraw(share.pk, by=binh)
    text = unescape(ask(binh, reverse("directives:detail", args=[directive.pk])).text)
    assert "Đã rút" in text
    assert 'class="report withdrawn"' in text
    assert "Trả lại" not in text


def test_there_is_no_form_to_withdraw_what_was_decided(brought_to, binh, dung, ask, act_url):
    share = brought_to("confirmed")
    transitions.reopen(share.pk, by=dung, reason=WHY)
    response = ask(binh, act_url("withdraw", share), htmx=True)
    assert response.status_code == 409
    assert "Không có báo cáo nào có thể rút" in json.loads(response["HX-Trigger"])["app:problem"]["text"]
    assert ProgressReport.objects.filter(decision="confirmed").exists()
    assert Assignment.objects.get(pk=share.pk).percent == 40


# Two people at one thing


def _until_the_14th(share, cast):
    transitions.set_deadline(share.pk, by=cast["dung"], to=date(2025, 11, 14), reason="Theo Công văn 12.")


def _granted(share, cast):
    transitions.ask_extension(share.pk, by=cast["binh"], to=date(2025, 11, 14), reason="Chờ số liệu.")
    transitions.grant_extension(share.pk, by=cast["dung"], to=date(2025, 11, 14))


def _to_mai(share, cast):
    transitions.delegate(share.pk, by=cast["binh"], to=cast["mai"])


def _coordinates(share, cast):
    transitions.change_role(share.pk, by=cast["dung"], reason="Theo ý kiến chỉ đạo.")


@pytest.fixture
def another_lead(directive, education, cast):
    """So that the first lead may become a coordinator."""
    return transitions.add_agency(directive.pk, by=cast["lan"], agency=education, role="lead", due_on=None)


# act → who, what somebody else does meanwhile, what is sent, what the page says of the other change
MEANWHILE = {
    "set_deadline after an extension": (
        "dung",
        _granted,
        {"limit": "day", "to": LATER, "reason": WHY},
        "14/11/2025",
    ),
    "set_deadline": ("dung", _until_the_14th, {"limit": "day", "to": LATER, "reason": WHY}, "14/11/2025"),
    "delegate": ("binh", _to_mai, {"to": "nam", "note": WHY}, "Người thực hiện"),
    "change_role": ("lan", _coordinates, {"reason": WHY}, "Phối hợp"),
}


@pytest.mark.parametrize("case", MEANWHILE)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_saw_an_older_state_is_shown_the_change_and_decides_anew(
    case, htmx, assignment, another_lead, cast, act_url, ask
):
    name, rival, sent, said = MEANWHILE[case]
    url = act_url(case.split()[0], assignment)
    sent = {key: cast["nam"].pk if value == "nam" else value for key, value in sent.items()}
    sent["seen"] = ask(cast[name], url).context["form"]["seen"].value()
    rival(assignment, cast)
    before = assignment.events.count()
    response = ask(cast[name], url, sent, htmx=htmx)
    assert (response.status_code, assignment.events.count()) == (409, before)
    text = unescape(response.text)
    assert "Người khác vừa thay đổi" in text
    assert said in text
    assert WHY in text
    # sent again it is about what the page has shown
    again = sent | {"seen": response.context["form"]["seen"].value()}
    assert ask(cast[name], url, again, htmx=htmx).status_code == (204 if htmx else 302)
    assert assignment.events.count() == before + 1


def test_two_who_change_a_role_do_not_turn_it_round_twice(assignment, another_lead, cast):
    transitions.change_role(assignment.pk, by=cast["lan"], reason=WHY, seen=0)
    with pytest.raises(transitions.Changed):
        transitions.change_role(assignment.pk, by=cast["dung"], reason=WHY, seen=0)
    assert Assignment.objects.get(pk=assignment.pk).role == "coordinator"
