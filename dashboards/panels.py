"""Everything a dashboard shows of the work that was chosen."""

from typing import Any

from accounts.models import User
from directives.models.rules import follow_up_rules

from . import charts, tallies
from .fortnight import fortnight
from .months import last_months
from .scope import ScopeForm

MOST_LINES = 10


def panels_of_province(form: ScopeForm, user: User) -> dict[str, Any]:
    """Of a valid form: what the template takes, by name; the number of queries is the same for any work."""
    scope, day, before = form.scope(), form.on, form.before()
    work, link = scope.shares(user, form.today), scope.link
    total = tallies.of_all(work, link, on=day)
    months = last_months(form.of_all_time(), user, on=day, today=form.today)
    return {
        "form": form,
        "rules": follow_up_rules(day),
        "total": total,
        "before": before,
        "changes": tallies.changes(total, before, user, today=form.today),
        "months": months,
        "trend": charts.of_months(months),
        "days": fortnight(work, link, on=day),
        "boards": tallies.by_agency(work, link, on=day, sort=form.chosen_sort),
        "overdue": tallies.longest_overdue(work, link, total, on=day, most=MOST_LINES),
        "due_week": tallies.due_this_week(work, link, total, on=day, most=MOST_LINES),
        "starred": tallies.starred(work, link, on=day, most=MOST_LINES),
        "meetings": tallies.by_meeting(work, link, on=day, most=MOST_LINES),
        "fields": tallies.by_field(work, link, on=day),
        "leaders": tallies.by_leader(work, link, on=day),
    }
