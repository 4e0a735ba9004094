"""A province with work in every state the database allows, the same each time a seed is named."""

from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from random import Random
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Role
from agencies.models import Agency
from directives import past
from directives.models import Assignment, AssignmentVersion, Directive
from directives.models.directive import Field
from meetings.models import Meeting

DAY = date(2025, 11, 6)
NOON = datetime(2025, 11, 6, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class _Links(HTMLParser):
    """The links of a page which carry a number: address and number."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.figures: list[tuple[str, int]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and "data-count" in given:
            self.figures.append((given["href"], int(given["data-count"])))


def figures_of(page: str) -> list[tuple[str, int]]:
    """The figures of a page: the address of their rows, and how many there should be."""
    return _Links(page).figures


def _some_state(chance: Random) -> dict[str, object]:
    """A state which the constraints allow, with its days around DAY."""
    due_on = chance.choice(
        [None, DAY + timedelta(days=chance.randint(-40, 40)), DAY, DAY + timedelta(days=6)]
    )
    assigned_on = DAY - timedelta(days=chance.randint(0, 400))
    filed_on = DAY - timedelta(days=chance.randint(0, 30))
    state: dict[str, object] = {
        "due_on": due_on,
        # some were extended by five days
        "original_due_on": due_on - timedelta(days=5 * (due_on.day % 3 == 0)) if due_on else None,
        "assigned_on": assigned_on,
        "accepted_at": NOON,
        "last_report_on": chance.choice([None, DAY - timedelta(days=chance.randint(0, 14))]),
    }
    kind = chance.choice(
        ["new", "accepted", "in_progress", "in_progress", "pending", "returned", "done", "done"]
    )
    kind = chance.choice([kind] * 9 + ["paused", "declined", "revoked", "split"])
    if kind == "pending":
        return state | {"work_state": "in_progress", "confirmation": "pending", "filed_on": filed_on}
    if kind == "returned":
        return state | {"work_state": "in_progress", "confirmation": "returned"}
    if kind == "done":
        days = {"filed_on": filed_on, "finished_on": filed_on, "confirmed_on": DAY}
        return state | {"work_state": "done", "confirmation": "confirmed", **days}
    return state | {"work_state": kind}


@pytest.fixture
def province(
    make_document, make_user, session_0411, chi, lan, finance, health, education, treasury, communes
) -> list[Agency]:
    """400 shares of work of 8 agencies, two leaders, two meetings and two documents without a meeting."""
    chance = Random(20251106)
    agencies = [finance, health, education, treasury, *communes]
    vice = make_user("vinh", Role.LEADER, "Bùi Thanh Vinh")
    earlier = Meeting.objects.create(
        title="Giao ban tuần 40", held_on=date(2025, 10, 6), chair=vice, created_by=lan
    )
    documents = [make_document(meeting=meeting) for meeting in (session_0411, earlier, None, None)]
    directives = Directive.objects.bulk_create(
        Directive(
            code=f"NV-2025-{n:04d}",
            year=2025,
            number=n,
            document=chance.choice(documents),
            position=n,
            title=f"Nhiệm vụ số {n}",
            content="Nội dung",
            field=chance.choice(Field.values[:3]),
            directing_leader=chance.choice([chi, vice, None]),
            starred=chance.random() < 0.2,
            deadline_kind="fixed",
            published_by=lan,
            published_at=NOON,
            search_text="",
        )
        for n in range(1, 161)
    )
    Assignment.objects.bulk_create(
        Assignment(
            directive=directive,
            agency=agency,
            role=chance.choice(["lead", "lead", "coordinator"]),
            **_some_state(chance),
        )
        for directive in directives
        for agency in chance.sample(agencies, chance.randint(1, 4))
    )
    return agencies


@pytest.fixture
def past_province(province) -> list[Agency]:
    """The province with a past: before some day of the last months each share stood otherwise."""
    chance = Random(20251031)
    versions = []
    for share in Assignment.objects.order_by("pk"):
        changed_on = share.assigned_on + timedelta(days=chance.randint(1, 120))
        now = AssignmentVersion(assignment=share, from_on=share.assigned_on)
        versions.append(now)
        for name in past.KEPT:
            setattr(now, name, getattr(share, name))
        if changed_on <= DAY:
            now.from_on = changed_on
            then = AssignmentVersion(assignment=share, from_on=share.assigned_on, until_on=changed_on)
            for name in past.KEPT:
                setattr(then, name, getattr(share, name))
            before = {"filed_on": None, "finished_on": None, "confirmation": "none", **_some_state(chance)}
            for name in {*past.KEPT} & before.keys() - {"assigned_on"}:
                setattr(then, name, before[name])
            versions.append(then)
    AssignmentVersion.objects.bulk_create(versions)
    return province
