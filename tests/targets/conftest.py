"""Targets of the cast's province, made as the Office makes them."""

from datetime import date
from decimal import Decimal

import pytest

from agencies.calendar import day_set
from targets import keeping

DAY = date(2025, 11, 6)
HTMX = {"HX-Request": "true"}


def month(number: int) -> date:
    return date(2025, number, 1)


@pytest.fixture(autouse=True)
def _today(request):
    """It is 06/11/2025 wherever a database is asked."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("day")(DAY)


@pytest.fixture
def make_target(lan, finance):
    """Make a target: `make_target(value=26_000, figures=[2_400, 4_900], directives=[directive])`.

    Figures are entered each in its month by whoever is `by`, so that they are of other days.
    """

    def make(*, figures=(), directives=(), by=None, planned=None, **fields):
        facts = {
            "name": "Thu ngân sách nhà nước trên địa bàn",
            "unit": "tỷ đồng",
            "first_month": month(1),
            "last_month": month(12),
            "direction": "at_least",
            "value": Decimal(26_000),
            "adding": "cumulative",
            "cadence": "monthly",
            "start": None,
            "lead": finance,
            "document": None,
            "note": "",
            **fields,
        }
        target = keeping.create(by=lan, facts=facts, directives=directives)
        for number, value in enumerate(figures, start=1):
            if value is not None:
                with day_set(date(2025, number, 25)):
                    put(target, number, value, by or lan)
        if planned:
            keeping.plan(target.pk, by=lan, values=planned, seen=0)
        return target

    return make


def put(target, number, value, by, **words):
    """Enter the figure of a month over what stands there."""
    seen = keeping.newest_of_month(target, month(number))
    return keeping.enter(target.pk, month(number), by=by, value=Decimal(str(value)), seen=seen, **words)


@pytest.fixture
def revenue(make_target):
    """Thu ngân sách 26.000 tỷ đồng, nine months in: 20.100, ahead of 19.500."""
    return make_target(figures=[2_400, 4_300, 6_500, 8_700, 10_900, 13_200, 15_400, 17_800, 20_100], by=None)
