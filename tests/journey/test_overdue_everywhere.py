"""Whatever says "overdue" means the same rows: register, file, saved filter, dashboard, reminders."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from accounts.models import Role
from agencies.models import Agency, Membership
from directives import saving
from directives.models import Assignment, SavedView
from directives.waiting import Waiting
from reminders.models import About
from reminders.planning import preview
from tests.plugins.province import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]


@pytest.fixture(autouse=True)
def _today(day, province, make_user):
    """The day of the province, in which every agency has a head."""
    day(DAY)
    for n, agency in enumerate(Agency.objects.exclude(memberships__role=Membership.Role.HEAD)):
        make_user(f"head{n}", Role.AGENCY_HEAD, f"Thủ trưởng {n}", agency=agency, place="head")


@pytest.fixture
def listed(client):
    """The shares which an address of the register lists, page by page."""

    def of(user, address):
        client.force_login(user)
        keys, number, more = [], 1, True
        while more:
            page = client.get(f"{address}&page={number}").context["page"]
            keys += [share.pk for share in page]
            number, more = number + 1, page.has_next()
        assert len(keys) == page.paginator.count
        return keys

    return of


def late(share):
    """Overdue by the words of the decisions: open, and not filed by the end of the deadline's day."""
    if share.work_state not in ("new", "accepted", "in_progress") or share.due_on is None:
        return False
    return min(DAY, share.filed_on or DAY) > share.due_on


@pytest.fixture
def overdue():
    shares = Assignment.objects.filter(role="lead")
    return {share.pk: share for share in shares if late(share)}


def test_the_register_its_file_and_a_saved_filter_list_the_same(overdue, listed, chi, lan, client):
    rows = listed(chi, "/directives/?time=overdue")
    assert set(rows) == set(overdue)
    assert len(rows) > 5
    saving.save_view(by=lan, name="Quá hạn", query="time=overdue", is_shared=True)
    assert listed(chi, f"/directives/?{SavedView.objects.get().query}") == rows
    for layout in ("", "&layout=book"):
        file = client.get(f"/directives/export/?time=overdue{layout}")
        sheet = load_workbook(BytesIO(b"".join(file.streaming_content))).active
        codes = [row[0] for row in sheet.iter_rows(min_row=6, max_col=1, values_only=True)]
        assert codes == [overdue[key].directive.code for key in rows]
    paper = client.get("/directives/print/?time=overdue").context["entries"]
    assert [entry.row.share.pk for entry in paper] == rows


def test_the_dashboard_counts_them_and_leads_to_them(overdue, listed, chi, client):
    client.force_login(chi)
    context = client.get("/dashboards/province/").context
    figure = context["total"]["overdue"]
    assert figure.count == len(overdue)
    assert set(listed(chi, figure.url)) == set(overdue)
    rows = [row for board in context["boards"] for row in board.rows]
    assert sum(row.tally["overdue"].count for row in rows) == len(overdue)
    for row in rows:
        of_agency = {key for key, share in overdue.items() if share.agency_id == row.of["agency"]}
        assert row.tally["overdue"].count == len(of_agency)
        assert set(listed(chi, row.tally["overdue"].url)) == of_agency
    assert urlsplit(figure.url).path == "/directives/"


def test_own_work_and_reminders_leave_out_what_waits_for_the_office(overdue, listed, finance, binh):
    with_agencies = {key for key, share in overdue.items() if share.confirmation != "pending"}
    own = {key for key in with_agencies if overdue[key].agency_id == finance.pk}
    assert 0 < len(with_agencies) < len(overdue)
    waiting = Waiting(binh, DAY)
    leads = {share.pk for share in waiting.rows("overdue") if share.role == "lead"}
    assert leads == own
    (group,) = [filled for filled in waiting.groups() if filled.group.key == "overdue"]
    assert group.count == waiting.rows("overdue").count()
    # to an agency the register lists all it has to do: what waits for the Office is late as well
    assert set(listed(binh, "/directives/?time=overdue&role=lead")) - own == {
        key for key, share in overdue.items() if share.agency_id == finance.pk and key not in own
    }
    reminded = {due.assignment.pk for due in preview(DAY) if due.about == About.DEADLINE and due.until < DAY}
    assert reminded == with_agencies
