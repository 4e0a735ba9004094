"""One agency's share of a directive, today or on a past day: its columns, and the questions about it."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import FilteredRelation, OuterRef, Subquery
from django.db.models.functions import Coalesce

from directives.deadlines import Timing, timing, timing_sql

from . import between, conditions
from .rules import follow_up_rules
from .states import Confirmation, Quality, WorkState

_Share = TypeVar("_Share", bound="Share")


class ShareQuerySet(models.QuerySet[_Share]):
    """The vocabulary of every list, tile, export and reminder."""

    SHARE = "pk"  # the column which names the share

    def counted(self) -> Self:
        """What official numbers count: shares of lead agencies which are in force."""
        return self.leads().in_force()

    def in_force(self) -> Self:
        """Neither declined nor revoked, nor split into children."""
        return self.filter(conditions.STILL_GIVEN)

    def in_state(self, state: WorkState) -> Self:
        """At this point of the first axis."""
        return self.filter(work_state=state)

    def leads(self) -> Self:
        return self.filter(role=Share.Role.LEAD)

    def coordinators(self) -> Self:
        return self.filter(role=Share.Role.COORDINATOR)

    def open(self) -> Self:
        """Not finished, not stopped: somebody still has something to do."""
        return self.filter(conditions.IS_OPEN)

    def done(self) -> Self:
        return self.filter(conditions.DONE)

    def done_with_deadline(self) -> Self:
        """What was done in time or late."""
        return self.filter(conditions.DONE & ~conditions.NO_DEADLINE)

    def done_with_original(self) -> Self:
        """What was done and had a deadline when it was given, or got one later."""
        return self.filter(conditions.DONE_WITH_ORIGINAL)

    def on_time_original(self) -> Self:
        """What was done by its original deadline, however that was extended."""
        return self.filter(conditions.ON_TIME_ORIGINAL)

    def marked(self, quality: Quality) -> Self:
        """Done, with a result of which the Office thinks so."""
        return self.filter(conditions.marked(quality))

    def not_done(self) -> Self:
        return self.filter(conditions.NOT_DONE)

    def new(self) -> Self:
        """Given, and not accepted yet."""
        return self.filter(conditions.NEW)

    def late_to_accept(self, on: date) -> Self:
        """Not accepted in the days which the rules of the office give for it."""
        return self.filter(conditions.late_to_accept(on))

    def pending(self) -> Self:
        """A result is filed and waits for the Office."""
        return self.filter(conditions.PENDING)

    def late_to_confirm(self, on: date) -> Self:
        """Of these results those which wait for the Office longer than its rules allow."""
        return self.filter(conditions.late_to_confirm(on))

    def entered_late(self) -> Self:
        """Shares of directives which the Office entered later than it should."""
        return self.filter(conditions.ENTERED_LATE)

    def returned(self) -> Self:
        return self.filter(conditions.RETURNED)

    def asking_extension(self) -> Self:
        """A request for a later day waits for its decision."""
        return self.filter(conditions.ASKS_EXTENSION)

    def to_explain(self) -> Self:
        """A leader waits for an explanation. Of today only: past days do not keep it."""
        return self.filter(conditions.TO_EXPLAIN)

    def declined(self) -> Self:
        """Declined by the agency, and not dealt with by the Office yet."""
        return self.filter(conditions.DECLINED)

    def paused(self) -> Self:
        return self.filter(conditions.PAUSED)

    def contribution_stands(self) -> Self:
        """Of coordinators who have given what they had to give, as long as the work goes on."""
        return self.filter(conditions.CONTRIBUTION_STANDS)

    def waiting_on_agency(self) -> Self:
        """The agency holds the ball: nothing filed, or what it filed was returned."""
        return self.filter(conditions.WAITING_ON_AGENCY)

    def overdue(self, on: date) -> Self:
        """Not done and past the deadline; a result filed in time which waits for the Office is not."""
        return self.filter(conditions.overdue(on))

    def open_in_time(self, on: date) -> Self:
        """Not done, with a deadline, and not overdue."""
        return self.filter(conditions.open_in_time(on))

    def fallen_due(self, on: date) -> Self:
        """Done, or overdue: the denominator of the second rate (DOMAIN R2)."""
        return self.filter(conditions.fallen_due(on))

    def due_within(self, days: int, on: date) -> Self:
        """The agency's to do, and due from `on` to `days` days later."""
        return self.filter(conditions.due_within(days, on))

    def due_soon(self, on: date) -> Self:
        """Due today or within the days which the rules of the office call soon."""
        return self.filter(conditions.due_soon(on))

    def on_track(self, on: date) -> Self:
        """Not done, and further from the deadline than what counts as soon."""
        return self.filter(conditions.on_track(on))

    def contributed(self) -> Self:
        """Coordinators which have given what they had to give."""
        return self.filter(conditions.CONTRIBUTED)

    def no_deadline(self) -> Self:
        return self.filter(conditions.NO_DEADLINE)

    def not_updated(self, on: date) -> Self:
        """Waiting on the agency, and nothing heard for longer than the rules of the office allow."""
        return self.filter(conditions.not_updated(on))

    def finished(self, timing: Timing) -> Self:
        """Done in time (FINISHED_ON_TIME) or late (FINISHED_LATE); work without a deadline is neither."""
        return self.filter(conditions.finished(timing))

    def with_urgings(self, until: date | None = None) -> Self:
        """Annotate `urged` (how often the share was urged) and `urged_at` (when last; None: never).

        `until`: at the end of that day, which is today when it is not said.
        """
        from .urging import Urging  # which builds on this module

        last = Urging.objects.filter(assignment=OuterRef(self.SHARE)).order_by("-number")
        if until is not None:
            last = last.filter(at__date__lte=until)
        return self.annotate(
            urged=Coalesce(Subquery(last.values("number")[:1]), 0), urged_at=Subquery(last.values("at")[:1])
        )

    def since(self, first: date) -> Self:
        """Annotate how the share stood at the end of an earlier day: `was` (between.Stood), `was_overdue`…"""
        versions = "versions" if self.SHARE == "pk" else f"{self.SHARE}__versions"
        stood = between.of(versions, between.stood_on(first))
        rows = self.annotate(**{between.THEN: FilteredRelation(versions, condition=stood)})
        return rows.annotate(**between.then(first))

    def with_timing(self, on: date) -> Self:
        """Annotate `timing` (a Timing) as of the day `on`."""
        return self.annotate(timing=timing_sql(on, soon=follow_up_rules(on).soon))


