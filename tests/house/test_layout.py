"""How the code is laid out: which room may know which, how long a module grows, who asks for the date."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [
    "accounts",
    "agencies",
    "notifications",
    "meetings",
    "directives",
    "targets",
    "reminders",
    "dashboards",
    "demo",
    "config",
]
# Rooms may look only at those before them. What stands here is the one thing above that a room may name.
LOOKS_UP: dict[str, set[str]] = {}
FORBIDDEN_NAMES = {
    "utils.py",
    "helpers.py",
    "services.py",
    "managers.py",
    "signals.py",
    "misc.py",
    "common.py",
}
# Asking the system for the date or time. Only the calendar may; the outbox keeps the worker's own clock.
CLOCK = re.compile(r"(?:timezone|datetime|date|time)\.(?:now|localdate|localtime|today|utcnow|time|gmtime)$")
ASKS_THE_CLOCK = {
    "agencies/calendar.py",
    "meetings/models/progress.py",  # when a worker last gave a sign of life
    "meetings/progress.py",
    "notifications/models/message.py",  # not_before: back-off is about real time
    "notifications/delivery.py",
    "notifications/handing_on.py",  # when an attempt was signed
    "notifications/outbox.py",
    "notifications/pushing.py",  # when an attempt was signed and taken, and until when a service wants peace
    "demo/province.py",  # no act of the sample's last day lies later than it is
    "config/health.py",  # the heartbeat of worker and beat
    "config/celery.py",
}


def modules(room: str) -> list[Path]:
    return [
        path
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


EVERY = [path for room in ROOMS for path in modules(room)]
SHEETS = list((ROOT / "static" / "css").glob("*.css"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def clock_calls(tree: ast.AST) -> Iterator[str]:
    converts = {
        id(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith("localtime")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in converts and CLOCK.search(ast.unparse(node)):
            yield ast.unparse(node)


def looks_up(room: str, source: str) -> set[str]:
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    return set(imported(ast.parse(source))) & above - LOOKS_UP.get(room, set())


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_room_looks_only_at_rooms_before_it(path):
    assert looks_up(path.relative_to(ROOT).parts[0], path.read_text(encoding="utf-8")) == set()


def test_every_room_is_in_the_list():
    with_code = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "scripts", "bench"}
    assert with_code == set(ROOMS)


def test_extraction_knows_no_django_and_no_database():
    for path in (ROOT / "directives" / "extraction").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not set(imported(tree)) & {"django", "psycopg", "celery", *ROOMS} - {"directives"}, path
        outside = [
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("directives")
            and not node.module.startswith("directives.extraction")
        ]
        assert outside == [], path


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_module_grows_past_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_style_sheet_grows_past_400_lines():
    sheets = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SHEETS}
    assert len(sheets) > 20
    assert {name: lines for name, lines in sheets.items() if lines > 400} == {}


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_modules_are_named_for_the_act(path):
    assert path.name not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_only_the_calendar_asks_the_system_for_the_date(path):
    if name_of(path) not in ASKS_THE_CLOCK:
        assert list(clock_calls(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/views/*.py")) + sorted(ROOT.glob("*/views.py")), ids=name_of
)
def test_a_view_is_a_short_function(path):
    """No class views; no function of a view module is longer than it can be read at a glance."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[-1].end_lineno - node.body[0].lineno + 1
            assert body <= 20, f"{node.name}: {body} lines"


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_signals(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not any(module.startswith(("django.db.models.signals", "django.dispatch")) for module in froms)


@pytest.mark.parametrize(
    ("room", "source", "seen"),
    [
        ("meetings", "from directives.models import Directive", {"directives"}),
        ("meetings", "import dashboards.tallies", {"dashboards"}),
        ("meetings", "def f():\n    from reminders import planning", {"reminders"}),
        ("directives", "from meetings.models import Document", set()),
        ("accounts", "from agencies import calendar", {"agencies"}),
    ],
)
def test_looking_up_is_seen(room, source, seen):
    assert looks_up(room, source) == seen


@pytest.mark.parametrize(
    "source",
    [
        "timezone.now()",
        "date.today()",
        "datetime.now(tz)",
        "timezone.localdate()",
        "x = timezone.now",
        "time.time()",
    ],
)
def test_asking_the_clock_is_seen(source):
    assert list(clock_calls(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["calendar.today()", "calendar.now()", "today()", "row.time", "timezone.localtime(sent_at)"]
)
def test_asking_the_calendar_is_fine(source):
    assert not list(clock_calls(ast.parse(source)))
