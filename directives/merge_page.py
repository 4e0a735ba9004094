"""The page on which a directive is merged into an earlier one: which may be meant, both side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar

from .models import Assignment, Directive
from .models.directive import DirectiveQuerySet
from .outline import Task, outline
from .repeats import alike
from .transitions import merge_refusal
from .transitions.leaving import leaving
from .transitions.merging import deadline_to_take

MOST_FOUND = 10


@dataclass(frozen=True)
class Side:
    """One of the two as it stands: its line, and its shares that count."""

    task: Task
    shares: list[Assignment]

    @property
    def directive(self) -> Directive:
        return self.task.directive


class MergePage:
    """The search for the earlier one and, once it is chosen, what merging will do."""

    def __init__(self, later: Directive, user: User, *, words: str = "", into: int | None = None) -> None:
        self.later, self.user, self.words = later, user, words
        self.chosen = self._earlier().filter(pk=into).first() if into else None

    @cached_property
    def found(self) -> list[Task]:
        """Earlier directives still going on: those with the words, or those that are alike."""
        rows = self._earlier().filter(merged_into=None, replaced_by=None)
        rows = rows.filter(pk__in=Assignment.objects.leads().open().values("directive"))
        rows = rows.search(self.words) if self.words else rows.filter(pk__in=alike(self.later))
        pks = rows.order_by("-year", "-number").values_list("pk", flat=True)[:MOST_FOUND]
        return _tasks(pks)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The earlier one, then the later."""
        assert self.chosen is not None
        tasks = {task.directive.pk: task for task in _tasks([self.chosen.pk, self.later.pk])}
        earlier = list(self.chosen.assignments.in_force().select_related("agency", "directive"))
        return Side(tasks[self.chosen.pk], earlier), Side(tasks[self.later.pk], leaving(self.later))

    @cached_property
    def problem(self) -> str | None:
        """Why these two cannot be merged."""
        return merge_refusal(self.later, self.chosen) if self.chosen else None

    @cached_property
    def left_out(self) -> list[str]:
        """Agencies which the later charges and the earlier does not: they have nothing to do any more."""
        earlier, later = self.sides
        stay = {share.agency_id for share in earlier.shares}
        return [share.agency.name for share in later.shares if share.agency_id not in stay]

    @cached_property
    def deadline(self) -> date | None:
        """The later's deadline, for who may give it to the earlier."""
        if self.chosen is None or not may(self.user, Act.SET_DEADLINE):
            return None
        return deadline_to_take(self.later, self.chosen)

    def _earlier(self) -> DirectiveQuerySet:
        return Directive.objects.visible_to(self.user).before(self.later.year, self.later.number)


def _tasks(pks: Iterable[int]) -> list[Task]:
    found = outline(Directive.objects.filter(pk__in=list(pks)).select_related("document"), calendar.today())
    return sorted(found.tasks, key=lambda task: (-task.directive.year, -task.directive.number))
