"""A directive is followed in parts: its shares make way for those of its children."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from directives import transitions
from directives.access import directive_for
from directives.families import Part, titled
from directives.filters import AssignmentFilter
from directives.following import follow, followers_of
from directives.models import Assignment, AssignmentVersion, Directive, Event
from directives.transitions import Changed, NotAllowed, Progress
from meetings.models import Document
from notifications.models import Notification
from tests.directives.conftest import HTMX
from tests.plugins.cast import SESSION_DAY
from tests.race import while_uncommitted

TODAY = date(2025, 11, 6)
FIRST, SECOND = date(2025, 11, 15), date(2025, 11, 30)
PARTS = [Part("bàn giao 90 % mặt bằng", FIRST), Part("bàn giao phần còn lại", SECOND)]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def split(directive, lan):
    """The directive split into two: `split()`; the children."""

    def do(parts=PARTS, by=lan, **options):
        version = Directive.objects.get(pk=directive.pk).version
        return transitions.split(directive.pk, by=by, version=version, parts=parts, **options)

    return do


def counted():
    return list(Assignment.objects.counted().order_by("pk"))


def test_each_part_is_a_directive_of_its_own_for_the_same_agencies(split, directive, finance, health, lan):
    children = split(note="Theo đề nghị của Sở Tài chính")
    assert [child.code for child in children] == [f"{directive.code}.1", f"{directive.code}.2"]
    assert children[0].title == f"{directive.title}: bàn giao 90 % mặt bằng"
    for child, due_on in zip(children, (FIRST, SECOND), strict=True):
        shares = {share.agency: share for share in child.assignments.select_related("agency")}
        assert {agency: share.role for agency, share in shares.items()} == {
            finance: "lead",
            health: "coordinator",
        }
        assert {(share.due_on, share.original_due_on, share.assigned_on) for share in shares.values()} == {
            (due_on, due_on, TODAY)
        }
        assert (child.document, child.content, child.monitor) == (
            directive.document,
            directive.content,
            lan,
        )
    directive.refresh_from_db()
    assert directive.is_heading
    assert [child.parent for child in children] == [directive, directive]


def test_what_was_split_leaves_all_counts_and_the_history_says_why(split, directive, assignment, lan):
    children = split(note="Theo đề nghị của Sở Tài chính")
    assert {share.directive for share in counted()} == set(children)
    told = assignment.events.get(kind="split")
    assert told.data == {"work_state": ["new", "split"]}
    whole = directive.events.get(kind="split", assignment=None)
    assert (whole.note, whole.data) == ("Theo đề nghị của Sở Tài chính", {"parts": [None, 2]})
    for child in children:
        assert child.events.get(kind="published").data["lead"] == [None, ["Sở Tài chính"]]
    on_the_evening = AssignmentVersion.objects.as_of(TODAY).counted()
    assert set(on_the_evening.values_list("directive", flat=True)) == {child.pk for child in children}
    before = AssignmentVersion.objects.as_of(SESSION_DAY).counted()
    assert list(before.values_list("assignment", flat=True)) == [assignment.pk]


def test_everybody_concerned_is_told_once(split, binh, mai, ha, nam, assignment, lan):
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    split()
    notices = Notification.objects.filter(key__startswith="split:")
    assert sorted(notices.values_list("recipient__username", flat=True)) == ["binh", "ha", "mai", "nam"]
    text = notices.get(recipient=binh).text
    assert text.splitlines() == [
        f"{child.title} (hạn {due:%d/%m/%Y})"
        for child, due in zip(Directive.objects.filter(part__isnull=False), (FIRST, SECOND), strict=True)
    ]


def test_nothing_can_be_done_any_more_to_what_was_split(split, directive, assignment, education, cast, lan):
    split()
    assignment.refresh_from_db()
    for person in cast.values():
        assert transitions.acts_open_to(person, Assignment.objects.get(pk=assignment.pk)) == set()
    with pytest.raises(NotAllowed, match="đã được tách"):
        transitions.reopen(assignment.pk, by=cast["dung"], reason="Nhầm.")
    with pytest.raises(NotAllowed, match="đã được tách"):
        transitions.add_agency(directive.pk, by=lan, agency=education, role="lead", due_on=None)


def test_a_part_lives_by_itself(split, binh, lan, day):
    first, second = split()
    share = first.assignments.leads().get()
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done="Đã bàn giao tại Biên bản số 12."))
    transitions.confirm(share.pk, by=lan)
    assert Assignment.objects.counted().done().get() == share
    assert second.assignments.leads().get().work_state == "new"


@pytest.mark.parametrize("state", ["filed", "confirmed"])
def test_not_once_a_result_was_filed(split, brought_to, state):
    brought_to(state)
    with pytest.raises(NotAllowed, match="báo cáo hoàn thành"):
        split()
    assert not Directive.objects.filter(part__isnull=False).exists()


def test_what_was_returned_declined_or_asked_is_settled_by_splitting(
    split, brought_to, directive, health, binh, ha
):
    share = brought_to("returned")
    coordinator = directive.assignments.get(agency=health)
    transitions.decline(coordinator.pk, by=ha, reason="Không thuộc chức năng.")
    transitions.ask_extension(share.pk, by=binh, to=SECOND, reason="Chờ số liệu.")
    children = split()
    share.refresh_from_db()
    coordinator.refresh_from_db()
    assert (share.work_state, share.asked_due_on, coordinator.work_state) == ("split", None, "split")
    assert share.extension_requests.get().decision == "lapsed"
    assert not Assignment.objects.declined().exists()
    assert {row.agency_id for child in children for row in child.assignments.all()} == {share.agency_id}


def test_neither_twice_nor_a_part_nor_without_a_lead(split, directive, assignment, dung, lan):
    children = split()
    with pytest.raises(NotAllowed, match="đã được tách"):
        split()
    with pytest.raises(NotAllowed, match="một phần"):
        transitions.split(children[0].pk, by=lan, version=0, parts=PARTS)


def test_what_was_revoked_is_not_split(split, assignment, dung):
    transitions.revoke(assignment.pk, by=dung, reason="Đã có chỉ đạo khác.")
    with pytest.raises(NotAllowed, match="Không còn cơ quan chủ trì"):
        split()


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (PARTS[:1], "2 đến 12"),
        (PARTS * 7, "2 đến 12"),
        ([PARTS[0], Part("cũ", date(2025, 11, 5))], "quá khứ"),
    ],
)
def test_parts_are_two_to_twelve_and_lie_ahead(split, parts, message):
    with pytest.raises(NotAllowed, match=message):
        split(parts)


@pytest.mark.parametrize("who", ["chi", "binh", "an", "quan"])
def test_only_the_office_splits(split, cast, who):
    with pytest.raises(NotAllowed, match="không có quyền"):
        split(by=cast[who])


def test_who_edited_an_older_state_is_told(directive, lan, dung):
    fields = {name: getattr(directive, name) for name in transitions.EDITABLE} | {"title": "Tên mới"}
    transitions.edit_directive(directive.pk, by=dung, version=0, fields=fields)
    with pytest.raises(Changed):
        transitions.split(directive.pk, by=lan, version=0, parts=PARTS)


def test_a_long_title_leaves_room_for_what_tells_the_parts_apart():
    assert titled("Rà soát", "mốc 1") == "Rà soát: mốc 1"
    long = titled("a" * 250, "mốc đến 15/11/2025")
    assert len(long) == 250
    assert long.endswith("…: mốc đến 15/11/2025")


def test_who_sees_a_part_sees_the_whole(make_directive, split, directive, finance, education, lan, make_user):
    tam = make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")
    first, _ = split()
    transitions.add_agency(first.pk, by=lan, agency=education, role="lead", due_on=FIRST)
    assert set(Directive.objects.visible_to(tam)) == {directive, first}
    assert directive_for(tam, directive.pk) == directive


def test_a_star_of_the_whole_is_one_of_the_parts(split, directive, chi, lan):
    split()
    for starred in (True, False):
        transitions.set_star(directive.pk, by=chi, starred=starred)
        assert set(directive.children.values_list("starred", flat=True)) == {starred}


def test_who_follows_the_whole_hears_of_the_parts_once(split, directive, chi):
    first, _ = split()
    for followed in (directive, first):
        follow(followed, by=chi)
    assert followers_of(first.assignments.leads().get()) == [chi]


@pytest.mark.parametrize("words", ["code", "code.1"])
def test_the_code_of_the_whole_finds_the_parts(split, directive, lan, words):
    children = split()
    query = QueryDict(mutable=True)
    query["q"] = words.replace("code", directive.code)
    found = {row.directive for row in AssignmentFilter(query, user=lan, on=TODAY).rows()}
    assert found == (set(children) if words == "code" else {children[0]})


def test_the_register_lists_the_parts_of_a_whole(split, directive, make_directive, finance, lan):
    make_directive(lead=finance)
    children = split()
    for value, rows in ((directive, children), (children[1], children[1:])):
        query = QueryDict(f"directive={value.pk}&sort=code")
        assert [row.directive for row in AssignmentFilter(query, user=lan, on=TODAY).rows()] == rows
    query = QueryDict(f"directive={directive.pk}&state=split")
    assert [row.directive for row in AssignmentFilter(query, user=lan, on=TODAY).rows()] == [directive]


# the page


@pytest.fixture
def read(ask):
    def page(user, directive):
        response = ask(user, reverse("directives:detail", args=[directive.pk]))
        assert response.status_code == 200
        return unescape(response.text), response.context["page"]

    return page


def test_the_whole_stands_where_its_most_pressing_part_does(split, directive, read, lan, binh, day):
    first, second = split()
    day(date(2025, 11, 16))
    text, page = read(lan, directive)
    assert page.standing.text == "Quá hạn 1 ngày"
    assert "0/2 phần đã hoàn thành" in text
    for child in (first, second):
        share = child.assignments.leads().get()
        transitions.accept(share.pk, by=binh)
        transitions.complete(share.pk, by=binh, progress=Progress(done="Đã bàn giao tại Biên bản số 12."))
        transitions.confirm(share.pk, by=lan)
        text, page = read(lan, directive)
        done = child == second
        assert (page.family.done, page.family.whole) == (2 if done else 1, 2)
        assert (page.standing.state == "finished_late") is done


def test_the_page_lists_the_parts_and_a_part_leads_to_the_whole(split, directive, read, lan, ha):
    first, second = split()
    text, _ = read(lan, directive)
    for child in (first, second):
        assert reverse("directives:detail", args=[child.pk]) in text
        assert child.title in text
    assert "Giao thêm cơ quan" not in text
    assert "Cơ quan thực hiện" not in text
    text, page = read(ha, first)
    assert f'thuộc <a href="{reverse("directives:detail", args=[directive.pk])}">' in text
    assert [child.directive for child in page.family.children] == [first, second]


def test_an_agency_sees_the_state_of_its_own_shares_only(split, directive, read, ha, binh, lan, day):
    first, _ = split()
    transitions.accept(first.assignments.leads().get().pk, by=binh)
    _, page = read(ha, directive)
    assert page.family.children[0].standing.state == "new"


def test_meeting_and_document_count_the_parts_and_show_the_whole(split, directive, lan, client):
    split()
    client.force_login(lan)
    for url in (
        reverse("directives:meeting_panel", args=[directive.document.meeting_id]),
        reverse("directives:document_panel", args=[directive.document_id]),
    ):
        response = client.get(url, headers=HTMX)
        outline = response.context["outline"]
        assert [task.directive for task in outline.tasks] == [directive]
        assert (outline.finished, outline.whole) == (0, 2)
        assert "0 / 2 phần hoàn thành" in response.text
        assert f"{directive.code}.2" in response.text


def test_the_number_of_queries_does_not_grow_with_the_parts(
    split, directive, make_directive, finance, lan, client
):
    other = make_directive(lead=finance)
    split()
    parts = [Part(f"mốc {n}", FIRST) for n in range(12)]
    transitions.split(other.pk, by=lan, version=0, parts=parts)
    client.force_login(lan)

    def queries(made):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("directives:detail", args=[made.pk])).status_code == 200
        return len(captured)

    queries(directive)
    assert queries(directive) == queries(other) <= 25


# the form


def rows(*parts, version=0, **more):
    data = {"version": version, "note": "", "part-TOTAL_FORMS": len(parts), "part-INITIAL_FORMS": 0}
    for n, (title, due_on) in enumerate(parts):
        data |= {f"part-{n}-title": title, f"part-{n}-due_on": due_on}
    return data | more


GOOD = [("bàn giao phần còn lại", "30/11/2025"), ("", ""), ("bàn giao 90 %", "15/11/2025")]


@pytest.fixture
def url(directive):
    return reverse("directives:split", args=[directive.pk])


@pytest.mark.parametrize("htmx", [False, True])
def test_the_form_splits_and_the_earliest_day_comes_first(url, directive, lan, ask, htmx):
    page = ask(lan, url, htmx=htmx).text
    assert page.count("part-2-title") > 0
    assert ("<html" in page) is not htmx
    # a row may stay empty, but what is in a row may not be left out
    assert "không bắt buộc" not in page.partition("part-0-title")[2].partition("note")[0]
    assert "Mỗi dòng cần cả nội dung và hạn" in page
    response = ask(lan, url, rows(*GOOD), htmx=htmx)
    assert response.status_code == (204 if htmx else 302)
    titles = list(Directive.objects.filter(parent=directive).order_by("part").values_list("title", flat=True))
    assert titles == [f"{directive.title}: bàn giao 90 %", f"{directive.title}: bàn giao phần còn lại"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (GOOD[:2], "ít nhất 2 mốc"),
        ([*GOOD, ("thiếu hạn", "")], "Nhập hạn của mốc."),
        ([*GOOD, ("", "20/11/2025")], "Nhập nội dung của mốc."),
        ([*GOOD, ("đã qua", "01/11/2025")], "quá khứ"),
        ([*GOOD, ("lạ", "31/11/2025")], "Ngày không đúng"),
    ],
)
def test_a_mistake_is_told_and_keeps_what_was_typed(url, lan, ask, parts, message):
    response = ask(lan, url, rows(*parts, note="Theo Công văn số 5"))
    assert response.status_code == 422
    assert message in response.text
    assert "Theo Công văn số 5" in response.text
    assert parts[0][0] in response.text
    assert not Directive.objects.filter(part__isnull=False).exists()


def test_more_rows_without_a_script(url, lan, ask):
    response = ask(lan, url, rows(*GOOD, more="1"))
    assert response.status_code == 200
    form = response.context["form"]
    assert len(form.rows.forms) == 6
    assert "bàn giao 90 %" in response.text
    assert 'class="error"' not in response.text


def test_a_stale_form_comes_back_with_what_was_typed(url, directive, lan, dung, ask):
    fields = {name: getattr(directive, name) for name in transitions.EDITABLE} | {"title": "Tên mới"}
    transitions.edit_directive(directive.pk, by=dung, version=0, fields=fields)
    response = ask(lan, url, rows(*GOOD), htmx=True)
    assert response.status_code == 409
    assert "Người khác vừa thay đổi" in response.text
    assert "bàn giao 90 %" in response.text
    assert ask(lan, url, rows(*GOOD, version=1), htmx=True).status_code == 204


def test_what_cannot_be_split_offers_no_form(url, brought_to, lan, ask):
    brought_to("filed")
    response = ask(lan, url, htmx=True)
    assert response.status_code == 409
    assert "báo cáo hoàn thành" in response["HX-Trigger"].encode().decode("unicode_escape")


# at the same moment


@pytest.mark.django_db(transaction=True)
def test_two_people_splitting_at_once_make_one_set_of_parts(split, directive, lan, dung):
    rival = lambda: transitions.split(directive.pk, by=dung, version=0, parts=PARTS)  # noqa: E731
    with while_uncommitted(rival) as outcome:
        split()
    with pytest.raises(NotAllowed):
        outcome.result()
    assert directive.children.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_result_filed_while_it_is_split_is_refused(split, brought_to, binh):
    share = brought_to("accepted")
    rival = lambda: transitions.complete(share.pk, by=binh, progress=Progress(done="Đã trình."))  # noqa: E731
    with while_uncommitted(rival) as outcome:
        split()
    with pytest.raises(NotAllowed, match="Đã tách"):
        outcome.result()
    assert Event.objects.filter(kind="completed").count() == 0
    assert Document.objects.count() == 1
