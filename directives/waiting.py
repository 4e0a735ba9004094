"""What waits for a person: groups by urgency. A share stands in the most pressing of its groups only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.access import Act, may
from accounts.models import Role, User
from agencies.calendar import WorkingDays, working_days
from meetings.models import Document

from .access import Reach
from .deadlines import Timing, distance
from .gathering import First, Order, Together, firsts, ones, together, wholes
from .lines import Line, lines
from .models import Assignment, Explanation
from .models import conditions as is_
from .models.assignment import AssignmentQuerySet, Confirmation, WorkState
from .models.rules import FollowUpRules, follow_up_rules
from .models.states import OPEN
from .standing import NEAR, Standing
from .subtasks import Piece, pieces_waiting_for
from .transitions import acts_open_to, urged_lately

LIMIT = 20
ANSWERED = "answered"  # the group which is each leader's own


@dataclass(frozen=True)
class Group:
    """A group of shares: what it is called, what belongs to it, and the day that orders it."""

    key: str
    title: str
    state: str  # its colour and icon
    holds: Q
    by: str = "due_on"

    @property
    def order(self) -> Order:
        return by_day(self.by)


def by_day(column: str) -> Order:
    """The earliest day of this column first, those without one last."""
    return (F(column).asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Task:
    """A line of a group, and the one act that comes next for the person (empty when there is none).

    `together`: the line stands for several shares of its directive; their acts are where they are listed.
    """

    line: Line
    act: str
    waited: int | None  # days a filed result has waited for the Office
    too_long: bool = False  # longer than the rules of the office allow
    explain_in: str = ""  # how far the day is until which the agency has to explain
    together: Together | None = None
    to_read: bool = False  # an explanation which the person asked for was given

    @property
    def count(self) -> int:
        """For how many shares the line stands."""
        return self.together.count if self.together else 1

    @property
    def waited_text(self) -> str:
        if self.waited is None:
            return ""
        if not self.waited:
            return "Chờ xác nhận từ hôm nay"
        words = "Chậm xác nhận: chờ" if self.too_long else "Chờ xác nhận"
        return f"{words} {self.waited} ngày"


def in_group(task: Task, key: str) -> Task:
    """The line as it stands in the group of this key: what was answered is read before one asks again."""
    return replace(task, act="", to_read=True) if key == ANSWERED else task


@dataclass(frozen=True)
class Filled:
    """A group as it stands: how many there are, and the first of them."""

    group: Group
    count: int
    tasks: list[Task]

    @property
    def more(self) -> int:
        return self.count - sum(task.count for task in self.tasks)


class Waiting:
    """What waits for the person on the day: `groups()` for the page, `rows(key)` for one whole group.

    Whoever sees all agencies gets a line for each directive, however many agencies have a share of it.
    """

    def __init__(self, user: User, on: date, *, reach: Reach | None = None) -> None:
        self.user, self.on = user, on
        self.reach = reach or Reach.of(user)
        self.kinds = groups_of(user, on)

    def groups(self) -> list[Filled]:
        """The groups which are not empty, most pressing first."""
        counts = self._base().aggregate(
            **{kind.key: Count("pk", filter=self._only(kind)) for kind in self.kinds}
        )
        found = {
            kind.key: list(starmap(First, self.firsts(kind.key)[:LIMIT]))
            for kind in self.kinds
            if counts[kind.key]
        }
        tasks = self.gathered([(key, first) for key, rows in found.items() for first in rows])
        return [
            Filled(kind, counts[kind.key], [next(tasks) for _ in found[kind.key]])
            for kind in self.kinds
            if kind.key in found
        ]

    def group(self, key: str) -> Group | None:
        """The group of this key, if it is one of this person's."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def rows(self, key: str) -> AssignmentQuerySet:
        """All shares of the group, in its order."""
        kind = next(kind for kind in self.kinds if kind.key == key)
        return self._base().filter(self._only(kind)).with_directive().with_urgings().order_by(*kind.order)

    def firsts(self, key: str) -> QuerySet[Assignment, Any]:
        """The First of each line of the group, in its order."""
        kind = next(kind for kind in self.kinds if kind.key == key)
        return self._firsts(self._base().filter(self._only(kind)), kind.order)

    def gathered(self, found: Sequence[tuple[str, First]]) -> Iterator[Task]:
        """The lines of (group, First), in their order; as many queries for many as for one.

        Without a group the line leads to the page of its directive.
        """
        keys = {first.share for _, first in found}
        shares = Assignment.objects.filter(pk__in=keys).with_directive().with_urgings().in_bulk()
        tasks = {task.line.share.pk: task for task in self.tasks(list(shares.values()))}
        many = {shares[first.share].directive_id for _, first in found if first.shares > 1}
        whole = wholes(many, self.user, self.on)
        for group, first in found:
            share, task = shares[first.share], in_group(tasks[first.share], group)
            url = reverse("directives:detail", args=[share.directive_id])
            if group:
                rows = urlencode({"group": group, "directive": share.directive_id})
                url = f"{reverse('directives:my_work')}?{rows}"
            yield replace(task, together=together(share, first, url, whole))

    def tasks(self, shares: Sequence[Assignment]) -> list[Task]:
        """The shares as lines, each with its next act."""
        return [self.task(line) for line in lines(shares, self.on)]

    def task(self, line: Line) -> Task:
        """One line with its next act."""
        share = line.share
        return Task(
            line,
            next_act(self._acts(share), line.standing) or self._act_on_whole(share),
            _days_waited(share, self.on),
            self._waits_too_long(share),
            distance(share.explain_on, self.on) if share.explain_on else "",
        )

    def _acts(self, share: Assignment) -> set[Act]:
        acts = acts_open_to(self.reach, share)
        return acts - {Act.URGE} if urged_lately(share.urged_at) else acts  # type: ignore[attr-defined]

    def _act_on_whole(self, share: Assignment) -> str:
        """What the person may do to the directive when the share itself waits for nothing of theirs."""
        waits = share.due_on is None and share.directive.awaits_cycle and share.work_state in OPEN
        if waits and may(self.user, Act.SET_CYCLE):
            return str(Act.SET_CYCLE)
        return str(Act.INSTRUCT) if may(self.user, Act.INSTRUCT) else ""

    def drafts(self) -> list[Document]:
        """Texts which were entered and not published; those of the person, or of everybody for the head."""
        if not self.user.in_office:
            return []
        drafts = Document.objects.visible_to(self.user).drafts().select_related("meeting", "created_by")
        if self.user.role != Role.OFFICE_HEAD:
            drafts = drafts.filter(created_by=self.user)
        return list(drafts.defer("text").order_by("issued_on", "pk")[:LIMIT])

    def unaccepted(self) -> AssignmentQuerySet:
        """What this person may accept, wherever it stands among the groups."""
        shares = self._base().new() if may(self.user, Act.ACCEPT) else Assignment.objects.none()
        return shares.with_directive().order_by(*by_day("due_on"))

    def pieces(self) -> list[Piece]:
        """The pieces of their agency's shares which this person does."""
        if self.user.role not in Role.of_agencies():
            return []
        return pieces_waiting_for(self.user, self.on)

    def upcoming(self) -> list[Task]:
        """What comes next when nothing waits: the nearest deadlines the person has to do with."""
        if not self.kinds:
            return []
        found = self._firsts(self._base().open_in_time(self.on), by_day("due_on"))[:5]
        return list(self.gathered([("", first) for first in starmap(First, found)]))

    def _firsts(self, rows: AssignmentQuerySet, order: Order) -> QuerySet[Assignment, Any]:
        return firsts(rows, order) if self.user.sees_all else ones(rows.order_by(*order))

    def _base(self) -> AssignmentQuerySet:
        """The shares this person answers for: one's agency's, those the Office follows, those one directs."""
        if self.user.role in Role.of_agencies():
            unfinished = is_.NOT_DONE | is_.TO_EXPLAIN  # which all groups ask: of what is done nothing else
            own = Assignment.objects.filter(
                unfinished, agency__in=self.reach.places
            )  # so that an index is used
            return own.held_by(self.user).in_force().still_needed()
        counted = followed_by_office() if self.user.in_office else Assignment.objects.counted()
        if self.user.role == Role.OFFICE_STAFF:
            return counted.filter(
                Q(directive__monitor=self.user) | Q(directive__monitor__isnull=True)
            ).exclude(agency__in=self.reach.places)
        if self.user.role == Role.LEADER:
            return counted.filter(Q(directive__directing_leader=self.user) | _answered(self.user))
        return counted.exclude(agency__in=self.reach.places)

    def _waits_too_long(self, share: Assignment) -> bool:
        if share.confirmation != Confirmation.PENDING or share.filed_on is None:
            return False
        return self.on > self._working.after(share.filed_on, self._rules.confirm_within_days)

    @cached_property
    def _rules(self) -> FollowUpRules:
        return follow_up_rules(self.on)

    @cached_property
    def _working(self) -> WorkingDays:
        return working_days()

    def _only(self, kind: Group) -> Q:
        """In this group and in none of those that press more."""
        condition = kind.holds
        for earlier in self.kinds[: self.kinds.index(kind)]:
            condition &= ~earlier.holds
        return condition


