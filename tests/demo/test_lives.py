"""What becomes of shares in the sample: whatever chance says, the real functions allow it."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.access import Act
from agencies.calendar import WorkingDays
from demo import lives
from demo.documents import documents, drafts
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import MOVES

DAYS = WorkingDays({})
FATES = sorted(lives._FATES)


def walk(steps):
    """Follow the table of moves; fails at the first act which cannot start where the share stands."""
    work, confirmation = WorkState.NEW, Confirmation.NONE
    for step in steps:
        move = MOVES[Act(step.act)]
        assert work in move.work, step
        assert confirmation in move.confirmation, step
        work, confirmation = move.to_work or work, move.to_confirmation or confirmation
    return work, confirmation


@pytest.mark.parametrize("fate", FATES)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 60), start=st.integers(0, 400))
def test_every_life_can_be_lived(fate, seed, length, start):
    on = DAYS.after(date(2025, 9, 1), start)
    steps = lives.live(fate, on, on + timedelta(days=length), DAYS, random.Random(seed))
    assert [step.day for step in steps] == sorted(step.day for step in steps)
    assert steps[0].day >= on
    assert walk(steps)[0] in (WorkState.DONE, WorkState.IN_PROGRESS)
    # what one share goes through on one day keeps its order through the day
    for one, other in pairwise(steps):
        assert one.day < other.day or lives.HOURS[one.act][1] < lives.HOURS[other.act][0], (one, other)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 60))
def test_a_coordinator_accepts_and_reports_at_most(seed, length):
    on = date(2025, 9, 5)
    steps = lives.accompany(on, on + timedelta(days=length), DAYS, random.Random(seed))
    assert [step.act for step in steps] in ([], ["accept"], ["accept", "report"])


def test_chance_knows_its_fates():
    assert set(lives.WEIGHTS) <= set(FATES)
    assert sum(lives.WEIGHTS.values()) == 100


def test_on_the_day_of_the_issue_there_are_seven_documents_and_a_draft():
    today = date(2025, 11, 6)
    found = documents(today, DAYS, random.Random(1))
    assert found[-1].issued_on == date(2025, 11, 5)
    assert [text.number for text in found].count("785/TB-UBND") == 1
    (draft,) = drafts(today, DAYS)
    assert draft.issued_on == date(2025, 11, 5)
    assert "16/11/2025" in draft.text
    assert "{" not in draft.text


@pytest.mark.parametrize("today", [date(2026, 1, 10), date(2026, 11, 22), date(2027, 2, 20)])
def test_later_there_is_a_session_every_month_and_the_newest_is_fresh(today):
    found = documents(today, DAYS, random.Random(1))
    later = [text for text in found if text.issued_on > date(2025, 12, 1)]
    assert len(later) == {2026: 6 if today.month > 5 else 1, 2027: 6}[today.year]
    newest = later[-1]
    assert today - timedelta(days=14) <= newest.issued_on < today
    assert today in {point.due for point in newest.points}
    for text in later:
        for paragraph in text.paragraphs:
            assert "{" not in paragraph
        assert all(point.due is None or point.due > text.issued_on for point in text.points)


def test_the_same_seed_tells_the_same_story():
    one, other = (documents(date(2026, 11, 22), DAYS, random.Random(7)) for _ in range(2))
    assert one == other
