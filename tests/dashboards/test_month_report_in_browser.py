"""The month's report as a clerk has it on the screen, on a phone too."""

import pytest
from playwright.sync_api import expect

from tests.plugins.province import DAY

URL = "/reports/month/?month=2025-11"


@pytest.fixture
def site(run_site, past_province) -> str:
    return run_site(DONDOC_TODAY=DAY.isoformat())


def test_choosing_another_month_changes_the_numbers_and_what_is_downloaded(open_as, site, lan, axe):
    page = open_as(lan, site=site)
    page.goto(URL)
    axe(page)
    page.locator("#id_periods").select_option("calendar")
    page.wait_for_url("**periods=calendar**")
    expect(page.locator("#report .lead")).to_contain_text("từ ngày 01/11/2025 đến ngày 30/11/2025")
    page.locator("#id_month").select_option("2025-10")
    page.wait_for_url("**month=2025-10**")
    expect(page.locator("#report .lead")).to_contain_text("tính đến ngày 31/10/2025")

    with page.expect_download() as word:
        page.get_by_role("link", name="Tải Word").click()
    assert word.value.suggested_filename == "Báo cáo tháng 10-2025.docx"
    with page.expect_download() as excel:
        page.get_by_role("link", name="Tải Excel").click()
    assert excel.value.suggested_filename == "phu-luc-bao-cao-thang-10-2025-2025-10-31.xlsx"

    page.get_by_label("Tính đến ngày").fill("30/09/2025")
    page.get_by_label("Tính đến ngày").blur()
    expect(page.locator(".field .error")).to_contain_text("Kỳ báo cáo bắt đầu ngày 01/10/2025.")
    expect(page.get_by_label("Tính đến ngày")).to_have_value("30/09/2025")
    axe(page)


def test_on_a_phone_nothing_runs_out_of_the_window(open_as, site, dung, axe):
    page = open_as(dung, site=site)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(URL)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)


def test_without_a_script_a_button_asks(open_as, site, chi):
    page = open_as(chi, site=site, javascript=False)
    page.goto(URL)

    page.locator("#id_periods").select_option("calendar")
    page.get_by_role("button", name="Xem", exact=True).click()

    assert "periods=calendar" in page.url
    expect(page.locator("#id_periods")).to_have_value("calendar")
