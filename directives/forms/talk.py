"""What leaders and the Office write about work, and what agencies answer."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.forms import VietnameseDateField
from meetings.texts import secret_in

from .. import transitions
from ..deadlines import distance
from ..filing import KNOWN
from ..models import Assignment, Comment, Directive, Urging
from ..models.rules import follow_up_rules
from ..urging_preview import UrgingPreview, preview_of
from .acts import ActForm, FilesField


def not_secret(text: str) -> None:
    """Refuse words which bear a mark of secrecy."""
    if problem := secret_in(text):
        raise ValidationError(problem)


def words_field(label: str, help_text: str, missing: str) -> forms.CharField:
    """Words which others will read as they stand."""
    return forms.CharField(
        label=label,
        max_length=5_000,
        validators=[not_secret],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class UrgeForm(ActForm):
    """A numbered reminder to an agency which has not done its work."""

    act, title, button = Act.URGE, "Đôn đốc", "Gửi đôn đốc"
    previews = True

    kind = forms.ChoiceField(
        label="Hình thức",
        widget=forms.RadioSelect({"class": "choices across"}),
        error_messages={"required": "Chọn hình thức đôn đốc."},
    )
    text = words_field(
        "Nội dung",
        "Thủ trưởng, cán bộ đầu mối và người thực hiện nhận thư và thông báo với nguyên văn này.",
        "Nêu nội dung đôn đốc.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last: Urging | None = transitions.last_urging(self.share)
        number = self.last.number + 1 if self.last else 1
        self.title = f"Đôn đốc lần {number}"
        self.said = f"Đã gửi đôn đốc lần {number}."
        if number >= (first := follow_up_rules().escalate_at_urging):
            self.warning = f"Từ lần thứ {first}, lãnh đạo Văn phòng và lãnh đạo chỉ đạo cũng được báo."
        kinds = transitions.kinds_open_to(self.by) if self.by else []
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        self.initial.setdefault("kind", Urging.Kind.REMINDER)
        self.initial.setdefault("text", _suggested(self.share))

    def refusal(self) -> str | None:
        return super().refusal() or transitions.too_soon(self.last)

    def make_preview(self) -> UrgingPreview:
        assert self.by is not None
        data = self.cleaned_data
        return preview_of(
            [self.share.pk], kind=data["kind"], text=data["text"], by=self.by, on=calendar.today()
        )

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.urge(self.share.pk, kind=data["kind"], text=data["text"], by=by)


def _suggested(share: Assignment) -> str:
    """Words to begin with: how far the deadline is, and what is asked for."""
    asked = f"Đề nghị {share.agency.name} khẩn trương thực hiện và báo cáo kết quả trên hệ thống."
    if share.due_on is None:
        return asked
    away = distance(share.due_on, calendar.today())
    return f"Nhiệm vụ có hạn ngày {share.due_on:%d/%m/%Y} ({away[:1].lower()}{away[1:]}). {asked}"


class AskExplanationForm(ActForm):
    """A leader wants to know why, until a day."""

    act, title, button = Act.ASK_EXPLANATION, "Yêu cầu giải trình", "Gửi yêu cầu"
    said = "Đã gửi yêu cầu giải trình; câu trả lời sẽ ở trang Việc của tôi."

    question = words_field(
        "Nội dung cần giải trình",
        "Thủ trưởng và cán bộ đầu mối của cơ quan đọc nguyên văn, nhận cả thư.",
        "Nêu nội dung cần giải trình.",
    )
    due_on = VietnameseDateField(
        label="Giải trình đến hết ngày", error_messages={"required": "Nhập ngày phải giải trình."}
    )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < calendar.today():
            raise ValidationError("Ngày giải trình không được ở trong quá khứ.")
        return day

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.ask_explanation(self.share.pk, by=by, question=data["question"], due_on=data["due_on"])


class ExplainForm(ActForm):
    """The agency's answer, with files."""

    act, title, button = Act.EXPLAIN, "Giải trình", "Gửi giải trình"
    said = "Đã gửi giải trình; lãnh đạo yêu cầu và Văn phòng sẽ đọc."

    answer = words_field(
        "Nội dung giải trình",
        "Nêu nguyên nhân, trách nhiệm và việc sẽ làm.",
        "Nêu nội dung giải trình.",
    )
    attachments = FilesField(
        label="Tệp đính kèm",
        required=False,
        help_text=f"Có thể chọn nhiều tệp: {', '.join(sorted(KNOWN))}.",
        max_length=255,
        allow_empty_file=True,  # check_file refuses it by its name
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_answer = self.share.explanations.open().select_related("asked_by").first()
        self.initial["seen"] = self.to_answer.pk if self.to_answer else None

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.explain(
            self.share.pk, by=by, answer=data["answer"], files=data["attachments"], seen=data["seen"]
        )


class WordsForm(forms.Form):
    """Words about a directive as a whole."""

    act: ClassVar[Act]
    title: ClassVar[str]
    button: ClassVar[str]
    said: ClassVar[str]

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive

    def perform(self, *, by: User) -> None:
        """Post it."""
        raise NotImplementedError


class CommentForm(WordsForm):
    """A remark, and who may read it."""

    act, title, button, said = Act.COMMENT, "Ghi ý kiến", "Gửi ý kiến", "Đã gửi ý kiến."

    audience = forms.ChoiceField(
        label="Ai đọc được",
        choices=Comment.Audience.choices,
        initial=Comment.Audience.INTERNAL,
        widget=forms.RadioSelect({"class": "choices"}),
        error_messages={"required": "Chọn ai đọc được ý kiến này."},
    )
    text = words_field("Ý kiến", "Không sửa được sau khi gửi; thu hồi được trong 15 phút.", "Nhập ý kiến.")

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.comment(self.directive.pk, by=by, text=data["text"], audience=data["audience"])


class InstructForm(WordsForm):
    """A leader's further instruction."""

    act, title, button = Act.INSTRUCT, "Chỉ đạo thêm", "Gửi chỉ đạo"
    said = "Đã gửi chỉ đạo tới các cơ quan được giao và chuyên viên theo dõi."

    text = words_field(
        "Nội dung chỉ đạo",
        "Mọi cơ quan được giao và chuyên viên theo dõi nhận thông báo ngay và thư nhắc việc sáng hôm sau. "
        "Không sửa được sau khi gửi; "
        "thu hồi được trong 15 phút.",
        "Nêu nội dung chỉ đạo.",
    )

    def perform(self, *, by: User) -> None:
        transitions.instruct(self.directive.pk, by=by, text=self.cleaned_data["text"])
