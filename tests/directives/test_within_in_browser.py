"""In the browser: many accepted in the dialog; who amends an old report sees what a colleague changed."""

import pytest
from playwright.sync_api import expect

from directives import transitions
from directives.transitions import Progress
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db(transaction=True)
MINE = "Đã trình UBND tỉnh tại Tờ trình số 121/TTr-STC ngày 06/11/2025."


def test_many_are_accepted_and_an_amendment_is_not_written_over(
    make_directive, finance, binh, mai, open_as, axe
):
    shares = [
        make_directive(lead=finance, title=f"Rà soát định mức chi lần {n}").assignments.get() for n in (1, 2)
    ]
    page = open_as(binh)
    page.set_default_timeout(60_000)
    page.goto("/my-work/")
    page.get_by_role("button", name="Chọn từ cả 2 việc").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_role("heading", name="Tiếp nhận 2 nhiệm vụ")).to_be_visible(timeout=60_000)
    axe(page)
    dialog.get_by_role("button", name="Tiếp nhận các việc đã chọn").click()
    expect(dialog.get_by_role("heading", name="Đã tiếp nhận 2/2 nhiệm vụ")).to_be_visible(timeout=60_000)

    share = shares[0]
    told = transitions.report(share.pk, by=binh, progress=Progress(done=DONE, percent=40))
    page.goto(f"/directives/{share.directive_id}/assignments/{share.pk}/amend/")
    page.wait_for_load_state("networkidle")
    theirs = Progress(done="Đã rà soát 14 dự án tại 3 xã.", percent=55)
    transitions.amend(share.pk, by=mai, seen=told.pk, version=1, progress=theirs, kept=[])
    page.get_by_label("Kết quả đã thực hiện").fill(MINE)
    page.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.locator(".history")).to_contain_text("Đã rà soát 14 dự án tại 3 xã.", timeout=60_000)
    expect(page.get_by_label("Kết quả đã thực hiện")).to_have_value(MINE)
