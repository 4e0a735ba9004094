"""Years of the sample: the same each time, believable, and true of every past day."""

import hashlib
import random
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from agencies.calendar import WorkingDays, day_set
from agencies.models import Agency
from demo.province import make_sample
from demo.years import Places, documents_of_years
from directives import past
from directives.measures import MEASURES, PARTS, WHOLE
from directives.models import Assignment, AssignmentVersion, Directive, Event, ProgressReport
from meetings.models import Document
from notifications.models import OutgoingMessage
from tests.plugins.ladder import restore_ladder

TODAY = date(2025, 11, 6)
DAYS = WorkingDays({})
_CODES = ["STC", "KBNN", "THUE", "SXD", "SNNMT", "TK", "CA", "HQ", "SCT", "DIENLUC", "KKTDN", "BDBP", "SKHCN"]
_CODES += ["SNV", "VNPT", "VIETTEL", "HCC", "SGDDT", "SYT", "BHXH", "SVHTTDL", "BPTTH", "STP", "THADS", "TTT"]
_CODES += ["BCHQS", "SDTTG", "SNGV"]
PLACES = Places(
    communes=[f"X{n}" for n in range(130)],
    departments=_CODES[:14],
    names={code: f"Cơ quan {code}" for code in [*_CODES, *(f"X{n}" for n in range(130))]},
)


def told(seed, *, years=3, much=1):
    today = date(2025, 11, 6)
    return documents_of_years(today, DAYS, random.Random(seed), PLACES, years=years, much=much)


def test_a_seed_tells_the_same_years_and_another_seed_others():
    assert told(7) == told(7)
    assert told(7) != told(8)


def test_three_years_are_some_thousands_of_directives_and_over_ten_thousand_shares():
    points = [point for text in told(7) for point in text.points]
    shares = sum(len(point.lead) + len(point.coordinators) for point in points)
    assert 1500 < len(points) < 6000
    assert 9000 < shares < 20000
    assert len({point.title for point in points}) > 500


def test_every_text_says_who_and_until_when_and_no_number_comes_twice():
    texts = told(7)
    assert len({(text.number, text.issued_on) for text in texts}) == len(texts)
    meetings = [
        (text.meeting.kind, text.meeting.title, text.meeting.held_on) for text in texts if text.meeting
    ]
    assert len(set(meetings)) == len(meetings)
    for text in texts:
        for point in text.points:
            assert "{" not in point.text + point.title
            assert point.due is None or text.issued_on < point.due
            assert point.due is None or f"{point.due:%d/%m/%Y}" in point.text
            assert not set(point.lead) & set(point.coordinators)
            assert all(PLACES.names[code] in point.text for code in point.lead[:1]) or len(point.lead) > 10


def test_more_is_given_before_the_end_of_the_year_than_around_tet():
    texts = told(7)
    given = {
        month: sum(len(text.points) for text in texts if text.issued_on.month == month) for month in (2, 12)
    }
    assert given[12] > 1.5 * given[2]


def fingerprint():
    """All that can be read in the sample, in its own words: no numbers of rows, no hash of a password."""
    digest = hashlib.sha256()
    rows = [
        Document.objects.values_list("kind", "number", "issued_on", "subject", "signer", "text"),
        Directive.objects.values_list(
            "code", "title", "content", "starred", "published_at", "monitor__username"
        ),
        Assignment.objects.values_list("directive__code", "agency__code", *KEPT),
        AssignmentVersion.objects.values_list(
            "assignment__directive__code", "agency__code", "from_on", *KEPT
        ),
        ProgressReport.objects.values_list(
            "assignment__directive__code", "filed_at", "done", "reason", "decision"
        ),
        Event.objects.values_list(
            "kind", "at", "actor_name", "note", "directive__code", "assignment__agency__code"
        ),
    ]
    for of_model in rows:
        for line in sorted(map(repr, of_model)):
            digest.update(line.encode())
    return digest.hexdigest()


KEPT = [name for name in past.KEPT if not name.endswith("_id")]


def small(seed):
    restore_ladder()
    with day_set(TODAY):
        return make_sample(seed=seed, years=1, much=0.15)


@pytest.fixture(scope="module")
def a_year(django_db_setup, django_db_blocker, tmp_path_factory):
    """A year of a small province, made once, and its fingerprint; rolled back after the last test."""
    from django.conf import settings

    before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock():
        with transaction.atomic():
            small(7)
            other = fingerprint()
            transaction.set_rollback(True)
        with transaction.atomic():
            small(7)
            yield other
            transaction.set_rollback(True)
    settings.MEDIA_ROOT = before


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_the_same_seed_and_day_give_the_same_content(a_year, db):
    assert fingerprint() == a_year


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_no_mail_goes_out_and_nothing_lies_in_the_future(a_year, db):
    assert not OutgoingMessage.objects.exists()
    assert not Event.objects.filter(at__date__gt=TODAY).exists()
    assert not AssignmentVersion.objects.filter(from_on__gt=TODAY).exists()


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_the_record_of_past_days_is_that_which_the_history_gives(a_year, db):
    lines = AssignmentVersion.objects.order_by("assignment", "from_on")
    columns = ["assignment", "from_on", "until_on", *past.KEPT]
    lived = list(lines.values_list(*columns))
    with transaction.atomic():
        call_command("rebuild_past", verbosity=0)
        assert list(lines.values_list(*columns)) == lived
        transaction.set_rollback(True)


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_the_numbers_of_today_are_those_of_its_versions(a_year, db):
    for name in sorted({*PARTS, *WHOLE}):  # each is kept of past days
        condition = MEASURES[name].condition(TODAY)
        now = Assignment.objects.counted().filter(condition).count()
        then = AssignmentVersion.objects.as_of(TODAY).counted().filter(condition).count()
        assert now == then, name


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_there_is_work_done_in_time_late_returned_extended_urged_and_long_overdue(a_year, db):
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"accepted", "reported", "completed", "confirmed", "returned", "urged", "released"}
    assert kinds >= {"extension_asked", "extension_granted", "contributed", "explained", "starred"}
    counted = Assignment.objects.counted()
    late = counted.filter(MEASURES["late"].condition(TODAY))
    assert 0.03 < late.count() / counted.done().count() < 0.4
    assert counted.overdue(TODAY).filter(due_on__lt=TODAY - timedelta(days=30)).exists()
    assert counted.exclude(quality="").exists()


@pytest.mark.no_cover  # a whole province: test_chronicle.py runs the same lines
def test_only_agencies_of_today_are_charged_in_bulk(a_year, db):
    plain = Directive.objects.filter(document__subject__startswith="Kết luận tại cuộc họp nghe báo cáo")
    charged = Agency.objects.filter(assignments__directive__in=plain)
    assert charged.exists()
    assert not charged.filter(valid_to__isnull=False).exists()
