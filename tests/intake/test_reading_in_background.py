"""Reading in the background with real workers: claimed once, taken up again, seen and come back to."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from config.celery import app
from directives import intake, long_texts
from directives.models import DocumentReading, Proposal
from directives.transitions import NotAllowed
from meetings import progress, sources
from meetings.models import Document, SourceFile
from notifications.models import Notification, OutgoingMessage
from tests.race import while_uncommitted
from tests.waiting import wait_for

from .conftest import TEXT

pytestmark = pytest.mark.django_db(transaction=True)
ALONE = "/documents/add/"
POINT = "Giao Sở Tài chính rà soát nhu cầu kinh phí đợt {}, báo cáo UBND tỉnh trước ngày 20/11/2025.\n"
LONG_TEXT = "".join(POINT.format(number) for number in range(600))  # 55,000 characters
VERY_LONG_TEXT = "".join(POINT.format(number) for number in range(2500))  # 230,000: some seconds
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today(day, tmp_path, settings):
    day(date(2025, 11, 6))
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client_lan(client, lan):
    client.force_login(lan)
    return client


@pytest.fixture
def waiting(lan):
    """A file that waits for a worker."""
    upload = SimpleUploadedFile("785.txt", TEXT.encode())
    return sources.keep(upload, by=lan, meeting=None, typed={})


@pytest.fixture
def long_draft(make_document, provincial):
    return make_document(text=LONG_TEXT)


def silent(row):
    """As if nothing had been heard of the row's worker for long."""
    row.beat_at = timezone.now() - progress.SILENT_AFTER - timedelta(seconds=1)
    row.save(update_fields=["beat_at"])


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def typed(**changes):
    return {"kind": "conclusion", "issued_on": "04/11/2025", "subject": "Kết luận", **changes}


def test_a_file_becomes_directives_and_a_killed_workers_text_is_taken_up(
    client_lan, provincial, run_worker, tmp_path
):
    worker = run_worker(MEDIA_ROOT=str(tmp_path))
    sent = client_lan.post(ALONE, {"file": SimpleUploadedFile("785.txt", TEXT.encode())})
    wait_for(lambda: "HX-Redirect" in client_lan.get(sent["Location"], headers=HTMX))
    source = SourceFile.objects.get()
    form = client_lan.get(source.form_url).context["form"]
    stored = client_lan.post(source.form_url, typed(text=form["text"].value()))
    review = client_lan.get(stored["Location"])
    assert {card.proposal.pk for card in review.context["page"].cards} == set(
        Proposal.objects.values_list("pk", flat=True)
    )
    assert fresh(source).document == Document.objects.get()

    url = client_lan.post(ALONE, typed(text=VERY_LONG_TEXT))["Location"]
    reading = DocumentReading.objects.get()
    wait_for(lambda: fresh(reading).state == "reading")
    worker.kill()
    assert fresh(reading).state == "reading", "it was killed half-way"
    assert not reading.document.proposals.exists()
    assert client_lan.get(url)["Location"] == f"/documents/{reading.document_id}/reading/"
    silent(fresh(reading))
    long_texts.sweep()
    assert fresh(reading).state == "waiting"
    worker.start()
    wait_for(lambda: not fresh(reading).is_under_way, seconds=60)
    assert (fresh(reading).state, fresh(reading).attempts) == ("ready", 2)
    assert reading.document.proposals.count() == 2500


def test_two_workers_never_read_one_file(waiting):
    with while_uncommitted(lambda: progress.claim(SourceFile.objects.all(), waiting.pk)) as rival:
        hold = progress.claim(SourceFile.objects.all(), waiting.pk)

    assert hold.row.attempts == 1
    assert rival.result() is None
    assert fresh(waiting).attempts == 1


def test_a_worker_thought_dead_that_comes_back_changes_nothing(waiting):
    late = progress.claim(SourceFile.objects.all(), waiting.pk)
    silent(late.row)
    sources.sweep()
    sources.read(waiting.pk)
    assert fresh(waiting).state == "ready"
    for act in (lambda: late.note(1, 1), lambda: late.ready(text="x"), lambda: late.fail("x"), late.check):
        with pytest.raises(progress.Superseded):
            act()
    assert fresh(waiting).text == TEXT


def test_a_worker_whose_file_was_deleted_meanwhile_changes_nothing(waiting):
    hold = progress.claim(SourceFile.objects.all(), waiting.pk)
    sources.delete(waiting.pk)
    with pytest.raises(progress.Superseded):
        hold.ready(text="x")
    sources.read(waiting.pk)
    assert not SourceFile.objects.exists()


