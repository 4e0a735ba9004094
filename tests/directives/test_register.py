"""The register: every filter against a second computation in Python, and how the page behaves."""

import random
import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from agencies.forms import Newest
from agencies.vietnamese import sort_key
from directives.columns import COLUMNS
from directives.deadlines import Timing
from directives.filters import AssignmentFilter, register_url
from directives.models import Assignment, Directive, Follow
from directives.models.directive import Field
from directives.narrowing import DAYS, FLAGS, STATES, TIMES
from directives.sorting import SORTS
from meetings.models import Meeting
from tests.directives.conftest import HTMX

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/directives/"
OPEN_STATES = ("new", "accepted", "in_progress")


def rows_of(user, **parameters):
    data = QueryDict(urlencode(parameters))
    return list(AssignmentFilter(data, user=user, on=TODAY).rows())


@pytest.fixture
def crowd(make_directive, finance, health, education, departments_group, session_0411, lan, chi, make_user):
    """Sixty shares in every state that the constraints allow, on random days."""
    chance = random.Random(20251109)
    other = Meeting.objects.create(
        title="Họp giao ban tháng 10", kind="briefing", held_on=date(2025, 10, 20), chair=chi, created_by=lan
    )
    leader = make_user("tuan", Role.LEADER, "Hoàng Tuấn")
    for n in range(20):
        made = make_directive(
            lead=[finance, health] if n % 3 == 0 else health,
            groups=[departments_group],
            due_on=TODAY if n % 4 else None,
            on=TODAY - timedelta(days=chance.randint(0, 25)),
            meeting=chance.choice([session_0411, other, None]),
            field=chance.choice(["finance", "health"]),
            title=chance.choice(["Rà soát nhu cầu vốn", "Phòng chống dịch bệnh mùa mưa"]),
        )
        Directive.objects.filter(pk=made.pk).update(
            starred=chance.random() < 0.3,
            directing_leader=chance.choice([chi, leader, None]),
            origin=chance.choice(["government", "chairman"]),
            priority=chance.choice(["normal", "urgent"]),
            monitor=chance.choice([lan, lan, lan, None]),
            enter_by=date(2025, 9, 1) if n % 5 == 0 else made.enter_by,
        )
        if chance.random() < 0.3:
            Follow.objects.create(user=lan, directive=made)
    for share in Assignment.objects.order_by("pk"):
        _scatter(share, chance)
        for number in range(1, chance.choice([1, 1, 1, 3, 6])):
            share.urgings.create(number=number, kind="reminder", text="Khẩn trương", by=lan)
        if chance.random() < 0.3:
            Assignment.objects.filter(pk=share.pk).update(delegate=lan)
    return list(Assignment.objects.select_related("directive__document").order_by("pk"))


def _scatter(share, chance):
    due = share.due_on and TODAY + timedelta(days=chance.choice([-9, -1, 0, 1, 3, 4, 6, 7, 20]))
    filed = TODAY - timedelta(days=chance.randint(0, 10))
    state = {"due_on": due, "accepted_at": timezone.now(), "percent": chance.randint(0, 99)}
    kind = chance.choice(
        [*OPEN_STATES, "pending", "returned", "done", "done", "paused", "declined", "revoked", "split"]
    )
    if share.role == "coordinator" and chance.random() < 0.3:
        kind = "contributed"
    match kind:
        case "pending":
            state |= {"work_state": "in_progress", "confirmation": "pending", "filed_on": filed}
        case "contributed":
            state |= {"work_state": "accepted", "contributed_on": filed}
        case "returned":
            state |= {"work_state": "in_progress", "confirmation": "returned"}
        case "done":
            days = {"filed_on": filed, "finished_on": filed, "confirmed_on": TODAY}
            mark = ["excellent", "good", "fair"][filed.day % 3]
            state |= {"work_state": "done", "confirmation": "confirmed", "quality": mark, **days}
        case _:
            state |= {"work_state": kind}
    if due and kind in OPEN_STATES and chance.random() < 0.3:
        state["asked_due_on"] = due + timedelta(days=9)
    if kind in ("in_progress", "pending", "returned", "done") and chance.random() < 0.7:
        state["last_report_on"] = TODAY - timedelta(days=chance.randint(0, 12))
    if share.role == "lead" and kind in OPEN_STATES and state["percent"] > 60:
        state["explain_on"] = TODAY + timedelta(days=2)
    Assignment.objects.filter(pk=share.pk).update(**state)


