"""Names which were not understood: whom they mean is asked once, for this text or for good."""

import json
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies.aliases import NameTaken, remember
from agencies.calendar import day_set
from agencies.matching import AgencyFinder, without_head
from agencies.models import AgencyAlias
from directives import intake, naming, repeats, undoing
from directives.forms.charging import BodyValue
from directives.models import Event
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed
from tests.intake.conftest import parties

HTMX = {"HX-Request": "true"}
TEXT = """1. Giao Ban Kiến thiết Hồ Đập báo cáo tiến độ thi công trước ngày 15/11/2025.
2. Giao Sở Tài chính chủ trì, phối hợp với Ban kiến thiết hồ đập rà soát nhu cầu vốn."""
DAY = date(2025, 11, 4)


@pytest.fixture
def twice(make_document, provincial, lan):
    """A text which writes the unknown name twice, as a lead and as a coordinator."""
    document = make_document(text=TEXT, issued_on=DAY)
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def first(twice):
    return twice.proposals.first()


@pytest.fixture
def unknown(first):
    return first.parties.get()


def address(party, name="party_name"):
    return reverse(f"directives:{name}", args=[party.proposal_id, party.pk])


def said(party, body, scope="here"):
    return {"version": version_of(party.proposal), "body": BodyValue(body) if body else "", "scope": scope}


def test_a_name_is_settled_wherever_the_text_writes_it(twice, first, unknown, health, lan):
    changed = naming.settle_name(
        first.pk, unknown.pk, health, for_good=False, by=lan, version=version_of(first)
    )
    assert len(changed) == 2
    second = twice.proposals.last()
    assert parties(first) == {("lead", "Sở Y tế")}
    assert parties(second) == {("lead", "Sở Tài chính"), ("coordinator", "Sở Y tế")}
    assert not AgencyAlias.objects.exists()
    assert not Event.objects.filter(kind=Event.Kind.NAMED).exists()


def test_a_body_which_the_proposal_has_already_is_not_had_twice(twice, unknown, finance, lan):
    naming.settle_name(
        unknown.proposal_id, unknown.pk, finance, for_good=False, by=lan, version=version_of(unknown.proposal)
    )
    assert parties(twice.proposals.last()) == {("lead", "Sở Tài chính")}


def test_the_next_document_knows_a_remembered_name(twice, first, unknown, health, lan, make_document, day):
    day(date(2025, 11, 10))
    naming.settle_name(first.pk, unknown.pk, health, for_good=True, by=lan, version=version_of(first))
    alias = AgencyAlias.objects.get()
    assert (alias.text, alias.agency, alias.valid_from, alias.valid_to) == (
        "Ban Kiến thiết Hồ Đập", health, DAY, None,
    )  # fmt: skip
    event = twice.events.get(kind=Event.Kind.NAMED)
    assert event.actor == lan
    assert event.data == {"alias": [None, "Ban Kiến thiết Hồ Đập"], "body": [None, "Sở Y tế"]}
    later = make_document(text="Giao Giám đốc Ban Kiến thiết Hồ Đập kiểm tra các hồ chứa nước.")
    intake.propose(later.pk, by=lan)
    [party] = later.proposals.get().parties.all()
    assert (party.agency, party.guessed, party.personally) == (health, False, True)


def test_a_group_is_remembered_too(first, unknown, communes_group, lan):
    naming.settle_name(first.pk, unknown.pk, communes_group, for_good=True, by=lan, version=version_of(first))
    found = AgencyFinder(DAY).find("Ban Kiến thiết Hồ Đập")
    assert (found.group, found.sure) == (communes_group, True)


def test_a_name_is_taken_back_with_the_act(twice, first, unknown, health, lan):
    naming.settle_name(first.pk, unknown.pk, health, for_good=False, by=lan, version=version_of(first))
    undoing.undo(twice.pk, undoing.last_step(twice, by=lan).pk, by=lan)
    assert parties(first) == {("lead", "?Ban Kiến thiết Hồ Đập")}
    assert ("coordinator", "?Ban kiến thiết hồ đập") in parties(twice.proposals.last())