def test_what_keeps_killing_workers_is_given_up_with_a_message(waiting):
    for attempt in (1, 2, 3):
        assert progress.claim(SourceFile.objects.all(), waiting.pk).row.attempts == attempt
        sources.sweep()
        assert fresh(waiting).state == "reading", "a worker that gives signs of life is left alone"
        silent(fresh(waiting))
        sources.sweep()
    assert (fresh(waiting).state, fresh(waiting).problem) == ("failed", progress.GIVEN_UP)


def test_a_fault_of_the_reading_is_shown_and_logged(waiting, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as planted, pytest.raises(ZeroDivisionError):
        planted.setattr(sources.reading, "read", fail)
        sources.read(waiting.pk)
    assert (fresh(waiting).state, fresh(waiting).problem) == ("failed", sources.BROKEN)


def test_a_fault_is_not_lost_when_the_row_went_to_another_worker_meanwhile(waiting, monkeypatch):
    def fail(*args, **kwargs):
        waiting.delete()
        raise ZeroDivisionError

    with monkeypatch.context() as planted, pytest.raises(ZeroDivisionError):
        planted.setattr(sources.reading, "read", fail)
        sources.read(waiting.pk)


def test_a_file_lost_from_the_disk_is_told(waiting):
    waiting.file.storage.delete(waiting.file.name)
    with pytest.raises(FileNotFoundError):
        sources.read(waiting.pk)
    assert fresh(waiting).state == "failed"


def test_a_long_text_is_read_while_the_clerk_is_away(client_lan, provincial, lan, monkeypatch):
    monkeypatch.setattr(progress, "TELL_AFTER", timedelta(seconds=-1))
    url = client_lan.post(ALONE, typed(text=LONG_TEXT))["Location"]
    document = Document.objects.get()
    where = f"/documents/{document.pk}/reading/"
    assert url == f"/documents/{document.pk}/review/"
    assert client_lan.get(url)["Location"] == where
    assert client_lan.get(f"/documents/{document.pk}/publish/")["Location"] == where
    assert "Đang chờ đến lượt đọc" in client_lan.get(where).content.decode()
    DocumentReading.objects.update(done=30, total=600)
    part = client_lan.get(where, headers=HTMX).content.decode()
    assert "đã đọc 30 / 600 đoạn" in part
    assert "<main" not in part
    with pytest.raises(NotAllowed, match="đang đọc"), transaction.atomic():
        intake.open_document(document.pk, by=lan)
    with pytest.raises(NotAllowed, match="đang đọc"):
        long_texts.start(document.pk, by=lan)
    long_texts.read(DocumentReading.objects.get().pk)
    assert document.proposals.count() == 600
    assert client_lan.get(where)["Location"] == url
    assert client_lan.get(where, headers=HTMX)["HX-Redirect"] == url
    assert client_lan.get(url).status_code == 200
    assert Notification.objects.get(recipient=lan).url == url
    assert not OutgoingMessage.objects.exists()


def test_a_long_text_that_could_not_be_read_can_be_read_again(long_draft, client_lan, lan, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    first = long_texts.start(long_draft.pk, by=lan)
    with monkeypatch.context() as planted, pytest.raises(ZeroDivisionError):
        planted.setattr(intake.extraction, "extract", fail)
        long_texts.read(first.pk)
    review = f"/documents/{long_draft.pk}/review/"
    assert long_texts.BROKEN in client_lan.get(review).content.decode()
    client_lan.post(f"/documents/{long_draft.pk}/find-again/")
    second = DocumentReading.objects.get()
    assert second.pk != first.pk
    long_texts.read(first.pk)
    assert not long_draft.proposals.exists(), "the old one is gone"
    long_texts.read(second.pk)
    assert long_draft.proposals.count() == 600


def test_a_short_text_is_read_in_the_request(make_document, provincial, lan):
    document = make_document(text=TEXT)
    assert long_texts.find_directives(document, by=lan) == 3
    assert not DocumentReading.objects.exists()


def test_what_beat_starts_and_what_is_routed_are_tasks_that_exist():
    app.loader.import_default_modules()
    named = {entry["task"] for entry in app.conf.beat_schedule.values()} | set(app.conf.task_routes)
    assert named <= set(app.tasks)
    assert {"meetings.tasks.sweep_sources", "directives.tasks.sweep_long_texts"} <= named
    assert {route["queue"] for route in app.conf.task_routes.values()} <= {
        queue.name for queue in app.conf.task_queues
    }
