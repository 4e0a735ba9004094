"""In the browser: work that comes back is given a cycle by keyboard, changed on a phone, and stopped."""

import pytest
from playwright.sync_api import expect

from directives.models import Cycle, Directive

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_cycle_is_set_changed_and_stopped(make_directive, finance, lan, dung, open_as, axe):
    heading = make_directive(lead=finance, title="Báo cáo giải ngân vốn đầu tư công", due_on=None)
    Directive.objects.filter(pk=heading.pk).update(
        deadline_kind="recurring", deadline_text="trước ngày 25 hằng tháng"
    )
    clerk = open_as(lan)
    clerk.goto("/my-work/")
    clerk.get_by_role("link", name="Đặt chu kỳ").press("Enter")
    dialog = clerk.locator("dialog#dialog[open]")
    expect(dialog.get_by_role("heading", name="Đặt chu kỳ")).to_be_visible()
    expect(dialog.get_by_label("Chu kỳ", exact=True)).to_be_focused()
    days = dialog.locator(".cycle-days li")
    expect(days).to_have_count(4)
    by_the_words = days.all_inner_texts()
    axe(clerk, "dialog[open]")

    dialog.get_by_label("Ngày đến hạn").focus()
    dialog.get_by_label("Ngày đến hạn").select_option(label="Ngày làm việc cuối cùng")
    expect(days.first).not_to_have_text(by_the_words[0])
    expect(days).to_have_count(4)
    expect(dialog.get_by_label("Ngày đến hạn")).to_be_focused()
    dialog.get_by_role("button", name="Đặt chu kỳ").press("Enter")
    expect(clerk.locator("#notes")).to_contain_text("Đã đặt chu kỳ")
    expect(dialog).to_have_count(0)

    head = open_as(dung, width=390, height=844)
    head.goto(f"/directives/{heading.pk}/")
    expect(head.locator("#cycle-title")).to_be_visible()
    axe(head)
    head.get_by_role("link", name="Đổi chu kỳ").click()
    dialog = head.locator("dialog#dialog[open]")
    dialog.get_by_label("Chu kỳ", exact=True).select_option(label="Hằng quý")
    expect(dialog.get_by_label("Tháng", exact=True)).to_be_visible()
    axe(head, "dialog[open]")
    dialog.get_by_role("button", name="Lưu chu kỳ").click()
    expect(head.locator("#notes")).to_contain_text("Đã đổi chu kỳ.")
    assert Cycle.objects.get().rule.every == "quarter"

    head.get_by_role("link", name="Dừng chu kỳ").click()
    dialog = head.locator("dialog#dialog[open]")
    dialog.get_by_role("button", name="Dừng chu kỳ").click()
    expect(dialog.locator(".error")).to_be_visible()
    axe(head, "dialog[open]")
    dialog.get_by_label("Lý do").fill("Bộ Tài chính đã thu số liệu trên hệ thống riêng.")
    dialog.get_by_role("button", name="Dừng chu kỳ").click()
    expect(head.get_by_role("main")).to_contain_text("Không còn: chu kỳ dừng từ ngày")
    expect(head.get_by_role("link", name="Đặt lại chu kỳ")).to_be_visible()
    axe(head)
