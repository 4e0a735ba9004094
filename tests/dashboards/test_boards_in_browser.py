"""The dashboards of an agency, of the Office and of a leader, as these have them on the screen."""

import os

import pytest
from playwright.sync_api import expect

from directives.models import Assignment
from tests.plugins.province import DAY


@pytest.fixture
def site(run_site, past_province, finance, mai, binh) -> str:
    Assignment.objects.filter(agency=finance, pk__gt=0).update(delegate=mai)
    return run_site(DONDOC_TODAY=DAY.isoformat())


@pytest.fixture
def address(finance):
    """Of the dashboard of a person of the cast."""
    return {"binh": f"/dashboards/agency/{finance.pk}/"}


WHO = ["binh"]


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_anybody_can_read_it(open_as, site, cast, address, axe, name, width, dark):
    page = open_as(cast[name], site=site, width=width, dark=dark)
    page.goto(address[name])

    expect(page.locator("#board h1")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if where := os.environ.get("SHOTS"):
        page.screenshot(path=f"{where}_{name}_{width}.png", full_page=True)