def followed_by_office() -> AssignmentQuerySet:
    """What counts, and what an agency declines: that comes back to the Office."""
    return Assignment.objects.leads().exclude(work_state__in=[WorkState.REVOKED, WorkState.SPLIT])


def _awaits_cycle() -> Q:
    """Once an agency has filed its result the directive can get no cycle any more (`set_refusal`)."""
    filed = Assignment.objects.filter(
        directive=OuterRef("directive"), confirmation__in=[Confirmation.PENDING, Confirmation.CONFIRMED]
    )
    return is_.AWAITS_CYCLE & ~Q(Exists(filed))


def _answered(user: User) -> Q:
    """Shares with an explanation which this leader asked for and has not read."""
    return Q(pk__in=Explanation.objects.unread_by(user).values("assignment"))


def _days_waited(share: Assignment, on: date) -> int | None:
    if share.confirmation != Confirmation.PENDING or share.filed_on is None:
        return None
    return (on - share.filed_on).days


# What is seldom wanted, and never the next step.
ASIDE = {
    Act.DECLINE,
    Act.DELEGATE,
    Act.WITHDRAW,
    Act.AMEND,
    Act.RETRACT,
    Act.ASK_CONTRIBUTIONS,
    Act.PLAN_SUBTASKS,
    Act.ASK_EXTENSION,
    Act.CHANGE_ROLE,
    Act.SET_DEADLINE,
    Act.PAUSE,
    Act.REVOKE,
    Act.REOPEN,
}


