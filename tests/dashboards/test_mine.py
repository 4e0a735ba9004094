"""A leader's own dashboard: what they directed, starred, asked to explain; every number opened."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from accounts.models import Role
from directives import transitions
from directives.filters import AssignmentFilter
from directives.measures import PARTS
from directives.models import Assignment, Directive
from tests.plugins.province import DAY, figures_of

URL = "/dashboards/mine/"


@pytest.fixture
def as_leader(client, chi, day):
    day(DAY)
    client.force_login(chi)
    return client


@pytest.fixture
def busy(past_province, chi, lan, day):
    """The province in which the Chairman and the Office starred some work, and he asked for explanations."""
    day(DAY)
    Directive.objects.update(starred=False)
    for n, directive in enumerate(Directive.objects.order_by("pk")[:30]):
        transitions.set_star(directive.pk, by=chi if n % 2 else lan, starred=True)
    late = Assignment.objects.counted().overdue(DAY).waiting_on_agency().order_by("pk")
    for share in late[:12]:
        transitions.ask_explanation(share.pk, by=chi, question="Vì sao chưa xong?", due_on=DAY)
    return past_province


@pytest.mark.parametrize(
    ("name", "status"),
    [("chi", 200), ("dung", 200), ("lan", 403), ("an", 403), ("quan", 403), ("binh", 403), ("mai", 403)],
)
def test_who_may_see_their_own(client, cast, name, status):
    client.force_login(cast[name])

    assert client.get(URL).status_code == status


@pytest.mark.parametrize("query", ["", "?as_of=2025-10-20&period=year"])
def test_every_number_opens_exactly_its_rows(as_leader, busy, query):
    figures = set(figures_of(as_leader.get(URL + query).text))

    assert len(figures) > 50
    for address, count in figures:
        assert as_leader.get(address).context["page"].paginator.count == count, address


def test_no_number_stands_without_its_link(as_leader, busy):
    page = as_leader.get(URL)

    shown = {address for address, _ in figures_of(page.text)}
    assert {figure.url for figure in page.context["total"].values()} <= shown
    assert page.context["asked"].total.url in shown


def test_the_numbers_are_of_what_this_leader_directs(as_leader, busy, chi):
    total = as_leader.get(URL).context["total"]

    work = Assignment.objects.counted().filter(directive__directing_leader=chi)
    assert total["given"].count == work.count() == sum(total[name].count for name in PARTS)
    assert total["overdue"].count == work.overdue(DAY).count() > 0


def test_meetings_say_how_much_of_their_work_is_done(as_leader, busy, chi, session_0411):
    row = next(r for r in as_leader.get(URL).context["meetings"] if r.of["meeting"] == session_0411.pk)

    work = Assignment.objects.counted().filter(
        directive__directing_leader=chi, directive__document__meeting=session_0411
    )
    assert (row.tally["done"].count, row.tally["given"].count) == (work.done().count(), work.count())


def test_only_the_stars_of_this_leader_are_theirs(as_leader, busy, chi):
    shown = as_leader.get(URL).context["starred"]

    own = Directive.objects.order_by("pk")[:30][1::2]
    work = Assignment.objects.counted().filter(directive__in=[directive.pk for directive in own])
    assert shown.total["given"].count == work.count() > 0
    assert {row.of["directive"] for row in shown.rows} <= {directive.pk for directive in own}


def test_whose_star_it_is_changes_with_who_gives_it(make_directive, finance, chi, lan):
    directive = make_directive(lead=finance)
    for person, starred in ((chi, True), (lan, False), (lan, True)):
        transitions.set_star(directive.pk, by=person, starred=starred)

    assert list(Directive.objects.starred_by(lan)) == [directive]
    assert not Directive.objects.starred_by(chi).exists()
    transitions.set_star(directive.pk, by=lan, starred=False)
    assert not Directive.objects.starred_by(lan).exists()


def test_the_children_of_a_starred_heading_are_starred_by_the_same(make_directive, finance, health, chi, lan):
    heading = make_directive(lead=finance)
    child = make_directive(lead=health)
    Directive.objects.filter(pk=child.pk).update(parent=heading, part=1)
    transitions.set_star(heading.pk, by=chi, starred=True)

    assert set(Directive.objects.starred_by(chi)) == {heading, child}


def test_open_explanations_stand_with_their_day_and_lateness(
    as_leader, make_directive, finance, health, education, chi, binh, make_user, day
):
    vice = make_user("vinh", Role.LEADER, "Bùi Thanh Vinh")
    asked = {}
    day(date(2025, 10, 30))
    for agency, by, due_on in (
        (finance, chi, date(2025, 11, 1)),
        (health, chi, date(2025, 11, 9)),
        (education, vice, date(2025, 11, 1)),
    ):
        share = make_directive(
            lead=agency, on=date(2025, 10, 20), due_on=date(2025, 10, 28)
        ).assignments.get()
        asked[agency] = transitions.ask_explanation(
            share.pk, by=by, question=f"Vì sao {agency} chưa xong?", due_on=due_on
        )
    day(DAY)

    page = as_leader.get(URL)

    questions = page.context["asked"]
    assert [each.row for each in questions.rows] == [asked[finance], asked[health]]
    assert [each.state for each in questions.rows] == ["overdue", "due_soon"]
    assert "Quá hạn 5 ngày, chưa giải trình" in page.text
    assert "Chờ giải trình, còn 3 ngày" in page.text
    assert "Vì sao Sở Giáo dục và Đào tạo chưa xong?" not in page.text
    rows = AssignmentFilter(QueryDict("explain_to_me=1&role=all"), user=chi, on=DAY).rows()
    assert {share.pk for share in rows} == {asked[finance].assignment_id, asked[health].assignment_id}
    transitions.explain(
        asked[finance].assignment_id, by=binh, answer="Chờ ý kiến của Bộ Tài chính về định mức."
    )
    assert [each.row for each in as_leader.get(URL).context["asked"].rows] == [asked[health]]


def test_of_a_past_day_it_is_not_known_who_had_to_explain(as_leader, busy):
    page = as_leader.get(f"{URL}?as_of=2025-10-20")

    assert page.context["asked"] is None
    assert "Hệ thống chỉ lưu yêu cầu giải trình đang chờ của hôm nay." in page.text


def test_the_head_of_the_office_directs_nothing_and_sees_what_they_starred(
    client, dung, make_directive, finance, day
):
    day(DAY)
    transitions.set_star(make_directive(lead=finance, title="Việc trọng tâm").pk, by=dung, starred=True)
    client.force_login(dung)

    page = client.get(URL)

    assert "Chưa có nhiệm vụ nào do bạn chỉ đạo." in page.text
    assert [row.of["title"] for row in page.context["starred"].rows] == ["Việc trọng tâm"]
    assert "total" not in page.context


def test_an_empty_page_says_what_comes_next(as_leader):
    text = as_leader.get(URL).text

    assert "Chưa có nhiệm vụ nào do bạn chỉ đạo." in text
    assert "Không có yêu cầu giải trình nào đang chờ trả lời." in text
    assert "Bạn chưa gắn sao nhiệm vụ nào trong phạm vi này." in text


def test_an_empty_scope_offers_the_whole(as_leader, busy):
    text = as_leader.get(URL, {"period": "custom", "to": "01/01/2020"}).text

    assert "Bạn không chỉ đạo nhiệm vụ nào trong phạm vi này." in text
    assert f'href="{URL}"' in text


def test_a_scope_that_makes_no_sense_is_said_at_its_field(as_leader):
    response = as_leader.get(URL, {"period": "century"})

    assert response.status_code == 422
    assert "data-count" not in response.text


def test_through_htmx_the_board_alone_comes(as_leader, province):
    response = as_leader.get(URL, headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<div id="board">')


def test_more_work_takes_no_more_queries(
    as_leader, make_directive, finance, health, chi, django_assert_num_queries
):
    def give():
        made = make_directive(lead=[finance, health], due_on=DAY - timedelta(days=1))
        Directive.objects.filter(pk=made.pk).update(directing_leader=chi)
        transitions.set_star(made.pk, by=chi, starred=True)
        for share in made.assignments.all():
            transitions.ask_explanation(share.pk, by=chi, question="Vì sao?", due_on=DAY)

    give()
    as_leader.get(URL)
    with django_assert_num_queries(17) as few:
        as_leader.get(URL)
    for _ in range(3):
        give()

    with django_assert_num_queries(len(few)):
        as_leader.get(URL)
