"""Who has to do with a share of work, and how they are told of it."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from accounts.models import Role, User
from agencies.models import Membership
from notifications.kinds import OBLIGATORY, Kind
from notifications.outbox import Notice, post

from .following import followers_of, muted_by
from .models import Assignment, Directive


def office_of(directive: Directive) -> list[User]:
    """The officer who monitors the directive, or the whole Office when nobody does any more."""
    return monitor_of(directive) or list(User.objects.active().with_role(*Role.office()))


def monitor_of(directive: Directive) -> list[User]:
    """The officer who monitors the directive, while they are of the Office and can sign in."""
    officer = directive.monitor
    return [officer] if officer is not None and officer.is_active and officer.in_office else []


def leader_of(directive: Directive) -> list[User]:
    """The leader who directs it, while they are one and can sign in."""
    leader = directive.directing_leader
    return [leader] if leader is not None and leader.is_active and leader.role == Role.LEADER else []


def people_of(assignment: Assignment) -> list[User]:
    """Head and focal officers of the agency, and the person to whom the share is delegated."""
    members = members_of([assignment.agency_id]).get(assignment.agency_id, set())
    return sorted(members | delegate_of(assignment), key=lambda person: person.pk)


def members_of(agencies: Iterable[int]) -> dict[int, set[User]]:
    """Heads and focal officers by agency; one query."""
    members = (
        Membership.objects.current()
        .filter(agency__in=set(agencies), role__in=[Membership.Role.HEAD, Membership.Role.FOCAL])
        .select_related("user")
    )
    people: dict[int, set[User]] = {}
    for member in members:
        people.setdefault(member.agency_id, set()).add(member.user)
    return people


def delegate_of(assignment: Assignment) -> set[User]:
    """The officer to whom the share is delegated, while they belong to the agency and can sign in."""
    return delegates_of([assignment])[assignment.pk]


def still_there(person: User | None, share: Assignment) -> list[User]:
    """This person, while they belong to the agency of the share and can sign in."""
    if person is None:
        return []
    here = Membership.objects.current().filter(agency=share.agency_id, user=person)
    return [person] if here.exists() else []


def delegates_of(shares: Sequence[Assignment]) -> dict[int, set[User]]:
    """By share, the officer to whom it is delegated; one query, none where nothing is."""
    delegated = [share for share in shares if share.delegate is not None]
    people = {share.delegate_id for share in delegated}
    members = Membership.objects.current().filter(user__in=people) if people else Membership.objects.none()
    places = set(members.values_list("user_id", "agency_id"))
    found: dict[int, set[User]] = {share.pk: set() for share in shares}
    for share in delegated:
        if share.delegate is not None and (share.delegate.pk, share.agency_id) in places:
            found[share.pk].add(share.delegate)
    return found


def tell(
    people: Iterable[User],
    assignment: Assignment,
    *,
    kind: Kind,
    key: str,
    title: str,
    text: str,
    by: User,
    followed: bool = False,
) -> None:
    """Tell these people; with `followed` also those who follow the directive."""
    told = dict.fromkeys(people, kind)
    if followed:
        told = dict.fromkeys(followers_of(assignment), Kind.FOLLOWED) | told
    tell_each(told, assignment.directive_id, key=key, title=title, text=text, by=by)


def tell_each(
    people: Mapping[User, Kind], directive_id: int, *, key: str, title: str, text: str, by: User
) -> None:
    """Tell each of these people, of what it is to them, but the one who did it."""
    post_unmuted(
        directive_id,
        [
            Notice(
                key=f"{key}:{person.pk}",
                recipient=person,
                title=title,
                text=text,
                url=reverse("directives:detail", args=[directive_id]),
                kind=kind,
                thread=thread_of(directive_id),
            )
            for person, kind in people.items()
            if person != by
        ],
    )


def post_unmuted(directive_id: int, notices: Sequence[Notice]) -> None:
    """Post notices of one directive, but not to those who muted it, unless the kind is obligatory."""
    open_to_choice = [notice.recipient.pk for notice in notices if notice.kind not in OBLIGATORY]
    muted = muted_by(open_to_choice, directive_id) if open_to_choice else set()
    post(notice for notice in notices if notice.kind in OBLIGATORY or notice.recipient.pk not in muted)


def thread_of(directive_id: int) -> str:
    """The mails about one directive are one conversation in a mail program."""
    return f"directive:{directive_id}"


def threads_of(directive_ids: Iterable[int]) -> list[str]:
    """What a message names that speaks of several directives: it waits in vain when one of them is hidden."""
    return [thread_of(pk) for pk in sorted(set(directive_ids))]


def once(what: str, assignment: Assignment) -> str:
    """A key for something that may happen to a share again: the line of history it was written with."""
    return f"{what}:{assignment.events.latest('pk').pk}"
