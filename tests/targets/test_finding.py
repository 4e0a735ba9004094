"""Targets in the search of everything, and by name in their list."""

import pytest

from targets import keeping

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    def ask(user, words):
        client.force_login(user)
        groups = client.get("/search/", {"q": words}).context["found"].groups
        return next(([hit.title for hit in group.hits] for group in groups if group.key == "targets"), [])

    return ask


@pytest.mark.parametrize("words", ["thu ngan sach", "NGÂN SÁCH thu", "thu ngâ"])
def test_it_is_found_by_its_words_accents_aside(found, lan, revenue, words):
    assert found(lan, words) == [revenue.name]


def test_who_may_not_see_it_does_not_find_it(found, cast, revenue):
    seen = {name for name, person in cast.items() if found(person, "thu ngan sach")}
    assert seen == {"chi", "dung", "lan", "binh", "mai", "nam", "an", "quan"}  # not Hà, of another agency


def test_one_removed_is_not_found_and_one_closed_says_so(client, found, lan, make_target, revenue):
    wrong = make_target(name="Thu ngân sách nhập nhầm")
    keeping.remove(wrong.pk, by=lan, seen=keeping.newest_of_end(wrong), reason="nhầm")
    keeping.close(revenue.pk, by=lan, seen=keeping.newest_of_end(revenue), reason="xong")
    assert found(lan, "thu ngan sach") == [revenue.name]
    assert "đã kết thúc theo dõi" in client.get("/search/?q=thu+ngan+sach").text


def test_more_than_a_few_go_on_in_the_list_which_holds_them_all(client, found, lan, make_target):
    for n in range(7):
        made = make_target(name=f"Thu phí cầu đường {n}")
    keeping.close(made.pk, by=lan, seen=keeping.newest_of_end(made), reason="xong")
    make_target(name="Nhà ở xã hội")

    assert len(found(lan, "thu phi")) == 5
    assert "/targets/?q=thu+phi" in client.get("/search/?q=thu+phi").text
    page = client.get("/targets/?q=thu+phi")
    assert page.context["page"].paginator.count == 7


def test_a_name_that_nothing_has_leads_back(client, lan, revenue):
    client.force_login(lan)
    page = client.get("/targets/?q=khong+co")
    assert "Không có chỉ tiêu nào khớp." in page.text
    assert 'value="khong co"' in page.text


def test_more_targets_take_no_more_queries(client, lan, make_target, django_assert_num_queries):
    client.force_login(lan)
    client.get("/search/?q=thu")
    make_target(name="Thu phí")
    with django_assert_num_queries(8):
        client.get("/search/?q=thu")
    for n in range(9):
        make_target(name=f"Thu phí {n}")
    with django_assert_num_queries(8):
        client.get("/search/?q=thu")
