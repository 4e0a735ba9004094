"""The work of an agency and of the Office in a real browser: dialogs, lists that catch up, phones."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from agencies import calendar
from directives import transitions
from directives.models import Assignment
from directives.models.assignment import Confirmation, WorkState
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def given(make_directive, finance, health):
    """Given out today, due in five days."""
    today = calendar.today()
    return make_directive(lead=finance, coordinators=[health], on=today, due_on=today + timedelta(days=5))


@pytest.fixture
def share(given, finance):
    return Assignment.objects.get(directive=given, agency=finance)


def test_from_new_to_confirmed_without_leaving_the_lists(given, share, binh, lan, open_as, axe, tmp_path):
    agency = open_as(binh)
    agency.goto("/my-work/")
    axe(agency)
    agency.get_by_role("button", name="Tiếp nhận").click()
    expect(agency.locator("#notes")).to_contain_text("Đã tiếp nhận nhiệm vụ.")
    agency.get_by_role("link", name="Báo cáo tiến độ").click()
    dialog = agency.get_by_role("dialog")
    expect(dialog.get_by_label("Tiến độ (%)")).to_be_focused()
    axe(agency)
    dialog.get_by_label("Tiến độ (%)").fill("60")
    dialog.get_by_label("Kết quả đã thực hiện").fill("Đã làm")
    dialog.get_by_role("button", name="Gửi báo cáo tiến độ").click()
    expect(dialog).to_contain_text("Nêu cụ thể đã làm gì")
    expect(dialog.get_by_label("Tiến độ (%)")).to_have_value("60")
    axe(agency)
    dialog.get_by_label("Kết quả đã thực hiện").fill(DONE)
    dialog.get_by_role("button", name="Gửi báo cáo tiến độ").click()
    expect(dialog).to_be_hidden()
    expect(agency.locator("#work")).to_contain_text("60 %")

    agency.get_by_role("link", name="Báo cáo tiến độ").click()
    dialog.get_by_label("Kết quả đã thực hiện").fill(DONE)
    dialog.get_by_role("button", name="Đã xong? Báo cáo hoàn thành").click()
    expect(dialog.get_by_role("heading")).to_have_text("Báo cáo hoàn thành")
    expect(dialog.get_by_label("Kết quả đã thực hiện")).to_have_value(DONE)
    result = tmp_path / "Quyết định 3211.pdf"
    result.write_bytes(b"%PDF-1.7\nxref")
    dialog.get_by_label("Tệp đính kèm").set_input_files(result)
    dialog.get_by_label("Kết quả đã thực hiện").fill(DONE)
    dialog.get_by_role("button", name="Gửi báo cáo hoàn thành").click()
    expect(agency.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    axe(agency)

    office = open_as(lan)
    office.goto("/my-work/")
    office.get_by_role("link", name="Xác nhận").click()
    dialog = office.get_by_role("dialog")
    expect(dialog).to_contain_text("Quyết định 3211.pdf")
    axe(office)
    dialog.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(office.locator("#notes")).to_contain_text("Đã xác nhận hoàn thành.")
    expect(office.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    share.refresh_from_db()
    assert share.work_state == WorkState.DONE


def test_the_page_of_a_directive_catches_up_and_says_when_somebody_was_first(
    given, share, binh, mai, open_as, axe
):
    first, second = open_as(binh), open_as(binh)
    for page in (first, second):
        page.goto(f"/directives/{given.pk}/")
    axe(first)
    first.get_by_role("button", name="Tiếp nhận").click()
    expect(first.locator(".state-band")).to_contain_text("Báo cáo tiến độ")
    expect(first.locator(".history")).to_contain_text("tiếp nhận nhiệm vụ của Sở Tài chính")
    second.get_by_role("button", name="Tiếp nhận").click()
    expect(second.locator("#notes")).to_contain_text("Không thể “Tiếp nhận”")
    expect(second.locator(".state-band")).to_contain_text("Báo cáo tiến độ")


def test_the_office_returns_with_a_reason_from_the_form_that_confirms(given, share, binh, lan, open_as):
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=transitions.Progress(done=DONE))
    page = open_as(lan)
    page.goto(f"/directives/{given.pk}/")
    page.locator(".state-band").get_by_role("link", name="Xác nhận").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name="Trả lại").click()
    expect(dialog.get_by_role("heading")).to_have_text("Trả lại kết quả")
    dialog.get_by_role("button", name="Trả lại").click()
    expect(dialog).to_contain_text("Nêu lý do trả lại")
    dialog.get_by_label("Lý do trả lại").fill("Thiếu số quyết định")
    dialog.get_by_role("button", name="Trả lại").click()
    expect(page.locator(".state-band")).to_contain_text("Bị trả lại")
    expect(page.locator(".history")).to_contain_text("Thiếu số quyết định")


def test_the_register_filters_as_one_types_and_the_address_follows(
    given, make_directive, health, lan, open_as, axe
):
    make_directive(lead=health, title="Phòng chống dịch bệnh mùa mưa", on=calendar.today())
    page = open_as(lan)
    page.goto("/directives/")
    axe(page)
    expect(page.locator("#rows")).to_contain_text("2 nhiệm vụ")
    page.screenshot()  # leaves style="" on every field: htmx would carry it over, the policy refuse it
    page.get_by_label("Từ khóa").press_sequentially("phong chong", delay=20)
    expect(page.locator("#rows")).to_contain_text("1 nhiệm vụ")
    expect(page.get_by_label("Từ khóa")).to_be_focused()
    assert page.url.endswith("/directives/?q=phong+chong")
    page.locator("#id_state").select_option("done")
    expect(page.locator("#rows")).to_contain_text("Không có nhiệm vụ nào như vậy.")
    axe(page)
    page.get_by_role("link", name="Bỏ lọc Hoàn thành").click()
    expect(page.locator("#rows")).to_contain_text("Phòng chống dịch bệnh mùa mưa")
    page.get_by_role("link", name="Phối hợp 0").click()
    expect(page.locator("#rows")).to_contain_text("Không có nhiệm vụ nào như vậy.")
    assert "role=coordinator" in page.url
    page.go_back()
    expect(page.locator("#rows")).to_contain_text("Phòng chống dịch bệnh mùa mưa")


def test_a_meeting_is_chosen_by_typing_a_part_of_its_name(given, lan, session_0411, open_as, axe):
    page = open_as(lan)
    page.goto("/directives/")
    page.get_by_text("Lọc thêm").click()
    page.get_by_role("combobox", name="Cuộc họp").press_sequentially("phien", delay=20)
    axe(page)
    page.keyboard.press("Enter")

    page.wait_for_url(f"**meeting={session_0411.pk}**")
    expect(page.get_by_role("list", name="Đang lọc")).to_contain_text(session_0411.title)
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(page.get_by_role("list", name="Đang lọc")).to_have_count(0)
    assert "meeting" not in page.url


def test_everything_works_without_a_script(given, share, binh, open_as):
    page = open_as(binh, javascript=False)
    page.goto("/directives/?q=ra+soat")
    page.get_by_role("link", name=given.title).click()
    page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.get_by_text("Đã tiếp nhận nhiệm vụ.")).to_be_visible()
    page.get_by_role("link", name="Báo cáo hoàn thành").first.click()
    page.get_by_label("Kết quả đã thực hiện").fill(DONE)
    page.get_by_role("button", name="Gửi báo cáo hoàn thành").click()
    expect(page.get_by_text("Kết quả đang chờ Văn phòng xác nhận")).to_be_visible()
    share.refresh_from_db()
    assert share.confirmation == Confirmation.PENDING


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_nothing_runs_out_of_the_screen(
    dark, given, make_directive, communes_group, lan, binh, open_as, axe
):
    make_directive(
        lead_groups=[communes_group],
        title="Hoàn thiện hồ sơ điều chỉnh quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm 2050",
        on=date(2025, 11, 4),
    )
    for user, path in (
        (lan, "/my-work/"),
        (lan, "/directives/"),
        (lan, f"/directives/{given.pk}/"),
        (binh, "/my-work/"),
        (binh, f"/directives/{given.pk}/"),
    ):
        page = open_as(user, width=390, height=844, dark=dark)
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        axe(page)


def test_the_register_filter_goes_back_with_its_rows_and_folds_on_a_phone(given, lan, open_as, axe):
    page = open_as(lan)
    page.goto("/directives/")
    page.locator("#id_state").select_option("new")
    expect(page.locator(".register-head .chip")).to_contain_text("Mới giao")
    page.locator("#id_state").select_option("done")
    expect(page.locator(".register-head .chip")).to_contain_text("Hoàn thành")
    page.go_back()
    expect(page.locator(".register-head .chip")).to_contain_text("Mới giao")
    expect(page.locator("#id_state")).to_have_value("new")

    # what was typed last is not asked for a second time under the pointer
    page.get_by_label("Từ khóa").fill(given.code)
    expect(page.locator(".register-head .chip")).to_have_count(2)
    page.locator("a.row-link").click(delay=300)
    page.wait_for_url(f"**/directives/{given.pk}/")

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/directives/")
    expect(page.locator("#id_state")).to_be_hidden()
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.locator("#id_state")).to_be_visible()
    axe(page)


def test_the_further_acts_wait_in_a_menu_for_mouse_keyboard_and_thumb(given, share, binh, dung, open_as, axe):
    page = open_as(binh, width=390, height=844)
    page.goto(f"/directives/{given.pk}/")
    menu = page.locator(".state-band details.menu")
    opener, panel = menu.locator("summary"), menu.locator(".menu-panel")
    opener.press("Enter")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    axe(page)
    page.keyboard.press("Tab")
    expect(panel.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    page.locator("h1").click()
    expect(panel).to_be_hidden()

    opener.click()
    panel.get_by_role("link", name="Từ chối").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Từ chối nhiệm vụ")
    dialog.get_by_role("button", name="Từ chối").click()
    expect(dialog).to_contain_text("Nêu lý do từ chối")
    axe(page)
    dialog.get_by_label("Lý do từ chối").fill("Việc thuộc Sở Xây dựng.")
    dialog.get_by_role("button", name="Từ chối").click()
    expect(page.locator(".state-band")).to_contain_text("Việc thuộc Sở Xây dựng.")
    axe(page)


def test_an_extension_is_asked_and_decided_without_a_script(given, share, binh, dung, open_as):
    later = share.due_on + timedelta(days=20)
    Assignment.objects.filter(pk=share.pk).update(due_on=share.due_on + timedelta(days=10))
    page = open_as(binh, javascript=False)
    page.goto(f"/directives/{given.pk}/")
    page.locator(".state-band summary").click()
    page.get_by_role("link", name="Đề nghị gia hạn").click()
    page.get_by_label("Lý do").fill("Chờ ý kiến Bộ Tài chính.")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_label("Lý do")).to_have_value("Chờ ý kiến Bộ Tài chính.")
    page.get_by_label("Gia hạn đến ngày").fill(f"{later:%d/%m/%Y}")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đã gửi đề nghị gia hạn")).to_be_visible()

    office = open_as(dung, javascript=False)
    office.goto("/my-work/")
    office.get_by_role("link", name="Quyết định gia hạn").click()
    office.get_by_label("Đồng ý", exact=True).check()
    office.get_by_role("button", name="Lưu quyết định").click()
    expect(office.get_by_text("Đã quyết định đề nghị gia hạn")).to_be_visible()
    share.refresh_from_db()
    assert share.due_on == later
