"""One agency's share of one directive."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from agencies.models import Agency, AgencyGroup, Membership

from . import conditions
from .directive import Directive
from .share import Share, ShareQuerySet
from .states import Confirmation, Quality, WorkState

__all__ = ["Assignment", "AssignmentQuerySet", "Confirmation", "Quality", "WorkState"]


_LONG = ("content", "quote", "search_text")  # columns of a directive which no list needs


def _held(user: User) -> Q:
    places = Membership.objects.filter(user=user)
    whole = places.filter(role__in=[Membership.Role.HEAD, Membership.Role.FOCAL]).values("agency")
    return Q(agency__in=whole) | Q(agency__in=places.values("agency"), delegate=user)


class AssignmentQuerySet(ShareQuerySet["Assignment"]):
    """Shares as they stand now."""

    def visible_to(self, user: User) -> "AssignmentQuerySet":
        """All for those who see the province; for others the shares of their own agencies."""
        if user.sees_all:
            return self
        return self.filter(agency__in=Membership.objects.filter(user=user).values("agency"))

    def read_by(self, user: User) -> "AssignmentQuerySet":
        """Of which the person reads the reports: visible ones and those an ended agency left."""
        if user.sees_all:
            return self
        own = Membership.objects.filter(user=user).values("agency")
        went_on = Q(passed_to__agency__in=own) | Q(passed_to__passed_to__agency__in=own)
        return self.filter(Q(agency__in=own) | Q(work_state=WorkState.REVOKED) & went_on)

    def held_by(self, user: User) -> "AssignmentQuerySet":
        """What this person can act on: head and focal officer all of the agency, others what is delegated."""
        return self.filter(_held(user))

    def due_to(self, user: User) -> "AssignmentQuerySet":
        """Whose deadlines are this person's: what they hold, monitor, direct or follow, as far as visible."""
        looked_after = Q(directive__monitor=user) | Q(directive__directing_leader=user)
        followed = Directive.objects.filter(follows__user=user).values("pk")
        return self.visible_to(user).filter(
            _held(user) | looked_after & Q(role=Assignment.Role.LEAD) | Q(directive__in=followed)
        )

    def followed_by(self, user: User) -> "AssignmentQuerySet":
        """Shares of the directives which the person follows, as far as visible."""
        return self.visible_to(user).filter(directive__follows__user=user)

    def still_needed(self) -> "AssignmentQuerySet":
        """Leads, and coordinators as long as some lead of their directive has not filed its result."""
        leads = Assignment.objects.leads().waiting_on_agency().filter(directive=OuterRef("directive"))
        return self.filter(Q(role=Assignment.Role.LEAD) | Exists(leads.order_by()))

    def with_directive(self) -> "AssignmentQuerySet":
        """With what a line of a list shows of directive, document and agency; without their long texts."""
        rows = self.select_related("directive__document", "agency").with_carriers()
        return rows.defer("directive__document__text", *(f"directive__{name}" for name in _LONG))

    def with_carriers(self) -> "AssignmentQuerySet":
        """With the directive, and what took its place if it was merged or replaced."""
        ways = ("directive__merged_into", "directive__replaced_by")
        return self.select_related("directive", *ways).defer(
            *(f"{way}__{name}" for way in ways for name in _LONG)
        )


