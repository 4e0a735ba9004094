"""The review as pages and fragments: who may, what it shows, what each act answers."""

import json

import pytest
from django.urls import reverse

from directives import intake, publishing
from directives.forms.charging import BodyValue
from directives.models import Directive, Proposal
from directives.taking import version_of

HTMX = {"HX-Request": "true"}
MAY = {"lan": 200, "dung": 200, "chi": 403, "an": 403, "quan": 403, "ha": 404, "mai": 404}

PAGES = ["review", "find_again", "publish"]
OF_DOCUMENT = ["proposal_add", "sentence_no_task", "sentence_undo", "sentences_rest"]
CARD_PAGES = ["proposal_edit", "proposal_split"]
OF_CARD = ["proposal_dismiss", "proposal_restore", "proposal_deadline", "proposal_lead"]


def url(name, *args):
    return reverse(f"directives:{name}", args=args)


@pytest.mark.parametrize(("who", "status"), MAY.items())
def test_who_may_open_the_pages(client, cast, draft, find, who, status):
    client.force_login(cast[who])
    pk = find("mua thuốc").pk
    got = {name: client.get(url(name, draft.pk)).status_code for name in PAGES}
    got |= {name: client.get(url(name, pk)).status_code for name in CARD_PAGES}
    assert set(got.values()) == {status}, got


@pytest.mark.parametrize("who", [who for who, status in MAY.items() if status != 200])
def test_who_may_not_change_anything(client, cast, draft, find, who):
    client.force_login(cast[who])
    proposal = find("mua thuốc")
    party = proposal.parties.first()
    sentence = draft.sentences.first().pk
    before = (version_of(proposal), draft.proposals.count(), draft.sentences.filter(no_task=True).count())
    data = {"version": version_of(proposal), "sentence": sentence}
    urls = [url(name, draft.pk) for name in (*OF_DOCUMENT, "publish", "find_again")]
    urls += [url(name, proposal.pk) for name in (*OF_CARD, *CARD_PAGES)]
    urls += [url(name, proposal.pk, party.pk) for name in ("party_remove", "party_settle")]
    assert {client.post(address, data).status_code for address in urls} == {MAY[who]}
    proposal.refresh_from_db()
    after = (version_of(proposal), draft.proposals.count(), draft.sentences.filter(no_task=True).count())
    assert after == before


def test_acts_are_posts(client, lan, draft, find):
    client.force_login(lan)
    addresses = [url(name, draft.pk) for name in OF_DOCUMENT]
    addresses += [url(name, find("mua thuốc").pk) for name in OF_CARD]
    assert {client.get(address).status_code for address in addresses} == {405}


def test_what_it_shows(client, lan, draft, find):
    client.force_login(lan)
    response = client.get(url("review", draft.pk))
    page = response.content.decode()
    assert "Phát hành 3 nhiệm vụ" in page
    assert "Chưa rõ:" in page
    assert "UBND các xã, phường (3)" in page
    assert f'data-marks="{find("mua thuốc").pk} "' in page
    shown = response.context["page"]
    assert (shown.settled, shown.without_task, len(shown.open)) == (len(shown.sentences) - 2, 0, 2)
    assert 'class="evidence-lead">Sở Tài chính<' in page
    assert 'class="evidence-coordinator">Sở Y tế<' in page


def test_a_sentence_which_a_proposal_touches_has_no_buttons(client, lan, make_document, provincial):
    text = "Giao Sở Y tế kiểm tra các trạm y tế, báo cáo trước ngày 20/11/2025."
    document = make_document(text=text)
    intake.propose(document.pk, by=lan)
    client.force_login(lan)
    page = client.get(url("review", document.pk)).content.decode()
    assert "sentence-acts" not in page
    assert "1/1" in page


def test_what_is_in_the_text_is_escaped(client, lan, make_document, provincial):
    text = 'Giao Sở Y tế kiểm tra <script>alert(1)</script> & "các trạm" trước ngày 20/11/2025.\n<b>Hết</b>.'
    document = make_document(text=text)
    intake.propose(document.pk, by=lan)
    client.force_login(lan)
    for name in ("review", "publish"):
        page = client.get(url(name, document.pk)).content.decode()
        assert "<script>alert" not in page
        assert "<b>Hết" not in page


