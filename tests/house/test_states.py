"""Each question of the lists, asked in Python and in SQL, of every standing which the database lets be."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from agencies.calendar import working_days
from directives import past
from directives.deadlines import Timing
from directives.models import Assignment, AssignmentVersion
from directives.models.rules import rules_held
from directives.narrowing import FLAGS, STATES, TIMES
from directives.standing import standing

pytestmark = pytest.mark.django_db
ON = date(2025, 11, 10)
OPEN = ("new", "accepted", "in_progress")
LEFT = ("declined", "revoked", "split")
WORK = (*OPEN, "paused", *LEFT)
DUE = (None, -2, -1, 0, 3, 4, 13, 14)  # days from ON
GIVEN = (-5, -3, -1, 0)  # when a result was filed, a contribution given
MARKS = ("excellent", "good", "fair")
HEARD = ((-30, -8), (-30, -7), (-8, None), (-1, None), (-2, None))  # given out, last report


def on(days):
    return None if days is None else ON + timedelta(days=days)


def standings():
    """Every combination of the columns which the questions look at, as far as the constraints allow it."""
    free = list(product(WORK, ("none", "returned"), DUE))
    for (work, confirmation, due), (given_out, heard) in product(free, HEARD):
        yield {"role": "lead"}, work, confirmation, due, given_out, heard
    for work, due, filed in product(WORK, DUE, GIVEN):
        yield {"role": "lead", "filed_on": on(filed)}, work, "pending", due, -30, filed
    for due, filed, quality in product(DUE, GIVEN, ("", *MARKS)):
        days = {"filed_on": on(filed), "finished_on": on(filed), "confirmed_on": ON}
        yield {"role": "lead", "quality": quality, **days}, "done", "confirmed", due, -30, filed
    for (work, confirmation, due), given, released in product(free, (None, *GIVEN), (None, -1)):
        days = {"contributed_on": on(given), "released_on": on(released)}
        yield {"role": "coordinator", **days}, work, confirmation, due, -30, given


@pytest.fixture
def shares(make_directive, make_agency, finance, day):
    """A share for each of the standings, and its version of that day."""
    day(ON)
    cases = list(standings())
    directives = [make_directive(lead=finance, due_on=None, on=ON) for _ in range(12)]
    agencies = [make_agency(f"A{n}", f"Cơ quan {n}") for n in range(len(cases) // len(directives) + 1)]
    moment = timezone.now()
    made = Assignment.objects.bulk_create(
        Assignment(
            directive=directive,
            agency=agency,
            original_due_on=on(due if due is None else due - 1),  # each was extended by a day
            due_on=on(due),
            assigned_on=on(given_out),
            last_report_on=on(heard),
            accepted_at=moment,
            work_state=work,
            confirmation=confirmation,
            asked_due_on=on(due + 5) if due == 3 and work in OPEN and columns["role"] == "lead" else None,
            **columns,
        )
        for (directive, agency), (columns, work, confirmation, due, given_out, heard) in zip(
            product(directives, agencies), cases, strict=False
        )
    )
    assert len(made) == len(cases)
    past.keep(made)
    with rules_held():
        yield list(Assignment.objects.exclude(agency=finance))


def is_open(share):
    return share.work_state in OPEN and share.released_on is None


def with_agency(share):
    return is_open(share) and share.confirmation != "pending" and share.contributed_on is None


def not_done(share):
    return share.work_state not in (*LEFT, "done") and share.released_on is None


def overdue(share):
    return is_open(share) and share.timing_on(ON) == Timing.OVERDUE


def in_time(share):
    return not_done(share) and share.due_on is not None and not overdue(share)


def due_within(days):
    return lambda share: with_agency(share) and share.due_on and 0 <= (share.due_on - ON).days <= days


def in_state(state):
    return lambda share: share.work_state == state


def marked(quality):
    return lambda share: share.quality == quality


# The questions again in plain Python, from the words of the decisions.
BY_HAND = {
    "not_done": not_done,
    "open": is_open,
    "new": lambda share: share.work_state == "new" and share.released_on is None,
    **{state: in_state(state) for state in ("accepted", "in_progress", "done", "paused", *LEFT)},
    **{quality: marked(quality) for quality in MARKS},
    "with_agency": with_agency,
    "contributed": lambda share: is_open(share) and share.contributed_on is not None,
    "pending": lambda share: share.confirmation == "pending",
    "returned": lambda share: share.confirmation == "returned",
    "overdue": overdue,
    "due_today": lambda share: with_agency(share) and share.timing_on(ON) == Timing.DUE_TODAY,
    "due_soon": lambda share: (
        with_agency(share) and share.timing_on(ON) in (Timing.DUE_TODAY, Timing.DUE_SOON)
    ),
    "due_week": due_within(6),
    "due_fortnight": due_within(13),
    "on_track": lambda share: in_time(share) and share.due_on > ON + timedelta(days=3),
    "open_in_time": in_time,
    "no_deadline": lambda share: share.timing_on(ON) == Timing.NO_DEADLINE,
    "finished": lambda share: share.work_state == "done" and share.due_on is not None,
    "finished_on_time": lambda share: share.timing_on(ON) == Timing.FINISHED_ON_TIME,
    "finished_late": lambda share: share.timing_on(ON) == Timing.FINISHED_LATE,
    "finished_original": lambda share: share.work_state == "done" and share.original_due_on is not None,
    "finished_on_time_original": lambda share: (
        share.work_state == "done"
        and bool(share.original_due_on)
        and share.finished_on <= share.original_due_on
    ),
    "late_to_accept": lambda share: BY_HAND["new"](share) and (ON - share.assigned_on).days > 1,
    # two working days: what was filed on Monday waits too long from Thursday on
    "late_to_confirm": lambda share: (
        share.confirmation == "pending" and working_days().passed_since(ON, 2) >= share.filed_on
    ),
    "not_updated": lambda share: (
        with_agency(share) and (ON - (share.last_report_on or share.assigned_on)).days > 7
    ),
    "fallen_due": lambda share: share.work_state == "done" or overdue(share),
    "asks_extension": lambda share: share.asked_due_on is not None,
}
# They look at the directive, or at what stands beside the share.
OF_OTHER_TABLES = {
    "starred",
    "entered_late",
    "to_explain",
    "undelegated",
    "of_group",
    "undirected",
    "unmonitored",
}
ASKED = {name: narrow for table in (STATES, TIMES, FLAGS) for name, (_, narrow) in table.items()}


def test_every_question_of_the_register_is_asked_here():
    assert set(ASKED) == set(BY_HAND) | OF_OTHER_TABLES


def test_python_and_sql_answer_each_question_alike_today_and_of_the_day(shares, finance):
    today = Assignment.objects.exclude(agency=finance)
    then = AssignmentVersion.objects.as_of(ON).exclude(agency=finance)
    assert then.count() == len(shares) > 1_500
    for name, by_hand in BY_HAND.items():
        expected = {share.pk for share in shares if by_hand(share)}
        assert 0 < len(expected) < len(shares), name
        assert set(ASKED[name](today, ON).values_list("pk", flat=True)) == expected, name
        assert set(ASKED[name](then, ON).values_list("assignment", flat=True)) == expected, name


def test_what_is_called_late_in_words_and_what_is_listed_as_overdue_are_the_same(shares, finance):
    rows = Assignment.objects.exclude(agency=finance)
    assert {row.pk: row.timing for row in rows.with_timing(ON)} == {
        share.pk: share.timing_on(ON) for share in shares
    }
    words = {share.pk: standing(share, ON) for share in rows.with_directive()}
    called_late = {pk for pk, where in words.items() if where.time_text and where.time_tone == "overdue"}
    assert called_late == set(rows.overdue(ON).values_list("pk", flat=True))
    assert {pk for pk, where in words.items() if where.state == "overdue"} <= called_late


def test_what_was_declined_revoked_or_split_leaves_all_counts(shares):
    left = {share.pk for share in shares if share.work_state in LEFT}
    for rows, key in ((Assignment.objects.all(), "pk"), (AssignmentVersion.objects.as_of(ON), "assignment")):
        assert left.isdisjoint(rows.counted().values_list(key, flat=True))
        for name in ("not_done", "open", "overdue", "due_soon", "not_updated", "fallen_due", "open_in_time"):
            assert left.isdisjoint(ASKED[name](rows, ON).values_list(key, flat=True)), name
