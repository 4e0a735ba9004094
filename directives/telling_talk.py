"""Who is told of what leaders and the Office say about work, and of what agencies answer."""

from accounts.models import Role, User

from .audience import people_of, tell
from .models import Assignment, Urging

ESCALATES_FROM = 4  # urgings of one share (DOMAIN decisions: escalation)


def urged(assignment: Assignment, urging: Urging, *, by: User) -> None:
    """Tell the agency; from the fourth time on the head of the Office and the directing leader too."""
    people = people_of(assignment)
    if urging.number >= ESCALATES_FROM:
        people += User.objects.active().with_role(Role.OFFICE_HEAD)
        leader = assignment.directive.directing_leader
        people += [leader] if leader else []
    words = f"Đôn đốc {assignment.agency.short_name} lần {urging.number}"
    tell(
        people,
        assignment,
        key=f"urged:{urging.pk}",
        title=f"{words} ({urging.get_kind_display().lower()}): {assignment.directive.title}",
        text=urging.text,
        by=by,
        followed=True,
    )
