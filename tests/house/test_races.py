"""Two people press at the same moment: one of them is told so, and history has one line."""

import pytest

from accounts.models import Role
from directives import transitions
from directives.models import Assignment, Event, ProgressReport
from directives.transitions import NotAllowed, Progress
from notifications.models import Notification
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filed(assignment, binh, mai):
    """A result of Sở Tài chính which waits for the Office."""
    transitions.accept(assignment.pk, by=binh)
    transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh."))
    return assignment


def test_two_people_confirming_at_the_same_moment_make_one_confirmation(filed, lan, dung, binh):
    with while_uncommitted(lambda: transitions.confirm(filed.pk, by=dung)) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    event = Event.objects.get(assignment=filed, kind=Event.Kind.CONFIRMED)
    assert event.actor == lan
    assert ProgressReport.objects.get(assignment=filed).decided_by == lan
    assert Notification.objects.filter(recipient=binh, key__startswith="confirmed:").count() == 1
    assert Assignment.objects.done().get() == filed


def test_one_confirms_while_the_other_returns(filed, lan, dung):
    with while_uncommitted(lambda: transitions.send_back(filed.pk, by=dung, reason="Thiếu.")) as rival:
        transitions.confirm(filed.pk, by=lan)

    with pytest.raises(NotAllowed):
        rival.result()
    assert not Event.objects.filter(kind=Event.Kind.RETURNED).exists()


def test_one_returns_while_the_other_confirms(filed, lan, dung):
    with while_uncommitted(lambda: transitions.confirm(filed.pk, by=dung)) as rival:
        transitions.send_back(filed.pk, by=lan, reason="Thiếu số liệu.")

    with pytest.raises(NotAllowed):
        rival.result()
    assert not Assignment.objects.done().exists()


def test_head_and_focal_officer_reporting_at_once_are_both_heard(assignment, binh, mai):
    transitions.accept(assignment.pk, by=binh)
    with while_uncommitted(
        lambda: transitions.report(assignment.pk, by=mai, progress=Progress(done="Một nửa.", percent=50))
    ) as rival:
        transitions.report(assignment.pk, by=binh, progress=Progress(done="Một phần.", percent=30))

    assert rival.result().percent == 50
    assignment.refresh_from_db()
    assert assignment.percent == 50
    changes = [event.data.get("percent") for event in Event.objects.filter(kind="reported").order_by("pk")]
    assert changes == [[0, 30], [30, 50]]


def test_a_result_filed_twice_at_once_is_filed_once(assignment, binh):
    transitions.accept(assignment.pk, by=binh)
    told = Progress(done="Đã hoàn thành.")
    with while_uncommitted(lambda: transitions.complete(assignment.pk, by=binh, progress=told)) as rival:
        transitions.complete(assignment.pk, by=binh, progress=told)

    with pytest.raises(NotAllowed):
        rival.result()
    assert ProgressReport.objects.count() == 1


def test_accepting_twice_at_once_is_accepting_once(assignment, binh, make_user, finance):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(lambda: transitions.accept(assignment.pk, by=deputy)) as rival:
        transitions.accept(assignment.pk, by=binh)

    with pytest.raises(NotAllowed):
        rival.result()
    assert Event.objects.get(kind=Event.Kind.ACCEPTED).actor == binh
