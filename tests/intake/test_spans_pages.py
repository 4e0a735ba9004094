"""Splitting, merging, moving edges, accepting and undoing as pages and fragments."""

import json
from datetime import date

import pytest
from django.urls import reverse

from directives import intake, review_spans, reviewing
from directives.models.directive import DeadlineKind
from directives.taking import version_of

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"directives:{name}", args=args)


@pytest.fixture
def clerk(client, lan):
    client.force_login(lan)
    return client


def made(response):
    return json.loads(response["HX-Trigger-After-Settle"])["review:made"]


def test_accepting_settles_every_guess(clerk, find, lan):
    proposal = find("mua thuốc")
    proposal.lead_inherited = proposal.year_guessed = True
    proposal.save()
    proposal.parties.update(guessed=True)
    response = clerk.post(
        url("proposal_accept", proposal.pk), {"version": version_of(proposal)}, headers=HTMX
    )
    proposal.refresh_from_db()
    assert proposal.checked
    assert not (proposal.lead_inherited or proposal.year_guessed)
    assert not proposal.parties.filter(guessed=True).exists()
    assert made(response) == {"id": f"proposal-{proposal.pk}", "said": "Đã xác nhận nhiệm vụ 1."}
    assert "Đã xem" in response.content.decode()


@pytest.mark.parametrize(
    ("words", "changes", "why"),
    [
        ("Hồ Đập", {}, "Chưa rõ cơ quan"),
        ("mua thuốc", {"due_on": date(2024, 11, 20), "likely_due_on": date(2025, 11, 20)}, "20/11/2025"),
    ],
)
def test_what_lacks_something_is_not_right_as_it_is(clerk, find, words, changes, why):
    proposal = find(words)
    for name, value in changes.items():
        setattr(proposal, name, value)
    proposal.save()
    response = clerk.post(
        url("proposal_accept", proposal.pk), {"version": version_of(proposal)}, headers=HTMX
    )
    assert response.status_code == 409
    assert why in json.loads(response["HX-Trigger"])["app:problem"]["text"]
    proposal.refresh_from_db()
    assert not proposal.checked


def test_the_bar_counts_what_is_to_be_looked_at(clerk, draft, find, lan):
    page = clerk.get(url("review", draft.pk))
    before = len(page.context["page"].asking)
    assert f"{before} nhiệm vụ cần xem" in page.content.decode()
    dam = find("Hồ Đập")
    reviewing.dismiss(dam.pk, by=lan, version=version_of(dam))
    assert len(clerk.get(url("review", draft.pk)).context["page"].asking) == before - 1


def test_an_edge_is_moved_and_the_card_says_what_changed(clerk, find):
    proposal = find("mua thuốc")
    data = {"version": version_of(proposal), "edge": "end-"}
    response = clerk.post(url("proposal_span", proposal.pk), data, headers=HTMX)
    page = response.content.decode()
    assert 'id="workspace"' in page
    assert "Đọc lại theo đoạn mới: bỏ hạn." in page
    assert made(response)["said"] == "Đã đổi phạm vi nhiệm vụ 1: bỏ hạn."


def test_a_dragged_edge_comes_as_places(clerk, find):
    proposal = find("mua thuốc")
    end = proposal.document.text.index("rà soát nhu cầu") + 4
    data = {"version": version_of(proposal), "start": proposal.start, "end": end}
    clerk.post(url("proposal_span", proposal.pk), data, headers=HTMX)
    proposal.refresh_from_db()
    assert proposal.document.text[proposal.start : proposal.end].endswith("rà soát")


@pytest.mark.parametrize(
    "data", [{}, {"edge": "up"}, {"start": "3"}, {"start": "-1", "end": "9"}, {"end": "x"}]
)
def test_nonsense_moves_nothing(clerk, find, data):
    proposal = find("mua thuốc")
    response = clerk.post(url("proposal_span", proposal.pk), {"version": version_of(proposal), **data})
    assert response.status_code == 422
    before = version_of(proposal)
    proposal.refresh_from_db()
    assert version_of(proposal) == before


def test_an_edge_moves_without_a_script(clerk, find):
    proposal = find("mua thuốc")
    page = clerk.get(url("proposal_span", proposal.pk)).content.decode()
    assert "Rút về ý trước" in page
    data = {"version": version_of(proposal), "edge": "end-"}
    response = clerk.post(url("proposal_span", proposal.pk), data)
    assert response["Location"] == f"/documents/{proposal.document_id}/review/#proposal-{proposal.pk}"


def test_the_merge_form_offers_the_neighbours(clerk, find, lan):
    first, second, third = find("mua thuốc"), find("hộ nghèo"), find("Hồ Đập")
    page = clerk.get(url("proposal_merge", second.pk))
    assert list(page.context["form"].neighbours) == [third.pk, first.pk]
    assert page.context["form"].initial == {"other": third.pk, "deadline_of": third.pk}
    reviewing.dismiss(third.pk, by=lan, version=version_of(third))
    page = clerk.get(url("proposal_merge", second.pk))
    assert list(page.context["form"].neighbours) == [first.pk]
    assert "deadline_of" not in page.context["form"].fields