def in_force(share):
    return share.work_state not in ("declined", "revoked", "split")


def is_open(share):
    return share.work_state in OPEN_STATES


def days_left(share):
    return (share.due_on - TODAY).days


def with_agency(share):
    return is_open(share) and share.confirmation != "pending" and share.contributed_on is None


def late(share):
    if not is_open(share) or share.due_on is None:
        return False
    return min(TODAY, share.filed_on or share.contributed_on or TODAY) > share.due_on


def due_in(share, days):
    return with_agency(share) and share.due_on is not None and 0 <= (share.due_on - TODAY).days <= days


def silent(share):
    since = share.last_report_on or share.assigned_on
    return with_agency(share) and (TODAY - since).days > 7


MEANS = {
    ("state", "not_done"): lambda s: s.work_state != "done",
    ("state", "open"): is_open,
    ("state", "new"): lambda s: s.work_state == "new",
    ("state", "accepted"): lambda s: s.work_state == "accepted",
    ("state", "in_progress"): lambda s: s.work_state == "in_progress",
    ("state", "with_agency"): with_agency,
    ("state", "contributed"): lambda s: s.contributed_on is not None,
    ("state", "pending"): lambda s: s.confirmation == "pending",
    ("state", "returned"): lambda s: s.confirmation == "returned",
    ("state", "done"): lambda s: s.work_state == "done",
    ("state", "paused"): lambda s: s.work_state == "paused",
    ("state", "declined"): lambda s: s.work_state == "declined",
    ("state", "revoked"): lambda s: s.work_state == "revoked",
    ("state", "split"): lambda s: s.work_state == "split",
    ("asks_extension", "1"): lambda s: s.asked_due_on is not None,
    ("to_explain", "1"): lambda s: s.explain_on is not None,
    ("time", "overdue"): late,
    ("time", "due_today"): lambda s: due_in(s, 0),
    ("time", "due_soon"): lambda s: due_in(s, 3),
    ("time", "due_week"): lambda s: due_in(s, 6),
    ("time", "on_track"): lambda s: (
        s.work_state != "done" and bool(s.due_on) and not late(s) and s.due_on > TODAY + timedelta(3)
    ),
    ("time", "open_in_time"): lambda s: (
        in_force(s) and s.work_state != "done" and bool(s.due_on) and not late(s)
    ),
    ("time", "no_deadline"): lambda s: s.due_on is None,
    ("time", "finished_on_time"): lambda s: s.timing_on(TODAY) == Timing.FINISHED_ON_TIME,
    ("time", "finished_late"): lambda s: s.timing_on(TODAY) == Timing.FINISHED_LATE,
    ("time", "finished"): lambda s: s.work_state == "done" and s.due_on is not None,
    ("time", "finished_original"): lambda s: s.work_state == "done" and s.original_due_on is not None,
    ("time", "finished_on_time_original"): lambda s: (
        s.work_state == "done" and bool(s.original_due_on) and s.finished_on <= s.original_due_on
    ),
    ("not_updated", "1"): silent,
    ("new", "1"): lambda s: s.work_state == "new",
    ("late_to_accept", "1"): lambda s: s.work_state == "new" and (TODAY - s.assigned_on).days > 1,
    ("fallen_due", "1"): lambda s: s.work_state == "done" or late(s),
    ("starred", "1"): lambda s: s.directive.starred,
    ("field", "health"): lambda s: s.directive.field == "health",
    ("from", "25/10/2025"): lambda s: s.assigned_on >= date(2025, 10, 25),
    ("to", "2025-10-25"): lambda s: s.assigned_on <= date(2025, 10, 25),
    ("q", "phong chong"): lambda s: s.directive.title.startswith("Phòng"),
    ("q", "SO TAI CHINH vốn"): lambda s: "vốn" in s.directive.title and "Tài chính" in s.directive.content,
}


