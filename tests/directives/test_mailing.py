"""What is mailed at once, and what waits in the app for the morning, to those who have chosen nothing."""

from datetime import date

import pytest

from directives import transitions
from directives.models import Assignment
from directives.transitions import Progress
from notifications.kinds import Channel, Kind, by_default
from notifications.models import Notification, OutgoingMessage

WORDS = "Chậm so với yêu cầu của Chủ tịch UBND tỉnh tại phiên họp."


def test_every_kind_is_one_or_the_other():
    mailed = {kind for kind in Kind if by_default(kind, Channel.EMAIL)}
    assert mailed == {
        *(Kind.ASSIGNED, Kind.RETURNED, Kind.EXTENSION, Kind.EXPLANATION, Kind.URGED),
        *(
            Kind.OVERDUE,
            Kind.UPCOMING,
            Kind.WEEKLY,
            Kind.RESULTS,
            Kind.FIGURES,
        ),  # of the morning, the week and the month
    }
    assert set(Kind) - mailed == {
        *(Kind.CONFIRMED, Kind.CHANGED, Kind.FILED, Kind.TEAMWORK),
        *(Kind.COMMENT, Kind.FOLLOWED, Kind.READING, Kind.EXPORTED),
        Kind.INSTRUCTED,  # which the letter of the morning tells
    }


@pytest.fixture
def life(cast, directive, assignment, binh, lan, dung, chi, nam, mai, day):
    """Much that can happen to a share, from its publication on."""
    Assignment.objects.filter(pk=assignment.pk).update(due_on=date(2025, 12, 31))
    day(date(2025, 11, 5))
    transitions.accept(assignment.pk, by=binh)
    transitions.delegate(assignment.pk, by=binh, to=nam)
    transitions.delegate(assignment.pk, by=binh, to=mai)
    transitions.complete(assignment.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh tờ trình."))
    transitions.send_back(assignment.pk, by=lan, reason="Thiếu số quyết định")
    transitions.ask_extension(assignment.pk, by=binh, to=date(2026, 1, 31), reason="Chờ ý kiến Bộ Tài chính.")
    transitions.refuse_extension(assignment.pk, by=dung, reason="Không có lý do chính đáng.")
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    transitions.ask_explanation(assignment.pk, by=chi, question="Vì sao chậm?", due_on=date(2025, 11, 9))
    transitions.explain(assignment.pk, by=binh, answer="Chờ ý kiến của Bộ Tài chính đến hết tháng.")
    transitions.comment(directive.pk, by=lan, text=WORDS, audience="charged")
    transitions.assign_monitor([directive.pk], by=dung, to=dung)
    transitions.pause(assignment.pk, by=dung, reason="Chờ quy hoạch được duyệt.")


def told(rows):
    return {(key.partition(":")[0], name) for key, name in rows.values_list("key", "recipient__username")}


@pytest.mark.django_db
def test_who_is_mailed_what(life):
    agency = ("binh", "mai")
    assert told(OutgoingMessage.objects) == {
        *(("given", name) for name in (*agency, "ha")),
        *(("delegated", name) for name in ("nam", "mai")),
        *((kind, name) for kind in ("returned", "extension_decided", "urged") for name in agency),
        *(("explanation_asked", name) for name in agency),  # and not the officer who monitors it
    }
    assert (
        OutgoingMessage.objects.filter(key__startswith="delegated:", recipient__username="nam").count() == 1
    )
    in_app = told(Notification.objects) - told(OutgoingMessage.objects)
    assert {kind for kind, _ in in_app} == {
        *("filed", "extension_asked", "explanation_asked", "explained", "commented", "monitor", "pause"),
    }