def test_merging_by_the_form(clerk, find, draft):
    first, third = find("hộ nghèo"), find("Hồ Đập")
    first.deadline_kind, first.due_on = DeadlineKind.FIXED, date(2025, 12, 9)
    first.save()
    data = {
        "version": version_of(first),
        "other": third.pk,
        f"version_{third.pk}": version_of(third),
        "deadline_of": third.pk,
    }
    response = clerk.post(url("proposal_merge", first.pk), data, headers=HTMX)
    assert made(response) == {"id": f"proposal-{first.pk}", "said": "Đã gộp nhiệm vụ 2."}
    first.refresh_from_db()
    assert (first.end, first.due_on, draft.proposals.count()) == (third.end, date(2025, 11, 15), 2)


def test_merging_with_a_neighbour_that_changed_is_refused(clerk, find, lan):
    first, second = find("mua thuốc"), find("hộ nghèo")
    data = {"version": version_of(first), "other": second.pk, f"version_{second.pk}": version_of(second)}
    reviewing.settle_lead(second.pk, by=lan, version=version_of(second))
    response = clerk.post(url("proposal_merge", first.pk), data, headers=HTMX)
    assert response.status_code == 409
    assert "vừa được người khác sửa" in json.loads(response["HX-Trigger"])["app:problem"]["text"]


@pytest.mark.parametrize("other", ["", "999999", "x"])
def test_nobody_is_merged_with_a_stranger(clerk, find, other):
    first = find("mua thuốc")
    response = clerk.post(url("proposal_merge", first.pk), {"version": version_of(first), "other": other})
    assert response.status_code == 422


def test_an_only_proposal_has_nobody_to_merge_with(clerk, make_document, provincial, lan):
    document = make_document(text="Giao Sở Y tế kiểm tra các trạm y tế trước ngày 20/11/2025.")
    intake.propose(document.pk, by=lan)
    page = clerk.get(url("proposal_merge", document.proposals.get().pk))
    assert "Không có nhiệm vụ nào khác" in page.content.decode()


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_undoing_is_offered_and_done(clerk, draft, find, lan, headers):
    assert 'id="undo"' not in clerk.get(url("review", draft.pk)).content.decode()
    proposal = find("mua thuốc")
    reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    page = clerk.get(url("review", draft.pk))
    assert "Đã bỏ qua nhiệm vụ 1" in page.content.decode()
    response = clerk.post(
        url("review_undo", draft.pk), {"step": page.context["page"].step.pk}, headers=headers
    )
    proposal.refresh_from_db()
    assert not proposal.dismissed
    if headers:
        assert made(response) == {
            "id": f"proposal-{proposal.pk}",
            "said": "Đã hoàn tác: bỏ qua nhiệm vụ 1.",
        }
    else:
        assert response["Location"].endswith(f"#proposal-{proposal.pk}")


def test_what_cannot_be_undone_any_more_is_not_offered(clerk, draft, find, lan, dung):
    proposal = find("mua thuốc")
    proposal = reviewing.dismiss(proposal.pk, by=lan, version=version_of(proposal))
    reviewing.restore(proposal.pk, by=dung, version=version_of(proposal))
    assert 'id="undo"' not in clerk.get(url("review", draft.pk)).content.decode()
    assert clerk.post(url("review_undo", draft.pk), {"step": "x"}, headers=HTMX).status_code == 409


@pytest.mark.parametrize(
    ("typed", "day"),
    [("9/11", (2025, 11, 9)), ("9/11/", (2025, 11, 9)), ("3/11", (2026, 11, 3)), ("31/2", None)],
)
def test_a_day_without_a_year_is_the_next_one(clerk, find, finance, typed, day):
    proposal = find("mua thuốc")
    data = {
        "version": version_of(proposal),
        "title": "Rà soát",
        "deadline_kind": "fixed",
        "due_on": typed,
        "field": "finance",
        "priority": "normal",
    }
    response = clerk.post(url("proposal_edit", proposal.pk), data, headers=HTMX)
    proposal.refresh_from_db()
    if day is None:
        assert response.status_code == 422
    else:
        assert proposal.due_on == date(*day)


def test_an_act_costs_the_same_whatever_the_length(
    clerk, make_document, provincial, session_0411, lan, django_assert_max_num_queries
):
    def cost(points):
        text = "\n".join(f"{n}. Giao Sở Tài chính, Sở Y tế rà soát việc {n}; báo cáo." for n in range(points))
        document = make_document(meeting=session_0411, text=text)
        intake.propose(document.pk, by=lan)
        first, second, *_, last = document.proposals.all()
        spent = []
        for name, proposal, data in (
            ("proposal_dismiss", last, {}),
            ("proposal_accept", first, {}),
            ("proposal_merge", first, {"other": second.pk, f"version_{second.pk}": version_of(second)}),
            ("proposal_span", first, {"edge": "end-"}),
        ):
            proposal.refresh_from_db()
            with django_assert_max_num_queries(60) as queries:
                data["version"] = version_of(proposal)
                response = clerk.post(url(name, proposal.pk), data, headers=HTMX)
            assert response.status_code == 200, (name, response)
            spent.append(len(queries))
        return spent

    few, many = cost(4), cost(24)
    assert all(later <= first for first, later in zip(few, many, strict=True)), (few, many)


def test_all_the_same_number_of_cards_after_a_split_is_undone(clerk, draft, find, lan):
    proposal = find("mua thuốc")
    at = draft.text.index("tổng hợp, báo cáo")
    review_spans.split(proposal.pk, at, by=lan, version=version_of(proposal))
    page = clerk.get(url("review", draft.pk)).context["page"]
    assert len(page.cards) == 4
    clerk.post(url("review_undo", draft.pk), {"step": page.step.pk})
    assert len(clerk.get(url("review", draft.pk)).context["page"].cards) == 3
