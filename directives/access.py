"""The only door to a row: who may see a directive or a share of it, and who may act on it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.access import Act, demand, may
from accounts.models import User
from agencies.models import Agency, AgencyQuerySet, Membership

from .models import (
    Assignment,
    Attachment,
    Comment,
    Contribution,
    Directive,
    Explanation,
    Export,
    ProgressReport,
    SavedView,
    SignedLetter,
    SubTask,
    Urging,
)

# What a member of the agency does, and what the Office does to the agency's result.
_OF_THE_AGENCY = {
    Act.ACCEPT,
    Act.DECLINE,
    Act.DELEGATE,
    Act.REPORT,
    Act.WITHDRAW,
    Act.AMEND,
    Act.COMPLETE,
    Act.CONTRIBUTE,
    Act.RETRACT,
    Act.ASK_CONTRIBUTIONS,
    Act.PLAN_SUBTASKS,
    Act.ASK_EXTENSION,
    Act.EXPLAIN,
}
# What is not the business of the officer to whom the share is delegated.
_OF_ITS_HEAD = {Act.EXPLAIN}
_OF_THE_OFFICE = {
    Act.CONFIRM,
    Act.RETURN,
    Act.DECIDE_EXTENSION,
    Act.SET_DEADLINE,
    Act.PAUSE,
    Act.RESUME,
    Act.REVOKE,
    Act.REOPEN,
    Act.INSIST,
    Act.REASSIGN,
    Act.CHANGE_ROLE,
    Act.URGE,
}


def directive_for(user: User, pk: int, *, to: Act | None = None) -> Directive:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    visible = Directive.objects.visible_to(user).select_related(
        "document__meeting",
        "directing_leader",
        "monitor",
        "merged_into",
        "replaced_by",
        "cycle",
        "parent__cycle",
    )
    directive = get_object_or_404(visible, pk=pk)
    if to is not None:
        demand(user, to)
    return directive


def assignment_for(user: User, pk: int, *, to: Act | None = None) -> Assignment:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    visible = Assignment.objects.visible_to(user).select_related("directive", "agency", "delegate")
    assignment = get_object_or_404(visible, pk=pk)
    if to is not None and not may_act(user, assignment, to):
        raise PermissionDenied
    return assignment


def assignments_for(user: User, pks: Iterable[str]) -> list[Assignment]:
    """Those of these shares which the person sees, the nearest deadline first; others are left out."""
    numbers = {int(pk) for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 10}
    visible = Assignment.objects.visible_to(user).filter(pk__in=numbers).with_directive()
    return list(visible.order_by(F("due_on").asc(nulls_last=True), "pk"))


def subtask_for(user: User, pk: int, *, to: Act) -> SubTask:
    """404 for those who do not see its share; 403 for who may not plan it, or whose it is not to tick off."""
    visible = SubTask.objects.filter(assignment__in=Assignment.objects.visible_to(user)).with_directive()
    piece = get_object_or_404(visible, pk=pk)
    own = may(user, to) and piece.person_id == user.pk
    if not (own if to == Act.TICK_SUBTASK else may_act(user, piece.assignment, to)):
        raise PermissionDenied
    return piece


def hidden_from(asked: Collection[tuple[User, int]]) -> set[tuple[int, int]]:
    """Those of these pairs, by the ids of person and directive, of which the person sees nothing (any more).

    `DirectiveQuerySet.visible_to` for many people at once; two queries, none about who sees all.
    """
    narrow = {(person.pk, pk) for person, pk in asked if not person.sees_all}
    if not narrow:
        return set()
    people, directives = {person for person, _ in narrow}, {pk for _, pk in narrow}
    of_person: dict[int, set[int]] = {}
    for person, agency in Membership.objects.filter(user__in=people).values_list("user", "agency"):
        of_person.setdefault(person, set()).add(agency)
    charged: dict[int, set[int]] = {}
    family = Q(directive__in=directives) | Q(directive__parent__in=directives)
    shares = Assignment.objects.filter(family)
    for pk, parent, agency in shares.values_list("directive", "directive__parent", "agency"):
        for member in (pk, parent):
            if member is not None and member in directives:
                charged.setdefault(member, set()).add(agency)
    return {
        (person, pk)
        for person, pk in narrow
        if pk in charged and charged[pk].isdisjoint(of_person.get(person, ()))
    }


def attachment_for(user: User, pk: int) -> Attachment:
    """A file can be fetched by those who may see the share of work, or the contribution, it belongs to."""
    visible = Assignment.objects.read_by(user)
    of_shares = Q(report__assignment__in=visible) | Q(explanation__assignment__in=visible)
    of_shares |= Q(letter__in=SignedLetter.objects.filter(urgings__assignment__in=visible))
    of_contributions = Q(contribution__in=Contribution.objects.readable_by(user))
    return get_object_or_404(Attachment.objects.filter(of_shares | of_contributions, dropped_at=None), pk=pk)


def own_comment_for(user: User, pk: int) -> Comment:
    """404 when the person may not read it, 403 when somebody else wrote it."""
    comment = get_object_or_404(Comment.objects.visible_to(user), pk=pk)
    if comment.author_id != user.pk:
        raise PermissionDenied
    return comment


def own_explanation_for(user: User, pk: int) -> Explanation:
    """404 when the person may not see the share it is about, 403 when somebody else asked for it."""
    visible = Explanation.objects.filter(assignment__in=Assignment.objects.visible_to(user))
    asked = get_object_or_404(visible.select_related("assignment"), pk=pk)
    if asked.asked_by_id != user.pk:
        raise PermissionDenied
    return asked


def urging_for(user: User, pk: int) -> Urging:
    """404 when the person does not see the share it is about, 403 when they may not urge it."""
    visible = Urging.objects.filter(assignment__in=Assignment.objects.visible_to(user))
    urging = get_object_or_404(
        visible.select_related("assignment__agency", "assignment__directive", "letter"), pk=pk
    )
    if not may_act(user, urging.assignment, Act.URGE):
        raise PermissionDenied
    return urging


def urgings_for(user: User, pks: Iterable[int]) -> list[Urging]:
    """Those of these urgings whose share the person sees and may urge, the earliest first."""
    shares = Assignment.objects.visible_to(user)
    found = Urging.objects.filter(pk__in=list(pks), assignment__in=shares).select_related(
        "assignment__agency", "assignment__directive__document", "by"
    )
    reach = Reach.of(user)
    return [each for each in found.order_by("pk") if reach.may_act(each.assignment, Act.URGE)]


def agencies_seen_by(user: User) -> AgencyQuerySet:
    """All for those who see the province; for others the agencies they belong to."""
    every = Agency.objects.in_order()
    return every if user.sees_all else every.filter(memberships__user=user)


def agency_for(user: User, pk: int) -> Agency:
    """404 when the person does not see this agency's work."""
    return get_object_or_404(agencies_seen_by(user).select_related("successor"), pk=pk)


