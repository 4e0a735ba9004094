"""Two clerks press at the same moment: one is told so, and history has one line."""

from decimal import Decimal as D

import pytest

from directives.transitions import Changed
from targets import keeping
from targets.models import TargetEvent
from tests.race import while_uncommitted

from .conftest import month

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_enter_the_same_month_at_once_store_one_figure(make_target, lan, mai):
    target = make_target()

    def rival():
        keeping.enter(target.pk, month(10), by=mai, value=D(2), seen=0)

    with while_uncommitted(rival) as other:
        keeping.enter(target.pk, month(10), by=lan, value=D(1), seen=0)

    with pytest.raises(Changed):
        other.result()
    assert target.values.get().value == 1
    assert TargetEvent.objects.get(kind="entered").actor == lan


def test_two_months_entered_at_once_are_both_stored(make_target, lan, mai):
    target = make_target()
    with while_uncommitted(lambda: keeping.enter(target.pk, month(9), by=mai, value=D(2), seen=0)) as other:
        keeping.enter(target.pk, month(10), by=lan, value=D(1), seen=0)

    assert other.result() is True
    assert target.values.count() == 2
