"""What a clerk changes of a proposal: each act, on a stale card, on a published text, by two at once."""

from datetime import date

import pytest

from agencies.calendar import day_set
from directives import intake, publishing, review_spans, reviewing
from directives.models import Directive, Proposal, ProposalParty
from directives.models.directive import DeadlineKind
from directives.reviewing import Correction
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed
from tests.intake.conftest import parties
from tests.race import while_uncommitted


def correction(proposal, **changes):
    values = {
        "title": "Rà soát kinh phí",
        "leads": [],
        "coordinators": [],
        "deadline_kind": proposal.deadline_kind,
        "due_on": proposal.due_on,
        "field": "finance",
        "priority": "urgent",
        "deliverable": "Báo cáo",
        "known": {},
        **changes,
    }
    return Correction(**values)


def test_a_correction_replaces_what_was_read(find, lan, finance, education, communes_group):
    proposal = find("mua thuốc")
    wanted = correction(
        proposal,
        leads=[education],
        coordinators=[communes_group, finance],
        deadline_kind="fixed",
        due_on=date(2025, 11, 25),
    )
    reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    proposal.refresh_from_db()
    assert parties(proposal) == {
        ("lead", "Sở Giáo dục và Đào tạo"),
        ("coordinator", "UBND các xã, phường"),
        ("coordinator", "Sở Tài chính"),
    }
    assert (proposal.title, proposal.due_on) == ("Rà soát kinh phí", date(2025, 11, 25))
    assert (proposal.field, proposal.priority, proposal.deliverable) == ("finance", "urgent", "Báo cáo")


def test_who_stays_keeps_the_place_where_it_was_read(find, lan, finance, health):
    proposal = find("mua thuốc")
    before = {party.agency_id: (party.start, party.end) for party in proposal.parties.all()}
    wanted = correction(proposal, leads=[health], coordinators=[finance])
    reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    after = {party.agency_id: (party.start, party.end) for party in proposal.parties.all()}
    assert after == before
    assert parties(proposal) == {("lead", "Sở Y tế"), ("coordinator", "Sở Tài chính")}


def test_a_name_not_understood_stays_until_it_is_explained(find, lan, finance):
    proposal = find("Hồ Đập")
    [unknown] = proposal.parties.all()
    reviewing.correct(proposal.pk, correction(proposal), by=lan, version=version_of(proposal))
    assert parties(proposal) == {("lead", "?Ban Kiến thiết Hồ Đập")}
    proposal.refresh_from_db()
    wanted = correction(proposal, leads=[finance], known={unknown.pk: finance})
    reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    [known] = proposal.parties.all()
    assert (known.agency, known.text, known.start) == (finance, "Ban Kiến thiết Hồ Đập", unknown.start)


def test_two_names_of_one_agency_become_one(find, lan, finance):
    proposal = find("Hồ Đập")
    [unknown] = proposal.parties.all()
    ProposalParty.objects.create(proposal=proposal, role="coordinator", text="Sở Tài chính", agency=finance)
    wanted = correction(proposal, leads=[finance], known={unknown.pk: finance})
    reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    assert parties(proposal) == {("lead", "Sở Tài chính")}


def test_a_correction_settles_what_was_guessed(find, lan, finance):
    proposal = find("mua thuốc")
    Proposal.objects.filter(pk=proposal.pk).update(
        lead_inherited=True, year_guessed=True, likely_due_on=date(2026, 11, 20)
    )
    proposal.parties.update(guessed=True)
    proposal.refresh_from_db()
    wanted = correction(proposal, leads=[finance], deadline_kind=DeadlineKind.NONE, due_on=None)
    reviewing.correct(proposal.pk, wanted, by=lan, version=version_of(proposal))
    proposal.refresh_from_db()
    assert not (proposal.lead_inherited or proposal.year_guessed or proposal.likely_due_on)
    assert not proposal.parties.filter(guessed=True).exists()


def test_a_party_is_taken_out_or_settled(find, lan):
    proposal = find("mua thuốc")
    lead = proposal.parties.get(role="lead")
    proposal.parties.update(guessed=True)
    proposal = reviewing.settle_party(proposal.pk, lead.pk, by=lan, version=version_of(proposal))
    assert list(proposal.parties.filter(guessed=False)) == [lead]
    reviewing.remove_party(proposal.pk, lead.pk, by=lan, version=version_of(proposal))
    assert parties(proposal) == {("coordinator", "Sở Y tế")}


@pytest.mark.parametrize(("likely", "due_on"), [(True, date(2025, 11, 20)), (False, date(2024, 11, 20))])
def test_a_doubtful_day_is_settled(find, lan, likely, due_on):
    proposal = find("mua thuốc")
    proposal.due_on, proposal.likely_due_on = date(2024, 11, 20), date(2025, 11, 20)
    proposal.save()
    reviewing.settle_deadline(proposal.pk, likely=likely, by=lan, version=version_of(proposal))
    proposal.refresh_from_db()
    assert (proposal.due_on, proposal.likely_due_on) == (due_on, None)


