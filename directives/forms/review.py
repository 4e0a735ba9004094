"""Forms of the review: correcting a proposal, publishing."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator

from accounts.models import Role, User
from agencies.forms import PickOne

from ..giving import Body
from ..models import Directive
from ..review_page import Card
from ..reviewing import Correction, publish_as_seen
from ..sending_out import SendingOut
from .charging import BodyValue, ChargeForm


class ProposalForm(ChargeForm):
    """A proposal as a clerk corrects it. Only bodies at work on the day can be chosen."""

    def __init__(self, data: QueryDict | None, *, card: Card, on: date) -> None:
        super().__init__(data, on=on, initial=_as_read(card), auto_id=f"id_{card.proposal.pk}_%s")
        self.set_first_day(card.proposal.document.issued_on)
        self.unknown = [chip.party for chip in card.chips if not chip.is_known]
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

    def correction(self) -> Correction:
        """What the clerk said, for `reviewing.correct`."""
        cleaned, of = self.cleaned_data, self.bodies.by_value
        known = {party.pk: of[value] for party in self.unknown if (value := cleaned[f"party_{party.pk}"])}
        roles = {party.pk: party.role for party in self.unknown}
        return Correction(
            title=" ".join(cleaned["title"].split()),
            leads=[*self.chosen("leads"), *_in_role(known, roles, "lead")],
            coordinators=[*self.chosen("coordinators"), *_in_role(known, roles, "coordinator")],
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


_TITLE_SHOWN = 80


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
        self.recurring = out.recurring
        for one in self.recurring:
            title = Truncator(one.card.proposal.title).chars(_TITLE_SHOWN)
            self.fields[f"cycle_{one.card.proposal.pk}"] = forms.BooleanField(
                label=f"Đặt chu kỳ cho “{title}”: {one.rule.words}, kỳ đầu hạn {one.first_on:%d/%m/%Y}",
                required=False,
                initial=True,
            )
        left = len(out.page.open)
        self.ask("undecided", left, f"Coi {left} câu chưa xử lý là không phát sinh nhiệm vụ")

    def perform(self, document_id: int, seen: str, *, by: User) -> list[Directive]:
        """Publish what was `seen`. Raises NotAllowed when it is another review by now."""
        data, ids = self.cleaned_data, [one.card.proposal.pk for one in self.recurring]
        cycles = [pk for pk in ids if data[f"cycle_{pk}"]]
        return publish_as_seen(document_id, seen, by=by, monitor=data["monitor"], cycles=cycles)

    def ask(self, name: str, needed: object, words: str) -> None:
        """A box that must be ticked; not there when there is nothing to confirm."""
        if needed:
            missing = {"required": "Đánh dấu để xác nhận."}
            box = forms.CheckboxInput({} if self.asked else {"autofocus": True})
            self.fields[name] = forms.BooleanField(label=words, error_messages=missing, widget=box)
            self.asked = True
