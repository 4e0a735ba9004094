"""A coordinator has work as long as a lead has; afterwards it is late for nothing."""

from datetime import date

import pytest
from django.http import QueryDict

from accounts.models import Role
from directives import transitions
from directives.filters import AssignmentFilter
from directives.models import Assignment, Event
from directives.standing import standing
from directives.transitions import NotAllowed, Progress
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
LATE = date(2025, 11, 20)
RESULT = Progress(done="Đã trình UBND tỉnh Tờ trình số 120/TTr-STC")


@pytest.fixture
def file_result(finance, health, binh, ha):
    """A lead accepts and files its result."""
    heads = {finance.pk: binh, health.pk: ha}

    def file(share):
        transitions.accept(share.pk, by=heads[share.agency_id])
        transitions.complete(share.pk, by=heads[share.agency_id], progress=RESULT)

    return file


@pytest.fixture
def shares(make_directive, finance, health, education, day):
    """Two leads and a coordinator, due on 09/11/2025; it is the 6th."""
    day(date(2025, 11, 6))
    directive = make_directive(lead=[finance, health], coordinators=[education])
    return [
        Assignment.objects.get(directive=directive, agency=agency) for agency in (finance, health, education)
    ]


def rows(user, **parameters):
    query = QueryDict(mutable=True)
    query.update(parameters)
    return list(AssignmentFilter(query, user=user, on=LATE).rows())


def test_it_is_released_when_the_last_lead_is_confirmed(shares, file_result, lan):
    first, second, coordinator = shares
    for lead in (first, second):
        file_result(lead)
    transitions.confirm(first.pk, by=lan)
    coordinator.refresh_from_db()
    assert coordinator.released_on is None
    transitions.confirm(second.pk, by=lan)
    coordinator.refresh_from_db()
    assert coordinator.released_on == date(2025, 11, 6)
    event = Event.objects.get(kind=Event.Kind.RELEASED)
    assert (event.assignment, event.actor) == (coordinator, lan)


def test_once_released_it_is_neither_overdue_nor_open(shares, file_result, lan):
    *leads, coordinator = shares
    assert coordinator in rows(lan, role="coordinator", time="overdue")
    for lead in leads:
        file_result(lead)
        transitions.confirm(lead.pk, by=lan)
    coordinator.refresh_from_db()
    for parameters in (
        {"time": "overdue"},
        {"state": "open"},
        {"state": "not_done"},
        {"new": "1"},
        {"not_updated": "1"},
    ):
        assert rows(lan, role="coordinator", **parameters) == [], parameters
    assert rows(lan, role="coordinator") == [coordinator]
    assert standing(coordinator, LATE).text == "Kết thúc phối hợp"


def test_once_released_nothing_more_can_be_reported(shares, file_result, lan, make_user, education):
    *leads, coordinator = shares
    for lead in leads:
        file_result(lead)
        transitions.confirm(lead.pk, by=lan)
    head = make_user("giao", Role.AGENCY_HEAD, "Võ Thị Giao", agency=education, place="head")
    with pytest.raises(NotAllowed, match="không còn việc phối hợp"):
        transitions.accept(coordinator.pk, by=head)


@pytest.mark.django_db(transaction=True)
def test_two_last_leads_confirmed_at_once_still_release_it(shares, file_result, lan, dung):
    first, second, coordinator = shares
    for lead in (first, second):
        file_result(lead)
    with while_uncommitted(lambda: transitions.confirm(second.pk, by=dung)) as rival:
        transitions.confirm(first.pk, by=lan)
    rival.result()
    coordinator.refresh_from_db()
    assert coordinator.released_on == date(2025, 11, 6)
