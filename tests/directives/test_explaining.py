"""Giải trình: a leader asks until a day, the agency answers, the leader reads."""

import json
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from directives import following, transitions
from directives.detail_page import detail_page
from directives.history import history_of
from directives.models import Assignment, Explanation
from directives.transitions import NotAllowed
from directives.waiting import Waiting
from notifications.models import OutgoingMessage
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
UNTIL = date(2025, 11, 8)
WHY = "Vì sao chưa rà soát xong các dự án?"
BECAUSE = "Hai chủ đầu tư chưa gửi số liệu; Sở sẽ làm việc trực tiếp ngày 07/11/2025."


@pytest.fixture(autouse=True)
def _today(day, cast):
    day(TODAY)


@pytest.fixture
def asked(assignment, chi):
    """The Chairman asks Sở Tài chính to explain until 08/11/2025."""
    return transitions.ask_explanation(assignment.pk, by=chi, question=WHY, due_on=UNTIL)


@pytest.fixture
def page(ask, directive):
    def read(user):
        return unescape(ask(user, reverse("directives:detail", args=[directive.pk])).text)

    return read


def groups(user, on=TODAY):
    return {filled.group.key: filled.tasks for filled in Waiting(user, on).groups()}


def test_asking_is_on_record_with_its_day(directive, assignment, asked, chi, last_event):
    assignment.refresh_from_db()
    assert assignment.explain_on == UNTIL
    event = last_event(assignment)
    assert (event.kind, event.actor, event.note, event.data) == (
        "explanation_asked",
        chi,
        WHY,
        {"explain_on": [None, "2025-11-08"]},
    )
    entry = history_of(directive, chi)[0]
    assert entry.did == "yêu cầu Sở Tài chính giải trình"
    assert [(change.label, change.new) for change in entry.changes] == [("Hạn giải trình", "08/11/2025")]


@pytest.mark.parametrize(
    ("question", "due_on", "why"),
    [
        (" ", UNTIL, "nội dung cần giải trình"),
        ("TUYỆT MẬT\nVì sao?", UNTIL, "dấu chỉ độ mật"),
        (WHY, date(2025, 11, 5), "trong quá khứ"),
    ],
)
def test_it_asks_something_until_a_day_to_come(question, due_on, why, assignment, chi):
    with pytest.raises(NotAllowed, match=why):
        transitions.ask_explanation(assignment.pk, by=chi, question=question, due_on=due_on)
    transitions.ask_explanation(assignment.pk, by=chi, question=WHY, due_on=TODAY)


def test_one_question_at_a_time_and_another_after_the_answer(assignment, asked, chi, binh):
    with pytest.raises(NotAllowed, match="đang chờ trả lời"):
        transitions.ask_explanation(assignment.pk, by=chi, question=WHY, due_on=UNTIL)
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE, seen=asked.pk)
    again = transitions.ask_explanation(assignment.pk, by=chi, question="Còn dự án nào?", due_on=UNTIL)
    assert list(Explanation.objects.open()) == [again]


def test_what_is_done_needs_no_explanation_any_more(brought_to, chi):
    share = brought_to("confirmed")
    with pytest.raises(NotAllowed, match="Đã xác nhận"):
        transitions.ask_explanation(share.pk, by=chi, question=WHY, due_on=UNTIL)


def test_a_question_outlives_the_work(directive, assignment, asked, brought_to, binh, dung, chi):
    brought_to("confirmed")
    assert Explanation.objects.waiting().get() == asked
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE)
    assert [task.line.share.pk for task in groups(chi)["answered"]] == [assignment.pk]


def test_what_was_revoked_is_not_chased(assignment, asked, dung, binh, page):
    transitions.revoke(assignment.pk, by=dung, reason="Đã có chỉ đạo khác.")
    assert not Explanation.objects.waiting().exists()
    assert "explain" not in groups(binh)
    assert "Không còn hiệu lực" in page(dung)
    with pytest.raises(NotAllowed, match="Thu hồi"):
        transitions.explain(assignment.pk, by=binh, answer=BECAUSE)


