"""What was said about a directive, as far as the person may read it: for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User

from .deadlines import Timing, distance, timing
from .models import Assignment, Comment, Directive, Explanation, Urging
from .models.rules import follow_up_rules
from .models.states import LEFT

REMARKS_SHOWN = 20


@dataclass(frozen=True)
class Said:
    """A comment, and whether the person may still take it back."""

    row: Comment
    can_take_back: bool


@dataclass(frozen=True)
class Asked:
    """A request for an explanation: where it stands, in a state of components/state.html and in words."""

    row: Explanation
    state: str
    text: str
    can_withdraw: bool


@dataclass(frozen=True)
class Talk:
    """Instructions, remarks, explanations and urgings, each newest first."""

    instructions: list[Said]
    remarks: list[Said]
    remarks_left: int
    explanations: list[Asked]
    urgings: list[Urging]

    @property
    def remarks_count(self) -> int:
        return len(self.remarks) + self.remarks_left

    def last_urging_of(self, share: Assignment) -> Urging | None:
        """The newest urging of one share."""
        return next((urging for urging in self.urgings if urging.assignment_id == share.pk), None)

    def unread_by(self, user: User) -> bool:
        """Whether the person asked for an explanation that came and was not read yet."""
        asked = [asked.row for asked in self.explanations]
        return any(row.asked_by_id == user.pk and row.answered_at and not row.read_at for row in asked)


def talk_about(
    directive: Directive, shares: Sequence[Assignment], user: User, on: date, *, whole: bool = False
) -> Talk:
    """Collect it; the number of queries does not grow with what was said."""
    visible = Comment.objects.visible_to(user).filter(directive=directive).select_related("author")
    comments = [Said(row, row.can_be_taken_back(user)) for row in visible]
    remarks = [said for said in comments if said.row.kind == Comment.Kind.REMARK]
    pks = [share.pk for share in shares]
    explanations = Explanation.objects.filter(assignment__in=pks).prefetch_related("attachments")
    urgings = Urging.objects.filter(assignment__in=pks).select_related("assignment__agency", "by", "letter")
    return Talk(
        instructions=[said for said in comments if said.row.kind == Comment.Kind.INSTRUCTION],
        remarks=remarks if whole else remarks[:REMARKS_SHOWN],
        remarks_left=0 if whole else max(0, len(remarks) - REMARKS_SHOWN),
        explanations=[
            Asked(row, *standing_of(row, on), can_withdraw=row.is_open and row.asked_by_id == user.pk)
            for row in explanations.select_related("assignment__agency", "asked_by", "answered_by")
        ],
        urgings=list(urgings.prefetch_related("letter__attachments")),
    )


def standing_of(asked: Explanation, on: date) -> tuple[str, str]:
    """The state and the words of a request: how far its day is, or how late it was answered."""
    if asked.withdrawn_at is not None:
        return "withdrawn", "Đã rút yêu cầu"
    where = timing(asked.due_on, asked.answered_on, None, on, soon=follow_up_rules(on).soon)
    if asked.answered_on is not None:
        late = (asked.answered_on - asked.due_on).days
        return str(where), f"Giải trình chậm {late} ngày" if late > 0 else "Đã giải trình"
    if asked.assignment.work_state in LEFT:
        return "revoked", "Không còn hiệu lực"
    words = distance(asked.due_on, on)
    if where == Timing.OVERDUE:
        return str(where), f"{words}, chưa giải trình"
    return str(where), f"Chờ giải trình, {words[:1].lower()}{words[1:]}"
