"""The name under which a meeting is usually logged."""

from datetime import date, timedelta

from .models import Meeting

# The regular session which deals with a month is held at its end or in the first days of the next.
_STILL_LAST_MONTH = 15


def usual_title(kind: str, held_on: date) -> str:
    """ "Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025" for the session of 04/11/2025."""
    if kind == Meeting.Kind.SESSION:
        month = held_on
        if held_on.day <= _STILL_LAST_MONTH:
            month = held_on.replace(day=1) - timedelta(days=1)
        return f"Phiên họp UBND tỉnh thường kỳ tháng {month.month} năm {month.year}"
    return {
        Meeting.Kind.BRIEFING: f"Họp giao ban ngày {held_on:%d/%m/%Y}",
        Meeting.Kind.RECEPTION: f"Tiếp công dân định kỳ tháng {held_on.month} năm {held_on.year}",
    }.get(Meeting.Kind(kind), "")
