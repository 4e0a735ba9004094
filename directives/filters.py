"""Which shares of work a list shows: the one reading of the register's address, for all who link to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Role, User
from agencies.forms import PickOne, VietnameseDateField
from agencies.models import Agency
from agencies.vietnamese import fold_words
from meetings.models import Document, Meeting

from .access import people_seen_by
from .models import Assignment, Directive
from .models.assignment import AssignmentQuerySet
from .models.conditions import DONE
from .models.directive import Field
from .models.rules import follow_up_rules
from .narrowing import FLAGS, LEFT, ROLES, STATES, TIMES, in_words

# name in the address → the column it must equal
COLUMNS: dict[str, str] = {
    "agency": "agency",
    "meeting": "directive__document__meeting",
    "document": "directive__document",
    "field": "directive__field",
    "leader": "directive__directing_leader",
    "monitor": "directive__monitor",
    "delegate": "delegate",
}
SORTS: dict[str, str] = {
    "due": "Hạn, việc đang mở trước",
    "-due": "Hạn xa nhất trước",
    "-updated": "Cập nhật gần nhất trước",
    "updated": "Lâu chưa cập nhật trước",
    "code": "Mã nhiệm vụ",
    "-code": "Mã nhiệm vụ, mới trước",
    "agency": "Cơ quan",
    "-agency": "Cơ quan, ngược lại",
}
_KEPT = (
    "role",
    "sort",
    "meeting",
    "document",
    "directive",
    "delegate",
    "undelegated",
    "fallen_due",
    "due_from",
    "due_to",
)
_FURTHER = (
    *("field", "leader", "monitor", "from", "to", "starred", "not_updated", "new"),
    *("late_to_accept", "asks_extension"),
)
_ORDERS: dict[str, list[Any]] = {
    "due": ["is_done", F("due_on").asc(nulls_last=True)],
    "-due": [F("due_on").desc(nulls_last=True)],
    "updated": [F("last_report_on").asc(nulls_first=True)],
    "-updated": [F("last_report_on").desc(nulls_last=True)],
    "code": ["directive__year", "directive__number", "directive__part"],
    "-code": ["-directive__year", "-directive__number", "-directive__part"],
    "agency": ["agency__kind_order", "agency__sort_key"],
    "-agency": ["-agency__kind_order", "-agency__sort_key"],
}


def register_url(**parameters: Any) -> str:
    """The address of the register which shows exactly these rows: `register_url(time="overdue", agency=3)`.

    What is None, empty or False is left out; `from_` stands for `from`.
    """
    kept = {
        name.rstrip("_"): 1 if value is True else value.isoformat() if isinstance(value, date) else value
        for name, value in parameters.items()
        if value not in (None, "", False)
    }
    address = reverse("directives:register")
    return f"{address}?{urlencode(kept)}" if kept else address


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it filters, its value in words, and the query string without it."""

    label: str
    text: str
    remove_url: str


@dataclass(frozen=True)
class SortLink:
    """A column's heading: the query string which sorts by it, how it is sorted now, what the link does."""

    url: str
    aria: str
    text: str