def test_the_answer_goes_to_who_asked_and_to_the_office_with_its_files(
    assignment, asked, binh, chi, lan, ha, an, directive, heard, pdf, ask, page, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    for person in (an, ha):
        following.follow(directive, by=person)
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE, files=[pdf("Phụ lục.pdf")])
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.answered_on) == (BECAUSE, binh, TODAY)
    assert heard("explained") == ["an", "chi", "lan"]
    assert not OutgoingMessage.objects.filter(recipient=an, key__startswith="explained").exists()
    file = reverse("directives:attachment", args=[asked.attachments.get().pk])
    for person, status in ((chi, 200), (lan, 200), (binh, 200), (ha, 404)):
        assert ask(person, file).status_code == status
    shown = ask(chi, reverse("directives:attachment_preview", args=[asked.attachments.get().pk]))
    assert f"#explanation-{asked.pk}" in shown.text
    assert (BECAUSE in page(lan), "Phụ lục.pdf" in page(lan), BECAUSE in page(ha)) == (True, True, False)


def test_the_agency_hears_what_it_is_asked_by_mail(directive, asked, heard):
    assert heard("explanation_asked") == ["binh", "lan", "mai"]
    mail = OutgoingMessage.objects.get(recipient__username="binh", key__startswith="explanation_asked:")
    assert mail.subject.startswith("Yêu cầu Sở Tài chính giải trình")
    assert WHY in mail.text


def test_the_officer_who_does_the_work_does_not_answer_for_the_agency(assignment, asked, nam, mai):
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.explain(assignment.pk, by=nam, answer=BECAUSE)
    transitions.explain(assignment.pk, by=mai, answer=BECAUSE)  # the focal officer does


def test_the_question_that_was_read_is_answered_and_no_other(assignment, asked, chi, binh):
    transitions.withdraw_explanation(asked.pk, by=chi)
    transitions.ask_explanation(assignment.pk, by=chi, question="Còn dự án nào?", due_on=UNTIL)
    with pytest.raises(NotAllowed, match="yêu cầu giải trình khác"):
        transitions.explain(assignment.pk, by=binh, answer=BECAUSE, seen=asked.pk)
    assert Explanation.objects.open().exists()


def test_who_asked_may_need_no_answer_any_more(assignment, asked, chi, binh, make_user, heard, last_event):
    other = make_user("pct", Role.LEADER, "Bùi Thanh An")
    with pytest.raises(NotAllowed, match="Chỉ người yêu cầu"):
        transitions.withdraw_explanation(asked.pk, by=other)
    transitions.withdraw_explanation(asked.pk, by=chi)
    assert last_event(assignment).data == {"explain_on": ["2025-11-08", None]}
    assert heard("explanation_withdrawn") == ["binh", "mai"]
    with pytest.raises(NotAllowed, match="Không có yêu cầu"):
        transitions.explain(assignment.pk, by=binh, answer=BECAUSE)
    with pytest.raises(NotAllowed, match="đã được rút"):
        transitions.withdraw_explanation(asked.pk, by=chi)


def test_what_was_answered_is_not_withdrawn(assignment, asked, chi, binh):
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE)
    with pytest.raises(NotAllowed, match="đã được trả lời"):
        transitions.withdraw_explanation(asked.pk, by=chi)


# Where it waits


def test_the_agency_finds_it_first_with_its_days(assignment, asked, binh, mai, nam, client):
    for person in (binh, mai):
        task = groups(person)["explain"][0]
        assert (task.act, task.explain_in) == ("explain", "Còn 2 ngày")
        assert "soon" not in groups(person)
    assert "explain" not in groups(nam)
    client.force_login(binh)
    assert "Giải trình đến hết 08/11/2025 · còn 2 ngày" in unescape(client.get("/my-work/").text)
    late = groups(binh, date(2025, 11, 10))["explain"][0]
    assert late.explain_in == "Quá hạn 2 ngày"
    assert list(Explanation.objects.late(date(2025, 11, 9))) == [asked]
    assert not Explanation.objects.late(UNTIL).exists()


def test_the_answer_waits_for_who_asked_until_it_was_opened(
    assignment, asked, chi, binh, lan, make_user, ask, directive
):
    other = make_user("pct", Role.LEADER, "Bùi Thanh An")
    assert "answered" not in groups(chi)
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE)
    (line,) = groups(chi)["answered"]
    assert (line.line.share.pk, line.act, line.to_read) == (assignment.pk, "", True)
    assert groups(other) == {}
    mine = unescape(ask(chi, reverse("directives:my_work")).text)
    assert f'href="{reverse("directives:detail", args=[directive.pk])}#explanations-title"' in mine
    url = reverse("directives:detail", args=[directive.pk])
    for person in (lan, other, binh):  # others reading it is not reading it
        ask(person, url)
    assert "answered" in groups(chi)
    assert BECAUSE in unescape(ask(chi, url).text)
    assert "answered" not in groups(chi)
    assert Explanation.objects.get().read_at is not None


