"""The years before: what is written in bulk is what the transitions would have written, row by row."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Model

from agencies import calendar
from agencies.calendar import day_set
from agencies.models import Agency
from agencies.province import set_up
from demo import lives, words_of_years
from demo.acting import Actors
from demo.chronicle import Chronicle
from demo.fates import WEIGHTS_OF_MANY, WEIGHTS_OF_YEARS
from demo.people import make_people
from directives import transitions
from directives.models import (
    Assignment,
    AssignmentVersion,
    Contribution,
    Event,
    Explanation,
    ExtensionRequest,
    ProgressReport,
    Urging,
)
from notifications import outbox

GIVEN = date(2025, 3, 3)
FATES = sorted({*WEIGHTS_OF_YEARS, *WEIGHTS_OF_MANY})
WRITTEN = [
    Assignment,
    AssignmentVersion,
    Contribution,
    Event,
    Explanation,
    ExtensionRequest,
    ProgressReport,
    Urging,
]


class First(random.Random):
    """Always takes the first, so that both ways write the same words in whatever order they come to it."""

    def choice(self, seq):
        return seq[0]

    def randint(self, a, b):
        return a

    def random(self):
        return 0.1


def rows_of(model: type[Model]) -> Counter:
    """Every row as its values, without the numbers of rows; what is pointed to by its own words."""
    names = [field.name for field in model._meta.concrete_fields if field.name != "id"]

    def plain(row, name):
        value = getattr(row, name)
        return (value.directive_id, value.agency_id) if isinstance(value, Assignment) else str(value)

    return Counter(tuple(plain(row, name) for name in names) for row in model.objects.all())


@pytest.fixture
def given(db, make_directive):
    """Directives with one lead, with several, with coordinators; and who acts in the sample."""
    set_up("Nghệ An")
    cast = make_people(random.Random(1))
    office = cast.office["tonghop"]
    here = {agency.code: agency for agency in Agency.objects.existing(GIVEN)}
    leads = [["STC"], ["SYT", "SXD"], ["SCT", "STP", "SNV", "TTT"]]
    helpers = [["KBNN", "THUE", "CA"], ["BHXH", "STC", "BDBP", "SKHCN"], ["SXD"]]
    for n in range(12):
        make_directive(
            lead=[here[code] for code in leads[n % 3]],
            coordinators=[here[code] for code in helpers[n % 3]],
            due_on=GIVEN + timedelta(days=[21, 9, 40, 30][n // 3]),
            by=office,
            on=GIVEN,
            meeting=None,
        )
    return cast


def steps_of(seed, until):
    """What happens to each share until a day, in the order of time; the fates of all kinds side by side."""
    chance, days = random.Random(seed), calendar.working_days()
    found = []
    shares = list(Assignment.objects.select_related("agency", "directive").order_by("pk"))
    for share in shares:
        if share.role == Assignment.Role.LEAD:
            steps = lives.live(FATES[(share.pk + seed) % len(FATES)], GIVEN, share.due_on, days, chance)
        else:
            steps = lives.accompany(GIVEN, share.due_on, days, chance)
        found += [
            (step.day, hour, len(found) + n, share, step)
            for n, (step, hour) in enumerate(lives.timed(steps, chance))
        ]
    return shares, sorted((one for one in found if one[0] < until), key=lambda one: one[:3])


def lived(cast, seed, until, acts):
    """The rows after these steps, done one way or the other; then everything is as before."""
    shares, steps = steps_of(seed, until)
    actors = Actors(cast, First(), lambda share: None, acts=acts, words=words_of_years)
    with transaction.atomic(), outbox.silent():
        if isinstance(acts, Chronicle):
            acts.begin(shares)
        for day, hour, _, share, step in steps:
            with day_set(day, hour):
                do = actors.act if isinstance(acts, Chronicle) else actors.do
                do(share, step, with_file=False)
        if isinstance(acts, Chronicle):
            acts.write()
        found = {model.__name__: rows_of(model) for model in WRITTEN}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("seed", "until"), [(1, 24), (2, 900)])
def test_bulk_writing_leaves_the_rows_which_the_transitions_leave(given, seed, until):
    until = GIVEN + timedelta(days=until)
    done = lived(given, seed, until, transitions)
    written = lived(given, seed, until, Chronicle())

    assert len(done["Event"]) > 100
    for name, rows in done.items():
        assert written[name] == rows, name
