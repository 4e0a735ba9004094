"""What leaders say, in a real browser: star and follow by one press, instructions, explanations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies import calendar
from directives import following, transitions
from directives.models import Assignment, Comment, Directive

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Làm rõ nguồn vốn của từng dự án, báo cáo tại phiên họp tháng 11."
WHY = "Vì sao đã quá hạn mà chưa có báo cáo nào?"
BECAUSE = "Hai chủ đầu tư chưa gửi số liệu; Sở sẽ làm việc trực tiếp với họ trong tuần này."


@pytest.fixture
def share(make_directive, finance, health, chi, binh):
    """Work of Sở Tài chính which was due three days ago."""
    today = calendar.today()
    made = make_directive(
        lead=finance, coordinators=[health], on=today - timedelta(days=9), due_on=today - timedelta(days=3)
    )
    Directive.objects.update(directing_leader=chi)
    share = made.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    return share


def address(share):
    return reverse("directives:detail", args=[share.directive_id])


def test_a_leader_speaks_and_the_agency_answers(share, chi, lan, binh, open_as, axe):
    leader = open_as(chi)
    leader.goto(address(share))
    leader.get_by_role("button", name="Trọng tâm").click()
    expect(leader.get_by_role("button", name="Trọng tâm", pressed=True)).to_be_visible()
    leader.get_by_role("link", name="Chỉ đạo thêm").click()
    dialog = leader.get_by_role("dialog")
    axe(leader)
    dialog.get_by_label("Nội dung chỉ đạo").fill("MẬT")
    dialog.get_by_role("button", name="Gửi chỉ đạo").click()
    expect(dialog).to_contain_text("dấu chỉ độ mật")
    dialog.get_by_label("Nội dung chỉ đạo").fill(WORDS)
    dialog.get_by_role("button", name="Gửi chỉ đạo").click()
    expect(leader.locator(".instructions")).to_contain_text(WORDS)
    leader.get_by_role("link", name="Yêu cầu giải trình").click()
    dialog.get_by_label("Nội dung cần giải trình").fill(WHY)
    dialog.get_by_label("Giải trình đến hết ngày").fill(f"{calendar.today() + timedelta(days=2):%d/%m/%Y}")
    axe(leader)
    dialog.get_by_role("button", name="Gửi yêu cầu").click()
    expect(leader.locator("#directive")).to_contain_text("Chờ giải trình, còn 2 ngày")

    agency = open_as(binh, width=390)
    agency.goto("/my-work/")
    expect(agency.locator("#explain")).to_contain_text("còn 2 ngày")
    axe(agency)
    agency.get_by_role("link", name="Giải trình").click()
    agency.get_by_role("dialog").get_by_label("Nội dung giải trình").fill(BECAUSE)
    axe(agency)
    agency.get_by_role("button", name="Gửi giải trình").click()
    expect(agency.locator("#explain")).to_have_count(0)

    leader.goto("/my-work/")
    leader.locator("#answered a.row-link").click()
    expect(leader.locator("#directive")).to_contain_text(BECAUSE)
    axe(leader)
    leader.goto("/my-work/")
    expect(leader.locator("#answered")).to_have_count(0)

    clerk = open_as(lan)
    clerk.goto("/my-work/")
    clerk.get_by_role("link", name="Đôn đốc").click()
    clerk.get_by_role("dialog").get_by_role("button", name="Gửi đôn đốc").click()
    expect(clerk.locator("#overdue")).to_contain_text("Đã đôn đốc 1 lần")
    axe(clerk)


def test_a_leader_takes_an_instruction_back_after_being_asked(share, chi, open_as):
    said = transitions.instruct(share.directive_id, by=chi, text=WORDS)
    leader = open_as(chi)
    leader.goto(address(share))
    leader.get_by_role("button", name="Thu hồi ý kiến").click()
    expect(leader.get_by_role("alertdialog")).to_contain_text("có thể đã đọc")
    leader.get_by_role("alertdialog").get_by_role("button", name="Thu hồi").click()
    expect(leader.locator(".instructions")).to_contain_text("Đã thu hồi")
    assert Comment.objects.get(pk=said.pk).withdrawn_at is not None


def test_marks_and_words_need_no_script(share, chi, open_as):
    leader = open_as(chi, javascript=False)
    leader.goto(address(share))
    leader.get_by_role("button", name="Theo dõi").click()
    leader.get_by_role("button", name="Trọng tâm").click()
    expect(leader.get_by_role("button", name="Theo dõi", pressed=True)).to_be_visible()
    expect(leader.get_by_role("button", name="Trọng tâm", pressed=True)).to_be_visible()
    leader.get_by_role("link", name="Chỉ đạo thêm").click()
    leader.get_by_label("Nội dung chỉ đạo").fill(WORDS)
    leader.get_by_role("button", name="Gửi chỉ đạo").click()
    expect(leader.locator(".instructions")).to_contain_text(WORDS)
    assert following.follows(Directive.objects.get(), chi)
    assert Assignment.objects.filter(directive__starred=True).count() == 2
