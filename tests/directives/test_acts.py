"""The acts on a share of work as people meet them: who may, forms, refusals, stale pages."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from directives import transitions
from directives.models import Assignment, Attachment, Event, ProgressReport
from directives.models.assignment import Confirmation, WorkState
from directives.transitions import Progress
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db

REPORT = {"percent": "60", "done": DONE}
NEEDED = {  # act → where the share must stand, what is sent, where it stands then
    "accept": ("new", {}, (WorkState.ACCEPTED, Confirmation.NONE)),
    "report": ("accepted", REPORT, (WorkState.IN_PROGRESS, Confirmation.NONE)),
    "complete": ("reported", {"done": DONE}, (WorkState.IN_PROGRESS, Confirmation.PENDING)),
    "confirm": ("filed", {"note": "Đạt"}, (WorkState.DONE, Confirmation.CONFIRMED)),
    "return": ("filed", {"reason": "Thiếu số quyết định"}, (WorkState.IN_PROGRESS, Confirmation.RETURNED)),
}
AGENCY = {"binh": 302, "mai": 302, "nam": 403, "ha": 404}
OTHERS = {"lan": 403, "dung": 403, "chi": 403, "an": 403, "quan": 403}
WHO = {
    # the focal officer reports for the agency; accepting and filing the result are the head's
    "accept": AGENCY | OTHERS | {"mai": 403},
    "report": AGENCY | OTHERS,
    "complete": AGENCY | OTHERS | {"mai": 403},
    "confirm": OTHERS | {"lan": 302, "dung": 302, "binh": 403, "mai": 403, "nam": 403, "ha": 404},
    "return": OTHERS | {"lan": 302, "dung": 302, "binh": 403, "mai": 403, "nam": 403, "ha": 404},
}


@pytest.fixture(autouse=True)
def _today(day):
    day(date(2025, 11, 6))


@pytest.fixture
def alone(make_directive, finance):
    """A directive of Sở Tài chính alone, so that others cannot see it."""
    return make_directive(lead=finance)


@pytest.mark.parametrize("act", NEEDED)
def test_who_may(act, cast, alone, finance, brought_to_of, ask, act_url):
    share = Assignment.objects.get(directive=alone, agency=finance)
    brought_to_of(share, NEEDED[act][0])
    for name, status in WHO[act].items():
        with transaction.atomic():
            assert (name, ask(cast[name], act_url(act, share), NEEDED[act][1]).status_code) == (name, status)
            share.refresh_from_db()
            moved = (share.work_state, share.confirmation) == NEEDED[act][2]
            assert moved == (status == 302)
            transaction.set_rollback(True)


@pytest.mark.parametrize("act", NEEDED)
def test_the_form_shows_to_those_who_may_and_to_nobody_else(
    act, cast, alone, finance, brought_to_of, ask, act_url
):
    share = Assignment.objects.get(directive=alone, agency=finance)
    brought_to_of(share, NEEDED[act][0])
    for name, status in WHO[act].items():
        assert ask(cast[name], act_url(act, share)).status_code == (200 if status == 302 else status)


@pytest.fixture
def brought_to_of(binh, lan):
    def bring(share, state):
        steps = ["new", "accepted", "reported", "filed"]
        reached = steps[: steps.index(state) + 1]
        if "accepted" in reached:
            transitions.accept(share.pk, by=binh)
        if "reported" in reached:
            transitions.report(share.pk, by=binh, progress=Progress(done=DONE, percent=40))
        if "filed" in reached:
            transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))

    return bring


@pytest.mark.parametrize("act", NEEDED)
def test_through_htmx_saved_is_204_and_tells_the_page(act, binh, lan, brought_to, ask, act_url):
    share = brought_to(NEEDED[act][0])
    response = ask(
        lan if act in ("confirm", "return") else binh, act_url(act, share), NEEDED[act][1], htmx=True
    )
    assert response.status_code == 204
    told = json.loads(response["HX-Trigger"])
    assert told["assignment:changed"]["id"] == share.pk
    assert told["assignment:changed"]["text"]


@pytest.mark.parametrize("act", NEEDED)
def test_the_form_is_a_page_of_its_own_and_a_fragment_in_the_dialog(act, binh, lan, brought_to, ask, act_url):
    share = brought_to(NEEDED[act][0])
    who = lan if act in ("confirm", "return") else binh
    page = ask(who, act_url(act, share)).text
    assert "<main" in page
    assert f'action="{act_url(act, share)}"' in page
    fragment = ask(who, act_url(act, share), htmx=True).text
    assert "<main" not in fragment
    assert fragment.lstrip().startswith("<form")


@pytest.mark.parametrize("act", NEEDED)
def test_a_stale_dialog_is_told_so_and_changes_nothing(act, binh, lan, brought_to, ask, act_url):
    share = brought_to(NEEDED[act][0])
    who = lan if act in ("confirm", "return") else binh
    ask(who, act_url(act, share), NEEDED[act][1])
    if act == "report":  # reporting twice is no conflict; a filed result is
        ask(binh, act_url("complete", share), {"done": DONE})
    events = Event.objects.count()
    response = ask(who, act_url(act, share), NEEDED[act][1], htmx=True)
    assert response.status_code == 409
    told = json.loads(response["HX-Trigger"])
    assert told["app:problem"]["text"]
    assert "assignment:changed" in told
    assert Event.objects.count() == events


def test_a_stale_page_without_a_script_keeps_what_was_typed(binh, brought_to, ask, act_url):
    share = brought_to("filed")
    response = ask(binh, act_url("report", share), {**REPORT, "difficulties": "Chủ đầu tư chưa gửi số liệu"})
    assert response.status_code == 409
    assert "Chủ đầu tư chưa gửi số liệu" in response.text
    assert "Chờ xác nhận" in response.text


def test_a_form_that_can_no_longer_be_sent_is_not_shown(binh, brought_to, ask, act_url):
    share = brought_to("filed")
    response = ask(binh, act_url("report", share))
    assert response.url == reverse("directives:detail", args=[share.directive_id])
    assert ask(binh, act_url("report", share), htmx=True).status_code == 409


@pytest.mark.parametrize("act", ["confirm", "return"])
def test_the_office_decides_on_the_result_it_has_read(act, binh, lan, brought_to, ask, act_url):
    share = brought_to("filed")
    read = ProgressReport.objects.waiting().get(assignment=share)
    assert f'value="{read.pk}"' in ask(lan, act_url(act, share)).text
    ask(lan, act_url("return", share), {"reason": "Thiếu phụ lục", "seen": read.pk})
    ask(binh, act_url("complete", share), {"done": DONE})
    response = ask(
        lan, act_url(act, share), {"note": "Đạt", "reason": "Chưa đạt", "seen": read.pk}, htmx=True
    )
    assert response.status_code == 409
    share.refresh_from_db()
    assert share.confirmation == Confirmation.PENDING


def test_the_address_must_name_the_directive_of_the_share(binh, make_directive, finance, brought_to, ask):
    share = brought_to("accepted")
    other = make_directive(lead=finance)
    address = reverse("directives:report", args=[other.pk, share.pk])
    assert ask(binh, address).status_code == 404
    assert ask(binh, address, REPORT).status_code == 404


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"percent": "100", "done": DONE}, "Tiến độ từ 0 đến 99"),
        ({"percent": "-1", "done": DONE}, "Tiến độ từ 0 đến 99"),
        ({"percent": "", "done": DONE}, "Nhập tiến độ"),
        ({"percent": "nhiều", "done": DONE}, "số nguyên"),
        ({"percent": "50", "done": ""}, "Nêu cụ thể"),
        ({"percent": "50", "done": "Đã làm"}, "Nêu cụ thể"),
        ({"percent": "50", "done": "Đang triển khai thực hiện."}, "Nêu cụ thể"),
        ({"percent": "50", "done": DONE, "product_on": "31/02/2025"}, "Ngày không đúng"),
        ({"percent": "50", "done": DONE, "product_on": "07/11/2025"}, "không thể sau hôm nay"),
    ],
)
def test_a_bad_report_comes_back_with_a_message_at_the_field(data, message, binh, brought_to, ask, act_url):
    share = brought_to("accepted")
    for htmx in (False, True):
        response = ask(
            binh, act_url("report", share), {**data, "difficulties": "Giữ lại dòng này"}, htmx=htmx
        )
        assert response.status_code == 422
        assert message in response.text
        assert "Giữ lại dòng này" in response.text
        assert 'aria-invalid="true"' in response.text
    assert not share.reports.exists()


def test_a_report_keeps_everything_that_was_written(binh, brought_to, ask, act_url, pdf):
    share = brought_to("accepted")
    data = {
        **REPORT,
        "difficulties": "Thiếu số liệu của hai chủ đầu tư",
        "proposals": "Cho lùi thời hạn",
        "product_number": "120/TTr-STC",
        "product_on": "5/11/2025",
        "attachments": [pdf("Tờ trình.pdf"), pdf("Phụ lục.pdf")],
    }
    assert ask(binh, act_url("report", share), data).status_code == 302
    report = share.reports.get()
    assert (report.percent, report.done, report.difficulties, report.proposals) == (
        60,
        DONE,
        "Thiếu số liệu của hai chủ đầu tư",
        "Cho lùi thời hạn",
    )
    assert (report.product_number, report.product_on) == ("120/TTr-STC", date(2025, 11, 5))
    names = report.attachments.values_list("original_name", flat=True)
    assert list(names) == ["Tờ trình.pdf", "Phụ lục.pdf"]


def test_every_file_that_is_refused_is_named_and_nothing_is_kept(
    binh, brought_to, ask, act_url, pdf, settings
):
    settings.MAX_UPLOAD_MB = 1
    share = brought_to("accepted")
    files = [
        pdf("tốt.pdf"),
        SimpleUploadedFile("độc.exe", b"MZ\x90"),
        SimpleUploadedFile("giả.pdf", b"<script>alert(1)</script>"),
        SimpleUploadedFile("rỗng.docx", b""),
        SimpleUploadedFile("lớn.pdf", b"%PDF-1.7" + b"x" * 1024 * 1024),
    ]
    response = ask(binh, act_url("report", share), {**REPORT, "attachments": files})
    assert response.status_code == 422
    for name in ("độc.exe", "giả.pdf", "rỗng.docx", "lớn.pdf"):
        assert name in response.text
    assert "lớn hơn 1 MB" in response.text
    assert "tốt.pdf" not in response.text
    assert not share.reports.exists()
    assert not Attachment.objects.exists()


def test_returning_takes_a_reason(lan, brought_to, ask, act_url):
    share = brought_to("filed")
    for reason in ("", "   "):
        response = ask(lan, act_url("return", share), {"reason": reason})
        assert response.status_code == 422
        assert "Nêu lý do trả lại" in response.text
    share.refresh_from_db()
    assert share.confirmation == Confirmation.PENDING


def test_the_office_reads_the_result_in_the_form_that_decides_on_it(lan, brought_to, ask, act_url, pdf):
    share = brought_to("filed", files=[pdf("Quyết định.pdf")])
    text = ask(lan, act_url("confirm", share), htmx=True).text
    assert DONE in text
    assert "Quyết định.pdf" in text
    assert act_url("return", share) in text


def test_forms_warn_of_state_secrets(binh, brought_to, ask, act_url):
    share = brought_to("accepted")
    for act in ("report", "complete"):
        assert "bí mật nhà nước" in ask(binh, act_url(act, share)).text


def test_a_delegate_reports_what_is_delegated(nam, brought_to, ask, act_url):
    share = brought_to("accepted")
    Assignment.objects.filter(pk=share.pk).update(delegate=nam)
    assert ask(nam, act_url("report", share), REPORT).status_code == 302
    assert ask(nam, act_url("complete", share), {"done": DONE}).status_code == 403


@pytest.mark.parametrize("htmx", [True, False])
def test_what_was_typed_comes_along_to_the_other_kind_of_report(
    htmx, assignment, binh, brought_to, ask, act_url
):
    brought_to("accepted")
    typed = {"percent": "45", "done": "Đã làm", "difficulties": "Thiếu người", "product_on": "05/11/2025"}
    first = ask(binh, act_url("complete", assignment), typed | {"carry": "1"}, htmx=htmx)
    assert first.status_code == 200
    assert first.context["form"]["done"].value() == "Đã làm"
    assert first.context["form"].errors == {}
    assert first.context["aside"] == {"percent": "45", "difficulties": "Thiếu người"}
    assert "05/11/2025" in first.text
    second = ask(binh, act_url("report", assignment), typed | {"carry": "1"}, htmx=htmx)
    assert {name: second.context["form"][name].value() for name in typed} == typed
    assert second.context["aside"] == {}
    assert not ProgressReport.objects.exists()
