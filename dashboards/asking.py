"""What a leader has asked agencies to explain, and who has not answered yet."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from directives.filters import register_url
from directives.measures import Figure
from directives.models import Explanation
from directives.talk import standing_of


@dataclass(frozen=True)
class Question:
    """One that waits for its answer: where it stands, in a state of components/state.html and in words."""

    row: Explanation
    state: str
    text: str


@dataclass(frozen=True)
class Questions:
    """All that wait, and the first of them."""

    total: Figure
    rows: list[Question]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the rows show."""
        return self.total.count > len(self.rows)


def asked_by(user: User, *, on: date, most: int) -> Questions:
    """The earliest day first; two queries. Of today: past days do not keep who had to explain."""
    waiting = Explanation.objects.waiting().filter(asked_by=user)
    rows = waiting.select_related("assignment__agency", "assignment__directive").defer(
        *(f"assignment__directive__{name}" for name in ("content", "quote", "search_text"))
    )
    return Questions(
        Figure(waiting.count(), register_url(explain_to_me=True, role="all")),
        [Question(row, *standing_of(row, on)) for row in rows.order_by("due_on", "pk")[:most]],
    )
