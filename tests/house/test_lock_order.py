"""Everything locks in one order (`transitions.moves.lock`): two people never wait for each other for ever."""

from datetime import date

import pytest

from accounts.models import Role, User
from directives import transitions
from directives.departed import piles_for, take_over
from directives.many import one_by_one
from directives.models import Assignment, Event
from directives.transitions import NotAllowed, Progress, moves
from tests.race import halfway, while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)
LATER = date(2025, 11, 20)
LOCKED = (moves, "lock")


@pytest.fixture
def pair(make_directive, finance, health, binh, ha, day):
    """A lead whose result waits for the Office, and its coordinator, which is at work; without a deadline."""
    day(date(2025, 11, 6))
    made = make_directive(lead=finance, coordinators=[health], due_on=None)
    lead, coordinator = made.assignments.leads().get(), made.assignments.coordinators().get()
    transitions.accept(lead.pk, by=binh)
    transitions.accept(coordinator.pk, by=ha)
    transitions.complete(lead.pk, by=binh, progress=Progress(done="Đã trình UBND tỉnh."))
    return lead, coordinator


@pytest.mark.parametrize(
    ("act", "who", "said"),
    [
        (transitions.change_role, "lan", {"reason": "Cùng chủ trì."}),
        (transitions.revoke, "dung", {"reason": "Không cần phối hợp."}),
        (transitions.set_deadline, "dung", {"to": LATER, "reason": "Đặt hạn phối hợp."}),
        (transitions.contribute, "ha", {"text": "Thống nhất dự thảo lần 2."}),
        (transitions.report, "ha", {"progress": Progress(done="Đã rà soát xong hồ sơ.", percent=50)}),
    ],
)
def test_what_is_done_to_a_coordinator_while_its_lead_is_confirmed(act, who, said, pair, cast):
    lead, coordinator = pair
    with halfway(LOCKED, lambda: transitions.confirm(lead.pk, by=cast["lan"])) as rival:
        act(coordinator.pk, by=cast[who], **said)

    assert rival.result()
    assert Assignment.objects.done().get() == lead
    coordinator.refresh_from_db()
    still_at_work = act is not transitions.revoke and coordinator.role == "coordinator"
    assert (coordinator.released_on is not None) is still_at_work


@pytest.fixture
def left_behind(make_directive, finance, binh, mai, nam, day):
    """Two shares which Nam holds, who has left; the one that was given later is due first."""
    day(date(2025, 11, 6))
    shares = [
        make_directive(
            lead=finance, title=f"Rà soát lần {n}", due_on=date(2025, 11, 30 - n)
        ).assignments.get()
        for n in (1, 2)
    ]
    for share in shares:
        transitions.delegate(share.pk, by=binh, to=nam)
    User.objects.filter(pk=nam.pk).update(is_active=False)
    return shares


def take_all(by, to):
    (pile,) = piles_for(by)
    return take_over(pile.key, [row.key for row in pile.rows], by=by, to=to)


def test_what_is_taken_over_while_it_is_merged(left_behind, binh, mai, lan):
    earlier, later = (share.directive for share in left_behind)
    with halfway(
        LOCKED, lambda: transitions.merge(later.pk, into=earlier.pk, by=lan, reason="Trùng.")
    ) as rival:
        outcomes = take_all(binh, mai)

    assert rival.result() == earlier
    assert [outcome.row.row for outcome in outcomes] == left_behind[::-1]  # as they were shown
    assert all(outcome.done for outcome in outcomes)


def test_two_who_take_over_the_same_work_at_once(left_behind, binh, mai, finance, make_user):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")
    with while_uncommitted(lambda: take_all(deputy, deputy)) as rival:
        take_all(binh, mai)

    assert {outcome.problem for outcome in rival.result()} == {"Việc này vừa được giao cho người khác."}
    assert Assignment.objects.filter(delegate=mai).count() == 2
    assert Event.objects.filter(kind=Event.Kind.DELEGATED, actor=deputy).count() == 0


def test_two_who_accept_many_at_once_accept_each_once(left_behind, binh, finance, make_user):
    deputy = make_user("phuc", Role.AGENCY_HEAD, "Hà Hữu Phúc", agency=finance, place="head")

    def accept(by, shares):
        return one_by_one(shares, lambda share: transitions.accept(share.pk, by=by))

    with while_uncommitted(lambda: accept(deputy, left_behind[::-1])) as rival:
        accept(binh, left_behind)

    assert not any(outcome.done for outcome in rival.result())
    assert Event.objects.filter(kind=Event.Kind.ACCEPTED, actor=binh).count() == 2
    assert Event.objects.filter(kind=Event.Kind.ACCEPTED).count() == 2


def test_a_role_that_was_changed_meanwhile_is_told(pair, lan, dung):
    """Whose turn it is to be locked depends on the role: what was read before waiting may be over."""
    _, coordinator = pair
    with while_uncommitted(
        lambda: transitions.set_deadline(coordinator.pk, by=dung, to=LATER, reason="Đặt hạn.")
    ) as rival:
        transitions.change_role(coordinator.pk, by=lan, reason="Cùng chủ trì.")

    with pytest.raises(NotAllowed, match="vừa được đổi"):
        rival.result()
