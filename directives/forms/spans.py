"""Forms about where proposals begin and end: a place to cut, a neighbour to merge with, new edges."""

from typing import Any, get_args

from django import forms
from django.http import QueryDict

from ..models.directive import DeadlineKind
from ..passages import parts_of
from ..review_page import Card, ReviewPage
from ..review_spans import Edge, deadline_to_keep


class SplitForm(forms.Form):
    """Where to cut a proposal: before one of its sentences or clauses."""

    at = forms.TypedChoiceField(
        label="Tách trước đoạn",
        coerce=int,
        widget=forms.RadioSelect({"class": "choices"}),
        error_messages={"required": "Chọn chỗ tách."},
    )

    def __init__(self, data: QueryDict | None, *, card: Card, text: str) -> None:
        super().__init__(data, auto_id=f"id_{card.proposal.pk}_%s")
        parts = parts_of(text, card.proposal.start, card.proposal.end)[1:]
        self.fields["at"].choices = [(start, " ".join(text[start:end].split())) for start, end in parts]  # type: ignore[attr-defined]
        self.initial["at"] = parts[0][0] if parts else None


class MergeForm(forms.Form):
    """Which neighbour to merge with, and whose deadline stays when both have one and they differ."""

    other = forms.TypedChoiceField(
        label="Gộp với",
        coerce=int,
        widget=forms.RadioSelect({"class": "choices"}),
        error_messages={
            "required": "Chọn nhiệm vụ để gộp.",
            "invalid_choice": "Nhiệm vụ này không còn ở bên cạnh.",
        },
    )
    deadline_of = forms.TypedChoiceField(
        label="Thời hạn",
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect({"class": "choices"}),
    )

    def __init__(self, data: QueryDict | None, *, card: Card, page: ReviewPage) -> None:
        super().__init__(data, auto_id=f"id_{card.proposal.pk}_%s")
        self.card = card
        self.neighbours = {near.proposal.pk: near for near in page.neighbours(card)}
        self.fields["other"].choices = [(pk, _words(near)) for pk, near in self.neighbours.items()]  # type: ignore[attr-defined]
        self.initial["other"] = next(iter(self.neighbours), None)
        with_deadline = [one for one in (card, *self.neighbours.values()) if _deadline(one)]
        if len({_deadline(one) for one in with_deadline}) < 2:
            del self.fields["deadline_of"]
            return
        self.fields["deadline_of"].choices = [(one.proposal.pk, _deadline(one)) for one in with_deadline]  # type: ignore[attr-defined]
        self.initial["deadline_of"] = self._later(card)

    def _later(self, card: Card) -> int:
        first = self.neighbours[self.initial["other"]]
        return deadline_to_keep(card.proposal, first.proposal).pk

    def wanted(self) -> dict[str, Any]:
        """What was chosen, for `review_spans.merge`; the neighbour in the version that was on the screen."""
        other = self.cleaned_data["other"]
        return {
            "other_id": other,
            "other_version": self.data.get(f"version_{other}", ""),
            "deadline_of": self.cleaned_data.get("deadline_of"),
        }


def _words(card: Card) -> str:
    return f"{card.number}. {card.proposal.title}"


def _deadline(card: Card) -> str:
    proposal = card.proposal
    if proposal.due_on:
        return f"Hạn của nhiệm vụ {card.number}: {proposal.due_on:%d/%m/%Y}"
    recurs = proposal.deadline_kind == DeadlineKind.RECURRING
    return f"Hạn của nhiệm vụ {card.number}: định kỳ" if recurs else ""


class SpanForm(forms.Form):
    """New edges of a proposal: one of them moved by a part, or both as places in the text."""

    edge = forms.ChoiceField(required=False, choices=[(edge, edge) for edge in get_args(Edge)])
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("edge") and (cleaned.get("start") is None or cleaned.get("end") is None):
            raise forms.ValidationError("Chọn đầu hoặc cuối của nhiệm vụ để dời.")
        return cleaned

    def span(self) -> tuple[int, int]:
        """The places, when no edge was named."""
        return self.cleaned_data["start"] or 0, self.cleaned_data["end"] or 0
