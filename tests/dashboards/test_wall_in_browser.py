"""The wallboard on a screen at the wall: it turns, it can be held, and it outlives a line that is gone."""

import pytest
from playwright.sync_api import expect

from dashboards.wall import PICTURES, SECONDS
from tests.plugins.province import DAY

URL = "/dashboards/wall/"
A_TURN = (SECONDS + 1) * 1000  # ms


@pytest.fixture
def wall(open_as, run_site, province, chi):
    """The wallboard, whose time goes on by hand."""
    page = open_as(chi, site=run_site(DONDOC_TODAY=DAY.isoformat()))
    page.clock.install()
    page.goto(URL)
    return page


def _shows(page, at):
    expect(page.get_by_role("heading", level=1)).to_have_text(PICTURES[at].title)
    expect(page.locator(".wall-places [aria-current]")).to_have_text(PICTURES[at].title)


def test_the_pictures_turn_by_themselves_and_begin_again(wall, axe):
    for at in range(len(PICTURES)):
        _shows(wall, at)
        axe(wall)
        wall.clock.run_for(A_TURN)
    _shows(wall, 0)


def test_a_picture_is_chosen_by_mouse_or_arrows_and_held_by_the_space_bar(wall):
    wall.get_by_role("link", name="Xã, phường").click()
    _shows(wall, 3)
    wall.keyboard.press("ArrowRight")
    _shows(wall, 4)
    wall.locator("#main").focus()
    wall.keyboard.press("ArrowLeft")
    _shows(wall, 3)

    wall.keyboard.press("Space")

    expect(wall.get_by_role("button", name="Dừng")).to_have_attribute("aria-pressed", "true")
    wall.clock.run_for(3 * A_TURN)
    _shows(wall, 3)
    wall.get_by_role("button", name="Dừng").click()
    wall.clock.run_for(A_TURN)
    _shows(wall, 4)


def test_a_chart_is_drawn_with_its_picture_and_let_go_with_it(wall):
    """A night is some thousand pictures: each drawing that stayed would fill the memory by the morning."""
    wall.evaluate(
        """() => {
          window.made = [];
          const init = echarts.init;
          echarts.init = (...all) => {
            const chart = init(...all);
            window.made.push(chart);
            return chart;
          };
        }"""
    )
    for turn in range(2 * len(PICTURES)):
        at = turn % len(PICTURES)
        _shows(wall, at)
        drawn = 1 if PICTURES[at].name in ("months", "agencies") else 0
        expect(wall.locator(".chart-drawing svg")).to_have_count(drawn)
        assert wall.evaluate("made.filter((chart) => !chart.isDisposed()).length") == drawn
        wall.clock.run_for(A_TURN)
    assert wall.evaluate("made.length") == 4


def test_when_the_line_is_gone_the_last_numbers_stay_and_it_goes_on_by_itself(wall):
    wall.context.set_offline(True)
    wall.clock.run_for(A_TURN)
    expect(wall.get_by_text("Mất kết nối với máy chủ")).to_be_visible()
    _shows(wall, 0)

    wall.context.set_offline(False)
    wall.clock.run_for(A_TURN)

    _shows(wall, 1)
    expect(wall.get_by_text("Mất kết nối với máy chủ")).to_be_hidden()


def test_who_was_signed_out_is_told_so(wall):
    wall.context.clear_cookies()

    wall.clock.run_for(A_TURN)

    expect(wall.get_by_text("Phiên đăng nhập đã kết thúc.")).to_be_visible()
    _shows(wall, 0)


def test_without_a_script_the_page_turns_itself(open_as, run_site, province, chi):
    page = open_as(chi, site=run_site(DONDOC_TODAY=DAY.isoformat()), javascript=False)
    page.goto(URL)

    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == f"{SECONDS}; url=?picture=1"
    page.get_by_role("link", name="12 tháng gần nhất").click()
    _shows(page, 1)
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".chart-drawing svg")).to_have_count(0)
    page.get_by_role("link", name="Sở, ngành, đơn vị").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_role("link", name="Quá hạn lâu nhất").click()
    _shows(page, 5)
