"""The page of a directive: what it says, what it offers, who sees which part of it."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from directives import transitions
from directives.detail_page import detail_page
from directives.models import Assignment, Directive
from directives.templatetags.directives import act_buttons
from directives.transitions import Progress
from meetings.models import Document
from tests.directives.conftest import DONE, HTMX

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
ACTS = ("accept", "report", "complete", "confirm", "return")


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def read(ask):
    def page(user, directive, **options):
        response = ask(user, reverse("directives:detail", args=[directive.pk]), **options)
        assert response.status_code == 200
        return unescape(response.text)

    return page


def test_who_may_see_it(cast, make_directive, finance, ask):
    made = make_directive(lead=finance)
    expected = dict.fromkeys(cast, 200) | {"ha": 404}
    for name, status in expected.items():
        url = reverse("directives:detail", args=[made.pk])
        assert (name, ask(cast[name], url).status_code) == (name, status)


def test_what_it_shows(directive, lan, read):
    text = read(lan, directive)
    for words in (
        directive.title,
        directive.code,
        directive.quote,
        "Sở Tài chính",
        "Sở Y tế",
        "09/11/2025",
        "Phan Văn Chí",
        "Trần Thị Lan",
        directive.document.number,
        "Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025",
        "Còn 3 ngày",
        "giao nhiệm vụ",
    ):
        assert words in text


def test_the_acts_in_the_band_are_those_open_to_the_person(brought_to, directive, cast, read, act_url):
    share = brought_to("new")
    offered = {
        "new": {"binh": {"accept"}},
        "reported": {"binh": {"report", "complete"}, "mai": {"report"}},
        "filed": {"lan": {"confirm", "return"}, "dung": {"confirm", "return"}},
        "confirmed": {},
    }
    before = "new"
    for state, by_name in offered.items():
        if state != before:
            _move(share, before, state, cast)
        before = state
        for name in ("lan", "dung", "chi", "binh", "mai", "nam", "an", "quan"):
            text = read(cast[name], directive)
            found = {
                act
                for act in ("accept", "report", "complete", "confirm", "return")
                if act_url(act, share) in text
            }
            assert (state, name, found) == (state, name, by_name.get(name, set()))


def _move(share, before, state, cast):
    if before == "new":
        transitions.accept(share.pk, by=cast["binh"])
        transitions.report(share.pk, by=cast["binh"], progress=Progress(done=DONE, percent=40))
    elif state == "filed":
        transitions.complete(share.pk, by=cast["binh"], progress=Progress(done=DONE))
    else:
        transitions.confirm(share.pk, by=cast["lan"])


@pytest.mark.parametrize(
    ("acts", "buttons", "menu"),
    [
        (["accept", "decline"], ["accept", "decline"], []),
        (["decline"], ["decline"], []),
        (["decline", "delegate"], [], ["decline", "delegate"]),
        (["report", "complete", "delegate"], ["report", "complete", "delegate"], []),
        (["report", "complete", "delegate", "withdraw"], ["report", "complete"], ["delegate", "withdraw"]),
    ],
)
@pytest.mark.parametrize("small", [False, True])
def test_a_menu_has_more_than_one_entry(acts, buttons, menu, small, assignment):
    shown = act_buttons(assignment, acts, small=small)
    of_menu = [reverse(f"directives:{act}", args=[assignment.directive_id, assignment.pk]) for act in menu]
    assert (shown["shown"], [entry["url"] for entry in shown["rest"]]) == (buttons, of_menu)
    assert shown["leads"] is (not small and acts[0] in ("accept", "report"))


def test_the_passage_stands_in_its_paragraph_for_those_who_may_read_the_document(directive, lan, binh):
    text = "I. Mở đầu.\nÝ trước. Giao Sở Tài chính rà soát. Ý sau.\nGiao Sở Y tế phòng dịch."
    quote = "Giao Sở Tài chính rà soát."
    start = text.index(quote)
    whole = Document(text=text, number="1/TB-UBND", issued_on=TODAY)
    shown = Directive.objects.get(pk=directive.pk)
    shown.document, shown.quote = whole, quote
    shown.start, shown.end = start, start + len(quote)
    for_office = detail_page(shown, lan, TODAY).passage
    assert (for_office.before, for_office.quote, for_office.after) == ("Ý trước. ", quote, " Ý sau.")
    for_agency = detail_page(shown, binh, TODAY).passage
    assert (for_agency.before, for_agency.quote, for_agency.after) == ("", quote, "")


def test_an_agency_reads_its_own_reports_and_history_and_knows_the_others_by_name(
    directive, brought_to, ha, binh, lan, read
):
    health_share = Assignment.objects.get(directive=directive, agency__code="SYT")
    transitions.accept(health_share.pk, by=ha)
    transitions.report(
        health_share.pk, by=ha, progress=Progress(done="Đã gửi số liệu của ngành y tế", percent=30)
    )
    brought_to("reported")
    for_finance = read(binh, directive)
    assert DONE in for_finance
    assert "Đã gửi số liệu của ngành y tế" not in for_finance
    assert "Sở Y tế" in for_finance
    for_health = read(ha, directive)
    assert "Đã gửi số liệu của ngành y tế" in for_health
    assert DONE not in for_health
    for_office = read(lan, directive)
    assert DONE in for_office
    assert "Đã gửi số liệu của ngành y tế" in for_office


def test_links_to_meeting_and_document_are_for_those_who_may_open_them(directive, lan, binh, read):
    link = reverse("meetings:document", args=[directive.document_id])
    assert link in read(lan, directive)
    assert link not in read(binh, directive)


def test_a_returned_result_says_why_and_who(directive, brought_to, binh, read):
    brought_to("returned")
    text = read(binh, directive)
    assert "Bị trả lại" in text
    assert "Thiếu số quyết định" in text
    assert "Trần Thị Lan" in text
    assert "trả lại kết quả của Sở Tài chính" in text


def test_several_leads_make_the_state_of_the_most_pressing(make_directive, finance, health, binh, lan, read):
    made = make_directive(lead=[finance, health])
    share = made.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(share.pk, by=lan)
    text = read(lan, made)
    assert "1/2 cơ quan chủ trì đã hoàn thành" in text
    assert detail_page(made, lan, TODAY).standing.state == "due_soon"
    assert detail_page(made, lan, date(2025, 11, 10)).standing.state == "overdue"


def test_coordinators_are_not_late_once_the_leads_have_filed(directive, brought_to, lan):
    late = date(2025, 11, 20)
    coordinator = detail_page(directive, lan, late).coordinators[0]
    assert coordinator.standing.state == "overdue"
    brought_to("filed")
    assert detail_page(directive, lan, late).coordinators[0].standing.state == "new"


def test_through_htmx_the_content_alone_comes(directive, lan, read):
    fragment = read(lan, directive, htmx=True)
    assert "<main" not in fragment
    assert fragment.lstrip().startswith('<div id="directive"')


def test_what_people_write_is_shown_as_text(directive, assignment, binh, lan, ask):
    transitions.accept(assignment.pk, by=binh)
    transitions.report(
        assignment.pk, by=binh, progress=Progress(done="<script>alert(1)</script> đã trình", percent=10)
    )
    text = ask(lan, reverse("directives:detail", args=[directive.pk])).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_number_of_queries_does_not_grow_with_agencies_and_reports(
    make_directive, communes_group, communes, finance, health, binh, lan, client
):
    client.force_login(lan)
    small = make_directive(lead=finance, coordinators=[health])
    large = make_directive(lead=finance, lead_groups=[communes_group], coordinators=[health])
    for made in (small, large):
        share = made.assignments.get(agency=finance)
        transitions.accept(share.pk, by=binh)
        for percent in range(10, 20 if made == small else 60, 10):
            transitions.report(share.pk, by=binh, progress=Progress(done=DONE, percent=percent))

    def queries(made):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("directives:detail", args=[made.pk])).status_code == 200
        return len(captured)

    queries(small)
    assert queries(small) == queries(large) <= 22


def test_many_reports_are_shown_thirty_at_a_time(directive, assignment, binh, lan, client):
    transitions.accept(assignment.pk, by=binh)
    for percent in range(35):
        transitions.report(assignment.pk, by=binh, progress=Progress(done=DONE, percent=percent))
    client.force_login(lan)
    url = reverse("directives:detail", args=[directive.pk])
    page = client.get(url).context["page"]
    assert (len(page.reports), page.reports_left, page.reports_count) == (30, 5, 35)
    assert len(client.get(url, {"all": 1}, headers=HTMX).context["page"].reports) == 35


def test_a_long_history_is_shown_in_part_and_in_whole_when_asked(directive, assignment, binh, lan):
    transitions.accept(assignment.pk, by=binh)
    for percent in range(45):
        transitions.report(assignment.pk, by=binh, progress=Progress(done=DONE, percent=percent))
    page = detail_page(directive, lan, TODAY)
    assert (len(page.history), page.history_left) == (40, 7)
    whole = detail_page(directive, lan, TODAY, whole=True)
    assert (len(whole.history), whole.history_left) == (47, 0)
    assert whole.history[-1].did == "giao nhiệm vụ"


# Work that stopped, moved or went to others


def share_of(page, agency):
    return next(share for share in page.shares if share.row.agency == agency)


def test_a_declined_share_says_why_and_who_has_it_now_and_is_not_counted(
    make_directive, finance, health, education, binh, lan, read
):
    made = make_directive(lead=[finance, health])
    declined = made.assignments.get(agency=finance)
    transitions.decline(declined.pk, by=binh, reason="Việc thuộc ngành giáo dục.")
    page = detail_page(made, lan, TODAY)
    assert page.acting is None  # two leads: each has its acts beside its name
    assert share_of(page, finance).acts[0] == "reassign"
    transitions.reassign(declined.pk, by=lan, to=education)
    page = detail_page(made, lan, TODAY)
    stop = share_of(page, finance).stop
    assert (stop.said.note, stop.said.actor, stop.passed_to) == (
        "Việc thuộc ngành giáo dục.",
        binh,
        "Sở Giáo dục và Đào tạo",
    )
    assert stop.passed.actor == lan
    assert [share.row.agency for share in page.leads] == [education, health, finance]
    text = read(lan, made)
    for words in (
        "Việc thuộc ngành giáo dục.",
        "Đã giao cho <b>Sở Giáo dục và Đào tạo</b>",
        "0/2 cơ quan chủ trì",
    ):
        assert words in text
    assert 'Chủ trì <span class="count">2</span>' in text


def test_the_band_says_why_the_work_is_paused(directive, assignment, dung, binh, lan, read):
    transitions.pause(assignment.pk, by=dung, reason="Chờ Bộ Tài chính hướng dẫn.")
    for person in (dung, binh, lan):
        band = read(person, directive).split('class="state-band')[1].split("with-rail")[0]
        assert "Tạm dừng" in band
        assert "Chờ Bộ Tài chính hướng dẫn." in band
        assert ("/resume/" in band) == (person == dung)


def test_why_it_was_paused_the_second_time_is_shown(directive, assignment, dung, lan):
    transitions.pause(assignment.pk, by=dung, reason="Lần một.")
    transitions.resume(assignment.pk, by=dung)
    assert detail_page(directive, lan, TODAY).leads[0].stop is None
    transitions.pause(assignment.pk, by=dung, reason="Lần hai.")
    assert detail_page(directive, lan, TODAY).leads[0].stop.said.note == "Lần hai."


def test_an_agency_reads_its_own_requests_only(make_directive, finance, health, binh, ha, lan, read):
    made = make_directive(lead=[finance, health], due_on=date(2025, 11, 28))
    for agency, head, why in ((finance, binh, "Chờ Bộ Tài chính."), (health, ha, "Chờ Bộ Y tế.")):
        share = made.assignments.get(agency=agency)
        transitions.ask_extension(share.pk, by=head, to=date(2025, 12, 12), reason=why)
    assert "Chờ Bộ Y tế." in read(lan, made)
    for_finance = read(binh, made)
    assert "Chờ Bộ Tài chính." in for_finance
    assert "Chờ Bộ Y tế." not in for_finance
    assert "Đề nghị gia hạn đến 12/12/2025, chờ quyết định" in for_finance


def test_the_acts_of_the_head_of_the_office_stand_in_the_band_of_the_only_lead(directive, brought_to, dung):
    brought_to("filed")
    page = detail_page(directive, dung, TODAY)
    assert page.acting is page.leads[0]
    assert page.acting.acts[:2] == ["confirm", "return"]
    assert "pause" in page.coordinators[0].acts


def test_stopped_shares_and_requests_cost_no_query_each(
    make_directive, communes_group, communes, finance, dung, make_user, client
):
    client.force_login(dung)
    made = make_directive(lead_groups=[communes_group], coordinators=[finance], due_on=date(2025, 11, 28))
    shares = list(made.assignments.leads().order_by("pk"))
    heads = [
        make_user(f"xa{n}", Role.AGENCY_HEAD, f"Chủ tịch {n}", agency=share.agency, place="head")
        for n, share in enumerate(shares)
    ]

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("directives:detail", args=[made.pk])).status_code == 200
        return len(captured)

    transitions.ask_extension(shares[0].pk, by=heads[0], to=date(2025, 12, 12), reason="Chờ số liệu.")
    transitions.pause(shares[1].pk, by=dung, reason="Chờ hướng dẫn.")
    queries()
    few = queries()
    transitions.ask_extension(shares[2].pk, by=heads[2], to=date(2025, 12, 12), reason="Chờ số liệu.")
    transitions.pause(shares[0].pk, by=dung, reason="Chờ hướng dẫn.")
    transitions.revoke(made.assignments.coordinators().get().pk, by=dung, reason="Không cần nữa.")
    assert queries() == few <= 22
