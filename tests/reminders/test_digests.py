"""The morning's digest: all that waits for a person, as their page shows it, each line with its next act."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from directives import transitions
from directives.models import Assignment, Directive
from directives.models.rules import rules_held
from directives.waiting import Waiting
from directives.waiting_for_many import gather
from notifications.models import Notification, OutgoingMessage
from reminders import digests
from reminders.models import Reminder
from reminders.planning import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]
TODAY = date(2025, 11, 13)  # a Thursday
FAR = TODAY + timedelta(days=60)
BEFORE = TODAY - timedelta(days=9)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def make(make_directive, finance, health, chi):
    """Make a share in some state: `make("Việc", due_in=-1, confirmation="returned")`."""

    def make(title="Việc", due_in=60, lead=finance, given=9, accepted=True, **fields):
        made = make_directive(
            lead=lead,
            coordinators=[health] if lead == finance else [],
            title=title,
            due_on=None if due_in is None else TODAY + timedelta(days=due_in),
            on=TODAY - timedelta(days=given),
        )
        state = (
            {"work_state": "accepted", "accepted_at": timezone.now(), "last_report_on": TODAY}
            if accepted
            else {}
        )
        rows = Assignment.objects.filter(directive=made, agency=lead)
        rows.update(**state | fields)
        return rows.get()

    return make


@pytest.fixture
def everything(make, cast, binh, chi, health, finance, nam):
    """Work in every state, for everybody of the cast."""
    make("Trễ", due_in=-10, given=20)
    make("Trễ ít", due_in=-1, confirmation="returned", work_state="in_progress")
    make("Hôm nay", due_in=0, delegate=nam)
    make("Sắp", due_in=2)
    make("Trả lại", confirmation="returned", work_state="in_progress")
    make("Mới", accepted=False)
    make("Im lặng", last_report_on=TODAY - timedelta(days=8))
    make("Không hạn", due_in=None)
    Directive.objects.filter(assignments=make("Hằng tháng", due_in=None)).update(deadline_kind="recurring")
    make("Chờ", confirmation="pending", work_state="in_progress", filed_on=BEFORE)
    later = FAR + timedelta(days=9)
    transitions.ask_extension(
        make("Xin gia hạn").pk, by=binh, to=later, reason="Chờ ý kiến của Bộ Tài chính."
    )
    make("Từ chối", accepted=False, work_state="declined")
    make("Thu hồi", accepted=False, work_state="revoked")
    make("Của y tế", due_in=-2, lead=health)
    asked = make("Giải trình")
    transitions.ask_explanation(asked.pk, by=chi, question="Vì sao chưa xong?", due_on=TODAY)
    answered = make("Đã giải trình")
    transitions.ask_explanation(answered.pk, by=chi, question="Vì sao chưa xong?", due_on=TODAY)
    transitions.explain(answered.pk, by=binh, answer="Chờ ý kiến của Bộ Tài chính đến hết tháng.")
    Assignment.objects.filter(directive=asked.directive, agency=health).update(contribute_by=TODAY)
    OutgoingMessage.objects.all().delete()
    Notification.objects.all().delete()
    return cast


def letter_to(user):
    return OutgoingMessage.objects.get(recipient=user, key__startswith="reminders:")


def test_what_is_gathered_for_many_is_what_each_finds_on_their_page(everything, django_assert_num_queries):
    with rules_held(), django_assert_num_queries(7):
        gathered = gather(everything.values(), TODAY)
    for person in everything.values():
        waiting = Waiting(person, TODAY)
        page = {
            filled.group.key: list(waiting.rows(filled.group.key).values_list("pk", flat=True))
            for filled in waiting.groups()
        }
        assert {kind.key: [row.share for row in rows] for kind, rows in gathered[person].piles} == page, (
            person
        )
    assert sum(bool(each.piles) for each in gathered.values()) == 7  # all but auditor and administrator


def test_every_number_is_that_of_the_list_behind_it(everything, client):
    plan(TODAY)
    seen = set()
    for person in everything.values():
        if not (found := OutgoingMessage.objects.filter(recipient=person).first()):
            continue
        client.force_login(person)
        linked = re.findall(
            r"href=\"http://localhost:8000(/my-work/\?group=\w+)\">[^<]*\((\d+)\)</a>", found.html
        )
        assert linked, person
        for url, count in linked:
            assert client.get(url).context["group"].count == int(count), (person, url)
            seen.add(url.partition("=")[2])
    assert seen >= {
        *("overdue", "soon", "returned", "new", "not_updated", "explain", "contribute"),
        *("pending", "asks_extension", "declined", "late_to_accept", "answered", "awaits_cycle"),
    }


def test_each_line_opens_the_form_of_its_next_act(everything, binh, client):
    plan(TODAY)
    letter = letter_to(binh)
    client.force_login(binh)
    forms = re.findall(
        r"http://localhost:8000(/directives/\d+/assignments/\d+/(\S+)/)$", letter.text, re.MULTILINE
    )
    assert {act for _, act in forms} == {"complete", "accept", "report", "explain"}
    for url, _ in forms:
        page = client.get(url)
        assert page.status_code == 200
        assert f'action="{url}"' in page.text
        assert f'href="http://localhost:8000{url}"' in letter.html
    # once it is done, the same link leads to the directive and says so
    url = next(url for url, act in forms if act == "accept")
    transitions.accept(int(url.split("/")[4]), by=binh)
    late = client.get(url, follow=True)
    assert late.redirect_chain == [(url.partition("assignments")[0], 302)]


def test_the_form_of_a_cycle_is_that_of_the_whole_directive(everything, dung):
    plan(TODAY)
    whole = Directive.objects.get(title="Hằng tháng")
    assert f"Đặt chu kỳ: http://localhost:8000/directives/{whole.pk}/set-cycle/\n" in letter_to(dung).text


def test_a_letter_reads_as_the_work_stands(everything, binh, chi, dung):
    plan(TODAY)
    text = letter_to(binh).text
    order = [
        "PHẢI GIẢI TRÌNH (1)",
        "QUÁ HẠN (2)",
        "HÔM NAY VÀ 3 NGÀY TỚI (2)",
        "BỊ TRẢ LẠI (1)",
        "MỚI GIAO (1)",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "Quá hạn 10 ngày, hạn 03/11/2025" in text
    assert "giải trình đến hết 13/11/2025 (đến hạn hôm nay)" in text
    assert "Không hạn" not in text  # nothing about it is new, and nothing presses
    assert letter_to(binh).subject == (
        "Nhắc việc ngày 13/11/2025: 1 phải giải trình, 2 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn, "
        "1 bị trả lại, 1 mới giao, 1 chưa cập nhật 7 ngày"
    )
    assert "chậm xác nhận: chờ 9 ngày" in letter_to(dung).text
    assert "đề nghị gia hạn đến 21/01/2026" in letter_to(dung).text


def test_a_long_digest_is_cut_and_says_how_much_is_left(make, binh, monkeypatch):
    monkeypatch.setattr(digests, "SHOWN", 2)
    monkeypatch.setattr(digests, "SHOWN_IN_APP", 1)
    for n in range(3):
        make(f"Đã nhắc {n}", due_in=-3)
    plan(TODAY - timedelta(days=1))
    make("Mới quá hạn", due_in=-1)
    OutgoingMessage.objects.filter(reminders=None).delete()
    plan(TODAY)
    letter = OutgoingMessage.objects.filter(recipient=binh).latest("pk")
    assert "QUÁ HẠN (4)" in letter.text
    assert "và 2 việc khác" in letter.text
    assert "và 2 việc khác" in unescape(letter.html)
    # what is new comes first, so it is never among the rest
    assert letter.text.index("Mới quá hạn") < letter.text.index("Đã nhắc 0")
    assert Notification.objects.filter(recipient=binh).first().text.endswith("Và 3 việc khác.")


def test_nobody_hears_when_nothing_is_new(everything):
    plan(TODAY)
    everybody = OutgoingMessage.objects.count()
    Reminder.objects.update(planned_on=TODAY - timedelta(days=1))  # as if it had been yesterday's
    assert plan(TODAY).people == 0
    assert OutgoingMessage.objects.count() == everybody
