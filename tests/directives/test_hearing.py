"""Who can no longer see a piece of work hears nothing of it, and what was theirs to hear reaches somebody."""

from datetime import date

import pytest

from accounts.models import Role, User
from agencies.models import Membership
from directives import transitions
from directives.models import Assignment, Directive
from directives.transitions import Progress

pytestmark = pytest.mark.django_db
WORDS = "Đề nghị Sở Tài chính khẩn trương báo cáo."


@pytest.fixture(params=["agency", "auditor", "no account"])
def officer_has_left(request, cast, directive, lan):
    """Lan monitors the directive, but works for the Office no more."""
    Directive.objects.update(monitor=lan)
    posts = {"agency": Role.AGENCY_STAFF, "auditor": Role.AUDITOR}
    left = {"role": posts[request.param]} if request.param in posts else {"is_active": False}
    User.objects.filter(pk=lan.pk).update(**left)


def test_what_an_agency_files_is_heard_by_the_office_when_its_officer_has_left(
    officer_has_left, assignment, binh, heard, day
):
    day(date(2025, 11, 6))
    transitions.accept(assignment.pk, by=binh)
    transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh tờ trình."))
    assert heard("filed") == ["dung"]


def test_what_leaders_say_among_themselves_is_not_heard_by_an_officer_who_has_left(
    officer_has_left, directive, assignment, chi, dung, binh, heard, day
):
    day(date(2025, 11, 6))
    Directive.objects.update(directing_leader=chi)
    transitions.comment(directive.pk, by=dung, text=WORDS, audience="internal")
    assert heard("commented") == ["chi"]
    transitions.ask_explanation(assignment.pk, by=chi, question="Vì sao chưa xong?", due_on=date(2025, 11, 9))
    assert heard("explanation_asked") == ["binh", "mai"]
    transitions.explain(assignment.pk, by=binh, answer="Chờ ý kiến của Bộ Tài chính đến hết tháng.")
    assert heard("explained") == ["chi", "dung"]


def test_a_leader_in_another_post_does_not_hear_of_the_fourth_urging(
    cast, directive, assignment, chi, lan, heard
):
    Directive.objects.update(directing_leader=chi)
    User.objects.filter(pk=chi.pk).update(role=Role.AGENCY_STAFF)
    for _ in range(4):
        made = transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
        assignment.urgings.update(at="2025-11-01T08:00+07:00")
    assert heard(f"urged:{made.pk}") == ["binh", "dung", "mai"]


def test_an_officer_who_has_left_the_agency_hears_no_more_of_what_was_delegated(
    cast, directive, assignment, nam, lan, dung, heard, day
):
    day(date(2025, 11, 6))
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    assert heard("urged") == ["binh", "mai", "nam"]
    Membership.objects.filter(user=nam).delete()
    transitions.comment(directive.pk, by=lan, text=WORDS, audience="charged")
    transitions.pause(assignment.pk, by=dung, reason="Chờ quy hoạch được duyệt.")
    assert "nam" not in {*heard("commented"), *heard("pause")}
    assert {"binh", "mai"} <= {*heard("commented")}


def test_who_has_left_the_agency_is_not_told_to_whom_their_work_went(
    cast, assignment, binh, mai, nam, heard, day
):
    day(date(2025, 11, 6))
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    Membership.objects.filter(user=nam).delete()
    transitions.delegate(assignment.pk, by=binh, to=mai)
    assert heard("delegated") == ["mai"]
