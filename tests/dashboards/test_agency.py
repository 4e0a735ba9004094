"""An agency's dashboard: who may, every number opened, its place among the others, who holds what."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from accounts.models import Role
from dashboards import tallies
from dashboards.pressing import pressing
from directives import transitions
from directives.measures import Scope
from directives.models import Assignment
from tests.plugins.province import DAY, figures_of


@pytest.fixture
def url(finance):
    return reverse("dashboards:agency", args=[finance.pk])


@pytest.fixture
def as_head(client, binh, day):
    day(DAY)
    client.force_login(binh)
    return client


@pytest.fixture
def held(province, finance, mai, nam):
    """The province, in which people of Sở Tài chính hold some of its work."""
    for n, share in enumerate(Assignment.objects.filter(agency=finance).order_by("pk")):
        Assignment.objects.filter(pk=share.pk).update(delegate=[None, mai, nam][n % 3])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("chi", 200),
        ("dung", 200),
        ("lan", 200),
        ("an", 200),
        ("quan", 200),
        ("binh", 200),
        ("mai", 200),
        ("nam", 200),
        ("ha", 404),
    ],
)
def test_who_may_see_an_agency(client, cast, url, name, status):
    client.force_login(cast[name])

    assert client.get(url).status_code == status


@pytest.mark.parametrize(
    ("name", "query"), [("binh", ""), ("chi", "?period=year"), ("binh", "?as_of=2025-10-07&period=year")]
)
def test_every_number_opens_exactly_its_rows(client, cast, day, held, past_province, url, name, query):
    day(DAY)
    client.force_login(cast[name])
    figures = set(figures_of(client.get(url + query).text))

    assert len(figures) > 60
    for address, count in figures:
        assert client.get(address).context["page"].paginator.count == count, address


def test_no_number_stands_without_its_link(as_head, held, url):
    page = as_head.get(url)

    shown = {address for address, _ in figures_of(page.text)}
    assert {figure.url for figure in page.context["total"].values()} <= shown
    assert {figure.url for figure in page.context["helps"].values()} <= shown
    assert {figure.url for row in page.context["holders"] for figure in row.tally.values()} <= shown


@pytest.mark.parametrize("query", ["?period=quarter", "?as_of=2025-10-20&period=year"])
def test_the_place_is_that_of_the_province_s_comparison(client, chi, day, past_province, query):
    """Counted again from the rates which the province's dashboard shows."""
    day(DAY)
    client.force_login(chi)
    compared = client.get(reverse("dashboards:province") + query).context["boards"]

    for board in compared:
        rates = {
            row.of["agency"]: Fraction(row.tally["on_time"].count, row.tally["done_with_deadline"].count)
            for row in board.rows
            if row.tally["done_with_deadline"].count
        }
        for row in board.rows:
            page = client.get(reverse("dashboards:agency", args=[row.of["agency"]]) + query)
            place = page.context["place"]
            if board.title == "Không xếp hạng":
                assert (place.is_ranked, place.number) == (False, None)
                assert "Cơ quan không thuộc diện xếp hạng." in page.text
            elif row.of["agency"] not in rates:
                assert (place.is_ranked, place.number) == (True, None)
            else:
                own = rates[row.of["agency"]]
                assert place.number == 1 + sum(rate > own for rate in rates.values())
                assert (place.of, place.among) == (len(rates), board.title.lower())
                assert place.equals == sum(rate == own for rate in rates.values()) - 1


def test_the_rate_of_the_place_names_its_denominator(as_head, province, url, finance):
    page = as_head.get(url)

    place, total = page.context["place"], page.context["total"]
    assert f"{place.number} / {place.of}" in page.text
    assert f"trong {place.of} sở, ngành, đơn vị đã hoàn thành ít nhất một nhiệm vụ có thời hạn" in page.text
    assert "đúng hạn trên số hoàn thành có thời hạn" in page.text
    done = Assignment.objects.filter(agency=finance).counted().done_with_deadline()
    assert total["done_with_deadline"].count == done.count() > 0


def test_who_has_done_nothing_with_a_deadline_has_no_place(as_head, make_directive, finance, url):
    make_directive(lead=finance, due_on=DAY)

    page = as_head.get(url)

    assert page.context["place"].number is None
    assert "Chưa có nhiệm vụ hoàn thành có thời hạn nên chưa xếp hạng." in page.text


def test_the_comparison_is_a_link_for_those_who_may_see_it_alone(client, chi, binh, day, province, url):
    day(DAY)
    address = reverse("dashboards:province")
    client.force_login(binh)
    assert address not in client.get(f"{url}?period=year").text
    client.force_login(chi)
    page = client.get(f"{url}?period=year")

    assert page.context["place"].url == f"{address}?period=year&sort=-on_time"
    assert client.get(page.context["place"].url).status_code == 200


def test_who_holds_what_and_what_nobody_holds(as_head, held, url, finance, mai):
    holders = {holder.pk: holder for holder in as_head.get(url).context["holders"]}

    work = Assignment.objects.filter(agency=finance).counted()
    assert holders[mai.pk].tally["open"].count == work.open().filter(delegate=mai).count() > 0
    assert holders[mai.pk].tally["overdue"].count == work.overdue(DAY).filter(delegate=mai).count()
    assert holders[None].tally["open"].count == work.open().filter(delegate=None).count() > 0
    assert next(iter(holders)) is None