MEANS |= {
    ("time", "due_fortnight"): lambda s: due_in(s, 13),
    ("excellent", "1"): lambda s: s.quality == "excellent",
    ("good", "1"): lambda s: s.quality == "good",
    ("fair", "1"): lambda s: s.quality == "fair",
    ("of_group", "1"): lambda s: s.group_id is not None,
    ("late_to_confirm", "1"): lambda s: s.confirmation == "pending" and s.filed_on <= date(2025, 11, 3),
    ("entered_late", "1"): lambda s: s.directive.entered_late_by > 0,
    ("undirected", "1"): lambda s: s.directive.directing_leader_id is None,
    ("unmonitored", "1"): lambda s: s.directive.monitor_id is None,
    ("undelegated", "1"): lambda s: s.delegate_id is None,
    ("followed", "1"): lambda s: s.directive.follows.exists(),
    ("origin", "government"): lambda s: s.directive.origin == "government",
    ("priority", "urgent"): lambda s: s.directive.priority == "urgent",
    ("urged", "1"): lambda s: s.urgings.count() >= 1,
    ("urged", "3"): lambda s: s.urgings.count() >= 3,
    ("due_from", "06/11/2025"): lambda s: bool(s.due_on) and s.due_on >= TODAY,
    ("due_to", "06/11/2025"): lambda s: bool(s.due_on) and s.due_on <= TODAY,
    ("done_from", "01/11/2025"): lambda s: bool(s.finished_on) and s.finished_on >= date(2025, 11, 1),
    ("done_to", "2025-11-01"): lambda s: bool(s.finished_on) and s.finished_on <= date(2025, 11, 1),
}


def test_every_value_of_the_filter_has_a_meaning_here():
    assert {name for name, _ in MEANS} >= DAYS.keys() | {"urged", "followed"}
    named = {("state", value) for value in STATES} | {("time", value) for value in TIMES}
    assert named | {(flag, "1") for flag in FLAGS} <= MEANS.keys()


def test_each_value_finds_exactly_its_rows(crowd, lan):
    for (name, value), means in MEANS.items():
        for role in ("lead", "coordinator", "all"):
            expected = [
                share.pk
                for share in crowd
                if (in_force(share) or value in ("declined", "revoked", "split"))
                and role in ("all", share.role)
                and means(share)
            ]
            found = [share.pk for share in rows_of(lan, **{name: value, "role": role})]
            assert sorted(found) == expected, (name, value, role)


def test_each_value_finds_something_and_leaves_something(crowd, lan):
    every = len(rows_of(lan, role="all"))
    for name, value in MEANS:
        assert 0 < len(rows_of(lan, **{name: value, "role": "all"})) < every, (name, value)


def test_values_combine(crowd, lan):
    chance = random.Random(20251109)
    for _ in range(40):
        chosen = dict(chance.sample(list(MEANS), 3))
        expected = [
            share.pk
            for share in crowd
            if (in_force(share) or chosen.get("state") in ("declined", "revoked", "split"))
            and share.role == "lead"
            and all(MEANS[name, value](share) for name, value in chosen.items())
        ]
        assert sorted(share.pk for share in rows_of(lan, **chosen)) == expected, chosen


