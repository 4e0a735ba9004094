"""The screens of recurring work: the forms of its cycle, the page of the heading, that of an occurrence."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import transitions
from directives.cycles import CyclePlan, DayRule, Every, Rule
from directives.filters import AssignmentFilter
from directives.models import Assignment, Cycle, Directive
from directives.tasks import give_occurrences
from directives.transitions import Progress
from tests.directives.conftest import DONE, HTMX

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
NOVEMBER = date(2025, 11, 25)
MONTHLY = Rule(Every.MONTH, DayRule.DAY, 25, 1)
FRIDAYS = Rule(Every.WEEK, DayRule.WEEKDAY, 5)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def ordered(make_directive, finance, health):
    """Given out as recurring, as the document has it; nobody has set a cycle yet."""
    directive = make_directive(lead=finance, coordinators=[health], due_on=None)
    Directive.objects.filter(pk=directive.pk).update(
        deadline_kind="recurring", deadline_text="trước ngày 25 hằng tháng"
    )
    directive.refresh_from_db()
    return directive


@pytest.fixture
def recurring(ordered, lan):
    """The directive with a cycle: its first occurrence is due on 25/11/2025."""
    transitions.set_cycle(ordered.pk, by=lan, version=0, plan=CyclePlan(MONTHLY, TODAY))
    ordered.refresh_from_db()
    return ordered


@pytest.fixture
def read(ask):
    def page(user, directive, **query):
        response = ask(user, reverse("directives:detail", args=[directive.pk], query=query))
        assert response.status_code == 200
        return unescape(response.text), response.context["page"]

    return page


def url_of(name, directive):
    return reverse(f"directives:{name}", args=[directive.pk])


def typed(**fields):
    values = {
        "every": "month",
        "on": "day",
        "number": "25",
        "starts_on": "06/11/2025",
        "ends_on": "",
        "note": "",
        "version": "0",
    }
    return values | fields


# setting it


@pytest.mark.parametrize("htmx", [False, True])
def test_the_form_offers_what_the_document_says_and_sets_it(ordered, lan, ask, htmx):
    url = url_of("set_cycle", ordered)
    response = ask(lan, url, htmx=htmx)
    page = unescape(response.text)
    assert ("<html" in page) is not htmx
    assert response.context["form"].initial["number"] == 25
    assert "đọc từ văn bản" in page
    for words in ("Thứ Ba 25/11/2025", "Thứ Năm 25/12/2025", "Thứ Sáu 23/01/2026", "ngày 25/01 nghỉ"):
        assert words in page
    assert "Sở Tài chính" in page
    assert ask(lan, url, typed(), htmx=htmx).status_code == (204 if htmx else 302)
    cycle = Cycle.objects.get()
    assert (cycle.rule, cycle.starts_on, cycle.ends_on) == (MONTHLY, TODAY, None)
    assert Directive.objects.get(parent=ordered).occurs_on == NOVEMBER


def test_words_that_name_no_day_are_not_guessed_at(ordered, lan, ask):
    Directive.objects.filter(pk=ordered.pk).update(deadline_text="định kỳ hằng quý")
    assert "Văn bản không nêu rõ ngày" in ask(lan, url_of("set_cycle", ordered)).text


@pytest.mark.parametrize(
    ("fields", "there", "gone"),
    [
        ({"every": "week"}, ["weekday"], ["month", "on", "number"]),
        ({"every": "month", "on": "last_day"}, ["on"], ["weekday", "month", "number"]),
        ({"every": "quarter", "on": "working_day"}, ["month", "number"], ["weekday"]),
    ],
)
def test_asking_for_the_days_shows_the_fields_of_the_period_and_no_mistakes(
    ordered, lan, ask, fields, there, gone
):
    response = ask(lan, url_of("set_cycle", ordered), typed(preview="1", number="") | fields, htmx=True)
    assert response.status_code == 200
    form = response.context["form"]
    assert set(there) <= form.fields.keys()
    assert not set(gone) & form.fields.keys()
    assert not form.errors
    assert not Cycle.objects.exists()


def test_the_days_that_are_shown_are_those_which_are_given_out(ordered, lan, ask, day):
    fields = {"every": "week", "weekday": "5", "starts_on": "10/11/2025"}
    response = ask(lan, url_of("set_cycle", ordered), typed(preview="1") | fields, htmx=True)
    shown = [one.due_on for one in response.context["form"].coming]
    assert ask(lan, url_of("set_cycle", ordered), typed(**fields)).status_code == 302
    day(shown[-1])
    give_occurrences()
    given = Assignment.objects.leads().filter(directive__parent=ordered).order_by("due_on")
    assert list(given.values_list("due_on", flat=True))[:4] == shown


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"number": "32"}, "Nhập số từ 1 đến 31."),
        ({"number": ""}, "Nhập số ngày."),
        ({"on": "working_day", "number": "20"}, "Nhập số từ 1 đến 15."),
        ({"every": "quarter"}, "bắt buộc"),
        ({"starts_on": "05/11/2025"}, "quá khứ"),
        ({"starts_on": "31/12/9999"}, "chậm nhất là 06/11/2027"),
        ({"ends_on": "24/11/2025"}, "Không có kỳ nào"),
        ({"ends_on": "31/11/2025"}, "Ngày không đúng"),
    ],
)
def test_a_mistake_is_told_and_keeps_what_was_typed(ordered, lan, ask, fields, message):
    response = ask(lan, url_of("set_cycle", ordered), typed(note="Theo Công văn số 5") | fields, htmx=True)
    assert response.status_code == 422
    assert message in unescape(response.text)
    assert "Theo Công văn số 5" in response.text
    assert not Cycle.objects.exists()


def test_a_stale_form_comes_back_with_what_was_typed(ordered, lan, dung, ask):
    fields = {name: getattr(ordered, name) for name in transitions.EDITABLE} | {"title": "Tên mới"}
    transitions.edit_directive(ordered.pk, by=dung, version=0, fields=fields)
    response = ask(lan, url_of("set_cycle", ordered), typed(number="20"), htmx=True)
    assert response.status_code == 409
    assert "Người khác vừa thay đổi" in response.text
    assert 'value="20"' in response.text
    assert ask(lan, url_of("set_cycle", ordered), typed(version="1"), htmx=True).status_code == 204


def test_what_has_a_cycle_offers_no_second(recurring, lan, ask):
    response = ask(lan, url_of("set_cycle", recurring), htmx=True)
    assert response.status_code == 409


# changing and stopping it


def test_the_form_of_a_change_starts_from_the_cycle_and_changes_what_comes(
    recurring, dung, ask, finance, health, education
):
    url = url_of("change_cycle", recurring)
    page = ask(dung, url)
    assert page.context["form"].initial["leads"] == [f"a{finance.pk}"]
    assert "Thứ Năm 25/12/2025" in page.text
    assert "25/11/2025" not in page.text
    data = typed(
        version="1", leads=[f"a{education.pk}"], coordinators=[f"a{health.pk}"], ends_on="31/12/2026"
    )
    assert ask(dung, url, data).status_code == 302
    cycle = Cycle.objects.get()
    assert cycle.ends_on == date(2026, 12, 31)
    assert cycle.parties.get(role="lead").agency == education


@pytest.mark.parametrize(
    ("chosen", "message"),
    [(([], []), "Chọn cơ quan chủ trì."), (([0], [0]), "đã là cơ quan chủ trì")],
)
def test_somebody_leads_and_leads_alone(recurring, dung, ask, finance, chosen, message):
    leads, coordinators = ([f"a{finance.pk}" for _ in role] for role in chosen)
    data = typed(version="1", leads=leads, coordinators=coordinators)
    response = ask(dung, url_of("change_cycle", recurring), data, htmx=True)
    assert response.status_code == 422
    assert message in unescape(response.text)


def test_who_stops_is_told_what_stays(recurring, dung, ask):
    url = url_of("stop_cycle", recurring)
    page = unescape(ask(dung, url, htmx=True).text)
    assert "kể từ kỳ hạn 25/12/2025" in page
    assert "Kỳ chưa xong vẫn phải làm</b>: hạn 25/11/2025" in page
    assert ask(dung, url, {"reason": "", "version": "1"}, htmx=True).status_code == 422
    reason = {"reason": "Theo Công văn số 9", "version": "1"}
    assert ask(dung, url, reason | {"version": "0"}, htmx=True).status_code == 409
    assert ask(dung, url, reason).status_code == 302
    assert Cycle.objects.get().stopped_on == TODAY
    assert ask(dung, url, htmx=True).status_code == 409


# the page


def test_a_directive_that_should_come_back_says_that_nobody_has_said_when(ordered, read, lan, binh):
    text, _ = read(lan, ordered)
    assert "chưa đặt chu kỳ" in text
    assert url_of("set_cycle", ordered) in text
    text, _ = read(binh, ordered)
    assert "chưa đặt chu kỳ" in text
    assert url_of("set_cycle", ordered) not in text


def test_the_heading_says_how_it_comes_back_and_when_next(recurring, read, dung, lan, binh):
    text, page = read(dung, recurring)
    assert "Ngày 25 hằng tháng" in text
    assert "Hạn 25/12/2025" in text
    assert url_of("change_cycle", recurring) in text
    assert page.standing.text == "Mới giao"
    assert "0/1 kỳ đã hoàn thành" in text
    for person in (lan, binh):
        text, _ = read(person, recurring)
        assert "Ngày 25 hằng tháng" in text
        assert url_of("stop_cycle", recurring) not in text


def test_between_two_occurrences_the_heading_is_not_done(recurring, read, binh, lan, dung, client):
    share = Assignment.objects.leads().get(directive__parent=recurring)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    transitions.confirm(share.pk, by=lan)
    _, page = read(lan, recurring)
    assert page.standing.text == "Đã xong các kỳ đã giao"
    client.force_login(lan)
    panel = client.get(reverse("directives:document_panel", args=[recurring.document_id]), headers=HTMX)
    assert "Đã xong các kỳ đã giao" in panel.text
    assert "1 / 1 kỳ hoàn thành" in panel.text
    transitions.stop_cycle(recurring.pk, by=dung, version=1, reason="Theo Công văn số 9")
    text, page = read(dung, recurring)
    assert page.standing.text == "Hoàn thành đúng hạn"
    assert "chu kỳ dừng từ ngày 06/11/2025" in text
    assert "Theo Công văn số 9" in text
    assert "Đặt lại chu kỳ" in text


def test_the_page_shows_the_newest_occurrences_and_an_occurrence_its_neighbours(
    ordered, read, lan, binh, day
):
    transitions.set_cycle(ordered.pk, by=lan, version=0, plan=CyclePlan(FRIDAYS, TODAY))
    day(date(2026, 1, 30))
    give_occurrences()
    ordered.refresh_from_db()
    text, page = read(lan, ordered)
    family = page.family
    assert [child.directive.part for child in family.children] == list(range(14, 2, -1))
    assert (family.count, family.left) == (14, 2)
    assert "Xem cả 2 kỳ trước đó" in text
    _, page = read(lan, ordered, all=1)
    assert len(page.family.children) == 14
    third = Directive.objects.get(parent=ordered, part=3)
    text, page = read(binh, third)
    assert [child.directive.part for child in page.family.children] == [4, 3, 2]
    assert "Kỳ trước, kỳ sau" in text
    assert "thứ Sáu hằng tuần" in text


def test_a_cycle_nobody_leads_says_so(recurring, read, lan, finance):
    finance.valid_to = date(2025, 11, 5)
    finance.save()
    assert "Chưa giao được: không còn cơ quan chủ trì" in read(lan, recurring)[0]


def test_the_history_tells_it_in_words(recurring, read, dung, finance, health):
    plan = CyclePlan(FRIDAYS, TODAY, date(2026, 6, 30))
    transitions.change_cycle(
        recurring.pk,
        by=dung,
        version=1,
        plan=plan,
        leads=[finance],
        coordinators=[health],
        note="Tăng tần suất",
    )
    transitions.stop_cycle(recurring.pk, by=dung, version=2, reason="Theo Công văn số 9")
    _, page = read(dung, recurring)
    told = {entry.kind: entry for entry in page.history}
    said = [(change.label, change.old, change.new) for change in told["cycle_changed"].changes]
    assert said == [
        ("Chu kỳ", "ngày 25 hằng tháng", "thứ Sáu hằng tuần"),
        ("Đến hết ngày", "", "30/06/2026"),
    ]
    assert told["cycle_stopped"].did == "dừng chu kỳ"
    assert told["cycle_stopped"].changes[0].new == "đã dừng"
    assert [change.label for change in told["cycle_set"].changes][:2] == ["Chu kỳ", "Áp dụng từ ngày"]


def test_lists_and_files_have_the_occurrences_and_never_the_heading(recurring, lan, ask):
    rows = AssignmentFilter(QueryDict(), user=lan, on=TODAY).rows()
    assert {row.directive.parent for row in rows} == {recurring}
    assert [row.directive.code for row in rows.leads()] == [f"{recurring.code}.1"]
    assert ask(lan, reverse("directives:export")).status_code == 200


def test_the_number_of_queries_does_not_grow_with_occurrences_and_agencies(
    recurring, make_directive, communes_group, finance, lan, client, day
):
    other = make_directive(lead=finance, groups=[communes_group], due_on=None)
    transitions.set_cycle(other.pk, by=lan, version=0, plan=CyclePlan(FRIDAYS, TODAY))
    day(date(2026, 3, 6))
    give_occurrences()
    client.force_login(lan)

    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    pages = [reverse("directives:detail", args=[heading.pk]) for heading in (recurring, other)]
    queries(pages[0])
    few, many = map(queries, pages)
    assert few <= many <= few + 2 <= 31  # two more ask how many are not shown, and what presses among them