def test_ids_above_a_thousand_are_written_plain(client, lan, draft):
    Proposal.objects.create(pk=1234567, document=draft, start=0, end=20, title="Khác")
    client.force_login(lan)
    page = client.get(url("review", draft.pk)).content.decode()
    assert 'id="proposal-1234567"' in page
    assert "1.234.567" not in page


def test_queries_do_not_grow_with_the_proposals(
    client, lan, make_document, provincial, session_0411, django_assert_max_num_queries
):
    client.force_login(lan)

    def cost(points, name):
        document = make_document(
            meeting=session_0411,
            text="\n".join(
                f"{n}. Giao Sở Tài chính, UBND các xã, phường rà soát việc {n}." for n in range(points)
            ),
        )
        intake.propose(document.pk, by=lan)
        assert document.proposals.count() == points
        with django_assert_max_num_queries(25) as spent:
            client.get(url(name, document.pk))
        return len(spent)

    for name in ("review", "publish"):
        assert cost(3, name) == cost(30, name)


@pytest.mark.parametrize("name", ["proposal_edit", "proposal_split", "proposal"])
def test_a_card_is_a_fragment_for_htmx_and_a_page_otherwise(client, lan, find, name):
    client.force_login(lan)
    pk = find("mua thuốc").pk
    fragment = client.get(url(name, pk), headers=HTMX)
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    plain = client.get(url(name, pk))
    if name == "proposal":
        assert plain["Location"].endswith(f"/review/#proposal-{pk}")
    else:
        assert "<html" in plain.content.decode()


def edited(proposal, **changes):
    return {
        "version": version_of(proposal),
        "title": "Rà soát kinh phí",
        "deadline_kind": "fixed",
        "due_on": "25/11/2025",
        "field": "finance",
        "priority": "normal",
        "deliverable": "",
        **changes,
    }


def test_a_correction_answers_with_card_text_and_count(client, lan, find, finance, communes_group):
    client.force_login(lan)
    proposal = find("mua thuốc")
    data = edited(proposal, leads=[BodyValue(finance)], coordinators=[BodyValue(communes_group)])
    response = client.post(url("proposal_edit", proposal.pk), data, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="proposal-{proposal.pk}"' in page
    assert page.count('hx-swap-oob="true"') == 2
    assert "25/11/2025" in page
    size = communes_group.members.count()
    assert f"{communes_group.name} ({size})" in page  # how many it will be is said before it is dealt out
    assert json.loads(response["HX-Trigger-After-Settle"]) == {
        "review:made": {"id": f"proposal-{proposal.pk}", "said": "Đã sửa nhiệm vụ 1."}
    }


def test_a_correction_without_a_script_goes_back_to_the_card(client, lan, find, finance):
    client.force_login(lan)
    proposal = find("mua thuốc")
    response = client.post(url("proposal_edit", proposal.pk), edited(proposal, leads=[BodyValue(finance)]))
    assert response["Location"] == f"/documents/{proposal.document_id}/review/#proposal-{proposal.pk}"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": " "}, "title", "Chưa nhập mục này."),
        ({"title": "x" * 251}, "title", "250"),
        ({"due_on": ""}, "due_on", "Nhập ngày hạn"),
        ({"due_on": "31/02/2025"}, "due_on", "Ngày không đúng"),
        ({"leads": ["a999999"]}, "leads", "a999999"),
        ({"leads": ["same"], "coordinators": ["same"]}, "coordinators", "đã là cơ quan chủ trì"),
        ({"deadline_kind": "never"}, "deadline_kind", "never"),
    ],
)
@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_bad_correction_is_told_at_its_field(client, lan, find, finance, changes, field, words, headers):
    client.force_login(lan)
    proposal = find("mua thuốc")
    changes = {
        name: [str(BodyValue(finance))] if value == ["same"] else value for name, value in changes.items()
    }
    response = client.post(url("proposal_edit", proposal.pk), edited(proposal, **changes), headers=headers)
    assert response.status_code == 422
    assert words in " ".join(response.context["form"].errors[field])
    before = version_of(proposal)
    proposal.refresh_from_db()
    assert version_of(proposal) == before


