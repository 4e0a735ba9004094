"""Before an urging is sent: who will hear of it, what they read, what is refused; and back again."""

from datetime import date, time
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.calendar import day_set
from agencies.models import Membership
from directives import following, transitions
from directives.models import Assignment, Urging, WordTemplate
from directives.urging_preview import LETTERS_SHOWN, preview_of
from notifications import devices, vapid
from notifications.kinds import Channel, Kind
from notifications.models import Notification, OutgoingMessage
from notifications.preferences import OPEN, choose

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 12)
WORDS = "Đề nghị Sở Tài chính khẩn trương báo cáo.\nNêu rõ nguyên nhân chậm."
TYPED = {"kind": "reminder", "text": WORDS}
URL = "/directives/bulk/"


@pytest.fixture(autouse=True)
def _three_o_clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day_set(TODAY, time(15)):
        yield


def seen_by(share_ids, by, kind="reminder"):
    return preview_of(share_ids, kind=kind, text=WORDS, by=by, on=TODAY)


@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_is_sent_before_it_was_seen(htmx, assignment, nam, binh, mai, lan, ask, act_url):
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    url = act_url("urge", assignment)
    first = ask(lan, url, htmx=htmx)
    assert "Xem trước khi gửi" in first.text
    page = unescape(ask(lan, url, TYPED, htmx=htmx).text)
    for words in (
        "3 thư sẽ gửi",
        "Đôn đốc Sở Tài chính lần 1 (nhắc nhở): ",
        "Nêu rõ nguyên nhân chậm.",
        *(person.get_full_name() for person in (nam, binh, mai)),
        "Thư và thông báo",
        "Kính gửi: Sở Tài chính",
        "đôn đốc lần thứ 1.",
        'value="send"',
        "Sửa lại",
    ):
        assert words in page
    assert page.lstrip().startswith("<form") is htmx
    assert not Urging.objects.exists()
    sent = ask(lan, url, TYPED | {"step": "send"}, htmx=htmx)
    assert sent.status_code == (204 if htmx else 302)
    assert Urging.objects.get().text == WORDS


@pytest.mark.parametrize("htmx", [False, True])
def test_going_back_keeps_what_was_typed(htmx, assignment, dung, ask, act_url):
    typed = {"kind": "review", "text": WORDS}
    shown = ask(dung, act_url("urge", assignment), typed, htmx=htmx)
    hidden = unescape(shown.text)
    assert '<input type="hidden" name="kind" value="review"' in hidden
    assert f'name="text" value="{WORDS}"' in hidden
    back = ask(dung, act_url("urge", assignment), typed | {"step": "edit"}, htmx=htmx)
    assert back.status_code == 200
    form = back.context["form"]
    assert (form["kind"].value(), form["text"].value()) == ("review", WORDS)
    assert f"{WORDS}</textarea>" in unescape(back.text)
    assert "Xem trước khi gửi" in back.text
    assert not Urging.objects.exists()


def test_whom_somebody_urged_meanwhile_is_said_and_the_words_stay(assignment, lan, dung, ask, act_url):
    url = act_url("urge", assignment)
    transitions.urge(assignment.pk, kind="reminder", text="Báo cáo ngay.", by=dung)
    for step in ("preview", "send"):
        answer = ask(lan, url, TYPED | {"step": step})
        text = unescape(answer.text)
        assert answer.status_code == 409
        assert "Đã đôn đốc lần 1 lúc 15:00 ngày 12/11/2025" in text
        assert WORDS in text
    assert Urging.objects.count() == 1


@pytest.mark.parametrize("times", [1, 4])
def test_those_who_are_shown_are_those_who_hear(
    times, directive, assignment, nam, lan, chi, an, ha, make_user, heard
):
    """Delegate, agency, those above from the fourth on, and followers as they chose."""
    type(directive).objects.update(directing_leader=chi)
    Assignment.objects.filter(pk=assignment.pk).update(delegate=nam)
    for person in (an, ha, lan):
        following.follow(directive, by=person)
    for number in range(1, times):
        Urging.objects.create(
            assignment=assignment,
            number=number,
            kind="reminder",
            text="x",
            by=lan,
            at="2025-11-01T08:00+07:00",
        )
    [to] = seen_by([assignment.pk], lan).agencies
    urging = transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    told = Notification.objects.filter(key__startswith=f"urged:{urging.pk}:")
    mailed = OutgoingMessage.objects.filter(key__startswith=f"urged:{urging.pk}:")
    assert {h.person.pk for h in to.hearers if h.in_app} == set(told.values_list("recipient", flat=True))
    assert {h.person.pk for h in to.hearers if h.mailed} == set(mailed.values_list("recipient", flat=True))
    assert set(to.subjects) == set(mailed.values_list("subject", flat=True))
    assert (chi in [hearer.person for hearer in to.hearers]) is (times == 4)


