"""A month as an agency has it: head and focal officer, from the first morning to the confirmed result."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from directives import transitions
from directives.models import Assignment
from tests.directives.conftest import DONE
from tests.journey.month.conftest import begin, dialog_of, history, tab_to, told

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CAPITAL = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"
ROADS = "Lập danh mục đường tỉnh phải sửa chữa trước mùa mưa"
TARIFF = "Sửa đơn giá thuê đất của các cụm công nghiệp"
ANSWER = (
    "Chậm vì chờ hai huyện gửi số liệu; đã nhận đủ ngày 12/11/2025, Sở chịu trách nhiệm về việc chậm này."
)


@pytest.fixture
def works(make_directive, month, finance, binh, mai):
    """What the session gave Sở Tài chính: three directives, by title."""
    titles = {CAPITAL: date(2025, 11, 14), ROADS: date(2025, 11, 28), TARIFF: date(2025, 11, 20)}
    made = {title: make_directive(lead=finance, title=title, due_on=day) for title, day in titles.items()}
    month.letter(binh, "Sở Tài chính được giao 1 nhiệm vụ")
    return made


def test_the_head_and_the_focal_officer_through_a_month(
    works, month, enter, seen, binh, mai, nam, dung, lan, chi, quyen, tmp_path
):
    capital = Assignment.objects.get(directive=works[CAPITAL])
    month.on(5)
    head = enter(binh)
    accept_two_of_three(head, seen)
    decline_the_third(head, works[TARIFF], seen)
    month.notice(lan, "Sở Tài chính từ chối")
    give_it_to_another(enter(lan), seen)
    month.letter(quyen, f"Sở Công Thương được giao: {TARIFF}")
    expect_nothing_left_of_it(head, works[TARIFF])

    month.on(6)
    delegate(head, works[ROADS], seen)
    month.letter(nam, ROADS)
    plan_a_piece(head, works[CAPITAL], seen)

    month.on(7)
    focal = enter(mai)
    report(focal, works[CAPITAL], seen)
    amend(focal, works[CAPITAL], seen)
    month.on(10)
    ask_for_time(focal, head, works[CAPITAL], seen)
    month.notice(dung, "Sở Tài chính đề nghị gia hạn đến 21/11/2025")
    transitions.grant_extension(capital.pk, by=dung, to=date(2025, 11, 19), note="Không chậm hơn ngày 19.")
    month.letter(binh, "Đồng ý gia hạn đến 19/11/2025")

    month.on(12)
    transitions.ask_explanation(capital.pk, by=chi, question="Vì sao chậm?", due_on=date(2025, 11, 14))
    month.letter(binh, "giải trình đến hết ngày 14/11/2025")
    proof = tmp_path / "Công văn giải trình.pdf"
    proof.write_bytes(PDF)
    explain(head, proof, seen)
    month.notice(chi, "Sở Tài chính giải trình")

    month.morning(18)
    month.letter(mai, "Còn 1 ngày", CAPITAL)
    result = tmp_path / "Tờ trình số 120.pdf"
    result.write_bytes(PDF)
    file_the_result(head, result, seen)
    month.notice(lan, "Sở Tài chính báo cáo hoàn thành")
    month.on(19)
    transitions.send_back(capital.pk, by=lan, reason="Thiếu biểu tổng hợp theo huyện.")
    month.letter(mai, "Bị trả lại")
    file_it_again(head, result, seen)
    month.on(21)
    transitions.confirm(capital.pk, by=lan, quality="good")
    month.notice(binh, "Đã xác nhận hoàn thành (tốt)")
    look_back(head, works[CAPITAL], seen)


@pytest.fixture
def quyen(make_user, make_agency):
    """Head of the agency to which the declined work belongs."""
    trade = make_agency("SCT", "Sở Công Thương")
    return make_user("quyen", Role.AGENCY_HEAD, "Phạm Thị Quyên", agency=trade, place="head")


def accept_two_of_three(page, seen):
    page.goto("/my-work/")
    expect(page.locator("#work .lead")).to_contain_text("3 việc đang chờ bạn")
    seen(page)
    page.get_by_role("button", name="Chọn từ cả 3 việc").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_role("heading")).to_have_text("Tiếp nhận 3 nhiệm vụ")
    seen(page)
    dialog.get_by_label(TARIFF).press("Space")
    dialog.get_by_role("button", name="Tiếp nhận các việc đã chọn").press("Enter")
    expect(dialog.get_by_role("heading")).to_have_text("Đã tiếp nhận 2/2 nhiệm vụ")
    seen(page)
    dialog.get_by_role("link", name="Xong").press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator("#work")).to_contain_text("Mới giao ngày 04/11/2025")


def decline_the_third(page, directive, seen):
    page.get_by_role("link", name=directive.title).click()
    begin(page, "Từ chối")
    dialog = dialog_of(page)
    reason = dialog.get_by_label("Lý do từ chối")
    expect(reason).to_be_focused()
    dialog.get_by_role("button", name="Từ chối").press("Enter")
    expect(dialog).to_contain_text("Nêu lý do từ chối để Văn phòng giao lại đúng cơ quan.")
    expect(reason).to_be_focused()
    seen(page)
    page.keyboard.type("Việc thuộc chức năng của Sở Công Thương.")
    dialog.get_by_role("button", name="Từ chối").press("Enter")
    told(page, "Đã từ chối; Văn phòng sẽ xem xét giao lại.")
    expect(page.locator(".state-band")).to_contain_text("Từ chối")
    expect(page.locator(".state-band")).to_contain_text("Việc thuộc chức năng của Sở Công Thương.")
    seen(page)


def give_it_to_another(page, seen):
    page.goto("/my-work/")
    expect(page.locator("#declined .count")).to_have_text("1")
    page.locator("#declined").get_by_role("link", name="Giao cơ quan khác").press("Enter")
    expect(dialog_of(page).get_by_role("combobox", name="Cơ quan")).to_be_focused()
    page.keyboard.type("cong thuong")
    page.keyboard.press("Enter")
    seen(page)
    tab_to(page, dialog_of(page).get_by_role("button", name="Giao", exact=True))
    page.keyboard.press("Enter")
    told(page, "Đã giao cho cơ quan khác.")
    expect(page.locator("#declined")).to_have_count(0)


def expect_nothing_left_of_it(page, directive):
    page.goto("/my-work/")
    expect(page.locator("#work")).not_to_contain_text(directive.title)
    page.goto(f"/directives/{directive.pk}/")
    expect(page.locator(".state-band")).to_contain_text("Đã giao cho Sở Công Thương")
    expect(page.locator(".state-band .btn")).to_have_count(0)


def delegate(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    begin(page, "Giao người thực hiện")
    dialog = dialog_of(page)
    seen(page)
    dialog.get_by_role("combobox", name="Người thực hiện").select_option(label="Vũ Hoài Nam")
    dialog.get_by_label("Lời dặn").fill("Làm việc trước với Sở Xây dựng.")
    dialog.get_by_role("button", name="Lưu").click()
    told(page, "Đã lưu người thực hiện.")
    expect(page.locator(".shares")).to_contain_text("Người thực hiện: Vũ Hoài Nam")
    expect(history(page)).to_contain_text("phân công người thực hiện tại Sở Tài chính")


def plan_a_piece(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    begin(page, "Thêm việc con")
    dialog = dialog_of(page)
    dialog.get_by_role("button", name="Thêm việc con").click()
    expect(dialog).to_contain_text("Nêu việc phải làm.")
    expect(dialog).to_contain_text("Chọn người làm.")
    seen(page)
    dialog.get_by_role("textbox", name="Nội dung").fill("Tổng hợp số liệu của 20 huyện")
    dialog.get_by_label("Người làm").select_option(label="Vũ Hoài Nam")
    dialog.get_by_role("textbox", name="Hạn").fill("12112025")
    dialog.get_by_role("button", name="Thêm việc con").click()
    told(page, "Đã thêm việc con; người làm sẽ được báo.")
    expect(page.locator(".pieces")).to_contain_text("0/1 xong")
    seen(page)


def report(page, directive, seen):
    """One word is no report: what was typed stays, and the reason stands at the field which has the focus."""
    page.goto("/my-work/")
    line = page.locator("#work li", has_text=directive.title)
    line.get_by_role("link", name="Báo cáo tiến độ").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Tiến độ (%)")).to_be_focused()
    page.keyboard.type("40")
    page.keyboard.press("Tab")
    page.keyboard.type("Đang triển khai")
    dialog.get_by_role("button", name="Gửi báo cáo tiến độ").press("Enter")
    done = dialog.get_by_label("Kết quả đã thực hiện")
    expect(done).to_be_focused()
    expect(done).to_have_value("Đang triển khai")
    expect(done).to_have_accessible_description(re.compile("Báo cáo quá chung"))
    expect(dialog.get_by_label("Tiến độ (%)")).to_have_value("40")
    seen(page)
    done.fill("Đã rà soát 14/20 huyện; còn 6 huyện chưa gửi số liệu.")
    dialog.get_by_label("Khó khăn, vướng mắc").fill("Hai huyện chưa gửi số liệu.")
    dialog.get_by_role("button", name="Gửi báo cáo tiến độ").click()
    told(page, "Đã gửi báo cáo tiến độ.")
    expect(page.locator("#work li", has_text=directive.title)).to_contain_text("40 %")


def amend(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    begin(page, "Sửa báo cáo")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Kết quả đã thực hiện")).to_have_value(
        "Đã rà soát 14/20 huyện; còn 6 huyện chưa gửi số liệu."
    )
    dialog.get_by_label("Tiến độ (%)").fill("45")
    seen(page)
    dialog.get_by_role("button", name="Lưu thay đổi").click()
    told(page, "Đã sửa báo cáo.")
    expect(page.locator(".state-band")).to_contain_text("Trong hạn, còn 7 ngày")
    expect(page.locator(".report").first).to_contain_text("Báo cáo tiến độ 45 %")
    expect(history(page)).to_contain_text("sửa báo cáo của Sở Tài chính")


def ask_for_time(focal, page, directive, seen):
    """The head asks; the focal officer has no such act."""
    for each in (focal, page):
        each.goto(f"/directives/{directive.pk}/")
    expect(focal.locator(".state-band a", has_text="Đề nghị gia hạn")).to_have_count(0)
    begin(page, "Đề nghị gia hạn")
    dialog = dialog_of(page)
    dialog.get_by_role("textbox", name="Gia hạn đến ngày").fill("13/11/2025")
    dialog.get_by_role("button", name="Gửi đề nghị").click()
    expect(dialog).to_contain_text("Hạn mới phải sau hạn hiện tại 14/11/2025.")
    expect(dialog).to_contain_text("Nêu lý do để lãnh đạo Văn phòng quyết định.")
    seen(page)
    dialog.get_by_role("textbox", name="Gia hạn đến ngày").fill("21/11/2025")
    dialog.get_by_role("textbox", name="Lý do").fill("Còn 6 huyện chưa gửi số liệu.")
    dialog.get_by_role("button", name="Gửi đề nghị").click()
    told(page, "Đã gửi đề nghị gia hạn.")
    expect(page.locator(".shares")).to_contain_text("Đề nghị gia hạn đến 21/11/2025, chờ quyết định")


def explain(page, proof, seen):
    page.goto("/my-work/")
    expect(page.locator("#explain .count")).to_have_text("1")
    seen(page)
    page.locator("#explain").get_by_role("link", name="Giải trình").click()
    dialog = dialog_of(page)
    expect(dialog).to_contain_text("Vì sao chậm?")
    dialog.get_by_role("button", name="Gửi giải trình").click()
    expect(dialog).to_contain_text("Nêu nội dung giải trình.")
    dialog.get_by_role("textbox", name="Nội dung giải trình").fill(ANSWER)
    dialog.get_by_label("Tệp đính kèm").set_input_files(proof)
    seen(page)
    dialog.get_by_role("button", name="Gửi giải trình").click()
    told(page, "Đã gửi giải trình")
    expect(page.locator("#explain")).to_have_count(0)


def file_the_result(page, result, seen):
    page.goto("/my-work/")
    line = page.locator("#soon li", has_text=CAPITAL)
    expect(line).to_contain_text("Còn 1 ngày")
    line.get_by_role("link", name="Báo cáo hoàn thành").click()
    dialog = dialog_of(page)
    dialog.get_by_label("Kết quả đã thực hiện").fill(DONE)
    dialog.get_by_label("Tệp đính kèm").set_input_files(result)
    dialog.get_by_role("button", name="Gửi báo cáo hoàn thành").click()
    expect(dialog).to_contain_text("Còn việc con chưa xong.")
    seen(page)
    dialog.get_by_label("Vẫn báo cáo hoàn thành khi còn 1 việc con chưa xong").check()
    dialog.get_by_label("Tệp đính kèm").set_input_files(result)
    dialog.get_by_role("button", name="Gửi báo cáo hoàn thành").click()
    told(page, "Kết quả đang chờ Văn phòng xác nhận.")
    expect(page.locator("#work")).not_to_contain_text(CAPITAL)


def file_it_again(page, result, seen):
    page.goto("/my-work/")
    expect(page.locator("#returned, #soon").filter(has_text=CAPITAL)).to_contain_text("Đến hạn hôm nay")
    page.get_by_role("link", name=CAPITAL).click()
    band = page.locator(".state-band")
    expect(band).to_contain_text("Bị trả lại")
    expect(page.locator("[aria-labelledby=reports-title]")).to_contain_text("Thiếu biểu tổng hợp theo huyện.")
    seen(page)
    band.get_by_role("link", name="Báo cáo hoàn thành").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Kết quả đã thực hiện")).to_be_focused()
    page.keyboard.type(f"{DONE} Kèm biểu tổng hợp theo huyện.")
    dialog.get_by_label("Vẫn báo cáo hoàn thành").check()
    dialog.get_by_label("Tệp đính kèm").set_input_files(result)
    dialog.get_by_role("button", name="Gửi báo cáo hoàn thành").press("Enter")
    told(page, "Kết quả đang chờ Văn phòng xác nhận.")
    expect(band).to_contain_text("Chờ xác nhận")


def look_back(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    expect(page.locator(".state-band")).to_contain_text("Hoàn thành đúng hạn")
    expect(page.locator(".shares")).to_contain_text("Hạn 19/11/2025 (ban đầu 14/11/2025)")
    for words in (
        "tiếp nhận nhiệm vụ của Sở Tài chính",
        "thêm việc con tại Sở Tài chính",
        "báo cáo tiến độ của Sở Tài chính",
        "đề nghị gia hạn cho Sở Tài chính",
        "đồng ý gia hạn cho Sở Tài chính",
        "yêu cầu Sở Tài chính giải trình",
        "trả lại kết quả của Sở Tài chính",
        "xác nhận Sở Tài chính đã hoàn thành",
    ):
        expect(history(page)).to_contain_text(words)
    page.get_by_role("link", name="Xem Tờ trình số 120.pdf").first.click()
    expect(dialog_of(page)).to_contain_text("Tờ trình số 120.pdf")
    seen(page)
