"""Đôn đốc: numbered per share, typed, not too often; heard by the agency, from the fourth on by more."""

import json
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies import calendar
from agencies.calendar import day_set
from agencies.models import Membership
from directives import following, transitions
from directives.bulk import Chosen
from directives.detail_page import detail_page
from directives.forms.bulk import UNEXPECTED, UrgeForm
from directives.history import history_of
from directives.models import Assignment, Urging
from directives.transitions import NotAllowed
from directives.waiting import Waiting
from notifications.models import OutgoingMessage

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 12)  # three days after the deadline
WORDS = "Đề nghị Sở Tài chính khẩn trương báo cáo."


@pytest.fixture(autouse=True)
def _three_o_clock():
    with day_set(TODAY, time(15)):
        yield


@pytest.fixture
def urge(assignment, lan):
    """Urge the share of Sở Tài chính, long after the urgings before."""

    def send(by=lan, kind="reminder", text=WORDS):
        ago(assignment, hours=6)
        return transitions.urge(assignment.pk, kind=kind, text=text, by=by)

    return send


def ago(share, **time):
    Urging.objects.filter(assignment=share).update(at=calendar.now() - timedelta(**time))


def test_urgings_of_a_share_count_up_each_with_its_kind(assignment, urge, lan, dung, last_event):
    made = [urge(), urge(dung, "criticism"), urge(dung, "review")]
    assert [(one.number, one.kind, one.by) for one in made] == [
        (1, "reminder", lan),
        (2, "criticism", dung),
        (3, "review", dung),
    ]
    event = last_event(assignment)
    assert (event.kind, event.actor, event.note) == ("urged", dung, WORDS)
    entry = history_of(assignment.directive, lan)[0]
    assert entry.did == "đôn đốc Sở Tài chính"
    assert [(change.label, change.new) for change in entry.changes] == [
        ("Lần đôn đốc", "3"),
        ("Hình thức", "Kiểm điểm"),
    ]


def test_each_share_has_its_own_numbers(make_directive, finance, health, lan):
    made = make_directive(lead=[finance, health])
    for share in made.assignments.all():
        assert transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan).number == 1


@pytest.mark.parametrize("kind", ["criticism", "review", "shouting", ""])
def test_a_clerk_reminds_and_does_no_more(kind, urge, lan):
    with pytest.raises(NotAllowed, match="lãnh đạo Văn phòng"):
        urge(lan, kind)


@pytest.mark.parametrize(
    ("text", "why"), [("  ", "nội dung"), ("TỐI MẬT\nĐề nghị báo cáo.", "dấu chỉ độ mật")]
)
def test_it_says_something_and_no_secret(text, why, urge):
    with pytest.raises(NotAllowed, match=why):
        urge(text=text)
    assert not Urging.objects.exists()


def test_between_two_lie_six_hours(assignment, urge, lan, dung):
    urge()
    ago(assignment, hours=5, minutes=59)
    with pytest.raises(NotAllowed, match=r"Đã đôn đốc lần 1 lúc \d\d:\d\d ngày 12/11/2025.*đôn đốc tiếp từ"):
        transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=dung)
    ago(assignment, hours=6, seconds=1)
    assert transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=dung).number == 2


def test_who_filed_a_result_is_left_alone(brought_to, lan):
    share = brought_to("filed")
    with pytest.raises(NotAllowed, match="Chờ xác nhận"):
        transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan)


def test_coordinators_are_not_urged(directive, health, lan):
    share = directive.assignments.get(agency=health)
    with pytest.raises(NotAllowed, match="chủ trì"):
        transitions.urge(share.pk, kind="reminder", text=WORDS, by=lan)


def test_nobody_urges_the_agency_they_belong_to(assignment, urge, lan):
    Membership.objects.create(user=lan, agency=assignment.agency, role="staff")
    with pytest.raises(NotAllowed, match="không có quyền"):
        urge()


def test_the_agency_hears_of_it_by_mail(assignment, urge, nam, binh, mai, heard):
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    urge()
    assert heard("urged") == ["binh", "mai", "nam"]
    mail = OutgoingMessage.objects.get(key__startswith="urged:", recipient=binh)
    assert mail.subject.startswith("Đôn đốc Sở Tài chính lần 1 (nhắc nhở)")
    assert WORDS in mail.text


def test_from_the_fourth_time_on_those_above_hear_of_it_too(
    directive, urge, chi, dung, lan, binh, mai, heard
):
    type(directive).objects.update(directing_leader=chi)
    for _ in range(3):
        urge()
    assert set(heard("urged")) == {"binh", "mai"}
    urge()
    fourth = Urging.objects.get(number=4)
    assert heard(f"urged:{fourth.pk}") == ["binh", "chi", "dung", "mai"]
    assert OutgoingMessage.objects.filter(key__startswith=f"urged:{fourth.pk}:").count() == 4
    urge(dung)  # who does it is not told
    assert heard(f"urged:{Urging.objects.get(number=5).pk}") == ["binh", "chi", "mai"]


def test_followers_hear_of_it_in_the_app(directive, urge, an, ha, heard):
    for person in (an, ha):
        following.follow(directive, by=person)
    urge()
    assert heard("urged") == ["an"]  # Sở Y tế does not see the share of Sở Tài chính
    assert not OutgoingMessage.objects.filter(recipient=an).exists()


@pytest.fixture
def many(lan):
    """The form by which Lan urges these shares, filled in."""

    def form_of(*shares):
        chosen = Chosen(Assignment.objects.visible_to(lan).filter(pk__in=[share.pk for share in shares]))
        form = UrgeForm({"kind": "reminder", "text": WORDS}, chosen=chosen, by=lan)
        assert form.is_valid()
        return form

    return form_of


