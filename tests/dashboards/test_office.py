"""The Office's dashboard: who may, every number opened, what it did late, who looks after what."""

from datetime import date, timedelta

import pytest

from accounts.models import Role
from agencies.calendar import working_days
from agencies.models import WorkingDayException
from directives import publishing, transitions
from directives.models import Assignment, Directive, Proposal, ProposalParty, Sentence
from meetings.models import Document
from notifications.models import OutgoingMessage
from tests.plugins.province import DAY, NOON, figures_of

URL = "/dashboards/office/"


@pytest.fixture
def as_clerk(client, lan, day):
    day(DAY)
    client.force_login(lan)
    return client


@pytest.fixture
def busy(past_province, lan, dung, make_user):
    """The province with officers, requests for extension, late entries and a message which was given up."""
    left = make_user("cuu", Role.OFFICE_STAFF, "Đỗ Văn Cửu")
    Document.objects.update(published_at=NOON, published_by=lan)
    for n, directive in enumerate(Directive.objects.order_by("pk")):
        directive.monitor = [lan, dung, left, None][n % 4]
        directive.enter_by = [None, DAY, DAY - timedelta(days=n % 7)][n % 3]
        directive.save(update_fields=["monitor", "enter_by"])
    left.role = Role.AUDITOR
    left.save(update_fields=["role"])
    asking = Assignment.objects.counted().open().filter(due_on__isnull=False).order_by("pk")[:12]
    for share in asking:
        Assignment.objects.filter(pk=share.pk).update(asked_due_on=share.due_on + timedelta(days=9))
    for n, status in enumerate(("failed", "failed", "queued")):
        OutgoingMessage.objects.create(
            key=f"k{n}", recipient=lan, address="lan@dondoc.example", subject="Nhắc việc", status=status
        )
    return past_province


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("dung", 200),
        ("lan", 200),
        ("chi", 403),
        ("an", 403),
        ("quan", 403),
        ("binh", 403),
        ("mai", 403),
    ],
)
def test_who_may_see_the_office(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(URL).status_code == status


@pytest.mark.parametrize("query", ["", "?as_of=2025-10-20&period=year"])
def test_every_number_opens_exactly_its_rows(as_clerk, busy, query):
    figures = set(figures_of(as_clerk.get(URL + query).text))

    assert len(figures) > 25
    for address, count in figures:
        assert as_clerk.get(address).context["page"].paginator.count == count, address


def test_no_number_stands_without_its_link(as_clerk, busy):
    page = as_clerk.get(URL)

    shown = {address for address, _ in figures_of(page.text)}
    assert {figure.url for figure in page.context["total"].values()} <= shown
    assert {figure.url for row in page.context["monitors"] for figure in row.tally.values()} <= shown


def test_what_waits_longer_than_the_rules_allow_is_late(as_clerk, make_directive, finance, binh, day):
    waits = {}
    for filed in (date(2025, 10, 31), date(2025, 11, 3), date(2025, 11, 4), DAY):
        share = make_directive(lead=finance, on=date(2025, 10, 30), due_on=None).assignments.get()
        day(filed)
        transitions.accept(share.pk, by=binh)
        transitions.complete(
            share.pk, by=binh, progress=transitions.Progress(done="Đã trình Quyết định số 12.")
        )
        waits[filed] = share.directive_id
    day(DAY)

    page = as_clerk.get(URL)

    assert page.context["total"]["late_to_confirm"].count == 2  # of Friday and of Monday, on Thursday
    lines = page.context["pending"].lines
    assert [line.directive for line in lines] == list(waits.values())
    assert [line.waited for line in lines] == [6, 3, 2, 0]
    assert page.text.count("Chậm xác nhận: chờ") == 2
    assert "Chờ từ hôm nay" in page.text


@pytest.mark.parametrize(
    ("on", "count", "expected"),
    [
        (date(2025, 11, 6), 2, date(2025, 11, 3)),
        (date(2025, 11, 6), 1, date(2025, 11, 4)),
        (date(2025, 11, 10), 2, date(2025, 11, 5)),
        (date(2025, 9, 4), 2, date(2025, 8, 28)),  # after the holidays of 1 and 2 September
        (date(2025, 11, 9), 1, date(2025, 11, 6)),
        (date(2025, 11, 6), 0, date(2025, 11, 5)),
    ],
)
def test_since_when_working_days_have_passed(db, on, count, expected):
    working = working_days()
    if on.month == 9:
        WorkingDayException.objects.update_or_create(day=date(2025, 9, 1), defaults={"is_worked": False})
        working = working_days()

    found = working.passed_since(on, count)

    assert found == expected
    assert working.after(found, count) < on <= working.after(found + timedelta(days=1), count)


def test_entry_is_measured_from_the_text_and_from_the_meeting(
    as_clerk, make_document, session_0411, finance, lan, day
):
    """Two texts: one published the day after, one nine days after its own day and ten after its meeting."""
    for issued_on, published_on, meeting in (
        (date(2025, 10, 6), date(2025, 10, 7), None),
        (date(2025, 10, 20), date(2025, 10, 29), session_0411),
    ):
        text = "Giao Sở Tài chính rà soát nhu cầu vốn."
        document = make_document(text=text, meeting=meeting, issued_on=issued_on)
        Sentence.objects.create(document=document, start=0, end=len(text))
        proposal = Proposal.objects.create(
            document=document, start=0, end=len(text), title="Rà soát", deadline_kind="none"
        )
        ProposalParty.objects.create(proposal=proposal, role="lead", text="Sở Tài chính", agency=finance)
        day(published_on)
        publishing.publish(document.pk, by=lan)
    session_0411.held_on = date(2025, 10, 19)
    session_0411.save(update_fields=["held_on"])
    day(DAY)

    page = as_clerk.get(URL)

    entry = page.context["entry"]
    assert (entry.documents, entry.days, entry.days_from_meeting) == (2, 5.0, 10.0)
    (late,) = entry.late
    assert (late.issued_on, late.published_on, late.days) == (date(2025, 10, 20), date(2025, 10, 29), 8)
    assert page.context["total"]["entered_late"].count == late.figure.count == 1
    assert "nhập chậm trên số đã giao" in page.text


def test_each_officer_has_their_own_numbers_and_what_nobody_follows_comes_first(as_clerk, busy, lan):
    rows = as_clerk.get(URL).context["monitors"]

    work = Assignment.objects.counted().filter(directive__monitor=lan)
    own = next(row.tally for row in rows if row.of["monitor"] == lan.pk)
    assert own["open"].count == work.open().count() > 0
    assert own["overdue"].count == work.overdue(DAY).count()
    assert own["pending"].count == work.pending().count()
    assert own["not_updated"].count == work.not_updated(DAY).count()
    assert rows[0].of["monitor"] is None
    assert sum(row.tally["open"].count for row in rows) == Assignment.objects.counted().open().count()
    late = [row.tally["overdue"].count for row in rows[1:]]
    assert late == sorted(late, reverse=True)


def test_requests_for_extension_say_until_when(as_clerk, busy):
    page = as_clerk.get(URL)

    found = page.context["extensions"]
    assert found.total.count == 12
    assert [line.due_on for line in found.lines] == sorted(line.due_on for line in found.lines)
    assert f'đề nghị đến <time datetime="{found.lines[0].asked_on:%Y-%m-%d}"' in page.text


def test_messages_which_were_given_up_lead_to_the_deliveries(as_clerk, busy):
    page = as_clerk.get(URL)

    assert ("/notifications/deliveries/?status=failed", 2) in figures_of(page.text)


def test_an_empty_office_says_what_comes_next(as_clerk):
    text = as_clerk.get(URL).text

    assert "Chưa có nhiệm vụ nào được giao." in text
    assert "không gửi được" not in text


def test_a_scope_that_makes_no_sense_is_said_at_its_field(as_clerk):
    response = as_clerk.get(URL, {"as_of": "07/11/2025"})

    assert response.status_code == 422
    assert "Chưa có số liệu của ngày này" in response.text


def test_through_htmx_the_board_alone_comes(as_clerk, province):
    response = as_clerk.get(URL, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<div id="board">')


def test_the_tabs_are_those_of_the_role(client, cast):
    for name, words in (
        ("lan", ["Toàn tỉnh", "Văn phòng", "Xã, phường", "Bảng điện tử"]),
        ("dung", ["Toàn tỉnh", "Văn phòng", "Của tôi", "Xã, phường", "Bảng điện tử"]),
        ("chi", ["Toàn tỉnh", "Của tôi", "Xã, phường", "Bảng điện tử"]),
        ("an", ["Toàn tỉnh", "Xã, phường", "Bảng điện tử"]),
    ):
        client.force_login(cast[name])
        page = client.get("/dashboards/province/")
        assert [tab[0] for tab in page.context["rooms"]] == words
        assert 'aria-label="Các bảng điều hành"' in page.text


def test_more_work_takes_no_more_queries(
    as_clerk, make_directive, finance, health, lan, django_assert_num_queries
):
    make_directive(lead=finance, due_on=DAY - timedelta(days=1))
    as_clerk.get(URL)
    with django_assert_num_queries(15) as few:
        as_clerk.get(URL)
    for n in range(3):
        made = make_directive(lead=[finance, health], due_on=DAY - timedelta(days=2))
        Directive.objects.filter(pk=made.pk).update(enter_by=DAY - timedelta(days=30 + n), monitor=lan)
        made.assignments.update(
            work_state="in_progress",
            accepted_at="2025-11-05T08:00+07:00",
            confirmation="pending",
            filed_on=DAY - timedelta(days=5),
        )

    with django_assert_num_queries(len(few)):
        as_clerk.get(URL)
