"""What the Office changes of a directive after publishing: facts, agencies, roles; two people at once."""

from datetime import date

import pytest

from accounts.models import Role
from directives import transitions
from directives.cycles import CyclePlan, DayRule, Every, Rule
from directives.history import history_of
from directives.models import Assignment, Event
from directives.transitions import Changed, NotAllowed
from notifications.models import Notification
from tests.directives.conftest import HTMX
from tests.plugins.cast import DUE_ON, SESSION_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_session_day(day):
    day(SESSION_DAY)


def titles(user):
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("title", flat=True))


def facts(directive, **changes):
    return {name: getattr(directive, name) for name in transitions.EDITABLE} | changes


def typed(directive, **changes):
    return {
        "title": directive.title,
        "field": directive.field,
        "priority": directive.priority,
        "deliverable": directive.deliverable,
        "monitor": directive.monitor_id or "",
        "directing_leader": directive.directing_leader_id or "",
        "version": directive.version,
        **changes,
    }


def test_each_change_is_told_with_old_and_new_value(directive, lan, dung):
    changes = facts(directive, title="Rà soát vốn", priority="urgent", monitor=dung)
    transitions.edit_directive(directive.pk, by=lan, version=0, fields=changes)
    directive.refresh_from_db()
    assert (directive.title, directive.priority, directive.monitor) == ("Rà soát vốn", "urgent", dung)
    event = directive.events.get(kind="edited")
    assert event.data == {
        "title": ["Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư", "Rà soát vốn"],
        "priority": ["normal", "urgent"],
        "monitor": ["Trần Thị Lan", "Nguyễn Tiến Dũng"],
    }
    assert titles(dung)[-1] == "Bạn theo dõi: Rà soát vốn"
    assert titles(lan) == []  # who did it is not told


def test_the_search_finds_the_new_title(directive, lan):
    transitions.edit_directive(
        directive.pk, by=lan, version=0, fields=facts(directive, title="Đê điều Cửa Hội")
    )
    assert list(type(directive).objects.search("de dieu cua hoi")) == [directive]


def test_nothing_changed_leaves_no_trace(directive, lan):
    transitions.edit_directive(directive.pk, by=lan, version=0, fields=facts(directive))
    directive.refresh_from_db()
    assert directive.version == 0
    assert not directive.events.filter(kind="edited").exists()


def test_the_second_of_two_sees_what_the_first_changed_and_loses_nothing(client, directive, lan, dung):
    url = f"/directives/{directive.pk}/edit/"
    client.force_login(dung)
    first = client.post(url, typed(directive, title="Tên của người thứ nhất"), headers=HTMX)
    assert first.status_code == 204
    client.force_login(lan)
    late = client.post(url, typed(directive, title="Tên của người thứ hai"), headers=HTMX)
    assert late.status_code == 409
    assert "Người khác vừa sửa nhiệm vụ này" in late.text
    assert "Tên của người thứ nhất" in late.text
    assert "Tên của người thứ hai" in late.text
    assert 'name="version" value="1"' in late.text
    directive.refresh_from_db()
    assert directive.title == "Tên của người thứ nhất"
    again = client.post(url, typed(directive, title="Tên của người thứ hai"), headers=HTMX)
    assert again.status_code == 204
    with pytest.raises(Changed):
        transitions.edit_directive(directive.pk, by=lan, version=0, fields=facts(directive, title="x"))


def test_a_mistake_keeps_what_was_typed(client, directive, lan):
    client.force_login(lan)
    response = client.post(
        f"/directives/{directive.pk}/edit/", typed(directive, title="", deliverable="Tờ trình")
    )
    assert response.status_code == 422
    assert "Tờ trình" in response.text


def test_one_more_agency_gets_a_share_with_a_deadline_of_its_own(directive, education, lan, make_user):
    head = make_user("hue", Role.AGENCY_HEAD, "Lý Thị Huệ", agency=education, place="head")
    due = date(2025, 11, 20)
    share = transitions.add_agency(
        directive.pk, by=lan, agency=education, role="lead", due_on=due, note="Theo đề nghị của Sở Tài chính"
    )
    assert (share.original_due_on, share.due_on, share.assigned_on) == (due, due, SESSION_DAY)
    assert share in Assignment.objects.counted()
    assert titles(head) == [f"Sở GD&ĐT được giao: {directive.title}"]
    event = share.events.get()
    assert (event.kind, event.data) == ("added", {"role": [None, "lead"], "due_on": [None, "2025-11-20"]})


