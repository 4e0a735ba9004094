"""What the page of one agency shows, and the list of them: who they are, and where their work stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, F, Q
from django.http import QueryDict

from accounts.models import User
from agencies.models import Agency, AgencyGroup, AgencyQuerySet, Membership

from .filters import SortLink
from .grouping import Shares, groups
from .measures import PARTS, Scope, Tally, counted, counts, tally
from .models import Assignment
from .models.share import ShareQuerySet
from .narrowing import ROLES

_GROUPS = ("overdue", "due_fortnight", "returned", "pending", "given")
_NUMBERS = (*PARTS, *_GROUPS, "done", "not_done", "fallen_due", "new", "not_updated", "urged", "urged_often")
_OF_HOLDER = ("open", "overdue", "due_fortnight", "returned")
_OF_LIST = ("given", "done", "not_done", "overdue", "pending", "urged")


@dataclass(frozen=True)
class Holder:
    """A person of the agency, or nobody, and the open work they hold. `place` is empty for one who left."""

    pk: int | None
    name: str
    position: str
    place: str
    tally: Tally


@dataclass(frozen=True)
class AgencyPage:
    """Everything the template needs, for one of the agency's two roles."""

    agency: Agency
    is_lead: bool
    is_over: bool
    tabs: list[tuple[str, str, bool, int]]
    tally: Tally
    groups: list[Shares]
    holders: list[Holder]
    members: list[Membership]

    @property
    def people(self) -> list[tuple[str, list[Membership]]]:
        """Head and focal officers, by what they are; the others stand with what they hold."""
        shown = (Membership.Role.HEAD, Membership.Role.FOCAL)
        return [(role.label, [m for m in self.members if m.role == role]) for role in shown]


def agency_page(agency: Agency, user: User, on: date, *, role: str) -> AgencyPage:
    """Collect the page; the number of queries does not grow with the work or the people."""
    if role != Assignment.Role.COORDINATOR:
        role = Assignment.Role.LEAD
    scope = Scope({"agency": str(agency.pk), "role": role})
    work = scope.work(user, on)
    numbers = tally(work, _NUMBERS, scope.link, on=on)
    members = members_of(agency)
    return AgencyPage(
        agency=agency,
        is_lead=role == Assignment.Role.LEAD,
        is_over=agency.valid_to is not None and agency.valid_to < on,
        tabs=_tabs(agency, role),
        tally=numbers,
        groups=groups(scope, _GROUPS, numbers, user, on),
        holders=holders_of(work, scope, members, on),
        members=members,
    )


def _tabs(agency: Agency, chosen: str) -> list[tuple[str, str, bool, int]]:
    """The two roles, each with how many shares in force the agency has in it."""
    rows = Assignment.objects.filter(agency=agency).in_force()
    sizes = rows.aggregate(**{role.value: Count("pk", filter=Q(role=role)) for role in Assignment.Role})
    return [(ROLES[role], f"?role={role}", role == chosen, sizes[role]) for role in Assignment.Role.values]


def members_of(agency: Agency) -> list[Membership]:
    """Who belongs to the agency now, by name; one query."""
    return list(agency.memberships.current().select_related("user").order_by("user__full_name"))


def holders_of(work: ShareQuerySet[Any], scope: Scope, members: list[Membership], on: date) -> list[Holder]:
    """Everybody of the agency, those who left and hold something still, and what nobody was named for.

    One query. `work` are shares of today: the record of past days does not say who held them.
    """
    rows = work.values("delegate", name=F("delegate__full_name"), position=F("delegate__position"))
    held: dict[int | None, Any] = {row["delegate"]: row for row in rows.annotate(**counts(_OF_HOLDER, on))}
    places = {member.user_id: member.get_role_display() for member in members}
    people = {member.user_id: (member.user.full_name, member.user.position) for member in members}
    people |= {pk: (row["name"], row["position"]) for pk, row in held.items() if row["n_open"] and pk}
    nothing = {f"n_{name}": 0 for name in _OF_HOLDER}
    found = [
        Holder(
            pk,
            name,
            position,
            places.get(pk, ""),
            Tally(counted(held.get(pk, nothing)), scope.link(delegate=pk)),
        )
        for pk, (name, position) in people.items()
    ]
    found.sort(key=lambda holder: (-holder.tally["open"].count, holder.name))
    if None in held and held[None]["n_open"]:
        free = Tally(counted(held[None]), scope.link(undelegated=True))
        found.insert(0, Holder(None, "Chưa giao người thực hiện", "", "", free))
    return found


