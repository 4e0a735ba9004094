"""The pages of a meeting and a document: what presses, in which order, who entered it and how late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from directives import overview, transitions
from directives.models import Assignment, Directive
from meetings.models import Meeting
from tests.plugins.province import DAY, figures_of

HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(day):
    day(DAY)


@pytest.fixture
def panel(client, lan):
    """The panel of a meeting or a document as the clerk's browser loads it."""

    def load(row, query=""):
        client.force_login(lan)
        kind = "meeting" if isinstance(row, Meeting) else "document"
        return client.get(reverse(f"directives:{kind}_panel", args=[row.pk]) + query, headers=HTMX)

    return load


def titles(response):
    return [task.directive.title for task in response.context["overview"].page]


@pytest.fixture
def three(make_directive, finance, health):
    """In the order of entry: far off, overdue, due soon."""
    days = {"Còn lâu": 30, "Đã muộn": -2, "Sắp đến hạn": 1}
    return [
        make_directive(lead=[finance, health], title=title, due_on=DAY + timedelta(days=days[title]))
        for title in days
    ]


def test_what_presses_comes_first_unless_the_order_of_the_text_is_asked_for(three, session_0411, panel):
    assert titles(panel(session_0411)) == ["Đã muộn", "Sắp đến hạn", "Còn lâu"]
    # the documents of a meeting, the newest first
    assert titles(panel(session_0411, "?sort=text")) == ["Sắp đến hạn", "Đã muộn", "Còn lâu"]
    assert titles(panel(session_0411, "?sort=x")) == ["Đã muộn", "Sắp đến hạn", "Còn lâu"]


def test_a_long_meeting_is_paged_by_its_own_address(three, session_0411, panel, client, lan, monkeypatch):
    monkeypatch.setattr(overview, "PER_PAGE", 2)
    first = panel(session_0411)
    assert titles(first) == ["Đã muộn", "Sắp đến hạn"]
    assert 'href="?page=2"' in first.text
    assert titles(panel(session_0411, "?page=2")) == ["Còn lâu"]
    page = client.get(reverse("meetings:detail", args=[session_0411.pk]) + "?page=2&sort=text").text
    assert f"{reverse('directives:meeting_panel', args=[session_0411.pk])}?page=2&amp;sort=text" in page


def test_every_number_opens_exactly_its_rows(three, session_0411, panel, client):
    Assignment.objects.filter(directive=three[0], agency__code="STC").update(
        work_state="in_progress", confirmation="pending", filed_on=DAY, accepted_at="2025-11-05T08:00+07:00"
    )
    for row in (session_0411, three[1].document):
        figures = figures_of(panel(row).text)
        assert figures
        for link, count in figures:
            assert client.get(link).context["page"].paginator.count == count


def test_what_was_merged_replaced_or_revoked_is_not_counted(
    make_directive, finance, health, dung, panel, client
):
    kept, merged, revoked, split = (
        make_directive(lead=[finance, health], title=f"Nhiệm vụ {n}", due_on=DAY + timedelta(days=9))
        for n in range(4)
    )
    transitions.merge(merged.pk, into=kept.pk, by=dung, reason="Trùng nội dung", due_on=None)
    for share in revoked.assignments.all():
        transitions.revoke(share.pk, by=dung, reason="Không còn cần")
    text = panel(kept.document.meeting).text
    assert "2 nhiệm vụ, không kể 2 đã gộp, thay, thu hồi hoặc bị từ chối; 0 / 4 việc" in text
    rows = client.get(f"/directives/?meeting={kept.document.meeting_id}").context["page"]
    assert {row.directive_id for row in rows} == {kept.pk, split.pk}
    assert rows.paginator.count == 4


def test_each_document_of_a_meeting_has_its_own_progress(three, session_0411, panel, client):
    Assignment.objects.filter(directive=three[0], agency__code="STC").update(
        work_state="done", confirmation="confirmed", filed_on=DAY, finished_on=DAY, confirmed_on=DAY,
        accepted_at="2025-11-05T08:00+07:00",
    )  # fmt: skip
    text = panel(session_0411).text
    for directive, done in zip(three, ("1 / 2", "0 / 2", "0 / 2"), strict=True):
        place = f'id="document-progress-{directive.document_id}"'
        assert f"{done} hoàn thành" in text.partition(place)[2].partition("</span>")[0]
        assert place in client.get(reverse("meetings:detail", args=[session_0411.pk])).text


def test_who_entered_and_published_and_how_late(make_directive, finance, session_0411, dung, panel, client):
    directive = make_directive(lead=finance, by=dung)
    assert "Nhập chậm" not in panel(directive.document).text
    Directive.objects.filter(pk=directive.pk).update(enter_by=date(2025, 11, 1))
    for row in (directive.document, session_0411):
        assert "Nhập chậm 3 ngày" in panel(row).text
    for name, pk in (("meetings:document", directive.document_id), ("meetings:detail", session_0411.pk)):
        text = client.get(reverse(name, args=[pk])).text
        assert "Trần Thị Lan nhập lúc" in text
        assert "Nguyễn Tiến Dũng phát hành lúc" in text


def test_a_document_tells_its_history(directive, panel):
    text = panel(directive.document).text
    assert "Lịch sử văn bản" in text
    assert "phát hành văn bản" in text
    assert "giao nhiệm vụ" not in text  # that stands on the page of the directive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=briefing", ["Giao ban"]),
        ("?chair={chi}", ["Phiên họp"]),
        ("?kind=x&chair=0", ["Phiên họp", "Giao ban"]),
    ],
)
def test_meetings_are_found_by_kind_and_chair(query, found, session_0411, chi, dung, lan, make_user, client):
    vice = make_user("vinh", Role.LEADER, "Bùi Thanh Vinh")
    Meeting.objects.create(
        kind="briefing", title="Giao ban", held_on=date(2025, 10, 6), chair=vice, created_by=lan
    )
    client.force_login(lan)
    rows = client.get("/meetings/" + query.format(chi=chi.pk)).context["page"]
    assert [row.title.split(" UBND")[0] for row in rows] == found
