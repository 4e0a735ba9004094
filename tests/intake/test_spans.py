"""Where proposals begin and end: edges moved, neighbours merged, each kept from running into another one."""

from datetime import date

import pytest

from directives import intake, publishing, review_spans, reviewing
from directives.models import Proposal, ProposalParty
from directives.models.directive import DeadlineKind
from directives.passages import moved, parts_of, whole_words
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed
from tests.intake.conftest import parties

SENTENCES = "Giao Sở Y tế rà soát.\n2. Kiểm tra các trạm y tế; báo cáo kết quả. Hết."


def quote(proposal):
    return proposal.document.text[proposal.start : proposal.end]


def at(text, words):
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "edge", "becomes"),
    [
        ("Kiểm tra các trạm y tế;", "end+", "Kiểm tra các trạm y tế; báo cáo kết quả."),
        ("Kiểm tra các trạm y tế; báo cáo kết quả.", "end-", "Kiểm tra các trạm y tế;"),
        ("báo cáo kết quả.", "start+", "Kiểm tra các trạm y tế; báo cáo kết quả."),
        ("Kiểm tra các trạm y tế; báo cáo kết quả.", "start-", "báo cáo kết quả."),
        # the number of a point alone is not a sentence
        ("Giao Sở Y tế rà soát.", "end+", "Giao Sở Y tế rà soát.\n2. Kiểm tra các trạm y tế;"),
        ("Kiểm tra các trạm y tế;", "start+", "Giao Sở Y tế rà soát.\n2. Kiểm tra các trạm y tế;"),
        ("báo cáo kết quả.", "end+", "báo cáo kết quả. Hết."),
        ("Hết.", "end+", None),
        ("Giao Sở Y tế rà soát.", "start+", None),
        ("Hết.", "end-", None),
        ("Hết.", "start-", None),
    ],
)
def test_an_edge_moves_by_a_clause(words, edge, becomes):
    span = moved(SENTENCES, *at(SENTENCES, words), edge)
    assert (span and SENTENCES[slice(*span)]) == becomes


def test_going_back_and_forth_ends_where_it_began():
    for start, end in parts_of(SENTENCES, 0, len(SENTENCES)):
        out = moved(SENTENCES, start, end, "end+")
        if out and "2." not in SENTENCES[start:end]:
            assert moved(SENTENCES, *out, "end-") == (start, end)


def test_a_far_beginning_is_found():
    text = "Một. X" + "x" * 20_000 + " ya."
    start = text.index(" ya.") + 1
    assert moved(text, start, len(text), "start+") == (5, len(text))


@pytest.mark.parametrize(
    ("start", "end", "becomes"),
    [(6, 9, "Sở Y"), (4, 8, "Sở"), (4, 5, ""), (-3, 2, "Giao"), (58, 10**6, "kết quả. Hết.")],
)
def test_words_stay_whole(start, end, becomes):
    assert SENTENCES[slice(*whole_words(SENTENCES, start, end))] == becomes


def test_letters_outside_the_basic_plane_count_as_one():
    text = "Ghi chú 𝒳 và 😀 sau."
    assert whole_words(text, 8, 9) == (8, 9)
    assert text[8] == "𝒳"


def test_taking_in_the_next_clause_reads_its_day(draft, find, lan):
    proposal = find("mua thuốc")
    text = draft.text
    short = text.index("; tổng hợp") + 1
    proposal, news = review_spans.set_span(
        proposal.pk, proposal.start, short, by=lan, version=version_of(proposal)
    )
    assert quote(proposal).endswith("mua thuốc;")
    assert (proposal.deadline_kind, proposal.due_on) == (DeadlineKind.NONE, None)
    assert news == ["bỏ hạn"]
    proposal, news = review_spans.move_edge(proposal.pk, "end+", by=lan, version=version_of(proposal))
    assert (quote(proposal)[-9:], news) == ("tổng hợp,", [])
    proposal, news = review_spans.move_edge(proposal.pk, "end+", by=lan, version=version_of(proposal))
    assert quote(proposal).endswith("trước ngày 20/11/2025.")
    assert proposal.due_on == date(2025, 11, 20)
    assert news == ["hạn 20/11/2025"]
    assert text[proposal.deadline_start : proposal.deadline_end].endswith("20/11/2025")


