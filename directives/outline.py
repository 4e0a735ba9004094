"""The directives of a document or a meeting at a glance: what, who, until when, where it stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from .deadlines import Timing
from .marking import Mark
from .models import Assignment, Directive
from .models.assignment import WorkState
from .models.directive import DirectiveQuerySet
from .parties import Parties, parties_of
from .standing import Standing, of_directive, standing


@dataclass(frozen=True)
class Task:
    """A directive with the standing of its leads. `number` counts from one."""

    number: int
    directive: Directive
    parties: Parties
    leads: list[Assignment]
    standing: Standing | None

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
        return sum(len(task.leads) for task in self.tasks)

    @property
    def finished(self) -> int:
        return sum(task.finished for task in self.tasks)


def outline(directives: DirectiveQuerySet, on: date) -> Outline:
    """The directives as of the day; three queries however many there are."""
    leads = Prefetch("assignments", Assignment.objects.counted(), to_attr="counted_leads")
    directives = directives.select_related("merged_into", "replaced_by")
    rows = list(directives.order_by("document", "position").prefetch_related(leads))
    parties = parties_of([row.pk for row in rows])
    tasks = []
    for number, row in enumerate(rows, start=1):
        shares: list[Assignment] = row.counted_leads
        state = of_directive(standing(share, on) for share in shares)
        tasks.append(Task(number, row, parties[row.pk], shares, state))
    return Outline(tasks)
