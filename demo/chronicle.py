"""Writes in bulk what became of plain work long ago: the rows which the transitions would have written.

It stands in for `directives.transitions` (same names, same arguments) and keeps everything in memory until
`write`. Nobody is told: whoever would have been told has read it long ago. A test does the same steps both
ways and compares every row.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Identifier

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from directives.models import (
    Assignment,
    AssignmentVersion,
    Contribution,
    Event,
    Explanation,
    ExtensionRequest,
    ProgressReport,
    Urging,
)
from directives.models.states import LEFT, OPEN, Confirmation, WorkState
from directives.past import KEPT
from directives.transitions import MOVES, Progress
from directives.transitions.contributing import ASK_AGAIN_AFTER
from directives.transitions.moves import NotAllowed, plain, refusal

_CHANGES = (
    *("work_state", "confirmation", "percent", "last_report_on", "filed_on", "finished_on", "released_on"),
    *("contributed_on", "quality", "asked_due_on", "due_on", "accepted_at", "confirmed_on", "contribute_by"),
    "explain_on",
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_Decision = ExtensionRequest.Decision


class Chronicle:
    """Shares that were just given, and what happens to them."""

    def __init__(self) -> None:
        self._forget()

    def begin(self, shares: Iterable[Assignment]) -> None:
        """From now on of these shares too; each comes with its directive and agency."""
        for share in shares:
            self.shares[share.pk] = share
            self.of_directive.setdefault(share.directive_id, []).append(share)
            self.versions[share.pk] = [_version(share, share.assigned_on)]

    def _forget(self) -> None:
        self.shares: dict[int, Assignment] = {}
        self.of_directive: dict[int, list[Assignment]] = {}
        self.versions: dict[int, list[AssignmentVersion]] = {}
        self.asked_at: dict[int, datetime] = {}  # when a coordinator was last asked to contribute
        self.events: list[Event] = []
        self.reports: dict[int, list[ProgressReport]] = {}
        self.requests: dict[int, list[ExtensionRequest]] = {}
        self.urgings: dict[int, list[Urging]] = {}
        self.explanations: dict[int, list[Explanation]] = {}
        self.contributions: list[Contribution] = []

    def write(self) -> None:
        """Store it all."""
        shares = list(self.shares.values())
        _update(shares)
        AssignmentVersion.objects.filter(assignment__in=shares).delete()
        AssignmentVersion.objects.bulk_create(row for rows in self.versions.values() for row in rows)
        Event.objects.bulk_create(self.events)
        Contribution.objects.bulk_create(self.contributions)
        ProgressReport.objects.bulk_create(row for rows in self.reports.values() for row in rows)
        ExtensionRequest.objects.bulk_create(row for rows in self.requests.values() for row in rows)
        Urging.objects.bulk_create(row for rows in self.urgings.values() for row in rows)
        Explanation.objects.bulk_create(row for rows in self.explanations.values() for row in rows)
        self._forget()

    def accept(self, pk: int, *, by: User) -> None:
        self._move(pk, Act.ACCEPT, by=by, accepted_at=calendar.now())

    def report(self, pk: int, *, by: User, progress: Progress) -> None:
        fields: dict[str, Any] = {"percent": progress.percent, "last_report_on": calendar.today()}
        share = self._move(pk, Act.REPORT, by=by, note=progress.done, **fields)
        self._file(share, ProgressReport.Kind.PROGRESS, progress, by=by)

    def complete(self, pk: int, *, by: User, progress: Progress, files: object = ()) -> None:
        today = calendar.today()
        fields: dict[str, Any] = {"percent": 100, "last_report_on": today, "filed_on": today}
        share = self._move(pk, Act.COMPLETE, by=by, note=progress.done, **fields)
        self._file(share, ProgressReport.Kind.COMPLETION, progress, by=by)

    def confirm(self, pk: int, *, by: User, note: str, quality: str) -> None:
        share = self._move(
            pk,
            Act.CONFIRM,
            by=by,
            note=note,
            finished_on=self.shares[pk].filed_on,
            confirmed_on=calendar.today(),
            quality=quality,
            asked_due_on=None,
        )
        self._let_lapse(share, by=by, note="Kết quả đã được xác nhận hoàn thành.")
        self._decide_result(share, ProgressReport.Decision.CONFIRMED, by=by, reason=note)
        self._release(share, by=by)

    def send_back(self, pk: int, *, by: User, reason: str) -> None:
        told = [row for row in self.reports[pk] if row.kind == ProgressReport.Kind.PROGRESS]
        before = told[-1].percent if told else 0
        share = self._move(pk, Act.RETURN, by=by, note=reason, filed_on=None, percent=before)
        self._decide_result(share, ProgressReport.Decision.RETURNED, by=by, reason=reason)

    def ask_extension(self, pk: int, *, by: User, to: date, reason: str) -> None:
        share = self._move(pk, Act.ASK_EXTENSION, by=by, note=reason, asked_due_on=to)
        assert share.due_on is not None
        asked = ExtensionRequest(
            assignment=share, due_on=share.due_on, asked_due_on=to, reason=reason, asked_by=by
        )
        self.requests.setdefault(pk, []).append(asked)

    def grant_extension(self, pk: int, *, by: User, to: date, note: str) -> None:
        before = self.shares[pk].due_on
        share = self._move(pk, Act.DECIDE_EXTENSION, by=by, note=note, due_on=to, asked_due_on=None)
        self._decide(self.requests[pk][-1], _Decision.GRANTED, by=by, note=note, to=to)
        for other in self._of(share.directive_id):
            if _helps(other) and other.original_due_on is not None and other.due_on == before:
                data = {"due_on": [plain(before), plain(to)]}
                other.due_on = to
                self._record(Event.Kind.DEADLINE_SET, other, by=by, data=data)
                self._keep(other)

    def refuse_extension(self, pk: int, *, by: User, reason: str) -> None:
        kind = Event.Kind.EXTENSION_REFUSED
        self._move(pk, Act.DECIDE_EXTENSION, by=by, note=reason, kind=kind, asked_due_on=None)
        self._decide(self.requests[pk][-1], _Decision.REFUSED, by=by, note=reason)

    def urge(self, pk: int, *, kind: str, text: str, by: User) -> None:
        share = self.shares[pk]
        _need(share, Act.URGE)
        rows = self.urgings.setdefault(pk, [])
        rows.append(Urging(assignment=share, number=len(rows) + 1, kind=kind, text=text, by=by))
        said = {"urging": [None, len(rows)], "urging_kind": [None, kind]}
        self._record(Event.Kind.URGED, share, by=by, note=text, data=said)

    def ask_explanation(self, pk: int, *, by: User, question: str, due_on: date) -> None:
        share = self._move(pk, Act.ASK_EXPLANATION, by=by, note=question, explain_on=due_on)
        asked = Explanation(assignment=share, asked_by=by, question=question, due_on=due_on)
        self.explanations.setdefault(pk, []).append(asked)

    def explain(self, pk: int, *, by: User, answer: str) -> None:
        self._move(pk, Act.EXPLAIN, by=by, note=answer, explain_on=None)
        asked = self.explanations[pk][-1]
        asked.answer, asked.answered_by = answer, by
        asked.answered_at, asked.answered_on = calendar.now(), calendar.today()

    def contribute(self, pk: int, *, by: User, text: str) -> None:
        today = calendar.today()
        share = self._move(pk, Act.CONTRIBUTE, by=by, note=text, contributed_on=today, contribute_by=None)
        self.contributions.append(Contribution(assignment=share, text=text, filed_by=by, filed_on=today))

    def to_ask(self, share: Assignment) -> list[Assignment]:
        return [other for other in self._of(share.directive_id) if _can_be_asked(other)]

    def ask_contributions(self, pk: int, *, by: User, until: date, note: str) -> None:
        now = calendar.now()
        found = self.to_ask(self.shares[pk])
        asked = [share for share in found if now - ASK_AGAIN_AFTER >= self.asked_at.get(share.pk, _LONG_AGO)]
        if not asked:
            raise NotAllowed("Đã đề nghị trong 24 giờ qua.")
        for share in asked:
            data = {"contribute_by": [plain(share.contribute_by), str(until)]}
            share.contribute_by, self.asked_at[share.pk] = until, now
            self._record(Event.Kind.CONTRIBUTION_ASKED, share, by=by, note=note, data=data)
        said = {
            "asked": [None, [share.agency.short_name for share in asked]],
            "contribute_by": [None, str(until)],
        }
        self._move(pk, Act.ASK_CONTRIBUTIONS, by=by, note=note, said=said)

    def revoke(self, pk: int, *, by: User, reason: str) -> None:
        share = self._move(pk, Act.REVOKE, by=by, note=reason, asked_due_on=None)
        self._let_lapse(share, by=by, note="Việc được thu hồi.")
        self._release(share, by=by)

    def pause(self, pk: int, *, by: User, reason: str) -> None:
        share = self._move(pk, Act.PAUSE, by=by, note=reason, asked_due_on=None)
        self._let_lapse(share, by=by, note="Việc được tạm dừng.")

    def resume(self, pk: int, *, by: User, note: str) -> None:
        stood = WorkState.IN_PROGRESS if self.shares[pk].last_report_on else WorkState.ACCEPTED
        self._move(pk, Act.RESUME, by=by, note=note, work_state=stood)

    def _move(
        self,
        pk: int,
        act: Act,
        *,
        by: User,
        note: str = "",
        kind: Event.Kind | None = None,
        said: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Assignment:
        """As `moves.move`, in memory."""
        share, row = self.shares[pk], MOVES[act]
        _need(share, act)
        if row.to_work is not None:
            fields["work_state"] = row.to_work
        if row.to_confirmation is not None:
            fields["confirmation"] = row.to_confirmation
        changes = {
            name: [plain(getattr(share, name)), plain(value)]
            for name, value in fields.items()
            if getattr(share, name) != value
        }
        for name, value in fields.items():
            setattr(share, name, value)
        self._keep(share)
        self._record(kind or row.kind, share, by=by, note=note, data={**changes, **(said or {})})
        return share

    def _record(
        self, kind: Event.Kind, share: Assignment, *, by: User, data: Mapping[str, Any], note: str = ""
    ) -> None:
        self.events.append(
            Event(
                directive_id=share.directive_id,
                assignment=share,
                kind=kind,
                actor=by,
                actor_name=by.get_full_name(),
                note=note,
                data=dict(data),
            )
        )

    def _keep(self, share: Assignment) -> None:
        """As `past.keep`: one version for a day, and none for a day that changed nothing of what is kept."""
        rows, today = self.versions[share.pk], calendar.today()
        if _same(share, rows[-1]):
            return
        if rows[-1].from_on == today:
            rows.pop()
        if rows and _same(share, rows[-1]):
            rows[-1].until_on = None
            return
        if rows:
            rows[-1].until_on = today
        rows.append(_version(share, today))

    def _of(self, directive_id: int) -> list[Assignment]:
        return self.of_directive[directive_id]

    def _file(self, share: Assignment, kind: ProgressReport.Kind, progress: Progress, *, by: User) -> None:
        self.reports.setdefault(share.pk, []).append(
            ProgressReport(
                assignment=share,
                kind=kind,
                percent=share.percent,
                done=progress.done,
                difficulties=progress.difficulties,
                proposals=progress.proposals,
                product_number=progress.product_number,
                product_on=progress.product_on,
                filed_by=by,
                filed_on=calendar.today(),
            )
        )

    def _decide_result(self, share: Assignment, decision: str, *, by: User, reason: str) -> None:
        filed = self.reports[share.pk][-1]
        filed.decision, filed.decided_by, filed.reason = decision, by, reason
        filed.decided_at = calendar.now()

    def _decide(
        self, asked: ExtensionRequest, decision: str, *, by: User, note: str, to: date | None = None
    ) -> None:
        asked.decision, asked.decided_by, asked.decided_at = decision, by, calendar.now()
        asked.note, asked.granted_due_on = note, to

    def _let_lapse(self, share: Assignment, *, by: User, note: str) -> None:
        for asked in self.requests.get(share.pk, ()):
            if asked.decision == _Decision.NONE:
                self._decide(asked, _Decision.LAPSED, by=by, note=note)

    def _release(self, lead: Assignment, *, by: User) -> None:
        """As `coordinators.release_coordinators`."""
        shares, today = self._of(lead.directive_id), calendar.today()
        if lead.role != Assignment.Role.LEAD or any(map(_leads_on, shares)):
            return
        for share in filter(_helps, shares):
            share.released_on = today
            self._record(Event.Kind.RELEASED, share, by=by, data={"released_on": [None, str(today)]})
            self._keep(share)


def _update(shares: list[Assignment]) -> None:
    """As `bulk_update`, which takes minutes for so many columns."""
    names = ("id", *_CHANGES)
    types = [str(Assignment._meta.get_field(name).db_type(connection)) for name in names]
    query = SQL("UPDATE {} AS share SET {} FROM unnest({}) AS told({}) WHERE share.id = told.id").format(
        Identifier(Assignment._meta.db_table),
        SQL(", ").join(SQL("{0} = told.{0}").format(Identifier(name)) for name in _CHANGES),
        SQL(", ").join(SQL(f"%s::{kind}[]") for kind in types),
        SQL(", ").join(map(Identifier, names)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [[getattr(share, name) for share in shares] for name in names])


def _need(share: Assignment, act: Act) -> None:
    if problem := refusal(share, act):
        raise NotAllowed(problem)


def _not_done(share: Assignment) -> bool:
    return share.work_state not in (WorkState.DONE, *LEFT) and share.released_on is None


def _leads_on(share: Assignment) -> bool:
    declined = share.work_state == WorkState.DECLINED and share.passed_to_id is None
    return share.role == Assignment.Role.LEAD and (_not_done(share) or declined)


def _helps(share: Assignment) -> bool:
    return share.role == Assignment.Role.COORDINATOR and _not_done(share)


def _can_be_asked(share: Assignment) -> bool:
    waits = share.work_state in OPEN and share.confirmation != Confirmation.PENDING
    return _helps(share) and waits and share.contributed_on is None


def _same(share: Assignment, version: AssignmentVersion) -> bool:
    return all(getattr(share, name) == getattr(version, name) for name in KEPT)


def _version(share: Assignment, day: date) -> AssignmentVersion:
    version = AssignmentVersion(assignment=share, from_on=day)
    for name in KEPT:
        setattr(version, name, getattr(share, name))
    return version