def test_what_is_no_agency_goes_everywhere(twice, first, unknown, lan):
    assert len(naming.drop_name(first.pk, unknown.pk, by=lan, version=version_of(first))) == 2
    assert parties(first) == set()
    assert parties(twice.proposals.last()) == {("lead", "Sở Tài chính")}


def test_a_guess_is_settled_the_same_way(first, unknown, finance, health, lan):
    unknown.agency, unknown.guessed = finance, True
    unknown.save()
    naming.settle_name(first.pk, unknown.pk, health, for_good=False, by=lan, version=version_of(first))
    unknown.refresh_from_db()
    assert (unknown.agency, unknown.guessed) == (health, False)


def test_what_is_settled_is_not_asked_again(first, unknown, health, finance, lan):
    naming.settle_name(first.pk, unknown.pk, health, for_good=False, by=lan, version=version_of(first))
    first.refresh_from_db()
    with pytest.raises(NotAllowed, match="đã được làm rõ"):
        naming.settle_name(first.pk, unknown.pk, finance, for_good=False, by=lan, version=version_of(first))


def test_an_old_version_is_refused(first, unknown, health, lan):
    with pytest.raises(Stale):
        naming.settle_name(first.pk, unknown.pk, health, for_good=True, by=lan, version="yesterday")
    assert not AgencyAlias.objects.exists()


@pytest.mark.parametrize("who", ["chi", "ha", "mai", "an", "quan"])
def test_only_the_office_gives_names(first, unknown, health, cast, who):
    for for_good in (False, True):
        with pytest.raises(NotAllowed, match="quyền"):
            naming.settle_name(
                first.pk, unknown.pk, health, for_good=for_good, by=cast[who], version=version_of(first)
            )
    assert not AgencyAlias.objects.exists()


@pytest.mark.parametrize("name", ["Sở Tài chính", "Giám đốc sở tài chính", "Hồ Đập"])
def test_a_name_that_means_another_is_not_remembered(provincial, finance, health, name):
    AgencyAlias.objects.create(text="Hồ Đập", agency=finance)
    with pytest.raises(NameTaken, match="đang là tên gọi của Sở Tài chính"):
        remember(name, health, since=DAY)


def test_a_name_that_once_meant_another_is_not_remembered(provincial, finance, health, treasury):
    finance.valid_to = date(2025, 1, 1)
    finance.save()
    AgencyAlias.objects.create(text="Hồ Đập", agency=finance, valid_to=date(2025, 1, 1))
    with pytest.raises(NameTaken, match="từng là tên gọi của Sở Tài chính"):
        remember("hồ đập", health, since=DAY)


@pytest.mark.parametrize("name", ["các đơn vị", "Sở", "UBND", "x" * 201])
def test_what_anybody_is_called_is_not_remembered(health, name):
    with pytest.raises(NameTaken, match=r"gọi chung|quá dài"):
        remember(name, health, since=DAY)


def test_a_name_that_fits_two_agencies_is_not_remembered(make_agency, communes):
    make_agency("X9", "UBND xã Đố Lượng", kind="commune")
    with pytest.raises(NameTaken, match="trùng với tên"):
        remember("UBND xa Do Luong", communes[0], since=DAY)


def test_a_name_used_before_is_remembered_from_the_earlier_day(health):
    AgencyAlias.objects.create(
        text="Hồ Đập", agency=health, valid_from=date(2025, 12, 1), valid_to=date(2025, 12, 31)
    )
    with day_set(date(2026, 2, 1)):
        alias = remember("Hồ đập", health, since=DAY)
    assert (alias.valid_from, alias.valid_to) == (DAY, None)
    assert AgencyAlias.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("đồng chí Chủ tịch UBND xã Hùng Chân", "UBND xã Hùng Chân"),
        ("Trường Cao đẳng Việt - Đức", "Trường Cao đẳng Việt - Đức"),
        ("Ban Kiến thiết Hồ Đập", "Ban Kiến thiết Hồ Đập"),
    ],
)
def test_a_name_stands_without_its_head(name, own):
    assert without_head(name) == own


# The screen -----------------------------------------------------------------------------------------


