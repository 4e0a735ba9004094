"""Comparing days, scores, results, publications and exported files, as people have them on the screen."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from playwright.sync_api import Page, expect

from accounts.models import User
from agencies.calendar import day_set
from agencies.models import Agency
from dashboards.models import Publication
from dashboards.reports import publishing
from dashboards.reports.periods import MonthForm
from tests.plugins.province import DAY

MONTH = "month=2025-10&periods=calendar"


@pytest.fixture
def site(run_site: Callable[..., str], past_province: None, dung: User) -> str:
    """The province, with a month that was published."""
    with day_set(DAY):
        form = MonthForm(QueryDict(MONTH), today=DAY)
        assert form.is_valid(), form.errors
        publishing.publish(form, by=dung)
    return run_site(DONDOC_TODAY=DAY.isoformat())


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_anybody_can_read_them(
    open_as: Callable[..., Page],
    site: str,
    cast: dict[str, User],
    finance: Agency,
    axe: Callable[..., None],
    width: int,
    dark: bool,
) -> None:
    published = Publication.objects.get()
    addresses = [
        ("chi", "/reports/compare/?first=2025-10-31"),
        ("binh", "/reports/compare/?first=2025-10-31"),
        ("chi", f"/reports/scores/?{MONTH}"),
        ("chi", f"/reports/scores/{finance.pk}/?{MONTH}"),
        ("binh", f"/reports/scores/{finance.pk}/?{MONTH}"),
        ("dung", "/reports/scores/rules/"),
        ("lan", f"/reports/results/?{MONTH}"),
        ("dung", f"/reports/publications/?{MONTH}"),
        ("dung", f"/reports/publications/{published.pk}/withdraw/"),
        (None, "/cong-khai/"),
        (None, f"/cong-khai/{published.pk}/"),
        ("lan", "/exports/"),
    ]
    windows = {name: open_as(cast.get(name), site=site, width=width, dark=dark) for name, _ in addresses}
    for name, address in addresses:
        page = windows[name]
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, (name, address)
        expect(page.locator("h1")).to_be_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, address)


def test_a_month_that_is_withdrawn_is_gone_for_everybody(
    open_as: Callable[..., Page], site: str, dung: User
) -> None:
    page = open_as(dung, site=site)
    page.goto("/reports/publications/")
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_label("Lý do").fill("Số liệu của một sở chưa đủ.")
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_role("cell", name="Số liệu của một sở chưa đủ.")).to_be_visible()

    stranger = open_as(None, site=site)
    stranger.goto("/cong-khai/")
    expect(stranger.get_by_text("Chưa có số liệu nào được công bố.")).to_be_visible()


def test_on_a_phone_the_tab_one_is_on_stands_in_view(
    open_as: Callable[..., Page], site: str, dung: User
) -> None:
    page = open_as(dung, site=site, width=390, height=844)
    page.goto(f"/reports/publications/?{MONTH}")
    tab = page.locator(".tabs-line [aria-current]")
    expect(tab).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(page.locator(".tabs-line")).to_be_hidden()


def test_on_paper_no_table_is_wider_than_the_sheet(
    open_as: Callable[..., Page], site: str, chi: User
) -> None:
    page = open_as(chi, site=site, width=794, height=1123)  # A4, of which its margins leave 661
    page.emulate_media(media="print")
    addresses = ["/dashboards/province/", "/targets/", "/reports/compare/?first=2025-10-31"]
    for address in [*addresses, f"/reports/scores/?{MONTH}", f"/reports/month/?{MONTH}"]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.body.style.width = '661px'")
        widths = "[...document.querySelectorAll('table')].map((one) => one.getBoundingClientRect().right)"
        assert all(right <= 661 for right in page.evaluate(widths)), address
