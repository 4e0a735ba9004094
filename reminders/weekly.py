"""The week's summary to the leaders: the numbers of the dashboard, against a week before, in one letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse

from accounts.models import Role, User
from accounts.templatetags.look import number
from agencies.calendar import WorkingDays, working_days
from directives.deadlines import distance
from directives.measures import MEASURES, PARTS, WHOLE, Figure, Scope, Tally, counted, counts, tally
from directives.models import Assignment, AssignmentVersion, Explanation
from notifications.devices import with_device
from notifications.kinds import Kind
from notifications.letters import letter
from notifications.outbox import Notice, already_told, post, ways_to
from notifications.preferences import Wishes

from .planning import at_their_hour

WEEK = timedelta(days=7)
OLDEST = 5  # lines of what is overdue longest
NUMBERS = (*PARTS, *WHOLE, "to_explain")


@dataclass(frozen=True)
class Number:
    """A number of the summary, and by how much it is more than a week before (None: nothing to compare)."""

    label: str
    figure: Figure
    more: int | None

    @property
    def change(self) -> str:
        """The difference in words."""
        if self.more is None:
            return ""
        if not self.more:
            return "như tuần trước"
        return f"{'tăng' if self.more > 0 else 'giảm'} {number(abs(self.more))} so với tuần trước"


@dataclass(frozen=True)
class Rate:
    """Done of a whole, which is named."""

    label: str
    part: Figure
    whole: Figure


@dataclass(frozen=True)
class Summary:
    """What the letter says."""

    on: date
    total: Tally
    before: dict[str, int]
    oldest: list[tuple[Assignment, str, str]]  # with how late it is, and its address
    explain_late: int

    def number(self, name: str, label: str) -> Number:
        """One of the numbers beside that of a week before."""
        then = self.before.get(name)
        return Number(label, self.total[name], None if then is None else self.total[name].count - then)

    @property
    def presses(self) -> list[Number]:
        """What was given and done, and what presses."""
        words = {
            "given": "đã giao",
            "done": "hoàn thành",
            "overdue": "quá hạn",
            "due_week": "đến hạn trong 7 ngày",
            "pending": "chờ xác nhận",
            "returned": "bị trả lại",
            "new": "chưa tiếp nhận",
            "not_updated": "chậm cập nhật",
            "to_explain": "đang phải giải trình",
        }
        return [self.number(name, label) for name, label in words.items()]

    @property
    def scheme(self) -> list[Number]:
        """The official four-way scheme, and what has no deadline."""
        return [self.number(name, label) for name, label in PARTS.items()]

    @property
    def rates(self) -> list[Rate]:
        """Both rates in official use, each with its denominator."""
        done = self.total["done"]
        return [
            Rate("hoàn thành trên số đã giao", done, self.total["given"]),
            Rate("hoàn thành trên số đã đến hạn", done, self.total["fallen_due"]),
        ]


def send(on: date, at: time | None = None) -> int:
    """Send the summary to the leaders who have not had this week's, when it is time; how many they were."""
    return _tell(at_their_hour(to_tell(on), at), on)


def is_due(on: date, working: WorkingDays) -> bool:
    """The first working day of the week, and the next one: on it a missed first is caught up."""
    monday = on - timedelta(days=on.weekday())
    first = monday if monday in working else working.after(monday, 1)
    return on in (first, working.after(first, 1))


def to_tell(on: date) -> list[User]:
    """The leaders who are to have the summary on this day and have not had it."""
    if not is_due(on, working_days()) or not Assignment.objects.counted().exists():
        return []
    leaders = list(User.objects.active().with_role(Role.LEADER).order_by("pk"))
    ids = [person.pk for person in leaders]
    wishes, pushed_to = Wishes.of(ids), with_device(ids)
    wanted = [person for person in leaders if ways_to(person, Kind.WEEKLY, wishes, pushed_to)]
    told = already_told(_key(person, on) for person in wanted)
    return [person for person in wanted if _key(person, on) not in told]


@transaction.atomic
def _tell(leaders: Sequence[User], on: date) -> int:
    """The key of a notice lets each week's through once."""
    if not leaders:
        return 0
    found = summary(leaders[0], on)
    post(_notice(person, found) for person in leaders)
    return len(leaders)


def summary(leader: User, on: date) -> Summary:
    """The numbers of the day, the same for all who see the whole province.

    Those of a week before come from how the shares stood then.
    """
    scope = Scope({})
    work = scope.work(leader, on)
    total = tally(work, NUMBERS, scope.link, on=on)
    then = on - WEEK
    kept = AssignmentVersion.objects.as_of(then).counted()
    names = [name for name in NUMBERS if MEASURES[name].is_kept]
    before = counted(kept.aggregate(**counts(names, then)))
    oldest = work.overdue(on).with_directive().order_by("due_on", "pk")[:OLDEST]
    return Summary(
        on=on,
        total=total,
        before=before if before["given"] else {},
        oldest=[
            (row, distance(row.due_on, on), reverse("directives:detail", args=[row.directive_id]))
            for row in oldest
            if row.due_on
        ],
        explain_late=Explanation.objects.late(on).count(),
    )


def _notice(person: User, found: Summary) -> Notice:
    total = found.total
    subject = (
        f"Tổng hợp tuần, tính đến {found.on:%d/%m/%Y}: {number(total['overdue'].count)} quá hạn, "
        f"{number(total['due_week'].count)} đến hạn trong 7 ngày"
    )
    lines = [f"{number(each.figure.count)} {each.label}{_after(each.change)}" for each in found.presses]
    return Notice(
        key=_key(person, found.on),
        recipient=person,
        title=subject,
        text="\n".join(lines),
        url=reverse("dashboards:province"),
        kind=Kind.WEEKLY,
        letter=partial(
            letter,
            "reminders/mail/weekly",
            subject,
            {"summary": found, "recipient": person},
            kind=Kind.WEEKLY,
            to=person,
        ),
    )


def _after(words: str) -> str:
    return f" ({words})" if words else ""


def _key(person: User, on: date) -> str:
    year, week, _ = on.isocalendar()
    return f"weekly:{person.pk}:{year}-{week:02}"
