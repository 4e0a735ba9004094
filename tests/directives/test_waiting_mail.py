"""What still waits to be sent when its recipient may no longer see the work is not sent."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from agencies.models import Membership
from directives import transitions
from directives.access import hidden_from
from directives.models import Directive
from directives.telling import given_out
from notifications import delivery, sight
from notifications.models import OutgoingMessage, Webhook
from reminders.planning import plan

pytestmark = pytest.mark.django_db
WORDS = "Đề nghị Sở Tài chính khẩn trương báo cáo."


@pytest.fixture
def urged(cast, assignment, lan, day):
    """An urging of Finance, whose mails wait: the mail server is away."""
    day(date(2025, 11, 6))
    OutgoingMessage.objects.all().delete()
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    return assignment


def sent_to():
    """Who gets what waits, by username; each message is taken once."""
    return sorted(
        message.recipient.username
        for message in OutgoingMessage.objects.order_by("pk")
        if delivery.claim(message.pk)
    )


def test_who_left_the_agency_while_the_mail_waited_does_not_get_it(urged, binh, lan, client):
    Membership.objects.filter(user=binh).delete()
    assert sent_to() == ["mai"]
    withheld = OutgoingMessage.objects.get(recipient=binh)
    assert (withheld.status, withheld.error, withheld.attempts) == ("withheld", delivery.WITHHELD, 0)
    client.force_login(lan)
    page = unescape(client.get("/notifications/deliveries/?status=withheld").text)
    assert delivery.WITHHELD in page
    assert "Gửi lại<" not in page


def test_who_moved_to_another_agency_does_not_get_it_either(urged, binh, make_agency):
    Membership.objects.filter(user=binh).update(agency=make_agency("SKHCN", "Sở Khoa học và Công nghệ"))
    assert sent_to() == ["mai"]


def test_what_a_webhook_hands_on_is_asked_about_too(cast, assignment, binh, lan, day):
    day(date(2025, 11, 6))
    Webhook.objects.create(name="Zalo", url="https://zalo.example/", secret="x" * 32)
    OutgoingMessage.objects.all().delete()
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    Membership.objects.filter(user=binh).delete()
    assert sent_to() == ["mai", "mai"]
    assert OutgoingMessage.objects.filter(recipient=binh, status="withheld").count() == 2


def test_work_that_was_taken_back_is_still_told_to_who_had_it(cast, assignment, binh, dung, day):
    day(date(2025, 11, 6))
    OutgoingMessage.objects.all().delete()
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=dung)
    transitions.revoke(assignment.pk, by=dung, reason="Giao lại cho cơ quan khác.")
    assert set(sent_to()) == {"binh", "mai"}


def test_what_names_no_directive_is_sent(urged, binh):
    Membership.objects.filter(user=binh).delete()
    OutgoingMessage.objects.update(thread="")
    assert sent_to() == ["binh", "mai"]


def test_many_are_answered_as_the_door_to_rows_answers_at_the_cost_of_one(cast, directive, assignment):
    Membership.objects.filter(user__username="nam").delete()
    people, pairs = list(User.objects.order_by("pk")), []
    for pk in Directive.objects.values_list("pk", flat=True):
        pairs += [(person, pk) for person in people]
    expected = {
        (person.pk, pk)
        for person, pk in pairs
        if not Directive.objects.visible_to(person).filter(pk=pk).exists()
    }
    assert 0 < len(expected) < len(pairs)
    assert hidden_from(pairs) == expected
    one = next(pair for pair in pairs if (pair[0].pk, pair[1]) in expected)
    with CaptureQueriesContext(connection) as single:
        hidden_from([one])
    with CaptureQueriesContext(connection) as many:
        hidden_from(pairs)
    assert len(single) == len(many) == 2


def test_a_batch_is_asked_about_at_once(urged):
    messages = list(OutgoingMessage.objects.select_related("recipient"))
    Membership.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        assert sight.out_of_sight(messages) == {message.pk for message in messages}
    assert len(captured) == 2


def test_a_morning_letter_that_waited_is_not_sent_to_who_may_not_see_a_line_of_it(
    ladder, make_directive, finance, health, binh, ha, day
):
    for agency, days in ((finance, 1), (finance, 3), (health, 1)):
        make_directive(lead=agency, due_on=date(2025, 11, 6) + timedelta(days=days))
    OutgoingMessage.objects.all().delete()
    day(date(2025, 11, 6))
    plan(date(2025, 11, 6))
    letters = OutgoingMessage.objects.filter(key__startswith="reminders:")
    assert len(letters.get(recipient=binh).about) == 2
    Membership.objects.filter(user=binh).update(agency=health)
    sent = sent_to()
    assert "binh" not in sent
    assert "ha" in sent
    assert letters.get(recipient=binh).status == "withheld"


def test_a_list_of_what_an_agency_was_given_is_not_sent_to_who_left_it(
    cast, make_directive, finance, binh, lan
):
    made = [make_directive(lead=finance) for _ in range(2)]
    OutgoingMessage.objects.all().delete()
    given_out(made, by=lan)
    assert OutgoingMessage.objects.get(recipient=binh).thread == ""
    Membership.objects.filter(user=binh).delete()
    assert sent_to() == ["mai"]
