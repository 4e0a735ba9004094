"""A month in which the Office gives work another shape: stopped and taken up, repeated and merged, split."""

from datetime import date

import pytest
from playwright.sync_api import expect

from directives.models import Directive
from tests.journey.month.conftest import begin, dialog_of, figure, history, tab_to, told

pytestmark = pytest.mark.django_db(transaction=True)
CAPITAL = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"
PRICES = "Xây dựng bảng giá đất áp dụng từ ngày 01/01/2026"


@pytest.fixture
def capital(make_directive, finance, month):
    """Given out on the 4th, due on the 13th."""
    return make_directive(lead=finance, title=CAPITAL, due_on=date(2025, 11, 13))


def test_stopped_merged_and_split(
    capital, make_directive, month, enter, seen, finance, lan, dung, binh, health, ha
):
    month.on(12)
    superior, clerk = enter(dung), enter(lan)
    pause(superior, capital, seen)
    month.notice(binh, f"Tạm dừng: {CAPITAL}")
    month.morning(17)
    assert figure(clerk, "quá hạn") == 0
    resume(superior, capital, seen)
    month.notice(binh, f"Tiếp tục thực hiện: {CAPITAL}")
    assert figure(clerk, "quá hạn") == 1

    again = make_directive(
        lead=finance, title=f"{CAPITAL} lần hai", due_on=date(2025, 11, 28), on=month.on(18)
    )
    merge(clerk, again, capital, seen)
    month.notice(binh, f"Gộp {again.code} vào {capital.code}")
    assert (figure(clerk, "đã giao"), figure(clerk, "quá hạn")) == (1, 1)
    take_the_merge_back(clerk, again, capital, seen)
    month.notice(binh, f"Bỏ gộp {again.code} khỏi {capital.code}")
    assert figure(clerk, "đã giao") == 2

    large = make_directive(lead=health, title=PRICES, due_on=date(2025, 12, 20), on=month.on(20))
    split(clerk, large, seen)
    month.notice(ha, f"Tách thành 2 phần: {PRICES}")
    assert figure(clerk, "đã giao") == 4  # the two before, and two parts in place of the third


def pause(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    begin(page, "Tạm dừng")
    dialog = dialog_of(page)
    reason = dialog.get_by_label("Lý do tạm dừng")
    expect(reason).to_be_focused()
    dialog.get_by_role("button", name="Tạm dừng").press("Enter")
    expect(dialog).to_contain_text("Nêu lý do tạm dừng để cơ quan biết phải chờ gì.")
    expect(reason).to_be_focused()
    seen(page)
    page.keyboard.type("Chờ Bộ Tài chính hướng dẫn.")
    tab_to(page, dialog.get_by_role("button", name="Tạm dừng"))
    page.keyboard.press("Enter")
    told(page, "Đã tạm dừng.")
    expect(page.locator(".state-band")).to_contain_text("Tạm dừng")
    expect(page.locator(".state-band")).to_contain_text("Chờ Bộ Tài chính hướng dẫn.")
    expect(history(page)).to_contain_text("cho Sở Tài chính tạm dừng thực hiện")
    seen(page)


def resume(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    page.locator(".state-band").get_by_role("link", name="Tiếp tục").click()
    seen(page)
    dialog_of(page).get_by_role("button", name="Tiếp tục").click()
    told(page, "Việc được tiếp tục từ trạng thái trước khi tạm dừng.")
    expect(page.locator(".state-band")).to_contain_text("Quá hạn 4 ngày")
    expect(history(page)).to_contain_text("cho Sở Tài chính tiếp tục thực hiện")


def merge(page, later, earlier, seen):
    page.goto(f"/directives/{later.pk}/")
    page.get_by_role("link", name="Gộp", exact=True).click()
    expect(page.locator("#found")).to_contain_text(earlier.code)
    seen(page)
    page.locator("#found").get_by_role("link", name=f"Chọn {earlier.code}").press("Enter")
    page.get_by_role("button", name=f"Gộp vào {earlier.code}").press("Enter")
    expect(page.get_by_text("Nêu lý do để các cơ quan biết vì sao gộp.")).to_be_visible()
    seen(page)
    page.get_by_label("Lý do gộp").fill("Chỉ nhắc lại kết luận trước.")
    page.get_by_role("button", name=f"Gộp vào {earlier.code}").click()
    expect(page.locator("#notes")).to_contain_text(f"Đã gộp {later.code} vào {earlier.code}.")
    expect(history(page)).to_contain_text("nhắc lại nhiệm vụ")


def take_the_merge_back(page, later, earlier, seen):
    page.goto(f"/directives/{later.pk}/")
    expect(page.locator(".state-band")).to_contain_text(earlier.code)
    seen(page)
    page.get_by_role("link", name="Bỏ gộp").press("Enter")
    expect(dialog_of(page).get_by_label("Lý do bỏ gộp")).to_be_focused()
    seen(page)
    page.keyboard.type("Hai việc khác phạm vi.")
    dialog_of(page).get_by_role("button", name="Bỏ gộp").press("Enter")
    told(page, f"Đã bỏ gộp {later.code}.")
    expect(page.locator(".state-band")).to_contain_text("Mới giao")
    expect(history(page)).to_contain_text("bỏ gộp nhiệm vụ")


def split(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    page.get_by_role("link", name="Tách thành các mốc").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Nội dung mốc").first).to_be_focused()
    dialog.get_by_label("Nội dung mốc").first.fill("Trình dự thảo")
    dialog.get_by_role("button", name="Tách nhiệm vụ").press("Enter")
    expect(dialog).to_contain_text("Nhập hạn của mốc.")
    expect(dialog.get_by_role("textbox", name="Hạn").first).to_be_focused()
    seen(page)
    dialog.get_by_role("textbox", name="Hạn").first.fill("28/11/2025")
    dialog.get_by_label("Nội dung mốc").nth(1).fill("Trình ban hành")
    dialog.get_by_role("textbox", name="Hạn").nth(1).fill("20/12/2025")
    dialog.get_by_role("button", name="Tách nhiệm vụ").click()
    told(page, "Đã tách nhiệm vụ.")
    expect(page.locator(".state-band")).to_contain_text("0/2 phần đã hoàn thành")
    expect(history(page)).to_contain_text("tách nhiệm vụ")
    assert Directive.objects.filter(parent=directive).count() == 2
    seen(page)