def refused(form):
    return {left.item.pk: left.reason for left in form.perform()}


def test_of_many_each_stands_for_itself(many, make_directive, finance, health, lan, dung):
    stopped, fresh, late = (
        make_directive(lead=agency).assignments.get() for agency in (finance, finance, health)
    )
    form = many(stopped, fresh, late)
    # meanwhile, at another desk
    transitions.urge(fresh.pk, kind="reminder", text=WORDS, by=dung)
    transitions.revoke(stopped.pk, by=dung, reason="Không còn phù hợp.")
    why = refused(form)
    assert set(why) == {stopped.pk, fresh.pk}
    assert "Thu hồi" in why[stopped.pk]
    assert "Đã đôn đốc lần 1" in why[fresh.pk]
    assert [share.urgings.count() for share in (stopped, fresh, late)] == [0, 1, 1]
    assert [agency for agency, _ in form.letters()] == ["Sở Y tế"], "a letter for what was urged"


def test_one_that_breaks_does_not_stop_the_others(many, make_directive, finance, health, monkeypatch):
    broken, fine = (make_directive(lead=agency).assignments.get() for agency in (finance, health))
    create = Urging.objects.create

    def plant_a_fault(**fields):
        if fields["assignment"].pk == broken.pk:
            fields["number"] = 0  # which the database refuses
        return create(**fields)

    monkeypatch.setattr(Urging.objects, "create", plant_a_fault)
    assert refused(many(broken, fine)) == {broken.pk: UNEXPECTED}
    assert (broken.urgings.count(), broken.events.filter(kind="urged").count()) == (0, 0)
    assert fine.urgings.count() == 1


def test_one_that_is_not_ones_to_urge_any_more_is_told_and_stops_no_other(
    many, make_directive, finance, health, lan
):
    gone, late = (make_directive(lead=agency).assignments.get() for agency in (finance, health))
    form = many(gone, late)
    Membership.objects.create(user=lan, agency=finance, role="staff")
    assert "không có quyền" in refused(form)[gone.pk]
    assert [share.urgings.count() for share in (gone, late)] == [0, 1]


def test_who_may_not_urge_is_told_so(assignment, binh, ha):
    for person in (binh, ha):
        with pytest.raises(NotAllowed, match="không có quyền"):
            transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=person)


# What people see


@pytest.mark.parametrize(("name", "kinds"), [("lan", 0), ("dung", 3)])
def test_the_form_offers_the_kinds_one_may_send_and_words_to_begin_with(
    name, kinds, cast, assignment, ask, act_url
):
    response = ask(cast[name], act_url("urge", assignment))
    text = unescape(response.text)
    assert text.count('type="radio" name="kind"') == kinds
    assert "Đôn đốc lần 1" in text
    assert "có hạn ngày 09/11/2025 (quá hạn 3 ngày). Đề nghị Sở Tài chính khẩn trương" in text
    sent = ask(
        cast[name],
        act_url("urge", assignment),
        {"kind": "reminder", "text": WORDS, "step": "send"},
        htmx=True,
    )
    assert sent.status_code == 204
    assert "đôn đốc lần 1" in json.loads(sent["HX-Trigger"])["assignment:changed"]["text"]


def test_who_sends_a_kind_that_is_not_theirs_is_told_at_the_field(assignment, lan, ask, act_url):
    response = ask(lan, act_url("urge", assignment), {"kind": "criticism", "text": WORDS})
    assert response.status_code == 422
    assert not Urging.objects.exists()


def test_the_fourth_says_who_will_hear_of_it(assignment, urge, lan, ask, act_url):
    for _ in range(3):
        urge()
    ago(assignment, hours=7)
    assert "lãnh đạo chỉ đạo cũng được báo" in unescape(ask(lan, act_url("urge", assignment)).text)


def test_what_was_sent_stands_on_the_page_with_its_number(directive, urge, dung, lan, binh, ha, ask):
    urge(dung, "criticism")
    for person in (lan, binh):
        text = unescape(ask(person, reverse("directives:detail", args=[directive.pk])).text)
        assert "Lần 1 · Phê bình" in text
        assert WORDS in text
        assert "Đã đôn đốc 1 lần, gần nhất 12/11/2025" in text
    assert WORDS not in unescape(ask(ha, reverse("directives:detail", args=[directive.pk])).text)


def test_an_overdue_share_is_to_be_urged_until_it_was(directive, assignment, urge, lan):
    def offered():
        page = detail_page(directive, lan, TODAY).leads[0].acts
        task = Waiting(lan, TODAY).groups()[0].tasks[0]
        return page[0], task.act, task.line.share.urged

    assert offered() == ("urge", "urge", 0)
    urge()
    assert "urge" not in detail_page(directive, lan, TODAY).leads[0].acts
    assert offered()[1:] == ("", 1)
    ago(assignment, hours=7)
    assert offered() == ("urge", "urge", 1)


def test_how_often_and_when_last_come_with_the_rows(
    make_directive, finance, communes_group, assignment, urge, lan
):
    urge()
    last = urge()
    make_directive(lead_groups=[communes_group])
    with CaptureQueriesContext(connection) as captured:
        rows = {row.pk: (row.urged, row.urged_at) for row in Assignment.objects.with_urgings()}
    assert len(captured) == 1
    assert rows.pop(assignment.pk) == (2, last.at)
    assert set(rows.values()) == {(0, None)}
