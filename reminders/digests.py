"""One digest per person and morning: all that waits for them, what presses most first."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.access import Act
from accounts.models import User
from accounts.templatetags.look import number
from directives.addresses import act_address
from directives.audience import threads_of
from directives.deadlines import distance
from directives.lines import lines
from directives.models import Assignment
from directives.models.assignment import Confirmation
from directives.waiting import Task, in_group
from directives.waiting_for_many import Gathered, Member, gather
from notifications.kinds import Kind
from notifications.letters import letter
from notifications.outbox import Notice

from .models import About

if TYPE_CHECKING:
    from .planning import Due

SHOWN = 15  # lines of a group; the list behind its heading has them all
SHOWN_IN_APP = 10
# What a person has, but need not act on now: of these only what the rules speak of is shown.
_QUIET = {"rest", "week", "starred"}


@dataclass(frozen=True)
class Line:
    """One share of work in a digest, and the address of the one act that comes next."""

    task: Task
    on: date
    sees_all: bool
    count: int = 1  # for how many shares of its directive it stands
    instructed_on: date | None = None  # when a leader gave a further instruction, where that is news

    @property
    def share(self) -> Assignment:
        return self.task.line.share

    @property
    def time(self) -> str:
        """How far the deadline is, or when the result was given; it counts the real days."""
        return self.task.line.standing.time_text or "Không thời hạn"

    @property
    def notes(self) -> list[str]:
        """What there is to know beside the deadline."""
        share, said = self.share, []
        if share.due_on:
            said.append(f"hạn {share.due_on:%d/%m/%Y}")
        if self.instructed_on:
            said.append(f"có chỉ đạo thêm ngày {self.instructed_on:%d/%m/%Y}")
        if share.confirmation == Confirmation.RETURNED:
            said.append("kết quả đã bị trả lại")
        if share.explain_on:
            said.append(f"giải trình đến hết {share.explain_on:%d/%m/%Y} ({_lower(self.task.explain_in)})")
        if share.contribute_by and share.contributed_on is None:
            left = _lower(distance(share.contribute_by, self.on))
            said.append(f"gửi ý kiến đến hết {share.contribute_by:%d/%m/%Y} ({left})")
        if self.sees_all and share.asked_due_on:
            said.append(f"đề nghị gia hạn đến {share.asked_due_on:%d/%m/%Y}")
        if self.task.waited_text:
            said.append(_lower(self.task.waited_text))
        elif self.task.line.standing.stage in ("new", "declined"):
            said.append(_lower(self.task.line.standing.stage_text))
        return said

    @property
    def act(self) -> str:
        """What comes next, in words; empty when it is somebody else's turn, or there are several shares."""
        return str(Act(self.task.act).label) if self.task.act and self.count == 1 else ""

    @property
    def url(self) -> str:
        return reverse("directives:detail", args=[self.share.directive_id])

    @property
    def act_url(self) -> str:
        """The form of that act: a page of its own, which leads on to the directive."""
        return act_address(self.share, self.task.act)

    @property
    def facts(self) -> str:
        """The notes as a sentence begins."""
        said = ", ".join(self.notes)
        return said[:1].upper() + said[1:]

    @property
    def agency(self) -> str:
        others = f" và {self.count - 1} cơ quan khác" if self.count > 1 else ""
        return f"{self.share.get_role_display()}: {self.share.agency}{others}"


@dataclass(frozen=True)
class Pile:
    """Some of what waits for a person, what is new before what was told before."""

    label: str
    state: str
    key: str  # the group of Việc của tôi that lists exactly these; empty: none does
    members: list[Member]

    def due_on(self, day: date) -> int:
        """How many are due on the day."""
        return sum(member.day == day for member in self.members) if self.key == "soon" else 0

    def firsts(self, *, together: bool) -> list[tuple[int, int]]:
        """The shares that get a line, and for how many each stands: `together`, one for each directive."""
        if not together:
            return [(member.share, 1) for member in self.members[:SHOWN]]
        counts = Counter(member.directive for member in self.members)
        first = {member.directive: member.share for member in reversed(self.members)}
        return [(first[directive], count) for directive, count in counts.items()][:SHOWN]


@dataclass(frozen=True)
class Group:
    """A pile as the letter shows it."""

    pile: Pile
    lines: list[Line]

    @property
    def count(self) -> int:
        return len(self.pile.members)

    @property
    def more(self) -> int:
        return self.count - sum(line.count for line in self.lines)

    @property
    def url(self) -> str:
        """Where all of them stand, and nothing else."""
        return f"{reverse('directives:my_work')}?group={self.pile.key}" if self.pile.key else ""


