"""What is asked of dashboards and register, and the bare SQL of each question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agencies.models import Agency
from dashboards import office, tallies
from dashboards.communes import CommunesForm, grid
from dashboards.fortnight import fortnight
from dashboards.months import last_months
from dashboards.panels import OF_OFFICE
from dashboards.place import place_of
from dashboards.pressing import longest_overdue, pressing
from dashboards.reports.month import month_report
from dashboards.reports.periods import MonthForm
from dashboards.scope import OwnScopeForm, ScopeForm
from dashboards.wall import PICTURES
from directives.measures import tally
from directives.models import Assignment

from .province import ON, Province

LED = "a.role = 'lead' AND a.work_state NOT IN ('revoked', 'declined', 'split')"
DONE = "a.work_state = 'done'"
OPEN = "a.work_state IN ('new', 'accepted', 'in_progress') AND a.released_on IS NULL"
NOT_DONE = "a.work_state <> 'done' AND a.released_on IS NULL"
PENDING = "a.confirmation = 'pending'"
WITH_AGENCY = f"{OPEN} AND {'NOT ' + PENDING} AND a.contributed_on IS NULL"


def _overdue(day: str = f"DATE '{ON}'") -> str:
    return f"{OPEN} AND a.due_on < {day} AND (a.filed_on IS NULL OR a.filed_on > a.due_on)"


def _due_within(days: int) -> str:
    return f"{WITH_AGENCY} AND a.due_on BETWEEN DATE '{ON}' AND DATE '{ON}' + {days}"


NOT_UPDATED = (
    f"{WITH_AGENCY} AND (a.last_report_on < DATE '{ON}' - 7"
    f" OR (a.last_report_on IS NULL AND a.assigned_on < DATE '{ON}' - 7))"
)
PARTS = [
    f"{DONE} AND a.finished_on <= a.due_on",
    f"{DONE} AND a.finished_on > a.due_on",
    f"{DONE} AND a.due_on IS NULL",
    f"{NOT_DONE} AND a.due_on IS NOT NULL AND NOT coalesce({_overdue()}, false)",
    _overdue(),
    f"{NOT_DONE} AND a.due_on IS NULL",
]
WHOLE = [
    *PARTS,
    DONE,
    NOT_DONE,
    f"{DONE} OR ({_overdue()})",
    "a.work_state = 'new'",
    PENDING,
    "a.confirmation = 'returned'",
    NOT_UPDATED,
    _due_within(6),
    f"{DONE} AND a.due_on IS NOT NULL",
    f"{DONE} AND a.finished_on <= a.original_due_on",
    f"{DONE} AND a.original_due_on IS NOT NULL",
]
SHARES, VERSIONS = "directives_assignment a", "directives_assignmentversion a"


def _count(conditions: list[str]) -> str:
    return ", ".join(["count(*)", *(f"count(*) FILTER (WHERE {each})" for each in conditions)])


def _grouped(by: str, more: str = "", conditions: list[str] = PARTS) -> str:
    return f"SELECT {by}, {_count(conditions)} FROM {SHARES} {more} WHERE {LED} GROUP BY {by}"


OF_DIRECTIVE = "JOIN directives_directive d ON d.id = a.directive_id"
OF_DOCUMENT = f"{OF_DIRECTIVE} JOIN meetings_document t ON t.id = d.document_id"
URGED = "a.id IN (SELECT u.assignment_id FROM directives_urging u WHERE u.number = 1)"


@dataclass(frozen=True)
class Question:
    """Something one looks at: how it is asked of us, and the bare SQL of it, or of its main part."""

    name: str
    ask: Callable[[], object]
    sql: str


def _as_of(day: Any) -> str:
    return f"a.from_on <= DATE '{day}' AND (a.until_on IS NULL OR a.until_on > DATE '{day}')"


def _rows(condition: str, order: str, most: int, first: str = "a.due_on") -> str:
    """The directives that press most, each with how many of its shares do."""
    return (
        f"SELECT d.id, d.title, min({first}), count(*) FROM {SHARES} {OF_DIRECTIVE}"
        f" WHERE {LED} AND {condition} GROUP BY d.id ORDER BY {order} LIMIT {most}"
    )


def _month_ends() -> list[Any]:
    first, ends = ON.replace(day=1), []
    for _ in range(11):
        ends.append(first - timedelta(days=1))
        first = ends[-1].replace(day=1)
    return ends


def panels(people: Province) -> list[Question]:
    """The panels of the dashboards."""
    leader, clerk, head = people.leader, people.clerk, people.head
    form = _valid(ScopeForm(QueryDict(), today=ON))
    scope = form.scope()
    work, link = scope.shares(leader, ON), scope.link
    total = tallies.of_all(work, link, on=ON)
    parts = tallies.portfolios(work, on=ON)
    office_total = tally(work, OF_OFFICE, link, on=ON)
    agency = Agency.objects.get(memberships__user=head)
    own = _valid(OwnScopeForm(QueryDict(), today=ON, fixed={"agency": agency.pk, "role": "lead"}))
    tiles = _valid(CommunesForm(QueryDict(), today=ON))
    before = form.before()
    ends = _month_ends()
    overdue_at = [
        f"{_as_of(end)} AND {_overdue(f'DATE {chr(39)}{end}{chr(39)}')}" for end in ends
    ]  # the eleven evenings before today's
    trend = (
        f"SELECT date_trunc('month', assigned_on), count(*) FROM {SHARES} WHERE {LED} GROUP BY 1;"
        f"SELECT date_trunc('month', finished_on), count(*), count(*) FILTER (WHERE finished_on > due_on)"
        f" FROM {SHARES} WHERE {LED} AND {DONE} GROUP BY 1;"
        f"SELECT {_count(overdue_at)} FROM {VERSIONS} WHERE {LED} AND {OPEN}"
        f" AND (a.until_on IS NULL OR a.until_on > DATE '{ends[-1]}') AND a.due_on < DATE '{ends[0]}'"
    )
    wait = "(min(d.published_at)::date - t.issued_on)"
    entry = (
        f"SELECT avg(w) FROM (SELECT {wait} AS w FROM {SHARES} {OF_DOCUMENT}"
        f" WHERE {LED} AND d.enter_by IS NOT NULL GROUP BY t.id) x;"
        f"SELECT t.id, max(d.published_at::date - d.enter_by) AS late FROM {SHARES} {OF_DOCUMENT}"
        f" WHERE {LED} AND d.published_at::date > d.enter_by GROUP BY t.id ORDER BY late DESC LIMIT 10"
    )
    return [
        Question("numbers", lambda: tallies.of_all(work, link, on=ON), _all(WHOLE)),
        Question(
            "change against a month ago",
            lambda: tallies.changes(total, before, leader, today=ON),
            f"SELECT {_count(WHOLE[:8])} FROM {VERSIONS} WHERE {LED} AND {_as_of(before.on)}",
        ),
        Question("trend of twelve months", lambda: last_months(scope, leader, on=ON, today=ON), trend),
        Question(
            "fourteen days to come",
            lambda: fortnight(work, link, on=ON),
            f"SELECT a.due_on, count(*) FROM {SHARES} WHERE {LED} AND {_due_within(13)} GROUP BY 1",
        ),
        Question(
            "agencies",
            lambda: tallies.by_agency(work, link, on=ON),
            _grouped("g.id, g.name", "JOIN agencies_agency g ON g.id = a.agency_id", [*WHOLE, URGED]),
        ),
        Question(
            "oldest overdue",
            lambda: longest_overdue(work, link, total, on=ON, most=10),
            _rows(_overdue(), "min(a.due_on)", 10),
        ),
        Question(
            "due this week",
            lambda: pressing("due_week", work, link, total, on=ON, most=10),
            _rows(_due_within(6), "min(a.due_on)", 10),
        ),
        Question(
            "starred",
            lambda: tallies.starred(work, parts, link, on=ON, most=10),
            f"SELECT d.id, {_count(PARTS)} FROM {SHARES} {OF_DIRECTIVE} WHERE {LED} AND d.starred"
            f" GROUP BY d.id ORDER BY count(*) FILTER (WHERE {_overdue()}) DESC LIMIT 10",
        ),
        Question(
            "meetings",
            lambda: tallies.by_meeting(work, link, on=ON, most=10),
            f"SELECT m.id, m.title, {_count(PARTS)} FROM {SHARES} {OF_DOCUMENT}"
            f" JOIN meetings_meeting m ON m.id = t.meeting_id WHERE {LED}"
            " GROUP BY m.id ORDER BY m.held_on DESC, m.id DESC LIMIT 10",
        ),
        Question(
            "fields, leaders' portfolios",
            lambda: tallies.portfolios(work, on=ON),
            _grouped("d.field, d.directing_leader_id", OF_DIRECTIVE),
        ),
        Question(
            "communes",
            lambda: grid(tiles, leader),
            _grouped("g.id", "JOIN agencies_agency g ON g.id = a.agency_id AND g.kind = 'commune'", WHOLE),
        ),
        Question(
            "an agency's place",
            lambda: place_of(agency, own, head),
            _grouped("a.agency_id", "", [PARTS[0], PARTS[1], DONE]),
        ),
        Question(
            "monitors' workload",
            lambda: office.by_monitor(work, link, on=ON),
            f"SELECT d.monitor_id, {_count([_overdue(), PENDING, NOT_UPDATED])}"
            f" FROM {SHARES} {OF_DIRECTIVE} WHERE {LED} AND {OPEN} GROUP BY 1",
        ),
        Question("how late texts are entered", lambda: office.entry(work, link, most=10), entry),
        Question(
            "results that wait",
            lambda: pressing("pending", work, link, office_total, on=ON, most=6),
            _rows(PENDING, "min(a.filed_on)", 6),
        ),
        Question(
            "the month's report",
            lambda: month_report(_valid(MonthForm(QueryDict(), today=ON)), clerk, most=10),
            f"{_all(WHOLE)};{_all(WHOLE)} AND a.assigned_on >= DATE '2025-09-15';"
            + _grouped("g.id", "JOIN agencies_agency g ON g.id = a.agency_id", WHOLE),
        ),
    ]


def _all(conditions: list[str]) -> str:
    return f"SELECT {_count(conditions)} FROM {SHARES} WHERE {LED}"


LINE = (
    "a.*, d.code, d.title, t.number, t.issued_on, g.name,"
    " (SELECT max(u.number) FROM directives_urging u WHERE u.assignment_id = a.id)"
)
LINES = f"FROM {SHARES} {OF_DOCUMENT} JOIN agencies_agency g ON g.id = a.agency_id"
FIRST = "(a.work_state = 'done'), a.due_on, a.id"


def _page(where: str, order: str = FIRST, skip: int = 0, shares: str = LINES) -> str:
    """The count and fifty lines."""
    return (
        f"SELECT count(*) {shares} WHERE {where};"
        f"SELECT {LINE} {shares} WHERE {where} ORDER BY {order} LIMIT 50 OFFSET {skip}"
    )


def pages(people: Province) -> list[Question]:
    """Pages as a person opens them."""
    leader, clerk, head = (_signed_in(each) for each in (people.leader, people.clerk, people.head))
    register = reverse("directives:register")
    deep = Assignment.objects.counted().count() // 2 // 50
    word = "to_tsvector('simple', coalesce(d.search_text, '')) @@ to_tsquery('simple', '{}')"
    one, two = word.format("truong:*"), word.format("khoang:* & ra:*")
    past = ON - timedelta(days=365)
    versions = f"FROM {VERSIONS} {OF_DOCUMENT} JOIN agencies_agency g ON g.id = a.agency_id"
    own = f"a.agency_id = {Agency.objects.get(memberships__user=people.head).pk}"
    whole = f"{_all(WHOLE)};" + _grouped("g.id", "JOIN agencies_agency g ON g.id = a.agency_id", WHOLE)
    return [
        Question("register", partial(_got, clerk, register), _page(LED)),
        Question(
            f"register, page {deep:,}",
            partial(_got, clerk, f"{register}?page={deep}"),
            _page(LED, skip=50 * deep),
        ),
        Question(
            "register, overdue",
            partial(_got, clerk, f"{register}?time=overdue"),
            _page(f"{LED} AND {_overdue()}"),
        ),
        Question(
            "register, one agency",
            partial(_got, head, register),
            _page(f"a.work_state NOT IN ('revoked', 'declined', 'split') AND {own}"),
        ),
        Question(
            "register, a common word", partial(_got, clerk, f"{register}?q=trường"), _page(f"{LED} AND {one}")
        ),
        Question(
            "register, two words", partial(_got, clerk, f"{register}?q=khoáng+rà"), _page(f"{LED} AND {two}")
        ),
        Question(
            "register, by title",
            partial(_got, clerk, f"{register}?sort=title"),
            _page(LED, "left(d.title, 16), a.id"),
        ),
        Question(
            "register, a year ago",
            partial(_got, clerk, f"{register}?as_of={past}"),
            _page(f"{LED} AND {_as_of(past)}", shares=versions),
        ),
        Question(
            "search box",
            partial(_got, clerk, f"{reverse('directives:search')}?q=khoang+san"),
            f"SELECT d.id, d.title FROM directives_directive d WHERE {word.format('khoang:* & san:*')}"
            " ORDER BY d.year DESC, d.number DESC LIMIT 10",
        ),
        Question(
            "work of an agency's head",
            partial(_got, head, reverse("directives:my_work")),
            _page(f"{OPEN} AND {own}"),
        ),
        Question("province", partial(_got, leader, reverse("dashboards:province")), whole),
        Question("office", partial(_got, clerk, reverse("dashboards:office")), _all(WHOLE)),
        Question(
            "an agency", partial(_got, head, reverse("dashboards:own_agency")), f"{_all(WHOLE)} AND {own}"
        ),
        Question("communes", partial(_got, leader, reverse("dashboards:communes")), whole),
        Question(
            "leader's own",
            partial(_got, leader, reverse("dashboards:mine")),
            f"SELECT {_count(WHOLE)} FROM {SHARES} {OF_DIRECTIVE} WHERE {LED}"
            f" AND d.directing_leader_id = {people.leader.pk}",
        ),
        *(
            Question(
                f"wallboard, picture {n + 1}",
                partial(_got, leader, f"{reverse('dashboards:wall')}?picture={n}"),
                _all(WHOLE),
            )
            for n in range(len(PICTURES))
        ),
        Question("month's report", partial(_got, clerk, reverse("reports:month")), whole),
    ]


def _valid(form: Any) -> Any:
    if not form.is_valid():
        raise AssertionError(form.errors)
    return form


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _got(client: Client, address: str) -> None:
    response = client.get(address, follow=True)
    if response.status_code != 200:
        raise AssertionError(f"{address}: {response.status_code}")