def test_rows_of_one_agency_meeting_document_leader_or_monitor(crowd, lan, dung, chi, health, session_0411):
    columns = {
        "agency": (health.pk, lambda s: s.agency_id == health.pk),
        "meeting": (session_0411.pk, lambda s: s.directive.document.meeting_id == session_0411.pk),
        "document": (crowd[0].directive.document_id, lambda s: s.directive_id == crowd[0].directive_id),
        "leader": (chi.pk, lambda s: s.directive.directing_leader_id == chi.pk),
        "monitor": (lan.pk, lambda s: s.directive.monitor_id == lan.pk),
    }
    for name, (value, means) in columns.items():
        expected = [share.pk for share in crowd if in_force(share) and share.role == "lead" and means(share)]
        assert expected, name
        assert sorted(share.pk for share in rows_of(lan, **{name: value})) == expected, name
    assert rows_of(lan, monitor=dung.pk) == []


@pytest.mark.parametrize(("sort", "way"), [("title", "Index Scan"), ("-title", "Index Scan Backward")])
def test_titles_are_read_from_their_index_in_both_directions(sort, way, crowd, lan):
    with connection.cursor() as cursor:  # a hundred rows are quicker sorted
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
    plan = AssignmentFilter(QueryDict(f"sort={sort}"), user=lan, on=TODAY).rows()[:50].explain()
    assert f"{way} using directive_by_title" in plan


def test_a_card_on_a_phone_leaves_out_what_has_no_value(make_directive, finance, health, lan, ask):
    alone = make_directive(lead=finance)
    helped = make_directive(lead=finance, coordinators=[health])
    text = ask(lan, "/directives/?columns=code,coordinators,urged,finished").text
    for directive, empty in (
        (alone, ["Phối hợp", "Đôn đốc", "Ngày hoàn thành"]),
        (helped, ["Đôn đốc", "Ngày hoàn thành"]),
    ):
        row = text.partition(f">{directive.code}</td>")[2].partition("</tr>")[0]
        assert re.findall(r'no-value" data-label="([^"]+)"', row) == empty


def test_without_a_role_leaders_see_what_counts_and_agencies_all_that_is_theirs(crowd, lan, ha, health):
    counted = Assignment.objects.counted().count()
    assert len(rows_of(lan)) == counted
    own = [share for share in crowd if in_force(share) and share.agency_id == health.pk]
    assert len(rows_of(ha)) == len(own)


def test_members_of_an_agency_see_their_own_rows_whatever_they_ask(crowd, ha, finance, health):
    for parameters in ({}, {"role": "all"}, {"agency": finance.pk}, {"q": "Tài chính", "role": "all"}):
        assert {share.agency_id for share in rows_of(ha, **parameters)} <= {health.pk}


def name_key(person):
    return [sort_key(word) for word in person.full_name.split()[::-1]] if person else None


SORTED_BY = {
    "code": lambda s: s.directive.number,
    "title": lambda s: sort_key(s.directive.title),
    "agency": lambda s: s.agency.sort_key,
    "original_due": lambda s: s.original_due_on,
    "stage": lambda s: STAGES.index(s.confirmation if s.confirmation in STAGES else s.work_state),
    "percent": lambda s: s.percent,
    "urged": lambda s: s.urgings.count(),
    "given": lambda s: s.assigned_on,
    "finished": lambda s: s.finished_on,
    "document": lambda s: (s.directive.document.issued_on, s.directive.document.number),
    "field": lambda s: Field.values.index(s.directive.field),
    "leader": lambda s: name_key(s.directive.directing_leader),
    "monitor": lambda s: name_key(s.directive.monitor),
}
STAGES = ["new", "accepted", "returned", "in_progress", "pending", "done", "paused"]
ODD = {"due", "updated"}  # what they put first going up is not the least


@pytest.mark.parametrize("column", [*SORTED_BY])
def test_each_column_sorts_up_and_down_and_loses_no_row(column, crowd, lan):
    for sort in (column, f"-{column}"):
        rows = rows_of(lan, sort=sort)
        assert len(rows) == Assignment.objects.counted().count()
        values = [SORTED_BY[column](share) for share in rows]
        known = [value for value in values if value is not None]
        assert all(value is None for value in values[len(known) :]), sort
        assert known == sorted(known, reverse=sort.startswith("-")), sort
        assert len({str(value) for value in values}) > 1


