"""The lists of the month's report: every piece of work of the month, and why what is overdue is late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from directives.measures import MEASURES
from directives.models import ProgressReport
from directives.register_rows import Row, in_chunks

from ..pressing import Line
from ..tallies import Work

_ORDER = (
    *("directive__document__issued_on", "directive__document__number", "directive__document"),
    *("directive__year", "directive__number", "directive__part"),
    *("agency__kind_order", "agency__sort_key", "pk"),
)
_REASONS = 3  # of one directive; 130 communes may each have theirs


@dataclass(frozen=True)
class Detail:
    """A line of annex 2: a row of the register, and the newest report on it until the day."""

    row: Row
    report: ProgressReport | None

    @property
    def result(self) -> str:
        """What the agency last said it did, with the document that came of it."""
        report = self.report
        if report is None:
            return ""
        if not report.product_number:
            return report.done
        day = f" ngày {report.product_on:%d/%m/%Y}" if report.product_on else ""
        return f"{report.product_number}{day}: {report.done}"

    @property
    def notes(self) -> str:
        found = [f"Đôn đốc {self.row.urged} lần"] if self.row.urged else []
        if self.report and self.report.difficulties:
            found.append(f"Khó khăn: {self.report.difficulties}")
        return "; ".join(found)

    @property
    def values(self) -> list[str | date | None]:
        """What stands in the columns of annex 2, behind the number of the line."""
        share, directive = self.row.share, self.row.directive
        return [
            str(directive.document),
            directive.title,
            self.row.leads,
            self.row.coordinators,
            share.original_due_on,
            share.due_on,
            self.result,
            share.finished_on,
            self.row.standing.text,
            self.notes,
        ]


def in_annex_order(work: Work) -> Work:
    """By document, then as its points were numbered."""
    return work.order_by(*_ORDER)


def details(work: Work, on: date, *, of: User) -> Iterator[Detail]:
    """The lines of annex 2 as this person sees them, a chunk at a time."""
    for chunk in in_chunks(in_annex_order(work), on, of=of):
        reports = {
            report.assignment_id: report
            for report in ProgressReport.objects.latest_of((row.share for row in chunk), until=on)
        }
        for row in chunk:
            yield Detail(row, reports.get(row.share.pk))


def reasons(work: Work, lines: Iterable[Line], on: date) -> dict[int, str]:
    """The difficulty last reported for what is overdue, by directive; one query."""
    late = work.filter(MEASURES["overdue"].condition(on), directive__in=[line.directive for line in lines])
    rows: Any = (
        ProgressReport.objects.standing()
        .filter(assignment__in=late.values(late.SHARE), filed_at__date__lte=on)
        .exclude(difficulties="")
        .order_by("assignment_id", "-filed_at", "-pk")
        .distinct("assignment_id")
        .values_list("assignment__directive", "assignment__agency__short_name", "difficulties")
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for directive, agency, words in rows:
        found.setdefault(directive, []).append((agency, words.strip()))
    return {directive: _said(told) for directive, told in found.items()}


def _said(told: list[tuple[str, str]]) -> str:
    """One agency's words; of several, each with its name."""
    if len(told) == 1:
        return told[0][1]
    more = len(told) - _REASONS
    words = "; ".join(f"{agency}: {text}" for agency, text in told[:_REASONS])
    return f"{words}; và {more} cơ quan khác" if more > 0 else words
