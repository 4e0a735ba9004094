"""The feed of one's own deadlines: what stands in it, who reads it, how it changes, and how it ends."""

from datetime import date, timedelta
from html import unescape

import icalendar
import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import feeding, following, transitions
from directives.feeding import open_feed
from directives.models import CalendarFeed

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 5)
LATER = date(2025, 11, 20)
PAGE = "/calendar/feed/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)
    cache.clear()


def read(secret, **headers):
    """As a calendar program asks: without a session."""
    return Client().get(reverse("directives:calendar_ics", args=[secret]), headers=headers)


@pytest.fixture
def entries():
    """What stands in a person's calendar, as a reader of such files understands it, by title."""

    def of(person):
        book = icalendar.Calendar.from_ical(read(open_feed(by=person)).content)
        assert book.errors == []
        return {str(entry["SUMMARY"]): entry for entry in book.walk("VEVENT")}

    return of


def test_a_deadline_is_a_whole_day_that_keeps_nobody_busy(assignment, binh, entries):
    directive = assignment.directive
    [(title, entry)] = entries(binh).items()
    assert title == f"Hạn: {directive.title}"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2025, 11, 9), date(2025, 11, 10))
    assert entry["TRANSP"] == "TRANSPARENT"
    assert entry["UID"] == f"directive-{directive.pk}@localhost"
    assert entry["URL"] == f"http://localhost:8000/directives/{directive.pk}/"
    assert directive.code in entry["DESCRIPTION"]
    assert "Sở Tài chính" in entry["DESCRIPTION"]
    changed = directive.events.latest("at").at.replace(microsecond=0)
    assert entry["LAST-MODIFIED"].dt == entry["DTSTAMP"].dt == changed
    assert not entry.errors


def test_a_deadline_that_moves_stays_the_same_entry(assignment, binh, dung, entries):
    [before] = entries(binh).values()
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason="Chờ số liệu.")
    transitions.grant_extension(assignment.pk, by=dung, to=LATER)
    [after] = entries(binh).values()
    assert after["DTSTART"].dt == LATER
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_a_deadline_that_is_taken_away_leaves_the_calendar(assignment, binh, lan, dung, entries):
    transitions.set_deadline(assignment.pk, by=dung, to=None, reason="Theo ý kiến Chủ tịch.")
    assert entries(binh) == entries(lan) == {}
    transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason="Có hạn mới.")
    [entry] = entries(binh).values()
    assert entry["DTSTART"].dt == LATER


def test_what_is_filed_leaves_and_what_is_returned_comes_back(brought_to, binh, lan, entries):
    share = brought_to("filed")
    assert entries(binh) == entries(lan) == {}
    transitions.send_back(share.pk, by=lan, reason="Thiếu số liệu.")
    assert len(entries(binh)) == len(entries(lan)) == 1


def test_each_sees_what_is_theirs(cast, make_directive, finance, health, assignment, entries, an):
    """A head all of the agency, an officer what is delegated, the Office and leaders what they look after."""
    make_directive(lead=health, title="Việc của Sở Y tế", due_on=LATER)
    assert [len(entries(cast[name])) for name in ("binh", "mai", "nam")] == [1, 1, 0]
    assert len(entries(cast["ha"])) == 2, "leads one, coordinates the other"
    assert len(entries(cast["lan"])) == 2, "monitors both"
    assert [len(entries(cast[name])) for name in ("chi", "dung", "an", "quan")] == [2, 0, 0, 0]
    transitions.accept(assignment.pk, by=cast["binh"])
    transitions.delegate(assignment.pk, by=cast["binh"], to=cast["nam"])
    assert len(entries(cast["nam"])) == 1
    following.follow(assignment.directive, by=an)
    assert len(entries(an)) == 1


def test_work_of_many_agencies_is_one_entry_at_the_nearest_day(make_directive, communes, lan, entries, dung):
    given = make_directive(lead=communes, title="Việc của các xã")
    share = given.assignments.order_by("pk").last()
    transitions.set_deadline(share.pk, by=dung, to=date(2025, 11, 7), reason="Khẩn.")
    [entry] = entries(lan).values()
    assert entry["DTSTART"].dt == date(2025, 11, 7)
    assert "3 cơ quan" in entry["DESCRIPTION"]


def test_what_is_long_overdue_does_not_clutter_the_calendar(assignment, binh, entries, day):
    day(date(2025, 11, 9) + feeding.BACK)
    assert len(entries(binh)) == 1
    day(date(2025, 11, 10) + feeding.BACK)
    assert entries(binh) == {}


def test_it_is_sent_again_only_when_it_changed(assignment, binh, dung):
    secret = open_feed(by=binh)
    first = read(secret)
    assert first.status_code == 200
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in first["Cache-Control"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in first.content
    again = read(secret, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    transitions.set_deadline(assignment.pk, by=dung, to=LATER, reason="Đổi lịch họp.")
    assert read(secret, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_who_has_left_and_who_revoked_it_is_read_no_more(assignment, binh, client):
    secret = open_feed(by=binh)
    assert read(secret).status_code == 200
    binh.is_active = False
    binh.save(update_fields=["is_active"])
    assert read(secret).status_code == 404
    binh.is_active = True
    binh.save(update_fields=["is_active"])
    client.force_login(binh)
    assert client.post(f"{PAGE}revoke/").status_code == 302
    assert read(secret).status_code == 404
    assert read("nonsense").status_code == 404


def test_a_program_gone_wild_is_held_off(assignment, binh, ha, monkeypatch):
    monkeypatch.setattr(feeding, "READS_AN_HOUR", 2)
    secret, other = open_feed(by=binh), open_feed(by=ha)
    assert [read(secret).status_code for _ in range(3)] == [200, 200, 429]
    assert read(secret)["Retry-After"] == "3600"
    assert read(other).status_code == 200


def test_the_address_is_shown_once_and_stored_nowhere(client, binh):
    client.force_login(binh)
    assert "Bạn chưa có địa chỉ lịch." in client.get(PAGE).text
    page = unescape(client.post(f"{PAGE}renew/", follow=True).text)
    address = page.split('readonly value="')[1].split('"')[0]
    assert address.startswith("http://localhost:8000/calendar/")
    secret = address.split("/")[-1].removesuffix(".ics")
    assert read(secret).status_code == 200
    feed = CalendarFeed.objects.get()
    assert secret not in f"{feed.__dict__} {dict(client.session)}"
    page = client.get(PAGE).text
    assert "Bạn đang có một địa chỉ lịch" in page
    assert "đọc lần gần nhất" in page
    assert secret not in page
    assert "no-store" in client.get(PAGE)["Cache-Control"]

    client.post(f"{PAGE}renew/")
    assert read(secret).status_code == 404, "another address in its place"
    assert CalendarFeed.objects.count() == 1


def test_nobody_has_two_and_no_two_have_one(binh, ha):
    open_feed(by=binh)
    digest = CalendarFeed.objects.get().digest
    for person, other in ((binh, "x"), (ha, digest)):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarFeed.objects.create(user=person, digest=other)


def test_it_costs_the_same_however_much_stands_in_it(make_directive, finance, binh):
    secret = open_feed(by=binh)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            body = read(secret).content
        return len(captured), body.count(b"BEGIN:VEVENT")

    read(secret)  # notes that it was read
    make_directive(lead=finance, title="Việc 0")
    few = queries()
    for n in range(1, 6):
        make_directive(lead=finance, title=f"Việc {n}", due_on=TODAY + timedelta(days=n))
    many = queries()
    assert (few[1], many[1]) == (1, 6)
    assert few[0] == many[0] <= 4
