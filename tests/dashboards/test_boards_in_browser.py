"""The dashboards of an agency, of the Office and of a leader, as these have them on the screen."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from agencies.calendar import day_set
from directives import transitions
from directives.models import Assignment, Directive
from tests.plugins.province import DAY


@pytest.fixture
def site(run_site, past_province, finance, chi, lan, mai) -> str:
    """The province with people who hold and look after work, what waits for the Office, and a question."""
    Assignment.objects.filter(agency=finance).update(delegate=mai)
    Directive.objects.update(monitor=lan, enter_by=DAY - timedelta(days=3))
    for share in Assignment.objects.counted().open().filter(due_on__isnull=False).order_by("pk")[:4]:
        Assignment.objects.filter(pk=share.pk).update(asked_due_on=share.due_on + timedelta(days=9))
    with day_set(DAY):
        late = Assignment.objects.counted().overdue(DAY).waiting_on_agency().order_by("pk")
        for share in late[:3]:
            transitions.ask_explanation(share.pk, by=chi, question="Vì sao chưa xong?", due_on=DAY)
        starred = Directive.objects.filter(starred=False).order_by("pk")
        for directive in starred[:3]:
            transitions.set_star(directive.pk, by=chi, starred=True)
    return run_site(DONDOC_TODAY=DAY.isoformat())


@pytest.fixture
def addresses(finance) -> dict[str, str]:
    """Whose dashboard stands where."""
    return {
        "binh": f"/dashboards/agency/{finance.pk}/",
        "lan": "/dashboards/office/",
        "chi": "/dashboards/mine/",
    }


NAMES = ["binh", "lan", "chi"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_anybody_can_read_it(open_as, site, cast, addresses, axe, name, width, dark):
    page = open_as(cast[name], site=site, width=width, dark=dark)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(addresses[name])

    expect(page.locator("#board h1")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert told == []  # the policy refuses nothing of it


@pytest.mark.parametrize("name", NAMES)
def test_it_works_without_a_script_and_on_paper(open_as, site, cast, addresses, name):
    page = open_as(cast[name], site=site, javascript=False)
    page.goto(addresses[name])

    page.get_by_label("Thời gian giao").select_option("year")
    page.get_by_role("button", name="Xem", exact=True).click()

    assert page.url.split("?")[0].endswith(addresses[name])
    assert "period=year" in page.url
    expect(page.get_by_label("Thời gian giao")).to_have_value("year")
    page.emulate_media(media="print")
    expect(page.locator("#board h1")).to_be_visible()
    expect(page.locator(".tabs-line")).to_have_count(0) if name == "binh" else expect(
        page.locator(".tabs-line")
    ).to_be_hidden()
    expect(page.locator("nav.shell-bar")).to_be_hidden()


def test_a_leader_goes_from_one_dashboard_to_the_other(open_as, site, chi):
    page = open_as(chi, site=site)
    page.goto("/dashboards/province/")

    page.get_by_role("link", name="Của tôi", exact=True).click()

    page.wait_for_url("**/dashboards/mine/")
    expect(page.get_by_role("link", name="Của tôi", exact=True)).to_have_attribute("aria-current", "page")
    page.get_by_label("Thời gian giao").select_option("year")
    page.wait_for_url("**/dashboards/mine/?**period=year**")
    expect(page.get_by_role("link", name="Của tôi", exact=True)).to_have_attribute("aria-current", "page")
