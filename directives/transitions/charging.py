"""Who gets a share when the Office names agencies and groups: all of them must be at work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agencies import calendar
from agencies.models import Agency, AgencyGroup

from .. import giving
from ..giving import Body, Shares
from ..models import Assignment
from .moves import NotAllowed


@dataclass
class _Charged:
    role: str
    agency_id: int | None
    group_id: int | None


def expand_bodies(leads: Sequence[Body], coordinators: Sequence[Body]) -> Shares:
    """One share per agency; NotAllowed when one of them has ended or a group is empty."""
    today, roles = calendar.today(), Assignment.Role
    bodies = [*leads, *coordinators]
    groups = [body for body in bodies if isinstance(body, AgencyGroup)]
    agencies = {body.pk for body in bodies if isinstance(body, Agency)}
    ended = Agency.objects.filter(pk__in=agencies).exclude(pk__in=Agency.objects.existing(today))
    if gone := ended.first():
        raise NotAllowed(f"{gone} hiện không hoạt động.")
    members = giving.members_of((group.pk for group in groups), today)
    for group in groups:
        if not members[group.pk]:
            raise NotAllowed(f"Nhóm “{group}” chưa có thành viên.")
    charged = [*_charged(leads, roles.LEAD), *_charged(coordinators, roles.COORDINATOR)]
    return giving.expand(charged, members)


def _charged(bodies: Iterable[Body], role: str) -> list[_Charged]:
    return [
        _Charged(role, body.pk, None) if isinstance(body, Agency) else _Charged(role, None, body.pk)
        for body in bodies
    ]
