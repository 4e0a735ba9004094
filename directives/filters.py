"""Which shares of work a list shows: the one reading of the register's address, for all who link to it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Q
from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Role, User
from agencies.forms import Chip, Newest, PickOne, StillNamed, VietnameseDateField
from agencies.models import Agency
from agencies.vietnamese import fold_words
from meetings.models import Document, Meeting

from .access import people_seen_by
from .between import CHANGES, changed_since
from .models import Assignment, AssignmentVersion, Directive, Explanation, conditions
from .models.assignment import AssignmentQuerySet
from .models.directive import Field, Origin, Priority
from .models.rules import follow_up_rules
from .models.share import ShareQuerySet
from .models.version import AssignmentVersionQuerySet
from .narrowing import COLUMNS, DAYS, FLAGS, LEFT, NOT_KEPT, ROLES, STATES, TIMES, URGED, in_words
from .sorting import CHOICES, DEFAULT, SORTS, in_order

_KEPT = (
    *("role", "sort", "columns", "directive", "delegate"),
    *("undelegated", "fallen_due", "undirected", "as_of"),
    *("late_to_confirm", "entered_late", "starred_by_me", "explain_to_me", "since", "change"),
    *("excellent", "good", "fair"),
)
_FURTHER_CHOICES = ("field", "leader", "monitor", "origin", "priority", "urged")
_PLACES = ("meeting", "document")
_SHOWN_FLAGS = (
    *("starred", "followed", "not_updated", "new", "late_to_accept", "asks_extension", "to_explain"),
    *("unmonitored", "of_group"),
)
_FURTHER = (*_PLACES, *_FURTHER_CHOICES, *DAYS, *_SHOWN_FLAGS)
_NO_FILTER = ("role", "sort", "columns")
FUTURE = "Chưa có số liệu của ngày này: chọn hôm nay hoặc một ngày đã qua."
_Rows = TypeVar("_Rows", bound=ShareQuerySet[Any])
ALL = "?view=all"  # the register without a filter, and not the view which the person opens it with


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
class SortLink:
    """A column's heading: the query string which sorts by it, how it is sorted now, what the link does."""

    url: str
    aria: str
    text: str