def test_an_agency_is_added_once_and_never_with_a_past_deadline(directive, finance, education, lan):
    with pytest.raises(NotAllowed, match="đã có phần việc"):
        transitions.add_agency(directive.pk, by=lan, agency=finance, role="lead", due_on=None)
    with pytest.raises(NotAllowed, match="quá khứ"):
        transitions.add_agency(directive.pk, by=lan, agency=education, role="lead", due_on=date(2025, 11, 3))
    type(education).objects.filter(pk=education.pk).update(valid_to=date(2025, 6, 30))
    education.refresh_from_db()
    with pytest.raises(NotAllowed, match="không hoạt động"):
        transitions.add_agency(directive.pk, by=lan, agency=education, role="lead", due_on=None)


def test_the_form_offers_the_day_of_the_leads_and_only_agencies_that_are_not_in_it(
    client, directive, finance, education, lan
):
    client.force_login(lan)
    page = client.get(f"/directives/{directive.pk}/add-agency/").text
    assert f"{DUE_ON:%d/%m/%Y}" in page
    assert "Sở Giáo dục và Đào tạo" in page
    assert f'value="{finance.pk}"' not in page
    response = client.post(
        f"/directives/{directive.pk}/add-agency/",
        {"agency": education.pk, "role": "coordinator", "due_on": ""},
    )
    assert response.status_code == 302
    assert directive.assignments.get(agency=education).role == "coordinator"


def test_a_lead_added_later_calls_its_coordinators_back(directive, education, health, binh, lan):
    share = directive.assignments.leads().get()
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=transitions.Progress(done="Đã trình tại Tờ trình số 5."))
    transitions.confirm(share.pk, by=lan)
    coordinator = directive.assignments.get(agency=health)
    assert coordinator.released_on == SESSION_DAY
    transitions.add_agency(directive.pk, by=lan, agency=education, role="lead", due_on=None)
    coordinator.refresh_from_db()
    assert coordinator.released_on is None


def test_the_last_lead_with_work_stays_a_lead(directive, health, lan):
    lead = directive.assignments.leads().get()
    with pytest.raises(NotAllowed, match="duy nhất"):
        transitions.change_role(lead.pk, by=lan, reason="Nhầm")
    transitions.change_role(directive.assignments.get(agency=health).pk, by=lan, reason="Cùng chủ trì")
    changed = transitions.change_role(lead.pk, by=lan, reason="Chỉ phối hợp")
    assert changed.role == "coordinator"
    event = Event.objects.filter(assignment=changed).latest("pk")
    assert (event.kind, event.data["role"], event.note) == (
        "role_changed",
        ["lead", "coordinator"],
        "Chỉ phối hợp",
    )


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_of_role_needs_a_reason(reason, directive, health, lan):
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.change_role(directive.assignments.get(agency=health).pk, by=lan, reason=reason)


@pytest.mark.parametrize("name", ["binh", "chi", "an", "quan"])
def test_only_the_office_changes_a_directive(name, cast, directive, education):
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.edit_directive(directive.pk, by=cast[name], version=0, fields=facts(directive, title="x"))
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.add_agency(directive.pk, by=cast[name], agency=education, role="lead", due_on=None)


def _by_the_head(made, cast, education):
    share = made.assignments.get()
    transitions.set_deadline(share.pk, by=cast["dung"], to=date(2025, 11, 20), reason="Theo văn bản mới.")


def _with_one_more(made, cast, education):
    transitions.add_agency(made.pk, by=cast["lan"], agency=education, role="lead", due_on=date(2025, 11, 20))


def _by_a_cycle(made, cast, education):
    plan = CyclePlan(Rule(Every.WEEK, DayRule.WEEKDAY, 5), SESSION_DAY)
    transitions.set_cycle(made.pk, by=cast["lan"], version=0, plan=plan)


@pytest.mark.parametrize(
    ("change", "now"),
    [(_by_the_head, "Có thời hạn"), (_with_one_more, "Có thời hạn"), (_by_a_cycle, "Định kỳ")],
)
def test_another_kind_of_deadline_is_told_with_what_it_was(
    change, now, make_directive, finance, education, cast
):
    made = make_directive(lead=finance, due_on=None)
    change(made, cast, education)
    told = [
        (one.old, one.new)
        for line in history_of(made, cast["lan"])
        for one in line.changes
        if one.label == "Loại thời hạn"
    ]
    assert told == [("Không thời hạn", now)]
    made.refresh_from_db()
    assert made.get_deadline_kind_display() == now
