"""The latest report is corrected while nobody has acted on it: field by field on record, nothing lost."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from directives import transitions
from directives.history import history_of
from directives.models import Assignment, Attachment, ProgressReport
from directives.transitions import Changed, NotAllowed, Progress
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
DUE = date(2025, 11, 9)
BETTER = "Đã trình UBND tỉnh tại Tờ trình số 121/TTr-STC ngày 06/11/2025."


@pytest.fixture(autouse=True)
def _today(day, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    day(TODAY)


@pytest.fixture
def amend(assignment, binh):
    def do(by=binh, *, done=DONE, version=None, kept=None, files=(), seen=None, **fields):
        read = transitions.to_withdraw(assignment)
        kept = [file.pk for file in read.files] if kept is None else kept
        values = {"percent": read.percent, **fields}
        return transitions.amend(
            assignment.pk,
            by=by,
            seen=seen or read.pk,
            version=version or read.version,
            progress=Progress(done=done, **values),
            kept=kept,
            files=files,
        )

    return do


def stood(share):
    return Assignment.objects.values("percent", "filed_on", "last_report_on", "work_state").get(pk=share.pk)


def test_each_field_is_on_record_with_old_and_new(brought_to, amend, directive, lan, binh):
    brought_to("reported")
    amend(done=BETTER, percent=60, difficulties="Thiếu số liệu 2 xã.", product_number="121/TTr-STC")
    report = ProgressReport.objects.get()
    assert (report.done, report.percent, report.version, report.amended_by) == (BETTER, 60, 2, binh)
    assert Assignment.objects.get(pk=report.assignment_id).percent == 60
    entry = history_of(directive, lan)[0]
    assert entry.did == "sửa báo cáo của Sở Tài chính"
    changes = [(one.label, one.old, one.new) for one in entry.changes]
    assert changes == [
        ("Tiến độ", "40 %", "60 %"),
        ("Kết quả đã thực hiện", DONE, BETTER),
        ("Khó khăn, vướng mắc", "", "Thiếu số liệu 2 xã."),
        ("Số văn bản kết quả", "", "121/TTr-STC"),
    ]


def test_nothing_changed_is_no_amendment(brought_to, amend):
    share = brought_to("reported")
    amend()
    assert ProgressReport.objects.get().version == 1
    assert not share.events.filter(kind="amended").exists()


def test_files_are_added_and_dropped_and_stay_on_record(brought_to, amend, pdf, binh, client):
    brought_to("filed", files=[pdf("cu.pdf"), pdf("giu.pdf")])
    old, stays = Attachment.objects.order_by("pk")
    amend(kept=[stays.pk], files=[pdf("moi.pdf")])
    report = ProgressReport.objects.get(kind="completion")
    assert [file.original_name for file in report.files] == ["giu.pdf", "moi.pdf"]
    assert Attachment.objects.count() == 3
    event = report.assignment.events.latest("pk")
    assert event.data["files"] == [["cu.pdf", "giu.pdf"], ["giu.pdf", "moi.pdf"]]
    client.force_login(binh)
    assert client.get(reverse("directives:attachment", args=[old.pk])).status_code == 404
    assert client.get(reverse("directives:attachment", args=[stays.pk])).status_code == 200


@pytest.mark.parametrize(
    ("on", "changed", "filed_on"),
    [
        (DUE, {"done": BETTER}, TODAY),  # the deadline day itself is in time
        (DUE + timedelta(days=1), {"done": BETTER}, DUE + timedelta(days=1)),
        (DUE + timedelta(days=1), {"product_number": "121/TTr-STC"}, DUE + timedelta(days=1)),
        (DUE + timedelta(days=1), {"done": DONE.upper().replace("Ị", "I")}, TODAY),  # spelling only
    ],
)
def test_the_day_of_an_amended_result(on, changed, filed_on, brought_to, amend, day, lan):
    share = brought_to("filed")
    day(on)
    amend(**changed)
    assert stood(share)["filed_on"] == filed_on
    transitions.confirm(share.pk, by=lan)
    share.refresh_from_db()
    assert (share.finished_on, share.timing_on(on)) == (
        filed_on,
        "finished_late" if filed_on > DUE else "finished_on_time",
    )


def test_work_without_a_deadline_keeps_its_day(make_directive, finance, binh, day):
    share = make_directive(lead=finance, due_on=None).assignments.get()
    transitions.accept(share.pk, by=binh)
    filed = transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    day(date(2026, 1, 5))
    progress = Progress(done=BETTER)
    transitions.amend(share.pk, by=binh, seen=filed.pk, version=1, progress=progress, kept=[])
    assert stood(share)["filed_on"] == TODAY


@pytest.mark.parametrize("before", ["reported", "filed"])
def test_withdrawing_an_amended_report_puts_back_what_was_before_it(before, brought_to, amend, binh, day):
    share = brought_to("accepted" if before == "reported" else "reported")
    was = stood(share)
    if before == "reported":
        transitions.report(share.pk, by=binh, progress=Progress(done=DONE, percent=0))  # changes no percent
    else:
        transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    day(DUE + timedelta(days=2))
    amend(done=BETTER, percent=100 if before == "filed" else 70)
    amend(done=BETTER, product_number="121/TTr-STC")
    transitions.withdraw(share.pk, by=binh)
    assert stood(share) == was


@pytest.mark.parametrize("state", ["returned", "confirmed", "accepted"])
def test_what_was_decided_on_is_not_amended(state, brought_to, binh, ask, act_url):
    share = brought_to(state)
    with pytest.raises(NotAllowed):
        transitions.amend(share.pk, by=binh, seen=1, version=1, progress=Progress(done=BETTER), kept=[])
    assert ask(binh, act_url("amend", share), htmx=True).status_code == 409


def test_the_office_hears_of_an_amended_result_only(brought_to, amend, binh, heard):
    share = brought_to("reported")
    amend(done=BETTER)
    assert heard("amended") == []
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    amend(done=BETTER)
    assert heard("amended") == ["lan"]


def test_the_office_confirms_only_what_it_has_read(brought_to, amend, lan, ask, act_url):
    share = brought_to("filed")
    form = ask(lan, act_url("confirm", share)).context["form"]
    read = {"seen": form["seen"].value(), "version": form["version"].value()}
    amend(done=BETTER)
    response = ask(lan, act_url("confirm", share), read | {"note": "Đạt yêu cầu"})
    assert response.status_code == 409
    text = unescape(response.text)
    assert "vừa sửa kết quả" in text
    assert "Đạt yêu cầu" in text
    assert BETTER in text  # what stands now
    with pytest.raises(NotAllowed, match="vừa sửa kết quả"):
        transitions.send_back(share.pk, by=lan, reason="Thiếu.", **read)


def test_the_form_has_what_was_sent_and_saves_it(brought_to, binh, ask, act_url, pdf):
    share = brought_to("filed", files=[pdf("cu.pdf")])
    url = act_url("amend", share)
    form = ask(binh, url).context["form"]
    assert (form["done"].value(), "percent" in form.fields) == (DONE, False)
    sent = {"done": "Đang làm", "seen": form["seen"].value(), "version": 1}
    bad = ask(binh, url, sent, htmx=True)
    assert (bad.status_code, bad.context["form"]["done"].value()) == (422, "Đang làm")
    assert (
        ask(binh, url, sent | {"done": BETTER, "attachments": [pdf("moi.pdf")]}, htmx=True).status_code == 204
    )
    report = share.reports.first()
    assert (report.done, [file.original_name for file in report.files]) == (BETTER, ["moi.pdf"])


def test_a_colleague_was_first(brought_to, amend, binh, mai, ask, act_url):
    share = brought_to("reported")
    url = act_url("amend", share)
    form = ask(binh, url).context["form"]
    amend(mai, done="Đã rà soát 14 dự án tại 3 xã.", percent=55)
    mine = {"done": BETTER, "percent": 60, "seen": form["seen"].value(), "version": form["version"].value()}
    response = ask(binh, url, mine, htmx=True)
    text = unescape(response.text)
    assert response.status_code == 409
    assert "Đã rà soát 14 dự án tại 3 xã." in text  # what the other changed
    assert response.context["form"]["done"].value() == BETTER  # what was typed
    again = mine | {"version": response.context["form"]["version"].value()}
    assert ask(binh, url, again, htmx=True).status_code == 204
    with pytest.raises(Changed):
        amend(version=1)


def test_after_the_deadline_the_form_says_what_it_will_do(brought_to, binh, ask, act_url, day):
    share = brought_to("filed")
    assert "không thay đổi" in unescape(ask(binh, act_url("amend", share)).text)
    day(DUE + timedelta(days=1))
    assert "ngày báo cáo hoàn thành là hôm nay" in unescape(ask(binh, act_url("amend", share)).text)