class AssignmentFilter(forms.Form):
    """The register's filter. Everything is optional and combines; without a role the rows are what counts.

    A value that cannot be understood is not applied; `mistakes` names those, and the page says so. `as_of`
    asks for the rows of a past day as they stood at its end; `on` is then that day.
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
    leader = StillNamed(
        "directed",
        User.objects.with_role(Role.LEADER).order_by("full_name"),
        label="Lãnh đạo chỉ đạo",
        required=False,
        empty_label="Tất cả lãnh đạo",
    )
    monitor = StillNamed(
        "monitored",
        User.objects.with_role(*Role.office()).order_by("full_name"),
        label="Chuyên viên theo dõi",
        required=False,
        empty_label="Tất cả chuyên viên",
    )
    origin = forms.ChoiceField(
        label="Nguồn giao", required=False, choices=[("", "Tất cả nguồn giao"), *Origin.choices]
    )
    priority = forms.ChoiceField(
        label="Độ khẩn", required=False, choices=[("", "Tất cả độ khẩn"), *Priority.choices]
    )
    urged = forms.ChoiceField(label="Đôn đốc", required=False, choices=[("", "Tất cả"), *URGED.items()])
    meeting = Newest(
        Meeting.objects.none(),
        label="Cuộc họp",
        required=False,
        widget=PickOne({"data-placeholder": "Gõ tên cuộc họp"}),
        empty_label="Tất cả cuộc họp",
    )
    document = Newest(
        Document.objects.none(),
        label="Văn bản",
        required=False,
        widget=PickOne({"data-placeholder": "Gõ số, trích yếu"}),
        empty_label="Tất cả văn bản",
    )
    directive = forms.ModelChoiceField(
        Directive.objects.none(), label="Nhiệm vụ", required=False, widget=forms.HiddenInput
    )
    delegate = forms.ModelChoiceField(
        User.objects.none(), label="Người thực hiện", required=False, widget=forms.HiddenInput
    )
    followed = forms.BooleanField(label="Tôi đang theo dõi", required=False)
    starred_by_me = forms.BooleanField(label="Trọng tâm tôi gắn sao", required=False)
    explain_to_me = forms.BooleanField(label="Đang phải giải trình với tôi", required=False)
    as_of = VietnameseDateField(label="Tính đến ngày", required=False, widget=forms.HiddenInput)
    since = VietnameseDateField(label="So với cuối ngày", required=False, widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label="Thay đổi từ ngày ấy",
        required=False,
        choices=[("", "Tất cả"), *((value, each.words) for value, each in CHANGES.items())],
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(label="Sắp xếp", required=False, choices=CHOICES, widget=forms.HiddenInput)
    columns = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, user: User, on: date) -> None:
        super().__init__(data, label_suffix="")
        self.user, self.query, self.today = user, data, on
        self.on = on = _past_day(data.get("as_of"), on) or on
        rules = follow_up_rules(on)
        times = [(value, in_words(words, rules)) for value, (words, _) in TIMES.items()]
        self.fields["time"].choices = [("", "Tất cả"), *times]  # type: ignore[attr-defined]
        for name, (words, _) in FLAGS.items():
            self.fields[name] = forms.BooleanField(label=in_words(words, rules), required=False)
        for name, (words, _) in DAYS.items():  # "from" is no name for an attribute of a class
            self.fields[name] = VietnameseDateField(label=words, required=False)
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
        self.is_valid()
        for name in _PLACES:
            self.fields[name].chosen = self.cleaned_data.get(name)  # type: ignore[attr-defined]

    @cached_property
    def many_agencies(self) -> bool:
        """Whether the person has agencies to choose from."""
        agencies = self.fields["agency"].queryset  # type: ignore[attr-defined]
        return self.user.sees_all or agencies.count() > 1

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise forms.ValidationError(FUTURE)
        return day

    def clean(self) -> dict[str, Any]:
        """What a past day does not hold cannot be asked of it; a change needs the day since when."""
        chosen = super().clean() or self.cleaned_data
        if (since := chosen.get("since")) and since >= self.on:
            self.add_error("since", "Ngày so sánh phải trước ngày của số liệu.")
        if chosen.get("change") and not chosen.get("since"):
            self.add_error("change", "Thiếu ngày để so sánh.")
        for name in NOT_KEPT if self.is_past else ():
            if chosen.get(name):
                self.add_error(name, "Số liệu của ngày đã qua không có thông tin này.")
        return chosen

    @property
    def is_past(self) -> bool:
        """Whether the rows are those of a past day."""
        return self.on < self.today

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
        """The shares of work, in order, without what the page shows beside them.

        Those of a past day as they stand today, which is how one can act on them.
        """
        shares = self.shares()
        if isinstance(shares, AssignmentQuerySet):
            return shares
        keys = shares.order_by().values("assignment")
        return in_order(Assignment.objects.filter(pk__in=keys), self.chosen_sort)

    def shares(self) -> ShareQuerySet[Any]:
        """The rows as they stood on the day: Assignments today, AssignmentVersions of a past day."""
        rows = self._of_role(self.of_any_role())
        return in_order(rows, self.chosen_sort, self.on if self.is_past else None)

    def on_any_day(self) -> AssignmentVersionQuerySet:
        """The rows of all days: narrow them to a day before you count."""
        return self._of_role(self._narrowed(AssignmentVersion.objects.visible_to(self.user)))

    def _of_role(self, rows: _Rows) -> _Rows:
        if self.chosen_role == "lead":
            return rows.leads()
        return rows.coordinators() if self.chosen_role == "coordinator" else rows

    @property
    def chosen_sort(self) -> str:
        """By which column, up or down ("-due")."""
        return self.cleaned_data.get("sort") or DEFAULT

    def of_any_role(self) -> ShareQuerySet[Any]:
        """The shares which pass every filter but the role; those in force unless others are asked for."""
        if self.is_past:
            return self._narrowed(AssignmentVersion.objects.visible_to(self.user).as_of(self.on))
        return self._narrowed(Assignment.objects.visible_to(self.user))

    def _narrowed(self, rows: _Rows) -> _Rows:
        chosen, on = self.cleaned_data, self.on
        if since := chosen.get("since"):  # what left since then is part of the answer
            rows = changed_since(rows, since, chosen.get("change"), on)
        elif chosen.get("state") not in LEFT:
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
        if times := chosen.get("urged"):
            until = on if self.is_past else None
            rows = rows.filter(conditions.urged(int(times), share=rows.SHARE, until=until))
        for name, (_, bound) in DAYS.items():
            if day := chosen.get(name):
                rows = rows.filter(**{bound: day})
        return self._of_mine(rows)

    def _of_mine(self, rows: _Rows) -> _Rows:
        """What means something else for everybody."""
        chosen, user = self.cleaned_data, self.user
        if chosen.get("starred_by_me"):
            rows = rows.filter(directive__in=Directive.objects.starred_by(user).order_by().values("pk"))
        if chosen.get("explain_to_me"):
            asked = Explanation.objects.waiting().filter(asked_by=user).order_by()
            rows = rows.filter(**{f"{rows.SHARE}__in": asked.values("assignment")})
        return rows.filter(directive__follows__user=user) if chosen.get("followed") else rows

    def chips(self) -> list[Chip]:
        """Every filter that is on, in the order of the form; the role is shown by the tabs."""
        return [
            Chip("" if _is_flag(field) else str(field.label), self._words(name), self.changed(**{name: ""}))
            for name, field in self.fields.items()
            if name not in _NO_FILTER and self.cleaned_data.get(name)
        ]

    def tabs(self) -> list[tuple[str, str, bool, int]]:
        """The roles, each with its address and how many rows it has."""
        counts = self.of_any_role().aggregate(
            lead=Count("pk", filter=Q(role=Assignment.Role.LEAD)),
            coordinator=Count("pk", filter=Q(role=Assignment.Role.COORDINATOR)),
            all=Count("pk"),
        )
        return [
            (words, self.changed(role=role), role == self.chosen_role, counts[role])
            for role, words in ROLES.items()
        ]

    def sorts(self) -> dict[str, SortLink]:
        """The link of each column's heading: up first, then down; `aria` says how it is sorted now."""
        now = self.chosen_sort
        links = {}
        for column, sort in SORTS.items():
            aria = {column: "ascending", f"-{column}": "descending"}.get(now, "none")
            other, words = (f"-{column}", sort.down) if now == column else (column, sort.up)
            links[column] = SortLink(self.changed(sort=other), aria, words)
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
        return [self[name] for name in DAYS]

    @property
    def places(self) -> list[BoundField]:
        """Meeting and document, for those who read them whole."""
        return [self[name] for name in _PLACES] if self.user.sees_all else []

    @property
    def further_choices(self) -> list[BoundField]:
        return [self[name] for name in _FURTHER_CHOICES]

    @property
    def shown_flags(self) -> list[BoundField]:
        return [self[name] for name in _SHOWN_FLAGS]

    @property
    def said(self) -> str:
        """The filter in words, as a print or a file says it above its rows."""
        chips = [f"{chip.label}: {chip.text}" if chip.label else chip.text for chip in self.chips()]
        return "; ".join([f"Vai trò: {ROLES[self.chosen_role]}", *chips])

    def _words(self, name: str) -> str:
        value = self.cleaned_data[name]
        if _is_flag(self.fields[name]):
            return str(self.fields[name].label)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(self.fields[name], forms.ChoiceField) and isinstance(value, str):
            return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]
        return str(value)

    def changed(self, **values: str) -> str:
        """The address with these values, from the first page; empty ones leave it."""
        kept = {name: value for name, value in (self.clean_query() | values).items() if value}
        return "?" + urlencode(kept) if kept else ALL

    def clean_query(self) -> dict[str, str]:
        """What the address says, without what says nothing."""
        given = {name: self.query.get(name) for name in self.fields}
        return {name: value for name, value in given.items() if isinstance(value, str) and value}


def _past_day(text: str | None, on: date) -> date | None:
    """The past day of an address; None for today, and for what is none."""
    try:
        day = VietnameseDateField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return day if day and day < on else None


def _is_flag(field: forms.Field) -> bool:
    return isinstance(field, forms.BooleanField)


def _matching(words: str) -> Q:
    """Shares whose directive, document or agency holds the words."""
    if not fold_words(words):
        return Q(pk__in=[])
    found = Q(directive__in=Directive.objects.search(words).values("pk"))
    # Asked first: without an agency of that name the index of the words is enough.
    agencies = list(Agency.objects.search(words).values_list("pk", flat=True))
    return found | Q(agency__in=agencies) if agencies else found