class Assignment(Share):
    """One agency's share of a directive: its deadline and where it has got to."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assignments")
    group = models.ForeignKey(
        AgencyGroup, models.PROTECT, null=True, related_name="+"
    )  # charged as its member
    accepted_at = models.DateTimeField(null=True, editable=False)
    confirmed_on = models.DateField(null=True, editable=False)
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="delegated", editable=False
    )
    # until when a lead has asked a coordinator to contribute
    contribute_by = models.DateField(null=True, editable=False)
    # until when an open request for an explanation wants its answer
    explain_on = models.DateField(null=True, editable=False)
    # the share which another agency got after this one was declined, or its agency ended
    passed_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phần việc"
        verbose_name_plural = "phần việc"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="assignment_once_per_agency",
                fields=["directive", "agency"],
                violation_error_message="Cơ quan này đã được giao nhiệm vụ này.",
            ),
            models.CheckConstraint(
                name="assignment_role_known", condition=Q(role__in=["lead", "coordinator"])
            ),
            models.CheckConstraint(
                name="assignment_work_state_known", condition=Q(work_state__in=WorkState.values)
            ),
            models.CheckConstraint(
                name="assignment_confirmation_known", condition=Q(confirmation__in=Confirmation.values)
            ),
            models.CheckConstraint(
                name="assignment_done_iff_confirmed",
                condition=Q(
                    work_state="done",
                    confirmation="confirmed",
                    finished_on__isnull=False,
                    confirmed_on__isnull=False,
                )
                | (
                    ~Q(work_state="done")
                    & ~Q(confirmation="confirmed")
                    & Q(finished_on__isnull=True, confirmed_on__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="assignment_filed_iff_waiting_or_done",
                condition=Q(confirmation__in=["pending", "confirmed"], filed_on__isnull=False)
                | Q(confirmation__in=["none", "returned"], filed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="assignment_finished_when_filed",
                condition=Q(finished_on__isnull=True) | Q(finished_on=F("filed_on")),
            ),
            models.CheckConstraint(name="assignment_quality_known", condition=Q(quality__in=Quality.values)),
            models.CheckConstraint(
                name="assignment_quality_of_the_done", condition=Q(quality="") | Q(work_state="done")
            ),
            models.CheckConstraint(
                name="assignment_only_coordinators_released",
                condition=Q(released_on__isnull=True) | Q(role="coordinator"),
            ),
            models.CheckConstraint(
                name="assignment_only_coordinators_contribute",
                condition=Q(contributed_on__isnull=True) | Q(role="coordinator"),
            ),
            models.CheckConstraint(name="assignment_percent_range", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="assignment_asks_for_later_day",
                condition=Q(asked_due_on__isnull=True)
                | Q(due_on__isnull=False, asked_due_on__gt=F("due_on")),
            ),
            models.CheckConstraint(
                name="assignment_only_left_passed_on",
                condition=Q(passed_to__isnull=True) | Q(work_state__in=["declined", "revoked"]),
            ),
            models.CheckConstraint(
                # the Office may take a deadline away; the original one stays on record
                name="assignment_deadline_has_original",
                condition=Q(original_due_on__isnull=False) | Q(due_on__isnull=True),
            ),
            models.CheckConstraint(
                name="assignment_accepted_before_work",
                condition=Q(work_state__in=["new", "paused", "declined", "revoked", "split"])
                | Q(accepted_at__isnull=False),
            ),
        ]
        indexes = [
            # overdue(), due_within() and the nightly reminder scan
            models.Index(name="assignment_open_due", fields=["due_on"], condition=conditions.IS_OPEN),
            # what official numbers count: of what is done the days are enough and no row is read
            # (measures.counted_by); what is not done is a few per cent
            models.Index(
                name="assignment_done",
                fields=["agency", "finished_on"],
                include=["due_on", "original_due_on", "assigned_on", "directive", "work_state", "role"],
                condition=Q(role="lead") & conditions.DONE,
            ),
            models.Index(
                name="assignment_not_done",
                fields=["agency"],
                condition=Q(role="lead") & conditions.STILL_GIVEN & ~conditions.DONE,
            ),
            # what waits for the people of an agency
            models.Index(name="assignment_unfinished", fields=["agency"], condition=conditions.UNFINISHED),
            # the register as it opens, whatever its page: leads, and all roles. The last two columns let a
            # page of numbers be read from the index alone.
            models.Index(
                conditions.IS_DONE,
                "due_on",
                "id",
                name="assignment_register_leads",
                include=["work_state", "role"],
                condition=Q(role="lead") & conditions.STILL_GIVEN,
            ),
            models.Index(
                conditions.IS_DONE,
                "due_on",
                "id",
                name="assignment_register",
                include=["work_state", "role"],
                condition=conditions.STILL_GIVEN,
            ),
            # the shares of many directives which were found by their words or are listed by their titles
            models.Index(
                name="assignment_of_directive",
                fields=["directive"],
                include=["id", "role", "work_state", "due_on"],
                condition=conditions.STILL_GIVEN,
            ),
            # an agency's work list and its row of the scoreboard
            models.Index(name="assignment_of_agency", fields=["agency", "role", "work_state"]),
            # what waits for the head of the Office
            models.Index(
                name="assignment_asks_extension",
                fields=["asked_due_on"],
                condition=Q(asked_due_on__isnull=False),
            ),
            # what an agency is to explain
            models.Index(
                name="assignment_explain", fields=["explain_on"], condition=Q(explain_on__isnull=False)
            ),
            # what an agency declined and nobody has dealt with yet
            models.Index(
                name="assignment_declined",
                fields=["agency"],
                condition=Q(work_state="declined", passed_to__isnull=True),
            ),
            # what waits for the Office
            models.Index(name="assignment_pending", fields=["filed_on"], condition=Q(confirmation="pending")),
            # a person's own work
            models.Index(
                name="assignment_delegated", fields=["delegate"], condition=Q(delegate__isnull=False)
            ),
            # dashboards count by the day of assigning
            models.Index(name="assignment_by_day", fields=["assigned_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.directive.code} → {self.agency}"
