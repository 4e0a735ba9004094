"""The list of agencies, the pages of one and of a person: who sees them, and each number opens its rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from agencies.models import Agency, AgencyAlias, AgencyGroup, Membership
from directives import transitions
from directives.models import Assignment, Urging
from tests.plugins.province import DAY, figures_of

pytestmark = pytest.mark.django_db
LIST = "/agencies/"


def page_of(row):
    name = "directives:agency" if isinstance(row, Agency) else "directives:person"
    return reverse(name, args=[row.pk])


@pytest.fixture(autouse=True)
def _today(day):
    day(DAY)


@pytest.fixture
def handed_out(province, finance, binh, mai, nam):
    """Half of what Sở Tài chính has open is with one of its people."""
    open_ones = Assignment.objects.filter(agency=finance).open().order_by("pk")
    for n, share in enumerate(open_ones):
        if n % 2:
            Assignment.objects.filter(pk=share.pk).update(delegate=(binh, mai, nam)[n % 3])
    return open_ones


@pytest.fixture
def urged(province, lan):
    """Leading shares were urged up to five times."""
    Urging.objects.bulk_create(
        Urging(assignment=share, number=number, kind="reminder", text="Khẩn trương báo cáo.", by=lan)
        for share in Assignment.objects.leads().order_by("pk")
        for number in range(1, 1 + share.pk % 6)
    )


def follow_all(ask, user, address, *, least, among=()):
    """Every number of the page at the address is how many rows its link lists for the same person.

    `among` are parts of addresses of which the page has a number that is not nought.
    """
    figures = set(figures_of(ask(user, address).text))
    assert len(figures) >= least
    for part in among:
        assert any(count for link, count in figures if part in link.split("&")), part
    for link, count in figures:
        found = ask(user, link)
        assert not found.context["filter"].mistakes, link
        assert found.context["page"].paginator.count == count, link


@pytest.mark.parametrize("role", ["lead", "coordinator"])
@pytest.mark.parametrize("who", ["lan", "mai"])
def test_every_number_of_an_agency_opens_exactly_its_rows(role, who, handed_out, urged, finance, cast, ask):
    often = ["urged=1", "urged=3"] if role == "lead" else []
    follow_all(ask, cast[who], f"{page_of(finance)}?role={role}", least=15, among=often)


def test_every_number_of_the_list_opens_exactly_its_rows(urged, chi, ask):
    follow_all(ask, chi, LIST, least=20, among=["urged=1"])


@pytest.mark.parametrize(("who", "whose"), [("lan", "nam"), ("mai", "nam"), ("dung", "chi"), ("chi", "lan")])
def test_every_number_of_a_person_opens_exactly_its_rows(who, whose, handed_out, cast, ask, lan):
    for share in Assignment.objects.filter(directive__number__lt=40).select_related("directive"):
        type(share.directive).objects.filter(pk=share.directive_id).update(monitor=lan)
    follow_all(ask, cast[who], page_of(cast[whose]), least=4)


def test_what_a_person_follows_of_many_is_one_line(make_directive, communes_group, finance, lan, ask):
    late = make_directive(lead_groups=[communes_group], due_on=DAY - timedelta(days=2))
    make_directive(lead=finance, due_on=DAY - timedelta(days=1))
    (group,) = ask(lan, page_of(lan)).context["page"].parts[0].groups
    assert [entry.line.share.directive_id for entry in group.entries].count(late.pk) == 1
    assert [entry.together and entry.together.count for entry in group.entries] == [3, None]
    assert (group.figure.count, group.is_cut) == (4, False)
    follow_all(ask, lan, page_of(lan), least=6)
    rows = ask(lan, group.entries[0].together.url).context["page"]
    assert {row.directive_id for row in rows} == {late.pk}
    assert rows.paginator.count == 3


@pytest.mark.parametrize("name", ["binh", "mai", "nam"])
def test_members_see_their_own_agency_and_no_other(name, cast, finance, health, ask):
    assert ask(cast[name], page_of(finance)).status_code == 200
    assert ask(cast[name], page_of(health)).status_code == 404
    assert ask(cast[name], LIST)["Location"] == page_of(finance)


def test_a_member_of_two_agencies_chooses(nam, health, finance, education, ask):
    Membership.objects.create(user=nam, agency=health, role="staff")
    text = ask(nam, LIST).text
    assert finance.name in text and health.name in text
    assert education.name not in text


def test_who_belongs_to_no_agency_is_told_so(make_user, ask):
    assert "Bạn chưa được xếp vào cơ quan nào." in ask(make_user("x", Role.AGENCY_STAFF, "Lê X"), LIST).text


def test_the_page_says_who_the_agency_is(make_agency, finance, departments_group, binh, mai, lan, ask):
    AgencyAlias.objects.create(agency=finance, text="Sở Tài chính - Kế hoạch")
    old = make_agency("SKH", "Sở Kế hoạch", successor=finance, valid_to=date(2025, 2, 28))
    text = ask(lan, page_of(finance)).text
    for words in (
        "Hồ Thanh Bình",
        "Đặng Ngọc Mai",
        "Các sở, ban, ngành",
        "Sở Tài chính - Kế hoạch",
        old.name,
    ):
        assert words in text
    assert "Chưa chủ trì nhiệm vụ nào." in text
    gone = ask(lan, page_of(old)).text
    assert "Đã kết thúc hoạt động ngày 28/02/2025" in gone
    assert page_of(finance) in gone


def test_lists_hold_what_they_are_called(brought_to, finance, make_directive, lan, ask):
    share = brought_to("returned")
    late = make_directive(lead=finance, due_on=DAY - timedelta(days=3), title="Việc đã muộn")
    groups = {group.key: group for group in ask(lan, page_of(finance)).context["page"].groups}
    assert [line.share.directive_id for line in groups["overdue"].lines] == [late.pk]
    assert [line.share.pk for line in groups["returned"].lines] == [share.pk]
    assert [line.share.directive_id for line in groups["given"].lines] == [late.pk, share.directive_id]
    assert "pending" not in groups


def test_who_left_and_still_holds_something_is_shown(
    directive, assignment, finance, binh, nam, mai, lan, ask
):
    transitions.accept(assignment.pk, by=binh)
    transitions.delegate(assignment.pk, by=binh, to=nam)
    Membership.objects.filter(user=nam).delete()
    text = ask(mai, page_of(finance)).text
    assert "không còn thuộc cơ quan" in text
    assert ask(mai, page_of(nam)).status_code == 200
    assert assignment.directive.title in ask(mai, page_of(nam)).text


def test_who_sees_a_person(cast, nam, lan, ask):
    for name, status in dict.fromkeys(cast, 200).items():
        expected = 404 if name == "ha" else status
        assert (name, ask(cast[name], page_of(nam)).status_code) == (name, expected)
    for name in ("binh", "mai", "nam", "ha"):  # nobody of an agency has to do with an officer of the Office
        assert ask(cast[name], page_of(lan)).status_code == 404


def test_a_colleague_sees_only_what_belongs_to_the_common_agency(
    make_directive, finance, health, nam, mai, ha, lan, ask
):
    Membership.objects.create(user=nam, agency=health, role="staff")
    for agency, title in ((finance, "Việc của Sở Tài chính"), (health, "Việc của Sở Y tế")):
        made = make_directive(lead=agency, title=title, due_on=DAY + timedelta(days=2))
        Assignment.objects.filter(directive=made).update(delegate=nam)
    seen = {user.username: ask(user, page_of(nam)).text for user in (mai, ha, lan)}
    assert ["Việc của Sở Tài chính" in seen[name] for name in ("mai", "ha", "lan")] == [True, False, True]
    assert ["Việc của Sở Y tế" in seen[name] for name in ("mai", "ha", "lan")] == [False, True, True]
    assert page_of(health) not in seen["mai"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tai chinh", ["Sở Tài chính"]),
        ("STC", ["Sở Tài chính"]),
        ("gd&đt", ["Sở Giáo dục và Đào tạo"]),
        ("kế hoạch đầu tư", ["Sở Tài chính"]),
        ("không có", []),
    ],
)
def test_an_agency_is_found_by_what_people_call_it(words, found, finance, health, education, lan, ask):
    AgencyAlias.objects.create(agency=finance, text="Sở Kế hoạch và Đầu tư")
    lines = ask(lan, f"{LIST}?q={words.replace('&', '%26')}").context["page"].object_list
    assert [line.agency.name for line in lines] == found


def test_the_list_is_narrowed_and_sorted(province, departments_group, finance, lan, ask, make_agency):
    make_agency("OLD", "Sở Cũ", valid_to=date(2025, 2, 28))
    names = lambda query: [line.agency.name for line in ask(lan, LIST + query).context["page"].object_list]  # noqa: E731
    assert len(names(f"?group={departments_group.pk}")) == 3
    assert len(names("?kind=commune")) == 3
    assert "Sở Cũ" not in names("")
    assert "Sở Cũ" in names("?ended=on")
    lines = ask(lan, f"{LIST}?sort=-overdue").context["page"].object_list
    counts = [line.tally["overdue"].count for line in lines]
    assert counts == sorted(counts, reverse=True) and counts[0]
    assert names("?sort=nonsense&group=0&kind=x") == names("")
    assert AgencyGroup.objects.count() == 1


def test_names_lead_there_for_those_who_may(directive, assignment, finance, binh, nam, lan, chi, ha, ask):
    transitions.accept(assignment.pk, by=binh)
    transitions.delegate(assignment.pk, by=binh, to=nam)
    address = reverse("directives:detail", args=[directive.pk])
    for user, agency, officer, monitor in (
        (lan, True, True, True),
        (binh, True, True, False),
        (ha, False, False, False),
    ):
        text = ask(user, address).text
        shown = [page_of(row) in text for row in (finance, nam, lan)]
        assert (user.username, shown) == (user.username, [agency, officer, monitor])


@pytest.mark.parametrize("of", ["list", "agency", "person"])
def test_more_work_takes_no_more_queries(
    of, make_directive, finance, health, lan, nam, ask, django_assert_num_queries
):
    def give(count):
        for n in range(count):
            made = make_directive(lead=finance, coordinators=[health], due_on=DAY + timedelta(days=n - 2))
            Assignment.objects.filter(directive=made, agency=finance).update(delegate=nam)

    address = {"list": LIST, "agency": page_of(finance), "person": page_of(nam)}[of]
    give(4)
    ask(lan, address)
    with django_assert_num_queries(30, exact=False) as few:
        ask(lan, address)
    give(4)
    with django_assert_num_queries(len(few)):
        ask(lan, address)
