"""Each agency's own results of a month, told once by the Office to its head and focal officers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User
from accounts.templatetags.look import in_percent, number
from agencies.models import Membership
from directives.audience import members_of
from directives.transitions import NotAllowed
from notifications.kinds import Kind
from notifications.models import Notification, OutgoingMessage
from notifications.outbox import Notice, post

from ..models import ResultNotice, ScoringRules
from .periods import MonthForm
from .scores import Card, cards

ABOUT = "results"  # what the messages are about, for notifications.sight: "results:" and the agency


@dataclass(frozen=True)
class Recipient:
    """A person of an agency, and what became of their notice."""

    person: User
    in_app: bool
    mail: str  # the state of the mail in words; empty: none


@dataclass(frozen=True)
class Telling:
    """An agency with its numbers, who hears of them, and whether they have."""

    card: Card
    people: list[Recipient]
    told: ResultNotice | None

    @property
    def text(self) -> str:
        return words_of(self.card)


def words_of(card: Card) -> str:
    """What the agency is told, a line for each number."""
    done, due = (card.tally[name].count for name in ("done", "fallen_due"))
    rate = in_percent(done, due, places=2)  # as the card of the agency and official reports write it
    count = {name: number(figure.count) for name, figure in card.tally.items()}
    lines = [
        f"Được giao trong kỳ: {count['given']}",
        f"Hoàn thành đúng hạn: {count['on_time']}; quá hạn: {count['late']}; "
        f"không thời hạn: {count['done_without_deadline']}",
        f"Chưa hoàn thành: {count['not_done']}, trong đó quá hạn: {count['overdue']}",
        "Tỷ lệ hoàn thành trên số đã đến hạn: "
        + (f"{rate} ({count['done']}/{count['fallen_due']})" if due else "chưa có nhiệm vụ đến hạn"),
    ]
    if card.place:
        lines.append(
            f"Thứ hạng chấm điểm: {number(card.place)}/{number(card.of)}, {card.points_text}/{card.most} điểm"
        )
    return "\n".join(lines)


def tellings(form: MonthForm) -> list[Telling]:
    """Each agency with work in the month; five queries for any number of them."""
    found = cards(form, ScoringRules.objects.on(form.on))
    people = members_of(card.agency for card in found)
    told = {row.agency_id: row for row in ResultNotice.objects.filter(**_month(form))}
    keys = [_key(form, agency, person) for agency, members in people.items() for person in members]
    seen = set(Notification.objects.filter(key__in=keys).values_list("key", flat=True))
    mails = dict(OutgoingMessage.objects.filter(key__in=keys).values_list("key", "status"))
    states = dict(OutgoingMessage.Status.choices)

    def recipients(agency: int) -> list[Recipient]:
        return [
            Recipient(person, key in seen, states[mails[key]] if key in mails else "")
            for person in sorted(people.get(agency, ()), key=lambda one: one.full_name)
            for key in [_key(form, agency, person)]
        ]

    return [Telling(card, recipients(card.agency), told.get(card.agency)) for card in found]


@transaction.atomic
def tell(form: MonthForm, *, by: User) -> int:
    """Tell the agencies which have not been told of this month; how many they were."""
    if not may(by, Act.TELL_RESULTS):
        raise NotAllowed("Bạn không có quyền gửi thông báo kết quả.")
    if not form.is_over:
        raise NotAllowed("Chỉ thông báo kết quả của kỳ đã kết thúc, với số liệu từ ngày cuối kỳ trở đi.")
    waiting = [each for each in tellings(form) if each.people and each.told is None]
    ResultNotice.objects.bulk_create(
        [
            ResultNotice(
                **_month(form),
                on=form.on,
                agency_id=each.card.agency,
                sent_by=by,
                sent_by_name=by.get_full_name(),
            )
            for each in waiting
        ],
        ignore_conflicts=True,  # somebody else told it a moment ago: the notices' keys hold as well
    )
    post(_notices(form, waiting))
    return len(waiting)


def _notices(form: MonthForm, waiting: Sequence[Telling]) -> list[Notice]:
    title = f"Kết quả thực hiện nhiệm vụ {form.chosen}"
    head = f"Kỳ {form.chosen.days}, số liệu tính đến ngày {form.on:%d/%m/%Y}."
    query = {"periods": form.chosen.periods.value, "month": form.chosen.value}
    query["as_of"] = form.on.isoformat()
    return [
        Notice(
            key=_key(form, each.card.agency, one.person),
            recipient=one.person,
            title=f"{title}: {each.card.name}",
            text=f"{head}\n{each.text}",
            url=reverse("reports:score", args=[each.card.agency], query=query),
            kind=Kind.RESULTS,
            about=[f"{ABOUT}:{each.card.agency}"],
        )
        for each in waiting
        for one in each.people
    ]


def hidden_from(asked: Collection[tuple[User, int]]) -> set[tuple[int, int]]:
    """Those of these pairs, by the ids of person and agency, whose person is not (any more) of the agency."""
    narrow = {(person.pk, agency) for person, agency in asked if not person.sees_all}
    people = {person for person, _ in narrow}
    current = Membership.objects.current().filter(user__in=people).values_list("user", "agency")
    return narrow.difference(current) if narrow else set()


def _month(form: MonthForm) -> dict[str, str]:
    return {"month": form.chosen.value, "periods": form.chosen.periods.value}


def _key(form: MonthForm, agency: int, person: User) -> str:
    return f"results:{form.chosen.periods.value}:{form.chosen.value}:{agency}:{person.pk}"