def next_act(acts: set[Act], standing: Standing) -> str:
    """The act which the person most likely wants: what is due is finished, the rest is reported."""
    pressing = standing.stage == "returned" or standing.timing in NEAR
    order = [
        Act.DECIDE_EXTENSION,
        Act.REASSIGN,
        Act.EXPLAIN,
        Act.ACCEPT,
        Act.CONTRIBUTE,
        Act.CONFIRM,
        *([Act.COMPLETE] if pressing else []),
        Act.REPORT,
        Act.COMPLETE,
        *([Act.URGE, Act.ASK_EXPLANATION] if standing.timing == Timing.OVERDUE else []),
    ]
    return next((str(act) for act in order if act in acts), "")


def groups_of(user: User, on: date) -> list[Group]:
    """The groups of a person in this role, the most pressing first."""
    rules = follow_up_rules(on)
    late = is_.WAITING_ON_AGENCY & is_.overdue(on)
    soon = is_.due_soon(on)
    if user.role in Role.of_agencies():
        return [
            Group("explain", "Phải giải trình", "due_soon", is_.TO_EXPLAIN, "explain_on"),
            Group("overdue", "Quá hạn", "overdue", late),
            Group("soon", f"Hôm nay và {rules.soon_days} ngày tới", "due_soon", soon),
            Group("contribute", "Được đề nghị gửi ý kiến", "due_soon", is_.TO_CONTRIBUTE, "contribute_by"),
            Group("returned", "Bị trả lại", "returned", is_.IS_OPEN & is_.RETURNED),
            Group("new", "Mới giao", "new", is_.NEW),
            Group(
                "not_updated",
                f"Chưa cập nhật {rules.update_every_days} ngày",
                "on_track",
                is_.not_updated(on),
            ),
            Group("rest", "Còn lại", "on_track", is_.WAITING_ON_AGENCY),
        ]
    if user.in_office:
        asked = Group("asks_extension", "Đề nghị gia hạn", "pending", is_.ASKS_EXTENSION, "asked_due_on")
        return [
            Group("declined", "Bị từ chối, chờ giao lại", "declined", is_.DECLINED, "assigned_on"),
            *([asked] if user.role == Role.OFFICE_HEAD else []),
            Group("pending", "Chờ xác nhận", "pending", is_.PENDING, "filed_on"),
            Group("overdue", "Quá hạn", "overdue", late),
            Group("returned", "Đã trả lại, chờ cơ quan", "returned", is_.IS_OPEN & is_.RETURNED),
            Group("late_to_accept", "Chậm tiếp nhận", "new", is_.late_to_accept(on), "assigned_on"),
            Group("awaits_cycle", "Định kỳ, chờ đặt chu kỳ", "new", _awaits_cycle(), "assigned_on"),
        ]
    if user.role == Role.LEADER:
        starred = is_.NOT_DONE & Q(directive__starred=True)
        return [
            Group(ANSWERED, "Đã giải trình, chờ đọc", "pending", _answered(user)),
            Group("overdue", "Quá hạn", "overdue", late),
            Group("week", "Đến hạn trong 7 ngày", "due_soon", is_.due_within(6, on)),
            Group("starred", "Trọng tâm", "on_track", starred),
        ]
    return []
