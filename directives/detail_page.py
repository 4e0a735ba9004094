"""What the page of one directive shows, for the person who looks."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Count

from accounts.access import Act, may
from accounts.models import User

from .access import Reach, reports_for
from .carrying import Carried, Link, carried, taken_over
from .contributions import Contributions, contributions_to
from .family_page import Family, family_of
from .following import follows, mutes
from .history import Entry, history_of
from .models import Assignment, Directive, Event, ExtensionRequest, ProgressReport, Urging
from .models.assignment import WorkState
from .models.states import LEFT
from .parties import Parties, parties_of
from .standing import Standing, of_directive, standing
from .subtasks import Pieces, pieces_of
from .talk import Talk, talk_about
from .transitions import acts_open_to, split_refusal, urged_lately
from .waiting import next_act

REPORTS_SHOWN = 30
EVENTS_SHOWN = 40


@dataclass(frozen=True)
class Stop:
    """Why a share is paused, revoked or declined, and who passed it on to which agency."""

    said: Event
    passed: Event | None
    passed_to: str


@dataclass(frozen=True)
class Share:
    """One agency's line: where it stands, its last words, what the person may do to it."""

    row: Assignment
    standing: Standing
    last: ProgressReport | None
    urged: Urging | None  # the newest urging
    stop: Stop | None
    received: list[Assignment]  # of agencies that ended; `told`: how many reports of theirs there are
    pieces: Pieces
    acts: list[str]  # the likeliest first


@dataclass(frozen=True)
class Passage:
    """The paragraph of the document in which the directive stands, cut at its edges."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class DetailPage:
    """Everything the template needs. A member of an agency gets the own shares only, others by name."""

    directive: Directive
    standing: Standing | None
    leads: list[Share]
    coordinators: list[Share]
    parties: Parties
    passage: Passage
    talk: Talk
    contributions: Contributions
    extensions: list[ExtensionRequest]
    reports: list[ProgressReport]
    reports_left: int
    history: list[Entry]
    history_left: int
    followed: bool  # by the person
    muted: bool
    carried: Carried | None  # what took its place
    taken_over: list[Link]  # whose place it took
    deadlines: list[tuple[date | None, date | None]]  # (original, current), as few as there are
    family: Family | None
    can_split: bool
    can_set_cycle: bool

    @property
    def shares(self) -> list[Share]:
        return [*self.leads, *self.coordinators]

    @property
    def acting(self) -> Share | None:
        """The one share of which the band speaks, with its acts. Of several each has its acts at its name."""
        return self._spoken_of if self._spoken_of and self._spoken_of.acts else None

    @property
    def stop(self) -> Stop | None:
        """Why the directive as a whole does not go on; of several leads each says it for itself."""
        return self._spoken_of.stop if self._spoken_of else None

    @property
    def _spoken_of(self) -> Share | None:
        """The person's only share, or the only lead: but for those of which others have taken over."""
        among = self.shares if len(self.shares) == 1 else self.leads
        left = [share for share in among if share.row.passed_to_id is None] or among
        return left[0] if len(left) == 1 else None

    @property
    def reports_count(self) -> int:
        return len(self.reports) + self.reports_left

    @property
    def given(self) -> list[Share]:
        """The leads which count: what was declined or revoked does not."""
        return _in_force(self.leads)

    @property
    def helping(self) -> list[Share]:
        """The coordinators which count."""
        return _in_force(self.coordinators)

    @property
    def done(self) -> int:
        return sum(share.row.work_state == WorkState.DONE for share in self.leads)


def detail_page(directive: Directive, user: User, on: date, *, whole: bool = False) -> DetailPage:
    """Collect the page; the number of queries does not grow with the agencies."""
    rows = list(
        Assignment.objects.visible_to(user)
        .filter(directive=directive)
        .with_carriers()
        .select_related("agency", "delegate", "passed_to__agency")
        .order_by("-role", "agency__kind_order", "agency__sort_key")
    )
    last = {report.assignment_id: report for report in ProgressReport.objects.latest_of(rows)}
    reach = Reach.of(user)
    needed = Assignment.objects.leads().waiting_on_agency().filter(directive=directive).exists()
    stops, received = _stops(rows), _received(rows, user)
    talk = talk_about(directive, rows, user, on, whole=whole)
    given, pieces = contributions_to(directive, user, rows), pieces_of(rows, user, on)
    shares = [
        _share(
            row,
            last.get(row.pk),
            talk.last_urging_of(row),
            stops.get(row.pk),
            received.get(row.pk, []),
            reach,
            on,
            pieces=pieces.get(row.pk, Pieces([])),
            needed=needed or row.role == Assignment.Role.LEAD,
            given=given,
        )
        for row in rows
    ]
    shares.sort(key=lambda share: share.row.work_state in LEFT)  # those which count come first
    leads = [share for share in shares if share.row.role == Assignment.Role.LEAD]
    reports, history = reports_for(user, directive), history_of(directive, user)
    family = family_of(directive, user, on, whole=whole)
    own = of_directive(share.standing for share in leads or shares)
    return DetailPage(
        directive=directive,
        standing=family.standing if family and directive.is_heading else own,
        leads=leads,
        coordinators=[share for share in shares if share.row.role == Assignment.Role.COORDINATOR],
        parties=parties_of([directive.pk])[directive.pk],
        passage=_passage(directive, whole=may(user, Act.SEE_MEETINGS)),
        talk=talk,
        contributions=given,
        extensions=_extensions(rows),
        reports=reports if whole else reports[:REPORTS_SHOWN],
        reports_left=0 if whole else max(0, len(reports) - REPORTS_SHOWN),
        history=history if whole else history[:EVENTS_SHOWN],
        history_left=0 if whole else max(0, len(history) - EVENTS_SHOWN),
        followed=follows(directive, user),
        muted=mutes(directive, user),
        carried=carried(directive, user),
        taken_over=taken_over(directive, user),
        deadlines=_deadlines(directive, rows),
        family=family,
        can_split=may(user, Act.SPLIT) and split_refusal(directive, rows) is None,
        can_set_cycle=may(user, Act.SET_CYCLE) and split_refusal(directive, rows) is None,
    )


