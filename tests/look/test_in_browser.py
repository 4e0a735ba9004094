"""The frame and the parts in a real browser: clean for axe, usable by keyboard, working without a script."""

import copy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .gallery import TITLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings, live_server) -> str:
    """The gallery, served with the product's middleware and policy."""
    settings.ROOT_URLCONF = "tests.look.gallery"
    engine = copy.deepcopy(settings.TEMPLATES[0])
    engine["DIRS"].append(Path(__file__).parent / "templates")
    engine["OPTIONS"]["context_processors"].remove("directives.context.navigation")
    settings.TEMPLATES = [engine]
    return live_server.url


@pytest.fixture
def gallery(site, open_as):
    """Open the gallery; the same words as `open_as`."""

    def open_gallery(**wishes):
        page = open_as(site=site, **wishes)
        page.goto("/look/")
        return page

    return open_gallery


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1000, 390])
def test_every_part_is_clean_for_axe_and_fits(gallery, axe, width, dark):
    page = gallery(width=width, dark=dark)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_form_opens_in_the_dialog_with_the_focus_in_its_first_field(gallery, axe):
    page = gallery()
    page.click("#open-sheet")

    expect(page.get_by_role("dialog", name="Báo cáo tiến độ")).to_be_visible()
    expect(page.locator("#dialog [name=title]")).to_be_focused()
    axe(page)


def test_errors_come_back_into_the_dialog_at_their_fields(gallery):
    page = gallery()
    page.click("#open-sheet")
    page.click("#dialog .btn-primary")

    expect(page.locator("#dialog .error")).to_have_count(2)
    expect(page.locator("#dialog [name=title]")).to_be_focused()
    expect(page.locator("#dialog [name=title]")).to_have_attribute("aria-invalid", "true")


def test_what_was_saved_closes_the_dialog_and_is_said(gallery):
    page = gallery()
    page.click("#open-sheet")
    page.fill("#dialog [name=title]", "Báo cáo")
    page.click("#dialog .btn-primary")

    expect(page.locator("#dialog")).not_to_be_visible()
    expect(page.locator("#notes .note.success")).to_contain_text("Đã lưu.")
    expect(page.locator("#open-sheet")).to_be_focused()


def test_a_refusal_is_said_in_the_dialog_and_what_was_typed_is_kept(gallery):
    page = gallery()
    page.click("#open-sheet")
    page.fill("#dialog [name=title]", "stale")
    page.click("#dialog .btn-primary")

    expect(page.locator("#dialog").get_by_role("alert")).to_contain_text("Trang đã cũ.")
    assert page.input_value("#dialog [name=title]") == "stale"


def test_escape_closes_the_dialog(gallery):
    page = gallery()
    page.click("#open-sheet")
    expect(page.locator("#dialog [name=title]")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#dialog")).not_to_be_visible()
    expect(page.locator("#open-sheet")).to_be_focused()


def test_a_grave_act_asks_first_and_no_is_the_answer_at_hand(gallery):
    page = gallery()
    page.click("form[data-confirm] button")
    question = page.get_by_role("dialog", name="Xác nhận")
    expect(question).to_contain_text("Thu hồi nhiệm vụ này?")
    expect(question.get_by_role("button", name="Không")).to_be_focused()

    page.keyboard.press("Enter")
    expect(question).not_to_be_visible()
    assert "confirmed" not in page.url

    page.click("form[data-confirm] button")
    question.get_by_role("button", name="Thu hồi").click()
    page.wait_for_url("**/look/?confirmed=1")


def test_agencies_are_found_without_accents_and_by_initials(gallery):
    page = gallery()
    lead = page.get_by_role("combobox", name="Cơ quan chủ trì")
    lead.fill("tai chinh")
    page.keyboard.press("Enter")
    assert page.locator("[name=lead]").input_value() == "1"
    assert lead.input_value() == "Sở Tài chính"

    lead.fill("so gddt")
    expect(page.locator(".picker-list [role=option]")).to_have_text(["Sở Giáo dục và Đào tạo"])


def test_several_agencies_are_picked_and_dropped_by_keyboard(gallery):
    page = gallery()
    others = page.get_by_role("combobox", name="Cơ quan phối hợp")
    others.fill("dong nam")
    expect(others).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".picker-chosen")).to_have_count(3)

    page.keyboard.press("Backspace")

    expect(page.locator(".picker-chosen")).to_have_count(2)
    chosen = "[...document.querySelector('[name=others]').selectedOptions].map(option => option.value)"
    assert page.evaluate(chosen) == ["2", "4"]
    page.get_by_role("button", name="Bỏ Sở Giáo dục và Đào tạo").click()
    assert page.evaluate(chosen) == ["4"]


def test_nothing_found_is_said(gallery):
    page = gallery()
    page.get_by_role("combobox", name="Cơ quan chủ trì").fill("khong co dau")

    expect(page.get_by_text("Không có cơ quan nào khớp.")).to_be_visible()


