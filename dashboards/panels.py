"""Everything a dashboard shows of the work that was chosen."""

from typing import Any

from accounts.models import Role, User
from agencies.calendar import working_days
from agencies.models import Agency
from directives.agency_page import holders_of, members_of
from directives.measures import Scope, Tally, tally
from directives.models.rules import follow_up_rules

from . import asking, charts, office, tallies
from .behind import targets_behind
from .fortnight import fortnight
from .months import last_months
from .place import place_of
from .pressing import longest_overdue, pressing
from .scope import ScopeForm

MOST_LINES = 10
FEW_LINES = 6  # where there is more than lists on the page
_TO_CONTRIBUTE = ("open", "overdue", "due_fortnight")


def panels_of_province(form: ScopeForm, user: User) -> dict[str, Any]:
    """Of a valid form: what the template takes, by name; the number of queries is the same for any work."""
    scope, day = form.scope(), form.on
    work, link = scope.shares(user, form.today), scope.link
    boards = tallies.by_agency(work, link, on=day, sort=form.chosen_sort)
    total, parts = tallies.all_of(boards, link), tallies.portfolios(work, on=day)
    return {
        **_beside_before(form, user, total),
        **_trend(form, user),
        "days": fortnight(work, link, on=day),
        "boards": boards,
        "overdue": longest_overdue(work, link, total, on=day, most=MOST_LINES),
        "due_week": pressing("due_week", work, link, total, on=day, most=MOST_LINES),
        "starred": tallies.starred(work, parts, link, on=day, most=MOST_LINES),
        "meetings": tallies.by_meeting(work, link, on=day, most=MOST_LINES),
        "fields": tallies.by_field(parts, link),
        "leaders": tallies.by_leader(parts, link),
        "targets": None if form.is_past else targets_behind(user, most=FEW_LINES),
    }


def panels_of_agency(agency: Agency, form: ScopeForm, user: User) -> dict[str, Any]:
    """As `panels_of_province`, of the shares which one agency leads; `helps` are those it contributes to."""
    scope, day = form.scope(), form.on
    work, link = scope.shares(user, form.today), scope.link
    total = tallies.of_all(work, link, on=day, also=["due_fortnight"])
    helping = Scope(scope.chosen | {"role": "coordinator"})
    lists = {
        name: pressing(name, work, link, total, on=day, most=FEW_LINES)
        for name in ("due_fortnight", "returned", "not_updated")
    }
    return {
        **_beside_before(form, user, total),
        **_trend(form, user),
        **lists,
        "place": place_of(agency, form, user),
        "days": fortnight(work, link, on=day),
        "overdue": longest_overdue(work, link, total, on=day, most=FEW_LINES),
        "helps": tally(helping.shares(user, form.today), _TO_CONTRIBUTE, helping.link, on=day),
        "holders": [] if form.is_past else holders_of(work, scope, members_of(agency), day),
    }


OF_OFFICE = ("given", "open", "overdue", "pending", "late_to_confirm", "not_updated")


def panels_of_office(form: ScopeForm, user: User) -> dict[str, Any]:
    """As `panels_of_province`, of what the Office itself does and has to do."""
    scope, day = form.scope(), form.on
    work, link = scope.shares(user, form.today), scope.link
    rules = follow_up_rules(day)
    total = tally(work, OF_OFFICE, link, on=day)
    for name in ("asks_extension", "entered_late"):
        total[name] = office.alone(name, work, link, on=day)
    return {
        "rules": rules,
        "total": total,
        "in_time_since": working_days().passed_since(day, rules.confirm_within_days),
        "pending": pressing("pending", work, link, total, on=day, most=FEW_LINES),
        "extensions": pressing("asks_extension", work, link, total, on=day, most=FEW_LINES),
        "monitors": office.by_monitor(work, link, on=day),
        "entry": office.entry(work, link, most=MOST_LINES),
        "failed": office.not_delivered(user),
    }


def panels_of_leader(form: ScopeForm, user: User) -> dict[str, Any]:
    """What a leader directs, starred and asked to explain; of the head of the Office what they starred."""
    scope, day = form.scope(), form.on
    own = Scope({name: value for name, value in scope.chosen.items() if name != "leader"})
    starred = Scope(own.chosen | {"starred_by_me": "1"})
    return {
        "starred": tallies.marked(starred.shares(user, form.today), starred.link, on=day, most=MOST_LINES),
        "asked": None if form.is_past else asking.asked_by(user, on=day, most=MOST_LINES),
        **(_directed(form, user) if user.role == Role.LEADER else {}),
    }


def _directed(form: ScopeForm, user: User) -> dict[str, Any]:
    scope, day = form.scope(), form.on
    work, link = scope.shares(user, form.today), scope.link
    total = tallies.of_all(work, link, on=day)
    return {
        **_beside_before(form, user, total),
        "overdue": longest_overdue(work, link, total, on=day, most=FEW_LINES),
        "due_week": pressing("due_week", work, link, total, on=day, most=FEW_LINES),
        "meetings": tallies.by_meeting(work, link, on=day, most=MOST_LINES),
    }


def _beside_before(form: ScopeForm, user: User, total: Tally) -> dict[str, Any]:
    before = form.before()
    return {
        "rules": follow_up_rules(form.on),
        "total": total,
        "before": before,
        "changes": tallies.changes(total, before, user, today=form.today),
    }


def _trend(form: ScopeForm, user: User) -> dict[str, Any]:
    months = last_months(form.of_all_time(), user, on=form.on, today=form.today)
    return {"months": months, "trend": charts.of_months(months)}
