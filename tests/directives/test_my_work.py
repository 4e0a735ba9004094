"""Việc của tôi: what waits for whom, in which group, with which next act."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from agencies.models import Membership
from directives import transitions
from directives.models import Assignment
from directives.transitions import Progress
from directives.waiting import Waiting
from tests.directives.conftest import DONE, HTMX

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/my-work/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def groups(user):
    return {filled.group.key: filled for filled in Waiting(user, TODAY).groups()}


def keys_of(user):
    return {
        task.line.share.directive_id: filled.group.key
        for filled in Waiting(user, TODAY).groups()
        for task in filled.tasks
    }


def acts_of(user):
    return {
        task.line.share.directive_id: task.act
        for filled in Waiting(user, TODAY).groups()
        for task in filled.tasks
    }


def change(share, **fields):
    Assignment.objects.filter(pk=share.pk).update(**{"accepted_at": timezone.now(), **fields})
    share.refresh_from_db()


def put(directive, **fields):
    Assignment.objects.filter(directive=directive).update(accepted_at=timezone.now(), **fields)


def test_a_share_stands_in_its_most_pressing_group_only(make_directive, finance, binh):
    wanted = {}

    def make(group, due_in, given=0, **fields):
        due_on = None if due_in is None else TODAY + timedelta(days=due_in)
        made = make_directive(lead=finance, due_on=due_on, on=TODAY - timedelta(days=given))
        put(made, **fields)
        wanted[made.pk] = group

    make("overdue", -1)  # new as well
    make("overdue", -3, work_state="in_progress", confirmation="returned")
    make("soon", 0, work_state="accepted")
    make("soon", 3, given=20, work_state="accepted")  # silent as well
    make("returned", 4, given=20, work_state="in_progress", confirmation="returned")
    make("new", 4, given=20)
    make("not_updated", 9, given=8, work_state="accepted")
    make("rest", 9, given=7, work_state="accepted")
    make("rest", None, given=7, work_state="accepted")
    assert keys_of(binh) == wanted
    assert list(groups(binh)) == ["overdue", "soon", "returned", "new", "not_updated", "rest"]


def test_what_is_filed_done_declined_or_revoked_waits_for_nobody_in_the_agency(make_directive, finance, binh):
    put(make_directive(lead=finance), work_state="in_progress", confirmation="pending", filed_on=TODAY)
    days = {"filed_on": TODAY, "finished_on": TODAY, "confirmed_on": TODAY}
    put(make_directive(lead=finance), work_state="done", confirmation="confirmed", **days)
    put(make_directive(lead=finance), work_state="declined")
    put(make_directive(lead=finance), work_state="revoked")
    assert groups(binh) == {}


def test_the_next_act(make_directive, finance, health, binh, ha):
    far = TODAY + timedelta(days=9)
    new = make_directive(lead=finance, coordinators=[health])
    going = make_directive(lead=finance, due_on=far)
    near = make_directive(lead=finance, due_on=TODAY)
    returned = make_directive(lead=finance, due_on=far)
    put(going, work_state="accepted")
    put(near, work_state="accepted")
    put(returned, work_state="in_progress", confirmation="returned")
    assert acts_of(binh) == {
        new.pk: "accept",
        going.pk: "report",
        near.pk: "complete",
        returned.pk: "complete",
    }
    put(new, work_state="accepted")
    assert acts_of(ha) == {new.pk: "contribute"}  # a coordinator files no result


def test_an_officer_sees_what_is_delegated_the_focal_officer_all(make_directive, finance, nam, mai):
    mine, other = make_directive(lead=finance), make_directive(lead=finance)
    Assignment.objects.filter(directive=mine).update(delegate=nam)
    assert keys_of(nam).keys() == {mine.pk}
    assert keys_of(mai).keys() == {mine.pk, other.pk}


def test_a_coordinator_is_left_alone_once_the_leads_have_filed(brought_to, directive, ha, lan):
    assert keys_of(ha).keys() == {directive.pk}
    share = brought_to("filed")
    assert keys_of(ha) == {}
    transitions.send_back(share.pk, by=lan, reason="Thiếu số quyết định")
    assert keys_of(ha).keys() == {directive.pk}


def test_the_office_confirms_the_oldest_first(make_directive, finance, health, binh, ha, lan, dung, day):
    later, sooner = make_directive(lead=finance), make_directive(lead=health)
    for when, made, head in ((TODAY, later, binh), (TODAY - timedelta(days=1), sooner, ha)):
        day(when)
        share = made.assignments.get()
        transitions.accept(share.pk, by=head)
        transitions.complete(share.pk, by=head, progress=Progress(done=DONE))
    day(TODAY)
    for user in (lan, dung):
        pending = groups(user)["pending"]
        assert [task.line.share.directive_id for task in pending.tasks] == [sooner.pk, later.pk]
        assert [task.act for task in pending.tasks] == ["confirm", "confirm"]
        assert [task.waited for task in pending.tasks] == [1, 0]


def test_a_clerk_sees_what_she_follows_her_head_sees_all(make_directive, finance, lan, dung, make_user):
    hers = make_directive(lead=finance, due_on=TODAY - timedelta(days=1), by=lan)
    his = make_directive(lead=finance, due_on=TODAY - timedelta(days=2), by=dung)
    nobodys = make_directive(lead=finance, due_on=TODAY - timedelta(days=3), by=dung)
    type(nobodys).objects.filter(pk=nobodys.pk).update(monitor=None)
    assert keys_of(lan).keys() == {hers.pk, nobodys.pk}
    assert keys_of(dung).keys() == {hers.pk, his.pk, nobodys.pk}


def test_drafts_wait_for_the_clerk_who_entered_them(make_document, lan, dung, binh, client, make_user):
    draft = make_document(subject="Kết luận họp giao ban tháng 11")
    other = make_user("thu", Role.OFFICE_STAFF, "Võ Thị Thu")
    assert [document.pk for document in Waiting(lan, TODAY).drafts()] == [draft.pk]
    assert [document.pk for document in Waiting(dung, TODAY).drafts()] == [draft.pk]
    assert Waiting(other, TODAY).drafts() == []
    assert Waiting(binh, TODAY).drafts() == []
    client.force_login(lan)
    text = unescape(client.get(URL).text)
    assert "Kết luận họp giao ban tháng 11" in text
    assert reverse("directives:review", args=[draft.pk]) in text


def test_a_leader_sees_what_he_directed_auditors_and_administrators_nothing_to_do(
    make_directive, finance, chi, an, quan, make_user
):
    late = make_directive(lead=finance, due_on=TODAY - timedelta(days=1))
    week = make_directive(lead=finance, due_on=TODAY + timedelta(days=6))
    starred = make_directive(lead=finance, due_on=TODAY + timedelta(days=60))
    make_directive(lead=finance, due_on=TODAY + timedelta(days=60))
    type(starred).objects.filter(pk=starred.pk).update(starred=True)
    assert keys_of(chi) == {late.pk: "overdue", week.pk: "week", starred.pk: "starred"}
    # what is late is asked about, once; of the rest a leader may want more, or otherwise
    assert acts_of(chi) == {late.pk: "ask_explanation", week.pk: "instruct", starred.pk: "instruct"}
    asked = late.assignments.get()
    transitions.ask_explanation(asked.pk, by=chi, question="Vì sao?", due_on=TODAY + timedelta(days=2))
    assert acts_of(chi)[late.pk] == "instruct"
    assert keys_of(make_user("pct", Role.LEADER, "Bùi Thanh An")) == {}
    assert keys_of(an) == keys_of(quan) == {}


def test_the_page_names_groups_with_their_counts_and_the_act(directive, binh, client):
    client.force_login(binh)
    text = client.get(URL).text
    assert directive.title in text
    assert "Hôm nay và 3 ngày tới" in text
    assert "1 việc đang chờ bạn" in text
    assert (
        reverse("directives:accept", args=[directive.pk, directive.assignments.get(role="lead").pk]) in text
    )
    fragment = client.get(URL, headers=HTMX).text
    assert "<main" not in fragment
    assert fragment.lstrip().startswith('<div id="work"')


def test_when_nothing_waits_the_page_says_so_and_what_comes_next(brought_to, binh, lan, client):
    share = brought_to("filed")
    client.force_login(binh)
    text = client.get(URL).text
    assert "Không có việc nào chờ bạn." in text
    assert "Sắp tới" in text
    assert share.directive.title in text


def test_a_long_group_shows_twenty_and_a_way_to_all(make_directive, lan, client, finance):
    for _ in range(21):
        make_directive(lead=finance, due_on=TODAY - timedelta(days=1))
    client.force_login(lan)
    response = client.get(URL)
    filled = response.context["groups"][0]
    assert (filled.count, len(filled.tasks), filled.more) == (21, 20, 1)
    assert "Xem tất cả 21 việc" in response.text
    whole = client.get(URL, {"group": "overdue"})
    assert len(whole.context["group"].tasks) == 21
    assert client.get(URL, {"group": "no-such"}).status_code == 404


@pytest.fixture
def of_communes(make_directive, communes_group, communes):
    """Yesterday was the day of three communes: one is done, one has longer, one is late."""
    yesterday = TODAY - timedelta(days=1)
    made = make_directive(lead_groups=[communes_group], due_on=yesterday)
    done, longer, late = (made.assignments.get(agency=agency) for agency in communes)
    days = {"filed_on": yesterday, "finished_on": yesterday, "confirmed_on": TODAY}
    change(done, work_state="done", confirmation="confirmed", **days)
    change(longer, due_on=TODAY + timedelta(days=60))
    return done, longer, late


@pytest.mark.parametrize("name", ["chi", "lan"])
def test_what_many_agencies_have_to_do_is_one_line_for_who_sees_all(
    name, cast, of_communes, make_directive, finance, ask
):
    _, longer, late = of_communes
    made = late.directive
    make_directive(lead=finance, due_on=TODAY - timedelta(days=2))
    assert [task.together for task in groups(cast[name])["overdue"].tasks] == [None, None]
    change(longer, due_on=TODAY - timedelta(days=3))

    response = ask(cast[name], URL)
    group = response.context["groups"][0]
    line, other = group.tasks
    assert (group.group.key, group.count, group.more) == ("overdue", 3, 0)
    assert (line.line.share, line.count, line.together.last_due) == (longer, 2, late.due_on)
    assert other.together is None
    assert "Xem 2 cơ quan" in response.text
    listed = ask(cast[name], line.together.url)
    assert [task.line.share for task in listed.context["group"].tasks] == [longer, late]
    assert f"2 việc của {made.code}" in listed.text
    numbers = {measure: figure.count for measure, figure in line.together.whole.items()}
    assert numbers == {"given": 3, "done": 1, "overdue": 2, "pending": 0}
    for figure in line.together.whole.values():
        assert ask(cast[name], figure.url).context["page"].paginator.count == figure.count

    whole = ask(cast[name], f"{URL}?group=overdue")
    assert [task.count for task in whole.context["group"].tasks] == [2, 1]
    assert "3 việc thuộc 2 nhiệm vụ" in whole.text
    for wrong in ("x", "0", str(10**12)):
        assert ask(cast[name], f"{URL}?group=overdue&directive={wrong}").status_code == 404


def test_what_comes_next_is_one_line_for_each_directive(make_directive, communes_group, chi, ask):
    made = make_directive(lead_groups=[communes_group], due_on=TODAY + timedelta(days=40))
    (task,) = ask(chi, URL).context["upcoming"]
    assert (task.count, task.together.url) == (3, f"/directives/{made.pk}/")


def test_who_belongs_to_two_agencies_gets_a_line_for_each(make_directive, finance, health, binh):
    Membership.objects.create(user=binh, agency=health, role="head")
    make_directive(lead=[finance, health])
    assert [(task.count, task.act) for task in groups(binh)["soon"].tasks] == [(1, "accept"), (1, "accept")]


@pytest.mark.parametrize("name", ["binh", "lan", "dung", "chi"])
def test_the_number_of_queries_does_not_grow_with_the_work(
    name, cast, make_directive, finance, health, departments_group, communes_group, client
):
    client.force_login(cast[name])

    def make(days):
        return make_directive(
            lead=finance,
            lead_groups=[communes_group],
            groups=[departments_group],
            due_on=TODAY + timedelta(days=days),
            on=TODAY,
        )

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL).status_code == 200
        return len(captured)

    make(-1)
    queries()
    few = queries()
    for _ in range(8):
        make(-1)
    assert queries() == few
    assert few <= 16  # for the Office one more: whether people were told in time


def test_the_head_of_the_office_decides_on_extensions_first_what_was_declined(
    make_directive, finance, health, binh, ha, lan, dung, client
):
    asks, declined = (
        make_directive(lead=finance, due_on=TODAY + timedelta(days=20)),
        make_directive(lead=health),
    )
    share = asks.assignments.get()
    transitions.ask_extension(share.pk, by=binh, to=TODAY + timedelta(days=40), reason="Chờ số liệu.")
    transitions.decline(declined.assignments.get().pk, by=ha, reason="Việc của Sở Tài chính.")
    assert list(keys_of(dung).items()) == [(declined.pk, "declined"), (asks.pk, "asks_extension")]
    assert acts_of(dung) == {declined.pk: "reassign", asks.pk: "decide_extension"}
    # a clerk does not decide on extensions; that nobody accepted is hers to see
    assert keys_of(lan) == {declined.pk: "declined", asks.pk: "late_to_accept"}
    client.force_login(dung)
    text = unescape(client.get(URL).text)
    assert "Bị từ chối, chờ giao lại" in text
    assert "Đề nghị gia hạn đến 16/12/2025" in text
    transitions.refuse_extension(share.pk, by=dung, reason="Còn đủ thời gian.")
    assert keys_of(dung)[asks.pk] == "late_to_accept"
