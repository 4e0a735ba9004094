"""Who is told of what agencies do among themselves: coordinators for their lead, a head for the staff."""

from datetime import date

from accounts.models import User

from .audience import delegate_of, members_of, once, people_of, tell
from .models import Assignment, Contribution


def contributed(share: Assignment, made: Contribution, *, by: User) -> None:
    """Tell the leads that a coordinator has given its opinion or its part."""
    tell(
        _leads_of(share),
        share,
        key=f"contributed:{made.pk}",
        title=f"{share.agency.short_name} gửi ý kiến phối hợp: {share.directive.title}",
        text=made.text,
        by=by,
    )


def contribution_retracted(share: Assignment, taken: Contribution, *, by: User) -> None:
    """Tell the leads not to rest on it any more."""
    tell(
        _leads_of(share),
        share,
        key=f"retracted:{taken.pk}",
        title=f"{share.agency.short_name} rút ý kiến phối hợp: {share.directive.title}",
        text="",
        by=by,
    )


def contribution_asked(share: Assignment, lead: Assignment, until: date, note: str, *, by: User) -> None:
    """Tell a coordinator that the lead waits for its contribution, and until when."""
    tell(
        people_of(share),
        share,
        key=once("contribution_asked", share),
        title=f"{lead.agency.short_name} đề nghị gửi ý kiến chậm nhất ngày {until:%d/%m/%Y}: "
        f"{share.directive.title}",
        text=note,
        by=by,
    )


def _leads_of(share: Assignment) -> list[User]:
    leads = Assignment.objects.counted().filter(directive=share.directive_id).select_related("delegate")
    people = {
        person for members in members_of(lead.agency_id for lead in leads).values() for person in members
    }
    people |= {person for lead in leads for person in delegate_of(lead)}
    return sorted(people, key=lambda person: person.pk)
