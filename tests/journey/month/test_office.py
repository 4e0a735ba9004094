"""A month as the Office has it: a clerk, her colleague and her superior follow up what they gave out."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from directives import transitions
from directives.models import Assignment, Directive
from directives.transitions import Progress
from tests.directives.conftest import DONE
from tests.journey.month.conftest import begin, dialog_of, figure, history, tab_to, told

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"


@pytest.fixture
def hoa(make_user):
    """Lan's colleague."""
    return make_user("hoa", Role.OFFICE_STAFF, "Lê Thị Hoa", position="Chuyên viên Phòng Kinh tế")


def test_one_directive_from_the_letter_to_its_reopening(month, enter, seen, lan, hoa, dung, binh, ha, health):
    month.on(4)
    clerk = enter(lan)
    directive = give_out(clerk, seen)
    month.letter(binh, "Sở Tài chính được giao 1 nhiệm vụ tại 1520/UBND-KT")
    assert figure(clerk, "chưa tiếp nhận") == 1
    seen(clerk)

    month.on(5)
    add_an_agency(clerk, directive, seen)
    month.letter(ha, "Sở Y tế được giao")
    two_clerks_edit_one_title(clerk, enter(hoa), directive, seen)

    month.on(10)
    share = Assignment.objects.get(directive=directive, role="lead")
    transitions.accept(share.pk, by=binh)
    transitions.ask_extension(share.pk, by=binh, to=date(2025, 11, 21), reason="Chờ ý kiến Bộ Tài chính.")
    month.notice(dung, "Sở Tài chính đề nghị gia hạn đến 21/11/2025")
    superior = enter(dung)
    decide_the_extension(superior, seen)
    month.letter(binh, "Đồng ý gia hạn đến 21/11/2025")

    month.morning(24)
    month.letter(binh, "Quá hạn 3 ngày", TITLE)
    urge(clerk, seen)
    month.letter(binh, "Đôn đốc Sở Tài chính lần 1 (nhắc nhở)")

    month.on(25)
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    month.notice(lan, "Sở Tài chính báo cáo hoàn thành")
    assert figure(clerk, "chờ xác nhận") == 1
    send_back(clerk, seen)
    month.letter(binh, "Bị trả lại")
    assert (figure(clerk, "chờ xác nhận"), figure(clerk, "bị trả lại")) == (0, 1)

    month.on(26)
    transitions.complete(share.pk, by=binh, progress=Progress(done=f"{DONE} Đã ghi rõ số quyết định."))
    confirm(clerk, directive, seen)
    month.notice(binh, "Đã xác nhận hoàn thành (tốt)")
    assert figure(clerk, "hoàn thành") == 1

    month.on(27)
    reopen(superior, directive, seen)
    month.notice(binh, "Mở lại: ")
    assert figure(superior, "quá hạn") == 1


def give_out(page, seen):
    """A letter without a meeting, typed with its one point; what is missing is asked for, nothing is lost."""
    page.goto("/directives/")
    page.get_by_role("link", name="Giao nhiệm vụ").click()
    page.get_by_label("Số, ký hiệu").fill("1520/UBND-KT")
    page.get_by_label("Ngày ban hành").fill("4/11/2025")
    page.get_by_label("Trích yếu").fill("Về việc rà soát nhu cầu vốn năm 2026")
    page.get_by_label("Tên nhiệm vụ").fill(TITLE)
    page.get_by_label("Ngày hạn").fill("14/11")
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.get_by_text("Nhập nội dung chỉ đạo.")).to_be_visible()
    expect(page.get_by_text("Chọn cơ quan chủ trì.")).to_be_visible()
    expect(page.get_by_label("Tên nhiệm vụ")).to_have_value(TITLE)
    seen(page)
    page.get_by_label("Nội dung chỉ đạo").fill(
        f"Giao Sở Tài chính {TITLE.lower()}, báo cáo trước ngày 14/11/2025."
    )
    page.get_by_role("combobox", name="Chủ trì").press_sequentially("so tai")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    page.get_by_text("cho 1 cơ quan").wait_for()
    expect(page.locator(".state-band")).to_contain_text("Mới giao")
    seen(page)
    return Directive.objects.get()


def add_an_agency(page, directive, seen):
    """With the keyboard alone; Escape leaves nothing behind and gives the focus back."""
    page.goto(f"/directives/{directive.pk}/")
    opener = page.get_by_role("link", name="Giao thêm cơ quan")
    opener.focus()
    page.keyboard.press("Enter")
    expect(dialog_of(page).get_by_role("combobox", name="Cơ quan")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog_of(page)).to_have_count(0)
    expect(opener).to_be_focused()

    page.keyboard.press("Enter")
    expect(dialog_of(page).get_by_role("combobox", name="Cơ quan")).to_be_focused()
    seen(page)
    page.keyboard.type("so y te")
    page.keyboard.press("Enter")
    tab_to(page, dialog_of(page).get_by_role("button", name="Giao", exact=True))
    page.keyboard.press("Enter")
    told(page, "Đã giao thêm cơ quan.")
    expect(page.locator(".shares").last).to_contain_text("Sở Y tế")
    expect(history(page)).to_contain_text("giao thêm cho Sở Y tế")
    expect(opener).to_be_focused()  # the page around it is new


