"""Lateness is defined once in Python and once in SQL; both say the same of every case there is."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from directives.deadlines import Timing, distance, timing
from directives.models import Assignment, Directive

ON = date(2025, 11, 10)
SOON = timedelta(days=3)
AROUND = [None, *range(-6, 7)]  # days from ON, or nothing


def day_of(offset):
    return None if offset is None else ON + timedelta(days=offset)


@pytest.mark.django_db
def test_python_and_sql_agree_on_every_case(make_directive, finance, make_agency):
    directive = make_directive(lead=finance, due_on=None)
    cases = [
        (due, filed, done)
        for due, filed, done in product(AROUND, AROUND, (False, True))
        if not (done and filed is None)
    ]
    agencies = [make_agency(f"A{n}", f"Cơ quan {n}") for n in range(len(cases))]
    moment = timezone.now()
    Assignment.objects.bulk_create(
        Assignment(
            directive=directive,
            agency=agency,
            role="lead",
            original_due_on=day_of(due),
            due_on=day_of(due),
            assigned_on=ON - timedelta(days=30),
            accepted_at=moment,
            work_state="done" if done else "in_progress",
            confirmation="confirmed" if done else "none" if filed is None else "pending",
            filed_on=day_of(filed),
            finished_on=day_of(filed) if done else None,
            confirmed_on=ON if done else None,
        )
        for agency, (due, filed, done) in zip(agencies, cases, strict=True)
    )
    rows = list(Assignment.objects.with_timing(ON).exclude(agency=finance))
    assert len(rows) == len(cases) == len(AROUND) * (2 * len(AROUND) - 1)
    for row in rows:
        by_hand = timing(row.due_on, row.finished_on, row.filed_on, ON, soon=SOON)
        assert row.timing == by_hand == row.timing_on(ON), (row.due_on, row.filed_on, row.finished_on)
    assert {row.timing for row in rows} == set(Timing)
    # the questions of the lists are the same definition once more
    overdue = {row.pk for row in rows if row.timing == Timing.OVERDUE}
    pending_late = {row.pk for row in rows if row.filed_on and not row.finished_on} & overdue
    assert {row.pk for row in Assignment.objects.overdue(ON)} == overdue
    assert pending_late
    for kind in (Timing.FINISHED_LATE, Timing.FINISHED_ON_TIME):
        assert {row.pk for row in Assignment.objects.finished(kind)} == {
            row.pk for row in rows if row.timing == kind
        }
    assert Directive.objects.count() == 1


@pytest.mark.parametrize(
    ("due", "on", "expected"),
    [
        (0, 0, Timing.DUE_TODAY),  # the deadline day itself is in time
        (0, 1, Timing.OVERDUE),
        (1, 0, Timing.DUE_SOON),
        (3, 0, Timing.DUE_SOON),
        (4, 0, Timing.ON_TRACK),
        (None, 0, Timing.NO_DEADLINE),
    ],
)
def test_open_work_against_its_deadline(due, on, expected):
    assert timing(day_of(due), None, None, day_of(on), soon=SOON) == expected


@pytest.mark.parametrize(
    ("due", "finished", "expected"),
    [(0, -1, Timing.FINISHED_ON_TIME), (0, 0, Timing.FINISHED_ON_TIME), (0, 1, Timing.FINISHED_LATE)],
)
def test_finished_work_stays_what_it_was(due, finished, expected):
    for later in (0, 1, 400):
        assert (
            timing(day_of(due), day_of(finished), day_of(finished), day_of(later + 1), soon=SOON) == expected
        )


def test_while_the_office_checks_the_clock_stands_still():
    for on in range(0, 60):
        assert timing(day_of(0), None, day_of(0), day_of(on), soon=SOON) == Timing.DUE_TODAY
        assert timing(day_of(0), None, day_of(1), day_of(on + 1), soon=SOON) == Timing.OVERDUE


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (2, "Còn 2 ngày"),
        (1, "Còn 1 ngày"),
        (0, "Đến hạn hôm nay"),
        (-1, "Quá hạn 1 ngày"),
        (-12, "Quá hạn 12 ngày"),
    ],
)
def test_the_distance_in_words(due, words):
    assert distance(day_of(due), ON) == words