class Share(models.Model):
    """Where a share of work stands. Today's are Assignments, those of past days AssignmentVersions."""

    class Role(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        COORDINATOR = "coordinator", "Phối hợp"

    role = models.CharField(max_length=11, choices=Role)
    original_due_on = models.DateField(null=True, editable=False)
    due_on = models.DateField(null=True, editable=False)
    assigned_on = models.DateField(editable=False)
    work_state = models.CharField(max_length=11, choices=WorkState, default=WorkState.NEW, editable=False)
    confirmation = models.CharField(
        max_length=9, choices=Confirmation, default=Confirmation.NONE, editable=False
    )
    percent = models.PositiveSmallIntegerField(default=0, editable=False)
    last_report_on = models.DateField(null=True, editable=False)
    filed_on = models.DateField(null=True, editable=False)
    finished_on = models.DateField(null=True, editable=False)
    # a coordinator has nothing more to do once all leads are done
    released_on = models.DateField(null=True, editable=False)
    # the day of a coordinator's last contribution that stands
    contributed_on = models.DateField(null=True, editable=False)
    quality = models.CharField(
        max_length=9, choices=Quality, default=Quality.NONE, blank=True, editable=False
    )
    # the day which an undecided request for extension asks for
    asked_due_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def timing_on(self, on: date) -> Timing:
        """Where this share stands against its deadline on that day."""
        given_on = self.filed_on or self.contributed_on
        return timing(self.due_on, self.finished_on, given_on, on, soon=follow_up_rules(on).soon)
