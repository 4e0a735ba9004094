"""Does what a step of a life says, as the person whose business it is, through the transitions."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from accounts.models import User
from agencies import calendar
from agencies.models import Agency
from directives import transitions
from directives.models import Assignment, Directive, Urging
from directives.models.states import LEFT, Quality

from . import words
from .lives import Step
from .people import Cast

_MOVING = ["work_state", "released_on", "due_on", "asked_due_on", "delegate_id"]
_QUALITIES = [Quality.NONE] * 5 + [Quality.EXCELLENT] + [Quality.GOOD] * 3 + [Quality.FAIR]
Reassigned = Callable[[Assignment], object]


class Actors:
    """The people of the sample at work on shares."""

    def __init__(
        self,
        cast: Cast,
        chance: random.Random,
        reassigned: Reassigned,
        *,
        acts: Any = transitions,
        words: Any = words,
    ) -> None:
        self.cast, self.chance, self.reassigned = cast, chance, reassigned
        self.acts, self.words = acts, words  # what does the acts, and what is written with them
        self.heir: dict[str, Agency] = {}  # who gets what is declined, by title
        self.chief = cast.office["vanphong"]

    def do(self, share: Assignment, step: Step, *, with_file: bool) -> None:
        """One step; nothing when the share has left the agency meanwhile, or nobody needs it any more."""
        share.refresh_from_db(fields=_MOVING)
        self.act(share, step, with_file=with_file)

    def act(self, share: Assignment, step: Step, *, with_file: bool) -> None:
        """The same with a share that is as it stands."""
        if share.released_on or (share.work_state in LEFT and step.act not in ("insist", "reassign")):
            return
        if share.agency.valid_to is not None and share.agency.valid_to < calendar.today():
            return
        if step.act == "complete":
            told = self.words.result(share, self.chance)
            files = [self.words.result_file(share, told.done)] if with_file else []
            self.acts.complete(share.pk, by=self._head(share), progress=told, files=files)
        else:
            getattr(self, f"_{step.act}")(share, step)

    def _head(self, share: Assignment) -> User:
        return self.cast.heads[share.agency_id]

    def _officer(self, share: Assignment) -> User:
        """Who writes for the agency: the person it is delegated to, or its focal officer."""
        delegate = self.cast.people.get(share.delegate_id or 0)
        if delegate is not None and delegate.is_active:
            return delegate
        return self.cast.focal.get(share.agency_id, self._head(share))

    def monitor(self, directive: Directive) -> User:
        """Who follows it in the Office; somebody who is there when that person has left."""
        monitor = self.cast.people.get(directive.monitor_id or 0)
        return monitor if monitor is not None and monitor.is_active else self.cast.office["tonghop"]

    def leader(self, directive: Directive) -> User:
        """Who directed it, or the Chairman."""
        return self.cast.people.get(directive.directing_leader_id or 0, self.cast.office["chutich"])

    def _accept(self, share: Assignment, step: Step) -> None:
        self.acts.accept(share.pk, by=self._head(share))

    def _decline(self, share: Assignment, step: Step) -> None:
        self.acts.decline(share.pk, by=self._head(share), reason=self.words.say("decline", self.chance))

    def _insist(self, share: Assignment, step: Step) -> None:
        by = self.monitor(share.directive)
        self.acts.insist(share.pk, by=by, reason=self.words.say("insist", self.chance))

    def _reassign(self, share: Assignment, step: Step) -> None:
        by, heir = self.monitor(share.directive), self.heir[share.directive.title]
        note = self.words.say("reassign", self.chance)
        self.reassigned(self.acts.reassign(share.pk, by=by, to=heir, note=note))

    def _delegate(self, share: Assignment, step: Step) -> None:
        officer = self.cast.officers(share.agency_id)[0]
        if officer != self._head(share):
            note = self.words.say("delegate", self.chance)
            self.acts.delegate(share.pk, by=self._head(share), to=officer, note=note)

    def _plan(self, share: Assignment, step: Step) -> None:
        """Three pieces, given to those who are there in turn."""
        officers, soonest = self.cast.officers(share.agency_id), calendar.today() + timedelta(days=1)
        for n, title in enumerate(self.words.PIECES):
            self.acts.add_subtask(
                share.pk,
                by=self._head(share),
                title=title,
                person=officers[n % len(officers)],
                due_on=share.due_on and max(share.due_on - timedelta(days=8 - 3 * n), soonest),
            )

    def _tick(self, share: Assignment, step: Step) -> None:
        if piece := share.subtasks.open().first():
            self.acts.tick_subtask(piece.pk, by=piece.person, note=self.words.say("tick", self.chance))

    def _ask_contributions(self, share: Assignment, step: Step) -> None:
        if self.acts.to_ask(share):
            until = calendar.working_days().after(calendar.today(), 3)
            note = self.words.say("ask_contributions", self.chance)
            with suppress(transitions.NotAllowed):  # another lead asked them the day before
                self.acts.ask_contributions(share.pk, by=self._officer(share), until=until, note=note)

    def _contribute(self, share: Assignment, step: Step) -> None:
        self.acts.contribute(
            share.pk, by=self._officer(share), text=self.words.say("contribute", self.chance)
        )

    def _report(self, share: Assignment, step: Step) -> None:
        told = self.words.progress(step.percent, self.chance)
        self.acts.report(share.pk, by=self._officer(share), progress=told)

    def _amend(self, share: Assignment, step: Step) -> None:
        latest = share.reports.standing().latest("pk")
        self.acts.amend(
            share.pk,
            by=latest.filed_by,
            seen=latest.pk,
            version=latest.version,
            progress=self.words.amended(latest, self.chance),
            kept=[],
        )

    def _withdraw(self, share: Assignment, step: Step) -> None:
        self.acts.withdraw(share.pk, by=self._head(share))

    def _confirm(self, share: Assignment, step: Step) -> None:
        note, quality = self.words.confirmation_note(self.chance), self.chance.choice(_QUALITIES)
        self.acts.confirm(share.pk, by=self.monitor(share.directive), note=note, quality=quality)

    def _return(self, share: Assignment, step: Step) -> None:
        by = self.monitor(share.directive)
        self.acts.send_back(share.pk, by=by, reason=self.words.return_reason(self.chance))

    def _ask_extension(self, share: Assignment, step: Step) -> None:
        assert step.until is not None
        reason = self.words.say("ask_extension", self.chance)
        self.acts.ask_extension(share.pk, by=self._head(share), to=step.until, reason=reason)

    def _grant_extension(self, share: Assignment, step: Step) -> None:
        asked = share.asked_due_on
        assert asked is not None
        note = self.words.say("grant_extension", self.chance)
        self.acts.grant_extension(share.pk, by=self.chief, to=asked, note=note)

    def _refuse_extension(self, share: Assignment, step: Step) -> None:
        reason = self.words.say("refuse_extension", self.chance)
        self.acts.refuse_extension(share.pk, by=self.chief, reason=reason)

    def _pause(self, share: Assignment, step: Step) -> None:
        self.acts.pause(share.pk, by=self.chief, reason=self.words.say("pause", self.chance))

    def _resume(self, share: Assignment, step: Step) -> None:
        self.acts.resume(share.pk, by=self.chief, note=self.words.say("resume", self.chance))

    def _revoke(self, share: Assignment, step: Step) -> None:
        self.acts.revoke(share.pk, by=self.chief, reason=self.words.say("revoke", self.chance))

    def _reopen(self, share: Assignment, step: Step) -> None:
        self.acts.reopen(share.pk, by=self.chief, reason=self.words.say("reopen", self.chance))

    def _urge(self, share: Assignment, step: Step) -> None:
        text = self.words.say("urge", self.chance)
        self.acts.urge(share.pk, kind=Urging.Kind.REMINDER, text=text, by=self.monitor(share.directive))

    def _criticise(self, share: Assignment, step: Step) -> None:
        text = self.words.say("criticise", self.chance)
        self.acts.urge(share.pk, kind=Urging.Kind.CRITICISM, text=text, by=self.chief)

    def _ask_explanation(self, share: Assignment, step: Step) -> None:
        assert step.until is not None
        self.acts.ask_explanation(
            share.pk,
            by=self.leader(share.directive),
            question=self.words.say("ask_explanation", self.chance),
            due_on=step.until,
        )

    def _explain(self, share: Assignment, step: Step) -> None:
        self.acts.explain(share.pk, by=self._head(share), answer=self.words.say("explain", self.chance))
