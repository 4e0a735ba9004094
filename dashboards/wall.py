"""The wallboard: the province's numbers in turn on a screen at the wall, with nobody at its keyboard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from accounts.models import User
from directives.models.rules import follow_up_rules

from . import charts, tallies
from .communes import CommunesForm, grid
from .fortnight import fortnight
from .months import last_months
from .pressing import longest_overdue, pressing
from .scope import ScopeForm

SECONDS = 20  # how long each picture stays
MOST_AGENCIES = 12
MOST_LINES = 6
MOST_DUE = 4  # below the strip of days


@dataclass(frozen=True)
class Picture:
    """One of the pictures: its heading, the name of its template, and what the template takes."""

    title: str
    name: str
    panels: Callable[[ScopeForm, User], dict[str, Any]]


def _numbers(form: ScopeForm, user: User) -> dict[str, Any]:
    scope, on = form.scope(), form.on
    total = tallies.of_all(scope.shares(user, form.today), scope.link, on=on)
    return {"total": total, "rules": follow_up_rules(on)}


def _months(form: ScopeForm, user: User) -> dict[str, Any]:
    months = last_months(form.of_all_time(), user, on=form.on, today=form.today)
    drawn = any(month.given.count or month.done.count or month.overdue.count for month in months)
    return {"months": months if drawn else [], "trend": charts.of_months(months)}


def _agencies(form: ScopeForm, user: User) -> dict[str, Any]:
    scope, on = form.scope(), form.on
    boards = tallies.by_agency(scope.shares(user, form.today), scope.link, on=on)
    rows = next((board.rows for board in boards if board.title == tallies.DEPARTMENTS), [])
    shown = rows[:MOST_AGENCIES]
    return {"rows": shown, "whole": len(rows), "chart": charts.of_agencies(shown)}


def _communes(form: ScopeForm, user: User) -> dict[str, Any]:
    whole = CommunesForm(QueryDict(), today=form.today)
    whole.full_clean()
    return {"grid": grid(whole, user)}


def _days(form: ScopeForm, user: User) -> dict[str, Any]:
    scope, on = form.scope(), form.on
    work = scope.shares(user, form.today)
    total = tallies.of_all(work, scope.link, on=on)
    due = pressing("due_week", work, scope.link, total, on=on, most=MOST_DUE)
    return {"days": fortnight(work, scope.link, on=on), "pressing": due}


def _overdue(form: ScopeForm, user: User) -> dict[str, Any]:
    scope, on = form.scope(), form.on
    work = scope.shares(user, form.today)
    total = tallies.of_all(work, scope.link, on=on)
    return {"pressing": longest_overdue(work, scope.link, total, on=on, most=MOST_LINES)}


PICTURES = [
    Picture("Toàn tỉnh", "numbers", _numbers),
    Picture("12 tháng gần nhất", "months", _months),
    Picture("Sở, ngành, đơn vị", "agencies", _agencies),
    Picture("Xã, phường", "communes", _communes),
    Picture("Sắp đến hạn", "days", _days),
    Picture("Quá hạn lâu nhất", "overdue", _overdue),
]


def place(text: str) -> int:
    """Which picture the address asks for; the first where it asks for none that is there."""
    asked = int(text[:4]) if text.isascii() and text.isdecimal() else 0
    return asked if asked < len(PICTURES) else 0


def picture(at: int, user: User, *, form: ScopeForm) -> dict[str, Any]:
    """What the template takes of the picture at a place; the number of queries is the same for any work."""
    shown = PICTURES[at]
    panels = shown.panels(form, user)
    return panels | {
        "picture": shown,
        "template": f"dashboards/wall/{shown.name}.html",
        "places": [(other.title, number, number == at) for number, other in enumerate(PICTURES)],
        "following": (at + 1) % len(PICTURES),
        "seconds": SECONDS,
    }
