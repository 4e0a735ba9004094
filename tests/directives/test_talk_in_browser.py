"""What leaders say, in a real browser: marks by one press, an instruction and its taking back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies import calendar
from directives import following, transitions
from directives.models import Assignment, Comment, Directive

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Làm rõ nguồn vốn của từng dự án, báo cáo tại phiên họp tháng 11."


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


def test_a_leader_takes_an_instruction_back_after_being_asked(share, chi, open_as):
    said = transitions.instruct(share.directive_id, by=chi, text=WORDS)
    leader = open_as(chi)
    leader.goto(address(share))
    leader.get_by_role("button", name="Thu hồi ý kiến").click()
    expect(leader.locator("#confirm")).to_contain_text("có thể đã đọc")
    leader.locator("#confirm-yes").click()
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