def test_open_work_stands_first_by_deadline_and_what_was_never_reported_first_by_report(crowd, lan):
    rows = rows_of(lan)
    assert [(s.work_state == "done", s.due_on or date.max) for s in rows] == sorted(
        (s.work_state == "done", s.due_on or date.max) for s in rows
    )
    latest = [share.due_on for share in rows_of(lan, sort="-due")]
    dated = [day for day in latest if day]
    assert latest == sorted(dated, reverse=True) + [None] * (len(latest) - len(dated))
    reported = [share.last_report_on or date.min for share in rows_of(lan, sort="updated")]
    assert reported == sorted(reported)
    newest = [share.last_report_on or date.min for share in rows_of(lan, sort="-updated")]
    assert newest == sorted(newest, reverse=True)


def test_every_sort_of_the_register_is_tried_here():
    assert SORTED_BY.keys() | ODD == SORTS.keys()
    assert {column.sort for column in COLUMNS.values() if column.sort} <= SORTS.keys()


def test_search_finds_by_code_number_and_agency_without_accents(make_directive, finance, health, lan):
    made = make_directive(lead=finance, title="Đẩy nhanh giải ngân vốn đầu tư công")
    make_directive(lead=health, title="Phòng chống dịch")
    number = made.document.number
    for words in (
        made.code,
        made.code.lower(),
        number,
        "giai ngan",
        "GIẢI NGÂN",
        "day nha giai",
        "so tai chinh",
    ):
        assert [share.directive_id for share in rows_of(lan, q=words)] == [made.pk], words
    for words in ("không có đâu", "!!!", "' OR 1=1 --", "zzz:* & (", "\\"):
        assert rows_of(lan, q=words) == [], words


def test_links_carry_only_what_says_something():
    assert register_url() == URL
    assert register_url(time="overdue", agency=3, field="", starred=False) == f"{URL}?time=overdue&agency=3"
    assert register_url(from_=date(2025, 11, 1), not_updated=True) == f"{URL}?from=2025-11-01&not_updated=1"


# The page --------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def test_what_the_page_shows(directive, finance, lan, client):
    client.force_login(lan)
    text = unescape(client.get(URL).text)
    for words in (directive.code, directive.title, "Sở Tài chính", "Sở Y tế", "09/11/2025", "Còn 3 ngày"):
        assert words in text
    assert "Mới giao" in text
    assert "<b>1</b> nhiệm vụ" in text


def test_a_row_counts_who_else_leads_each_member_of_a_group(
    make_directive, finance, health, education, departments_group, lan, client
):
    make_directive(lead=[finance, health, education])
    client.force_login(lan)
    assert unescape(client.get(URL).text).count("cùng 2 cơ quan") == 3
    Assignment.objects.all().delete()
    made = make_directive(lead_groups=[departments_group])
    many = made.assignments.count()
    assert many > 2
    assert unescape(client.get(URL).text).count(f"cùng {many - 1} cơ quan") == many


def test_through_htmx_the_list_alone_comes_with_the_short_address(directive, lan, client):
    client.force_login(lan)
    query = {"q": "", "state": "new", "agency": "", "time": ""}
    response = client.get(URL, query, headers=HTMX)
    assert "<main" not in response.text
    assert directive.code in response.text
    assert response["HX-Push-Url"] == "?state=new"
    assert "HX-Request" in response["Vary"]


def test_chips_say_what_is_filtered_and_take_it_off(directive, lan, finance, session_0411, client):
    client.force_login(lan)
    query = {"state": "new", "agency": finance.pk, "meeting": session_0411.pk, "new": "1", "sort": "code"}
    response = client.get(URL, query)
    chips = {chip.text: chip.remove_url for chip in response.context["filter"].chips()}
    assert list(chips) == ["Sở Tài chính", "Mới giao", str(session_0411), "Chưa tiếp nhận"]
    assert "agency" not in chips["Sở Tài chính"]
    assert "state=new" in chips["Sở Tài chính"]
    for name in ("meeting", "sort"):
        assert f'name="{name}"' in response.text