def test_the_page_says_how_far_the_day_is_and_how_late_the_answer_was(
    assignment, asked, binh, lan, day, page
):
    assert "Chờ giải trình, còn 2 ngày" in page(lan)
    day(date(2025, 11, 8))
    assert "Chờ giải trình, đến hạn hôm nay" in page(lan)
    day(date(2025, 11, 11))
    assert "Quá hạn 3 ngày, chưa giải trình" in page(lan)
    transitions.explain(assignment.pk, by=binh, answer=BECAUSE)
    day(date(2025, 11, 20))
    assert "Giải trình chậm 3 ngày" in page(lan)


def test_only_who_asked_is_offered_to_withdraw(asked, chi, lan, binh, page):
    url = reverse("directives:explanation_withdraw", args=[asked.pk])
    assert [url in page(person) for person in (chi, lan, binh)] == [True, False, False]


def test_the_acts_stand_with_the_share(directive, asked, chi, binh, dung):
    assert detail_page(directive, binh, TODAY).leads[0].acts[0] == "explain"
    assert detail_page(directive, chi, TODAY).leads[0].acts == []
    transitions.withdraw_explanation(asked.pk, by=chi)
    assert detail_page(directive, chi, TODAY).leads[0].acts == ["ask_explanation"]
    assert "ask_explanation" not in detail_page(directive, dung, TODAY).leads[0].acts


# The forms


def test_the_form_to_answer_shows_the_question(assignment, asked, binh, ask, act_url):
    text = unescape(ask(binh, act_url("explain", assignment), htmx=True).text)
    assert WHY in text
    assert "đến hết ngày <b>08/11/2025</b>" in text
    assert f'name="seen" value="{asked.pk}"' in text


def test_the_form_to_ask_shows_no_question_yet(assignment, chi, ask, act_url):
    shown = ask(chi, act_url("ask_explanation", assignment))
    assert shown.status_code == 200
    assert "question-" not in shown.text


def test_a_page_of_its_own_is_sent_as_a_page_and_leads_on(assignment, chi, act_url, client):
    client.force_login(chi)
    url = act_url("ask_explanation", assignment)
    assert f'hx-post="{url}"' not in client.get(url).text
    assert f'hx-post="{url}"' in client.get(url, headers={"HX-Request": "true"}).text


def test_a_bad_file_keeps_the_answer(assignment, asked, binh, ask, act_url, pdf):
    sent = {"answer": BECAUSE, "attachments": pdf("giả.pdf", b"<script>")}
    bad = ask(binh, act_url("explain", assignment), sent)
    assert bad.status_code == 422
    assert BECAUSE in unescape(bad.text)
    assert Explanation.objects.open().exists()


def test_the_button_that_withdraws_and_a_stale_press(asked, chi, ask):
    url = reverse("directives:explanation_withdraw", args=[asked.pk])
    assert ask(chi, url, {}).status_code == 302
    stale = ask(chi, url, {}, htmx=True)
    assert stale.status_code == 409
    assert "đã được rút" in json.loads(stale["HX-Trigger"])["app:problem"]["text"]


def test_explanations_and_urgings_cost_no_query_each(
    make_directive, finance, health, binh, ha, chi, lan, client
):
    made = make_directive(lead=[finance, health], due_on=date(2025, 11, 28))
    first, second = made.assignments.order_by("pk")
    client.force_login(lan)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("directives:detail", args=[made.pk])).status_code == 200
        return len(captured)

    def talk(share, head):
        transitions.ask_explanation(share.pk, by=chi, question=WHY, due_on=UNTIL)
        transitions.explain(share.pk, by=head, answer=BECAUSE)

    talk(first, binh)
    transitions.urge(first.pk, kind="reminder", text=DONE, by=lan)
    queries()
    few = queries()
    talk(second, ha)
    talk(first, binh)
    transitions.ask_explanation(first.pk, by=chi, question=WHY, due_on=UNTIL)
    transitions.urge(second.pk, kind="reminder", text=DONE, by=lan)
    assert queries() == few <= 22