def test_who_is_left_out_goes_and_who_is_taken_in_comes(make_document, provincial, lan):
    text = "Giao Sở Tài chính rà soát, phối hợp với Sở Y tế báo cáo."
    document = make_document(text=text)
    intake.propose(document.pk, by=lan)
    proposal = document.proposals.get()
    assert parties(proposal) == {("lead", "Sở Tài chính"), ("coordinator", "Sở Y tế")}
    cut = text.index(", phối hợp")
    proposal, news = review_spans.set_span(proposal.pk, 0, cut, by=lan, version=version_of(proposal))
    assert parties(proposal) == {("lead", "Sở Tài chính")}
    assert news == ["bỏ phối hợp Sở Y tế"]
    proposal, news = review_spans.set_span(proposal.pk, 0, len(text), by=lan, version=version_of(proposal))
    assert parties(proposal) == {("lead", "Sở Tài chính"), ("coordinator", "Sở Y tế")}
    assert news == ["thêm phối hợp Sở Y tế"]


def test_what_a_person_has_corrected_stays(find, lan, finance, health):
    proposal = find("mua thuốc")
    wanted = reviewing.Correction(
        title="Tên do chuyên viên đặt",
        leads=[health],
        coordinators=[],
        deadline_kind="fixed",
        due_on=date(2025, 12, 1),
        field="general",
        priority="normal",
        deliverable="",
        known={},
    )
    proposal = reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    proposal, news = review_spans.move_edge(proposal.pk, "end-", by=lan, version=version_of(proposal))
    assert (proposal.title, proposal.due_on) == ("Tên do chuyên viên đặt", date(2025, 12, 1))
    assert parties(proposal) == {("lead", "Sở Y tế")}
    assert news == []


def test_sentences_follow_the_edges(draft, find, lan):
    proposal = find("mua thuốc")
    reviewing.mark_rest(draft.pk, by=lan)
    first = draft.sentences.first()
    assert first.no_task
    proposal, _ = review_spans.set_span(proposal.pk, 0, proposal.end, by=lan, version=version_of(proposal))
    first.refresh_from_db()
    assert not first.no_task
    left = review_spans.move_edge(proposal.pk, "start-", by=lan, version=version_of(proposal))[0]
    assert first in publishing.undecided(draft, [left])


def test_an_edge_does_not_run_into_another_proposal(draft, find, lan):
    proposal, next_one = find("mua thuốc"), find("hộ nghèo")
    for end in (next_one.start + 10, next_one.end):
        with pytest.raises(NotAllowed, match=r"thuộc nhiệm vụ 2.*gộp"):
            review_spans.set_span(proposal.pk, proposal.start, end, by=lan, version=version_of(proposal))
    reviewing.dismiss(next_one.pk, by=lan, version=version_of(next_one))
    grown, _ = review_spans.set_span(
        proposal.pk, proposal.start, next_one.end, by=lan, version=version_of(proposal)
    )
    next_one.refresh_from_db()
    assert grown.end == next_one.end
    with pytest.raises(NotAllowed, match="chồng lên một phần"):
        review_spans.add(draft.pk, grown.end - 5, grown.end + 30, by=lan)


def test_a_dismissed_one_does_not_come_back_across_another(draft, find, lan):
    one = find("hộ nghèo")
    one = reviewing.dismiss(one.pk, by=lan, version=version_of(one))
    start = draft.text.index("rà soát hộ nghèo")
    review_spans.add(draft.pk, start, one.end + 4, by=lan)
    with pytest.raises(NotAllowed, match="chồng lên một phần"):
        reviewing.restore(one.pk, by=lan, version=version_of(one))


@pytest.mark.parametrize("span", [(9, 9), (9, 3), (10**6, 10**6 + 5)])
def test_nothing_is_no_proposal(find, lan, span):
    proposal = find("mua thuốc")
    with pytest.raises(NotAllowed, match="ít nhất một từ"):
        review_spans.set_span(proposal.pk, *span, by=lan, version=version_of(proposal))


def test_there_is_an_end_to_growing_and_shrinking(find, lan):
    proposal = find("hộ nghèo")
    with pytest.raises(NotAllowed, match="một ý"):
        review_spans.move_edge(proposal.pk, "end-", by=lan, version=version_of(proposal))