def test_a_dismissed_passage_gives_no_work_and_can_be_taken_back(draft, find, lan):
    proposal = find("hộ nghèo")
    touched = draft.sentences.filter(start__lt=proposal.end, end__gt=proposal.start)
    proposal = reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    assert proposal.dismissed
    assert touched.count() == touched.filter(no_task=True).count() > 0
    proposal = reviewing.restore(proposal.pk, by=lan, version=version_of(proposal))
    assert not proposal.dismissed
    assert not touched.filter(no_task=True).exists()


def test_a_sentence_under_another_proposal_stays_work(draft, find, lan):
    proposal = find("hộ nghèo")
    at = draft.text.index("rà soát hộ nghèo")
    review_spans.add(draft.pk, at, at + 16, by=lan)
    reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    sentence = draft.sentences.get(start__lte=at, end__gt=at)
    assert not sentence.no_task


def test_a_point_is_split_where_a_clause_begins(draft, find, lan):
    proposal = find("mua thuốc")
    at = draft.text.index("tổng hợp, báo cáo")
    second = review_spans.split(proposal.pk, at, by=lan, version=version_of(proposal))
    proposal.refresh_from_db()
    assert draft.text[proposal.start : proposal.end].endswith("mua thuốc;")
    assert draft.text[second.start : second.end].startswith("tổng hợp, báo cáo UBND tỉnh")
    assert parties(second) == parties(proposal) == {("lead", "Sở Tài chính"), ("coordinator", "Sở Y tế")}
    # the day is written in the second part
    assert (proposal.deadline_kind, proposal.due_on) == (DeadlineKind.NONE, None)
    assert (second.deadline_kind, second.due_on) == (DeadlineKind.FIXED, date(2025, 11, 20))
    assert second.by_hand
    assert proposal.title != second.title


def test_a_point_is_not_split_inside_a_word(draft, find, lan):
    proposal = find("mua thuốc")
    with pytest.raises(NotAllowed):
        review_spans.split(proposal.pk, proposal.start + 3, by=lan, version=version_of(proposal))
    assert draft.proposals.count() == 3


def test_a_selected_stretch_becomes_a_proposal_that_is_read(draft, lan):
    at = draft.text.index("Thời tiết")
    made = review_spans.add(draft.pk, at - 1, len(draft.text) + 5, by=lan)
    assert draft.text[made.start : made.end] == "Thời tiết những ngày tới diễn biến thuận lợi."
    assert made.by_hand
    assert made.title == "Thời tiết những ngày tới diễn biến thuận lợi"
    at = draft.text.index("Giao Sở Tài chính")
    made = review_spans.add(draft.pk, at, draft.text.index(";"), by=lan)
    assert ("lead", "Sở Tài chính") in parties(made)


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (0, 0), (10**6, 10**6 + 5)])
def test_nothing_selected_makes_nothing(draft, lan, span):
    with pytest.raises(NotAllowed):
        review_spans.add(draft.pk, *span, by=lan)


def test_the_same_stretch_twice_is_refused(draft, find, lan):
    proposal = find("hộ nghèo")
    with pytest.raises(NotAllowed):
        review_spans.add(draft.pk, proposal.start, proposal.end, by=lan)


def test_sentences_are_marked_and_unmarked(draft, lan):
    first = draft.sentences.first()
    reviewing.mark_no_task(draft.pk, first.pk, by=lan)
    assert draft.sentences.get(no_task=True) == first
    reviewing.mark_no_task(draft.pk, first.pk, by=lan, no_task=False)
    assert not draft.sentences.filter(no_task=True).exists()


def test_the_rest_is_marked_and_work_is_not(draft, lan):
    count = reviewing.mark_rest(draft.pk, by=lan)
    assert count == draft.sentences.filter(no_task=True).count() > 0
    assert publishing.undecided(draft, list(draft.proposals.kept())) == []
    for proposal in draft.proposals.all():
        covered = draft.sentences.filter(start__gte=proposal.start, end__lte=proposal.end)
        assert not covered.filter(no_task=True).exists()


def acts(proposal, party):
    """Every change of the review, as calls that take who and which version."""
    pk, document = proposal.pk, proposal.document_id
    return [
        lambda by, version: reviewing.correct(pk, correction(proposal), by=by, version=version),
        lambda by, version: reviewing.remove_party(pk, party.pk, by=by, version=version),
        lambda by, version: reviewing.settle_party(pk, party.pk, by=by, version=version),
        lambda by, version: reviewing.settle_lead(pk, by=by, version=version),
        lambda by, version: reviewing.settle_deadline(pk, likely=True, by=by, version=version),
        lambda by, version: reviewing.dismiss(pk, by=by, version=version),
        lambda by, version: reviewing.restore(pk, by=by, version=version),
        lambda by, version: review_spans.split(pk, proposal.start, by=by, version=version),
        lambda by, version: review_spans.add(document, 0, 20, by=by),
        lambda by, version: reviewing.mark_no_task(document, 1, by=by),
        lambda by, version: reviewing.mark_rest(document, by=by),
    ]