def test_of_a_past_day_it_is_not_known_who_held_what(as_head, held, past_province, url):
    page = as_head.get(f"{url}?as_of=2025-10-20")

    assert page.context["holders"] == []
    assert "Hệ thống chỉ lưu người thực hiện của hôm nay." in page.text


def test_what_is_returned_and_what_nobody_reported_on_is_listed(
    as_head, make_directive, finance, binh, lan, url, day
):
    day(DAY - timedelta(days=20))
    silent = make_directive(lead=finance, on=DAY - timedelta(days=20), due_on=None, title="Việc im lặng")
    share = make_directive(lead=finance, on=DAY - timedelta(days=20), due_on=DAY, title="Việc nộp lại")
    share = share.assignments.get()
    transitions.accept(share.pk, by=binh)
    day(DAY)
    transitions.complete(share.pk, by=binh, progress=transitions.Progress(done="Đã trình Quyết định số 12."))
    transitions.send_back(share.pk, by=lan, reason="Thiếu số quyết định.")

    page = as_head.get(url)

    assert [line.title for line in page.context["returned"].lines] == ["Việc nộp lại"]
    assert [line.directive for line in page.context["not_updated"].lines] == [silent.pk]
    assert "chưa có báo cáo" in page.text


def test_the_longest_silence_comes_first(province, finance):
    work = Assignment.objects.counted()
    scope = Scope({"role": "lead"})
    total = tallies.of_all(work, scope.link, on=DAY)
    found = pressing("not_updated", work, scope.link, total, on=DAY, most=8)

    silent = {}
    for share in work.not_updated(DAY):
        since = share.last_report_on or share.assigned_on
        silent[share.directive_id] = min(since, silent.get(share.directive_id, since))
    expected = sorted(silent.items(), key=lambda each: (each[1], each[0]))[:8]
    assert [(line.directive, line.first_on) for line in found.lines] == expected


def test_what_an_agency_helps_with_is_counted_apart(as_head, make_directive, finance, health, url):
    make_directive(lead=health, coordinators=[finance], due_on=DAY - timedelta(days=1))

    page = as_head.get(url)

    assert page.context["total"]["given"].count == 0
    assert page.context["helps"]["overdue"].count == 1
    assert "Chưa chủ trì nhiệm vụ nào." in page.text


def test_an_empty_scope_offers_the_whole(as_head, make_directive, finance, url):
    make_directive(lead=finance)

    text = as_head.get(url, {"period": "custom", "to": "01/01/2020"}).text

    assert "Không có nhiệm vụ chủ trì nào trong phạm vi này." in text
    assert f'href="{url}"' in text


def test_a_scope_that_makes_no_sense_is_said_at_its_field(as_head, url):
    response = as_head.get(url, {"as_of": "07/11/2025"})

    assert response.status_code == 422
    assert "Chưa có số liệu của ngày này" in response.text


def test_through_htmx_the_board_alone_comes(as_head, province, url):
    response = as_head.get(url, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<div id="board">')


def test_the_navigation_leads_there(client, binh, mai, ha, chi, finance, health, url):
    for person, address in ((binh, url), (mai, url), (ha, reverse("dashboards:agency", args=[health.pk]))):
        client.force_login(person)
        own = reverse("dashboards:own_agency")
        assert f'href="{own}"' in client.get(reverse("directives:my_work")).text
        assert client.get(own).url == address
    client.force_login(chi)
    assert client.get(own).status_code == 403
    assert f'href="{url}"' in client.get(reverse("directives:agency", args=[finance.pk])).text


def test_who_belongs_to_several_agencies_chooses_by_tabs(client, binh, finance, health, url):
    binh.memberships.create(agency=health, role="head")
    client.force_login(binh)

    page = client.get(url)

    assert [(words, active) for words, _, active, _ in page.context["rooms"]] == [
        (finance.short_name, True),
        (health.short_name, False),
    ]
    assert 'aria-label="Các bảng điều hành"' in page.text


def test_who_belongs_to_none_is_shown_the_list(client, make_user):
    client.force_login(make_user("moi", Role.AGENCY_STAFF, "Hoàng Văn Mới"))

    assert client.get(reverse("dashboards:own_agency")).url == reverse("directives:agencies")


def test_more_work_takes_no_more_queries(
    as_head, make_directive, finance, health, mai, url, django_assert_num_queries
):
    make_directive(lead=finance, due_on=DAY - timedelta(days=1))
    make_directive(lead=finance, due_on=DAY + timedelta(days=1))
    as_head.get(url)
    with django_assert_num_queries(28) as few:
        as_head.get(url)
    for _ in range(3):
        shares = make_directive(lead=[finance, health], due_on=DAY - timedelta(days=2)).assignments.all()
        shares.update(delegate=mai)

    with django_assert_num_queries(len(few)):
        as_head.get(url)
