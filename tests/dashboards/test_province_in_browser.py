"""The province's dashboard as a leader has it on the screen."""

import pytest
from playwright.sync_api import expect

from tests.plugins.province import DAY

URL = "/dashboards/province/"


@pytest.fixture
def site(run_site, province, make_agency, make_directive) -> str:
    """With so many communes that they are folded away."""
    communes = [make_agency(f"C{n}", f"UBND xã số {n}", kind="commune") for n in range(24)]
    make_directive(lead=communes, due_on=DAY)
    return run_site(DONDOC_TODAY=DAY.isoformat())


def test_the_period_changes_the_numbers_and_the_address(open_as, site, chi, axe):
    page = open_as(chi, site=site)
    page.goto(URL)
    whole = page.locator(".stat[data-count]").first.inner_text()

    page.get_by_label("Thời gian giao").select_option("month")

    page.wait_for_url("**period=month**")
    expect(page.locator(".stat[data-count]").first).not_to_have_text(whole)
    axe(page)
    page.get_by_label("Thời gian giao").select_option("custom")
    page.wait_for_url("**period=custom**")
    page.get_by_label("Giao từ ngày").fill("32/10/2025")
    page.get_by_label("Giao từ ngày").blur()
    expect(page.locator(".field .error")).to_contain_text("Ngày không đúng")
    axe(page)


def test_a_number_opens_its_list_and_back_leads_home(open_as, site, chi):
    page = open_as(chi, site=site)
    page.goto(URL)
    overdue = page.locator(".presses .stat").first
    count = overdue.get_attribute("data-count")

    overdue.click()

    expect(page.get_by_role("main")).to_contain_text(f"{count} ")
    assert "time=overdue" in page.url
    page.go_back()
    expect(page.get_by_role("heading", name="Bảng điều hành")).to_be_visible()


def test_without_a_script_a_button_asks(open_as, site, chi):
    page = open_as(chi, site=site, javascript=False)
    page.goto(URL)

    page.get_by_label("Thời gian giao").select_option("quarter")
    page.get_by_role("button", name="Xem", exact=True).click()

    assert "period=quarter" in page.url
    expect(page.get_by_label("Thời gian giao")).to_have_value("quarter")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False)])
def test_anybody_can_read_it(open_as, site, chi, axe, width, dark):
    page = open_as(chi, site=site, width=width, dark=dark)
    page.goto(URL)

    expect(page.get_by_text("UBND xã số 7", exact=True)).to_be_hidden()
    page.get_by_role("heading", name="Xã, phường").click()
    expect(page.get_by_text("UBND xã số 7", exact=True)).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
