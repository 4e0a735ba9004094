"""What became of a meeting or a document: done of all, what presses, how late it was entered, its history."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import QueryDict

from accounts.models import User
from meetings.models import Document, Meeting

from .history import Entry, entry
from .measures import Scope, Tally, tally
from .models import Directive, Event
from .models.directive import DirectiveQuerySet
from .outline import Outline, Task, outline
from .standing import PRESSING

PER_PAGE = 50
SORTS = {"": "Việc gấp trước", "text": "Theo thứ tự văn bản"}
_HISTORY_SHOWN = 30
_NUMBERS = ("overdue", "due_week", "pending", "returned")


@dataclass(frozen=True)
class Overview:
    """The directives of some documents."""

    outline: Outline
    tally: Tally  # of the shares of lead agencies
    sort: str
    number: str | None

    @cached_property
    def entered_late_by(self) -> int:
        """By how many days the one that was entered last was late."""
        return max((task.directive.entered_late_by for task in self.outline.tasks), default=0)

    @cached_property
    def by_document(self) -> dict[int, Outline]:
        found: dict[int, list[Task]] = {}
        for task in self.outline.tasks:
            found.setdefault(task.directive.document_id, []).append(task)
        return {pk: Outline(tasks) for pk, tasks in found.items()}

    @cached_property
    def page(self) -> Page[Task]:
        """The directives of one page; what presses most comes first unless the text's order is asked for."""
        tasks = self.outline.tasks
        if self.sort != "text":
            tasks = sorted(tasks, key=_pressing)
        return Paginator(tasks, PER_PAGE).get_page(self.number)

    @property
    def shown(self) -> Outline:
        return Outline(list(self.page))

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        return [(words, name, name == self.sort) for name, words in SORTS.items()]


def of_meeting(meeting: Meeting, query: QueryDict, user: User, on: date) -> Overview:
    """The directives of all the documents of a meeting; the queries of an outline and one."""
    directives, scope = (
        Directive.objects.filter(document__meeting=meeting),
        Scope({"meeting": str(meeting.pk)}),
    )
    return _overview(directives, scope, query, user, on)


def of_document(document: Document, user: User, on: date) -> Overview:
    """The directives of a document, in the order of its text."""
    directives, scope = Directive.objects.filter(document=document), Scope({"document": str(document.pk)})
    return _overview(directives, scope, QueryDict("sort=text"), user, on)


def history_of_document(document: Document) -> list[Entry]:
    """What happened to the text itself, newest first; what happens to a directive stands on its own page."""
    events = document.events.filter(Q(directive__isnull=True) | Q(kind=Event.Kind.REPEATED))
    rows = events.select_related("actor", "assignment__agency", "document").defer("document__text")
    return [entry(event, reads_texts=True) for event in rows[:_HISTORY_SHOWN]]


def _overview(
    directives: DirectiveQuerySet, scope: Scope, query: QueryDict, user: User, on: date
) -> Overview:
    sort = str(query.get("sort", ""))
    numbers = tally(scope.work(user, on), _NUMBERS, scope.link, on=on)
    return Overview(outline(directives, on), numbers, sort if sort in SORTS else "", query.get("page"))


def _pressing(task: Task) -> tuple[int, date, int]:
    place = PRESSING.index(task.standing.state) if task.standing else len(PRESSING)
    return place, task.due_on or date.max, task.number
