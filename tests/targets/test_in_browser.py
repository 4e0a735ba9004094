"""A figure entered on a phone, and a target as it is looked at: drawn, on paper, without a script."""

import pytest
from playwright.sync_api import expect

from .conftest import DAY, month

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(run_site) -> str:
    return run_site(DONDOC_TODAY=DAY.isoformat())


def test_an_officer_enters_a_figure_on_a_phone(open_as, site, revenue, mai, axe):
    page = open_as(mai, site=site, width=390, height=844)
    page.goto("/targets/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name=revenue.name).click()
    expect(page.locator(".chart-drawing svg")).to_have_count(1)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("link", name="Nhập số liệu tháng 10/2025").first.click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("Lũy kế từ đầu kỳ đến hết tháng 10/2025 (tỷ đồng)")
    field.fill("22.38")
    dialog.get_by_role("button", name="Lưu số liệu").click()
    expect(dialog.locator(".field .error")).to_contain_text("Không đọc được số 22.38")
    expect(field).to_have_value("22.38")
    axe(page, "dialog[open]")
    field.fill("22.380")
    dialog.get_by_role("button", name="Lưu số liệu").click()

    expect(page.locator(".target-figures")).to_contain_text("22.380")
    expect(page.locator(".target-figures")).to_contain_text("đến hết tháng 10/2025")
    expect(page.locator(".chart-drawing svg")).to_have_count(1)  # drawn anew with the page
    assert revenue.values.get(month=month(10)).entered_by == mai


def test_the_drawing_has_its_three_lines_apart_on_paper(open_as, site, revenue, chi, axe):
    page = open_as(chi, site=site)
    page.goto(f"/targets/{revenue.pk}/")
    drawing = page.locator(".chart-drawing svg")
    for words in ("Đã đạt", "Kế hoạch", "Cần đạt từ nay"):
        expect(drawing).to_contain_text(words)
    page.locator(".chart-drawing").hover()
    expect(drawing).to_contain_text("tỷ đồng")  # what the hand points at is said with its unit
    axe(page)
    dashes = page.evaluate(
        "[...document.querySelectorAll('.chart-drawing svg path[stroke-dasharray]')]"
        ".map((line) => line.getAttribute('stroke-dasharray'))"
    )
    assert len(set(dashes)) >= 2  # without colour the lines differ by their dashes
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".months-table .btn").first).to_be_hidden()


def test_without_a_script_the_table_and_the_form_are_pages(open_as, site, revenue, lan):
    page = open_as(lan, site=site, javascript=False)
    page.goto(f"/targets/{revenue.pk}/")
    expect(page.get_by_role("row")).to_have_count(13)
    page.get_by_role("link", name="Nhập số liệu tháng 10/2025").first.click()
    page.locator("main [name=value]").fill("22.380,5")
    page.get_by_role("button", name="Lưu số liệu").click()
    expect(page.locator(".target-figures")).to_contain_text("22.380,5")


def test_the_office_sets_a_target_and_its_plan(open_as, site, lan, finance, directive, axe):
    page = open_as(lan, site=site)
    page.goto("/targets/")
    page.get_by_role("link", name="Thêm chỉ tiêu đầu tiên").click()
    page.get_by_label("Tên chỉ tiêu").fill("Thu ngân sách")
    page.get_by_label("Số phải đạt").fill("26.000")
    page.get_by_label("Đơn vị tính").fill("tỷ đồng")
    page.get_by_label("Nhiệm vụ liên quan").fill(directive.code)
    page.get_by_role("button", name="Thêm chỉ tiêu").click()
    expect(page.locator(".error")).to_contain_text("Chọn cơ quan chủ trì.")
    axe(page)
    lead = page.get_by_role("combobox", name="Cơ quan chủ trì")
    lead.fill("tai chinh")
    page.get_by_role("option", name="Sở Tài chính").click()
    page.get_by_role("button", name="Thêm chỉ tiêu").click()

    expect(page.get_by_role("heading", name="Thu ngân sách")).to_be_visible()
    page.get_by_role("link", name="Kế hoạch từng tháng").click()
    page.get_by_role("dialog").get_by_label("Tháng 6/2025").fill("12.000")
    axe(page, "dialog[open]")
    page.get_by_role("button", name="Lưu kế hoạch").click()
    expect(page.locator("#month-202506")).to_contain_text("12.000")

    page.goto(f"/directives/{directive.pk}/")
    expect(page.get_by_role("heading", name="Chỉ tiêu liên quan")).to_be_visible()
    axe(page)
