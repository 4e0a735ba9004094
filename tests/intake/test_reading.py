"""From a text to proposals: who, until when, what is doubtful."""

from datetime import date

import pytest

from directives import intake, publishing, reviewing
from directives.intake import short_title
from directives.models import Proposal, Sentence
from directives.models.directive import DeadlineKind
from directives.transitions import NotAllowed
from tests.intake.conftest import parties


def test_agencies_are_understood(find):
    proposal = find("mua thuốc")
    assert parties(proposal) == {("lead", "Sở Tài chính"), ("coordinator", "Sở Y tế")}
    assert (proposal.deadline_kind, proposal.due_on) == (DeadlineKind.FIXED, date(2025, 11, 20))
    assert proposal.title.startswith("Rà soát nhu cầu kinh phí mua thuốc")


def test_evidence_points_into_the_text(draft, find):
    proposal = find("mua thuốc")
    read = {draft.text[party.start : party.end] for party in proposal.parties.all()}
    assert read == {"Sở Tài chính", "Sở Y tế"}
    assert "20/11/2025" in draft.text[proposal.deadline_start : proposal.deadline_end]


def test_a_group_is_understood_as_a_group(find, communes_group):
    [party] = find("hộ nghèo").parties.all()
    assert (party.group, party.agency) == (communes_group, None)


def test_nobody_is_invented_for_a_name_nobody_knows(find):
    [party] = find("Hồ Đập").parties.all()
    assert (party.agency, party.group) == (None, None)
    assert party.text == "Ban Kiến thiết Hồ Đập"


def test_every_letter_that_is_not_blank_is_in_a_sentence(draft):
    covered = "".join(
        draft.text[sentence.start : sentence.end] for sentence in draft.sentences.order_by("start")
    )
    assert "".join(covered.split()) == "".join(draft.text.split())


@pytest.mark.parametrize(
    ("words", "kind", "due_on", "written"),
    [
        ("khẩn trương rà soát nhu cầu vốn", DeadlineKind.NONE, None, "khẩn trương"),
        ("rà soát nhu cầu vốn", DeadlineKind.NONE, None, ""),
        ("hằng tháng báo cáo nhu cầu vốn", DeadlineKind.RECURRING, None, "hằng tháng"),
        ("rà soát nhu cầu vốn trước ngày 20/11/2025", DeadlineKind.FIXED, date(2025, 11, 20), None),
        ("rà soát nhu cầu vốn, hoàn thành trong tháng 11/2025", DeadlineKind.FIXED, date(2025, 11, 30), None),
    ],
)
def test_kinds_of_deadline(make_document, provincial, lan, words, kind, due_on, written):
    document = make_document(text=f"Giao Sở Tài chính {words}.")
    intake.propose(document.pk, by=lan)
    proposal = document.proposals.get()
    assert (proposal.deadline_kind, proposal.due_on) == (kind, due_on)
    if written is not None:
        assert proposal.deadline_text == written


def test_a_day_before_the_document_is_doubted(make_document, provincial, lan):
    document = make_document(text="Giao Sở Tài chính rà soát nhu cầu vốn trước ngày 20/11/2024.")
    intake.propose(document.pk, by=lan)
    proposal = document.proposals.get()
    assert (proposal.due_on, proposal.likely_due_on) == (date(2024, 11, 20), date(2025, 11, 20))


def test_reading_again_starts_from_the_text(draft, lan):
    Proposal.objects.update(title="Khác")
    Sentence.objects.update(no_task=True)
    assert intake.propose(draft.pk, by=lan) == 3
    assert not draft.proposals.filter(title="Khác").exists()
    assert not draft.sentences.filter(no_task=True).exists()


def test_a_published_text_is_not_read_again(draft, lan, find):
    find("Hồ Đập").delete()
    publishing.publish(draft.pk, by=lan)
    with pytest.raises(NotAllowed):
        intake.propose(draft.pk, by=lan)
    assert draft.proposals.count() == 2


def test_an_auditor_reads_nothing_into_a_text(draft, an):
    with pytest.raises(NotAllowed):
        intake.propose(draft.pk, by=an)


def test_whether_anybody_has_decided_something(draft):
    assert not intake.is_touched(draft)
    Sentence.objects.filter(pk=draft.sentences.first().pk).update(no_task=True)
    assert intake.is_touched(draft)


@pytest.mark.parametrize(
    "changes", [{"dismissed": True}, {"by_hand": True}, {"updated_at": "2025-11-05T00:00Z"}]
)
def test_a_changed_proposal_is_a_decision(draft, changes):
    Proposal.objects.filter(pk=draft.proposals.first().pk).update(**changes)
    assert intake.is_touched(draft)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  rà soát   nhu cầu\n vốn. ", "Rà soát nhu cầu vốn"),
        ("- đôn đốc;", "Đôn đốc"),
        ("a " * 100, "A" + " a" * 58 + "…"),
    ],
)
def test_short_titles(text, title):
    assert short_title(text) == title
    assert len(short_title(text)) <= intake.LONGEST_TITLE


def test_what_is_only_form_is_settled_by_the_reading_and_touches_nothing(lan, make_document, provincial):
    head = "ỦY BAN NHÂN DÂN\nSố: 812/KH-UBND\nKẾ HOẠCH\n"
    text = f"{head}1. Giao Sở Tài chính rà soát nhu cầu vốn.\nKết quả tốt."
    document = make_document(text=text)
    intake.propose(document.pk, by=lan)
    settled = document.sentences.filter(no_task=True)
    words = " ".join(text[one.start : one.end] for one in settled).split("\n")
    assert " ".join(words) == "ỦY BAN NHÂN DÂN Số: 812/KH-UBND KẾ HOẠCH"
    assert not intake.is_touched(document)
    reviewing.mark_no_task(document.pk, settled.first().pk, by=lan, no_task=False)
    assert intake.is_touched(document)
