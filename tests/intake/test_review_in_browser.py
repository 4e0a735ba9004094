"""The review in a real browser: with the script, without it, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from directives.models import Assignment, Proposal
from meetings.models import Document, Meeting
from tests.intake.conftest import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


def card(page, words):
    return page.locator(".task-card", has_text=words)


def test_a_clerk_corrects_and_publishes(open_as, axe, lan, draft, finance):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    expect(page.locator(".task-card")).to_have_count(3)
    expect(page.locator(".review-count")).to_contain_text("3 nhiệm vụ")
    axe(page)

    # the unknown agency is explained
    dam = card(page, "Hồ Đập")
    expect(dam).to_contain_text("Chưa rõ:")
    dam.get_by_role("link", name="Sửa").click()
    editing = page.locator(".task-card.editing")
    axe(page)
    editing.get_by_role("combobox", name="là cơ quan nào?").click()
    page.keyboard.type("so tai")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    editing.get_by_role("button", name="Xong").click()
    expect(page.locator(".task-card.editing")).to_have_count(0)
    expect(card(page, "Báo cáo tiến độ thi công").locator(".body")).to_have_text(re.compile("Sở Tài chính"))

    # a sentence gives no work, the rest neither
    page.locator(".sentence.open").first.get_by_role("button", name="Không phát sinh").click()
    expect(page.locator(".review-count")).to_contain_text("1 câu không phát sinh")
    page.get_by_role("button", name="Còn lại: không phát sinh").click()
    expect(page.locator(".review-count")).to_contain_text("0 câu chưa xử lý")

    page.get_by_role("link", name="Phát hành 3 nhiệm vụ").click()
    expect(page.get_by_role("heading", name="Phát hành nhiệm vụ", level=1)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Phát hành 3 nhiệm vụ").click()
    expect(page.locator(".field .error")).to_contain_text("Đánh dấu để xác nhận.")
    page.get_by_label("Giao UBND các xã, phường: 3 cơ quan").check()
    page.get_by_role("button", name="Phát hành 3 nhiệm vụ").click()
    expect(page.locator("#notes")).to_contain_text("Đã phát hành 3 nhiệm vụ cho 5 cơ quan.")
    expect(page.locator(".outline > li")).to_have_count(3)
    axe(page)
    assert Assignment.objects.filter(agency=finance, role="lead").count() == 2


def test_a_card_and_its_passage_light_each_other(open_as, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    proposal = find("mua thuốc")
    page.locator(f"#proposal-{proposal.pk}").hover()
    expect(page.locator(f'[data-marks~="{proposal.pk}"]').first).to_have_class(re.compile("lit"))
    page.locator(".mark", has_text="hộ nghèo").hover()
    expect(card(page, "hộ nghèo")).to_have_class(re.compile("lit"))
    expect(page.locator(f"#proposal-{proposal.pk}")).not_to_have_class(re.compile("lit"))
    lead = page.locator(".evidence-lead", has_text="Sở Tài chính")
    expect(lead).to_have_css("text-decoration-line", "underline")


def test_a_selected_stretch_becomes_a_proposal(open_as, lan, draft):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    select(page, "diễn biến thuận lợi")
    page.get_by_role("button", name="Tạo nhiệm vụ từ đoạn đã chọn").click()
    made = card(page, "Diễn biến thuận lợi")
    expect(made).to_be_focused()
    proposal = draft.proposals.get(by_hand=True)
    assert draft.text[proposal.start : proposal.end] == "diễn biến thuận lợi"


def test_a_selection_is_counted_in_letters_not_in_utf16_units(open_as, lan, make_document, provincial):
    text = "Ghi chú 𝒳 và 😀 trước câu.\nThời tiết những ngày tới diễn biến thuận lợi."
    document = make_document(text=text)
    document.sentences.create(start=0, end=len(text.split("\n")[0]))
    page = open_as(lan)
    page.goto(f"/documents/{document.pk}/review/")
    select(page, "trước câu")
    page.get_by_role("button", name="Tạo nhiệm vụ từ đoạn đã chọn").click()
    expect(page.locator(".task-card")).to_have_count(1)
    proposal = document.proposals.get()
    assert text[proposal.start : proposal.end] == "trước câu"


def select(page, words):
    """Select the words as a mouse would."""
    page.evaluate(
        """words => {
            const pieces = [...document.querySelectorAll("#text [data-at]")];
            const piece = pieces.find(piece => piece.textContent.includes(words));
            const range = document.createRange();
            const at = piece.textContent.indexOf(words);
            range.setStart(piece.firstChild, at);
            range.setEnd(piece.firstChild, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def test_the_keyboard_does_it(open_as, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    page.keyboard.press("j")
    expect(page.locator(".task-card").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    expect(page.locator(".task-card").nth(2)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".task-card").nth(2)).to_contain_text("Đã bỏ qua")
    expect(page.locator(".task-card").nth(2)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".task-card").nth(2)).not_to_contain_text("Đã bỏ qua")
    expect(page.locator(".task-card").nth(2)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    title = page.locator(".editing textarea[name=title]")
    expect(title).to_be_focused()
    title.fill("Rà soát kinh phí mua thuốc")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Rà soát kinh phí mua thuốc")).to_be_focused()
    page.keyboard.press("e")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".editing")).to_have_count(0)
    expect(card(page, "Rà soát kinh phí mua thuốc")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(".sentence.open button").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence.settled")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Phím tắt")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Proposal.objects.get(pk=find("mua thuốc").pk).title == "Rà soát kinh phí mua thuốc"


def test_a_key_pressed_before_the_answer_has_settled_waits_for_it(open_as, lan, draft):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    page.evaluate("htmx.config.defaultSettleDelay = 1500")  # an old machine
    page.keyboard.press("j")
    title = page.locator(".editing textarea[name=title]")
    for words in ("Rà soát kinh phí", "Rà soát lại kinh phí"):
        page.keyboard.press("Enter")
        expect(title).to_be_focused()
        title.fill(words)
        page.keyboard.press("Control+Enter")
        expect(card(page, words)).to_be_focused()
        page.keyboard.press("e")
        expect(title).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".editing")).to_have_count(0)
        expect(card(page, words)).to_be_focused()


