"""The wallboard: its pictures in turn, their numbers, and a session that outlives a night."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from dashboards.wall import PICTURES
from tests.plugins.province import DAY, figures_of

URL = "/dashboards/wall/"
EVERY_PICTURE = range(len(PICTURES))


@pytest.fixture
def as_leader(client, chi, day):
    day(DAY)
    client.force_login(chi)
    return client


@pytest.mark.parametrize(("name", "status"), [("chi", 200), ("lan", 200), ("ha", 403)])
def test_who_may_see_the_wall(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(URL).status_code == status


@pytest.mark.parametrize("at", EVERY_PICTURE)
def test_every_number_opens_exactly_its_rows(as_leader, province, at):
    figures = set(figures_of(as_leader.get(f"{URL}?picture={at}").text))

    assert figures
    for address, count in figures:
        assert as_leader.get(address).context["page"].paginator.count == count, address


@pytest.mark.parametrize("at", EVERY_PICTURE)
def test_each_picture_names_itself_and_the_next_and_the_time_of_its_data(as_leader, province, at):
    page = as_leader.get(f"{URL}?picture={at}").text
    following = (at + 1) % len(PICTURES)

    assert f"<h1>{PICTURES[at].title}</h1>" in page
    assert f'data-following="?picture={following}"' in page
    assert f'url=?picture={following}"' in page  # without a script
    assert f"ngày {DAY:%d/%m/%Y}</time>" in page


@pytest.mark.parametrize("at", EVERY_PICTURE)
def test_an_empty_province_has_words_on_every_picture(as_leader, at):
    page = as_leader.get(f"{URL}?picture={at}")

    assert page.status_code == 200
    assert any(word in page.text for word in ("Chưa có", "Không có nhiệm vụ nào"))


@pytest.mark.parametrize("text", ["6", "-1", "x", "²", "9" * 5000, ""])
def test_a_picture_that_is_none_is_the_first(as_leader, province, text):
    assert as_leader.get(URL, {"picture": text}).context["picture"] is PICTURES[0]


@pytest.mark.parametrize("at", EVERY_PICTURE)
def test_more_work_takes_no_more_queries(
    as_leader, make_agency, make_directive, finance, django_assert_max_num_queries, at
):
    for days in (-1, 1):
        make_directive(lead=finance, due_on=DAY + timedelta(days=days))
    as_leader.get(URL)  # the session is prolonged once
    with django_assert_max_num_queries(13) as few:
        as_leader.get(f"{URL}?picture={at}")
    for n in range(3):
        lead = [make_agency(f"Y{n}{m}", f"UBND xã {n}{m}", kind="commune") for m in range(3)]
        make_directive(lead=[finance, *lead], due_on=DAY + timedelta(days=n - 1))

    with django_assert_max_num_queries(len(few)):
        as_leader.get(f"{URL}?picture={at}")


def _ends():
    return Session.objects.get().expire_date


def test_a_screen_that_asks_all_night_stays_signed_in(as_leader, province):
    """The session would end twelve hours after signing in; it begins anew once an hour, not each time."""
    as_leader.get(URL)
    session = as_leader.session
    session["wall_renewed"] -= 60 * 60
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    as_leader.get(URL)

    renewed = _ends()
    assert renewed > timezone.now() + timedelta(hours=11)
    as_leader.get(URL)
    assert _ends() == renewed