def test_without_a_fixed_deadline_a_typed_day_does_not_matter(client, lan, find, finance):
    client.force_login(lan)
    proposal = find("mua thuốc")
    data = edited(proposal, deadline_kind="none", due_on="31/02/2025", leads=[BodyValue(finance)])
    assert client.post(url("proposal_edit", proposal.pk), data, headers=HTMX).status_code == 200
    proposal.refresh_from_db()
    assert proposal.due_on is None


def test_an_unknown_name_is_explained_in_the_form(client, lan, find, finance):
    client.force_login(lan)
    proposal = find("Hồ Đập")
    [unknown] = proposal.parties.all()
    data = edited(proposal) | {f"party_{unknown.pk}": BodyValue(finance)}
    client.post(url("proposal_edit", proposal.pk), data, headers=HTMX)
    unknown.refresh_from_db()
    assert (unknown.agency, unknown.role) == (finance, "lead")


@pytest.mark.parametrize("name", [*OF_CARD, "proposal_edit", "proposal_split"])
def test_a_stale_card_is_refused_and_reloads_itself(client, lan, find, finance, name):
    client.force_login(lan)
    proposal = find("mua thuốc")
    at = proposal.document.text.index("tổng hợp, báo cáo")
    data = edited(proposal, leads=[BodyValue(finance)], at=at) | {"version": "2025-01-01T00:00:00+00:00"}
    response = client.post(url(name, proposal.pk), data, headers=HTMX)
    triggers = json.loads(response["HX-Trigger"])
    assert response.status_code == 409
    assert "vừa được người khác sửa" in triggers["app:problem"]["text"]
    assert f"proposal-{proposal.pk}:stale" in triggers
    plain = client.post(url(name, proposal.pk), data, follow=True)
    assert "vừa được người khác sửa" in plain.content.decode()


@pytest.mark.parametrize(
    "data", [{"start": "x", "end": "9"}, {}, {"start": "-4", "end": "٣"}, {"start": "9" * 40, "end": "1"}]
)
def test_nonsense_selected_is_refused(client, lan, draft, data):
    client.force_login(lan)
    assert client.post(url("proposal_add", draft.pk), data, headers=HTMX).status_code == 409
    assert draft.proposals.count() == 3


def test_a_sentence_of_another_document_is_not_found(client, lan, draft, directive):
    client.force_login(lan)
    other = directive.document.sentences.get()
    for name in ("sentence_no_task", "sentence_undo", "proposal_add"):
        assert client.post(url(name, draft.pk), {"sentence": other.pk}).status_code == 404


def test_reading_again_asks_when_something_was_decided(client, lan, draft):
    client.force_login(lan)
    assert "Chưa có chỉnh sửa nào" in client.get(url("find_again", draft.pk)).content.decode()
    client.post(url("sentences_rest", draft.pk))
    asked = client.get(url("find_again", draft.pk), headers=HTMX).content.decode()
    assert "sẽ mất" in asked
    assert "<html" not in asked
    client.post(url("find_again", draft.pk))
    assert not draft.sentences.filter(no_task=True).exists()


def test_a_published_text_is_shown_on_its_own_page(client, lan, draft, find):
    find("Hồ Đập").delete()
    proposal = find("mua thuốc")
    publishing.publish(draft.pk, by=lan)
    client.force_login(lan)
    home = f"/documents/{draft.pk}/"
    assert client.get(url("review", draft.pk))["Location"] == home
    assert client.get(url("publish", draft.pk))["Location"] == home
    refused = client.post(
        url("proposal_dismiss", proposal.pk), {"version": version_of(proposal)}, headers=HTMX
    )
    assert refused.status_code == 409
    assert client.post(url("find_again", draft.pk), follow=True).status_code == 200
    assert Directive.objects.count() == 2
