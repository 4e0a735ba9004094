"""What happens beside the course of shares: milestones, merges, remarks, agencies and people who go."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

from accounts.models import User
from agencies import calendar
from agencies.calendar import WorkingDays
from agencies.models import Agency
from directives import occurrences, transitions
from directives.families import Part
from directives.following import follow
from directives.models import Assignment, Comment, Directive, Explanation
from directives.models.directive import DirectiveQuerySet

from . import words
from .acting import Actors
from .documents import Point, Saying

At = Callable[[date, time, Callable[[], object]], None]
Live = Callable[[Assignment, str], None]

_ENDED = date(2025, 2, 28)  # when departments were merged
_SUCCEEDED = {"SKHDT": date(2025, 10, 9)}  # when the work of one of them was moved; that of others waits
_RULE_CHANGED = date(2025, 9, 22)
_CYCLES_SINCE = date(2025, 9, 22)  # a Monday: to look once a week is often enough for the sample
# How often leaders and the Office say or mark something of a directive, when nothing is written of it.
_REMARKS = {"star": 0.09, "instruct": 0.05, "comment": 0.05, "note": 0.06, "follow": 0.06}


class Scenes:
    """Plans scenes with `at`; new shares that come of them are lived with `live`, occurrences `apart`."""

    def __init__(
        self, actors: Actors, at: At, live: Live, apart: Live, days: WorkingDays, chance: random.Random
    ) -> None:
        self.actors, self.at, self.live, self.apart = actors, at, live, apart
        self.days, self.chance = days, chance
        self.office = actors.cast.office

    def of_directive(self, directive: Directive, point: Point) -> None:
        """What will happen to a directive that was just given."""
        given, monitor = calendar.today(), self.actors.monitor(directive)
        for saying in point.said or self._remarks(directive, point):
            day = self.days.after(given, saying.after)
            self.at(day, time(16, 10), partial(self._say, directive, saying))
        if point.split:
            happen = partial(self._split, directive, point, monitor)
            self.at(self.days.after(given, 1), time(8, 5), happen)
        if point.comes_back:
            self._live_occurrences(directive.children.all())
        if point.stopped:
            self.at(point.stopped, time(16, 0), partial(self._stop_cycle, directive))

    def _give_occurrences(self) -> None:
        """What the worker does every hour."""
        occurrences.give_all()
        new = Assignment.objects.filter(assigned_on=calendar.today(), directive__occurs_on__isnull=False)
        self._live_occurrences(Directive.objects.filter(pk__in=new.values("directive")))

    def _live_occurrences(self, given: DirectiveQuerySet) -> None:
        """Most are reported in time, every fifth late."""
        shares = Assignment.objects.filter(directive__in=given).select_related("agency", "directive")
        for share in shares.order_by("pk"):
            self.apart(share, "late" if (share.directive.part or 0) % 5 == 0 else "on_time")

    def _stop_cycle(self, directive: Directive) -> None:
        version = Directive.objects.values_list("version", flat=True).get(pk=directive.pk)
        reason = "Công việc đã hoàn thành, không cần báo cáo định kỳ nữa."
        transitions.stop_cycle(directive.pk, by=self.office["vanphong"], version=version, reason=reason)

    def _remarks(self, directive: Directive, point: Point) -> list[Saying]:
        """By chance; the leader who directed it, the officer who follows it."""
        leader, monitor = self.actors.leader(directive), self.actors.monitor(directive)
        who = {"comment": monitor, "note": monitor}
        return [
            Saying(who.get(act, leader).username, act, after=self.chance.randint(1, 4))
            for act, often in _REMARKS.items()
            if self.chance.random() < often
        ]

    def _say(self, directive: Directive, saying: Saying) -> None:
        by, act = self._person(saying.who), saying.act
        if act == "star":
            transitions.set_star(directive.pk, by=by, starred=True)
        elif act == "follow":
            follow(directive, by=by)
        elif act == "edit":  # the priority, once it is known how things stand
            version = Directive.objects.values_list("version", flat=True).get(pk=directive.pk)
            fields = {"priority": saying.text}
            transitions.edit_directive(directive.pk, by=by, version=version, fields=fields)
        elif act == "instruct":
            text = saying.text or words.remark(act, self.chance)
            transitions.instruct(directive.pk, by=by, text=text)
        else:
            audience = Comment.Audience.INTERNAL if act == "note" else Comment.Audience.CHARGED
            text = saying.text or words.remark(act, self.chance)
            transitions.comment(directive.pk, by=by, text=text, audience=audience)

    def _person(self, username: str) -> User:
        person = self.office.get(username)
        return person if person is not None and person.is_active else self.office["tonghop"]

    def _split(self, directive: Directive, point: Point, monitor: User) -> None:
        """Into milestones, evenly until the day of the whole."""
        due, given = point.due, calendar.today()
        assert due is not None
        steps = len(point.split)
        days = [given + (due - given) * (n + 1) / steps for n in range(steps - 1)]
        parts = [
            Part(title, day)
            for title, day in zip(point.split, [*map(self.days.on_or_before, days), due], strict=True)
        ]
        version = Directive.objects.values_list("version", flat=True).get(pk=directive.pk)
        note = "Theo dõi theo từng mốc để kịp thời hạn chung."
        children = transitions.split(directive.pk, by=monitor, version=version, parts=parts, note=note)
        shares = Assignment.objects.filter(directive__in=children).select_related("agency", "directive")
        for share in shares.order_by("pk"):
            self.live(share, point.fate or "on_time")

    def merge(self, later: Directive, earlier: Directive) -> None:
        """A directive that only repeats an earlier one, two working days after it was given."""
        reason = "Cùng nội dung, cùng cơ quan chủ trì; theo dõi chung để tránh báo cáo hai lần."

        def happen() -> None:
            transitions.merge(later.pk, by=self.actors.monitor(later), into=earlier.pk, reason=reason)

        self.at(self.days.after(calendar.today(), 2), time(15, 20), happen)

    def of_province(self, today: date) -> None:
        """What happens once: an agency's work goes to its successor, rules change, people leave."""
        chief, cast = self.office["vanphong"], self.actors.cast
        for agency in Agency.objects.ended(today).filter(pk__in=cast.heads):
            self.at(_ENDED + timedelta(days=1), time(7, 0), partial(_leave, cast.heads[agency.pk]))
        for code, day in _SUCCEEDED.items():
            self.at(day, time(9, 15), partial(self._succeed, Agency.objects.get(code=code), chief))
        change = partial(transitions.set_rules, by=chief, values={"urge_again_hours": 24}, seen=0)
        self.at(_RULE_CHANGED, time(10, 0), change)
        for week in range((today - _CYCLES_SINCE).days // 7 + 1):
            self.at(_CYCLES_SINCE + timedelta(weeks=week), time(5, 45), self._give_occurrences)
        self.at(self.days.after(today, -8), time(9, 40), self._hand_over)
        self.at(self.days.after(today, -4), time(17, 0), partial(_leave, cast.goes))
        self.at(self.days.after(today, -3), time(17, 0), partial(_leave, self.office["sohoa"]))
        self.at(self.days.after(today, -2), time(18, 0), self._read_answers)

    def _succeed(self, agency: Agency, chief: User) -> None:
        for outcome in transitions.move_to_successor(agency.pk, by=chief):
            if outcome.to is not None and not outcome.joined:
                self.live(outcome.to, "on_time")

    def _hand_over(self) -> None:
        """The head of an agency gives the officer who will leave some open work, and a piece of another."""
        goes = self.actors.cast.goes
        agency_id = goes.memberships.values_list("agency_id", flat=True).get()
        head = self.actors.cast.heads[agency_id]
        shares = Assignment.objects.leads().open().filter(agency=agency_id, delegate__isnull=True)
        for share in shares.order_by("-due_on", "pk")[:3]:
            transitions.delegate(share.pk, by=head, to=goes, note=words.say("delegate", self.chance))
        others = Assignment.objects.leads().open().filter(agency=agency_id).exclude(delegate=goes)
        for share in others.order_by("-due_on", "pk")[:1]:
            transitions.add_subtask(share.pk, by=head, title=words.PIECES[1], person=goes)

    def _read_answers(self) -> None:
        """Leaders have read what was explained until then; what comes later waits for them."""
        for leader in User.objects.filter(pk__in=Explanation.objects.values("asked_by")):
            shares = Assignment.objects.filter(explanations__asked_by=leader)
            transitions.read_answers(shares, by=leader)


def _leave(person: User) -> None:
    """The account is closed, as an administrator does it."""
    person.is_active = False
    person.save(update_fields=["is_active"])
