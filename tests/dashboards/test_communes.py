"""The communes as tiles: their state, their numbers, what is shown and in which order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directives.models import Assignment
from tests.plugins.province import DAY, NOON, figures_of

URL = "/dashboards/communes/"
DONE = {
    "work_state": "done",
    "confirmation": "confirmed",
    "accepted_at": NOON,
    "filed_on": DAY,
    "finished_on": DAY,
    "confirmed_on": DAY,
}


@pytest.fixture
def as_leader(client, chi, day):
    day(DAY)
    client.force_login(chi)
    return client


@pytest.fixture
def five(make_agency):
    """A commune for each state, in the order of the states."""
    names = ("An Lộc", "Bình Yên", "Cát Ngạn", "Đô Lương", "Yên Thành")
    return [make_agency(f"X{n}", f"UBND xã {name}", kind="commune") for n, name in enumerate(names)]


@pytest.fixture
def work(five, make_directive):
    late, soon, calm, ready, _ = five
    make_directive(lead=[late, calm], due_on=DAY - timedelta(days=1))
    Assignment.objects.filter(agency=calm).update(due_on=DAY + timedelta(days=30))
    make_directive(lead=[soon, late], due_on=DAY + timedelta(days=6))
    make_directive(lead=ready, due_on=DAY)
    Assignment.objects.filter(agency=ready).update(**DONE)


def _shown(page):
    return [(tile.row.of["name"], tile.state) for tile in page.context["grid"].tiles]


@pytest.mark.parametrize(
    ("name", "status"), [("chi", 200), ("dung", 200), ("lan", 200), ("ha", 403), ("binh", 403)]
)
def test_who_may_see_all_communes(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(URL).status_code == status


def test_each_commune_is_in_the_state_that_presses_most(as_leader, work):
    assert _shown(as_leader.get(URL, {"sort": "name"})) == [
        ("UBND xã An Lộc", "overdue"),
        ("UBND xã Bình Yên", "due_soon"),
        ("UBND xã Cát Ngạn", "on_track"),
        ("UBND xã Đô Lương", "done"),
        ("UBND xã Yên Thành", "none"),
    ]


@pytest.mark.parametrize("query", ["", "?as_of=2025-10-07", "?period=year&sort=name"])
def test_every_number_opens_exactly_its_rows(as_leader, past_province, query):
    figures = set(figures_of(as_leader.get(URL + query).text))

    assert figures
    for address, count in figures:
        assert as_leader.get(address).context["page"].paginator.count == count, address


def test_the_parts_are_all_the_communes_and_each_shows_its_own(as_leader, work):
    grid = as_leader.get(URL).context["grid"]

    assert [part.count for part in grid.parts] == [1, 1, 1, 1, 1]
    assert sum(part.count for part in grid.parts) == grid.whole == len(grid.tiles)
    for part in grid.parts:
        shown = _shown(as_leader.get(URL, {"state": part.state}))
        assert [state for _, state in shown] == [part.state] * part.count


@pytest.mark.parametrize("words", ["do luong", "Đô Lương", "ĐÔ  LƯƠNG", "luong do"])
def test_a_commune_is_found_without_accents(as_leader, work, words):
    assert _shown(as_leader.get(URL, {"q": words})) == [("UBND xã Đô Lương", "done")]


def test_who_has_most_overdue_comes_first_and_equals_by_name(as_leader, work):
    names = [name for name, _ in _shown(as_leader.get(URL))]

    assert names == [
        f"UBND xã {name}" for name in ("An Lộc", "Bình Yên", "Cát Ngạn", "Đô Lương", "Yên Thành")
    ]


def test_a_commune_that_was_merged_away_stays_as_long_as_its_work_counts(as_leader, work, five):
    late, *_, idle = five
    for agency in (late, idle):
        agency.valid_to = DAY - timedelta(days=1)
        agency.save()

    names = [name for name, _ in _shown(as_leader.get(URL))]

    assert late.name in names
    assert idle.name not in names


def test_nothing_found_offers_all(as_leader, work):
    page = as_leader.get(URL, {"q": "không có xã này"})

    assert "Không có xã, phường nào như vậy." in page.text
    assert f'href="{reverse("dashboards:communes")}"' in page.text


def test_a_province_without_communes_says_so(as_leader):
    assert "Chưa có xã, phường nào." in as_leader.get(URL).text


@pytest.mark.parametrize(
    ("query", "message"),
    [("?as_of=07/11/2025", "Chưa có số liệu"), ("?sort=colour", "colour"), ("?state=x", "x")],
)
def test_what_makes_no_sense_is_said(as_leader, work, query, message):
    page = as_leader.get(URL + query)

    assert page.status_code == 422
    assert message in page.text
    assert "data-count" not in page.text


def test_more_communes_take_no_more_queries(
    as_leader, work, make_agency, make_directive, django_assert_num_queries
):
    with django_assert_num_queries(6) as few:
        as_leader.get(URL)
    make_directive(
        lead=[make_agency(f"Y{n}", f"UBND phường số {n}", kind="commune") for n in range(9)], due_on=DAY
    )

    with django_assert_num_queries(len(few)):
        as_leader.get(URL)
