"""The charts as a leader has them: drawn, as a table, on paper, in the dark, without a script."""

import pytest
from playwright.sync_api import expect

from tests.plugins.province import DAY

URL = "/dashboards/province/"


@pytest.fixture
def site(run_site, past_province) -> str:
    return run_site(DONDOC_TODAY=DAY.isoformat())


def test_the_chart_is_drawn_and_its_table_says_the_same(open_as, site, chi):
    page = open_as(chi, site=site)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(URL)

    drawing = page.locator(".chart-drawing svg")
    expect(drawing).to_have_count(1)
    expect(drawing).to_contain_text("T11")
    expect(drawing).to_contain_text("Quá hạn cuối tháng")
    table = page.locator(".chart-table")
    expect(table.get_by_role("table")).to_be_hidden()
    page.get_by_text("Bảng số liệu").click()
    expect(table.get_by_role("row")).to_have_count(13)
    table.locator("a.count-link").last.hover()
    page.locator(".chart-drawing").hover()
    expect(drawing).to_contain_text("Hoàn thành: ")  # what the hand points at is said beside it
    assert told == []  # the policy refuses nothing of it

    # Another scope comes through htmx: it is drawn anew, once.
    page.get_by_label("Lãnh đạo chỉ đạo").select_option(str(chi.pk))
    page.wait_for_url("**leader=**")
    expect(page.locator(".chart-drawing svg")).to_have_count(1)
    expect(page.locator(".chart-table table")).to_be_hidden()
    page.get_by_role("link", name="% đúng hạn").first.click()
    page.wait_for_url("**sort=-on_time**")
    expect(page.locator(".chart-drawing svg")).to_have_count(1)
    assert f"leader={chi.pk}" in page.url
    assert told == []


def test_without_a_script_the_table_is_there(open_as, site, chi):
    page = open_as(chi, site=site, javascript=False)
    page.goto(URL)

    expect(page.locator(".chart-table table")).to_be_visible()
    expect(page.locator(".chart-drawing svg")).to_have_count(0)


def test_paper_and_darkness_change_the_colours_of_the_drawing(open_as, site, chi):
    page = open_as(chi, site=site, dark=True)
    page.goto(URL)
    label = page.locator(".chart-drawing svg text").first
    expect(label).to_have_css("fill", "rgb(180, 188, 202)")
    page.emulate_media(media="print")
    expect(label).to_have_css("fill", "rgb(51, 51, 51)")
    assert page.locator(".chart-drawing svg pattern").count() >= 1  # on paper bars differ without colour
    width = page.evaluate("document.querySelector('.chart-drawing svg').getBoundingClientRect().width")
    assert width <= page.evaluate("document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False)])
def test_anybody_can_read_a_past_day(open_as, site, chi, axe, width, dark):
    page = open_as(chi, site=site, width=width, dark=dark)
    page.goto(f"{URL}?as_of=2025-10-20&period=year&sort=-on_time")

    expect(page.locator(".chart-drawing svg")).to_have_count(1)
    page.get_by_text("Bảng số liệu").click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
