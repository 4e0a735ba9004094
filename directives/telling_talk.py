"""Who is told of what leaders and the Office say about work, and of what agencies answer."""

from collections.abc import Sequence

from accounts.models import Role, User
from notifications.kinds import Kind
from notifications.outbox import blank

from .audience import (
    delegates_of,
    leader_of,
    members_of,
    monitor_of,
    office_of,
    people_of,
    tell,
    tell_each,
)
from .following import followers_of_each, readers_of
from .models import Assignment, Comment, Explanation, Urging
from .models.rules import follow_up_rules


def urged(urging: Urging, *, by: User) -> None:
    """Tell the agency; from the number which the rules name on, the head of the Office and the leader too."""
    share = urging.assignment
    tell_each(
        hearers_of([urging])[share.pk],
        share.directive_id,
        key=f"urged:{urging.pk}",
        title=title_of(urging),
        text=urging.text,
        by=by,
    )


def title_of(urging: Urging) -> str:
    """What those who are urged read first."""
    share = urging.assignment
    words = f"Đôn đốc {share.agency.short_name} lần {urging.number}"
    return f"{words} ({urging.get_kind_display().lower()}): {share.directive.title}"


def hearers_of(urgings: Sequence[Urging]) -> dict[int, dict[User, Kind]]:
    """By share, who is told of its urging and of what it is to them; as many queries for many as for one."""
    shares = [urging.assignment for urging in urgings]
    members, followers = members_of(share.agency_id for share in shares), followers_of_each(shares)
    delegates = delegates_of(shares)
    escalates = follow_up_rules().escalate_at_urging
    heads: list[User] = []
    if any(urging.number >= escalates for urging in urgings):
        heads = list(User.objects.active().with_role(Role.OFFICE_HEAD))
    told = {}
    for urging in urgings:
        share = urging.assignment
        people = members.get(share.agency_id, set()) | delegates[share.pk]
        ordered = sorted(people, key=lambda person: person.pk)
        if urging.number >= escalates:
            ordered += [*heads, *leader_of(share.directive)]
        told[share.pk] = dict.fromkeys(followers[share.pk], Kind.FOLLOWED) | dict.fromkeys(
            ordered, Kind.URGED
        )
    return told


def commented(comment: Comment, *, by: User) -> None:
    """Tell those charged and the officer who monitors the directive; an instruction is in the digest too.

    What is said among leaders and the Office is heard by the officer and the directing leader.
    """
    instruction = comment.kind == Comment.Kind.INSTRUCTION
    words = "Ý kiến nội bộ" if comment.is_internal else comment.get_kind_display()
    tell_each(
        _hearers_of(comment, Kind.INSTRUCTED if instruction else Kind.COMMENT),
        comment.directive_id,
        key=f"commented:{comment.pk}",
        title=f"{words} của {by}: {comment.directive.title}",
        text=comment.text,
        by=by,
    )


def comment_taken_back(comment: Comment, *, by: User) -> None:
    """The words leave the inboxes, and those who had them are told so. Mail that was sent is sent."""
    blank(f"commented:{comment.pk}:", "Ý kiến này đã được thu hồi.")
    tell_each(
        _hearers_of(comment, Kind.COMMENT),
        comment.directive_id,
        key=f"comment_taken_back:{comment.pk}",
        title=f"{by} thu hồi ý kiến: {comment.directive.title}",
        text="",
        by=by,
    )


def _hearers_of(comment: Comment, kind: Kind) -> dict[User, Kind]:
    directive = comment.directive
    people = set(monitor_of(directive))
    if not comment.is_internal:
        shares = list(directive.assignments.in_force().select_related("delegate"))
        members = members_of(share.agency_id for share in shares)
        people.update(*members.values(), *delegates_of(shares).values())
    else:
        people.update(leader_of(directive))
    return dict.fromkeys(readers_of(comment), Kind.FOLLOWED) | dict.fromkeys(people, kind)


def explanation_asked(assignment: Assignment, asked: Explanation, *, by: User) -> None:
    """Tell the agency what it is to explain and until when, and the officer who monitors the directive."""
    tell_each(
        dict.fromkeys(monitor_of(assignment.directive), Kind.FILED)
        | dict.fromkeys(people_of(assignment), Kind.EXPLANATION),
        assignment.directive_id,
        key=f"explanation_asked:{asked.pk}",
        title=f"Yêu cầu {assignment.agency.short_name} giải trình đến hết ngày {asked.due_on:%d/%m/%Y}: "
        f"{assignment.directive.title}",
        text=asked.question,
        by=by,
    )


def explained(assignment: Assignment, asked: Explanation, *, by: User) -> None:
    """Tell the leader who asked, and the Office."""
    tell(
        [asked.asked_by, *office_of(assignment.directive)],
        assignment,
        kind=Kind.FILED,
        key=f"explained:{asked.pk}",
        title=f"{assignment.agency.short_name} giải trình: {assignment.directive.title}",
        text=asked.answer,
        by=by,
        followed=True,
    )


def explanation_withdrawn(assignment: Assignment, asked: Explanation, *, by: User) -> None:
    """Tell the agency that no answer is wanted any more."""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.CHANGED,
        key=f"explanation_withdrawn:{asked.pk}",
        title=f"Không cần giải trình nữa: {assignment.directive.title}",
        text=asked.question,
        by=by,
    )
