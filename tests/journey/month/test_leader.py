"""A month as a leader has it: from a number to its rows and the directive, to an answer."""

from datetime import date

import pytest
from playwright.sync_api import expect

from directives import transitions
from directives.models import Assignment, Directive
from tests.journey.month.conftest import dialog_of, figure, history, told

pytestmark = pytest.mark.django_db(transaction=True)
LATE = "Hoàn thành bồi thường giải phóng mặt bằng đường ven biển"
WORDS = "Làm rõ trách nhiệm từng khâu, báo cáo tại phiên họp tháng 11."
WHY = "Nêu nguyên nhân chậm và ngày hoàn thành."
ANSWER = "Chậm do vướng 14 hộ tại hai xã; sẽ xong ngày 25/11/2025, Giám đốc Sở chịu trách nhiệm."


@pytest.fixture
def late(make_directive, month, finance, health, chi, binh, ha):
    """Two directives, one of them due on the 9th and not done."""
    make_directive(lead=health, title="Phòng chống dịch bệnh mùa đông", due_on=date(2025, 11, 28))
    made = make_directive(lead=finance, title=LATE)
    Directive.objects.filter(pk=made.pk).update(directing_leader=chi)
    transitions.accept(made.assignments.get().pk, by=binh)
    return made


def test_from_the_number_to_the_answer(late, month, enter, seen, chi, binh, lan):
    month.on(12)
    leader = enter(chi)
    from_the_number_to_the_directive(leader, seen)
    star_and_follow(leader)
    instruct(leader, seen)
    month.notice(binh, f"Chỉ đạo thêm của Phan Văn Chí: {LATE}", WORDS)
    ask_why(leader, seen)
    month.letter(binh, "Yêu cầu Sở Tài chính giải trình đến hết ngày 14/11/2025")

    month.morning(13)
    month.letter(binh, LATE, "có chỉ đạo thêm ngày 12/11/2025")
    share = Assignment.objects.get(directive=late)
    transitions.explain(share.pk, by=binh, answer=ANSWER)
    month.notice(chi, "Sở Tài chính giải trình")
    read_the_answer(leader, late, seen)

    month.morning(19)
    month.letter(chi, "Quá hạn 10 ngày", LATE)
    say_it_among_us(leader, late, seen)
    agency = enter(binh)
    agency.goto(f"/directives/{late.pk}/")
    expect(agency.locator(".instructions")).to_contain_text(WORDS)
    expect(agency.get_by_role("main")).not_to_contain_text("Xem xét kiểm điểm")


def from_the_number_to_the_directive(page, seen):
    assert figure(page, "đã giao") == 2
    seen(page)
    number = page.locator(".stat", has_text="quá hạn").first
    assert number.get_attribute("data-count") == "1"
    number.press("Enter")
    page.wait_for_url("**/directives/?*time=overdue*")
    expect(page.locator(".register-head .count")).to_have_text("1 nhiệm vụ")
    seen(page)
    page.get_by_role("link", name=LATE).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(LATE)
    expect(page.locator(".state-band")).to_contain_text("Quá hạn 3 ngày")
    seen(page)


def star_and_follow(page):
    """The marks stay under the finger: pressed again, they are taken off."""
    for name in ("Trọng tâm", "Theo dõi"):
        mark = page.get_by_role("main").get_by_role("button", name=name)
        mark.press("Enter")
        expect(page.get_by_role("main").get_by_role("button", name=name, pressed=True)).to_be_focused()
    expect(history(page)).to_contain_text("gắn sao trọng tâm")


def instruct(page, seen):
    page.get_by_role("link", name="Chỉ đạo thêm").press("Enter")
    dialog = dialog_of(page)
    words = dialog.get_by_role("textbox", name="Nội dung chỉ đạo")
    expect(words).to_be_focused()
    page.keyboard.type("Độ mật: Tối mật. Giao Sở Tài chính rà soát.")
    dialog.get_by_role("button", name="Gửi chỉ đạo").press("Enter")
    expect(dialog.locator(".error")).to_be_visible()
    expect(words).to_be_focused()
    seen(page)
    words.fill(WORDS)
    dialog.get_by_role("button", name="Gửi chỉ đạo").press("Enter")
    told(page, "Đã gửi chỉ đạo tới các cơ quan được giao")
    expect(page.locator(".instructions")).to_contain_text(WORDS)


def ask_why(page, seen):
    page.locator(".state-band").get_by_role("link", name="Yêu cầu giải trình").press("Enter")
    dialog = dialog_of(page)
    expect(dialog.get_by_role("textbox", name="Nội dung cần giải trình")).to_be_focused()
    page.keyboard.type(WHY)
    day = dialog.get_by_role("textbox", name="Giải trình đến hết ngày")
    day.fill("11/11/2025")
    dialog.get_by_role("button", name="Gửi yêu cầu").press("Enter")
    expect(dialog).to_contain_text("Ngày giải trình không được ở trong quá khứ.")
    expect(day).to_be_focused()
    seen(page)
    day.fill("14/11/2025")
    dialog.get_by_role("button", name="Gửi yêu cầu").press("Enter")
    told(page, "Đã gửi yêu cầu giải trình")
    expect(page.locator(".shares")).to_contain_text("Phải giải trình đến hết 14/11/2025")


def read_the_answer(page, directive, seen):
    page.goto("/my-work/")
    expect(page.locator("#answered .count")).to_have_text("1")
    seen(page)
    page.locator("#answered").get_by_role("link", name=LATE).click()
    expect(page.locator(".explanation")).to_contain_text(ANSWER)
    expect(history(page)).to_contain_text("giải trình của Sở Tài chính")
    seen(page)
    page.goto("/my-work/")
    expect(page.locator("#overdue .count")).to_have_text("1")
    expect(page.locator("#answered")).to_have_count(0)


def say_it_among_us(page, directive, seen):
    page.goto(f"/directives/{directive.pk}/")
    page.get_by_role("link", name="Ghi ý kiến").click()
    dialog = dialog_of(page)
    dialog.get_by_role("textbox", name="Ý kiến").fill("Xem xét kiểm điểm tại phiên họp tới.")
    seen(page)
    dialog.get_by_role("button", name="Gửi ý kiến").click()
    told(page, "Đã gửi ý kiến.")
    expect(page.locator(".comment").last).to_contain_text("Nội bộ lãnh đạo và Văn phòng")
