"""What the Office types of a single directive, and the page of it: with its document, or under one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import Role, User
from agencies import calendar
from agencies.models import AgencyGroup
from meetings.forms import DirectionForm, already_entered, entered_before
from meetings.models import Document
from meetings.texts import in_unicode, secret_in

from .. import by_hand
from ..giving import members_of
from ..models import Directive
from ..models.directive import DeadlineKind, Origin
from .charging import ChargeForm


class TaskForm(ChargeForm):
    """A directive typed by hand. Groups, a past day and the same text again are confirmed."""

    content = forms.CharField(
        label="Nội dung chỉ đạo",
        max_length=10_000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Nguyên văn câu giao việc. Các cơ quan đọc đúng nội dung này.",
        error_messages={"required": "Nhập nội dung chỉ đạo."},
    )
    origin = forms.ChoiceField(label="Nguồn giao", choices=Origin, initial=Origin.CHAIRMAN)
    directing_leader = forms.ModelChoiceField(
        User.objects.none(), label="Lãnh đạo chỉ đạo", required=False, empty_label="Chưa có"
    )
    monitor = forms.ModelChoiceField(
        User.objects.none(), label="Chuyên viên theo dõi", required=False, empty_label="Chưa có"
    )
    field_order = ("title", "content")

    def __init__(self, data: QueryDict | None, *, document: Document | None, by: User) -> None:
        self.document = document
        self.issued_on = document.issued_on if document else None
        chair = document.meeting.chair_id if document and document.meeting else None
        start = {"deadline_kind": DeadlineKind.FIXED, "directing_leader": chair}
        start["monitor"] = by.pk if by.in_office else None
        super().__init__(data, on=calendar.today(), initial=start)
        self.fields["title"].label = "Tên nhiệm vụ"
        self.fields["leads"].required = True
        self.fields["leads"].error_messages["required"] = "Chọn cơ quan chủ trì."
        self.fields["due_on"].conditional = True  # type: ignore[attr-defined]
        people = User.objects.active().order_by("full_name")
        self.fields["directing_leader"].queryset = people.with_role(Role.LEADER)  # type: ignore[attr-defined]
        self.fields["monitor"].queryset = people.with_role(*Role.office())  # type: ignore[attr-defined]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """What the page asks to confirm; nothing before it was sent once."""
        return [self[name] for name in self.fields if name.startswith("sure_")]

    def clean_title(self) -> str:
        return _open_words(" ".join(self.cleaned_data["title"].split()))

    def clean_content(self) -> str:
        return _open_words(in_unicode(self.cleaned_data["content"])[0])

    def clean_deliverable(self) -> str:
        return _open_words(self.cleaned_data["deliverable"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._judge_day()
        self._judge_groups()
        if self.document is None and (text := cleaned.get("content")):
            self._judge_text(text)
        return cleaned

    def task(self) -> by_hand.Task:
        """What was typed, for `by_hand`."""
        values = {name: self.cleaned_data[name] for name in by_hand.Task.__dataclass_fields__}
        return by_hand.Task(
            **values | {"leads": self.chosen("leads"), "coordinators": self.chosen("coordinators")}
        )

    def _judge_day(self) -> None:
        due_on = self.cleaned_data.get("due_on")
        if due_on is None:
            return
        if self.issued_on and due_on < self.issued_on:
            self.add_error("due_on", f"Hạn không được trước ngày văn bản {self.issued_on:%d/%m/%Y}.")
        elif due_on < calendar.today():
            words = f"Hạn {due_on:%d/%m/%Y} đã qua: nhiệm vụ sẽ quá hạn ngay khi giao"
            self._ask(f"sure_past_{due_on:%Y%m%d}", words)

    def _judge_groups(self) -> None:
        """A group is named with its size, so that a size which changed meanwhile is asked about again."""
        values = [*self.cleaned_data.get("leads", []), *self.cleaned_data.get("coordinators", [])]
        bodies = [self.bodies.by_value[value] for value in values]
        groups = {body.pk: body for body in bodies if isinstance(body, AgencyGroup)}
        for pk, members in members_of(groups, calendar.today()).items():
            if len(members) > 1:
                words = f"Giao {groups[pk]}: {len(members)} cơ quan, mỗi cơ quan báo cáo riêng"
                self._ask(f"sure_group_{pk}_{len(members)}", words)

    def _judge_text(self, text: str) -> None:
        if same := entered_before(text, Document()):
            self._ask("sure_again", "Vẫn giao nhiệm vụ này")
            if not self.data.get("sure_again"):
                self.add_error("content", already_entered(same, "Vẫn giao nhiệm vụ này"))

    def _ask(self, name: str, words: str) -> None:
        """A box that must be ticked before the work goes out."""
        self.fields[name] = forms.BooleanField(label=words, required=False)
        if not self.data.get(name):
            self.add_error(name, "Đánh dấu để xác nhận.")


class ByHand:
    """What stands on the page: the directive, and the direction it comes from unless that is known."""

    def __init__(self, data: QueryDict | None, *, document: Document | None, by: User) -> None:
        self.document, self.by = document, by
        fresh = Document(kind=Document.Kind.OFFICIAL_LETTER, issued_on=calendar.today())
        self.direction = None if document else DirectionForm(data, instance=fresh)
        self.form = TaskForm(data, document=document, by=by)

    def is_valid(self) -> bool:
        """Whether both can go; each says at its fields what is wrong."""
        known = self.direction is None or self.direction.is_valid()
        if self.direction is not None:
            self.form.issued_on = self.direction.cleaned_data.get("issued_on")
        self.form.set_first_day(self.form.issued_on)
        return self.form.is_valid() and known

    def give(self) -> Directive:
        """Give it out. Raises NotAllowed."""
        if self.document is not None:
            return by_hand.give_under(self.document.pk, self.form.task(), by=self.by)
        assert self.direction is not None
        return by_hand.give_with(self.direction.save(commit=False), self.form.task(), by=self.by)


def _open_words(text: str) -> str:
    """The words, provided that they bear no secrecy mark."""
    if problem := secret_in(text):
        raise ValidationError(problem)
    return text