def test_edges_that_stay_change_nothing(find, lan):
    proposal = find("hộ nghèo")
    version = version_of(proposal)
    same, news = review_spans.set_span(
        proposal.pk, proposal.start + 1, proposal.end - 1, by=lan, version=version
    )
    assert (version_of(same), news) == (version, [])


def merged(first, second, *, by, **changes):
    versions = {"version": version_of(first), "other_version": version_of(second)}
    return review_spans.merge(first.pk, second.pk, by=by, **versions, **changes)


@pytest.mark.parametrize("backwards", [False, True])
def test_two_neighbours_become_one(draft, find, lan, backwards):
    first, second = find("mua thuốc"), find("hộ nghèo")
    one = merged(second, first, by=lan) if backwards else merged(first, second, by=lan)
    assert (one.pk, one.start, one.end) == (first.pk, first.start, second.end)
    assert not Proposal.objects.filter(pk=second.pk).exists()
    assert parties(one) == {
        ("lead", "Sở Tài chính"),
        ("lead", "UBND các xã, phường"),
        ("coordinator", "Sở Y tế"),
    }
    assert one.due_on == date(2025, 11, 20)
    assert publishing.undecided(draft, [one]) == [
        sentence
        for sentence in draft.sentences.all()
        if sentence.end <= one.start or sentence.start >= one.end
    ]


def test_who_leads_in_either_leads(find, lan, health, finance):
    first, second = find("mua thuốc"), find("hộ nghèo")
    second.parties.all().delete()
    ProposalParty.objects.create(proposal=second, role="lead", text="Sở Y tế", agency=health)
    ProposalParty.objects.create(proposal=second, role="coordinator", text="Sở TC", agency=finance)
    one = merged(first, second, by=lan)
    assert parties(one) == {("lead", "Sở Tài chính"), ("lead", "Sở Y tế")}


@pytest.mark.parametrize(("whose", "day"), [(None, 20), (0, 20), (1, 15)])
def test_of_two_days_the_chosen_or_the_later_one_stays(find, lan, whose, day):
    first, second = find("mua thuốc"), find("hộ nghèo")
    text = second.document.text
    second.deadline_kind, second.due_on = DeadlineKind.FIXED, date(2025, 11, 15)
    second.deadline_start, second.deadline_end = at(text, "hộ nghèo")
    second.save()
    wanted = None if whose is None else (first, second)[whose].pk
    one = merged(first, second, by=lan, deadline_of=wanted)
    assert one.due_on == date(2025, 11, day)
    assert [milestone["on"] for milestone in one.milestones] == [f"2025-11-{35 - day}"]


def test_two_are_not_merged_over_a_third(find, lan):
    first, second, third = find("mua thuốc"), find("hộ nghèo"), find("Hồ Đập")
    with pytest.raises(NotAllowed, match="còn nhiệm vụ 2"):
        merged(first, third, by=lan)
    reviewing.dismiss(second.pk, by=lan, version=version_of(second))
    assert merged(first, third, by=lan).end == third.end


def test_merging_what_another_clerk_has_changed_is_refused(find, lan, dung):
    first, second = find("mua thuốc"), find("hộ nghèo")
    reviewing.dismiss(second.pk, by=dung, version=version_of(second))
    with pytest.raises(Stale):
        merged(first, second, by=lan)
    second.refresh_from_db()
    with pytest.raises(Stale, match="bỏ qua"):
        merged(first, second, by=lan)
    with pytest.raises(NotAllowed, match="nhiệm vụ khác"):
        merged(first, first, by=lan)


def test_a_proposal_of_another_text_is_not_merged(find, make_document, provincial, lan):
    other = make_document(text="Giao Sở Y tế kiểm tra các trạm y tế trước ngày 20/11/2025.")
    intake.propose(other.pk, by=lan)
    with pytest.raises(NotAllowed):
        merged(find("mua thuốc"), other.proposals.get(), by=lan)


def test_a_corrected_title_stays_when_a_point_is_split_and_merged(draft, find, lan):
    proposal = find("mua thuốc")
    proposal.title, proposal.corrected = "Tên do chuyên viên đặt", ["title"]
    proposal.save()
    at = draft.text.index("tổng hợp, báo cáo")
    second = review_spans.split(proposal.pk, at, by=lan, version=version_of(proposal))
    proposal.refresh_from_db()
    one = merged(proposal, second, by=lan)
    assert one.title == "Tên do chuyên viên đặt"
    assert second.title != one.title
