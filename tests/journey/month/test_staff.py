"""A month as those see it who do the work: the officer to whom it was given, and who coordinates."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from directives import transitions
from directives.models import Assignment
from tests.journey.month.conftest import begin, dialog_of, history, tab_to, told

pytestmark = pytest.mark.django_db(transaction=True)
WORK = "Xây dựng kế hoạch đầu tư trang thiết bị y tế tuyến xã"
OPINION = "Sở Y tế đề nghị ưu tiên 12 trạm y tế xã vùng cao, danh mục kèm Công văn số 88/SYT-KHTC."


@pytest.fixture
def son(make_user, education):
    """Head of the other coordinating agency."""
    return make_user("son", Role.AGENCY_HEAD, "Ngô Văn Sơn", agency=education, place="head")


@pytest.fixture
def work(make_directive, month, finance, health, education, binh, nam, ha, son):
    """Sở Tài chính leads and has given it to Nam, two others coordinate; due on the 28th."""
    made = make_directive(
        lead=finance, coordinators=[health, education], title=WORK, due_on=date(2025, 11, 28)
    )
    month.on(5)
    share = made.assignments.get(role="lead")
    transitions.accept(share.pk, by=binh)
    transitions.delegate(share.pk, by=binh, to=nam, note="Xong trước ngày 25.")
    transitions.add_subtask(share.pk, by=binh, title="Lập biểu nhu cầu", person=nam, due_on=date(2025, 11, 7))
    return made


def test_who_does_the_work_and_who_helps(work, month, enter, seen, lan, mai, nam, ha, son):
    month.letter(nam, WORK)
    officer, helper = enter(nam), enter(ha)
    month.on(6)
    tick_the_piece(officer, seen)
    report(officer, work, seen)

    month.on(10)
    accept_and_contribute(helper, work, seen)
    month.notice(mai, "Sở Y tế gửi ý kiến phối hợp")
    retract_and_say_it_again(helper, work, seen)
    lead = enter(mai)
    see_who_has_not(lead, work, seen)
    month.notice(son, "Sở Tài chính đề nghị gửi ý kiến chậm nhất ngày 20/11/2025")

    month.morning(25)
    month.letter(nam, "Còn 3 ngày", WORK)
    nothing_of_the_others(enter(son), work, seen)
    only_the_head_files(officer, work)


def tick_the_piece(page, seen):
    page.goto("/my-work/")
    expect(page.locator("#pieces .count")).to_have_text("1")
    expect(page.locator("#pieces")).to_contain_text("Còn 1 ngày")
    seen(page)
    page.locator("#pieces").get_by_role("link", name="Xong Lập biểu nhu cầu").press("Enter")
    seen(page)
    dialog_of(page).get_by_role("button", name="Đánh dấu xong").press("Enter")
    told(page, "Đã đánh dấu xong.")
    expect(page.locator("#pieces")).to_have_count(0)


def report(page, work, seen):
    page.get_by_role("link", name=WORK).press("Enter")
    band = page.locator(".state-band")
    band.get_by_role("link", name="Báo cáo tiến độ").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Tiến độ (%)")).to_be_focused()
    page.keyboard.type("30")
    dialog.get_by_label("Kết quả đã thực hiện").fill("Đã lập biểu nhu cầu của 120 trạm y tế xã.")
    tab_to(page, dialog.get_by_role("button", name="Gửi báo cáo tiến độ"))
    page.keyboard.press("Enter")
    told(page, "Đã gửi báo cáo tiến độ.")
    expect(page.locator(".shares")).to_contain_text("30 %")
    expect(history(page)).to_contain_text(
        "Vũ Hoài Nam (Chuyên viên cơ quan) báo cáo tiến độ của Sở Tài chính"
    )
    seen(page)


def accept_and_contribute(page, work, seen):
    page.goto("/my-work/")
    expect(page.locator("#new")).to_contain_text("Phối hợp Sở Tài chính")
    page.get_by_role("button", name="Tiếp nhận").press("Enter")
    expect(page.locator("#notes")).to_contain_text("Đã tiếp nhận nhiệm vụ.")
    page.get_by_role("link", name="Gửi ý kiến").click()
    dialog = dialog_of(page)
    dialog.get_by_role("button", name="Gửi ý kiến").click()
    expect(dialog.locator(".error")).to_be_visible()
    seen(page)
    dialog.get_by_label("Ý kiến, phần việc đã làm").fill(OPINION)
    dialog.get_by_role("button", name="Gửi ý kiến").click()
    told(page, "Đã gửi ý kiến đến cơ quan chủ trì.")
    expect(page.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    seen(page)


def retract_and_say_it_again(page, work, seen):
    page.goto(f"/directives/{work.pk}/")
    band = page.locator(".state-band")
    expect(band).to_contain_text("Đã gửi ý kiến")
    begin(page, "Rút ý kiến")
    expect(dialog_of(page)).to_contain_text(OPINION)
    seen(page)
    dialog_of(page).get_by_role("button", name="Rút ý kiến").click()
    told(page, "Đã rút ý kiến.")
    expect(page.locator(".contribution, .report.withdrawn")).to_contain_text("Đã rút")
    band.get_by_role("link", name="Gửi ý kiến").click()
    dialog_of(page).get_by_label("Ý kiến, phần việc đã làm").fill(f"{OPINION} Bổ sung 3 trạm ven biển.")
    dialog_of(page).get_by_role("button", name="Gửi ý kiến").click()
    told(page, "Đã gửi ý kiến đến cơ quan chủ trì.")


def see_who_has_not(page, work, seen):
    page.goto(f"/directives/{work.pk}/")
    given = page.locator("#contributions")
    expect(given).to_contain_text("1/2 cơ quan đã gửi; chưa gửi: Sở GD&ĐT.")
    expect(given).to_contain_text("Bổ sung 3 trạm ven biển.")
    seen(page)
    begin(page, "Đề nghị gửi ý kiến")
    dialog = dialog_of(page)
    dialog.get_by_role("textbox", name="Gửi ý kiến chậm nhất ngày").fill("20/11/2025")
    seen(page)
    dialog.get_by_role("button", name="Gửi đề nghị").click()
    told(page, "Đã đề nghị các cơ quan phối hợp gửi ý kiến.")
    expect(history(page)).to_contain_text("đề nghị các cơ quan phối hợp gửi ý kiến")


def nothing_of_the_others(page, work, seen):
    """A coordinator is asked until a day; what another one wrote is not for it."""
    page.goto(f"/directives/{work.pk}/")
    expect(page.locator(".shares")).to_contain_text("Được đề nghị gửi ý kiến chậm nhất 20/11/2025")
    expect(page.get_by_role("main")).not_to_contain_text("Bổ sung 3 trạm ven biển.")
    expect(page.get_by_role("main")).not_to_contain_text("120 trạm y tế xã")
    seen(page)


def only_the_head_files(page, work):
    page.goto(f"/directives/{work.pk}/")
    for act in ("Báo cáo hoàn thành", "Đề nghị gia hạn", "Từ chối", "Giao người thực hiện"):
        expect(page.locator(".state-band a", has_text=act)).to_have_count(0)
    share = Assignment.objects.get(directive=work, role="lead")
    answer = page.request.get(f"/directives/{work.pk}/assignments/{share.pk}/complete/")
    assert answer.status == 403
