"""In which order the register lists its rows: by each of its columns, up and down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import (
    Case,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Expression, OrderBy

from accounts.models import User
from agencies.vietnamese import sort_key

from .models.conditions import IS_DONE
from .models.directive import Field, title_key
from .models.share import ShareQuerySet

_Rows = TypeVar("_Rows", bound=ShareQuerySet[Any])

DEFAULT = "due"
# the way of a share, as far as it has got
_STAGES = (
    Q(work_state="new"),
    Q(work_state="accepted", confirmation="none"),
    Q(confirmation="returned"),
    Q(work_state="in_progress", confirmation="none"),
    Q(confirmation="pending"),
    Q(work_state="done"),
    Q(work_state="paused"),
    Q(work_state="declined"),
)


@dataclass(frozen=True)
class Sort:
    """How a column is sorted: what each direction is called, and by what."""

    up: str
    down: str
    by: tuple[F | Expression, ...]
    nulls_first: bool = False  # going up; else what has no value stands last both ways
    up_first: tuple[Any, ...] = ()  # what goes before, going up
    always_there: bool = False  # never null: an index is read in both directions

    def order(self, *, down: bool) -> list[Any]:
        """The expressions to order by."""
        if self.always_there:
            return [OrderBy(each, descending=down) for each in self.by]
        if down:
            return [_down(each) for each in self.by]
        first = {"nulls_first": True} if self.nulls_first else {"nulls_last": True}
        return [*self.up_first, *(OrderBy(each, **first) for each in self.by)]


def _down(by: F | Expression) -> OrderBy:
    return OrderBy(by, descending=True, nulls_last=True)


def _ranked(column: str, values: Iterable[Any]) -> Case:
    """The place of the column's value among these; nothing for what is not among them."""
    whens = [When(**{column: value}, then=Value(n)) for n, value in enumerate(values)]
    return Case(*whens, output_field=IntegerField())


def _by_name(column: str) -> Case:
    """The people in the order in which Vietnamese sort names: the given name, which stands last, first."""
    people = {pk: name.split() for pk, name in _names(column)}
    return _ranked(column, sorted(people, key=lambda pk: [sort_key(word) for word in people[pk][::-1]]))


def _names(column: str) -> Iterable[tuple[int, str]]:
    related = "directed" if column.endswith("leader") else "monitored"
    return User.objects.filter(**{f"{related}__isnull": False}).distinct().values_list("pk", "full_name")


_NUMBER = (F("directive__year"), F("directive__number"), F("directive__part"))
_AGENCY = (F("agency__kind_order"), F("agency__sort_key"))
_ISSUED = (F("directive__document__issued_on"), F("directive__document__number"))

SORTS: dict[str, Sort] = {
    "code": Sort("Mã nhiệm vụ", "Mã nhiệm vụ, mới trước", _NUMBER),
    "title": Sort(
        "Tên nhiệm vụ, A đến Y",
        "Tên nhiệm vụ, Y đến A",
        (title_key("directive__title"),),
        always_there=True,
    ),
    "agency": Sort("Cơ quan", "Cơ quan, ngược lại", _AGENCY),
    "due": Sort("Hạn, việc đang mở trước", "Hạn xa nhất trước", (F("due_on"),), up_first=(IS_DONE,)),
    "original_due": Sort("Hạn ban đầu sớm nhất trước", "Hạn ban đầu xa nhất trước", (F("original_due_on"),)),
    "stage": Sort(
        "Tình trạng, từ mới giao",
        "Tình trạng, ngược lại",
        (Case(*[When(is_, then=Value(n)) for n, is_ in enumerate(_STAGES)], output_field=IntegerField()),),
    ),
    "percent": Sort("Tiến độ thấp nhất trước", "Tiến độ cao nhất trước", (F("percent"),)),
    "updated": Sort(
        "Lâu chưa cập nhật trước", "Cập nhật gần nhất trước", (F("last_report_on"),), nulls_first=True
    ),
    "given": Sort("Ngày giao cũ nhất trước", "Ngày giao mới nhất trước", (F("assigned_on"),)),
    "finished": Sort("Ngày hoàn thành cũ nhất trước", "Ngày hoàn thành mới nhất trước", (F("finished_on"),)),
    "document": Sort("Văn bản cũ nhất trước", "Văn bản mới nhất trước", _ISSUED),
    "urged": Sort("Ít đôn đốc nhất trước", "Đôn đốc nhiều nhất trước", (F("urged"),)),
    "field": Sort("Lĩnh vực", "Lĩnh vực, ngược lại", (_ranked("directive__field", Field.values),)),
    # by people: asked for when they are needed
    "leader": Sort("Lãnh đạo chỉ đạo, A đến Y", "Lãnh đạo chỉ đạo, Y đến A", ()),
    "monitor": Sort("Chuyên viên theo dõi, A đến Y", "Chuyên viên theo dõi, Y đến A", ()),
}
_PEOPLE = {"leader": "directive__directing_leader", "monitor": "directive__monitor"}

CHOICES: list[tuple[str, str]] = [
    choice for name, sort in SORTS.items() for choice in ((name, sort.up), (f"-{name}", sort.down))
]


def in_order(rows: _Rows, sort: str, until: date | None = None) -> _Rows:
    """The rows in the order of a value of CHOICES; those which are equal in it always in the same order.

    `until`: the past day of which the rows are.
    """
    down, name = sort.startswith("-"), sort.removeprefix("-")
    by = SORTS[name]
    if name in _PEOPLE:
        by = Sort(by.up, by.down, (_by_name(_PEOPLE[name]),))
    if name == "urged":
        rows = rows.with_urgings(until)
    return rows.order_by(*by.order(down=down), "pk")
