"""Publishing a text with recurring work: its cycle is set there and then, or waits to be set."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import intake, reviewing, transitions
from directives.cycles import CyclePlan, DayRule, Every, Rule
from directives.models import Assignment, Cycle, Directive
from directives.transitions import Progress
from notifications.models import Notification

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 4)
NOVEMBER = date(2025, 11, 25)
MONTHLY = Rule(Every.MONTH, DayRule.DAY, 25, 1)
TEXT = """1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo giải ngân trước ngày 25 hằng tháng.
2. Giao Sở Tài chính định kỳ hằng quý báo cáo UBND tỉnh nhu cầu vốn."""


@pytest.fixture
def page(client, lan):
    def get(url):
        client.force_login(lan)
        return client.get(url)

    return get


@pytest.fixture
def draft(make_document, provincial, session_0411, lan, day):
    day(TODAY)
    document = make_document(text=TEXT, meeting=session_0411)
    intake.propose(document.pk, by=lan)
    document.proposals.update(checked=True)
    return document


@pytest.fixture
def publish(draft, lan, client):
    def do(**boxes):
        seen = reviewing.state_of(draft)
        url = reverse("directives:publish", args=[draft.pk])
        client.force_login(lan)
        response = client.post(url, {"seen": seen, "monitor": lan.pk, **boxes})
        assert response.status_code == 302
        return list(Directive.objects.filter(document=draft, parent=None).order_by("position"))

    return do


def test_publishing_offers_the_cycle_that_was_read_and_sets_it(draft, publish, lan, page, ha):
    monthly, quarterly = draft.proposals.order_by("start")
    shown = page(reverse("directives:publish", args=[draft.pk]))
    assert "ngày 25 hằng tháng, kỳ đầu hạn 25/11/2025" in unescape(shown.text)
    assert f"cycle_{quarterly.pk}" not in shown.text
    heading, alone = publish(**{f"cycle_{monthly.pk}": "on"})
    assert (heading.is_heading, alone.is_heading) == (True, False)
    assert heading.cycle.rule == MONTHLY
    assert not heading.assignments.exists()
    child = heading.children.get()
    assert child.assignments.leads().get().due_on == NOVEMBER
    kinds = set(heading.events.values_list("kind", flat=True))
    assert kinds == {"published", "cycle_set"}
    assert Notification.objects.filter(key__startswith="given:").get().recipient == ha
    counted = Assignment.objects.counted().values_list("directive", flat=True)
    assert set(counted) == {child.pk, alone.pk}


def test_who_unticks_it_sets_it_later(draft, publish, lan, page):
    heading, alone = publish()
    assert not Cycle.objects.exists()
    shown = page(reverse("directives:my_work"))
    groups = {group.group.key: group for group in shown.context["groups"]}
    tasks = groups["awaits_cycle"].tasks
    assert {task.line.share.directive for task in tasks} == {heading, alone}
    assert {task.act for task in tasks} == {"set_cycle"}
    assert reverse("directives:set_cycle", args=[heading.pk]) in shown.text
    plan = CyclePlan(MONTHLY, TODAY)
    for directive in (heading, alone):
        transitions.set_cycle(directive.pk, by=lan, version=0, plan=plan)
    groups = page(reverse("directives:my_work")).context["groups"]
    assert "awaits_cycle" not in {group.group.key for group in groups}


def test_what_can_get_no_cycle_any_more_does_not_wait_for_one(draft, publish, page, ha, lan, dung):
    """One of two leads has filed; the other has nothing to wait for by the day of a cycle."""
    heading, alone = publish()
    share = heading.assignments.leads().get()
    helper = heading.assignments.coordinators().get()
    transitions.change_role(helper.pk, by=dung, reason="Cùng chủ trì")
    transitions.accept(share.pk, by=ha)
    transitions.complete(share.pk, by=ha, progress=Progress(done="Đã báo cáo số liệu giải ngân tháng 11."))
    groups = {group.group.key: group for group in page(reverse("directives:my_work")).context["groups"]}
    assert [task.line.share.directive for task in groups["awaits_cycle"].tasks] == [alone]
    shown = page(reverse("directives:detail", args=[heading.pk]))
    assert "Không đặt chu kỳ được khi" in unescape(shown.text)
