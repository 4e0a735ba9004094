"""The search of everything: what is found, by whom, both ways of asking, by keyboard."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.models import AgencyAlias
from meetings.models import Meeting
from tests.plugins.province import DAY

from .conftest import HTMX

pytestmark = pytest.mark.django_db
URL = "/search/"


@pytest.fixture(autouse=True)
def _today(day):
    day(DAY)


@pytest.fixture
def found(ask):
    """What somebody finds, by kind: `found(lan, "von")["directives"]`."""

    def by_kind(user, words):
        response = ask(user, f"{URL}?q={words}")
        assert response.status_code == 200
        return {group.key: [hit.title for hit in group.hits] for group in response.context["found"].groups}

    return by_kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("nhu cau von", "directives"),
        ("NHU CẦU vốn", "directives"),
        ("NV-2025-0001", "directives"),
        ("781/TB-UBND", "directives"),
        ("781 TB", "documents"),
        ("ket luan cua chu tich", "documents"),
        ("phien hop thuong ky", "meetings"),
        ("so tai chinh", "agencies"),
        ("STC", "agencies"),
        ("kế hoạch và đầu tư", "agencies"),
        ("ngoc mai", "people"),
        ("giam doc so y te", "people"),
    ],
)
def test_everything_is_found_by_its_words_accents_aside(words, kind, directive, finance, cast, lan, found):
    AgencyAlias.objects.create(agency=finance, text="Sở Kế hoạch và Đầu tư")
    assert found(lan, words)[kind]


@pytest.mark.parametrize("words", ["", "a", "  ", "??", "%00", "zzzz khong co"])
def test_what_says_nothing_finds_nothing(words, directive, cast, lan, found):
    assert found(lan, words) == {}


def test_a_member_of_an_agency_finds_what_is_theirs(make_directive, finance, health, cast, found):
    make_directive(lead=health, title="Việc chung của Sở Y tế")
    make_directive(lead=finance, title="Việc chung của Sở Tài chính")
    assert found(cast["mai"], "viec chung") == {"directives": ["Việc chung của Sở Tài chính"]}
    for words in ("ket luan", "phien hop", "tran thi lan", "so y te"):
        seen = found(cast["mai"], words)
        assert not {"documents", "meetings"} & set(seen)
        assert "Sở Y tế" not in seen.get("agencies", [])
        assert "Trần Thị Lan" not in seen.get("people", [])
    assert found(cast["mai"], "hoai nam")["people"] == ["Vũ Hoài Nam"]


def test_a_draft_is_found_by_those_who_see_documents(make_document, lan, mai, found):
    make_document(subject="Chỉ thị về đất đai")
    assert found(lan, "dat dai") == {"documents": ["Chỉ thị về đất đai"]}
    assert found(mai, "dat dai") == {}


def test_more_than_a_few_lead_to_all_of_them(make_directive, finance, chi, lan, ask):
    for n in range(6):
        make_directive(lead=finance, title=f"Rà soát đất công {n}")
        Meeting.objects.create(
            title=f"Họp đất công {n}", held_on=date(2025, 11, n + 1), chair=chi, created_by=lan
        )
    groups = {group.key: group for group in ask(lan, f"{URL}?q=dat cong").context["found"].groups}
    assert len(groups["directives"].hits) == len(groups["meetings"].hits) == 5
    assert ask(lan, groups["directives"].more_url).context["page"].paginator.count == 6
    assert ask(lan, groups["meetings"].more_url).context["page"].paginator.count == 6


def test_while_one_types_the_list_comes_alone(directive, lan, client):
    client.force_login(lan)
    response = client.get(f"{URL}?q=von", headers=HTMX)
    assert "<html" not in response.text
    assert reverse("directives:detail", args=[directive.pk]) in response.text


def test_the_page_says_what_to_try(lan, ask):
    assert "Không tìm thấy gì cho “zzzz”" in ask(lan, f"{URL}?q=zzzz").text
    assert "Gõ từ hai chữ cái" in ask(lan, URL).text
    assert "<script>" not in ask(lan, f"{URL}?q=<script>alert(1)</script>").text


def test_more_rows_take_no_more_queries(
    make_directive, make_agency, finance, lan, ask, django_assert_num_queries
):
    make_directive(lead=finance, title="Việc chung")
    ask(lan, f"{URL}?q=viec")
    with django_assert_num_queries(13, exact=False) as few:
        ask(lan, f"{URL}?q=viec")
    for n in range(4):
        make_agency(f"V{n}", f"Viện Việc {n}")
        make_directive(lead=finance, title="Việc chung")
    with django_assert_num_queries(len(few)):
        ask(lan, f"{URL}?q=viec")


@pytest.mark.django_db(transaction=True)
def test_by_keyboard(open_as, directive, lan):
    page = open_as(lan)
    page.goto("/my-work/")
    page.keyboard.press("Control+k")
    page.keyboard.type("nhu cau von")
    page.locator("#search-found [data-hit]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('[data-hit]')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/directives/{directive.pk}/")
    plain = open_as(lan, javascript=False)
    plain.goto("/my-work/")
    plain.locator("#search").fill("nhu cau von")
    plain.locator("#search").press("Enter")
    plain.wait_for_url("**/search/?q=nhu+cau+von")
    assert plain.get_by_text(directive.title).first.is_visible()