def test_the_edge_of_a_passage_is_dragged(open_as, axe, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    proposal = find("mua thuốc")
    page.locator(".mark", has_text="mua thuốc").first.click()
    expect(page.locator(f"#proposal-{proposal.pk}")).to_have_class(re.compile("current"))
    expect(page.locator(".edge")).to_have_count(2)
    axe(page)
    handle, target = page.locator(".edge.end").bounding_box(), place_of(page, "rà soát nhu cầu")
    page.mouse.move(handle["x"], handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"], target["y"], steps=4)
    expect(page.locator("#selection-act")).to_be_hidden()
    page.mouse.up()
    expect(page.locator("#review-said")).to_have_text("Đã đổi phạm vi nhiệm vụ 1: bỏ hạn.")
    expect(page.locator(f"#proposal-{proposal.pk}")).to_contain_text("Đọc lại theo đoạn mới: bỏ hạn.")
    proposal.refresh_from_db()
    assert draft.text[proposal.start : proposal.end].endswith("rà soát nhu cầu")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#review-said")).to_contain_text("Đã hoàn tác")
    assert find("mua thuốc").due_on is not None


def place_of(page, words):
    """Where on the screen these words end."""
    return page.evaluate(
        """words => {
            const pieces = [...document.querySelectorAll("#text [data-at]")];
            const piece = pieces.find(one => one.textContent.includes(words));
            const range = document.createRange();
            const at = piece.textContent.indexOf(words) + words.length;
            range.setStart(piece.firstChild, at - 1);
            range.setEnd(piece.firstChild, at);
            const box = range.getBoundingClientRect();
            return {x: box.right - 1, y: box.top + box.height / 2};
        }""",
        words,
    )


def test_marks_of_a_vietnamese_typing_program_do_not_hide_the_key(open_as, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    page.keyboard.press("j")
    # after an a, Telex sends the s of "split" as an accent upon it
    page.locator(".task-card:focus").dispatch_event("keydown", {"key": "á", "code": "", "bubbles": True})
    expect(page.locator(".editing")).to_contain_text("Tách nhiệm vụ 1")
    assert draft.proposals.count() == 3


def test_leaving_a_card_saves_it(open_as, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    card(page, "hộ nghèo").get_by_role("link", name="Sửa").click()
    page.locator(".editing textarea[name=title]").fill("Rà soát hộ nghèo, cận nghèo")
    card(page, "mua thuốc").get_by_role("button", name="Bỏ qua").click()
    expect(card(page, "mua thuốc")).to_contain_text("Đã bỏ qua")
    expect(card(page, "cận nghèo")).not_to_have_class(re.compile("editing"))
    assert find("hộ nghèo").title == "Rà soát hộ nghèo, cận nghèo"


def test_what_is_being_edited_is_saved_on_the_way_to_publishing(open_as, lan, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    card(page, "hộ nghèo").get_by_role("link", name="Sửa").click()
    page.locator(".editing textarea[name=title]").fill("Rà soát hộ nghèo, cận nghèo")
    page.get_by_role("link", name="Phát hành 3 nhiệm vụ").click()
    expect(page).to_have_url(re.compile("/publish/$"))
    assert find("hộ nghèo").title == "Rà soát hộ nghèo, cận nghèo"


def test_a_bad_day_is_told_at_its_field_and_nothing_is_lost(open_as, axe, lan, draft):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    card(page, "hộ nghèo").get_by_role("link", name="Đặt hạn").click()
    expect(page.locator(".editing input[data-day]")).to_be_focused()
    page.locator(".editing textarea[name=title]").fill("Rà soát hộ nghèo, cận nghèo")
    page.locator(".editing input[data-day]").fill("31/02/2025")
    page.get_by_role("button", name="Xong").click()
    expect(page.locator(".editing .error")).to_contain_text("Ngày không đúng")
    expect(page.locator(".editing textarea[name=title]")).to_have_value("Rà soát hộ nghèo, cận nghèo")
    axe(page)
    page.locator(".editing input[data-day]").fill("30/11/2025")
    page.get_by_role("button", name="Xong").click()
    expect(card(page, "cận nghèo")).to_contain_text("30/11/2025")


def test_a_point_is_split(open_as, axe, lan, draft):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    card(page, "mua thuốc").get_by_role("link", name="Tách").click()
    axe(page)
    page.get_by_label("tổng hợp,").check()
    page.locator(".editing").get_by_role("button", name="Tách").click()
    expect(page.locator(".task-card")).to_have_count(4)
    expect(page.locator(".review-count")).to_contain_text("4 nhiệm vụ")


def test_another_clerk_was_first(open_as, lan, dung, draft, find):
    page = open_as(lan)
    page.goto(f"/documents/{draft.pk}/review/")
    other = open_as(dung)
    other.goto(f"/documents/{draft.pk}/review/")
    card(other, "hộ nghèo").get_by_role("button", name="Bỏ qua").click()
    expect(card(other, "hộ nghèo")).to_contain_text("Đã bỏ qua")
    card(page, "hộ nghèo").get_by_role("link", name="Tách").click()
    page.locator(".editing").get_by_role("link", name="Đóng").click()
    page.goto(f"/documents/{draft.pk}/review/")
    card(page, "mua thuốc").get_by_role("button", name="Bỏ Sở Y tế khỏi phối hợp").click()
    expect(card(page, "mua thuốc").locator(".bodies")).to_have_count(1)
    card(other, "mua thuốc").get_by_role("button", name="Bỏ qua").click()
    expect(other.locator("#notes")).to_contain_text("vừa được người khác sửa")
    expect(card(other, "mua thuốc").locator(".bodies")).to_have_count(1)
    assert not find("mua thuốc").dismissed


def test_it_works_without_a_script(open_as, lan, draft, find):
    page = open_as(lan, javascript=False)
    page.goto(f"/documents/{draft.pk}/review/")
    page.locator(".sentence.open").first.get_by_role("button", name="Không phát sinh").click()
    expect(page.locator(".review-count")).to_contain_text("1 câu không phát sinh")
    page.locator(".sentence.open").last.get_by_role("button", name="Tạo nhiệm vụ").click()
    expect(page.locator(".task-card")).to_have_count(4)
    card(page, "Hồ Đập").get_by_role("button", name="Bỏ qua").click()
    expect(page.locator(f"#proposal-{find('Hồ Đập').pk}")).to_contain_text("Đã bỏ qua")
    card(page, "hộ nghèo").get_by_role("link", name="Sửa").click()
    page.get_by_role("textbox", name="Nhiệm vụ").fill("Rà soát hộ nghèo, cận nghèo")
    page.get_by_role("button", name="Xong").click()
    expect(page.locator(f"#proposal-{find('hộ nghèo').pk}")).to_contain_text("cận nghèo")
    page.get_by_role("button", name="Xét lại").last.click()
    expect(page.locator(".review-count")).to_contain_text("1 câu chưa xử lý")
    page.get_by_role("button", name="Còn lại: không phát sinh").click()
    expect(page.locator(".review-count")).to_contain_text("0 câu chưa xử lý")


@pytest.mark.parametrize("dark", [False, True])
def test_it_works_on_a_phone(open_as, axe, lan, draft, dark):
    page = open_as(lan, width=390, height=844, dark=dark)
    page.goto(f"/documents/{draft.pk}/review/")
    axe(page)
    expect(page.locator("#text")).to_be_hidden()
    hand = page.get_by_role("toolbar", name="Nhiệm vụ đang chọn")
    hand.get_by_role("button", name="Nhiệm vụ tiếp theo").click()
    expect(hand).to_contain_text("1/3")
    hand.get_by_role("button", name="Bỏ qua").click()
    expect(page.locator(".task-card").first).to_contain_text("Đã bỏ qua")
    low = "all => all.filter(one => one.getBoundingClientRect().height < 40).map(one => one.outerHTML)"
    assert (
        page.locator("#review :is(.btn, .text-act, .body button, [data-hand]):visible").evaluate_all(low)
        == []
    )
    page.get_by_role("button", name="Văn bản", exact=True).click()
    expect(page.locator("#cards")).to_be_hidden()
    page.locator(".sentence.open").first.get_by_role("button", name="Không phát sinh").click()
    expect(page.locator(".review-count")).to_contain_text("1 câu không phát sinh")
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_the_way_from_the_meetings_to_the_text(open_as, axe, lan, chi, provincial):
    page = open_as(lan)
    page.goto("/meetings/")
    axe(page)
    page.get_by_role("link", name="Ghi cuộc họp", exact=True).click()
    expect(page.get_by_role("heading", name="Ghi cuộc họp", level=1)).to_be_visible()
    axe(page)
    page.get_by_label("Ngày họp").fill("04/11/2025")
    page.get_by_label("Ngày họp").blur()
    page.get_by_label("Địa điểm").fill("Phòng họp số 1")
    expect(page.get_by_label("Tên cuộc họp")).to_have_value("Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025")
    page.get_by_role("button", name="Ghi cuộc họp").click()
    expect(page.get_by_role("heading", name="Phiên họp UBND tỉnh thường kỳ", level=1)).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Thêm văn bản kết luận").click()
    expect(page.get_by_role("heading", name="Thêm văn bản kết luận", level=1)).to_be_visible()
    axe(page)
    page.get_by_label("Số, ký hiệu").fill("785/TB-UBND")
    page.get_by_label("Nội dung").fill(TEXT)
    page.get_by_role("button", name="Lưu và tìm nhiệm vụ").click()
    expect(page).to_have_url(re.compile("/review/$"))
    expect(page.locator(".task-card")).to_have_count(3)
    assert Document.objects.get().meeting == Meeting.objects.get()
