"""A clerk takes the real conclusion from paste to publish with the keyboard alone: nothing is clicked."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directives.models import Assignment, Directive
from meetings.models import Document

pytestmark = [pytest.mark.django_db(transaction=True)]
REAL_TEXT = Path(__file__).resolve().parents[3] / "shared" / "session-2025-11-04.txt"
PATIENCE = 20_000  # ms: the acts follow one another faster than a busy machine answers


class Keyboard:
    """Keys, and what the screen says after them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def tab_to(self, selector: str) -> None:
        for _ in range(80):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"No way by Tab to {selector}")

    def go_to(self, words: str) -> str:
        """Step to the card whose title has these words; its id."""
        for _ in range(80):
            if words in self.page.evaluate(
                "document.activeElement.querySelector('.task-title')?.innerText ?? ''"
            ):
                return self.page.evaluate("document.activeElement.id")
            self.press("j")
        raise AssertionError(f"No card says {words}")

    def focused(self) -> str:
        """The id of the card that has the focus, once one has it."""
        expect(self.page.locator(".task-card:focus")).to_have_count(1, timeout=PATIENCE)
        return self.page.evaluate("document.activeElement.id")

    def said(self, words: str) -> None:
        expect(self.page.locator("#review-said")).to_have_text(re.compile(words), timeout=PATIENCE)


def cards(page: Page):
    return page.locator(".task-card")


@pytest.mark.skipif(not REAL_TEXT.exists(), reason="the real conclusion lies outside the repository")
def test_from_paste_to_publish_by_keyboard_alone(open_as, axe, lan, nghe_an):
    page = open_as(lan)
    page.set_default_timeout(PATIENCE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys = Keyboard(page)
    page.goto("/documents/add/")

    # paste
    keys.tab_to("[name=number]")
    keys.type("785/TB-UBND")
    keys.tab_to("[name=issued_on]")
    keys.press("Control+A")
    keys.type("04/11/2025")
    keys.tab_to("[name=subject]")
    keys.press("Control+A")
    keys.type("Kết luận phiên họp thường kỳ tháng 10 năm 2025")
    keys.tab_to("[name=signer]")
    keys.press("Control+A")
    keys.type("Lê Hồng Vinh")
    page.evaluate("text => navigator.clipboard.writeText(text)", REAL_TEXT.read_text(encoding="utf-8"))
    keys.tab_to("textarea[name=text]")
    with page.expect_response("**/documents/add/"):  # the head is read at once
        keys.press("Control+V")
    with page.expect_response("**/documents/add/"):  # and again when one leaves the field
        keys.tab_to(".form-buttons button")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("Lê Hồng Vinh"))
    keys.press("Enter")
    page.wait_for_url("**/review/")
    draft = Document.objects.get()
    proposed = draft.proposals.count()
    assert proposed > 20
    axe(page)

    # one is right, one gets another lead, one another day
    keys.press("j")
    expect(cards(page).first).to_be_focused(timeout=PATIENCE)
    keys.press("a")
    keys.said("Đã xác nhận nhiệm vụ 1")
    keys.press(*["k"] * proposed)
    keys.go_to("Chương trình hành động")
    keys.press("l")
    keys.type("so noi vu")  # typed before the field is there: nothing is lost
    lead = page.locator(".editing [role=combobox]").first
    expect(lead).to_have_value("so noi vu", timeout=PATIENCE)
    keys.press("Enter", "Control+Enter")
    keys.said("Đã sửa nhiệm vụ")
    expect(page.locator(".task-card:focus .bodies").first).to_contain_text("Sở Nội vụ", timeout=PATIENCE)
    keys.press("h")
    expect(page.locator(".editing input[data-day]")).to_be_focused(timeout=PATIENCE)
    keys.type("5/12")
    keys.press("Control+Enter")
    expect(page.locator(".task-card:focus")).to_contain_text("05/12/2025", timeout=PATIENCE)

    # split, undone, split again, the edge moved, merged again
    expect(cards(page)).to_have_count(proposed, timeout=PATIENCE)
    keys.press("s", "Enter")
    expect(cards(page)).to_have_count(proposed + 1, timeout=PATIENCE)
    keys.said("Đã tách nhiệm vụ")
    expect(page.locator(".task-card:focus")).to_have_count(1, timeout=PATIENCE)
    keys.press("u")
    keys.said("Đã hoàn tác: tách nhiệm vụ")
    expect(cards(page)).to_have_count(proposed, timeout=PATIENCE)
    keys.press("s", "Enter")
    expect(cards(page)).to_have_count(proposed + 1, timeout=PATIENCE)
    keys.said("Đã tách nhiệm vụ")
    keys.press("k", "m", "Enter")
    expect(cards(page)).to_have_count(proposed, timeout=PATIENCE)
    keys.said("Đã gộp nhiệm vụ")
    keys.press("Shift+ArrowLeft")
    keys.said("Đã đổi phạm vi nhiệm vụ")
    keys.press("u")
    keys.said("Đã hoàn tác: đổi phạm vi")

    # a sentence is work after all, another is not, nor are the rest
    keys.press("n", "t")
    expect(cards(page)).to_have_count(proposed + 1, timeout=PATIENCE)
    keys.said("Đã tạo nhiệm vụ")
    keys.press("x")
    keys.said("Đã bỏ qua nhiệm vụ")
    keys.press("n", "o")
    keys.said("Đã đánh dấu câu không phát sinh")
    keys.press("r")
    expect(page.locator(".review-count")).to_contain_text("0 câu chưa xử lý", timeout=PATIENCE)

    # what still asks: no work where nobody is charged, right as it is, or passed over
    asking = set()
    keys.press("v")
    while (card := keys.focused()) not in asking:
        asking.add(card)
        if page.locator(f"#{card} .task-problems").count():
            keys.press("x")
            expect(page.locator(f"#{card}")).to_have_class(re.compile("dismissed"), timeout=PATIENCE)
        elif len(asking) % 5 == 0:
            keys.press("a")  # goes on by itself
            expect(page.locator(f"#{card}:not(.asks)")).to_have_count(1, timeout=PATIENCE)
            expect(page.locator(f"#{card}:focus")).to_have_count(0, timeout=PATIENCE)
            continue
        keys.press("v")
    assert not page.locator(".task-card:not(.dismissed) .task-problems").count()

    keys.press("g")
    expect(page.get_by_role("heading", name="Phát hành nhiệm vụ", level=1)).to_be_visible(timeout=PATIENCE)
    axe(page)
    for _ in range(page.locator("form input[type=checkbox]").count()):
        keys.tab_to("input[type=checkbox]:not(:checked)")
        keys.press("Space")
    keys.press("Enter")
    expect(page.locator("#notes")).to_contain_text(
        re.compile(r"Đã phát hành \d+ nhiệm vụ cho \d+ cơ quan"), timeout=PATIENCE
    )

    axe(page)
    directives = Directive.objects.filter(document=draft)
    assert directives.count() == draft.proposals.kept().count() > 10
    moved = directives.get(quote__contains="kế hoạch của UBND tỉnh thực hiện Chương trình hành động")
    leads = Assignment.objects.leads().filter(directive=moved)
    assert "Sở Nội vụ" in {share.agency.name for share in leads}
    assert {share.due_on for share in leads} == {date(2025, 12, 5)}
    spans = list(directives.values_list("start", "end"))
    for sentence in draft.sentences.all():
        assert sentence.no_task or any(a < sentence.end and sentence.start < b for a, b in spans)