def test_push_is_among_the_ways_where_somebody_has_switched_it_on(
    directive, assignment, binh, ha, mai, lan, settings, ask, act_url
):
    settings.WEB_PUSH_PRIVATE_KEY, settings.WEB_PUSH_CONTACT = vapid.new_key(), "mailto:vp@nghean.example"
    Membership.objects.create(user=ha, agency=assignment.agency, role="staff")
    following.follow(directive, by=ha)
    for person, key in ((binh, "a"), (ha, "b")):
        subscription = {"endpoint": f"https://push.example/{key}", "p256dh": "k", "auth": "a"}
        devices.switch_on(person, label="Chrome", **subscription)
    only = (Kind.FOLLOWED, Channel.PUSH)
    choose(ha, {choice: choice == only for choice in OPEN}, time(7, 30))
    [to] = seen_by([assignment.pk], lan).agencies
    ways = {hearer.person: hearer.ways for hearer in to.hearers}
    assert ways == {
        binh: {Channel.APP, Channel.EMAIL, Channel.PUSH},
        mai: {Channel.APP, Channel.EMAIL},
        ha: {Channel.PUSH},
    }
    page = unescape(ask(lan, act_url("urge", assignment), TYPED).text)
    assert "Thư và thông báo, thông báo đẩy" in page
    assert '<span class="secondary">Thông báo đẩy</span>' in page
    urging = transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    pushed = OutgoingMessage.objects.filter(channel=Channel.PUSH)
    assert {message.recipient for message in pushed} == {binh, ha}
    assert not Notification.objects.filter(key__startswith=f"urged:{urging.pk}:", recipient=ha).exists()


def test_an_agency_that_nobody_hears_for_is_said(make_directive, education, lan, ask, act_url):
    share = make_directive(lead=education).assignments.get()
    page = unescape(ask(lan, act_url("urge", share), TYPED).text)
    assert "không ai nhận được" in page
    assert "0 thư sẽ gửi" in page


def test_many_rows_are_seen_by_agency_with_those_that_are_refused(
    make_directive, finance, health, ha, lan, ask
):
    shares = [
        make_directive(lead=agency, title=f"Việc {n}").assignments.get()
        for n, agency in enumerate((finance, finance, health, health))
    ]
    transitions.urge(shares[3].pk, kind="reminder", text="Báo cáo ngay.", by=lan)
    sent = {"act": "urge", "share": [share.pk for share in shares], **TYPED}
    answer = ask(lan, URL, sent)
    page = unescape(answer.text)
    for words in (
        "<b>3</b> phần việc làm được, 1 không làm được",
        "Đã đôn đốc lần 1 lúc 15:00",
        "2 cơ quan, 3 phần việc",
        "1. Việc 0",
        "2. Việc 1",
        "Gửi đôn đốc 3 phần việc",
    ):
        assert words in page
    assert page.count('name="share"') == 4
    assert Urging.objects.count() == 1
    back = ask(lan, URL, sent | {"step": "edit"})
    assert f"{WORDS}</textarea>" in unescape(back.text)
    done = unescape(ask(lan, URL, sent | {"step": "send"}).text)
    assert "Đã đôn đốc 3 phần việc." in done
    assert "mục Đôn đốc" in done
    assert Urging.objects.filter(text=WORDS).count() == 3


def test_it_asks_the_same_however_many_rows(make_directive, finance, communes_group, lan):
    def queries():
        shares = Assignment.objects.leads().values_list("pk", flat=True)
        with CaptureQueriesContext(connection) as captured:
            preview = seen_by(list(shares), lan)
        return len(captured), preview

    make_directive(lead=finance)
    few, _ = queries()
    make_directive(lead_groups=[communes_group])
    many, preview = queries()
    assert many - few == min(len(preview.agencies), LETTERS_SHOWN) - 1, "the template, for each letter shown"
    assert preview.letters_left == max(0, len(preview.agencies) - LETTERS_SHOWN)


def test_a_letter_that_cannot_be_made_stops_no_urging(assignment, dung, lan, ask, act_url):
    WordTemplate.objects.create(
        kind="urging", file=ContentFile(b"x", "x.docx"), original_name="x.docx", uploaded_by=dung
    )
    page = unescape(ask(lan, act_url("urge", assignment), TYPED).text)
    assert "Chưa lập được công văn" in page
    assert 'value="send"' in page
