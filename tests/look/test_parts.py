"""The parts of templates/components/: state, deadline, pages, messages."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from .gallery import STATES

ICONS = {
    "overdue": "alert-triangle",
    "due_today": "clock",
    "due_soon": "clock",
    "on_track": "progress",
    "pending": "hourglass",
    "returned": "arrow-back-up",
    "finished_on_time": "circle-check",
    "finished_late": "circle-check",
    "no_deadline": "infinity",
    "paused": "player-pause",
    "revoked": "ban",
    "declined": "ban",
    "carried": "arrows-join",
    "split": "list-check",
    "no_data": "circle-dashed",
}


@pytest.mark.parametrize(("state", "word"), STATES)
def test_a_state_is_never_colour_alone(state, word):
    shown = render_to_string("components/state.html", {"state": state, "text": word})

    assert word in shown
    assert f"icons.svg#{ICONS.get(state, '')}" in shown
    assert f"state-{state}" in shown


def test_finished_late_bears_a_red_dot_and_finished_on_time_none():
    late = render_to_string("components/state.html", {"state": "finished_late", "text": "Hoàn thành quá hạn"})
    on_time = render_to_string("components/state.html", {"state": "finished_on_time", "text": "Đúng hạn"})

    assert "late-dot" in late
    assert "late-dot" not in on_time


def test_a_deadline_is_the_day_in_full_with_its_distance():
    context = {"due_on": date(2025, 11, 9), "state": "due_soon", "text": "Còn 2 ngày"}

    shown = render_to_string("components/deadline.html", context)

    assert '<time datetime="2025-11-09">09/11/2025</time>' in shown
    assert "Còn 2 ngày" in shown


def test_no_deadline_is_said_in_words():
    assert "Không thời hạn" in render_to_string("components/deadline.html", {"due_on": None})


def test_progress_has_its_numbers_in_a_form_that_browsers_read():
    shown = render_to_string("components/progress.html", {"value": 1500, "whole": 2000, "label": "Câu"})

    assert 'max="2000" value="1500"' in shown
    assert "1.500 / 2.000" in shown


def test_the_band_stands_only_when_the_day_is_set():
    day = {"today": date(2025, 11, 6)}

    assert "đang được đặt là 06/11/2025" in render_to_string(
        "components/day_band.html", {**day, "day_is_set": True}
    )
    assert not render_to_string("components/day_band.html", {**day, "day_is_set": False}).strip()


def test_the_bell_says_its_number_to_those_who_do_not_see_it():
    shown = render_to_string("components/bell.html", {"unread": 120})

    assert "Thông báo: 120 chưa đọc" in shown
    assert ">99+<" in shown


def test_the_bell_asks_at_once_only_where_the_number_is_unknown():
    assert 'hx-trigger="load, ' in render_to_string("components/bell.html", {})
    assert 'hx-trigger="load, ' not in render_to_string("components/bell.html", {"unread": 0})
