"""What becomes of shares in the sample: whatever chance says, the real functions allow it."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.access import Act
from agencies.calendar import WorkingDays
from demo import fates, lives
from demo.documents import documents, drafts
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import MOVES

DAYS = WorkingDays({})
FATES = sorted(lives._FATES)
# Steps which are named otherwise than the act of the table of moves; None: the table does not know it.
ACTS = {
    "plan": Act.PLAN_SUBTASKS,
    "tick": None,
    "criticise": Act.URGE,
    "grant_extension": Act.DECIDE_EXTENSION,
    "refuse_extension": Act.DECIDE_EXTENSION,
}
LEADS_BACK = {"resume": WorkState.IN_PROGRESS, "reopen": WorkState.IN_PROGRESS}


def walk(steps):
    """Follow the table of moves; fails at the first act which cannot start where the share stands."""
    work, confirmation = WorkState.NEW, Confirmation.NONE
    for step in steps:
        act = ACTS.get(step.act, step.act)
        if act is None:
            continue
        move = MOVES[Act(act)]
        assert work in move.work, step
        assert confirmation in move.confirmation, step
        work = move.to_work or LEADS_BACK.get(step.act, work)
        confirmation = move.to_confirmation or confirmation
        if step.act in ("withdraw", "reopen"):
            confirmation = Confirmation.NONE
    return work, confirmation


@pytest.mark.parametrize("fate", FATES)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 60), start=st.integers(0, 400))
def test_every_life_can_be_lived(fate, seed, length, start):
    on = DAYS.after(date(2025, 9, 1), start)
    steps = lives.live(fate, on, on + timedelta(days=length), DAYS, random.Random(seed))
    assert [step.day for step in steps] == sorted(step.day for step in steps)
    assert steps[0].day >= on
    left = {"revoked": "revoked", "declined": "declined", "reassigned": "declined"}
    assert walk(steps)[0] in ([left[fate]] if fate in left else ["done", "in_progress"])
    # what one share goes through on one day keeps its order through the day
    for (one, at), (other, then) in pairwise(lives.timed(steps, random.Random(seed))):
        assert (one.day, at) < (other.day, then), (one, other)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 60), start=st.integers(0, 400))
def test_an_extension_is_asked_early_enough_and_for_a_later_day(seed, length, start):
    on = DAYS.after(date(2025, 9, 1), start)
    due = on + timedelta(days=length)
    for fate in ("asking", "extended", "refused"):
        for step in lives.live(fate, on, due, DAYS, random.Random(seed)):
            if step.act == "ask_extension":
                assert step.day <= DAYS.after(due, -2)
                assert step.until > due


def test_what_has_no_deadline_is_neither_late_nor_extended():
    acts = {
        step.act
        for fate in FATES
        for step in lives.live(fate, date(2025, 9, 5), None, DAYS, random.Random(1))
    }
    assert acts.isdisjoint({"ask_extension", "grant_extension", "refuse_extension", "ask_explanation"})


def test_a_diligent_agency_is_late_less_often():
    def late(temper):
        chance = random.Random(1)
        return sum(fates.fate_by_chance(chance, temper=temper) in fates._SLACK for _ in range(500))

    assert late(1) < late(0) < late(-1)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 60))
def test_a_coordinator_accepts_then_reports_or_contributes_at_most(seed, length):
    on = date(2025, 9, 5)
    steps = lives.accompany(on, on + timedelta(days=length), DAYS, random.Random(seed))
    assert [step.act for step in steps] in ([], ["accept"], ["accept", "report"], ["accept", "contribute"])


@pytest.mark.parametrize("weights", [fates.WEIGHTS, fates.WEIGHTS_OF_YEARS, fates.WEIGHTS_OF_MANY])
def test_chance_knows_its_fates(weights):
    assert set(weights) <= set(FATES)
    assert sum(weights.values()) == 100


def test_two_days_after_the_session_its_notice_is_there_and_a_draft():
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
    sessions = [text for text in later if text.meeting]
    assert len(sessions) == {2026: 6 if today.month > 5 else 1, 2027: 6}[today.year]
    newest = sessions[-1]
    assert today - timedelta(days=14) <= newest.issued_on < today
    assert today in {point.due for point in newest.points}
    for text in later:
        for paragraph in text.paragraphs:
            assert "{" not in paragraph
        assert all(point.due is None or point.due > text.issued_on for point in text.points)


def test_the_same_seed_tells_the_same_story():
    one, other = (documents(date(2026, 11, 22), DAYS, random.Random(7)) for _ in range(2))
    assert one == other


def test_years_bring_a_session_a_month_before_and_after_what_is_written():
    found = documents(date(2026, 11, 22), DAYS, random.Random(7), years=3)
    months = {(text.meeting.held_on.year, text.meeting.held_on.month) for text in found if text.meeting}
    assert len(months) >= 34
    numbers = [(text.issued_on.year, text.number) for text in found]
    assert len(set(numbers)) == len(numbers)


def test_what_points_name_was_given_before():
    for years in (0, 2):
        titles = set()
        for text in documents(date(2026, 11, 22), DAYS, random.Random(3), years=years):
            named = {
                name for point in text.points for name in (point.replaces, point.repeats, point.merge_into)
            }
            assert named - {""} <= titles
            titles |= {point.title for point in text.points if not point.repeats}