def _share(
    row: Assignment,
    last: ProgressReport | None,
    urged: Urging | None,
    stop: Stop | None,
    received: list[Assignment],
    reach: Reach,
    on: date,
    *,
    pieces: Pieces,
    needed: bool,
    given: Contributions,
) -> Share:
    where = standing(row, on, needed=needed)
    acts = acts_open_to(reach, row)
    if last is None or last.decision:
        acts -= {Act.WITHDRAW, Act.AMEND}  # there is none on which nobody has decided
    if urged is not None and urged_lately(urged.at):
        acts.discard(Act.URGE)
    if not given.missing:
        acts.discard(Act.ASK_CONTRIBUTIONS)
    first = next_act(acts, where)
    order = [first] if first else []
    order += [str(act) for act in Act if act in acts and act != first]
    return Share(row, where, last, urged, stop, received, pieces, order)


def _in_force(shares: list[Share]) -> list[Share]:
    return [share for share in shares if share.row.work_state not in LEFT]


# What said so; of what another directive carries on, the directive says it once (`carried`).
_STOPPED: dict[str, tuple[Event.Kind, ...]] = {
    WorkState.PAUSED: (Event.Kind.PAUSED,),
    WorkState.REVOKED: (Event.Kind.REVOKED, Event.Kind.SUCCEEDED),
    WorkState.DECLINED: (Event.Kind.DECLINED,),
    WorkState.SPLIT: (Event.Kind.SPLIT,),
}


def _stops(rows: list[Assignment]) -> dict[int, Stop]:
    """By share, for those which do not go on: one query."""
    stopped = [row for row in rows if row.work_state in _STOPPED]
    kinds = [*chain.from_iterable(_STOPPED.values()), Event.Kind.REASSIGNED]
    events = Event.objects.filter(assignment__in=stopped, kind__in=kinds).order_by("pk")
    newest = {(event.assignment_id, event.kind): event for event in events} if stopped else {}
    found = {}
    for row in stopped:
        told = [newest[row.pk, kind] for kind in _STOPPED[row.work_state] if (row.pk, kind) in newest]
        said = max(told, key=lambda event: event.pk, default=None)
        passed = newest.get((row.pk, Event.Kind.REASSIGNED))
        if said is not None and not row.directive.is_carried_on:
            name = row.passed_to.agency.name if row.passed_to else ""
            found[row.pk] = Stop(said, passed if row.passed_to else None, name)
    return found


def _received(rows: list[Assignment], user: User) -> dict[int, list[Assignment]]:
    """By share, what it took over from agencies that ended: one query, or none where there is nothing."""
    if user.sees_all and not any(row.passed_to_id for row in rows):
        return {}
    left = Assignment.objects.in_state(WorkState.REVOKED).filter(passed_to__in=[row.pk for row in rows])
    found: dict[int, list[Assignment]] = {}
    for share in left.select_related("agency").annotate(told=Count("reports")):
        found.setdefault(share.passed_to_id or 0, []).append(share)
    return found


def _extensions(rows: list[Assignment]) -> list[ExtensionRequest]:
    """What these agencies asked for, newest first, with the decisions."""
    return list(
        ExtensionRequest.objects.filter(assignment__in=[row.pk for row in rows]).select_related(
            "assignment__agency", "asked_by", "decided_by"
        )
    )


def _passage(directive: Directive, *, whole: bool) -> Passage:
    """The whole paragraph for those who may read the document; the agency's own words for others."""
    text, start, end = directive.document.text, directive.start, directive.end
    if start is None or end is None or not whole:
        return Passage("", directive.quote or directive.content, "")
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return Passage(text[first:start], text[start:end], text[end : last if last >= 0 else len(text)])


def _deadlines(directive: Directive, rows: list[Assignment]) -> list[tuple[date | None, date | None]]:
    if directive.is_heading:
        return []
    days = {(row.original_due_on, row.due_on) for row in rows} - {(None, None)}
    if days and any(row.original_due_on is None for row in rows):
        days.add((None, None))  # some have a deadline and some never had
    return sorted(days, key=lambda pair: (pair[1] or date.max, pair[0] or date.max))
