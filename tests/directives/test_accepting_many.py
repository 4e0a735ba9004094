"""Twenty new directives are accepted in two presses; what cannot be accepted stops nothing."""

from datetime import date
from html import unescape

import pytest

from directives import transitions
from directives.models import Assignment, Event
from tests.directives.conftest import HTMX

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/my-work/accept/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def shares(make_directive, finance):
    """Three new ones of Sở Tài chính."""
    titles = [f"Rà soát định mức chi lần {n}" for n in (1, 2, 3)]
    return [make_directive(lead=finance, title=title).assignments.get() for title in titles]


def states():
    return list(Assignment.objects.order_by("pk").values_list("work_state", flat=True))


def test_the_page_offers_it_when_there_are_several(shares, binh, mai, client):
    client.force_login(binh)
    text = unescape(client.get("/my-work/").text)
    assert "3 việc chưa tiếp nhận" in text
    assert text.count('form="accept-many"') == 3
    transitions.accept(shares[0].pk, by=binh)
    transitions.accept(shares[1].pk, by=binh)
    assert "accept-many" not in client.get("/my-work/").text  # one is accepted at its own line
    client.force_login(mai)  # she may not accept
    assert "accept-many" not in client.get("/my-work/").text


def test_it_asks_with_the_number_before(shares, binh, client):
    client.force_login(binh)
    chosen = client.get(URL, {"share": [shares[0].pk, shares[2].pk]})
    assert "Tiếp nhận 2 nhiệm vụ" in chosen.text
    assert [share.pk for share in chosen.context["shares"]] == [shares[0].pk, shares[2].pk]
    assert "Tiếp nhận 3 nhiệm vụ" in client.get(URL, {"all": "1"}).text
    assert states() == ["new"] * 3


def test_what_is_left_chosen_is_accepted_and_the_rest_stays(shares, binh, client):
    client.force_login(binh)
    response = client.post(URL, {"share": [shares[0].pk, shares[2].pk]}, headers=HTMX)
    assert (response.status_code, "assignment:changed" in response["HX-Trigger"]) == (200, True)
    assert "Đã tiếp nhận 2/2 nhiệm vụ" in response.text
    assert "<main" not in response.text
    assert states() == ["accepted", "new", "accepted"]
    assert Event.objects.filter(kind="accepted").count() == 2


def test_one_failure_stops_nothing_and_is_told(shares, binh, client):
    transitions.decline(shares[1].pk, by=binh, reason="Không thuộc chức năng.")
    client.force_login(binh)
    response = client.post(URL, {"share": [share.pk for share in shares]})
    text = unescape(response.text)
    assert "Đã tiếp nhận 2/3 nhiệm vụ" in text
    assert "Không thể “Tiếp nhận” khi việc đang ở trạng thái “Từ chối”." in text
    assert states() == ["accepted", "declined", "accepted"]


def test_rows_of_other_agencies_and_nonsense_are_left_out(shares, ha, client):
    client.force_login(ha)
    response = client.post(URL, {"share": [shares[0].pk, "x", "9" * 30]})
    assert "Đã tiếp nhận 0/0" in response.text
    assert states() == ["new"] * 3


def test_nothing_chosen_is_said(shares, binh, client):
    client.force_login(binh)
    assert "Chưa chọn việc nào." in client.get(URL).text


def test_who_may_not_accept_does_not(shares, mai, client):
    client.force_login(mai)
    assert client.post(URL, {"share": [shares[0].pk]}).status_code == 403
    assert states() == ["new"] * 3


def test_new_ones_count_wherever_they_stand(shares, make_directive, finance, binh, client):
    make_directive(lead=finance, due_on=date(2025, 11, 5))  # overdue and new
    client.force_login(binh)
    assert client.get("/my-work/").context["unaccepted"] == 4


def test_asking_takes_a_fixed_number_of_queries_and_accepting_as_many_for_each(
    shares, make_directive, finance, binh, client, django_assert_num_queries
):
    client.force_login(binh)
    client.get(URL, {"all": "1"})
    with django_assert_num_queries(12, exact=False) as asked:
        client.get(URL, {"all": "1"})
    for _ in range(6):
        make_directive(lead=finance)
    with django_assert_num_queries(len(asked)):
        client.get(URL, {"all": "1"})
    client.post(URL, {"share": [shares[0].pk]})
    with django_assert_num_queries(80, exact=False) as two:
        client.post(URL, {"share": [share.pk for share in shares[1:]]})
    # lock, check, change, history, record, savepoint: for each by itself
    with django_assert_num_queries(len(two) + 2 * 12, exact=False):
        client.post(URL, {"share": list(Assignment.objects.new().values_list("pk", flat=True)[:4])})