def test_the_card_leads_to_the_question(client, lan, twice, unknown):
    client.force_login(lan)
    page = client.get(reverse("directives:review", args=[twice.pk])).content.decode()
    assert f'href="{address(unknown)}"' in page
    asked = client.get(address(unknown), headers=HTMX).content.decode()
    assert "“Ban Kiến thiết Hồ Đập” là cơ quan nào?" in asked
    assert "<html" not in asked
    assert "<html" in client.get(address(unknown)).content.decode()


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_an_answer_is_told_and_the_review_reloads(client, lan, unknown, health, headers):
    client.force_login(lan)
    response = client.post(address(unknown), said(unknown, health, "for_good"), headers=headers)
    words = "Đã ghi nhớ “Ban Kiến thiết Hồ Đập” là Sở Y tế (2 nhiệm vụ)."
    if headers:
        assert response.status_code == 204
        assert json.loads(response["HX-Trigger"])["review:stale"]["text"] == words
    else:
        assert response["Location"].endswith(f"/review/#proposal-{unknown.proposal_id}")
        assert words in client.get(response["Location"]).content.decode()


def test_a_bad_answer_is_told_at_its_field(client, lan, unknown, finance, health):
    client.force_login(lan)
    response = client.post(address(unknown), said(unknown, None), headers=HTMX)
    assert response.status_code == 422
    assert "Chọn cơ quan, hoặc bấm “Không phải cơ quan”." in response.content.decode()
    AgencyAlias.objects.create(text="Ban Kiến thiết hồ, đập", agency=finance)
    response = client.post(address(unknown), said(unknown, health, "for_good"), headers=HTMX)
    assert response.status_code == 422
    assert "đang là tên gọi của Sở Tài chính" in response.content.decode()
    unknown.refresh_from_db()
    assert unknown.agency is None


def test_no_agency_is_told(client, lan, unknown, twice):
    client.force_login(lan)
    response = client.post(address(unknown, "party_drop"), said(unknown, None), headers=HTMX)
    assert response.status_code == 204
    assert "khỏi 2 nhiệm vụ" in json.loads(response["HX-Trigger"])["review:stale"]["text"]


@pytest.mark.parametrize("name", ["party_name", "party_drop"])
def test_a_stale_answer_is_refused(client, lan, unknown, health, name):
    client.force_login(lan)
    data = {**said(unknown, health), "version": "2025-01-01T00:00:00+00:00"}
    response = client.post(address(unknown, name), data, headers=HTMX)
    assert response.status_code == 409
    assert "vừa được người khác sửa" in json.loads(response["HX-Trigger"])["app:problem"]["text"]


def test_a_name_in_a_passage_that_is_only_repeated_is_left(
    twice, first, unknown, health, lan, make_directive, finance
):
    second = twice.proposals.last()
    repeats.link(second.pk, make_directive(lead=finance).pk, by=lan, version=version_of(second))
    assert naming.settle_name(
        first.pk, unknown.pk, health, for_good=False, by=lan, version=version_of(first)
    ) == [first]


@pytest.mark.django_db(transaction=True)
def test_a_name_is_settled_by_keyboard(
    open_as, axe, lan, twice, first, unknown, health, make_directive, finance
):
    make_directive(lead=finance, title="Rà soát nhu cầu vốn")  # which the second point may repeat
    page = open_as(lan)
    page.goto(f"/documents/{twice.pk}/review/")
    expect(page.get_by_text("Có thể nhắc lại")).to_be_visible()
    axe(page)
    page.locator(f"#proposal-{first.pk} .who").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    axe(page)
    page.keyboard.type("so y te")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_contain_text(
        "Đã ghi nhớ “Ban Kiến thiết Hồ Đập” là Sở Y tế (2 nhiệm vụ)."
    )
    expect(page.locator(f"#proposal-{first.pk}")).to_be_focused()
    expect(page.locator(".body.unknown")).to_have_count(0)
    page.get_by_role("button", name="Liên kết: không giao lại").click()
    expect(page.locator(".repeats.linked")).to_contain_text("Không giao lại.")
    axe(page)
    assert AgencyAlias.objects.get().agency == health
