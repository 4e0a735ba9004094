"""Forms of the review: correcting a proposal, choosing a place to cut, publishing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count
from django.http import QueryDict

from accounts.models import Role, User
from agencies.forms import PickMany, PickOne, VietnameseDateField
from agencies.models import Agency, AgencyGroup

from ..models.directive import DeadlineKind, Field, Priority
from ..review_page import Card
from ..reviewing import Body, Correction
from ..sending_out import SendingOut


class BodyValue(str):
    """A body as a choice: "a12" an agency, "g3" a group. Carries its row, whose names the picker searches."""

    instance: Body

    def __new__(cls, body: Body) -> "BodyValue":
        value = super().__new__(cls, f"{'a' if isinstance(body, Agency) else 'g'}{body.pk}")
        value.instance = body
        return value


class Bodies:
    """Agencies and groups that can be charged on the day, as one list of choices; groups with their size."""

    def __init__(self, on: date) -> None:
        agencies = Agency.objects.existing(on)
        sizes = dict(
            agencies.filter(groups__isnull=False).values_list("groups").annotate(Count("pk")).order_by()
        )
        groups = [(BodyValue(group), group) for group in AgencyGroup.objects.all()]
        single = [(BodyValue(agency), agency) for agency in agencies.in_order()]
        self.by_value: dict[str, Body] = dict([*groups, *single])
        self.choices = [
            (
                "Nhóm cơ quan",
                [(value, f"{group.name} ({sizes.get(group.pk, 0)})") for value, group in groups],
            ),
            ("Cơ quan", [(value, agency.name) for value, agency in single]),
        ]


_DAY_OF_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]?")


class DueDateField(VietnameseDateField):
    """A day to come: 9/11 alone is the next ninth of November, on or after `on`."""

    on: date | None = None

    def to_python(self, value: Any) -> date | None:
        found = _DAY_OF_YEAR.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None or self.on is None:
            return super().to_python(value)
        day, month = found.groups()
        this_year = super().to_python(f"{day}/{month}/{self.on.year}")
        if this_year is None or this_year >= self.on:
            return this_year
        return super().to_python(f"{day}/{month}/{self.on.year + 1}")


class ProposalForm(forms.Form):
    """A proposal as a clerk corrects it. Only bodies at work on the day can be chosen."""

    title = forms.CharField(
        label="Nhiệm vụ", max_length=250, widget=forms.Textarea({"rows": 2, "class": "title-input"})
    )
    leads = forms.MultipleChoiceField(label="Chủ trì", required=False, widget=PickMany)
    coordinators = forms.MultipleChoiceField(label="Phối hợp", required=False, widget=PickMany)
    deadline_kind = forms.ChoiceField(
        label="Thời hạn", choices=DeadlineKind, widget=forms.RadioSelect({"class": "choices across"})
    )
    due_on = DueDateField(label="Ngày hạn", required=False)
    field = forms.ChoiceField(label="Lĩnh vực", choices=Field)
    priority = forms.ChoiceField(label="Độ khẩn", choices=Priority)
    deliverable = forms.CharField(label="Sản phẩm", required=False, max_length=250)

    def __init__(self, data: QueryDict | None, *, card: Card, on: date) -> None:
        super().__init__(data, initial=_as_read(card), auto_id=f"id_{card.proposal.pk}_%s")
        self.fields["due_on"].on = card.proposal.document.issued_on  # type: ignore[attr-defined]
        self.bodies = Bodies(on)
        self.unknown = [chip.party for chip in card.chips if not chip.is_known]
        for name in ("leads", "coordinators"):
            self.fields[name].choices = self.bodies.choices  # type: ignore[attr-defined]
        for party in self.unknown:
            self.fields[f"party_{party.pk}"] = forms.ChoiceField(
                label=f"“{party.text}” là cơ quan nào?",
                required=False,
                choices=[("", "Chưa rõ"), *self.bodies.choices],
                widget=PickOne,
            )

    @property
    def unknown_fields(self) -> list[forms.BoundField]:
        """The questions about names which were not understood."""
        return [self[f"party_{party.pk}"] for party in self.unknown]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("deadline_kind") != DeadlineKind.FIXED:
            cleaned["due_on"] = None
            self.errors.pop("due_on", None)
        elif not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Nhập ngày hạn, hoặc chọn loại thời hạn khác.")
        if both := set(cleaned.get("leads", [])) & set(cleaned.get("coordinators", [])):
            names = ", ".join(self.bodies.by_value[value].name for value in sorted(both))
            self.add_error("coordinators", f"{names} đã là cơ quan chủ trì.")
        return cleaned

    def correction(self) -> Correction:
        """What the clerk said, for `reviewing.correct`."""
        cleaned, of = self.cleaned_data, self.bodies.by_value
        known = {party.pk: of[value] for party in self.unknown if (value := cleaned[f"party_{party.pk}"])}
        roles = {party.pk: party.role for party in self.unknown}
        return Correction(
            title=" ".join(cleaned["title"].split()),
            leads=[*map(of.__getitem__, cleaned["leads"]), *_in_role(known, roles, "lead")],
            coordinators=[
                *map(of.__getitem__, cleaned["coordinators"]),
                *_in_role(known, roles, "coordinator"),
            ],
            deadline_kind=cleaned["deadline_kind"],
            due_on=cleaned["due_on"],
            field=cleaned["field"],
            priority=cleaned["priority"],
            deliverable=cleaned["deliverable"],
            known=known,
        )


def _in_role(known: dict[int, Body], roles: dict[int, str], role: str) -> list[Body]:
    return [body for pk, body in known.items() if roles[pk] == role]


def _as_read(card: Card) -> dict[str, Any]:
    proposal = card.proposal
    names = ("title", "deadline_kind", "due_on", "field", "priority", "deliverable")
    chosen = {name: getattr(proposal, name) for name in names}
    for name, chips in (("leads", card.leads), ("coordinators", card.coordinators)):
        bodies = [chip.party.agency or chip.party.group for chip in chips]
        chosen[name] = [BodyValue(body) for body in bodies if body is not None]
    return chosen


class PublishForm(forms.Form):
    """The confirmations before publishing: each group with its size, what is left undecided, who monitors."""

    monitor = forms.ModelChoiceField(
        label="Chuyên viên theo dõi", queryset=User.objects.none(), required=False, empty_label=None
    )

    asked = False  # whether there is a box to tick: the hand goes there first

    def __init__(self, data: QueryDict | None, *, out: SendingOut, by: User) -> None:
        super().__init__(data, initial={"monitor": by.pk if by.in_office else None})
        office = User.objects.active().with_role(*Role.office()).order_by("full_name")
        self.fields["monitor"].queryset = office  # type: ignore[attr-defined]
        for total in out.groups:
            words = f"Giao {total.group.name}: {total.size} cơ quan, mỗi cơ quan báo cáo riêng"
            self.ask(f"group_{total.group.pk}", total.size > 1, words)
        left = len(out.page.open)
        self.ask("undecided", left, f"Coi {left} câu chưa xử lý là không phát sinh nhiệm vụ")

    def ask(self, name: str, needed: object, words: str) -> None:
        """A box that must be ticked; not there when there is nothing to confirm."""
        if needed:
            missing = {"required": "Đánh dấu để xác nhận."}
            box = forms.CheckboxInput({} if self.asked else {"autofocus": True})
            self.fields[name] = forms.BooleanField(label=words, error_messages=missing, widget=box)
            self.asked = True
