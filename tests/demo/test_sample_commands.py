"""The sample province on other days, and its commands where there is no sample."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from agencies.calendar import day_set
from demo.province import make_sample
from directives.models import Assignment
from meetings.models import Document
from notifications.models import OutgoingMessage


@pytest.mark.django_db
def test_a_real_installation_prints_no_accounts(lan):
    out = StringIO()
    call_command("sample_accounts", stdout=out)
    assert out.getvalue() == ""


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