def digests(dues: "Mapping[User, Sequence[Due]]", on: date) -> dict[User, Notice]:
    """What each person hears: in the app in few lines, by mail a letter with the links.

    The number of queries does not grow with the people or their work.
    """
    waiting = gather(dues, on)
    piles = {
        person: [
            (pile, pile.firsts(together=person.sees_all)) for pile in _piles(waiting[person], dues[person])
        ]
        for person in dues
    }
    keys = {share for some in piles.values() for _, firsts in some for share, _ in firsts}
    rows = Assignment.objects.filter(pk__in=keys).with_directive().with_urgings()
    found = {line.share.pk: line for line in lines(list(rows), on)}
    notices = {}
    for person, some in piles.items():
        task, said = waiting[person].waiting.task, _instructions(dues[person])
        groups = [
            Group(
                pile,
                [
                    Line(
                        in_group(task(line), pile.key),
                        on,
                        person.sees_all,
                        count,
                        said.get(line.share.directive_id),
                    )
                    for line, count in ((found[share], count) for share, count in firsts)
                ],
            )
            for pile, firsts in some
        ]
        notices[person] = _notice(person, groups, dues[person], on)
    return notices


def _instructions(dues: "Sequence[Due]") -> dict[int, date]:
    """By directive, the day of the instruction of which the person is to hear."""
    return {due.assignment.directive_id: due.until for due in dues if due.about == About.INSTRUCTION}


def _piles(gathered: Gathered, dues: "Sequence[Due]") -> list[Pile]:
    """What waits for the person; what is not pressing only as far as it is new."""
    new = {due.assignment.pk: due for due in dues}
    placed: set[int] = set()
    piles = []
    for kind, members in gathered.piles:
        placed.update(member.share for member in members)
        quiet = kind.key in _QUIET
        kept = [member for member in members if not quiet or member.share in new]
        if kept:
            kept.sort(key=lambda member: member.share not in new)
            piles.append(Pile(kind.title, kind.state, "" if quiet else kind.key, kept))
    other = [
        Member(due.until, pk, due.assignment.directive_id) for pk, due in new.items() if pk not in placed
    ]
    if other:
        piles.append(Pile("Việc khác", "on_track", "", sorted(other)))
    return piles


def _notice(recipient: User, groups: list[Group], dues: "Sequence[Due]", on: date) -> Notice:
    lines = [line for group in groups for line in group.lines]
    count = sum(group.count for group in groups)
    subject = _subject(groups, lines, count, on)
    context = {"groups": groups, "on": on, "recipient": recipient, "count": count}
    kind = digest_kind(late=any(due.is_late for due in dues))
    return Notice(
        # The same rungs make the same message, never a second one.
        key=f"reminders:{recipient.pk}:{_fingerprint(dues)}",
        recipient=recipient,
        title=subject,
        text=_text(lines, count),
        url=lines[0].url if count == 1 else reverse("directives:my_work"),
        kind=kind,
        about=threads_of(line.share.directive_id for line in lines),
        letter=partial(letter, "reminders/mail/digest", subject, context, kind=kind, to=recipient),
    )


def digest_kind(*, late: bool) -> Kind:
    """Of what a digest is; with something late in it nobody can refuse it."""
    return Kind.OVERDUE if late else Kind.UPCOMING


def _subject(groups: list[Group], lines: list[Line], count: int, on: date) -> str:
    if count == 1:
        return f"{lines[0].time}: {lines[0].share.directive.title}"
    return f"Nhắc việc ngày {on:%d/%m/%Y}: {', '.join(_counted(group, on) for group in groups)}"


def _counted(group: Group, on: date) -> str:
    """How many there are, in words."""
    if group.pile.key != "soon":
        return f"{number(group.count)} {_lower(group.pile.label)}"
    today = group.pile.due_on(on)
    counts = {"đến hạn hôm nay": today, "sắp đến hạn": group.count - today}
    return ", ".join(f"{number(many)} {words}" for words, many in counts.items() if many)


def _text(lines: list[Line], count: int) -> str:
    """As the inbox shows it; a single piece of work stands in the title already."""
    if count == 1:
        return f"{lines[0].facts}. {lines[0].agency}."
    shown = [f"{line.time}: {line.share.directive.title}. {line.agency}." for line in lines[:SHOWN_IN_APP]]
    if left := count - sum(line.count for line in lines[:SHOWN_IN_APP]):
        shown.append(f"Và {number(left)} việc khác.")
    return "\n".join(shown)


def _fingerprint(dues: "Iterable[Due]") -> str:
    rungs = sorted(
        f"{due.assignment.pk}:{due.rung.rule.pk}:{due.until}:{due.rung.repetition}" for due in dues
    )
    return hashlib.sha256("|".join(rungs).encode()).hexdigest()[:24]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