def people_seen_by(user: User) -> QuerySet[User]:
    """All for those who see the province; for others themselves, and who belongs to an agency of theirs or
    holds a share of it still.
    """
    if user.sees_all:
        return User.objects.all()
    own = Membership.objects.filter(user=user).values("agency")
    members = Membership.objects.filter(agency__in=own).values("user")
    holders = Assignment.objects.filter(agency__in=own, delegate__isnull=False).values("delegate")
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=members) | Q(pk__in=holders))


def person_for(user: User, pk: int) -> User:
    """404 when the person who looks has nothing to do with the one looked for."""
    return get_object_or_404(people_seen_by(user), pk=pk)


def reports_for(user: User, directive: Directive) -> "list[ProgressReport]":
    """The reports on a directive which the person may read, newest first, with their files."""
    visible = Assignment.objects.read_by(user).filter(directive=directive)
    return list(
        ProgressReport.objects.filter(assignment__in=visible)
        .select_related("assignment__agency", "filed_by", "decided_by", "amended_by")
        .prefetch_related("attachments")
    )


def export_for(user: User, pk: int) -> Export:
    """A file that the person had made; another's is 404."""
    return get_object_or_404(Export.objects.of(user), pk=pk)


def saved_view_for(user: User, pk: int, *, to_change: bool = False) -> SavedView:
    """404 unless it is the person's own or shared; 403 when they may open it and not change it."""
    view = get_object_or_404(SavedView.objects.open_to(user).select_related("owner"), pk=pk)
    if to_change and not may_change(view, user):
        raise PermissionDenied
    return view


def may_change(view: SavedView, user: User) -> bool:
    """Their own; what is shared also the head of the Office, because its owner may have left."""
    return view.owner_id == user.pk or (view.is_shared and may(user, Act.SET_RULES))


@dataclass(frozen=True)
class Reach:
    """What a person may do to many shares of work: their places in agencies are read once."""

    user: User
    places: dict[int, str]  # agency id → the person's place in it

    @classmethod
    def of(cls, user: User) -> "Reach":
        return cls(user, dict(Membership.objects.filter(user=user).values_list("agency_id", "role")))

    def may_act(self, assignment: Assignment, act: Act) -> bool:
        """Whether this person may do this to this share: role first, then the person's place in the agency.

        Nobody of the Office decides on the share of an agency they belong to (DESIGN: who uses it).
        Who holds a share is also said in SQL: AssignmentQuerySet.held_by.
        """
        if not may(self.user, act):
            return False
        place = self.places.get(assignment.agency_id)
        if act in _OF_THE_OFFICE:
            return place is None
        if act in _OF_THE_AGENCY:
            delegated = place is not None and assignment.delegate_id == self.user.pk
            delegated = delegated and act not in _OF_ITS_HEAD
            return delegated or place in (Membership.Role.HEAD, Membership.Role.FOCAL)
        return True


def may_act(user: User, assignment: Assignment, act: Act) -> bool:
    """`Reach.may_act` for one share."""
    return Reach.of(user).may_act(assignment, act)
