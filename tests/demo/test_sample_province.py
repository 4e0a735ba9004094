"""The sample province: believable, made through the real functions, and nobody gets mail about it."""

import zipfile
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Max, Q

from accounts.models import Role, User
from agencies.calendar import day_set
from agencies.models import Agency
from demo.people import PASSWORD, sample_accounts
from demo.province import NotEmpty, make_sample
from directives.deadlines import Timing
from directives.departed import piles_for
from directives.filing import check_file
from directives.models import Assignment, Attachment, Cycle, Directive, Event, Explanation, Sentence
from directives.succession_page import ended_agencies
from directives.waiting import Waiting
from meetings.models import Document
from notifications.models import Notification, OutgoingMessage
from reminders.models import Reminder
from targets.models import Target, TargetEvent
from targets.standing import standings_of
from tests.plugins.ladder import restore_ladder

TODAY = date(2025, 11, 6)


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample as on 06/11/2025, made once; rolled back after the last test."""
    from django.conf import settings

    before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic():
        restore_ladder()
        with day_set(TODAY):
            made = make_sample()
        yield made
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = before


@pytest.fixture
def on_the_day(sample, db):
    with day_set(TODAY):
        yield sample


def test_it_has_what_it_says(on_the_day):
    assert on_the_day.documents == Document.objects.count() == 11
    assert on_the_day.directives == Directive.objects.count() == 49 + 10
    assert on_the_day.shares == Assignment.objects.count() > 220


def test_no_mail_goes_out_about_a_made_up_past(on_the_day):
    assert not OutgoingMessage.objects.exists()
    assert Notification.objects.exists()
    assert Reminder.objects.exists()


def test_old_notices_are_read_and_fresh_ones_are_not(on_the_day):
    assert not Notification.objects.unread().filter(created_at__date__lt=date(2025, 11, 1)).exists()
    assert Notification.objects.unread().filter(created_at__date__gte=date(2025, 11, 4)).exists()


def test_the_session_stands_as_it_stood_two_days_later(on_the_day):
    shares = Assignment.objects.counted().filter(directive__document__number="785/TB-UBND")
    opening = shares.filter(directive__title__contains="khởi công")
    assert {share.agency.code for share in opening} == {"SGDDT", "STC", "SXD"}
    assert {share.due_on for share in opening} == {date(2025, 11, 9)}
    assert shares.filter(agency__kind="commune").count() == 130
    assert shares.new().exists()
    assert not shares.done().exists()


def test_nothing_lies_in_the_future(on_the_day):
    columns = ("assigned_on", "last_report_on", "filed_on", "finished_on", "confirmed_on")
    latest = Assignment.objects.aggregate(**{name: Max(name) for name in columns})
    assert all(day is None or day <= TODAY for day in latest.values()), latest
    assert Event.objects.aggregate(at=Max("at"))["at"].date() <= TODAY
    assert Reminder.objects.aggregate(on=Max("planned_on"))["on"] < TODAY


def test_every_state_is_there_to_look_at(on_the_day):
    counted = Assignment.objects.counted()
    assert counted.overdue(TODAY).exists()
    assert counted.pending().exists()
    assert counted.returned().exists()
    assert counted.not_updated(TODAY).exists()
    timings = set(counted.with_timing(TODAY).values_list("timing", flat=True))
    assert timings == set(Timing)


def test_every_published_sentence_is_accounted_for(on_the_day):
    for document in Document.objects.published():
        told = document.directives.filter(parent__isnull=True).count()
        told += document.proposals.exclude(repeats=None).count()
        assert document.sentences.filter(no_task=False).count() == told
        assert Sentence.objects.filter(document=document, no_task=True).count() == 2
        for directive in document.directives.all():
            assert document.text[directive.start : directive.end] == directive.quote


def test_a_draft_waits_for_the_clerk_with_what_was_read_from_it(on_the_day):
    draft = Document.objects.get(published_at__isnull=True)
    leads = {
        party.agency.code
        for one in draft.proposals.all()
        for party in one.parties.filter(agency__isnull=False)
    }
    assert {"STC", "STP"} <= leads


def test_history_is_complete(on_the_day):
    """Each share which moved has the events of its moves."""
    moved = Assignment.objects.filter(work_state__in=["accepted", "in_progress", "done"]).annotate(
        accepted=Count("events", filter=Q(events__kind="accepted"))
    )
    assert moved.exists()
    assert not moved.exclude(accepted=1).exists()
    done = Assignment.objects.done().annotate(confirmed=Count("events", filter=Q(events__kind="confirmed")))
    assert not done.exclude(confirmed=1).exists()
    assert not Assignment.objects.filter(versions=None).exists()


def test_there_is_something_of_everything_that_happens(on_the_day):
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {
        *("repeated", "withdrawn", "amended", "returned", "reopened", "edited", "starred"),
        *("declined", "insisted", "reassigned", "added", "revoked", "paused", "resumed"),
        *("extension_asked", "extension_granted", "extension_refused", "deadline_set"),
        *("delegated", "subtask_added", "subtask_done"),
        *("contributed", "contribution_asked", "contributions_asked", "released"),
        *("urged", "explanation_asked", "explained", "instructed", "commented", "noted"),
        *("merged", "replaced", "split", "succeeded", "inherited", "reminded"),
    }


def test_recurring_work_has_occurrences_done_open_and_waited_for(on_the_day):
    monthly, weekly = (Cycle.objects.get(every=every) for every in ("month", "week"))
    assert monthly.directive.children.count() == 1  # what is due on 25/11 goes out two weeks before
    assert weekly.directive.children.count() == 7
    for cycle in (monthly, weekly):
        occurrences = Assignment.objects.leads().filter(directive__parent=cycle.directive)
        assert occurrences.done().exists()
    waiting = Waiting(User.objects.get(username="vanphong"), TODAY).rows("awaits_cycle")
    assert waiting.filter(directive__title__contains="kết quả giải ngân").exists()


def test_targets_stand_in_every_state_beside_their_directives(on_the_day):
    rows = {row.target.name: row for row in standings_of(Target.objects.all(), TODAY)}
    assert {row.state for row in rows.values()} == {"behind", "no_data", "on_path", "met"}
    revenue = rows["Thu ngân sách nhà nước trên địa bàn"]
    assert (revenue.target.wanted, revenue.reached, revenue.share) == (
        "ít nhất 26.000 tỷ đồng",
        "22.380",
        "86,08 %",
    )
    assert revenue.target.directives.filter(title__contains="26.000 tỷ đồng").exists()
    assert revenue.target.document.number == "785/TB-UBND"
    assert {event.kind for event in revenue.target.events.all()} == {
        "created",
        "edited",
        "entered",
        "corrected",
    }
    assert not TargetEvent.objects.filter(at__date__gt=TODAY).exists()


def test_work_waits_for_every_role(on_the_day):
    for username in ("chutich", "phochutich1", "vanphong", "tonghop", "stc", "stc.chuyenvien"):
        waiting = Waiting(User.objects.get(username=username), TODAY)
        assert waiting.groups() or waiting.pieces(), username


def test_the_agency_of_the_sample_accounts_has_a_bit_of_everything(on_the_day):
    groups = {filled.group.key for filled in Waiting(User.objects.get(username="stc"), TODAY).groups()}
    assert groups >= {"explain", "soon", "returned", "new", "not_updated", "rest"}


def test_explanations_are_open_late_and_answered(on_the_day):
    assert Explanation.objects.late(TODAY).exists()
    leader = User.objects.get(username="phochutich1")
    assert Explanation.objects.unread_by(leader).exists()
    assert Explanation.objects.exclude(read_at=None).exists()


def test_departed_persons_hold_work_in_the_office_and_in_an_agency(on_the_day):
    for username in ("vanphong", "stc"):
        piles = piles_for(User.objects.get(username=username))
        assert any(pile.takers for pile in piles)


def test_the_work_of_one_agency_went_to_its_successor_and_that_of_others_waits(on_the_day):
    assert {ended.agency.code for ended in ended_agencies(TODAY)} == {"SGTVT", "SDL"}
    moved = Assignment.objects.filter(agency__code="SKHDT")
    assert {share.passed_to.agency.code for share in moved} == {"STC"}


def test_documents_correct_and_supplement_earlier_ones(on_the_day):
    relations = set(Document.objects.exclude(corrects=None).values_list("relation", flat=True))
    assert relations == {"corrects", "supplements"}
    assert Directive.objects.exclude(replaced_by=None).exists()
    assert Directive.objects.exclude(merged_into=None).exists()
    assert Directive.objects.filter(is_heading=True, children__assignments__work_state="done").exists()


def test_results_carry_real_word_files(on_the_day):
    files = list(Attachment.objects.all()[:5])
    assert files
    for attachment in files:
        with attachment.file.open() as file:
            assert check_file(file) == attachment.content_type
            with zipfile.ZipFile(file) as archive:
                assert attachment.report.done in archive.read("word/document.xml").decode()


def test_every_role_has_an_account_that_signs_in(on_the_day, rf):
    accounts = sample_accounts()
    assert {user.role for user in accounts} == set(Role)
    for user in accounts:
        validate_password(PASSWORD, user)
    clerk = User.objects.get(username="tonghop")
    assert authenticate(rf.post("/"), username="tonghop", password=PASSWORD) == clerk
    assert not User.objects.exclude(password=clerk.password).exists()


def test_every_living_agency_has_a_head(on_the_day):
    living = Agency.objects.existing(TODAY)
    assert not living.exclude(memberships__role="head").exists()
    assert not User.objects.exclude(email__endswith="@dondoc.example").exists()


def test_where_there_are_accounts_nothing_is_made(on_the_day):
    with pytest.raises(NotEmpty):
        make_sample()
    out = StringIO()
    call_command("sample_province", stdout=out)
    assert "không tạo dữ liệu mẫu" in out.getvalue()


def test_the_accounts_are_printed_with_their_password(on_the_day):
    out = StringIO()
    call_command("sample_accounts", stdout=out)
    assert PASSWORD in out.getvalue()
    assert "Trần Thị Lan" in out.getvalue()


def test_an_account_whose_password_was_changed_is_not_printed(on_the_day):
    User.objects.update(password="!")
    out = StringIO()
    call_command("sample_accounts", stdout=out)
    assert out.getvalue() == ""
