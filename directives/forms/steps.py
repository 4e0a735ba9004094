"""What people write when work changes hands, gets another day, stops or goes on."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.forms import PickOne, VietnameseDateField
from agencies.models import Agency

from .. import transitions
from ..models import Assignment, Event
from ..models.rules import follow_up_rules
from .acts import ActForm


def reason_field(label: str, help_text: str, missing: str) -> forms.CharField:
    """A reason that others will read."""
    return forms.CharField(
        label=label,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
        error_messages={"required": missing},
    )


def note_field(label: str) -> forms.CharField:
    """Words that may be left out."""
    return forms.CharField(
        label=label, required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )


def members_of(share: Assignment) -> QuerySet[User]:
    """The people of the agency to whom work can be given."""
    members = User.objects.active().filter(memberships__agency=share.agency_id).distinct()
    return members.order_by("full_name")


class ReasonForm(ActForm):
    """A form that writes a reason and nothing else."""

    transition: Callable[..., Assignment]

    def perform(self, *, by: User) -> None:
        self.transition(self.share.pk, by=by, reason=self.cleaned_data["reason"])


class AgainstNewestForm(ActForm):
    """An act that can be done again and again: whoever saw an older state is shown what changed since."""

    kinds: ClassVar[tuple[Event.Kind, ...]]  # what others may have done meanwhile to the same thing

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["seen"] = self._newest()

    def changes_by_others(self) -> list[Event]:
        return list(self.share.events.filter(kind__in=self.kinds).select_related("actor").order_by("-pk")[:3])

    def renew(self) -> None:
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(self._newest())
        self.data = data

    def _newest(self) -> int:
        return transitions.newest_of(self.share, self.kinds)


class DeclineForm(ReasonForm):
    """Not ours: before anything was started."""

    act, title, button = Act.DECLINE, "Từ chối nhiệm vụ", "Từ chối"
    transition = staticmethod(transitions.decline)
    said = "Đã từ chối; Văn phòng sẽ xem xét giao lại."
    warning = "Chỉ từ chối việc không thuộc chức năng, nhiệm vụ. Văn phòng có thể yêu cầu tiếp tục thực hiện."

    reason = reason_field(
        "Lý do từ chối",
        "Nêu vì sao việc không thuộc cơ quan mình và, nếu biết, thuộc cơ quan nào.",
        "Nêu lý do từ chối để Văn phòng giao lại đúng cơ quan.",
    )


class DelegateForm(AgainstNewestForm):
    """Who in the agency does it; empty takes it back."""

    kinds = (Event.Kind.DELEGATED,)
    act, title, button = Act.DELEGATE, "Giao người thực hiện", "Lưu"
    said = "Đã lưu người thực hiện."

    to = forms.ModelChoiceField(
        label="Người thực hiện",
        queryset=User.objects.none(),
        required=False,
        empty_label="Chưa giao cho ai",
        help_text="Người được giao báo cáo tiến độ thay cơ quan và nhận nhắc việc.",
    )
    note = note_field("Lời dặn")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = members_of(self.share)  # type: ignore[attr-defined]
        self.initial.setdefault("to", self.share.delegate_id)

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.delegate(self.share.pk, by=by, to=data["to"], note=data["note"], seen=data["seen"])


class WithdrawForm(ActForm):
    """The latest report was sent by mistake."""

    act, title, button = Act.WITHDRAW, "Rút báo cáo gần nhất", "Rút báo cáo"
    said = "Đã rút báo cáo. Có thể gửi báo cáo khác."
    writes = False
    warning = "Báo cáo vẫn được lưu trong lịch sử với ghi chú “Đã rút”; tiến độ trở về như trước báo cáo đó."

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = transitions.to_withdraw(self.share)
        self.initial["seen"] = self.latest.pk if self.latest else None

    def refusal(self) -> str | None:
        return super().refusal() or (None if self.latest else transitions.NOTHING_TO_WITHDRAW)

    def perform(self, *, by: User) -> None:
        transitions.withdraw(self.share.pk, by=by, seen=self.cleaned_data["seen"])


class AskExtensionForm(ActForm):
    """A later day, and why."""

    act, title, button = Act.ASK_EXTENSION, "Đề nghị gia hạn", "Gửi đề nghị"
    said = "Đã gửi đề nghị gia hạn. Hạn hiện tại vẫn có hiệu lực cho đến khi có quyết định."

    to = VietnameseDateField(label="Gia hạn đến ngày")
    reason = reason_field(
        "Lý do",
        "Nêu phần việc đã làm, vướng mắc và việc còn lại.",
        "Nêu lý do để lãnh đạo Văn phòng quyết định.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.share.due_on is not None:
            last, rules = transitions.last_day_to_ask(self.share.due_on), follow_up_rules()
            left = max(0, rules.extensions_at_most - self.share.extension_requests.granted().count())
            self.fields["to"].help_text = (
                f"Hạn hiện tại {self.share.due_on:%d/%m/%Y}. Gửi đề nghị chậm nhất ngày {last:%d/%m/%Y}; "
                f"còn được gia hạn {left} lần."
            )

    def clean_to(self) -> Any:
        day = self.cleaned_data["to"]
        if self.share.due_on is not None and day <= self.share.due_on:
            raise ValidationError(f"Hạn mới phải sau hạn hiện tại {self.share.due_on:%d/%m/%Y}.")
        return day

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.ask_extension(self.share.pk, by=by, to=data["to"], reason=data["reason"])


class DecideExtensionForm(ActForm):
    """The head of the Office grants the day asked for, or another one, or none."""

    act, title, button = Act.DECIDE_EXTENSION, "Quyết định gia hạn", "Lưu quyết định"
    said = "Đã quyết định đề nghị gia hạn; cơ quan sẽ được báo."

    GRANT, REFUSE = "grant", "refuse"
    decision = forms.ChoiceField(
        label="Quyết định",
        choices=[(GRANT, "Đồng ý"), (REFUSE, "Không đồng ý")],
        widget=forms.RadioSelect({"class": "choices across"}),
        error_messages={"required": "Chọn đồng ý hoặc không đồng ý."},
    )
    to = VietnameseDateField(label="Hạn mới", required=False, help_text="Có thể cho ngày khác ngày đề nghị.")
    note = note_field("Ý kiến")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = self.share.extension_requests.waiting().select_related("asked_by").first()
        self.initial["seen"] = self.asked.pk if self.asked else None
        self.initial["to"] = self.share.asked_due_on
        for name in ("to", "note"):  # each with one of the decisions only
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        self.fields["note"].help_text = "Bắt buộc khi không đồng ý; cơ quan đọc nguyên văn."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, decision = cleaned.get("to"), cleaned.get("decision")
        if decision == self.GRANT and "to" not in self.errors:
            if day is None:
                self.add_error("to", "Nhập hạn mới.")
            elif self.share.due_on is not None and day <= self.share.due_on:
                self.add_error("to", f"Hạn mới phải sau hạn hiện tại {self.share.due_on:%d/%m/%Y}.")
        if decision == self.REFUSE:
            self.errors.pop("to", None)
            if not cleaned.get("note", "").strip():
                self.add_error("note", "Nêu lý do không đồng ý để cơ quan biết.")
        return cleaned

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        if data["decision"] == self.GRANT:
            transitions.grant_extension(
                self.share.pk, by=by, to=data["to"], note=data["note"], seen=data["seen"]
            )
        else:
            transitions.refuse_extension(self.share.pk, by=by, reason=data["note"], seen=data["seen"])


class SetDeadlineForm(AgainstNewestForm):
    """The Office's own change of a deadline."""

    kinds = transitions.MOVES_DEADLINE
    act, title, button = Act.SET_DEADLINE, "Đổi thời hạn", "Đổi thời hạn"
    said = "Đã đổi thời hạn; cơ quan sẽ được báo."
    warning = "Hạn ban đầu không thay đổi và luôn được nêu bên cạnh hạn mới."

    DAY, NONE = "day", "none"
    limit = forms.ChoiceField(
        label="Thời hạn",
        choices=[(DAY, "Ấn định ngày"), (NONE, "Không ấn định thời hạn")],
        initial=DAY,
        widget=forms.RadioSelect({"class": "choices across"}),
        help_text="Việc không ấn định thời hạn không bị nhắc hạn và không tính quá hạn.",
        error_messages={"required": "Chọn ấn định ngày hoặc không ấn định thời hạn."},
    )
    to = VietnameseDateField(label="Hạn mới", required=False)
    reason = reason_field("Lý do", "Văn bản hoặc ý kiến làm căn cứ đổi thời hạn.", "Nêu lý do đổi thời hạn.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].conditional = True  # type: ignore[attr-defined]  # with one of the choices only
        if self.share.original_due_on is None:
            self.warning = "Hạn đầu tiên được ghi là hạn ban đầu và không thay đổi về sau."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("limit") == self.NONE:  # nobody looks at the day
            self.errors.pop("to", None)
            cleaned["to"] = None
            if problem := transitions.deadline_refusal(self.share, None):
                self.add_error("limit", problem)
        elif "to" in cleaned:
            day = cleaned["to"]
            problem = transitions.deadline_refusal(self.share, day) if day else "Nhập hạn mới."
            if problem:
                self.add_error("to", problem)
        return cleaned

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.set_deadline(
            self.share.pk, by=by, to=data["to"], reason=data["reason"], seen=data["seen"]
        )


class PauseForm(ReasonForm):
    """Nothing is expected for a while."""

    act, title, button = Act.PAUSE, "Tạm dừng việc này", "Tạm dừng"
    transition = staticmethod(transitions.pause)
    said = "Đã tạm dừng."
    warning = "Việc tạm dừng không bị nhắc và không tính quá hạn cho đến khi tiếp tục."

    reason = reason_field(
        "Lý do tạm dừng",
        "Nêu việc phải chờ và đến khi nào.",
        "Nêu lý do tạm dừng để cơ quan biết phải chờ gì.",
    )


class ResumeForm(ActForm):
    """It goes on from where it stood."""

    act, title, button = Act.RESUME, "Tiếp tục thực hiện", "Tiếp tục"
    said = "Việc được tiếp tục từ trạng thái trước khi tạm dừng."

    note = note_field("Ý kiến")

    def perform(self, *, by: User) -> None:
        transitions.resume(self.share.pk, by=by, note=self.cleaned_data["note"])


class RevokeForm(ReasonForm):
    """Taken from the agency for good, unless it is reopened."""

    act, title, button = Act.REVOKE, "Thu hồi việc này", "Thu hồi"
    transition = staticmethod(transitions.revoke)
    said = "Đã thu hồi."
    warning = "Việc bị thu hồi ra khỏi mọi số liệu. Có thể mở lại nếu thu hồi nhầm."

    reason = reason_field(
        "Lý do thu hồi", "Cơ quan đọc nguyên văn lý do này.", "Nêu lý do thu hồi để cơ quan biết."
    )


class ReopenForm(ReasonForm):
    """What was done or revoked is open again."""

    act, title, button = Act.REOPEN, "Mở lại việc này", "Mở lại"
    transition = staticmethod(transitions.reopen)
    said = "Đã mở lại; cơ quan sẽ được báo."
    warning = "Việc trở lại chưa hoàn thành, với thời hạn như trước. Các báo cáo và quyết định cũ được giữ."

    reason = reason_field(
        "Lý do mở lại", "Cơ quan đọc nguyên văn lý do này.", "Nêu lý do mở lại để cơ quan biết phải làm gì."
    )


class InsistForm(ReasonForm):
    """The agency declined, and is told to do it all the same."""

    act, title, button = Act.INSIST, "Yêu cầu tiếp tục thực hiện", "Yêu cầu tiếp tục"
    transition = staticmethod(transitions.insist)
    said = "Đã giao lại cho cơ quan."

    reason = reason_field(
        "Lý do", "Nêu vì sao việc thuộc cơ quan này.", "Nêu lý do để cơ quan biết vì sao vẫn phải thực hiện."
    )


class ReassignForm(ActForm):
    """What one agency declined goes to another."""

    act, title, button = Act.REASSIGN, "Giao cho cơ quan khác", "Giao"
    said = "Đã giao cho cơ quan khác."

    to = forms.ModelChoiceField(
        label="Cơ quan",
        queryset=Agency.objects.none(),
        widget=PickOne,
        empty_label="",
        error_messages={"required": "Chọn cơ quan nhận việc."},
    )
    note = note_field("Ý kiến")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = self.share.directive.assignments.values("agency")
        agencies = Agency.objects.existing(calendar.today()).exclude(pk__in=taken).in_order()
        self.fields["to"].queryset = agencies  # type: ignore[attr-defined]

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.reassign(self.share.pk, by=by, to=data["to"], note=data["note"])


class ChangeRoleForm(AgainstNewestForm):
    """A lead becomes a coordinator, or the reverse."""

    kinds = (Event.Kind.ROLE_CHANGED,)
    act, title, button = Act.CHANGE_ROLE, "Đổi vai trò", "Đổi vai trò"
    said = "Đã đổi vai trò; cơ quan sẽ được báo."

    reason = reason_field("Lý do", "Cơ quan đọc nguyên văn lý do này.", "Nêu lý do đổi vai trò.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = "phối hợp" if self.share.role == Assignment.Role.LEAD else "chủ trì"
        self.warning = (
            f"{self.share.agency} đang {self.share.get_role_display().lower()}, sẽ chuyển sang {to}."
        )

    def perform(self, *, by: User) -> None:
        data = self.cleaned_data
        transitions.change_role(self.share.pk, by=by, reason=data["reason"], seen=data["seen"])
