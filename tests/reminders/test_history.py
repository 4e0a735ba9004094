"""The directive's history tells of what the machine did."""

from datetime import date

import pytest

from agencies.calendar import day_set
from directives.history import history_of
from reminders.planning import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ladder")]
DUE_ON = date(2025, 11, 13)


def test_a_reminder_stands_in_the_history_with_whom_it_told(make_directive, finance, binh, chi):
    directive = make_directive(lead=finance, due_on=DUE_ON)
    with day_set(DUE_ON):
        plan(DUE_ON)
    latest = history_of(directive, binh)[0]
    assert (latest.who, latest.did) == ("Hệ thống", "nhắc về việc của Sở Tài chính")
    assert [(change.label, change.new) for change in latest.changes] == [
        ("Hạn", "13/11/2025"),
        ("Mức nhắc", "Chưa tiếp nhận, Đúng ngày hạn"),
        ("Người nhận", "Hồ Thanh Bình"),
    ]