def test_a_value_that_says_nothing_is_named_and_not_applied(directive, lan, client):
    client.force_login(lan)
    response = client.get(URL, {"agency": "999999", "state": "lost", "from": "hôm qua"})
    assert response.status_code == 200
    assert response.context["filter"].mistakes == ["Cơ quan", "Tình trạng", "Giao từ ngày"]
    assert "Bỏ qua bộ lọc không hiểu được" in response.text
    assert directive.code in response.text


@pytest.mark.parametrize("name", ["meeting", "document"])
def test_an_address_tells_agencies_nothing_of_what_they_may_not_read(
    name, make_directive, finance, health, session_0411, ha, lan, client
):
    made = make_directive(lead=finance, meeting=session_0411)
    make_directive(lead=health)
    address = {name: {"meeting": session_0411.pk, "document": made.document_id}[name]}
    words = {"meeting": str(session_0411), "document": str(made.document)}[name]
    client.force_login(ha)
    response = client.get(URL, address)
    assert words not in unescape(response.text)
    assert response.context["filter"].chips() == []
    assert len(response.context["filter"].mistakes) == 1
    client.force_login(lan)
    assert words in unescape(client.get(URL, address).text)


def test_pages_hold_fifty_rows_and_keep_the_filter(make_directive, communes_group, lan, client):
    for _ in range(18):
        make_directive(lead_groups=[communes_group])
    client.force_login(lan)
    response = client.get(URL, {"state": "new", "page": 2})
    assert len(response.context["shown"].rows) == 4
    assert response.context["page"].paginator.count == 54
    assert "?state=new&amp;page=1" in response.text
    assert len(client.get(URL, {"page": "999"}).context["shown"].rows) == 4


def test_nothing_found_says_so(lan, client):
    client.force_login(lan)
    assert "Không có nhiệm vụ nào như vậy." in client.get(URL, {"q": "zzz"}).text


def test_the_number_of_queries_does_not_grow_with_the_rows(
    make_directive, finance, health, departments_group, lan, client
):
    client.force_login(lan)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(URL, {"role": "all"}).status_code == 200
        return len(captured)

    make_directive(lead=finance, coordinators=[health])
    queries()
    few = queries()
    for _ in range(12):
        make_directive(lead=[finance, health], groups=[departments_group])
    assert queries() == few
    assert few <= 16


def _offered(page, name):
    return [str(value) for value, _ in page.context["filter"].fields[name].choices if value]


def test_meeting_and_document_are_chosen_in_the_form(make_directive, finance, session_0411, lan, client):
    made = make_directive(lead=finance)
    client.force_login(lan)

    page = client.get(URL, {"meeting": session_0411.pk})

    assert page.context["page"].paginator.count == 1
    assert re.search(rf'<option value="{session_0411.pk}"[^>]* selected', page.text)
    assert str(made.document_id) in _offered(page, "document")
    assert str(session_0411) in [chip.text for chip in page.context["filter"].chips()]


def test_the_newest_meetings_are_offered_and_the_one_which_is_chosen(
    make_directive, session_0411, lan, client
):
    for n in range(Newest.MOST):
        later = session_0411.held_on + timedelta(days=n + 1)
        Meeting.objects.create(title=f"Giao ban {n}", held_on=later, chair=session_0411.chair, created_by=lan)
    client.force_login(lan)

    assert len(_offered(client.get(URL), "meeting")) == Newest.MOST
    assert str(session_0411.pk) not in _offered(client.get(URL), "meeting")
    assert str(session_0411.pk) in _offered(client.get(URL, {"meeting": session_0411.pk}), "meeting")


def test_meetings_and_documents_are_not_offered_to_agencies(
    make_directive, health, session_0411, binh, client
):
    make_directive(lead=health)
    client.force_login(binh)
    page = client.get(URL)

    assert page.context["filter"].places == []
    assert session_0411.title not in page.text
    assert client.get(URL, {"meeting": session_0411.pk}).context["filter"].mistakes
