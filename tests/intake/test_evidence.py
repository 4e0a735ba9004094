"""What a card says beside who and until when: several days, who collects, who in person, urgency, doubt."""

from datetime import date

import pytest
from django.urls import reverse

from directives import intake, milestones, review_spans, reviewing, undoing
from directives.models import Proposal
from directives.models.directive import Priority
from directives.review_page import SURE, ReviewPage
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed

HTMX = {"HX-Request": "true"}
TODAY = date(2025, 11, 4)
TEXT = """1. Giao Sở Y tế kiểm tra các trạm y tế; gửi dự thảo phương án trước ngày 15/11/2025 và \
bản chính thức trước ngày 30/11/2025.
2. Giám đốc Sở Tài chính rà soát nhu cầu vốn cấp bách, báo cáo UBND tỉnh (qua Sở Y tế) \
trước ngày 20/11/2025."""


@pytest.fixture
def read(make_document, provincial, lan):
    document = make_document(text=TEXT)
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def several(read):
    """The point with two days."""
    return read.proposals.first()


def cards(document):
    return ReviewPage(document, TODAY).cards


def test_several_days_are_shown_with_what_is_due_then(read, several):
    shown = [(day.on, day.text, day.chosen) for day in cards(read)[0].milestones]
    assert [on for on, _, _ in shown] == [date(2025, 11, 15), date(2025, 11, 30)]
    assert [text for _, text, _ in shown] == [
        "gửi dự thảo phương án trước ngày 15/11/2025", "bản chính thức trước ngày 30/11/2025",
    ]  # fmt: skip
    assert [on for on, _, chosen in shown if chosen] == [several.due_on]


@pytest.mark.parametrize("number", [0, 1])
def test_any_of_them_becomes_the_deadline(read, several, lan, number):
    made = milestones.set_deadline(several.pk, number, by=lan, version=version_of(several))
    on = [date(2025, 11, 15), date(2025, 11, 30)][number]
    assert (made.due_on, made.deadline_text) == (on, f"trước ngày {on:%d/%m/%Y}")
    assert read.text[made.deadline_start : made.deadline_end] == made.deadline_text
    assert [day.chosen for day in cards(read)[0].milestones] == [number == 0, number == 1]
    undoing.undo(read.pk, undoing.last_step(read, by=lan).pk, by=lan)
    assert Proposal.objects.get(pk=several.pk).due_on == several.due_on


def test_the_deadline_so_far_stays_one_of_the_days(read, several, lan):
    """A day that merging left behind does not drive out the one that was the deadline."""
    last = several.milestones[1]
    Proposal.objects.filter(pk=several.pk).update(
        milestones=several.milestones[:1],
        due_on=last["on"],
        deadline_start=last["start"],
        deadline_end=last["end"],
    )
    made = milestones.set_deadline(several.pk, 0, by=lan, version=version_of(several))
    assert [found["on"] for found in made.milestones] == ["2025-11-15", "2025-11-30"]


def test_a_day_outside_the_passage_is_not_shown(read, several, lan):
    at = read.text.index("gửi dự thảo")
    second = review_spans.split(several.pk, at, by=lan, version=version_of(several))
    assert [len(card.milestones) for card in cards(read)] == [0, 2, 0]
    assert second.milestones == several.milestones


def test_it_is_pressed_on_the_card(client, lan, several):
    client.force_login(lan)
    url = reverse("directives:proposal_milestone", args=[several.pk])
    data = {"version": version_of(several), "milestone": "0"}
    page = client.post(url, data, headers=HTMX).content.decode()
    assert "là hạn" in page
    several.refresh_from_db()
    assert several.due_on == date(2025, 11, 15)
    for number in ("", "7", "-1", "x"):
        several.refresh_from_db()
        answer = client.post(url, {"version": version_of(several), "milestone": number}, headers=HTMX)
        assert answer.status_code == 409, number


def test_who_may_and_on_which_version(several, lan, cast):
    with pytest.raises(Stale):
        milestones.set_deadline(several.pk, 0, by=lan, version="yesterday")
    for who in ("chi", "ha", "an", "quan"):
        with pytest.raises(NotAllowed, match="quyền"):
            milestones.set_deadline(several.pk, 0, by=cast[who], version=version_of(several))


def test_collector_head_in_person_and_urgency_stand_on_the_card(client, lan, read):
    proposal = read.proposals.last()
    assert (proposal.collector, proposal.priority) == ("Sở Y tế", Priority.URGENT)
    assert [party.personally for party in proposal.parties.all()] == [True]
    client.force_login(lan)
    page = client.get(reverse("directives:proposal", args=[proposal.pk]), headers=HTMX).content.decode()
    for words in ("Báo cáo qua Sở Y tế", "giao đích danh người đứng đầu", "Khẩn"):
        assert words in page, words


def test_what_was_read_on_doubtful_grounds_asks_until_somebody_has_looked(client, lan, read):
    proposal = read.proposals.last()
    client.force_login(lan)
    url = reverse("directives:proposal", args=[proposal.pk])
    assert "Xem kỹ" not in client.get(url, headers=HTMX).content.decode()
    Proposal.objects.filter(pk=proposal.pk).update(confidence=SURE - 0.01)
    assert "Xem kỹ" in client.get(url, headers=HTMX).content.decode()
    assert [card.asks for card in cards(read)] == [False, True]
    reviewing.accept(proposal.pk, by=lan, version=version_of(proposal))
    assert [card.asks for card in cards(read)] == [False, False]
