"""Taking back the last act of a review: whatever it was, exactly, and never over what another clerk did."""

from datetime import date

import pytest

from directives import intake, publishing, review_spans, reviewing, undoing
from directives.models import Proposal, ProposalParty, ReviewStep
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed
from tests.intake.test_reviewing import correction


def whole(document):
    """Every row of a review."""
    return (
        list(document.proposals.values()),
        list(ProposalParty.objects.filter(proposal__document=document).order_by("pk").values()),
        list(document.sentences.values()),
    )


def undo(document, by):
    return undoing.undo(document.pk, undoing.last_step(document, by=by).pk, by=by)


def acts(draft, first, second, lan, finance):
    one, two = version_of(first), version_of(second)
    party = first.parties.first()
    sentence = draft.sentences.first()
    wanted = correction(first, leads=[finance], deadline_kind="fixed", due_on=date(2025, 12, 1))
    return {
        "sửa nhiệm vụ 1": lambda: reviewing.correct(first.pk, wanted, by=lan, version=one),
        "xác nhận nhiệm vụ 1": lambda: reviewing.accept(first.pk, by=lan, version=one),
        "sửa nhiệm vụ 1 ": lambda: reviewing.remove_party(first.pk, party.pk, by=lan, version=one),
        "bỏ qua nhiệm vụ 2": lambda: reviewing.dismiss(second.pk, by=lan, version=two),
        "tách nhiệm vụ 1": lambda: review_spans.split(
            first.pk, draft.text.index("tổng hợp, báo cáo"), by=lan, version=one
        ),
        "gộp nhiệm vụ 1": lambda: review_spans.merge(
            first.pk, second.pk, by=lan, version=one, other_version=two
        ),
        "đổi phạm vi nhiệm vụ 1": lambda: review_spans.move_edge(first.pk, "end-", by=lan, version=one),
        "tạo nhiệm vụ 1": lambda: review_spans.add(draft.pk, 0, 20, by=lan),
        "đánh dấu câu không phát sinh": lambda: reviewing.mark_no_task(draft.pk, sentence.pk, by=lan),
        "đánh dấu câu không phát sinh ": lambda: reviewing.mark_rest(draft.pk, by=lan),
    }


def test_every_act_is_taken_back_exactly(draft, find, lan, finance):
    first, second = find("mua thuốc"), find("hộ nghèo")
    before = whole(draft)
    for words, act in acts(draft, first, second, lan, finance).items():
        act()
        assert whole(draft) != before, words
        assert undo(draft, lan).said == f"Đã hoàn tác: {words.strip()}."
        assert whole(draft) == before, words
    assert not draft.review_steps.exists()


def test_acts_are_taken_back_one_after_the_other(draft, find, lan):
    one, two = find("mua thuốc"), find("hộ nghèo")
    before = whole(draft)
    reviewing.mark_rest(draft.pk, by=lan)
    reviewing.dismiss(one.pk, by=lan, version=version_of(one))
    one.refresh_from_db()
    reviewing.restore(one.pk, by=lan, version=version_of(one))
    one.refresh_from_db()
    review_spans.merge(one.pk, two.pk, by=lan, version=version_of(one), other_version=version_of(two))
    for _ in range(4):
        undo(draft, lan)
    assert whole(draft) == before


def test_what_was_changed_further_is_not_taken_back(draft, find, lan, dung):
    proposal = find("mua thuốc")
    proposal = reviewing.settle_lead(proposal.pk, by=lan, version=version_of(proposal))
    reviewing.dismiss(proposal.pk, by=dung, version=version_of(proposal))
    with pytest.raises(NotAllowed, match="sửa tiếp"):
        undo(draft, lan)
    assert Proposal.objects.get(pk=proposal.pk).dismissed


def test_everybody_takes_back_their_own(draft, find, lan, dung):
    one, two = find("mua thuốc"), find("hộ nghèo")
    reviewing.dismiss(one.pk, by=lan, version=version_of(one))
    reviewing.dismiss(two.pk, by=dung, version=version_of(two))
    undo(draft, lan)
    assert [p.dismissed for p in draft.proposals.filter(pk__in=[one.pk, two.pk])] == [False, True]
    assert undoing.last_step(draft, by=lan) is None


def test_a_step_is_taken_back_once(draft, find, lan):
    proposal = find("mua thuốc")
    reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    step = undoing.last_step(draft, by=lan).pk
    undoing.undo(draft.pk, step, by=lan)
    with pytest.raises(Stale):
        undoing.undo(draft.pk, step, by=lan)


def test_what_comes_back_does_not_cross_what_was_made_since(draft, find, lan, dung):
    proposal = find("hộ nghèo")
    reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    review_spans.add(draft.pk, proposal.end - 8, proposal.end + 4, by=dung)
    with pytest.raises(NotAllowed, match="chồng lên"):
        undo(draft, lan)
    assert Proposal.objects.get(pk=proposal.pk).dismissed


def test_steps_end_with_the_review(draft, find, lan, dung):
    reviewing.mark_rest(draft.pk, by=lan)
    intake.propose(draft.pk, by=lan)
    assert not ReviewStep.objects.exists()
    reviewing.mark_rest(draft.pk, by=dung)
    find("Hồ Đập").delete()
    publishing.publish(draft.pk, by=lan)
    assert not ReviewStep.objects.exists()
    with pytest.raises(NotAllowed, match="phát hành"):
        undoing.undo(draft.pk, 1, by=lan)


def test_only_the_office_takes_back(draft, cast):
    for who in ("chi", "ha", "mai", "an", "quan"):
        with pytest.raises(NotAllowed, match="quyền"):
            undoing.undo(draft.pk, 1, by=cast[who])
