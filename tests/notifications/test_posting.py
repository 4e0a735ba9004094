"""Posting notices: with the change they tell of, once, to those who can be told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from notifications import outbox
from notifications.kinds import Kind
from notifications.letters import notice_letter
from notifications.models import Notification, OutgoingMessage
from notifications.outbox import NotFailed, Notice, post, resend, silent

pytestmark = pytest.mark.django_db
Status = OutgoingMessage.Status


def notice(recipient, key="k", **fields):
    values = {
        "title": "Việc mới",
        "text": "Dòng một\n\nDòng hai",
        "url": "/directives/1/",
        "kind": "assigned",
        **fields,
    }
    return Notice(key=f"{key}:{recipient.pk}", recipient=recipient, **values)


@pytest.fixture
def handed_over(monkeypatch):
    """The ids handed to the broker, which is outside."""
    ids = []
    monkeypatch.setattr("notifications.tasks.deliver_message.delay", ids.append)
    return ids


def test_a_notice_is_in_the_inbox_and_in_the_outbox(binh, handed_over, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ids = post([notice(binh)])
    message = OutgoingMessage.objects.get()
    assert ids == {f"k:{binh.pk}": message.pk}
    assert handed_over == [message.pk]
    assert (message.address, message.subject, message.status) == (binh.email, "Việc mới", Status.QUEUED)
    assert Notification.objects.get().title == "Việc mới"


def test_posted_again_it_is_there_once(binh, handed_over):
    post([notice(binh)])
    post([notice(binh, title="Khác"), notice(binh)])
    assert Notification.objects.get().title == "Việc mới"
    assert OutgoingMessage.objects.get().subject == "Việc mới"


def test_what_was_sent_is_not_handed_over_again(binh, handed_over, django_capture_on_commit_callbacks):
    post([notice(binh)])
    OutgoingMessage.objects.update(status=Status.FAILED)
    with django_capture_on_commit_callbacks(execute=True):
        assert post([notice(binh)]) == {}
    assert handed_over == []


def test_who_cannot_sign_in_is_not_told_and_who_has_no_address_is_told_in_the_app(binh, mai):
    binh.is_active, mai.email = False, ""
    post([notice(binh), notice(mai)])
    assert Notification.objects.get().recipient == mai
    assert not OutgoingMessage.objects.exists()


def test_a_change_that_is_rolled_back_tells_nobody(binh, handed_over, django_capture_on_commit_callbacks):
    class Broken(Exception):
        pass

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Broken), transaction.atomic():
        post([notice(binh)])
        raise Broken
    assert not Notification.objects.exists()
    assert not OutgoingMessage.objects.exists()
    assert handed_over == []


def test_a_dead_broker_does_not_break_the_change(
    binh, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def refuse(pk):
        raise ConnectionError("broker away")

    monkeypatch.setattr("notifications.tasks.deliver_message.delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        post([notice(binh)])
    assert OutgoingMessage.objects.get().status == Status.QUEUED
    assert "broker away" in caplog.text


def test_a_made_up_past_is_not_mailed(binh):
    with silent():
        assert post([notice(binh)]) == {}
    assert Notification.objects.count() == 1
    assert not OutgoingMessage.objects.exists()
    post([notice(binh, key="later")])
    assert OutgoingMessage.objects.count() == 1


def test_many_notices_cost_as_many_statements_as_one(make_user):
    people = [make_user(f"p{n}", Role.AGENCY_STAFF, f"Người {n}") for n in range(30)]
    with CaptureQueriesContext(connection) as one:
        post([notice(people[0])])
    with CaptureQueriesContext(connection) as many:
        post([notice(person) for person in people[1:]])
    assert len(one) == len(many) == 5


def test_a_letter_speaks_plainly_and_with_markup_made_harmless(binh):
    words = ("Sở Y tế báo cáo:\r\n <b>xong</b>", "Dòng một\n\nDòng & hai", "/directives/7/")
    letter = notice_letter(*words, kind=Kind.ASSIGNED, to=binh)
    assert letter.subject == "Sở Y tế báo cáo: <b>xong</b>"
    assert "Dòng một\nDòng & hai" in letter.text
    assert "http://localhost:8000/directives/7/" in letter.text
    assert "&lt;b&gt;xong&lt;/b&gt;" in letter.html
    assert "Dòng &amp; hai" in letter.html
    assert 'href="http://localhost:8000/directives/7/"' in letter.html
    assert "{" not in letter.text, "a template tag stayed in the letter"
    assert letter.text.endswith("Thư loại “Việc được giao cho tôi” luôn được gửi theo quy chế.\n")


def test_a_long_title_is_cut(binh):
    post([notice(binh, title="Rà soát " * 60)])
    assert len(OutgoingMessage.objects.get().subject) <= 250
    assert len(Notification.objects.get().title) <= 200


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "/\\evil.example", ""])
def test_a_notice_leads_into_the_site_only(binh, url):
    with pytest.raises(IntegrityError, match="notification_url_internal"), transaction.atomic():
        post([notice(binh, url=url)])
    with pytest.raises(ValidationError):
        Notification(key="x", recipient=binh, title="x", url=url).full_clean()


def test_the_database_refuses_an_unknown_state_and_a_sending_time_without_sending(binh):
    post([notice(binh)])
    with pytest.raises(IntegrityError, match="message_status_known"), transaction.atomic():
        OutgoingMessage.objects.update(status="lost")
    with pytest.raises(IntegrityError, match="message_sent_iff_time"), transaction.atomic():
        OutgoingMessage.objects.update(status=Status.SENT)


def test_a_failed_message_is_sent_again_to_the_address_of_today(
    binh, lan, handed_over, django_capture_on_commit_callbacks
):
    pk = post([notice(binh)])[f"k:{binh.pk}"]
    OutgoingMessage.objects.update(status=Status.FAILED, attempts=7, error="550 no such user")
    binh.email = "binh.moi@dondoc.example"
    binh.save(update_fields=["email"])
    with django_capture_on_commit_callbacks(execute=True):
        resend(pk, by=lan)
    message = OutgoingMessage.objects.get()
    assert (message.status, message.attempts, message.error) == (Status.QUEUED, 0, "")
    assert message.address == "binh.moi@dondoc.example"
    assert message.resent_by == lan
    assert message.resent_at is not None
    assert handed_over == [pk]


@pytest.mark.parametrize("status", [Status.QUEUED, Status.INFLIGHT, Status.RETRY])
def test_only_what_failed_is_sent_again(binh, lan, status):
    pk = post([notice(binh)])[f"k:{binh.pk}"]
    OutgoingMessage.objects.update(status=status)
    with pytest.raises(NotFailed, match="không cần gửi lại"):
        resend(pk, by=lan)
    assert OutgoingMessage.objects.get().resent_by is None
    assert outbox.Status(OutgoingMessage.objects.get().status) == status
