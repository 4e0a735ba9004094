"""Coordinators give their opinion or their part; the leads read it, see who has not, and may ask."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Role
from directives import transitions
from directives.detail_page import detail_page
from directives.history import history_of
from directives.models import Assignment, Attachment, Contribution
from directives.standing import standing
from directives.transitions import NotAllowed, Progress
from directives.waiting import Waiting
from tests.directives.conftest import DONE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
UNTIL = date(2025, 11, 8)
TEXT = "Thống nhất dự thảo kế hoạch; đề nghị bổ sung kinh phí mua trang thiết bị y tế tại Điều 5."


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def tam(make_user, education):
    return make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")


@pytest.fixture
def work(make_directive, finance, health, education, binh, ha, tam):
    """Sở Tài chính leads, two help; all have accepted."""
    made = make_directive(lead=finance, coordinators=[health, education])
    for head in (binh, ha, tam):
        transitions.accept(Assignment.objects.get(directive=made, agency__memberships__user=head).pk, by=head)
    return made


@pytest.fixture
def share_of(work):
    return lambda user: Assignment.objects.get(directive=work, agency__memberships__user=user)


@pytest.fixture
def page_of(client, work):
    def page(user):
        client.force_login(user)
        return unescape(client.get(reverse("directives:detail", args=[work.pk])).text)

    return page


def test_the_lead_reads_it_and_sees_who_has_not_contributed(work, share_of, page_of, ha, binh, lan, heard):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    for reader in (binh, lan):
        text = page_of(reader)
        assert TEXT in text
        assert "1/2 cơ quan đã gửi; chưa gửi: Sở GD&ĐT." in text
    assert heard("contributed") == ["binh"]
    assert page_of(ha).count("Đã gửi ý kiến") == 2  # in the band and at the agency


def test_coordinators_do_not_see_each_others(
    work, share_of, page_of, ha, tam, nam, pdf, settings, tmp_path, ask
):
    settings.MEDIA_ROOT = tmp_path
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT, files=[pdf()])
    text = page_of(tam)
    assert TEXT not in text
    assert "cơ quan đã gửi" not in text
    assert all("ý kiến" not in entry.did for entry in history_of(work, tam))
    file = reverse("directives:attachment", args=[Attachment.objects.get().pk])
    assert ask(tam, file).status_code == 404
    assert ask(ha, file).status_code == ask(nam, file).status_code == 200  # nam: of the leading agency


def test_a_lead_that_declined_reads_them_no_more(make_directive, finance, health, education, binh, ha, tam):
    made = make_directive(lead=[finance, education], coordinators=[health])
    share = made.assignments.get(agency=health)
    transitions.accept(share.pk, by=ha)
    transitions.contribute(share.pk, by=ha, text=TEXT)
    assert Contribution.objects.readable_by(tam).exists()
    transitions.decline(made.assignments.get(agency=education).pk, by=tam, reason="Không thuộc chức năng.")
    assert not Contribution.objects.readable_by(tam).exists()
    assert detail_page(made, tam, TODAY).contributions.whole is False


def test_who_has_contributed_is_chased_no_more(work, share_of, ha, day):
    share = share_of(ha)
    late = TODAY + timedelta(days=30)
    assert {share} <= set(Assignment.objects.not_updated(late)) & set(Assignment.objects.overdue(late))
    transitions.contribute(share.pk, by=ha, text=TEXT)
    share.refresh_from_db()
    for list_ in (Assignment.objects.not_updated(late), Assignment.objects.overdue(late)):
        assert share not in list_
    assert share not in Assignment.objects.due_soon(TODAY)
    assert Waiting(ha, TODAY).groups() == []
    where = standing(share, late)
    assert (where.state, where.text) == ("contributed", "Đã gửi ý kiến, gửi 06/11/2025")


def test_python_and_sql_agree_on_a_contribution_in_time_and_late(work, share_of, ha, tam, day):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    day(date(2025, 11, 12))
    transitions.contribute(share_of(tam).pk, by=tam, text=TEXT)
    on = date(2025, 11, 20)
    for row in Assignment.objects.with_timing(on):
        assert row.timing == row.timing_on(on)
        assert (row.timing == "overdue") == (row in Assignment.objects.overdue(on))
    assert standing(share_of(tam), on).time_text == "Gửi 12/11/2025, chậm 3 ngày"


def test_the_next_act_of_a_coordinator_is_to_contribute(work, ha, binh):
    tasks = [task for filled in Waiting(ha, TODAY).groups() for task in filled.tasks]
    assert [task.act for task in tasks] == ["contribute"]


def test_it_can_be_followed_by_more_and_taken_back_one_by_one(work, share_of, ha, binh, day, heard, page_of):
    share = share_of(ha)
    transitions.contribute(share.pk, by=ha, text=TEXT)
    day(TODAY + timedelta(days=1))
    second = transitions.contribute(share.pk, by=ha, text="Bổ sung danh mục trang thiết bị kèm theo.")
    assert share_of(ha).contributed_on == TODAY + timedelta(days=1)
    with pytest.raises(NotAllowed, match="ý kiến khác"):
        transitions.retract(share.pk, by=ha, seen=second.pk - 1)
    transitions.retract(share.pk, by=ha, seen=second.pk)
    assert share_of(ha).contributed_on == TODAY
    transitions.retract(share.pk, by=ha)
    assert share_of(ha).contributed_on is None
    assert share_of(ha) in Assignment.objects.waiting_on_agency()
    with pytest.raises(NotAllowed, match="Không có ý kiến nào"):
        transitions.retract(share.pk, by=ha)
    assert heard("retracted") == ["binh", "binh"]
    # read where it was written, with its label, and no more by the lead
    assert TEXT in page_of(ha)
    assert "Đã rút" in page_of(ha)
    assert TEXT not in page_of(binh)


def test_it_is_not_taken_back_once_a_lead_has_filed(work, share_of, ha, binh, lan):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    transitions.complete(share_of(binh).pk, by=binh, progress=Progress(done=DONE))
    with pytest.raises(NotAllowed, match="đã gửi kết quả"):
        transitions.retract(share_of(ha).pk, by=ha)
    transitions.send_back(share_of(binh).pk, by=lan, reason="Thiếu số quyết định.")
    transitions.retract(share_of(ha).pk, by=ha)


def test_reports_and_contributions_do_not_disturb_each_other(work, share_of, ha):
    share = share_of(ha)
    transitions.report(share.pk, by=ha, progress=Progress(done=DONE, percent=40))
    transitions.contribute(share.pk, by=ha, text=TEXT)
    transitions.report(share.pk, by=ha, progress=Progress(done=DONE, percent=60))
    transitions.withdraw(share.pk, by=ha)
    now = share_of(ha)
    assert (now.percent, now.contributed_on) == (40, TODAY)


def test_a_coordinator_that_becomes_the_lead_owes_a_result(work, share_of, ha, dung):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    transitions.change_role(share_of(ha).pk, by=dung, reason="Theo ý kiến chỉ đạo.")
    assert share_of(ha).contributed_on is None
    assert share_of(ha) in Assignment.objects.waiting_on_agency()


def test_who_has_contributed_declines_no_more(work, share_of, ha):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    with pytest.raises(NotAllowed, match="đã gửi ý kiến"):
        transitions.decline(share_of(ha).pk, by=ha, reason="Không thuộc chức năng.")


def test_the_lead_asks_those_who_have_not(work, share_of, ha, tam, binh, heard, page_of):
    transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    asked = transitions.ask_contributions(share_of(binh).pk, by=binh, until=UNTIL, note="Dự thảo lần 2.")
    assert [share.agency.short_name for share in asked] == ["Sở GD&ĐT"]
    assert heard("contribution_asked") == ["tam"]
    assert "Được đề nghị gửi ý kiến chậm nhất 08/11/2025" in page_of(tam)
    entry = history_of(work, binh)[0]
    assert entry.did == "đề nghị các cơ quan phối hợp gửi ý kiến"
    assert [(one.label, one.new) for one in entry.changes] == [
        ("Cơ quan được đề nghị", "Sở GD&ĐT"),
        ("Gửi ý kiến chậm nhất", "08/11/2025"),
    ]
    transitions.contribute(share_of(tam).pk, by=tam, text=TEXT)
    assert share_of(tam).contribute_by is None


def test_each_is_asked_once_in_24_hours(work, share_of, binh, ha, day):
    transitions.ask_contributions(share_of(binh).pk, by=binh, until=UNTIL)
    with pytest.raises(NotAllowed, match="24 giờ"):
        transitions.ask_contributions(share_of(binh).pk, by=binh, until=UNTIL)
    day(TODAY + timedelta(days=2))
    assert len(transitions.ask_contributions(share_of(binh).pk, by=binh, until=UNTIL)) == 2


@pytest.mark.parametrize("until", ["05/11/2025", "", "hôm sau"])
def test_a_bad_day_is_said_at_the_field_and_the_words_are_kept(until, work, share_of, binh, ask, act_url):
    url = act_url("ask_contributions", share_of(binh))
    response = ask(binh, url, {"until": until, "note": "Dự thảo lần 2"}, htmx=True)
    assert response.status_code == 422
    assert "Dự thảo lần 2" in unescape(response.text)
    assert response.context["form"].errors.keys() == {"until"}


def test_when_all_have_given_nobody_is_left_to_ask(work, share_of, binh, ha, tam, ask, act_url):
    share = share_of(binh)
    assert "ask_contributions" in detail_page(work, binh, TODAY).leads[0].acts
    for head in (ha, tam):
        transitions.contribute(share_of(head).pk, by=head, text=TEXT)
    assert "ask_contributions" not in detail_page(work, binh, TODAY).leads[0].acts
    assert ask(binh, act_url("ask_contributions", share), htmx=True).status_code == 409
    with pytest.raises(NotAllowed, match="đều đã gửi"):
        transitions.ask_contributions(share.pk, by=binh, until=UNTIL)


def test_the_form_files_it_with_its_files(work, share_of, ha, ask, act_url, pdf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    url = act_url("contribute", share_of(ha))
    assert "đồng ý" not in ask(ha, url, htmx=True).text
    bad = ask(ha, url, {"text": "Nhất trí."}, htmx=True)
    assert bad.status_code == 422
    assert "Nhất trí." in bad.text
    response = ask(ha, url, {"text": TEXT, "attachments": [pdf()]}, htmx=True)
    assert response.status_code == 204
    made = Contribution.objects.get()
    assert (made.text, made.filed_by, made.filed_on) == (TEXT, ha, TODAY)
    assert made.attachments.get().original_name == "Tờ trình số 120.pdf"
    plain = ask(ha, act_url("retract", share_of(ha)), {"seen": made.pk})
    assert plain.status_code == 302
    assert not Contribution.objects.standing().exists()


def test_a_stale_form_of_taking_back_is_told(work, share_of, ha, binh, ask, act_url):
    made = transitions.contribute(share_of(ha).pk, by=ha, text=TEXT)
    transitions.complete(share_of(binh).pk, by=binh, progress=Progress(done=DONE))
    response = ask(ha, act_url("retract", share_of(ha)), {"seen": made.pk}, htmx=True)
    assert response.status_code == 409
    assert Contribution.objects.standing().exists()