@pytest.mark.parametrize(
    ("keys", "day"), [("09112025", "09/11/2025"), ("9/11/2025", "9/11/2025"), ("09/11/2025", "09/11/2025")]
)
def test_slashes_come_by_themselves(gallery, keys, day):
    page = gallery()
    field = page.get_by_label("Hạn hoàn thành")
    field.press_sequentially(keys)

    assert field.input_value() == day


def test_slashes_do_not_come_back_while_one_deletes(gallery):
    page = gallery()
    field = page.get_by_label("Hạn hoàn thành")
    field.press_sequentially("0911")
    for _ in range(3):
        page.keyboard.press("Backspace")

    assert field.input_value() == "09/"


def test_a_day_is_picked_from_the_calendar(gallery):
    page = gallery()
    page.locator(".date-field input[type=date]").evaluate(
        "field => { field.value = '2025-11-09'; field.dispatchEvent(new Event('change', {bubbles: true})); }"
    )

    assert page.get_by_label("Hạn hoàn thành").input_value() == "09/11/2025"


def test_a_chosen_file_is_named_and_one_too_big_is_marked(gallery, tmp_path, settings):
    settings.MAX_UPLOAD_MB = 1
    small, big = tmp_path / "quyết định.pdf", tmp_path / "ảnh.tif"
    small.write_bytes(b"x" * 1000)
    big.write_bytes(b"x" * 2_000_000)
    page = gallery()

    page.set_input_files("[name=file]", small)
    expect(page.locator("[data-files] li")).to_contain_text("quyết định.pdf")
    page.set_input_files("[name=file]", big)
    expect(page.locator("[data-files] li.refused")).to_contain_text("quá 1 MB")


@pytest.mark.parametrize("width", [1440, 1000, 390])
def test_the_door_names_the_product_at_every_width(open_as, site, axe, width):
    page = open_as(site=site, width=width)
    page.goto("/accounts/login/")

    expect(page.locator(".entrance .brand")).to_have_text("Đôn Đốc")
    assert page.locator(".entrance .brand b").bounding_box()["width"] > 80
    axe(page)


def test_control_k_goes_to_the_search(gallery):
    page = gallery()
    page.keyboard.press("Control+k")

    expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_first_tab_leads_past_the_navigation(gallery):
    page = gallery()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_the_bar_stays_folded_on_the_next_page(gallery):
    page = gallery()
    page.get_by_role("button", name="Thu gọn thanh bên").click()
    page.reload()

    expect(page.locator("html")).to_have_class("js narrow-bar")
    expect(page.get_by_role("button", name="Thu gọn thanh bên")).to_have_attribute("aria-pressed", "true")
    assert page.locator(".shell-bar").bounding_box()["width"] < 80


def test_a_phone_has_four_rooms_at_the_thumb_and_the_rest_behind_more(gallery):
    page = gallery(width=390, height=844)
    bar = page.get_by_role("navigation", name="Chính")
    assert bar.bounding_box()["y"] > 700
    expect(bar.get_by_role("link", name="Cuộc họp")).to_be_visible()
    expect(bar.get_by_role("link", name="Quản trị")).not_to_be_visible()

    bar.get_by_text("Thêm").click()

    expect(bar.get_by_role("link", name="Quản trị")).to_be_visible()


def test_a_row_opens_wherever_it_is_clicked(gallery):
    page = gallery()
    cell = page.get_by_role("row", name=TITLE).get_by_text("60 %").bounding_box()
    page.mouse.click(cell["x"] + 5, cell["y"] + 5)

    page.wait_for_url("**#r1")


def test_unsaved_words_are_not_left_by_mistake(gallery):
    page = gallery()
    page.get_by_label("Kết quả thực hiện").fill("Đã xong")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]


def test_without_a_script_menus_open_and_forms_answer(gallery):
    page = gallery(javascript=False)
    page.locator("summary.person").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    expect(page.locator("select[name=others]")).to_be_visible()

    page.get_by_role("button", name="Phát hành 23 nhiệm vụ").click()

    expect(page.locator("main .error").first).to_be_visible()
    expect(page.get_by_text("Gây lỗi")).to_be_visible()


def test_without_a_script_messages_stand_in_the_page(gallery):
    page = gallery(javascript=False)
    page.goto("/look/?say=1")

    note = page.locator("#notes .note").first
    expect(note).to_contain_text("Đã phát hành 23 nhiệm vụ.")
    assert note.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]


def test_paper_shows_the_page_without_the_frame(gallery):
    page = gallery()
    page.emulate_media(media="print")

    for part in (".shell-bar", ".shell-top", ".btn-primary"):
        assert not page.locator(part).first.is_visible()
    expect(page.get_by_text("Đôn Đốc · ngày 06/11/2025")).to_be_visible()
