"""Forms of meetings and documents."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from accounts.models import Role, User
from agencies import calendar
from agencies.forms import CorrectionForm, FileDrop, PickOne, VietnameseDateField

from .models import Document, DocumentQuerySet, Meeting, MeetingQuerySet, text_digest
from .offering import Offer, as_typed
from .reading.checking import ENDINGS
from .texts import in_unicode, secret_in, why_not
from .titles import usual_title


class MeetingSearch(forms.Form):
    """Words of the name, the year, the kind, who chaired."""

    q = forms.CharField(label="Tên cuộc họp", required=False, max_length=200)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Tất cả loại"), *Meeting.Kind.choices]
    )
    chair = forms.ModelChoiceField(
        User.objects.none(), label="Chủ trì", required=False, empty_label="Tất cả lãnh đạo"
    )

    def __init__(self, data: QueryDict, *, meetings: MeetingQuerySet) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["q"].widget.input_type = "search"
        years = ((year, str(year)) for year in meetings.years())
        self.fields["year"].choices = [("", "Tất cả"), *years]  # type: ignore[attr-defined]
        chairs = User.objects.filter(pk__in=meetings.order_by().values("chair")).order_by("full_name")
        self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]

    def apply(self, rows: MeetingQuerySet) -> MeetingQuerySet:
        """The meetings asked for; a filter that makes no sense is left out."""
        self.is_valid()
        if words := self.cleaned_data.get("q"):
            rows = rows.search(words)
        if year := self.cleaned_data.get("year"):
            rows = rows.filter(held_on__year=year)
        same = {name: self.cleaned_data.get(name) for name in ("kind", "chair")}
        return rows.filter(**{name: value for name, value in same.items() if value})

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())


class DocumentSearch(forms.Form):
    """Words of the number or subject, and whether only what is not published yet."""

    q = forms.CharField(label="Số, ký hiệu hoặc trích yếu", required=False, max_length=200)
    draft = forms.BooleanField(label="Chỉ văn bản chưa phát hành", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["q"].widget.input_type = "search"

    def apply(self, rows: DocumentQuerySet) -> DocumentQuerySet:
        """The documents asked for."""
        self.is_valid()
        if words := self.cleaned_data.get("q"):
            rows = rows.search(words)
        return rows.drafts() if self.cleaned_data.get("draft") else rows


class MeetingForm(CorrectionForm):
    """What is logged of a meeting. Without a name it gets the usual one of its kind."""

    title = forms.CharField(
        label="Tên cuộc họp", required=False, max_length=250, help_text="Để trống sẽ lấy tên thường dùng."
    )
    held_on = VietnameseDateField(label="Ngày họp")
    chair = forms.ModelChoiceField(label="Người chủ trì", queryset=User.objects.none(), empty_label=None)
    # what was suggested before, so that a suggestion never replaces what was typed
    suggested = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["kind", "held_on", "title", "chair", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = User.objects.active().with_role(Role.LEADER).order_by("pk")
        self.fields["chair"].queryset = leaders  # type: ignore[attr-defined]
        self.fields["chair"].label_from_instance = _with_position  # type: ignore[attr-defined]
        if self.instance.pk is None:
            title = usual_title(Meeting.Kind.SESSION, calendar.today())
            start = {"held_on": calendar.today(), "title": title, "suggested": title}
            start |= _chairman(leaders)
            for name, value in start.items():
                self.initial[name] = self.initial.get(name) or value

    @classmethod
    def with_usual_title(cls, typed: QueryDict) -> "MeetingForm":
        """The form as typed, its name replaced by the usual one if it is empty or was only suggested."""
        data = typed.copy()
        if data.get("title", "") in ("", data.get("suggested", "")):
            form = cls(data)
            form.is_valid()
            kind, held_on = form.cleaned_data.get("kind"), form.cleaned_data.get("held_on")
            if kind and held_on:
                data["title"] = data["suggested"] = usual_title(kind, held_on)
        return cls(initial=data.dict())

    def clean_held_on(self) -> Any:
        held_on = self.cleaned_data["held_on"]
        if held_on > calendar.today():
            raise ValidationError("Ngày họp không được sau hôm nay.")
        return held_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("title") and cleaned.get("kind") and cleaned.get("held_on"):
            cleaned["title"] = usual_title(cleaned["kind"], cleaned["held_on"])
            if not cleaned["title"]:
                self.add_error("title", "Nhập tên cuộc họp.")
        return cleaned


def _with_position(leader: User) -> str:
    return f"{leader.full_name} · {leader.position}" if leader.position else leader.full_name


def _chairman(leaders: QuerySet[User]) -> dict[str, Any]:
    """The Chairman chairs unless another is chosen."""
    first = leaders.filter(position__istartswith="Chủ tịch").first() or leaders.first()
    return {"chair": first.pk} if first else {}


class SourceForm(forms.Form):
    """The file a document is made of."""

    file = forms.FileField(
        label="Lấy từ tệp",
        allow_empty_file=True,  # `reading.check` says it in words of ours
        required=False,
        widget=FileDrop({"accept": ",".join(ENDINGS), "data-send": True}),
        help_text=(
            "Word, PDF, Excel, OpenDocument, thư, trang web, ảnh chụp hoặc bản quét. "
            "Tệp được đọc ngay khi chọn; số, ngày, người ký và trích yếu được điền từ tệp."
        ),
    )


class DocumentForm(CorrectionForm):
    """A text that gives work. A secret is refused and never stored; the same text again is asked about.

    An `offer` fills the fields of a new document. A text in an old encoding is converted: `converted`.
    """

    issued_on = VietnameseDateField(label="Ngày ban hành")
    text = forms.CharField(
        label="Nội dung",
        error_messages={"required": "Dán toàn văn văn bản vào đây, hoặc chọn tệp ở trên."},
        strip=False,
        widget=forms.Textarea({"rows": 16, "spellcheck": "false", "class": "document-input"}),
        help_text="Dán toàn văn kết luận. Giữ nguyên đoạn và dấu câu như văn bản.",
    )
    again = forms.BooleanField(label="Vẫn nhập văn bản này", required=False)
    # what was offered, so that what is read never replaces what was typed
    suggested = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Document
        fields = ["kind", "number", "issued_on", "subject", "signer", "text", "relation", "corrects"]
        widgets = {"corrects": PickOne({"data-placeholder": "Gõ số, ký hiệu hoặc trích yếu"})}

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs["placeholder"] = "785/TB-UBND"
        written = [kind for kind in Document.Kind.choices if kind[0] != Document.Kind.SPOKEN]
        self.fields["kind"].choices = written  # type: ignore[attr-defined]
        self.fields["relation"].choices = [("", "Không"), *Document.Relation.choices]  # type: ignore[attr-defined]
        published = Document.objects.published().exclude(pk=self.instance.pk).defer("text")
        self.fields["corrects"].queryset = published  # type: ignore[attr-defined]
        self.fields["corrects"].choices = _offered(published, self["corrects"].value())  # type: ignore[attr-defined]
        for name in ("relation", "corrects"):  # asked for together
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        self.same: Document | None = None
        self.converted = ""
        if self.is_bound:
            offer = as_typed({name: str(value) for name, value in self.data.items()})
        elif offer is not None:
            self.initial.update(offer.values, suggested=offer.dumps())
        for name in offer.read if offer else ():
            self.fields[name].help_text = "Đọc từ văn bản."

    def clean_issued_on(self) -> Any:
        issued_on = _not_in_the_future(self.cleaned_data["issued_on"])
        meeting, kind = self.instance.meeting, self.cleaned_data.get("kind")
        if meeting and kind == Document.Kind.CONCLUSION and issued_on < meeting.held_on:
            raise ValidationError(f"Văn bản kết luận không thể có trước ngày họp {meeting.held_on:%d/%m/%Y}.")
        return issued_on

    def clean_text(self) -> str:
        text, self.converted = in_unicode(self.cleaned_data["text"])
        if problem := why_not(text):
            raise ValidationError(problem)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if text := cleaned.get("text"):
            self.same = entered_before(text, self.instance)
        if self.same is not None and not cleaned.get("again"):
            self.add_error("text", already_entered(self.same))
        self._judge_relation(cleaned)
        return cleaned

    @property
    def is_related(self) -> bool:
        """Whether something was chosen, or is wrong, about an earlier document."""
        names = ("relation", "corrects")
        return any(self[name].value() or self[name].errors for name in names)

    def _judge_relation(self, cleaned: dict[str, Any]) -> None:
        before, relation = cleaned.get("corrects"), cleaned.get("relation")
        if relation and before is None and "corrects" not in self.errors:
            self.add_error("corrects", "Chọn văn bản đã phát hành.")
        if before is not None and not relation:
            self.add_error("relation", "Chọn đính chính, thay thế hay bổ sung.")
        issued_on = cleaned.get("issued_on")
        if before is not None and issued_on is not None and issued_on < before.issued_on:
            self.add_error("issued_on", f"Văn bản không thể có trước {before}.")


_MOST_OFFERED = 200  # published documents, the newest; an older one comes from its own page


def _offered(published: DocumentQuerySet, chosen: Any) -> list[tuple[Any, str]]:
    """The choices of an earlier document: the newest, and the one that is chosen already."""
    rows = {row.pk: row for row in published[:_MOST_OFFERED]}
    known = int(chosen) if str(chosen).isascii() and str(chosen).isdigit() and len(str(chosen)) < 10 else 0
    if known and known not in rows:
        rows |= published.in_bulk([known])
    words = {pk: f"{row} · {row.subject}" if row.number else row.subject for pk, row in rows.items()}
    return [("", ""), *((pk, Truncator(text).chars(120)) for pk, text in words.items())]


class DirectionForm(forms.ModelForm):
    """A direction whose one point is typed with it: a letter, or what a leader said without a document."""

    issued_on = VietnameseDateField(label="Ngày ban hành")

    class Meta:
        model = Document
        fields = ["kind", "number", "issued_on", "subject", "signer"]
        labels = {"signer": "Người ký hoặc người chỉ đạo"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in Document.Kind.choices if kind[0] != Document.Kind.CONCLUSION]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["number"].help_text = "Để trống nếu chỉ đạo không có văn bản."
        self.fields["number"].widget.attrs["placeholder"] = "1520/UBND-KT"

    def clean_issued_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["issued_on"])

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if problem := secret_in(subject):
            raise ValidationError(problem)
        return subject

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Document.Kind.SPOKEN and cleaned.get("number"):
            self.add_error("number", "Chỉ đạo trực tiếp không có số. Chọn loại văn bản, hoặc xóa số.")
        return cleaned


def _not_in_the_future(issued_on: date) -> date:
    if issued_on > calendar.today():
        raise ValidationError("Ngày ban hành không được sau hôm nay.")
    return issued_on


def entered_before(text: str, document: Document) -> Document | None:
    """The first other document with the same words, if there is one."""
    same = Document.objects.filter(text_sha256=text_digest(text)).exclude(pk=document.pk)
    return same.select_related("meeting").order_by("pk").first()


def already_entered(document: Document, box: str = "Vẫn nhập văn bản này") -> str:
    """Says so, with a link to it and the words of the box that lets it in again."""
    return format_html(
        "Nội dung này đã được nhập: <a href='{}'>{}</a>. Nếu vẫn muốn nhập, đánh dấu “{}”.",
        reverse("meetings:document", args=[document.pk]),
        document,
        box,
    )
