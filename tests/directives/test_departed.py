"""What departed persons held is seen, and handed over at once."""

from datetime import date
from html import unescape

import pytest

from accounts.models import Role, User
from directives import departed, transitions
from directives.departed import piles_for, take_over
from directives.models import Assignment, Directive, SubTask
from directives.transitions import NotAllowed
from notifications.models import Notification

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/departed/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def leave(person, how="locked"):
    if how == "locked":
        User.objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.memberships.all().delete()


@pytest.fixture
def held(make_directive, finance, binh, nam):
    """Nam, of Sở Tài chính, holds two shares and a piece of a third."""
    shares = [make_directive(lead=finance, title=f"Rà soát lần {n}").assignments.get() for n in (1, 2, 3)]
    for share in shares[:2]:
        transitions.delegate(share.pk, by=binh, to=nam)
    transitions.add_subtask(shares[2].pk, by=binh, title="Tổng hợp số liệu", person=nam)
    return shares


def titles(user):
    return [held.title for pile in piles_for(user) for held in pile.rows]


@pytest.mark.parametrize("how", ["locked", "moved"])
def test_the_head_sees_what_who_left_holds(how, held, nam, binh, ha, mai, dung):
    assert piles_for(binh) == []
    leave(nam, how)
    assert titles(binh) == ["Rà soát lần 1", "Rà soát lần 2", "Tổng hợp số liệu"]
    assert titles(ha) == titles(mai) == []
    # the head of the Office reads it, and cannot hand it out
    (pile,) = piles_for(dung)
    assert (pile.title, len(pile.rows), pile.takers) == ("Sở Tài chính", 3, [])


def test_what_is_done_is_held_by_nobody(held, nam, binh, lan, dung):
    leave(nam)
    for share in held:
        transitions.revoke(share.pk, by=dung, reason="Đã có chỉ đạo khác.")
    assert piles_for(binh) == []


def test_all_goes_to_one_person_who_is_told_once(held, nam, binh, mai):
    leave(nam)
    (pile,) = piles_for(binh)
    Notification.objects.all().delete()
    outcomes = take_over(pile.key, [row.key for row in pile.rows], by=binh, to=mai)
    assert [outcome.done for outcome in outcomes] == [True] * 3
    assert Assignment.objects.filter(delegate=mai).count() == 2
    assert SubTask.objects.get().person == mai
    assert held[0].events.latest("pk").data["delegate"] == ["Vũ Hoài Nam", "Đặng Ngọc Mai"]
    notice = Notification.objects.get()
    assert (notice.recipient, notice.title) == (mai, "Bạn được giao 3 việc của người đã rời đi")
    assert piles_for(binh) == []


def test_chosen_rows_are_taken_back_the_rest_stays(held, nam, binh):
    leave(nam)
    (pile,) = piles_for(binh)
    take_over(pile.key, [pile.rows[0].key, pile.rows[2].key], by=binh, to=None)
    assert Assignment.objects.filter(delegate=nam).count() == 1
    assert SubTask.objects.get().person == binh  # a piece has always somebody
    assert titles(binh) == ["Rà soát lần 2"]


def test_the_office_hands_over_what_officers_monitored_and_leaders_directed(
    directive, lan, chi, dung, make_user
):
    thu = make_user("thu", Role.OFFICE_STAFF, "Võ Thị Thu")
    vice = make_user("pct", Role.LEADER, "Bùi Thanh An")
    leave(lan)
    leave(chi)
    piles = {pile.key: pile for pile in piles_for(dung)}
    assert list(piles) == ["monitor", "leader"]
    take_over("monitor", [piles["monitor"].rows[0].key], by=dung, to=thu)
    take_over("leader", [piles["leader"].rows[0].key], by=dung, to=vice)
    directive = Directive.objects.get(pk=directive.pk)
    assert (directive.monitor, directive.directing_leader) == (thu, vice)
    assert directive.events.filter(kind="edited").count() == 2
    assert piles_for(dung) == []


