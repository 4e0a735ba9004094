"""A report sent by mistake is taken back: everything stands as before it, and the report stays on record."""

from datetime import date, timedelta

import pytest

from directives import transitions
from directives.detail_page import detail_page
from directives.history import history_of
from directives.models import Assignment, ProgressReport
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import NotAllowed, Progress
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
STANDING = ("work_state", "confirmation", "percent", "last_report_on", "filed_on", "finished_on", "due_on")


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def stood(share):
    return Assignment.objects.values(*STANDING).get(pk=share.pk)


def report(share, by, percent):
    return transitions.report(share.pk, by=by, progress=Progress(done=DONE, percent=percent))


def complete(share, by):
    return transitions.complete(share.pk, by=by, progress=Progress(done=DONE))


@pytest.mark.parametrize(
    "file", [lambda share, by: report(share, by, 60), complete], ids=["report", "result"]
)
@pytest.mark.parametrize("before", ["accepted", "reported", "returned"])
def test_everything_stands_as_before_the_report(before, file, brought_to, binh, day):
    share = brought_to(before)
    was = stood(share)
    day(TODAY + timedelta(days=1))
    file(share, binh)
    assert stood(share) != was
    taken = transitions.withdraw(share.pk, by=binh)
    assert stood(share) == was
    assert (taken.decision, taken.decided_by) == (ProgressReport.Decision.WITHDRAWN, binh)


def test_one_after_the_other_can_be_taken_back(brought_to, binh, day):
    share = brought_to("accepted")
    was = []
    for percent in (20, 50, 80):
        was.append(stood(share))
        report(share, binh, percent)
        day(TODAY + timedelta(days=percent))
    was.append(stood(share))
    complete(share, binh)
    for before in reversed(was):
        transitions.withdraw(share.pk, by=binh)
        assert stood(share) == before
    assert stood(share)["work_state"] == WorkState.ACCEPTED
    with pytest.raises(NotAllowed):
        transitions.withdraw(share.pk, by=binh)


def test_what_was_reported_in_place_of_it_is_taken_back_as_well(brought_to, binh):
    share = brought_to("reported")  # 40 %
    report(share, binh, 60)
    transitions.withdraw(share.pk, by=binh)
    report(share, binh, 70)
    transitions.withdraw(share.pk, by=binh)
    assert stood(share)["percent"] == 40


@pytest.mark.parametrize("state", ["returned", "confirmed"])
def test_what_the_office_decided_on_is_not_taken_back(state, brought_to, binh):
    share = brought_to(state)
    with pytest.raises(NotAllowed):
        transitions.withdraw(share.pk, by=binh)
    assert not ProgressReport.objects.filter(decision="withdrawn").exists()


def test_what_was_confirmed_is_not_taken_back_after_reopening_and_not_offered(
    brought_to, binh, dung, directive
):
    share = brought_to("confirmed")
    transitions.reopen(share.pk, by=dung, reason="Quyết định bị hủy bỏ.")
    with pytest.raises(NotAllowed, match="Không có báo cáo nào có thể rút"):
        transitions.withdraw(share.pk, by=binh)
    assert "withdraw" not in detail_page(directive, binh, TODAY).shares[0].acts
    report(share, binh, 50)
    assert "withdraw" in detail_page(directive, binh, TODAY).shares[0].acts


def test_the_report_that_was_read_is_taken_back_and_no_other(brought_to, binh):
    share = brought_to("reported")
    read = share.reports.get()
    report(share, binh, 60)
    with pytest.raises(NotAllowed, match="báo cáo khác"):
        transitions.withdraw(share.pk, by=binh, seen=read.pk)
    assert stood(share)["percent"] == 60


def test_a_result_taken_back_waits_for_nobody_and_the_office_hears_so(cast, brought_to, binh, heard):
    share = brought_to("filed")
    transitions.withdraw(share.pk, by=binh)
    assert not Assignment.objects.pending().exists()
    assert not ProgressReport.objects.waiting().exists()
    assert heard("withdrawn") == ["lan"]
    report(share, binh, 60)
    transitions.withdraw(share.pk, by=binh)
    assert heard("withdrawn") == ["lan"]  # of progress the Office was not told either


def test_a_withdrawn_report_is_no_news_of_the_work(brought_to, binh, directive, lan):
    share = brought_to("reported")
    transitions.withdraw(share.pk, by=binh)
    assert detail_page(directive, lan, TODAY).leads[0].last is None
    late = date(2025, 11, 20)
    assert share in Assignment.objects.not_updated(late)
    assert stood(share)["last_report_on"] is None


def test_the_history_says_so(brought_to, binh, directive, lan):
    share = brought_to("filed")
    transitions.withdraw(share.pk, by=binh)
    entry = history_of(directive, lan)[0]
    assert (entry.who, entry.did) == ("Hồ Thanh Bình", "rút báo cáo của Sở Tài chính")
    assert ("Tiến độ", "100 %", "40 %") in [(one.label, one.old, one.new) for one in entry.changes]
    event = share.events.latest("pk")
    assert event.data["confirmation"] == [Confirmation.PENDING, Confirmation.NONE]


def test_taking_back_the_first_report_says_nought_percent(brought_to, binh, directive, lan):
    share = brought_to("reported")
    transitions.withdraw(share.pk, by=binh)
    changes = {one.label: one.new for one in history_of(directive, lan)[0].changes}
    assert changes["Tiến độ"] == "0 %"


def test_an_officer_takes_back_what_is_delegated_to_them_only(brought_to, nam, binh):
    share = brought_to("reported")
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.withdraw(share.pk, by=nam)
    transitions.delegate(share.pk, by=binh, to=nam)
    transitions.withdraw(share.pk, by=nam)
    assert stood(share)["work_state"] == WorkState.ACCEPTED