def two_clerks_edit_one_title(first, second, directive, seen):
    for page in (first, second):
        page.goto(f"/directives/{directive.pk}/")
        page.get_by_role("link", name="Sửa", exact=True).click()
        expect(dialog_of(page).get_by_role("textbox", name="Nhiệm vụ")).to_be_focused()
    dialog_of(second).get_by_role("textbox", name="Nhiệm vụ").fill(f"{TITLE} năm 2026")
    dialog_of(second).get_by_role("button", name="Lưu").click()
    told(second, "Đã lưu thay đổi.")
    mine = dialog_of(first).get_by_role("textbox", name="Nhiệm vụ")
    mine.fill(f"{TITLE}, báo cáo Chủ tịch")
    dialog_of(first).get_by_role("button", name="Lưu").click()
    expect(dialog_of(first).locator(".history")).to_contain_text("Lê Thị Hoa")
    expect(dialog_of(first).locator(".history")).to_contain_text(f"{TITLE} năm 2026")
    expect(mine).to_have_value(f"{TITLE}, báo cáo Chủ tịch")
    seen(first)
    dialog_of(first).get_by_role("button", name="Lưu").click()
    told(first, "Đã lưu thay đổi.")
    expect(first.get_by_role("heading", level=1)).to_contain_text("báo cáo Chủ tịch")
    expect(history(first)).to_contain_text(f"{TITLE} năm 2026")


def decide_the_extension(page, seen):
    page.goto("/my-work/")
    expect(page.locator("#asks_extension .count")).to_have_text("1")
    seen(page)
    page.get_by_role("link", name="Quyết định gia hạn").click()
    seen(page)
    dialog = dialog_of(page)
    dialog.get_by_role("button", name="Lưu quyết định").click()
    expect(dialog).to_contain_text("Chọn đồng ý hoặc không đồng ý.")
    dialog.get_by_label("Đồng ý", exact=True).check()
    dialog.get_by_role("button", name="Lưu quyết định").click()
    told(page, "Đã quyết định đề nghị gia hạn")
    expect(page.locator("#asks_extension")).to_have_count(0)


def urge(page, seen):
    assert figure(page, "quá hạn") == 1
    page.goto("/my-work/")
    expect(page.locator("#overdue .count")).to_have_text("1")
    expect(page.locator("#overdue")).to_contain_text("Quá hạn 3 ngày")
    page.get_by_role("link", name="Đôn đốc NV").click()
    expect(dialog_of(page)).to_contain_text("Đôn đốc lần 1")
    seen(page)
    dialog_of(page).get_by_role("button", name="Xem trước khi gửi").click()
    expect(dialog_of(page)).to_contain_text("Công văn sẽ lập")
    seen(page)
    dialog_of(page).get_by_role("button", name="Gửi đôn đốc").click()
    told(page, "Đã gửi đôn đốc lần 1.")
    expect(page.locator("#overdue")).to_contain_text("Đã đôn đốc 1 lần")


def send_back(page, seen):
    page.goto("/my-work/")
    expect(page.locator("#pending .count")).to_have_text("1")
    page.get_by_role("link", name="Xác nhận").click()
    dialog = dialog_of(page)
    seen(page)
    dialog.get_by_role("link", name="Trả lại").press("Enter")
    reason = dialog.get_by_label("Lý do trả lại")
    expect(reason).to_be_focused()
    dialog.get_by_role("button", name="Trả lại").click()
    expect(dialog).to_contain_text("Nêu lý do trả lại để cơ quan biết phải bổ sung gì.")
    expect(reason).to_be_focused()
    seen(page)
    page.keyboard.type("Thiếu số quyết định.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(page, "Đã trả lại kết quả")
    expect(page.locator("#pending")).to_have_count(0)
    expect(page.locator("#overdue")).to_contain_text("Bị trả lại")


def confirm(page, directive, seen):
    page.goto("/my-work/")
    page.get_by_role("link", name="Xác nhận").click()
    dialog_of(page).get_by_label("Tốt", exact=True).check()
    dialog_of(page).get_by_role("button", name="Xác nhận hoàn thành").click()
    told(page, "Đã xác nhận hoàn thành.")
    expect(page.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    seen(page)
    page.goto(f"/directives/{directive.pk}/")
    expect(page.locator(".state-band")).to_contain_text("Hoàn thành quá hạn")
    expect(page.locator(".shares").first).to_contain_text("Chất lượng: Tốt")
    for words in (
        "Nguyễn Tiến Dũng (Phó Chánh Văn phòng) đồng ý gia hạn cho Sở Tài chính",
        "Trần Thị Lan (Chuyên viên Phòng Tổng hợp) đôn đốc Sở Tài chính",
        "trả lại kết quả của Sở Tài chính",
        "Thiếu số quyết định.",
        "xác nhận Sở Tài chính đã hoàn thành",
    ):
        expect(history(page)).to_contain_text(words)
    seen(page)


def reopen(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    begin(page, "Mở lại")
    expect(dialog_of(page).get_by_label("Lý do mở lại")).to_be_focused()
    seen(page)
    page.keyboard.type("Kiểm toán phát hiện còn hai dự án chưa rà soát.")
    dialog_of(page).get_by_role("button", name="Mở lại").press("Enter")
    told(page, "Đã mở lại; cơ quan sẽ được báo.")
    expect(page.locator(".state-band")).to_contain_text("Quá hạn 6 ngày")
    expect(history(page)).to_contain_text("mở lại việc của Sở Tài chính")
