"""The register of a past day: its rows are those of that day, as they stood; nothing is done to them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from agencies.calendar import day_set
from directives import past, transitions
from directives.measures import MEASURES
from directives.models import Assignment, AssignmentVersion
from tests.plugins.province import DAY

URL = "/directives/"
THEN = DAY - timedelta(days=30)


@pytest.fixture
def as_leader(client, chi, day):
    day(DAY)
    client.force_login(chi)
    return client


def test_each_measure_of_a_past_day_opens_the_rows_of_that_day(as_leader, past_province):
    shares = AssignmentVersion.objects.as_of(THEN).counted()
    shown = {}
    for name in sorted(name for name, measure in MEASURES.items() if measure.is_kept):
        page = as_leader.get(MEASURES[name].address(f"{URL}?as_of={THEN}")).context["page"]
        then = shares.filter(MEASURES[name].condition(THEN))
        assert page.paginator.count == then.count(), name
        assert {row.pk for row in page} <= set(then.values_list("assignment", flat=True)), name
        shown[name] = page.paginator.count
    assert shown["overdue"] and shown["pending"] and shown["done"]
    today = Assignment.objects.counted()
    assert any(shown[name] != today.filter(MEASURES[name].condition(DAY)).count() for name in shown)


def test_a_row_says_what_it_said_on_that_day(client, lan, finance, make_directive, day, transition_cast):
    share = transition_cast
    day(date(2025, 11, 20))
    client.force_login(lan)

    then = client.get(URL, {"as_of": "2025-11-10"}).context["shown"].rows[0]
    now = client.get(URL).context["shown"].rows[0]

    assert (then.standing.stage, then.share.percent, then.urged) == ("new", 0, None)
    assert now.standing.stage == "accepted"
    assert now.urged == 1
    share.refresh_from_db()
    assert share.work_state == "accepted"


@pytest.fixture
def transition_cast(make_directive, finance, binh, lan):
    """A share that was given on 5 November, accepted and urged on the 12th."""
    with day_set(date(2025, 11, 5)):
        directive = make_directive(lead=finance, on=date(2025, 11, 5), due_on=date(2025, 11, 11))
        share = directive.assignments.get()
        past.rebuild([share])
        share.refresh_from_db()
    with day_set(date(2025, 11, 12)):
        transitions.urge(share.pk, by=lan, kind="reminder", text="Đề nghị báo cáo ngay.")
        transitions.accept(share.pk, by=binh)
    return share


def test_the_page_says_which_day_it_shows_and_offers_no_acts(as_leader, past_province):
    page = as_leader.get(URL, {"as_of": "07/10/2025", "time": "overdue"})

    assert "Đang xem số liệu tính đến 07/10/2025" in page.text
    assert 'href="/directives/?time=overdue"' in page.text
    assert "Tính đến ngày" in [chip.label for chip in page.context["filter"].chips()]
    assert 'name="share"' not in page.text
    assert "data-bulk" not in page.text
    assert page.context["shown"].bulk_acts == []


def test_other_filters_and_sorting_keep_the_day(as_leader, past_province):
    page = as_leader.get(URL, {"as_of": "2025-10-07", "sort": "-urged"})

    assert page.status_code == 200
    assert '<input type="hidden" name="as_of" value="2025-10-07"' in page.text
    assert all(
        "as_of=2025-10-07" in heading.link.url for heading in page.context["shown"].headings if heading.link
    )


@pytest.mark.parametrize("day_named", ["2025-11-07", "hôm qua"])
def test_a_day_without_numbers_is_not_applied_and_said(as_leader, past_province, day_named):
    page = as_leader.get(URL, {"as_of": day_named})

    assert "Bỏ qua bộ lọc không hiểu được: Tính đến ngày." in page.text
    assert page.context["page"].paginator.count == Assignment.objects.counted().count()


@pytest.mark.parametrize("query", ["to_explain=1", "undelegated=1", "of_group=1"])
def test_what_the_past_does_not_hold_is_not_answered(as_leader, past_province, query):
    page = as_leader.get(f"{URL}?as_of={THEN}&{query}")

    assert "Bỏ qua bộ lọc không hiểu được" in page.text
    assert page.context["page"].paginator.count == AssignmentVersion.objects.as_of(THEN).counted().count()


def test_today_as_a_day_is_today(as_leader, past_province):
    page = as_leader.get(URL, {"as_of": DAY.isoformat()})

    assert not page.context["filter"].is_past
    assert "Đang xem số liệu" not in page.text


def test_an_agency_sees_of_the_past_its_own_shares(client, binh, finance, past_province, day):
    day(DAY)
    client.force_login(binh)

    page = client.get(URL, {"as_of": THEN.isoformat()}).context["page"]

    assert {row.agency for row in page} == {finance}
    own = AssignmentVersion.objects.as_of(THEN).in_force().filter(agency=finance)
    assert page.paginator.count == own.count()


def test_the_file_holds_the_rows_of_that_day(as_leader, past_province):
    response = as_leader.get("/directives/export/", {"as_of": THEN.isoformat(), "time": "overdue"})

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    said = [str(row[0].value) for row in sheet.iter_rows(min_row=1, max_row=4)]
    assert any(f"{THEN:%d/%m/%Y}" in line for line in said)
    expected = AssignmentVersion.objects.as_of(THEN).counted().overdue(THEN).count()
    assert any(f"{expected} dòng" in line for line in said)


@pytest.mark.parametrize("address", ["/directives/export/?layout=book&", "/directives/print/?"])
def test_the_book_is_of_today_alone(as_leader, past_province, address):
    response = as_leader.get(f"{address}as_of={THEN}", follow=True)

    assert "Mẫu Sổ theo dõi chỉ có theo số liệu hôm nay." in response.text


def test_a_page_of_the_past_takes_as_many_queries_whatever_it_holds(
    as_leader, past_province, django_assert_max_num_queries
):
    with django_assert_max_num_queries(18) as few:
        as_leader.get(URL, {"as_of": THEN.isoformat(), "time": "overdue"})
    with django_assert_max_num_queries(18) as many:
        as_leader.get(URL, {"as_of": THEN.isoformat()})
    assert len(many) == len(few)