@pytest.mark.parametrize("number", range(11))
def test_only_the_office_changes_a_review(find, number, cast):
    proposal = find("mua thuốc")
    act = acts(proposal, proposal.parties.first())[number]
    for who in ("chi", "ha", "mai", "an", "quan"):
        with pytest.raises(NotAllowed, match="quyền"):
            act(cast[who], version_of(proposal))


@pytest.mark.parametrize("number", range(11))
def test_a_published_text_is_not_reviewed(draft, find, lan, number):
    find("Hồ Đập").delete()
    proposal = find("mua thuốc")
    publishing.publish(draft.pk, by=lan)
    with pytest.raises(NotAllowed, match="phát hành"):
        acts(proposal, proposal.parties.first())[number](lan, version_of(proposal))


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("version", ["", "yesterday", "2025-11-04T00:00:00+00:00"])
def test_a_change_on_an_old_version_is_refused(find, lan, number, version):
    proposal = find("mua thuốc")
    with pytest.raises(Stale):
        acts(proposal, proposal.parties.first())[number](lan, version)


def test_a_version_is_the_same_on_a_set_day(find, lan):
    proposal = find("mua thuốc")
    with day_set(date(2025, 11, 6)):
        changed = reviewing.settle_lead(proposal.pk, by=lan, version=version_of(proposal))
    fresh = Proposal.objects.get(pk=proposal.pk)
    assert version_of(changed) == version_of(fresh)
    assert fresh.updated_at.date() == date(2025, 11, 6) or fresh.updated_at.date() == date(2025, 11, 5)


def test_publishing_what_was_seen(draft, find, lan):
    find("Hồ Đập").delete()
    made = reviewing.publish_as_seen(draft.pk, reviewing.state_of(draft), by=lan, monitor=lan)
    assert len(made) == 2


@pytest.mark.parametrize("change", ["title", "sentence", "new"])
def test_publishing_something_else_than_was_seen_is_refused(draft, find, lan, change):
    find("Hồ Đập").delete()
    seen = reviewing.state_of(draft)
    proposal = find("mua thuốc")
    if change == "title":
        reviewing.settle_lead(proposal.pk, by=lan, version=version_of(proposal))
    elif change == "sentence":
        reviewing.mark_rest(draft.pk, by=lan)
    else:
        review_spans.add(draft.pk, 0, 30, by=lan)
    with pytest.raises(Stale):
        reviewing.publish_as_seen(draft.pk, seen, by=lan, monitor=None)
    assert not Directive.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clerks_changing_one_card_make_one_change(find, lan, dung):
    proposal = find("mua thuốc")
    version = version_of(proposal)
    with while_uncommitted(lambda: reviewing.dismiss(proposal.pk, by=dung, version=version)) as rival:
        reviewing.settle_lead(proposal.pk, by=lan, version=version)
    with pytest.raises(Stale):
        rival.result()
    proposal.refresh_from_db()
    assert not proposal.dismissed


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_text_is_being_published_is_refused(draft, find, lan, dung):
    find("Hồ Đập").delete()
    proposal = find("mua thuốc")
    version = version_of(proposal)
    with while_uncommitted(lambda: reviewing.dismiss(proposal.pk, by=dung, version=version)) as rival:
        publishing.publish(draft.pk, by=lan)
    with pytest.raises(NotAllowed, match="phát hành"):
        rival.result()


@pytest.mark.django_db(transaction=True)
def test_a_text_read_again_while_a_card_changes_leaves_one_reading(draft, find, lan, dung):
    proposal = find("mua thuốc")
    version = version_of(proposal)
    with while_uncommitted(lambda: reviewing.dismiss(proposal.pk, by=dung, version=version)) as rival:
        intake.propose(draft.pk, by=lan)
    with pytest.raises(Stale):
        rival.result()
    assert draft.proposals.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_text_corrected_while_it_is_read_keeps_no_places_of_the_old_one(draft, lan, dung):
    draft.text = "Giao Sở Y tế kiểm tra các trạm y tế, báo cáo trước ngày 20/11/2025."
    with while_uncommitted(lambda: intake.propose(draft.pk, by=dung)) as rival:
        assert intake.correct_document(draft, by=lan)
    with pytest.raises(NotAllowed, match="vừa được sửa"):
        rival.result()
    assert not draft.proposals.exists()
    assert not draft.sentences.exists()


@pytest.mark.django_db(transaction=True)
def test_a_correction_of_a_text_that_is_being_published_is_refused(draft, find, lan, dung):
    find("Hồ Đập").delete()
    text = draft.text
    draft.text = "Giao Sở Y tế kiểm tra các trạm y tế, báo cáo trước ngày 20/11/2025."
    with while_uncommitted(lambda: intake.correct_document(draft, by=dung)) as rival:
        publishing.publish(draft.pk, by=lan)
    with pytest.raises(NotAllowed, match="phát hành"):
        rival.result()
    draft.refresh_from_db()
    assert draft.text == text
