"""The sample province on other days, and its commands where there is no sample."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from agencies.calendar import day_set
from demo.province import make_sample
from directives.models import Assignment, Event
from meetings.models import Document
from notifications.models import OutgoingMessage


@pytest.mark.django_db
def test_a_real_installation_prints_no_accounts(lan):
    out = StringIO()
    call_command("sample_accounts", stdout=out)
    assert out.getvalue() == ""


@pytest.mark.no_cover  # a whole province: test_sample_province.py runs the same lines
@pytest.mark.django_db
def test_a_year_later_the_newest_session_shows_every_state(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    today = date(2026, 11, 20)
    with day_set(today):
        make_sample()
    newest = Document.objects.published().order_by("issued_on").last()
    shares = Assignment.objects.counted().filter(directive__document=newest)
    assert (today - newest.issued_on).days < 14
    for found in (shares.new(), shares.pending(), shares.returned(), shares.overdue(today), shares.done()):
        assert found.exists()
    assert {"due_today", "due_soon", "on_track", "no_deadline"} <= set(
        shares.with_timing(today).values_list("timing", flat=True)
    )
    assert not OutgoingMessage.objects.exists()


@pytest.mark.no_cover  # a whole province: test_sample_province.py runs the same lines
@pytest.mark.django_db
def test_the_same_seed_gives_the_same_province_and_another_seed_another(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def told(seed):
        with day_set(date(2025, 9, 22)), transaction.atomic():
            call_command("demo", seed=seed, stdout=StringIO())
            events = Event.objects.order_by("pk").values_list(
                "kind", "actor_name", "note", "directive__code", "assignment__agency__code"
            )
            lines = [*events]
            transaction.set_rollback(True)
        return lines

    one = told(7)
    assert len(one) > 30
    assert told(7) == one
    assert told(8) != one
