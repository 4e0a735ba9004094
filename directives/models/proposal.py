"""The review of a text before publishing: its sentences, and the directives proposed from them."""

from django.db import models
from django.db.models import F, Q

from agencies import calendar
from agencies.models import Agency, AgencyGroup
from meetings.models import Document

from .directive import DeadlineKind, Directive, Field, Priority


class Sentence(models.Model):
    """A sentence or list item of a document. Each is accounted for: a directive, or no task arises."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    no_task = models.BooleanField(default=False)  # "không phát sinh nhiệm vụ"
    formal = models.BooleanField(default=False)  # head, legal basis, signature: settled by the reading itself

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(name="sentence_span", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(name="sentence_once", fields=["document", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def kept(self) -> "ProposalQuerySet":
        """Those which account for their passage: work to be given, or a repeat of work given before."""
        return self.filter(dismissed=False)

    def to_give(self) -> "ProposalQuerySet":
        """Those which publishing turns into directives."""
        return self.kept().filter(repeats__isnull=True)


class Proposal(models.Model):
    """A directive which the extraction or the clerk proposes. Publishing makes a Directive of it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    title = models.CharField("nhiệm vụ", max_length=250)
    deadline_kind = models.CharField(
        "loại thời hạn", max_length=9, choices=DeadlineKind, default=DeadlineKind.NONE
    )
    due_on = models.DateField("thời hạn", null=True, blank=True)
    deadline_text = models.CharField("thời hạn nguyên văn", max_length=250, blank=True)
    deadline_start = models.PositiveIntegerField(null=True, blank=True)
    deadline_end = models.PositiveIntegerField(null=True, blank=True)
    year_guessed = models.BooleanField(default=False)
    likely_due_on = models.DateField(null=True, blank=True)  # the written day lies before the document
    priority = models.CharField("độ khẩn", max_length=9, choices=Priority, default=Priority.NORMAL)
    field = models.CharField("lĩnh vực", max_length=12, choices=Field, default=Field.GENERAL)
    deliverable = models.CharField("sản phẩm", max_length=250, blank=True)
    # several days named in one sentence: {"on", "start", "end"} each, in the order of the text
    milestones = models.JSONField(default=list)
    by_milestones = models.BooleanField(default=False)  # publishing makes a child of each
    collector = models.CharField("đầu mối tổng hợp báo cáo", max_length=250, blank=True)  # as written
    lead_inherited = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    confidence = models.FloatField(null=True, blank=True)
    dismissed = models.BooleanField(default=False)
    checked = models.BooleanField(default=False)  # a person has looked at it and found it right
    corrected = models.JSONField(default=list)  # of title, parties, deadline: what a person has changed
    # "nhắc lại": the passage only repeats this directive; publishing writes that into its history
    repeats = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="repetitions")
    # of the document which this one corrects: publishing ends this directive in favour of the new one
    replaces = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="+")
    anew = models.BooleanField(default=False)  # a person has said that it repeats none of the similar ones
    updated_at = models.DateTimeField(default=calendar.now)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(name="proposal_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="proposal_day_iff_fixed",
                condition=Q(deadline_kind="fixed", due_on__isnull=False)
                | (~Q(deadline_kind="fixed") & Q(due_on__isnull=True)),
                violation_error_message="Nhập ngày hạn, hoặc chọn loại thời hạn khác.",
            ),
            models.CheckConstraint(
                name="proposal_repeats_or_replaces",
                condition=Q(repeats__isnull=True) | Q(replaces__isnull=True),
            ),
            models.CheckConstraint(
                name="proposal_by_milestones_has_day",
                condition=Q(by_milestones=False) | Q(deadline_kind="fixed"),
            ),
            models.CheckConstraint(
                name="proposal_repeats_or_is_given",
                condition=Q(repeats__isnull=True) | Q(dismissed=False, anew=False),
            ),
        ]
        indexes = [models.Index(name="proposal_in_document", fields=["document", "start"])]

    def __str__(self) -> str:
        return self.title


class ProposalParty(models.Model):
    """Somebody named in a proposal: as written, and the agency or group it was understood as, if any."""

    class Role(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        COORDINATOR = "coordinator", "Phối hợp"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=11, choices=Role)
    text = models.CharField(max_length=250)  # as written
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(AgencyGroup, models.PROTECT, null=True, related_name="+")
    guessed = models.BooleanField(default=False)  # understood, but not for certain: the clerk is asked
    personally = models.BooleanField(default=False)  # its head is charged in person

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="party_not_both", condition=Q(agency__isnull=True) | Q(group__isnull=True)
            ),
            models.UniqueConstraint(
                name="party_agency_once", fields=["proposal", "agency"], condition=Q(agency__isnull=False)
            ),
            models.UniqueConstraint(
                name="party_group_once", fields=["proposal", "group"], condition=Q(group__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text
