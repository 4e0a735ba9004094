"""The inbox and the deliveries in a real browser: with and without a script, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from notifications.models import OutgoingMessage
from notifications.outbox import Notice, post

pytestmark = pytest.mark.django_db(transaction=True)
Status = OutgoingMessage.Status
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def tell(*people):
    post(
        Notice(
            key=f"{n}:{person.pk}",
            recipient=person,
            title=f"Còn {n} ngày: Chuẩn bị Lễ khởi công đồng loạt các trường phổ thông nội trú xã biên giới",
            text="Hạn 09/11/2025. Chủ trì: Sở Giáo dục và Đào tạo.",
            url="/my-work/",
            kind="assigned",
        )
        for n in (1, 3)
        for person in people
    )


@pytest.mark.parametrize("width", [1440, 390])
def test_reading_everything_empties_the_bell(open_as, axe, binh, width):
    tell(binh)
    page = open_as(binh, width=width)
    page.goto("/notifications/")
    expect(page.locator("#bell .count")).to_have_text("2")
    axe(page)
    assert page.evaluate(OVERFLOW) == 0

    page.get_by_role("button", name="Đánh dấu đã đọc: Còn 1 ngày").click()
    expect(page.locator("#bell .count")).to_have_text("1")
    page.get_by_role("button", name="Đánh dấu tất cả đã đọc").click()
    expect(page.get_by_text("Bạn đã đọc hết thông báo")).to_be_visible()
    expect(page.locator("#bell .count")).to_have_count(0)


def test_without_a_script_notices_are_read_too(open_as, binh):
    tell(binh)
    page = open_as(binh, javascript=False)
    page.goto("/notifications/")
    page.get_by_role("link", name="Còn 3 ngày").click()
    expect(page).to_have_url(f"{page.url.split('/my-work/')[0]}/my-work/")
    page.goto("/notifications/")
    expect(page.get_by_text("1 thông báo chưa đọc")).to_be_visible()
    page.get_by_role("button", name="Đánh dấu tất cả đã đọc").click()
    expect(page.get_by_text("Bạn đã đọc hết thông báo")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_office_finds_what_failed_and_sends_it_again(open_as, axe, lan, binh, ha, width):
    tell(binh, ha)
    OutgoingMessage.objects.filter(recipient=ha).update(
        status=Status.FAILED, attempts=1, error="550 5.1.1 User unknown in virtual mailbox table"
    )
    page = open_as(lan, width=width)
    page.goto("/notifications/deliveries/")
    axe(page)
    assert page.evaluate(OVERFLOW) == 0

    page.get_by_label("Tìm thư").fill("le thu ha")
    expect(page.get_by_text("Bỏ lọc le thu ha")).to_be_attached()
    expect(page.locator("#deliveries tbody tr")).to_have_count(2)
    assert "q=le" in page.url
    page.get_by_role("button", name="Gửi lại").first.click()
    expect(page.get_by_text("Đang gửi lại thư tới ha@dondoc.example.")).to_be_visible()
    expect(page.locator("#deliveries").get_by_text("Không gửi được")).to_have_count(1)

    page.locator("#deliveries tbody .row-link").first.click()
    expect(page.get_by_role("heading", name="Nội dung thư")).to_be_visible()
    axe(page)
    assert page.evaluate(OVERFLOW) == 0


def test_without_a_script_the_office_filters_and_sends_again(open_as, lan, ha):
    tell(ha)
    OutgoingMessage.objects.update(status=Status.FAILED, attempts=1, error="550 no")
    page = open_as(lan, javascript=False)
    page.goto("/notifications/deliveries/")
    page.get_by_label("Tình trạng").select_option("failed")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#deliveries tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Gửi lại").first.click()
    expect(page.get_by_text("Đang gửi lại thư tới ha@dondoc.example.")).to_be_visible()