def test_what_is_paused_is_found_when_it_goes_on(held, nam, binh, dung):
    leave(nam)
    transitions.pause(held[0].pk, by=dung, reason="Chờ hướng dẫn.")
    assert titles(binh) == ["Rà soát lần 2", "Tổng hợp số liệu"]
    transitions.resume(held[0].pk, by=dung)
    assert len(titles(binh)) == 3


def test_what_somebody_took_meanwhile_is_not_taken_from_them(held, nam, binh, mai):
    leave(nam)
    transitions.delegate(held[0].pk, by=binh, to=mai)
    with pytest.raises(NotAllowed, match="vừa được giao cho người khác"):
        transitions.delegate(held[0].pk, by=binh, to=binh, instead_of=nam)


def test_it_goes_to_those_of_the_agency_only(held, nam, binh, ha, dung):
    leave(nam)
    (pile,) = piles_for(binh)
    keys = [row.key for row in pile.rows]
    with pytest.raises(NotAllowed, match="Không giao được"):
        take_over(pile.key, keys, by=binh, to=ha)
    for other in (ha, dung):
        with pytest.raises(NotAllowed, match="Không còn việc nào"):
            take_over(pile.key, keys, by=other, to=None)
    assert Assignment.objects.filter(delegate=nam).count() == 2


def test_a_pile_is_shown_in_part_and_counted_whole(held, nam, binh, mai, client, monkeypatch):
    leave(nam)
    monkeypatch.setattr(departed, "MOST", 1)
    (pile,) = piles_for(binh)
    assert ([row.title for row in pile.rows], pile.count, pile.more) == (
        ["Rà soát lần 1", "Tổng hợp số liệu"],
        3,
        1,
    )
    client.force_login(binh)
    assert "3 việc đang do người đã rời đi giữ" in unescape(client.get("/my-work/").text)
    text = unescape(client.get(URL).text)
    assert "Còn 1 việc nữa, hiện ra khi các việc trên đã được giao." in text
    take_over(pile.key, [pile.rows[0].key], by=binh, to=mai)
    assert titles(binh) == ["Rà soát lần 2", "Tổng hợp số liệu"]


@pytest.mark.parametrize("name", ["binh", "dung"])
def test_page_and_handing_over_take_a_fixed_number_of_queries(
    name, make_directive, finance, binh, nam, mai, lan, chi, cast, client, django_assert_num_queries
):
    def give():
        made = make_directive(lead=finance, by=lan)
        share = made.assignments.get()
        transitions.delegate(share.pk, by=binh, to=nam)
        transitions.add_subtask(share.pk, by=binh, title="Tổng hợp số liệu", person=nam)
        Directive.objects.filter(pk=made.pk).update(directing_leader=chi)

    give()
    for person in (nam, lan, chi):
        leave(person)
    client.force_login(cast[name])
    client.get(URL)
    with django_assert_num_queries(20, exact=False) as few:
        client.get(URL)
    User.objects.filter(pk=nam.pk).update(is_active=True)
    give()
    leave(nam)
    with django_assert_num_queries(len(few)):
        client.get(URL)


def test_the_page_and_the_hint(held, nam, binh, mai, client):
    client.force_login(binh)
    assert "Không có việc nào của người đã rời đi." in unescape(client.get(URL).text)
    assert URL not in client.get("/my-work/").text
    leave(nam)
    assert "3 việc đang do người đã rời đi giữ" in unescape(client.get("/my-work/").text)
    page = client.get(URL)
    assert "3 việc của 1 người" in unescape(page.text)
    rows = [row.key for row in page.context["piles"][0].rows]
    sent = {"pile": page.context["piles"][0].key, "row": rows[:2], "to": mai.pk}
    after = client.post(URL, sent)
    assert "Đã giao cho Đặng Ngọc Mai 2/2 việc" in unescape(after.text)
    assert "1 việc của 1 người" in unescape(after.text)
    stale = client.post(URL, {"pile": "agency-0", "row": rows, "to": mai.pk}, follow=True)
    assert "người khác vừa nhận" in unescape(stale.text)