class AssignmentFilter(forms.Form):
    """The register's filter. Everything is optional and combines; without a role the rows are what counts.

    A value that cannot be understood is not applied; `mistakes` names those, and the page says so.
    """

    q = forms.CharField(label="Từ khóa", required=False, max_length=200)
    role = forms.ChoiceField(
        label="Vai trò", required=False, choices=list(ROLES.items()), widget=forms.HiddenInput
    )
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label="Cơ quan", required=False, widget=PickOne, empty_label="Tất cả cơ quan"
    )
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Tất cả"), *((value, words) for value, (words, _) in STATES.items())],
    )
    time = forms.ChoiceField(label="Thời hạn", required=False)
    field = forms.ChoiceField(
        label="Lĩnh vực", required=False, choices=[("", "Tất cả lĩnh vực"), *Field.choices]
    )
    leader = forms.ModelChoiceField(
        User.objects.with_role(Role.LEADER).order_by("full_name"),
        label="Lãnh đạo chỉ đạo",
        required=False,
        empty_label="Tất cả lãnh đạo",
    )
    monitor = forms.ModelChoiceField(
        User.objects.with_role(*Role.office()).order_by("full_name"),
        label="Chuyên viên theo dõi",
        required=False,
        empty_label="Tất cả chuyên viên",
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Cuộc họp", required=False, widget=forms.HiddenInput
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="Văn bản",
        required=False,
        widget=forms.HiddenInput,
    )
    directive = forms.ModelChoiceField(
        Directive.objects.none(), label="Nhiệm vụ", required=False, widget=forms.HiddenInput
    )
    delegate = forms.ModelChoiceField(
        User.objects.none(), label="Người thực hiện", required=False, widget=forms.HiddenInput
    )
    not_updated = forms.BooleanField(required=False)
    new = forms.BooleanField(required=False)
    late_to_accept = forms.BooleanField(required=False)
    asks_extension = forms.BooleanField(required=False)
    starred = forms.BooleanField(required=False)
    fallen_due = forms.BooleanField(required=False, widget=forms.HiddenInput)
    undelegated = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label="Sắp xếp", required=False, choices=list(SORTS.items()), widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict, *, user: User, on: date) -> None:
        super().__init__(data, label_suffix="")
        self.user, self.on, self.query = user, on, data
        rules = follow_up_rules(on)
        times = [(value, in_words(words, rules)) for value, (words, _) in TIMES.items()]
        self.fields["time"].choices = [("", "Tất cả"), *times]  # type: ignore[attr-defined]
        for name, (words, _) in FLAGS.items():
            self.fields[name].label = in_words(words, rules)
        self.fields["from"] = VietnameseDateField(label="Giao từ ngày", required=False)
        self.fields["to"] = VietnameseDateField(label="Giao đến ngày", required=False)
        self.fields["due_from"] = VietnameseDateField(label="Hạn từ ngày", required=False)
        self.fields["due_to"] = VietnameseDateField(label="Hạn đến ngày", required=False)
        visible = Directive.objects.visible_to(user).defer("content", "quote", "search_text")
        self.fields["directive"].queryset = visible  # type: ignore[attr-defined]
        # A chip shows what the address names: never more than the person may read.
        meetings = Meeting.objects.visible_to(user)
        documents = Document.objects.visible_to(user).published().defer("text")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["delegate"].queryset = people_seen_by(user)  # type: ignore[attr-defined]
        agencies = Agency.objects.in_order()
        if not user.sees_all:
            agencies = agencies.filter(memberships__user=user)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.many_agencies = user.sees_all or agencies.count() > 1
        self.is_valid()

    @property
    def mistakes(self) -> list[str]:
        """Labels of the parameters which could not be understood."""
        return [str(self.fields[name].label) for name in self.errors]

    @property
    def chosen_role(self) -> str:
        """lead, coordinator or all. When the address does not say: what counts, the shares of leads; for a
        member of an agency all that the agency has to do.
        """
        return self.cleaned_data.get("role") or ("lead" if self.user.sees_all else "all")

    def rows(self) -> AssignmentQuerySet:
        """The shares of work, in order, without what the page shows beside them."""
        rows = self.of_any_role()
        if self.chosen_role == "lead":
            rows = rows.leads()
        elif self.chosen_role == "coordinator":
            rows = rows.coordinators()
        order = _ORDERS[self.cleaned_data.get("sort") or "due"]
        is_done = ExpressionWrapper(DONE, output_field=BooleanField())
        return rows.alias(is_done=is_done).order_by(*order, "pk")

    def of_any_role(self) -> AssignmentQuerySet:
        """The shares which pass every filter but the role; those in force unless others are asked for."""
        chosen, on = self.cleaned_data, self.on
        rows = Assignment.objects.visible_to(self.user)
        if chosen.get("state") not in LEFT:
            rows = rows.in_force()
        if words := chosen.get("q"):
            rows = rows.filter(_matching(words))
        for name, table in (("state", STATES), ("time", TIMES)):
            if value := chosen.get(name):
                rows = table[value][1](rows, on)
        for name, (_, narrow) in FLAGS.items():
            if chosen.get(name):
                rows = narrow(rows, on)
        for name, column in COLUMNS.items():
            if value := chosen.get(name):
                rows = rows.filter(**{column: value})
        if directive := chosen.get("directive"):
            whole = Directive.objects.filter(Q(pk=directive.pk) | Q(parent=directive))
            rows = rows.filter(directive__in=whole.order_by().values("pk"))
        if chosen.get("from"):
            rows = rows.filter(assigned_on__gte=chosen["from"])
        if chosen.get("to"):
            rows = rows.filter(assigned_on__lte=chosen["to"])
        if chosen.get("due_from"):
            rows = rows.filter(due_on__gte=chosen["due_from"])
        if chosen.get("due_to"):
            rows = rows.filter(due_on__lte=chosen["due_to"])
        return rows

    def chips(self) -> list[Chip]:
        """Every filter that is on, in the order of the form; the role is shown by the tabs."""
        return [
            Chip("" if name in FLAGS else str(field.label), self._words(name), self._without(name))
            for name, field in self.fields.items()
            if name not in ("role", "sort") and self.cleaned_data.get(name)
        ]

    def tabs(self) -> list[tuple[str, str, bool, int]]:
        """The roles, each with its address and how many rows it has."""
        counts = self.of_any_role().aggregate(
            lead=Count("pk", filter=Q(role=Assignment.Role.LEAD)),
            coordinator=Count("pk", filter=Q(role=Assignment.Role.COORDINATOR)),
            all=Count("pk"),
        )
        return [
            (words, self._changed(role=role), role == self.chosen_role, counts[role])
            for role, words in ROLES.items()
        ]

    def sorts(self) -> dict[str, SortLink]:
        """Each sortable column's link: up first, then down; `aria` says how it is sorted now."""
        now = self.cleaned_data.get("sort") or "due"
        links = {}
        for column in ("code", "agency", "due", "updated"):
            aria = {column: "ascending", f"-{column}": "descending"}.get(now, "none")
            other = f"-{column}" if now == column else column
            links[column] = SortLink(self._changed(sort=other), aria, SORTS[other])
        return links

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form does not show and must not lose, by name."""
        return [(name, value) for name, value in self.clean_query().items() if name in _KEPT]

    @property
    def uses_more(self) -> bool:
        """Whether a filter is on which stands among the further ones."""
        return any(self.cleaned_data.get(name) for name in _FURTHER)

    @property
    def days(self) -> list[BoundField]:
        """From and to: their names are words of the template language."""
        return [self["from"], self["to"]]

    @property
    def shown_flags(self) -> list[BoundField]:
        names = ("starred", "not_updated", "new", "late_to_accept", "asks_extension")
        return [self[name] for name in names]

    def _words(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name in FLAGS:
            return str(self.fields[name].label)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(self.fields[name], forms.ChoiceField) and isinstance(value, str):
            return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]
        return str(value)

    def _without(self, name: str) -> str:
        return self._changed(**{name: ""})

    def _changed(self, **values: str) -> str:
        """The address with these values, from the first page; empty ones leave it."""
        return "?" + urlencode(
            {name: value for name, value in (self.clean_query() | values).items() if value}
        )

    def clean_query(self) -> dict[str, str]:
        """What the address says, without what says nothing."""
        given = {name: self.query.get(name) for name in self.fields}
        return {name: value for name, value in given.items() if isinstance(value, str) and value}


def _matching(words: str) -> Q:
    """Shares whose directive, document or agency holds the words."""
    if not fold_words(words):
        return Q(pk__in=[])
    found = Directive.objects.search(words).values("pk")
    return Q(directive__in=found) | Q(agency__in=Agency.objects.search(words).values("pk"))
