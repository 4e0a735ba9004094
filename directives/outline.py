"""The directives of a document or a meeting at a glance: what, who, until when, where it stands."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Prefetch

from .deadlines import Timing
from .marking import Mark
from .models import Assignment, Cycle, Directive
from .models.assignment import WorkState
from .models.directive import DirectiveQuerySet
from .parties import Parties, parties_of
from .standing import Standing, between_occurrences, of_directive, standing

SHOWN = 12  # occurrences of a cycle


@dataclass(frozen=True)
class Task:
    """A directive with the standing of its leads, or of its children. `number` counts from one."""

    number: int
    directive: Directive
    parties: Parties
    leads: list[Assignment]
    standing: Standing | None
    children: list["Task"] = field(default_factory=list)

    @property
    def carried_by(self) -> Directive | None:
        """What took its place."""
        return self.directive.merged_into or self.directive.replaced_by

    @property
    def carried_words(self) -> str:
        return "Đã gộp vào" if self.directive.merged_into_id else "Đã thay bằng"

    @property
    def due_on(self) -> date | None:
        """The first deadline among its leads."""
        return min((share.due_on for share in self.leads if share.due_on), default=None)

    @property
    def cycle(self) -> Cycle | None:
        """By which its children come back."""
        return getattr(self.directive, "cycle", None) if self.children else None

    @property
    def noun(self) -> str:
        """What a child of it is called."""
        return "kỳ" if self.cycle else "phần"

    @property
    def shown(self) -> list["Task"]:
        """The children in the order in which one wants them: of a cycle the newest occurrences alone."""
        return self.children[: -SHOWN - 1 : -1] if self.cycle else self.children

    @property
    def given(self) -> list["Task"]:
        """The children which count: some lead agency has not given them up."""
        return [child for child in self.children if child.leads]

    @property
    def is_given(self) -> bool:
        """Whether it counts: some lead agency has a share of it or of one of its children in force."""
        return bool(self.leads or self.given)

    @property
    def parts_done(self) -> int:
        """How many of those are done."""
        return sum(child.finished == len(child.leads) for child in self.given)

    @property
    def finished(self) -> int:
        return sum(share.work_state == WorkState.DONE for share in self.leads)

    @property
    def time_text(self) -> str:
        known = self.standing is not None and self.standing.timing != Timing.NO_DEADLINE
        return self.standing.time_text if self.standing and known else ""

    @property
    def mark(self) -> Mark | None:
        """Its passage in the text."""
        start, end = self.directive.start, self.directive.end
        if start is None or end is None:
            return None
        return Mark(self.directive.pk, self.number, start, end)


@dataclass(frozen=True)
class Outline:
    """Directives in the order of their text, and how many leading shares of theirs are done."""

    tasks: list[Task]

    @property
    def whole(self) -> int:
        return sum(len(task.leads) for task in self._all)

    @property
    def finished(self) -> int:
        return sum(task.finished for task in self._all)

    @property
    def given(self) -> list[Task]:
        """Those of which the register lists shares; merged, replaced and revoked ones are none."""
        return [task for task in self.tasks if task.is_given]

    @property
    def left(self) -> int:
        """How many are shown and count no more."""
        return len(self.tasks) - len(self.given)

    @property
    def _all(self) -> list[Task]:
        return [one for task in self.tasks for one in (task, *task.children)]


def outline(directives: DirectiveQuerySet, on: date) -> Outline:
    """The directives as of the day; three queries however many there are."""
    leads = Prefetch("assignments", Assignment.objects.counted(), to_attr="counted_leads")
    directives = directives.select_related("merged_into", "replaced_by", "cycle")
    rows = list(directives.in_order_of_text().prefetch_related(leads))
    parties = parties_of([row.pk for row in rows])
    children: dict[int | None, list[Task]] = {}
    for row in rows:
        if row.parent_id is not None:
            siblings = children.setdefault(row.parent_id, [])
            siblings.append(_task(row, len(siblings) + 1, parties[row.pk], [], on))
    tops = [row for row in rows if row.parent_id is None]
    return Outline(
        [
            _task(row, number, parties[row.pk], children.get(row.pk, []), on)
            for number, row in enumerate(tops, start=1)
        ]
    )


def _task(row: Directive, number: int, parties: Parties, children: list[Task], on: date) -> Task:
    shares: list[Assignment] = row.counted_leads  # type: ignore[attr-defined]  # of `outline`
    if children:
        state = of_directive(child.standing for child in children if child.standing)
        task = Task(number, row, children[-1].parties, shares, state, children)
        if task.cycle is None or task.cycle.is_stopped or task.cycle.has_ended(on):
            return task
        return replace(task, standing=between_occurrences(state))
    return Task(number, row, parties, shares, of_directive(standing(share, on) for share in shares))