class AgencySearch(forms.Form):
    """Which agencies the list shows: by words, accents aside, by group, by kind."""

    q = forms.CharField(label="Tên, tên tắt hoặc cách viết", required=False, max_length=200)
    group = forms.ModelChoiceField(
        AgencyGroup.objects.all(), label="Nhóm", required=False, empty_label="Tất cả nhóm"
    )
    kind = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Tất cả loại"), *Agency.Kind.choices]
    )
    ended = forms.BooleanField(label="Cả cơ quan đã kết thúc hoạt động", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter_%s", label_suffix="")
        self.fields["q"].widget.input_type = "search"

    def apply(self, rows: AgencyQuerySet, on: date) -> AgencyQuerySet:
        """The agencies asked for; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        if words := chosen.get("q"):
            rows = rows.known_as(words)
        if group := chosen.get("group"):
            rows = rows.filter(groups=group)
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        return rows if chosen.get("ended") else rows.existing(on)

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())


@dataclass(frozen=True)
class AgencyLine:
    """An agency in the list, with the numbers of the shares it leads."""

    agency: Agency
    tally: Tally


_ORDERS: dict[str, tuple[str, Callable[[AgencyLine], Any]]] = {
    "name": ("Loại, tên", lambda line: (line.agency.kind_order, line.agency.sort_key)),
    **{
        name: (words, lambda line, name=name: line.tally[name].count)  # type: ignore[misc]
        for name, words in (
            ("given", "Đã giao"),
            ("not_done", "Chưa hoàn thành"),
            ("overdue", "Quá hạn"),
            ("pending", "Chờ xác nhận"),
            ("urged", "Đã đôn đốc"),
        )
    },
}


def agency_lines(agencies: AgencyQuerySet, user: User, on: date, *, sort: str) -> list[AgencyLine]:
    """The agencies in the order of `sort` ("overdue", "-overdue"), with their numbers; two queries."""
    scope = Scope({"role": Assignment.Role.LEAD.value})
    found = list(agencies)
    work = scope.work(user, on).filter(agency__in=[agency.pk for agency in found])
    rows = {row["agency"]: row for row in work.values("agency").annotate(**counts(_OF_LIST, on))}
    nothing = {f"n_{name}": 0 for name in _OF_LIST}
    lines = [
        AgencyLine(agency, Tally(counted(rows.get(agency.pk, nothing)), scope.link(agency=agency.pk)))
        for agency in found
    ]
    lines.sort(key=_ORDERS["name"][1])
    lines.sort(key=_ORDERS[sort.removeprefix("-")][1], reverse=sort.startswith("-"))
    return lines


def sort_of(data: QueryDict) -> str:
    """The order the address asks for; by name when it asks for none that is known."""
    sort = data.get("sort", "")
    return sort if sort.removeprefix("-") in _ORDERS else "name"


def sort_links(data: QueryDict) -> dict[str, SortLink]:
    """Each sortable column's link: numbers the highest first."""
    now, links = sort_of(data), {}
    for name, (words, _) in _ORDERS.items():
        first, second = (name, f"-{name}") if name == "name" else (f"-{name}", name)
        other = second if now == first else first
        query = data.copy()
        query["sort"] = other
        query.pop("page", None)
        aria = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
        way = "thấp" if other == name else "cao"
        links[name] = SortLink(
            f"?{query.urlencode()}", aria, f"{words}, {way} nhất trước" if name != "name" else words
        )
    return links
